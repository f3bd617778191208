"""Whether a city lies where it says: of what the shapes under the map tell about its country."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.mapping.view import Doubt

POLE = 90
HALF_TURN, TURN = 180, 360
SHAPES = Path(__file__).resolve().parents[2] / "static" / "map" / "world.json"
MARGIN = 1.0
"""Degrees around a shape that still count as within it: shapes are coarse, and harbours lie on islands."""
FAR = 10.0
"""Degrees beyond which no city of the gazetteer lies outside its country, but of :data:`SCATTERED`."""
SCATTERED = frozenset({"AU", "CK", "DK", "FR", "GB", "NL", "NO", "NZ", "SH", "US"})
"""Countries whose cities may lie far from their shapes: parts overseas, islands far from each other."""

Box = tuple[float, float, float, float]
"""Least latitude and longitude, greatest latitude and longitude, in degrees."""


def doubt(latitude: float | None, longitude: float | None, country: str) -> Doubt | None:
    """Say why a place cannot be drawn where its coordinates put it, or None.

    :param latitude, longitude: degrees; None where they are not recorded.
    :param country: its code, empty where it is not known: then nobody can tell whether they are its own.
    """
    if latitude is None or longitude is None:
        return Doubt.MISSING
    if latitude == 0 and longitude == 0:
        return Doubt.ORIGIN
    if not (abs(latitude) <= POLE and abs(longitude) <= HALF_TURN):  # also when one is not a number
        return Doubt.OFF_THE_GLOBE
    boxes = _boxes().get(country)
    if boxes is None or _within(boxes, latitude, longitude):
        return None
    if _within(boxes, longitude, latitude):
        return Doubt.SWAPPED
    is_far = min(_distance(box, latitude, longitude) for box in boxes) > FAR
    return Doubt.FAR if is_far and country not in SCATTERED else None


def _within(boxes: tuple[Box, ...], latitude: float, longitude: float) -> bool:
    return any(south <= latitude <= north and west <= longitude <= east for south, west, north, east in boxes)


def _distance(box: Box, latitude: float, longitude: float) -> float:
    """Return the degrees to a box, in latitude or in longitude, whichever is more; round the world, too."""
    south, west, north, east = box
    aside = 0 if west <= longitude <= east else min((west - longitude) % TURN, (longitude - east) % TURN)
    return max(south - latitude, latitude - north, aside)


@cache
def _boxes() -> Mapping[str, tuple[Box, ...]]:
    """Read a box around every shape of every country, the largest first; a disputed area has no country."""
    found: dict[str, list[Box]] = {}
    for feature in json.loads(SHAPES.read_text(encoding="utf-8"))["features"]:
        code = feature["properties"].get("code")
        if code:
            found.setdefault(code, []).extend(map(_box, _rings(feature["geometry"])))
    return {code: tuple(sorted(boxes, key=_extent, reverse=True)) for code, boxes in found.items()}


def _rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Yield the outer ring of every polygon, as longitude and latitude."""
    for polygon in geometry["coordinates"]:
        yield polygon[0]


def _box(ring: list[list[float]]) -> Box:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return (
        min(latitudes) - MARGIN,
        min(longitudes) - MARGIN,
        max(latitudes) + MARGIN,
        max(longitudes) + MARGIN,
    )


def _extent(box: Box) -> float:
    south, west, north, east = box
    return (north - south) * (east - west)
