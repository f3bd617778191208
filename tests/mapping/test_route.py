"""The route of a mission: its stops in order, from home and back."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import NotFound
from app.mapping.table import tables
from app.records import kit
from app.records.cities import CITY
from app.unit_of_work import unit_of_work
from models import PartialDate
from models.vocabulary import Direction
from tests.make import TODAY


@pytest.fixture
def mission(make):
    """Write a visit of ours with stops in some cities, on one day after the other."""

    def write(*cities, municipality="izmir", **facts):
        stops = [
            {"city_id": make.city(city).id, "day": date(2023, 11, day), "what_tr": f"{city} programı"}
            for day, city in enumerate(cities, start=3)
        ]
        held = PartialDate.of(2023, 11)
        facts = {"direction": Direction.OUTGOING, "group_name": "Heyet"} | facts
        return make.visit(municipality, held=held, stops=stops, **facts)

    return write


def ways(view):
    """From, to and kind of each line that is drawn, by name."""
    names = [city.name for city in view.cities]
    return [(names[tie.a], names[tie.b], view.kinds[tie.kind].key) for tie in view.ties]


def test_a_route_goes_from_home_through_its_stops_in_order_and_back(house, mission, view):
    found = mission("Roma", "Bonn", "Bremen")

    assert ways(view(show="route", visit=found.id)) == [
        ("İzmir", "1 · Roma", "stop"),
        ("1 · Roma", "2 · Bonn", "stop"),
        ("2 · Bonn", "3 · Bremen", "stop"),
        ("3 · Bremen", "İzmir", "back"),
    ]


def test_a_city_one_comes_back_to_bears_both_numbers(house, mission, view):
    found = mission("Roma", "Bonn", "Roma")

    assert {city.name for city in view(show="route", visit=found.id).cities} == {
        "İzmir",
        "1, 3 · Roma",
        "2 · Bonn",
    }


def test_two_days_in_one_city_are_one_mark_and_no_arc_to_itself(house, mission, view):
    found = mission("Roma", "Roma")

    told = view(show="route", visit=found.id)

    assert ways(told)[1] == ("1, 2 · Roma", "1, 2 · Roma", "stop")


def test_a_route_without_a_home_on_record_joins_its_stops_alone(mission, view):
    found = mission("Roma", "Bonn")

    assert ways(view(show="route", visit=found.id)) == [
        ("1 · Roma", "1 · Roma", "stop"),
        ("1 · Roma", "2 · Bonn", "stop"),
    ]


def test_the_table_lists_the_stops_as_the_way_goes_until_it_is_sorted(house, mission, reading):
    found = mission("Roma", "Bremen", "Bonn", "Roma")

    def cities(**query):
        table, _ = tables(reading(show="route", visit=found.id, **query))
        return [row.spot.name for row in table.rows]

    assert cities() == ["Roma", "Bremen", "Bonn", "Roma"]
    assert cities(sort="city") == ["Bonn", "Bremen", "Roma", "Roma"]


def test_a_stop_that_cannot_be_drawn_is_named_and_the_others_keep_their_numbers(
    session, make, house, mission, view
):
    found = mission("Roma", "Bonn", "Bremen")
    city = make.city("Bonn")
    with unit_of_work(session):
        blank = {"latitude": None, "longitude": None}
        kit.edit(session, make.actor("admin"), CITY, city.id, city.version, blank, today=TODAY)

    told = view(show="route", visit=found.id)

    assert [one.name for one in told.unplaced] == ["Bonn"]
    assert {city.name for city in told.cities} == {"İzmir", "1 · Roma", "3 · Bremen"}


def test_a_route_says_no_years(house, mission, view):
    told = view(show="route", visit=mission("Roma").id)

    assert (told.years, told.terms) == (None, ())


def test_the_route_of_a_visit_that_is_not_ours_is_not_there(house, mission, reading):
    other = mission("Roma", municipality="ankara")

    for visit in (other.id, 999_999, house.id):
        with pytest.raises(NotFound):
            reading(show="route", visit=visit)
    with pytest.raises(NotFound):
        reading(show="route")


# --- The page and the files ---------------------------------------------------------------------------------


def test_the_page_of_a_route_has_the_days_in_a_table_without_a_script(house, mission, browser):
    found = mission("Roma", "Bonn")

    page = browser.open(f"/map?show=route&visit={found.id}&lang=en")

    rows = [row.get_text(" ", strip=True) for row in page.select("[data-table=cities] tbody tr")]
    assert ["1 · Rome" in rows[0], "Roma programı" in rows[0]] == [True, True]
    assert "2 · Bonn" in rows[1]
    assert page.select(f'[data-map][data-url="/map/data.json?show=route&visit={found.id}"]')


@pytest.mark.parametrize("path", ["/map", "/map/data.json", "/map/export", "/map/choices/country"])
def test_another_municipality_s_route_is_404_everywhere(house, mission, browser, path):
    other = mission("Roma", municipality="ankara")

    browser.open(f"{path}?show=route&visit={other.id}", 404)
    browser.open(f"{path}?show=route&visit=nonsense", 404)


@pytest.mark.parametrize("ending", ["pdf", "svg", "geojson", "kml", "csv"])
def test_a_route_can_be_taken_along(house, mission, browser, ending):
    found = mission("Roma", "Bonn")
    address = f"/map/export.{ending}?show=route&visit={found.id}"

    answer = browser.client.post(address, data={"csrf_token": browser.token()}, buffered=True)

    assert answer.status_code == 200
    assert ending == "pdf" or "Bonn" in answer.text
