"""Visits in and out: one line for a city, a direction and a year."""

from app.i18n import N_
from app.labels import label
from app.mapping.asked import UNSAID
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line, weight
from app.queries import map_visits
from app.queries.map_visits import VisitRow
from models import Certainty, PartialDate
from models.vocabulary import Direction


def visits(asking: Asking) -> Found:
    """Return the visits that took place and have a date, by city, direction and year."""
    asked, t = asking.asked, asking.t
    rows = map_visits.by_city(asking.session, asking.actor, today=asking.today, units=asked.units)
    lines = [
        Line(
            None,
            row.city_id,
            _kind(row),
            since=(year := _year(row)),
            until=year,
            weight=weight(row.visits),
            title=t.plural("%(n)s visit", "%(n)s visits", row.visits),
        )
        for row in rows
    ]
    present = {line.kind for line in lines}
    kinds: dict[str, str] = {one.value: t(label(one)) for one in Direction if one.value in present}
    if UNSAID in present:
        kinds[UNSAID] = t(N_("Direction unknown"))
    left_out = map_visits.elsewhere(
        asking.session, asking.actor, today=asking.today, units=asking.asked.units
    )
    return Found(lines, kinds, left_out=left_out)


def _kind(row: VisitRow) -> str:
    return row.direction.value if row.direction else UNSAID


def _year(row: VisitRow) -> PartialDate:
    first, last = PartialDate.of(row.first_year), PartialDate.of(row.last_year)
    return PartialDate(first.earliest, last.latest, Certainty.WITHIN)
