"""The way of one mission: from home through its stops, in their order, and back."""

from app.errors import NotFound
from app.i18n import N_
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import UNKNOWN, Line
from app.queries import map_places, map_route
from models import PartialDate

STOP = "stop"
BACK = "back"


def route(asking: Asking) -> Found:
    """Return a line to each stop from the one before it, the first from home, and one home from the last.

    :raises NotFound: no visit is asked for, there is none, or it is another municipality's.
    """
    session, actor, visit_id, t = asking.session, asking.actor, asking.asked.visit, asking.t
    found = map_route.route(session, actor, visit_id) if visit_id is not None else None
    if found is None:
        message = f"route of visit {visit_id}"
        raise NotFound(message)
    lines, before = [], None
    for stop in found.stops:
        days = PartialDate.span(stop.day, stop.until or stop.day) if stop.day else UNKNOWN
        lines.append(
            Line(
                before,
                stop.city_id,
                STOP,
                since=days,
                until=days,
                title=t.either(stop.what_tr, stop.what_en),
                number=stop.number,
            )
        )
        before = stop.city_id
    kinds = {STOP: t(N_("Stop on the way"))} if lines else {}
    home = map_places.home(session, actor)
    if lines and home is not None and before != home.id:
        lines.append(Line(before, home.id, BACK))
        kinds[BACK] = t(N_("Way back"))
    return Found(lines, kinds)
