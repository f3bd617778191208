"""What happened in a year or a term, where dates may be known only in part."""

from __future__ import annotations

from datetime import date

from app.analysis.periods import Happening, Period, What, standing, successive, undated, within, years

TODAY = date(2023, 10, 25)
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def tie(id_, first=None, last=None, what=What.TIE):
    return Happening(what, id_, first, last or first)


def test_what_certainly_lies_within_counts_and_what_may_lie_there_is_apart():
    in_march = tie(1, date(2023, 3, 1), date(2023, 3, 31))
    around = tie(2, date(2022, 12, 1), date(2023, 1, 31))
    before = tie(3, date(2022, 12, 31))

    found = within([in_march, around, before, tie(4)], YEAR)

    assert (found.certain, found.perhaps) == ({What.TIE: (1,)}, {What.TIE: (2,)})
    assert (found.count(What.TIE), found.unsure(What.TIE), found.count(*What)) == (1, 1, 1)


def test_the_first_and_the_last_day_belong_to_the_period():
    found = within([tie(1, YEAR.first), tie(2, YEAR.last)], YEAR)

    assert found.certain == {What.TIE: (1, 2)}


def test_years_run_without_a_gap_until_today():
    assert years([tie(1, date(2020, 5, 1)), tie(2)], TODAY) == (2020, 2021, 2022, 2023)
    assert years([tie(1)], TODAY) == ()


def test_without_a_date_nothing_is_placed_and_all_is_counted():
    assert undated([tie(1), tie(2, TODAY), tie(3, what=What.JOINED)]) == {What.TIE: (1,), What.JOINED: (3,)}


def test_a_tie_stands_from_its_certain_beginning_until_its_end():
    happenings = [
        tie(1, date(2020, 5, 1)),
        tie(2, date(2020, 1, 1), date(2023, 12, 31)),
        tie(3, date(2019, 1, 1)),
        tie(3, date(2021, 1, 1), what=What.TIE_ENDED),
        tie(4, date(2019, 1, 1)),
        tie(4, what=What.TIE_ENDED),
        tie(5),
    ]

    assert [standing(happenings, date(year, 12, 31)) for year in (2019, 2020, 2021, 2023)] == [1, 2, 1, 2]


def test_a_term_without_an_end_lasts_until_the_next_begins_and_the_last_one_until_today():
    first, second = date(2014, 4, 1), date(2019, 4, 8)

    assert successive([(first, None), (second, None)], TODAY) == (
        Period(first, date(2019, 4, 7)),
        Period(second, TODAY),
    )
    assert successive([(first, date(2018, 1, 1))], TODAY) == (Period(first, date(2018, 1, 1)),)
    assert round(Period(first, date(2019, 3, 31)).years, 2) == 5.0
