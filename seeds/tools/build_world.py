"""Build ``static/map/world.json`` and ``world-far.json``, the shapes under our map, from a world atlas.

Run once, by hand, when the atlas changes; ``static/map/README.md`` names the
package. Needs ``antimeridian`` and ``babel``::

    python seeds/tools/build_world.py ATLAS/world/50m.json static/map

The atlas gives shapes only. Its names stay behind: every name on a page comes
from CLDR and the office's own table, joined by code.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import antimeridian  # type: ignore[import-not-found]  # needed once, and not by the application
from babel.core import get_global

Point = tuple[float, float]
Line = list[Point]

DECIMALS = 2
"""About a kilometre: half a pixel at the closest zoom of the map."""

TOLERANCE, FAR_TOLERANCE = 0.02, 0.1
"""Degrees by which a simplified border may leave the true one; seen from afar, a pixel."""

LEAST = 0.03
"""Square degrees of the smallest island that is seen from afar; a country keeps its largest."""

RING = 4
"""Points of the smallest ring, the last of which repeats the first."""

ISLAND = 12
"""Points of a line that is too short to be simplified."""

HALF_TURN = 180

CODES = {"CYN": "XN", "XKX": "XK"}
"""Codes of ours where ISO 3166 has none."""

LEFT_OUT = {"ATA"}
"""Antarctica: no city, and Mercator makes it the largest thing on the map."""


def main(source: Path, folder: Path) -> None:
    """Read the atlas, write the shapes."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    lines = list(decoded(atlas))
    near = list(features(atlas, [simplified(line, TOLERANCE) for line in lines]))
    far = [large(shape) for shape in features(atlas, [simplified(line, FAR_TOLERANCE) for line in lines])]
    for name, shapes in (("world.json", near), ("world-far.json", far)):
        told = json.dumps({"type": "FeatureCollection", "features": shapes}, separators=(",", ":"))
        (folder / name).write_text(f"{told}\n", encoding="utf-8")


def large(shape: dict[str, Any]) -> dict[str, Any]:
    """Leave the small islands out."""
    by_size = sorted(shape["geometry"]["coordinates"], key=lambda polygon: area(polygon[0]), reverse=True)
    kept = by_size[:1] + [polygon for polygon in by_size[1:] if area(polygon[0]) >= LEAST]
    return shape | {"geometry": {"type": "MultiPolygon", "coordinates": kept}}


def area(line: Sequence[Sequence[float]]) -> float:
    """Return what a ring encloses, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(line))) / 2


def decoded(atlas: dict[str, Any]) -> Iterator[Line]:
    """Undo the delta encoding of TopoJSON.

    Source: TopoJSON format specification, 2.1.3 arcs and 2.1.2 transforms.
    """
    (scale_x, scale_y), (move_x, move_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        yield line


def simplified(line: Line, tolerance: float) -> Line:
    """Drop points by Douglas and Peucker; an arc is shared, so neighbours keep a common border.

    A small island keeps all its points, or it would vanish.
    """
    if len(line) < ISLAND:
        return line
    kept = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: _distance(line[i], line[0], line[0]))
        kept.add(far)
        stack = [(0, far), (far, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda i: _distance(line[i], line[first], line[last]), default=first)
        if _distance(line[far], line[first], line[last]) > tolerance:
            kept.add(far)
            stack += [(first, far), (far, last)]
    return [line[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return float(((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5)


def features(atlas: dict[str, Any], arcs: list[Line]) -> Iterator[dict[str, Any]]:
    """One feature per country, cut at 180°; areas without a code keep their shape and lose their name."""
    aliases = get_global("territory_aliases")
    for shape in atlas["objects"]["countries"]["geometries"]:
        alpha3 = shape["properties"]["a3"]
        if alpha3 in LEFT_OUT:
            continue
        code = CODES.get(alpha3) or next(iter(aliases.get(alpha3, ())), None)
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [[line for ids in polygon if len(line := ring(arcs, ids)) >= RING] for polygon in polygons]
        whole = {"type": "MultiPolygon", "coordinates": [lines for lines in rings if lines]}
        geometry = rounded(cut(whole))
        if geometry:
            yield {"type": "Feature", "properties": {"code": code} if code else {}, "geometry": geometry}


def ring(arcs: list[Line], ids: list[int]) -> Line:
    """Join arcs; a negative id is the arc read backwards."""
    joined: Line = []
    for number in ids:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += line[1:] if joined else line
    return joined


def cut(whole: dict[str, Any]) -> dict[str, Any]:
    """Cut at 180°, or a polygon streaks across the whole map."""
    lines = [line for polygon in whole["coordinates"] for line in polygon]
    if all(abs(a[0] - b[0]) <= HALF_TURN for line in lines for a, b in pairwise(line)):
        return whole
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", antimeridian.FixWindingWarning)
        feature = antimeridian.fix_geojson({"type": "Feature", "properties": {}, "geometry": whole})
    return dict(feature["geometry"])


def rounded(whole: dict[str, Any]) -> dict[str, Any] | None:
    """Round, and drop the rings that this leaves with fewer than four points."""
    polygons = []
    for polygon in whole["coordinates"]:
        lines = []
        for line in polygon:
            points = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line]
            points = [points[0], *(b for a, b in pairwise(points) if a != b)]
            if len(points) >= RING:
                lines.append(points)
        if lines:
            polygons.append(lines)
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
