"""Visits in and out: one line for a city, a direction and a year."""

from collections.abc import Sequence

from app.i18n import N_
from app.labels import label
from app.mapping.asked import UNSAID
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line, weight
from app.queries import map_visits
from app.queries.kept import kept
from app.queries.map_visits import VisitRow
from models import Certainty, PartialDate
from models.vocabulary import Direction


def visits(asking: Asking) -> Found:
    """Return the visits that took place and have a date, by city, direction and year."""
    t = asking.t
    rows, left_out = _counted(asking)
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
    return Found(lines, kinds, left_out=left_out)


def _counted(asking: Asking) -> tuple[Sequence[VisitRow], int]:
    """Count them once for as long as the data stays as it is: every step of the years asks anew."""
    session, actor, today, units = asking.session, asking.actor, asking.today, asking.asked.units
    return kept(
        session,
        actor,
        ("visits by city", today, units),
        lambda: (
            map_visits.by_city(session, actor, today=today, units=units),
            map_visits.elsewhere(session, actor, today=today, units=units),
        ),
    )


def _kind(row: VisitRow) -> str:
    return row.direction.value if row.direction else UNSAID


def _year(row: VisitRow) -> PartialDate:
    first, last = PartialDate.of(row.first_year), PartialDate.of(row.last_year)
    return PartialDate(first.earliest, last.latest, Certainty.WITHIN)
