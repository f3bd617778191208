"""The shapes under a printed map: countries by code, and lakes. Names are never taken from here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.mapping.paper.projections import Line

_LEAST_POINTS = 4
"""Of a ring, whose last point is its first (RFC 7946, section 3.1.6)."""
MAPS = Path(__file__).resolve().parents[3] / "static" / "map"


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or what the atlas keeps apart.

    :param code: as in the record; empty where the atlas names none.
    :param polygons: each its outline, then its holes.
    """

    code: str
    polygons: tuple[tuple[Line, ...], ...]

    @property
    def mainland(self) -> Line:
        """The outline of its largest part; in degrees, which is good enough to find it."""
        return max((polygon[0] for polygon in self.polygons), key=_size)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What is drawn under everything."""

    areas: tuple[Area, ...]
    lakes: tuple[Line, ...]


@cache
def base_map(world: Path = MAPS / "world.json", lakes: Path = MAPS / "lakes.json") -> BaseMap:
    """Read the shapes once in a process.

    :param world: GeoJSON of areas with a ``code``, as ``static/map/README.md`` describes it.
    :raises OSError: the file cannot be read.
    :raises ValueError: it is none of that form; the message says what it should be.
    """
    areas = tuple(Area(code, polygons) for code, polygons in _features(world))
    shores = tuple(polygon[0] for _code, polygons in _features(lakes) for polygon in polygons)
    return BaseMap(areas, shores)


def _size(ring: Line) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _features(path: Path) -> list[tuple[str, tuple[tuple[Line, ...], ...]]]:
    """Return code and polygons of every area of a file."""
    try:
        found = [
            (_code(feature["properties"]), tuple(_polygons(feature["geometry"])))
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found = []
    if not found or not all(polygons for _code, polygons in found):
        message = "it is no GeoJSON of polygons in degrees, as static/map/README.md describes it"
        raise ValueError(message)
    return found


def _code(properties: dict[str, Any]) -> str:
    code = properties.get("code", "")
    if not isinstance(code, str):
        raise TypeError
    return code


def _polygons(shape: dict[str, Any]) -> Iterator[tuple[Line, ...]]:
    """Give the polygons of an area, each its outline, then its holes."""
    several = {"MultiPolygon": shape["coordinates"], "Polygon": [shape["coordinates"]]}[shape["type"]]
    for polygon in several:
        rings = tuple([(x, y) for x, y, *_height in ring] for ring in polygon)
        for ring in rings:
            # Metres of a projection are numbers, too, and would be drawn nowhere.
            if len(ring) < _LEAST_POINTS or not all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring):
                raise ValueError
        if not rings:
            raise ValueError
        yield rings
