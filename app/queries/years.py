"""Years in which something is on record."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, extract, func
from sqlalchemy.orm import Session

from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Record, Visit


def of_visits(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every year from the latest visit back to the earliest."""
    begun = days(Visit, "held").earliest
    first, last = session.execute(
        live(actor, Visit).with_only_columns(func.min(begun), func.max(begun))
    ).one()
    if first is None or last is None:
        return []
    return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]


def counts(session: Session, ids: Select[int]) -> Mapping[str, int]:
    """Count records by the year of their day.

    :param ids: selects the ids of the records, from ``record``.
    """
    year = extract("year", Record.__table__.c.sort_day)
    query = ids.with_only_columns(year, func.count()).group_by(year)
    return {f"{found:04}": count for found, count in session.execute(query)}
