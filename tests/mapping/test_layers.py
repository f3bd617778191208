"""Rows as data of the map."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from app.mapping import layers
from app.mapping.layers import Doubt, MapPlace, MapTie

SISTER = MapTie("sister_city", "Kardeş şehir", "Kardeş şehir anlaşması", "/agreements/1", "", "23.03.2023")
PROJECT = MapTie("project", "Proje ortaklığı", "Yeşil şehir", "/agreements/2")
CONTACT = MapTie("contact", "Gayriresmî temas", "", "/visits/3")


def place(city_id=2, name="Üsküp", lat=42.0, lon=21.43, ties=(SISTER,), missions=0):
    return MapPlace(city_id, name, "Kuzey Makedonya", lat, lon, f"/cities/{city_id}", tuple(ties), missions)


IZMIR = place(1, "İzmir", 38.42, 27.14, ())


def test_a_city_is_a_point_with_its_ties():
    data = layers.collection([place(missions=2)], IZMIR)

    (feature,) = data["features"]
    assert feature["id"] == 2
    assert feature["geometry"] == {"type": "Point", "coordinates": [21.43, 42.0]}
    assert feature["properties"]["missions"] == 2
    assert feature["properties"]["ties"] == [
        {
            "relation": "sister_city",
            "label": "Kardeş şehir",
            "title": "Kardeş şehir anlaşması",
            "url": "/agreements/1",
            "state": "",
            "since": "23.03.2023",
        }
    ]
    assert data["home"] == {"name": "İzmir", "lat": 38.42, "lon": 27.14}


@pytest.mark.parametrize(
    ("lat", "lon", "doubt"),
    [
        (None, 21.43, Doubt.MISSING),
        (42.0, None, Doubt.MISSING),
        (0, 0, Doubt.ORIGIN),
        (91, 21.43, Doubt.OFF_THE_GLOBE),
        (42.0, -180.5, Doubt.OFF_THE_GLOBE),
        (math.nan, 21.43, Doubt.OFF_THE_GLOBE),
        (42.0, math.inf, Doubt.OFF_THE_GLOBE),
        (0, 21.43, None),
        (42.0, 0, None),
        (-90, 180, None),
    ],
)
def test_a_city_that_cannot_be_drawn_is_listed_with_the_reason(lat, lon, doubt):
    city = place(lat=lat, lon=lon)

    data = layers.collection([city], IZMIR)

    assert city.doubt == doubt
    assert layers.unplaced([city]) == ((city,) if doubt else ())
    assert data["unplaced"] == ([{"id": 2, "name": "Üsküp", "reason": doubt}] if doubt else [])
    assert len(data["features"]) == (0 if doubt else 1)
    json.dumps(data, allow_nan=False)


def test_without_coordinates_of_our_own_there_is_no_home():
    assert layers.collection([place()], place(1, "İzmir", None, None))["home"] is None


def test_while_our_own_city_is_not_known_there_is_no_home():
    assert layers.collection([place()], None)["home"] is None


@pytest.mark.parametrize("reason", [Doubt.NO_SEAT, Doubt.MISSION])
def test_a_body_without_a_city_is_listed_and_not_counted_as_one(reason):
    body = replace(place(9, "UNDP", ties=[PROJECT]), without_city=reason)

    data = layers.collection([body], IZMIR)

    assert (data["features"], data["unplaced"]) == ([], [{"id": 9, "name": "UNDP", "reason": reason}])
    assert [(entry.relation, entry.count) for entry in layers.legend([body])] == [("project", 0)]


def test_the_strongest_kind_of_tie_comes_first():
    city = place(ties=[CONTACT, PROJECT, SISTER])

    assert [tie.relation for tie in city.ranked] == ["sister_city", "project", "contact"]
    (feature,) = layers.collection([city], IZMIR)["features"]
    assert [tie["relation"] for tie in feature["properties"]["ties"]] == ["sister_city", "project", "contact"]


def test_the_legend_counts_a_city_once_in_each_kind_and_also_when_it_is_not_drawn():
    cities = [
        place(2, ties=[PROJECT, SISTER, PROJECT]),
        place(3, ties=[SISTER]),
        place(4, lat=None, ties=[CONTACT]),
    ]

    assert [(entry.relation, entry.label, entry.count) for entry in layers.legend(cities)] == [
        ("sister_city", "Kardeş şehir", 2),
        ("project", "Proje ortaklığı", 1),
        ("contact", "Gayriresmî temas", 1),
    ]


def test_a_kind_that_is_new_stands_last_and_is_not_lost():
    new = MapTie("twin_port", "Kardeş liman", "", "/agreements/9")

    assert [entry.relation for entry in layers.legend([place(ties=[new, CONTACT])])] == [
        "contact",
        "twin_port",
    ]
