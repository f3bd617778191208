"""How much hangs on one part, and whether a single record decides."""

from fractions import Fraction

import pytest

from app.analysis.dependence import LEAST, Verdict, concentration


def test_a_star_around_one_country_leans_on_it():
    found = concentration([["DE"]] * 8 + [["AT"], ["IT"]])

    assert (found.largest, found.count, found.known, found.share) == (("DE",), 8, 10, Fraction(4, 5))
    assert found.effective == pytest.approx(1 / (0.64 + 0.01 + 0.01))
    assert found.verdict is Verdict.LEANS


def test_in_a_symmetric_record_all_are_the_largest_and_nothing_leans():
    found = concentration([[country] for country in "ABCDE" for _ in range(2)])

    assert (found.largest, found.effective, found.verdict) == (tuple("ABCDE"), 5, Verdict.SPREAD)


def test_a_record_with_several_parts_is_shared_out_among_them():
    found = concentration([["a", "b"], ["a"], ["b"], ["a", "b"], ["c"]])

    assert (found.largest, found.share, found.counts) == (
        ("a", "b"),
        Fraction(2, 5),
        {"a": 3, "b": 3, "c": 1},
    )


def test_what_names_nothing_is_left_out_and_counted():
    found = concentration([["a"], [], ["b"], ["c"], ["d"], ["e"], []])

    assert (found.known, found.total) == (5, 7)


def test_a_single_record_that_decides_is_said():
    parts = [["a"]] * 4 + [[other] for other in "bcdefg"]

    assert concentration(parts).share == Fraction(2, 5)
    assert concentration(parts).verdict is Verdict.NEARLY
    assert concentration([["a"], *parts, ["h"]]).verdict is Verdict.NEARLY
    assert concentration([["a"]] * 9 + [[other] for other in "bcdefghij"]).verdict is Verdict.LEANS


def test_too_few_records_and_none_bear_nothing():
    assert concentration([["a"]] * (LEAST - 1)).verdict is Verdict.TOO_FEW
    assert concentration([["a"]] * LEAST).verdict is Verdict.LEANS
    nobody: list[list[str]] = [[], []]
    nothing = concentration(nobody)
    assert (nothing.verdict, nothing.largest, nothing.known) == (Verdict.TOO_FEW, (), 0)
