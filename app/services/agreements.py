"""Verbs of agreements: enter, revise, sign, suspend, resume, end, restore."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Conflict, Invalid, Problem, Stale
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import agreements as queries
from app.queries import names
from app.queries.locks import lock
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.organisations import ORGANISATION, municipality_of
from app.services import titles
from models import Agreement, PartialDate, Signatory
from models.vocabulary import AgreementState, RecordKind, Relation


class AlreadySisters(Conflict):
    """A sister-city relation with one of the parties stands already (R-7)."""


class WrongState(Conflict):
    """The agreement is not in a state from which this can be done."""


def enter(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Agreement:
    """Write a new agreement. A city among the parties stands for its municipality, created if need be.

    :param data: as for :func:`app.records.kit.create`.
    :raises AlreadySisters: R-7.
    :raises PermissionDenied, Invalid, NotFound: as the kit.
    """
    ensure(actor, AGREEMENT.create)
    agreement = kit.create(session, actor, AGREEMENT, _prepared(session, actor, data, (), today), today=today)
    _guard_sisters(session, actor, agreement)
    return agreement


def revise(
    session: Session,
    actor: Actor,
    agreement_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> Agreement:
    """Change an agreement that the actor looked at.

    :raises AlreadySisters: R-7.
    :raises Invalid: also where amendments or successors would turn in a circle.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, AGREEMENT.write)
    known = tuple(kit.load(session, actor, AGREEMENT, agreement_id).signatories)
    prepared = _prepared(session, actor, data, known, today)
    for name in ("amends", "supersedes"):
        column = f"{name}_id"
        if agreement_id in queries.predecessors(session, actor, column, prepared.get(column)):
            raise Invalid(Problem(name, N_("These agreements would turn in a circle")))
    agreement = kit.edit(session, actor, AGREEMENT, agreement_id, seen_version, prepared, today=today)
    _guard_sisters(session, actor, agreement)
    return agreement


def sign(
    session: Session, actor: Actor, agreement_id: int, signed: PartialDate, seen_version: int, *, today: date
) -> Agreement:
    """Put a draft into force.

    :param signed: as precisely as the paper says; never after ``today``.
    :raises WrongState: it is not a draft.
    :raises AlreadySisters: R-7.
    :raises Stale, Invalid, PermissionDenied, NotFound: as the kit.
    """
    agreement = _at_hand(session, actor, agreement_id, seen_version, AgreementState.DRAFT)
    if not signed.is_known:
        raise Invalid(Problem("signed", N_("Enter the date of signing; a month or a year will do")))
    before = kit.snapshot(AGREEMENT, agreement)
    agreement.state, agreement.signed = AgreementState.IN_FORCE, signed
    kit.save(session, actor, AGREEMENT, agreement, before, "signed", today=today)
    _guard_sisters(session, actor, agreement)
    return agreement


def suspend(
    session: Session, actor: Actor, agreement_id: int, seen_version: int, *, today: date
) -> Agreement:
    """Let an agreement in force rest.

    :raises WrongState: it is not in force.
    """
    agreement = _at_hand(session, actor, agreement_id, seen_version, AgreementState.IN_FORCE)
    before = kit.snapshot(AGREEMENT, agreement)
    agreement.state = AgreementState.SUSPENDED
    return kit.save(session, actor, AGREEMENT, agreement, before, "suspended", today=today)


def resume(session: Session, actor: Actor, agreement_id: int, seen_version: int, *, today: date) -> Agreement:
    """Put a suspended agreement into force again.

    :raises WrongState: it is not suspended.
    """
    agreement = _at_hand(session, actor, agreement_id, seen_version, AgreementState.SUSPENDED)
    before = kit.snapshot(AGREEMENT, agreement)
    agreement.state = AgreementState.IN_FORCE
    return kit.save(session, actor, AGREEMENT, agreement, before, "resumed", today=today)


def end(
    session: Session,
    actor: Actor,
    agreement_id: int,
    ends: PartialDate,
    reason: str,
    seen_version: int,
    *,
    today: date,
) -> Agreement:
    """End an agreement.

    :raises WrongState: it neither is in force nor suspended.
    :raises Invalid: without a date, or one before the signing.
    """
    agreement = _at_hand(
        session, actor, agreement_id, seen_version, AgreementState.IN_FORCE, AgreementState.SUSPENDED
    )
    if not ends.is_known:
        raise Invalid(Problem("ends", N_("Enter the date of the end; a month or a year will do")))
    before = kit.snapshot(AGREEMENT, agreement)
    agreement.state, agreement.ends, agreement.ended_because_tr = AgreementState.ENDED, ends, reason
    return kit.save(session, actor, AGREEMENT, agreement, before, "ended", today=today)


def restore(session: Session, actor: Actor, agreement_id: int, *, today: date) -> Agreement:
    """Take an agreement out of the bin, unless a sister-city relation took its place meanwhile.

    :raises AlreadySisters: R-7.
    """
    agreement = kit.restore(session, actor, AGREEMENT, agreement_id, today=today)
    _guard_sisters(session, actor, agreement)
    return agreement


def _at_hand(
    session: Session, actor: Actor, agreement_id: int, seen_version: int, *states: AgreementState
) -> Agreement:
    ensure(actor, Permission.AGREEMENT_SIGN)
    agreement = kit.load(session, actor, AGREEMENT, agreement_id)
    if agreement.version != seen_version:
        message = f"agreement {agreement_id}"
        raise Stale(message)
    if agreement.state not in states:
        message = f"agreement {agreement_id} is {agreement.state}"
        raise WrongState(message)
    return agreement


def _guard_sisters(session: Session, actor: Actor, agreement: Agreement) -> None:
    """Refuse a second sister-city relation of our own house with the same counterpart.

    The counterparts are locked before looking: of two officers who sign at once the second one waits, and
    then sees what the first one did.
    """
    if agreement.relation is not Relation.SISTER_CITY or agreement.state not in queries.STANDING:
        return
    if not queries.is_of_our_house(session, agreement.id):
        return
    others = queries.counterparts(session, agreement.id)
    lock(session, others)
    if queries.sisters(session, actor, others, other_than=agreement.id):
        message = f"agreement {agreement.id}"
        raise AlreadySisters(message)


def _prepared(
    session: Session, actor: Actor, data: Mapping[str, Any], known: tuple[Signatory, ...], today: date
) -> dict[str, Any]:
    """Turn cities among the parties into their municipalities, and take down names and titles of the day."""
    prepared = dict(data)
    if "parties" in data:
        prepared["parties"] = _parties(session, actor, data["parties"], today)
    if "signatories" in data:
        day = (data.get("signed") or PartialDate.unknown()).latest or today
        prepared["signatories"] = titles.of_the_day(
            session, actor, data["signatories"], known, day, today=today
        )
    return prepared


def _parties(
    session: Session, actor: Actor, rows: Sequence[Mapping[str, Any]], today: date
) -> list[Mapping[str, Any]]:
    ids = {row["organisation_id"] for row in rows if row.get("organisation_id")}
    cities = {
        id_: record
        for id_, record in names.titles(session, actor, ids).items()
        if record.kind is RecordKind.CITY
    }
    return [
        {**row, "organisation_id": _municipality(session, actor, cities[row["organisation_id"]], today)}
        if row.get("organisation_id") in cities
        else row
        for row in rows
    ]


def _municipality(session: Session, actor: Actor, city: Any, today: date) -> int:
    found = queries.municipality_of(session, actor, city.id)
    if found is not None:
        return found.id
    data = municipality_of(city.id, city.title_tr, city.title_en)
    return kit.create(session, actor, ORGANISATION, data, today=today).id
