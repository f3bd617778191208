"""The shapes under a printed map: countries by code, and lakes. Names are never taken from here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.mapping.paper.projections import Line

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
    :raises OSError, ValueError, KeyError: the file is not there, or is none of that form.
    """
    areas = tuple(Area(properties.get("code", ""), polygons) for properties, polygons in _features(world))
    shores = tuple(polygon[0] for _none, polygons in _features(lakes) for polygon in polygons)
    return BaseMap(areas, shores)


def _size(ring: Line) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _features(path: Path) -> Iterator[tuple[dict[str, Any], tuple[tuple[Line, ...], ...]]]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        lines = tuple(tuple([(x, y) for x, y, *_height in ring] for ring in polygon) for polygon in polygons)
        yield feature["properties"], lines
