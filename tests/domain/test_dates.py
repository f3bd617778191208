"""Dates as officers type them, on the demo's day."""

from datetime import date, time

import pytest

from app.domain.dates import DateProblem, parse_partial_date, parse_time
from app.i18n import Month, translator
from models.partial_date import PartialDate

TODAY = date(2023, 10, 25)  # a Wednesday


def read(text, today=TODAY):
    return parse_partial_date(text, today)


def problem(text):
    with pytest.raises(DateProblem) as caught:
        read(text)
    return translator("en")(caught.value.message, **caught.value.values)


def span(first, last):
    return PartialDate.span(date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "25.10.2023", "25/10/2023", "25-10-2023", "2023-10-25", "25.10.23", "25-10-23", " 25 . 10 . 2023 ",
        "25.10", "25/10", "25.10.", "25 ekim", "25 Ekim 2023", "25 EKİM 2023", "25 Eki 2023", "25 Oct 2023",
        "25 October", "25 october 2023", "25. Ekim 2023", "25 10 2023",
        "October 25, 2023", "Wednesday, Oct 25, 2023", "25th October", "the 25th of October", "Oct 25th",
        "Ekim 25 2023",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_an_officer_writes_it(text):
    assert read(text) == PartialDate.on(TODAY)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("bugün", 25), ("BUGÜN", 25), ("today", 25), ("dün", 24), ("yesterday", 24), ("evvelsi gün", 23),
        ("yarın", 26), ("YARIN", 26), ("Tomorrow", 26), ("öbür gün", 27), ("the day after tomorrow", 27),
        ("day before yesterday", 23),
    ],
)  # fmt: skip
def test_a_day_near_today_is_named_by_a_word(word, day):
    assert read(word) == PartialDate.of(2023, 10, day)


@pytest.mark.parametrize(
    "text",
    [
        "25 Ekim 2023 Çarşamba",
        "25.10.2023 çar",
        "Wednesday 25 October 2023",
        "25 Oct 2023, Wed",
        "25 Ekim Salı",
    ],
)
def test_the_weekday_beside_a_date_is_skipped(text):
    assert read(text) == PartialDate.on(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "3-5 Kasım 2023", "3-5 kasım", "3–5 KASIM 2023", "3 - 5 November 2023", "3–5.11.2023", "3.11-5.11",
        "3 Kasım - 5 Kasım 2023", "03.11.2023 - 05.11.2023", "2023-11-03 – 2023-11-05", "3 Nov — 5 Nov 2023",
        "3 Kasım Cuma – 5 Kasım Pazar 2023", "3 to 5 November", "from 3rd to 5th November",
        "November 3-5, 2023", "November 3rd to 5th", "Nov 3 – Nov 5, 2023",
        "November 3, 2023 to November 5, 2023",
    ],
)  # fmt: skip
def test_a_span_takes_month_and_year_from_its_last_day(text):
    assert read(text) == span((2023, 11, 3), (2023, 11, 5))


def test_a_span_may_reach_into_the_next_month():
    assert read("30 Ekim - 2 Kasım 2023") == span((2023, 10, 30), (2023, 11, 2))
    assert read("30.10.2023 - 02.11.2023") == span((2023, 10, 30), (2023, 11, 2))


def test_a_span_over_new_year_begins_in_the_old_year():
    assert read("30 Aralık - 2 Ocak 2024") == span((2023, 12, 30), (2024, 1, 2))
    assert read("30 Aralık 2023 – 2 Ocak 2024") == span((2023, 12, 30), (2024, 1, 2))


@pytest.mark.parametrize("text", ["Ekim 2023", "ekim", "EKİM", "10.2023", "10/2023", "Oct 2023", "october"])
def test_a_month_is_read_without_a_day(text):
    assert read(text) == PartialDate.of(2023, 10)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("OCAK", 1), ("ŞUBAT", 2), ("subat", 2), ("MAYIS", 5), ("ağustos", 8), ("EYLÜL", 9), ("sept", 9),
        ("sep", 9), ("KASIM", 11), ("kasım", 11), ("ARALIK", 12),
    ],
)  # fmt: skip
def test_a_month_is_read_in_capitals_short_and_without_marks(text, month):
    assert read(f"{text} 2023") == PartialDate.of(2023, month)


