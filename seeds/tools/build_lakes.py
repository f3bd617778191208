"""Build ``static/map/lakes.json``, the lakes on our map, from an atlas of Natural Earth.

Run once, by hand, when the atlas changes; ``static/map/README.md`` names the
package. Needs what ``build_world`` needs::

    python -m seeds.tools.build_lakes ATLAS/dist/world_50m.json static/map/lakes.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from seeds.tools.build_world import TOLERANCE, Line, area, decoded, ring, rounded, simplified

LEAST = 0.02
"""Square degrees, some 200 square kilometres, of the smallest lake that is worth a shape."""


def main(source: Path, target: Path) -> None:
    """Read the atlas, write the lakes."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    arcs = [simplified(line, TOLERANCE) for line in decoded(atlas)]
    polygons = [shape for one in atlas["objects"]["lakes"]["geometries"] for shape in _polygons(one, arcs)]
    lakes = rounded({"coordinates": [one for one in polygons if area(one[0]) >= LEAST]})
    feature = {"type": "Feature", "properties": {}, "geometry": lakes}
    told = {"type": "FeatureCollection", "features": [feature]}
    target.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _polygons(shape: dict[str, Any], arcs: list[Line]) -> list[list[Line]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [[ring(arcs, ids) for ids in polygon] for polygon in polygons]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
