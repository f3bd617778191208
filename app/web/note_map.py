"""The map of a note, drawn on the ground that the office has set."""

from app.documents.facts import Spot
from app.i18n import Translator
from app.mapping.paper.base_map import base_map
from app.mapping.paper.locator import locate
from app.mapping.view import MapCity
from app.web.clock import settings


def draw(spot: Spot, home: Spot | None, t: Translator) -> bytes:
    """Draw where a city is, and our own, as SVG."""
    found = settings()
    shapes = base_map(found.map_file) if found.map_file else base_map()
    spots = [one for one in (spot, home) if one is not None]
    countries = {one.code: t.title(one.country) for one in spots if one.country}
    place, *ours = (_city(one, t) for one in spots)
    return locate(place, ours[0] if ours else None, countries, shapes, t, source=found.map_source)


def _city(spot: Spot, t: Translator) -> MapCity:
    return MapCity(spot.city.id, t.title(spot.city), *spot.position, None)
