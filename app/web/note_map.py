"""The map of a note, drawn on the ground that the office has set."""

from functools import lru_cache
from pathlib import Path

from app.documents.facts import Spot
from app.i18n import Translator, translator
from app.mapping.paper.base_map import base_map
from app.mapping.paper.locator import locate
from app.mapping.view import MapCity
from app.web.clock import settings


def draw(spot: Spot, home: Spot | None, t: Translator) -> bytes:
    """Draw where a city is, and our own, as SVG."""
    found = settings()
    return _drawn(spot, home, t.language, found.map_file, found.shapes_source)


@lru_cache(maxsize=64)
def _drawn(spot: Spot, home: Spot | None, language: str, world: Path | None, source: str) -> bytes:
    """Draw it once: cities do not move."""
    t, shapes = translator(language), base_map(world) if world else base_map()
    spots = [one for one in (spot, home) if one is not None]
    countries = {one.code: t.title(one.country) for one in spots if one.country}
    place, *ours = (_city(one, t) for one in spots)
    return locate(place, ours[0] if ours else None, countries, shapes, t, source=source)


def _city(spot: Spot, t: Translator) -> MapCity:
    return MapCity(spot.city.id, t.title(spot.city), *spot.position, None)