def test_a_year_alone_is_a_year():
    assert read("2023") == PartialDate.of(2023)


def test_nothing_typed_is_an_unknown_date():
    assert read("") == read("  ") == PartialDate.unknown()


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("25.10", date(2023, 10, 26), 2023),
        ("2 ocak", date(2023, 12, 20), 2024),
        ("20 aralık", date(2024, 1, 5), 2023),
        ("29.02", date(2023, 6, 1), 2024),
    ],
)
def test_a_missing_year_is_the_one_nearest_to_today(text, today, year):
    assert read(text, today).in_year(year)


def test_a_month_without_a_year_is_the_nearest_one():
    assert read("ocak", date(2023, 12, 20)) == PartialDate.of(2024, 1)


@pytest.mark.parametrize(("text", "year"), [("12.05.43", 2043), ("12.05.44", 1944), ("12.05.98", 1998)])
def test_a_year_of_two_digits_is_never_far_in_the_future(text, year):
    assert read(text) == PartialDate.of(year, 5, 12)


def test_a_day_that_the_month_does_not_have_is_answered_with_its_length():
    assert problem("31.02.2024") == "February 2024 has 29 days."
    assert problem("31 Şubat") == "February 2023 has 28 days."
    assert problem("0.10.2023") == "October 2023 has 31 days."


def test_the_length_of_a_month_is_told_as_a_month_that_every_language_can_print():
    with pytest.raises(DateProblem) as caught:
        read("31.02.2024")
    assert caught.value.values == {"month": Month(2024, 2), "days": 29}


def test_a_month_that_does_not_exist_is_named():
    assert problem("10.25.2023") == "There is no month 25: a year has 12."
    assert problem("13.2023") == "There is no month 13: a year has 12."


def test_a_span_that_ends_before_it_starts_is_refused_with_both_days():
    assert problem("5-3 Kasım 2023") == "The end (3 Nov 2023) is before the start (5 Nov 2023)."
    assert problem("30 Kasım - 2 Ekim 2023") == "The end (2 Oct 2023) is before the start (30 Nov 2023)."


@pytest.mark.parametrize("text", ["1453", "29.05.1453", "Mayıs 1453", "1453-05-29"])
def test_a_year_before_1800_is_taken_for_a_slip(text):
    assert problem(text) == "The year 1453 is not between 1800 and 2200."


def test_a_year_after_2200_is_taken_for_a_slip():
    assert problem("25.10.2230") == "The year 2230 is not between 1800 and 2200."


@pytest.mark.parametrize(
    "text",
    [
        "haftaya", "25", "3-5", "çarşamba", "25.10.202", "25 Ekim 0023", "Ekim 12", "Ekim 23", "10-2023",
        "Oct 23", "25th", "to", "25d ekim", "30.10.2023 - 2.11",
        "2019-2021", "25.10.2023 14:00", "?", "-", "m10.2023",
    ],
)  # fmt: skip
def test_what_is_no_date_is_said_back_with_examples_and_never_guessed(text):
    assert problem(text).startswith(f"Not a date: {text}. Write for example")


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize(
    "value",
    [
        PartialDate.on(TODAY),
        PartialDate.of(2023, 9, 4),
        PartialDate.of(2024, 8),
        PartialDate.of(2017),
        span((2023, 10, 9), (2023, 10, 12)),
        span((2023, 10, 30), (2023, 11, 2)),
        span((2023, 12, 30), (2024, 1, 2)),
    ],
)
def test_what_a_page_prints_can_be_typed_back(language, value):
    t = translator(language)
    assert read(t.partial(value)) == value
    assert read(t.partial_long(value)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:00", time(14)), ("14.00", time(14)), ("1400", time(14)), ("14", time(14)),
        (" 9:30 ", time(9, 30)), ("930", time(9, 30)), ("23:59", time(23, 59)), ("0", time(0)),
        ("2 pm", time(14)), ("2:30 p.m.", time(14, 30)), ("10AM", time(10)), ("12 pm", time(12)),
        ("12 am", time(0)),
    ],
)  # fmt: skip
def test_a_time_is_read_in_every_way_an_officer_writes_it(text, expected):
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["24:00", "14:60", "öğlen", "14:0", "", "14:00:00", "14 pm", "0 am"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(DateProblem, match="Not a time"):
        parse_time(text)
