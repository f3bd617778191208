"""The shapes under the map."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

MAPS = Path(__file__).resolve().parents[2] / "static/map"
FILE, FAR = MAPS / "world.json", MAPS / "world-far.json"


@pytest.fixture(scope="module", params=[FILE, FAR], ids=lambda path: path.stem)
def world(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def rings(feature):
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def test_the_file_is_small_enough_for_a_slow_line():
    content = FILE.read_bytes()

    assert len(content) <= 900_000
    assert len(gzip.compress(content, 9)) <= 330_000


def test_what_the_map_begins_with_is_less_than_half_and_leaves_no_area_out():
    near, far = (json.loads(path.read_text(encoding="utf-8"))["features"] for path in (FILE, FAR))

    assert FAR.stat().st_size < FILE.stat().st_size / 2
    assert [one["properties"] for one in far] == [one["properties"] for one in near]


def test_no_shape_streaks_across_the_map(world):
    points = [ring for feature in world["features"] for ring in rings(feature)]

    assert all(abs(lon) <= 180 and abs(lat) <= 90 for ring in points for lon, lat in ring)
    assert all(abs(a[0] - b[0]) < 180 for ring in points for a, b in pairwise(ring))


def test_every_shape_is_closed(world):
    for feature in world["features"]:
        assert rings(feature)
        assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings(feature))


def test_shapes_carry_a_code_and_no_name(world):
    codes = [feature["properties"].get("code") for feature in world["features"]]
    named = [code for code in codes if code]

    assert all(set(feature["properties"]) <= {"code"} for feature in world["features"])
    assert all(len(code) == 2 and code.isupper() for code in named)
    assert len(named) == len(set(named))
    assert {"TR", "MK", "XN", "XK", "PS", "EH"} <= set(named)
    assert "CYN" not in FILE.read_text(encoding="utf-8")
