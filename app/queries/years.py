"""Years in which something is on record."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.scope import live_ids
from models import UNKNOWN_DAY, Record
from models.vocabulary import RecordKind


def of_visits(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest visit back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.VISIT))


def of_agreements(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest signing back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.AGREEMENT))


def of_letters(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest letter back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.LETTER))


def of_projects(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest project back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.PROJECT))


def of_events(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest event back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.EVENT))


def of_occasions(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest entered occasion back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.OCCASION))


def of_gifts(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest gift back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.GIFT))


def of_guest_lists(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest invitation back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.GUEST_LIST))


def of_bookings(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest booking back to the earliest."""
    return _of(session, live_ids(actor, RecordKind.BOOKING))


def _of(session: Session, ids: Select[int]) -> list[tuple[str, str]]:
    # Two statements: each reads one end of an index, both at once would read all of it.
    day = Record.__table__.c.sort_day
    known = ids.with_only_columns(day).where(day > UNKNOWN_DAY).limit(1)
    first, last = session.scalar(known.order_by(day)), session.scalar(known.order_by(day.desc()))
    return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)] if first and last else []


def counts(session: Session, ids: Select[int]) -> Mapping[str, int]:
    """Count records by the year of their day.

    :param ids: selects the ids of the records, from ``record``.
    """
    day = Record.__table__.c.sort_day
    counted: Counter[str] = Counter()
    # By day and not by year: the index has the days in order, and a year would have to be made of each.
    for found, count in session.execute(ids.with_only_columns(day, func.count()).group_by(day)).all():
        counted[f"{found.year:04}"] += count
    return counted
