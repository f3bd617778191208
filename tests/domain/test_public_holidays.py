"""Public holidays on the days of a visit: ours and theirs, in the reader's words, and what is not known."""

from datetime import date

import pytest

from app.domain.public_holidays import Holidays, during
from models import PartialDate

REPUBLIC_DAY = PartialDate.on(date(2023, 10, 29))


def told(held, *codes, language="en"):
    return [(one.day, one.code, one.name) for one in during(held, codes, language).days]


def test_our_own_holidays_count_whoever_comes():
    assert told(REPUBLIC_DAY) == [(date(2023, 10, 29), "TR", "Republic Day")]


def test_the_holidays_of_both_sides_stand_by_day_and_ours_come_first():
    feast = PartialDate.span(date(2023, 4, 17), date(2023, 4, 21))

    found = told(feast, "MK", "TR", "MK")

    assert [one[:2] for one in found] == [
        (date(2023, 4, 17), "MK"),
        (date(2023, 4, 20), "TR"),
        (date(2023, 4, 21), "TR"),
        (date(2023, 4, 21), "MK"),
    ]


def test_a_closed_afternoon_counts_and_says_so():
    ((day, code, name),) = told(PartialDate.on(date(2023, 10, 28)))

    assert (day, code) == (date(2023, 10, 28), "TR")
    assert name == "Republic Day (from 1pm)"


def test_a_visit_over_the_new_year_meets_the_holidays_of_two_years():
    found = told(PartialDate.span(date(2023, 12, 25), date(2024, 1, 1)), "DE")

    assert [one[:2] for one in found] == [
        (date(2023, 12, 25), "DE"),
        (date(2023, 12, 26), "DE"),
        (date(2024, 1, 1), "TR"),
        (date(2024, 1, 1), "DE"),
    ]


@pytest.mark.parametrize(
    ("code", "day", "language", "name", "spoken"),
    [
        ("TR", date(2023, 10, 29), "tr", "Cumhuriyet Bayramı", "tr"),
        ("DE", date(2023, 10, 3), "en", "German Unity Day", "en"),
        ("DE", date(2023, 10, 3), "tr", "German Unity Day", "en"),
    ],
)
def test_a_holiday_is_named_in_the_readers_language_else_in_english(code, day, language, name, spoken):
    (found,) = [one for one in during(PartialDate.on(day), [code], language).days if one.code == code]

    assert (found.name, found.language) == (name, spoken)


def test_a_country_nobody_knows_the_holidays_of_is_said_to_be_unknown():
    assert during(REPUBLIC_DAY, ["XN", "DE"], "tr").unknown == ["XN"]


def test_a_month_is_looked_at_and_a_year_tells_nothing():
    assert told(PartialDate.of(2023, 10), "DE") == [
        (date(2023, 10, 3), "DE", "German Unity Day"),
        (date(2023, 10, 28), "TR", "Republic Day (from 1pm)"),
        (date(2023, 10, 29), "TR", "Republic Day"),
    ]
    assert during(PartialDate.of(2023), ["XN"], "tr") == Holidays()
    assert during(PartialDate.unknown(), ["XN"], "tr") == Holidays()
