"""The stops of a mission: each in a city, on days of the visit, in the order of the calendar."""

from datetime import date

import pytest

from app.domain import visits
from models import Certainty, PartialDate, Visit, VisitStop

TODAY = date(2023, 10, 25)
MISSION = PartialDate.span(date(2023, 11, 3), date(2023, 11, 6))


def november(day):
    return date(2023, 11, day)


def problems(*stops, held=MISSION):
    """Field → message of what the rules have against the stops of a visit."""
    visit = Visit(held=held, delegates=[], counterparts=[], group_name="Heyet", state_reason_tr="")
    visit.stops = [VisitStop(**({"city_id": 1, "day": None, "until": None} | stop)) for stop in stops]
    return {one.field: one.message for rule in visits.RULES for one in rule(visit, TODAY)}


def test_stops_on_days_of_the_visit_in_their_order_are_in_order():
    told = ({"day": november(3), "until": november(4)}, {"day": None}, {"day": november(4)})

    assert problems(*told, {"day": november(6)}) == {}


def test_a_stop_names_its_city():
    assert problems({}, {"city_id": None, "day": november(4)}) == {
        "stops.1.city": "Choose the city of this stop"
    }


@pytest.mark.parametrize("day", [november(2), november(7)])
def test_a_day_outside_the_visit_is_refused(day):
    assert problems({"day": day}) == {"stops.0.day": "This day is not one of the days of the visit"}


def test_the_last_day_of_a_stop_lies_within_the_visit_too():
    found = problems({"day": november(6), "until": november(7)})

    assert found == {"stops.0.until": "This day is not one of the days of the visit"}


@pytest.mark.parametrize(
    "held", [PartialDate.of(2023), PartialDate(november(20), november(20), Certainty.DOUBTFUL)]
)
def test_what_is_vague_or_doubtful_about_the_visit_refuses_no_day(held):
    assert problems({"day": november(4)}, held=held) == {}


def test_a_stop_does_not_end_before_it_begins():
    found = problems({"day": november(5), "until": november(4)})

    assert found == {"stops.0.until": "A stop cannot end before it begins"}


def test_a_last_day_asks_for_the_first():
    assert problems({"until": november(4)}) == {"stops.0.day": "Enter the first day of this stop"}


def test_a_stop_before_the_one_above_it_is_refused_also_with_an_undated_one_between():
    found = problems({"day": november(5)}, {}, {"day": november(4)})

    assert found == {"stops.2.day": "This stop is before the one above it; move it up"}
