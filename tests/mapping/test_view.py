"""What a view tells the browser."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from app.mapping.view import (
    Doubt,
    Layer,
    MapCity,
    MapCountry,
    MapKind,
    MapTie,
    MapView,
    Term,
    Unplaced,
    Warmth,
)
from models import Certainty, PartialDate

SAMPLE = Path(__file__).with_name("sample_data.json")

VIEW = MapView(
    layer=Layer.TIES,
    home=2,
    cities=(
        MapCity(11, "Bremen", 53.07, 8.81, 0),
        MapCity(12, "Chengdu", 30.66, 104.06, 1),
        MapCity(10, "İzmir", 38.42, 27.14, 2),
        MapCity(13, "</script>${alert(1)} القدس", 31.78, 35.23, None),
    ),
    countries=(
        MapCountry(1, "DE", "Almanya", ties=2, visits=3, warmth=Warmth.AWAKE, public=120),
        MapCountry(2, "CN", "Çin", ties=1, warmth=Warmth.SILENT),
        MapCountry(3, "TR", "Türkiye"),
    ),
    kinds=(MapKind("sister_city", "Kardeş şehir", 2), MapKind("project", "Proje ortaklığı", 2)),
    ties=(
        MapTie(2, 0, 0, "in_force", PartialDate.of(1996), PartialDate(), 0.9, 101, "Bremen anlaşması"),
        MapTie(
            2,
            0,
            1,
            "ended",
            PartialDate.of(2010, 5, 3),
            PartialDate.of(2012),
            0.5,
            102,
            "Proje",
            stands=False,
        ),
        MapTie(2, 1, 0, "in_force", PartialDate(), PartialDate(), 0.1, 103, "Chengdu anlaşması"),
        MapTie(
            2,
            3,
            1,
            "suspended",
            PartialDate(date(2019, 1, 1), date(2021, 12, 31), Certainty.WITHIN),
            PartialDate(),
            0.0,
            104,
            "Proje",
        ),
    ),
    stacks=((0, ((31, "Bremen Belediyesi"), (32, "Bremen Üniversitesi"))),),
    unplaced=(
        Unplaced(14, "Haritasız", Doubt.MISSING),
        Unplaced(40, "UNDP", Doubt.NO_SEAT, is_city=False),
    ),
    terms=(Term(2009, 2019, "Aziz Kocaoğlu"), Term(2019, None, "Tunç Soyer")),
    years=(1996, 2023),
    notes={"counted": "Sayılan: yürürlükte ya da askıda ilişkisi olan şehirler"},
)


def test_a_view_is_told_as_the_sample_shows():
    told = json.loads(json.dumps(VIEW.as_json(), allow_nan=False))

    assert told == json.loads(SAMPLE.read_text(encoding="utf-8"))


def test_a_date_known_in_part_keeps_both_of_its_years():
    assert VIEW.as_json()["ties"][3][4] == (2019, 2021)


def test_an_unknown_date_is_no_year():
    assert VIEW.as_json()["ties"][2][4] is None
