"""Years in which something is on record."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, extract, func
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
    year = extract("year", Record.__table__.c.sort_day)
    query = ids.with_only_columns(year, func.count()).group_by(year)
    return {f"{found:04}": count for found, count in session.execute(query)}
