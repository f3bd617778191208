"""Spans of days as people write them."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("Thursday 3 - Friday 4 March 2022", 4),
        ("3 & 4 March 2022", 4),
        ("March 3 & 4, 2022", 4),
        ("between 3 and 5 March 2022", 5),
        ("3 Mart Perşembe - 5 Mart Cumartesi 2022", 5),
        ("3, 4 ve 5 Mart 2022", 5),
        ("03.03.2022/05.03.2022", 5),
        ("3.03.2022 ve 4.03.2022", 4),
        ("3-5.3.22", 5),
        ("03/03-05/03", 5),
    ],
)
def test_a_span_is_read_to_its_last_day(read, written, last):
    first, *_ = read(f"- {written}: Fas Büyükelçisi Ali Misal\n- 12.03.2022: Katar Büyükelçisi Omar Misal\n")

    assert (first.date, first.date_end) == (date(2022, 3, 3), date(2022, 3, last))


@pytest.mark.parametrize("written", ["Mart ayı içinde", "Mart sonu 2022", "early March 2022"])
def test_a_part_of_a_month_is_the_month(read, written):
    text = f"- {written}: Fas Büyükelçisi Ali Misal\n- 12.03.2022: Katar Büyükelçisi Omar Misal\n"
    first, *_ = read(text)

    assert (first.date, first.date_end) == (date(2022, 3, 1), date(2022, 3, 31))
    assert first.doubts["date"] == "whole_month"


@pytest.mark.parametrize("written", ["2022.03.03", "03 03 2022", "03/03/22"])
def test_a_day_is_read(one, written):
    assert one(f"- {written} - Fas Büyükelçisi Ali Misal").date == date(2022, 3, 3)
