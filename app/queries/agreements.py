"""Reads about agreements and decisions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.agreements import OPEN
from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.dates import days
from app.queries.scope import live
from models import (
    Agreement,
    AgreementParty,
    Certainty,
    City,
    Decision,
    DecisionSubject,
    Organisation,
    PartialDate,
    Record,
)
from models.vocabulary import AgreementState, OrganisationKind, PartyRole, Relation, YesNo

STANDING = (AgreementState.IN_FORCE, AgreementState.SUSPENDED)
OVER = (AgreementState.ENDED, AgreementState.SUPERSEDED)
_party, _organisation, _city = AgreementParty.__table__.c, Organisation.__table__.c, City.__table__.c


class TieOnFile(NamedTuple):
    """A tie, as far as it tells whether it is the same as another one.

    :param parties: ids of the organisations that are party to it, and not its witness, patron or funder.
    """

    id: int
    relation: Relation
    state: AgreementState
    signed: PartialDate
    title_tr: str
    parties: frozenset[int]


def standing(today: date) -> ColumnElement[bool]:
    """Ties in force or suspended that have not run out; ``domain.agreements.expired`` says the same."""
    ends = days(Agreement, "ends")
    over = and_(
        Agreement.state == AgreementState.IN_FORCE,
        func.coalesce(ends.latest < today, False),
        func.coalesce(ends.certainty != Certainty.DOUBTFUL, True),
        func.coalesce(Agreement.renews != YesNo.YES, True),
    )
    return and_(Agreement.state.in_(STANDING), not_(over))


def standing_on(day: date, today: date) -> ColumnElement[bool]:
    """Ties that stood on a day, as far as dates are on record.

    A tie without a known beginning was there; one that has ended, without a known end, was not: nobody knows
    until when. On today's day it says what :func:`standing` says.
    """
    if day >= today:
        return standing(day)
    signed, starts, ends = (days(Agreement, name) for name in ("signed", "starts", "ends"))
    begun = func.coalesce(func.coalesce(starts.earliest, signed.earliest) <= day, True)
    ended = and_(Agreement.state.in_(OVER), func.coalesce(ends.latest >= day, False))
    return and_(begun, or_(standing(day), ended))


def of_our_house(session: Session, actor: Actor, *, today: date) -> Sequence[Agreement]:
    """Ties of our own house that stand, by name, with parties and their seats."""
    query = live(actor, Agreement).where(standing(today), Agreement.id.in_(of_parties(_house())))
    bodies = selectinload(Agreement.parties).selectinload(AgreementParty.organisation)
    loads = (bodies.selectinload(Organisation.seat), selectinload(Agreement.themes))
    return session.scalars(query.order_by(Record.sort_key, Record.id).options(*loads)).all()


def ever_of_our_house(session: Session, actor: Actor) -> Sequence[Agreement]:
    """Ties of our own house that were agreed, whether they stand or not, by name, with parties."""
    query = live(actor, Agreement).where(
        Agreement.state != AgreementState.DRAFT, Agreement.id.in_(of_parties(_house()))
    )
    bodies = selectinload(Agreement.parties).selectinload(AgreementParty.organisation)
    return session.scalars(query.order_by(Record.sort_key, Record.id).options(bodies)).all()


class StandingTie(NamedTuple):
    """A tie of our own house that stands.

    :param partners: ids of the organisations that are party to it and not of our house, in their order.
    """

    id: int
    title_tr: str
    title_en: str
    relation: Relation
    signed: PartialDate
    partners: tuple[int, ...]


def standing_of_our_house(session: Session, actor: Actor, *, today: date) -> Sequence[StandingTie]:
    """Ties of our own house that stand, by name; columns only, where :func:`of_our_house` reads everything.

    Cost: one statement.
    """
    signed = days(Agreement, "signed")
    query = (
        live(actor, Agreement)
        .outerjoin(_party.id.table, (_party.agreement_id == Agreement.id) & (_party.role == PartyRole.PARTY))
        .outerjoin(Organisation.__table__, _organisation.id == _party.organisation_id)
        .where(standing(today), Agreement.id.in_(of_parties(_house())))
        .order_by(Record.sort_key, Record.id, _party.position)
        .with_only_columns(
            Agreement.id,
            Agreement.title_tr,
            Agreement.title_en,
            Agreement.relation,
            *signed,
            _organisation.id,
            _organisation.ours,
        )
    )
    found: dict[int, StandingTie] = {}
    partners: dict[int, list[int]] = {}
    for id_, tr, en, relation, first, last, certainty, body_id, ours in session.execute(query):
        if id_ not in found:
            found[id_] = StandingTie(id_, tr, en, relation, PartialDate(first, last, certainty), ())
        if not ours:
            partners.setdefault(id_, []).append(body_id)
    return [tie._replace(partners=tuple(partners.get(id_, ()))) for id_, tie in found.items()]


def counterparts(session: Session, agreement_id: int) -> Sequence[int]:
    """Ids of the parties of an agreement that are not of our own house, in a fixed order."""
    query = (
        select(_party.organisation_id)
        .join(Organisation.__table__, _organisation.id == _party.organisation_id)
        .where(
            _party.agreement_id == agreement_id, _party.role == PartyRole.PARTY, _organisation.ours.is_(False)
        )
        .order_by(_party.organisation_id)
    )
    return session.scalars(query).all()


def sisters(session: Session, actor: Actor, ids: Collection[int], *, other_than: int) -> Sequence[int]:
    """Ids of the sister-city relations of our own house that stand with one of these organisations.

    Source: docs/rules.md, R-7.
    """
    query = (
        live(actor, Agreement)
        .with_only_columns(Agreement.id)
        .where(
            Agreement.relation == Relation.SISTER_CITY,
            Agreement.state.in_(STANDING),
            Agreement.id != other_than,
        )
        .where(Agreement.id.in_(of_parties(ids)), Agreement.id.in_(of_parties(_house())))
    )
    return session.scalars(query).all()


def is_of_our_house(session: Session, agreement_id: int) -> bool:
    """Say whether our own house is a party to an agreement."""
    ours = of_parties(_house()).where(_party.agreement_id == agreement_id)
    return session.scalars(ours.limit(1)).first() is not None


def of_parties(ids: Collection[int] | Select[int]) -> Select[int]:
    """Select the ids of agreements to which one of these organisations is a party."""
    return select(_party.agreement_id).where(_party.organisation_id.in_(ids), _party.role == PartyRole.PARTY)


def on_file(session: Session, actor: Actor) -> Sequence[TieOnFile]:
    """Return every tie, the oldest record first.

    Cost: two statements.
    """
    signed = days(Agreement, "signed")
    query = live(actor, Agreement).order_by(Agreement.id)
    parties: dict[int, set[int]] = {}
    within = query.with_only_columns(Agreement.id).order_by(None)
    for agreement_id, organisation_id in session.execute(
        select(_party.agreement_id, _party.organisation_id).where(
            _party.agreement_id.in_(within), _party.role == PartyRole.PARTY
        )
    ):
        parties.setdefault(agreement_id, set()).add(organisation_id)
    facts = query.with_only_columns(
        Agreement.id,
        Agreement.relation,
        Agreement.state,
        Agreement.title_tr,
        signed.earliest,
        signed.latest,
        signed.certainty,
    )
    return [
        TieOnFile(
            id_, relation, state, PartialDate(first, last, certainty), title_tr, frozenset(parties[id_])
        )
        for id_, relation, state, title_tr, first, last, certainty in session.execute(facts)
    ]


def _house() -> Select[int]:
    return select(_organisation.id).where(_organisation.ours.is_(True))


def with_country(country_id: int) -> ColumnElement[bool]:
    """Agreements to which a body that counts for a country and is not of our own house is a party."""
    return Record.id.in_(of_parties(speaking_for(country_id)))


def signed_with(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[PartialDate]:
    """When our own house signed its ties with these organisations."""
    signed = days(Agreement, "signed")
    query = live(actor, Agreement).where(
        Agreement.id.in_(of_parties(ids)), Agreement.id.in_(of_parties(_house()))
    )
    return [PartialDate(*row) for row in session.execute(query.with_only_columns(*signed))]


def ours_with_country(session: Session, actor: Actor, country_id: int) -> Sequence[Agreement]:
    """Ties of our own house with a country, the latest first."""
    query = live(actor, Agreement).where(with_country(country_id), Agreement.id.in_(of_parties(_house())))
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc())).all()


def open_with(
    session: Session, actor: Actor, ids: Collection[int], *, other_than: int
) -> Sequence[Agreement]:
    """Agreements that stand or are on their way with one of these organisations.

    Source: docs/rules.md, R-7: a second one is normal, and may be meant as a renewal or an amendment.
    """
    query = live(actor, Agreement).where(
        Agreement.id.in_(of_parties(ids)), Agreement.id != other_than, Agreement.state.in_(OPEN)
    )
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id)).all()


def successors(session: Session, actor: Actor, agreement_id: int) -> Sequence[Agreement]:
    """Agreements that amend or replace an agreement."""
    query = live(actor, Agreement).where(
        (Agreement.amends_id == agreement_id) | (Agreement.supersedes_id == agreement_id)
    )
    return session.scalars(query.order_by(Record.sort_day, Record.id)).all()


def predecessors(session: Session, actor: Actor, column: str, start: int | None) -> list[int]:
    """Ids one meets from an agreement on along ``amends_id`` or ``supersedes_id``; a circle ends the walk."""
    walked: list[int] = []
    while start is not None and start not in walked:
        walked.append(start)
        query = (
            live(actor, Agreement).with_only_columns(getattr(Agreement, column)).where(Agreement.id == start)
        )
        start = session.scalar(query)
    return walked


def decisions_on(session: Session, actor: Actor, record_id: int) -> Sequence[Decision]:
    """Decisions that cover a record, the earliest first."""
    covered = select(DecisionSubject.decision_id).where(DecisionSubject.subject_id == record_id)
    query = live(actor, Decision).where(Decision.id.in_(covered)).order_by(Record.sort_day, Record.id)
    return session.scalars(query).all()


def of_organisations(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Agreement]:
    """Agreements with one of these organisations, the latest first, with their parties."""
    query = live(actor, Agreement).where(Agreement.id.in_(of_parties(ids)))
    query = query.order_by(Record.sort_day.desc(), Record.id.desc())
    parties = selectinload(Agreement.parties).selectinload(AgreementParty.organisation)
    return session.scalars(query.options(parties)).all()


def municipality_of(session: Session, actor: Actor, city_id: int) -> Organisation | None:
    """The municipality of a city, if it is on record; the metropolitan one before a district's."""
    query = live(actor, Organisation).where(
        Organisation.seat_id == city_id, Organisation.organisation_kind == OrganisationKind.MUNICIPALITY
    )
    return session.scalars(query.order_by(Organisation.id).limit(1)).first()


def municipalities(session: Session, actor: Actor) -> Mapping[int, int]:
    """City → its municipality, for all that are on record; :func:`municipality_of` says the same of one."""
    query = live(actor, Organisation).where(
        Organisation.seat_id.is_not(None), Organisation.organisation_kind == OrganisationKind.MUNICIPALITY
    )
    ids = query.with_only_columns(Organisation.seat_id, Organisation.id).order_by(Organisation.id.desc())
    return {city_id: id_ for city_id, id_ in session.execute(ids) if city_id is not None}


def own_house(session: Session, actor: Actor) -> Organisation | None:
    """Our own municipality as an organisation."""
    query = live(actor, Organisation).where(
        and_(Organisation.ours.is_(True), Organisation.organisation_kind == OrganisationKind.MUNICIPALITY)
    )
    return session.scalars(query.order_by(Organisation.id).limit(1)).first()
