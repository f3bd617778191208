"""What the law asks of a gift that was received (R-5): what is unknown is said, and nothing is assumed."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain import gifts as rules
from app.domain.gifts import Assessment, Duty, one_month_after, wage_in_order
from models import Certainty, Gift, MinimumWage, PartialDate
from models.vocabulary import GiftDirection, GiftOrigin

WAGES = (
    MinimumWage(since=date(2023, 7, 1), until=date(2023, 12, 31), amount=11402.32, source="RG"),
    MinimumWage(since=date(2023, 1, 1), until=date(2023, 6, 30), amount=8506.80, source="RG"),
)
EXACTLY = 114_023.20


def received(**facts):
    told = {
        "direction": GiftDirection.RECEIVED,
        "origin": GiftOrigin.FOREIGN,
        "quantity": 1,
        "handed": PartialDate.of(2023, 10, 31),
        "value": 120_000.0,
        "currency": "TRY",
    }
    return Gift(**(told | facts))


def assess(gift, wages) -> Assessment:
    """Assess a gift that was received."""
    found = rules.assess(gift, wages)
    assert found is not None
    return found


def test_a_gift_above_ten_minimum_wages_is_handed_over_within_a_month():
    found = assess(received(), WAGES)

    assert found.duty is Duty.DUE
    assert found.threshold == Decimal("114023.20")
    assert found.deadline == date(2023, 11, 30)
    assert not found.is_late(date(2023, 11, 30))
    assert found.is_late(date(2023, 12, 1))


def test_a_gift_of_exactly_ten_minimum_wages_is_not_above_them():
    assert assess(received(value=EXACTLY), WAGES).duty is Duty.NONE
    assert assess(received(value=EXACTLY + 0.01), WAGES).duty is Duty.DUE


def test_the_threshold_is_that_of_the_day_it_was_received():
    early = received(handed=PartialDate.of(2023, 6, 30), value=100_000.0)
    late = received(handed=PartialDate.of(2023, 7, 1), value=100_000.0)

    assert assess(early, WAGES).duty is Duty.DUE
    assert assess(late, WAGES).duty is Duty.NONE


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"value": None}, "Its value is not known."),
        ({"currency": "EUR"}, "Its value is in another currency; enter the rate of the day."),
        ({"handed": PartialDate.of(2024, 1, 2)}, "The threshold is not known for that day."),
        ({"handed": PartialDate.unknown()}, "The day on which it was received is not known."),
        (
            {"handed": PartialDate(date(2023, 8, 1), date(2023, 8, 1), Certainty.DOUBTFUL)},
            "The day on which it was received is in doubt.",
        ),
        ({"origin": None}, "It is not recorded whether it comes from abroad."),
        (
            {"handed": PartialDate.of(2023), "value": 100_000.0},
            "The day is known only in part, and the minimum wage changed meanwhile.",
        ),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_assumed(facts, why):
    found = assess(received(**facts), WAGES)

    assert (found.duty, found.why, found.deadline) == (Duty.NOT_ASSESSABLE, why, None)


def test_without_any_amount_on_record_the_threshold_is_unknown_and_never_zero():
    found = assess(received(value=1.0), ())

    assert (found.duty, found.threshold) == (Duty.NOT_ASSESSABLE, None)


def test_another_currency_counts_at_the_rate_that_somebody_entered():
    gift = received(value=4_000.0, currency="EUR", rate=30.5, rate_on=date(2023, 10, 31))

    found = assess(gift, WAGES)

    assert (found.duty, found.worth) == (Duty.DUE, Decimal(122000))


def test_a_year_will_do_where_the_value_is_above_or_below_all_its_thresholds():
    assert assess(received(handed=PartialDate.of(2023), value=84_000.0), WAGES).duty is Duty.NONE
    above = assess(received(handed=PartialDate.of(2023), value=200_000.0), WAGES)
    assert (above.duty, above.deadline) == (Duty.DUE, date(2024, 1, 31))


def test_gifts_at_home_are_out_of_scope_and_those_we_gave_are_not_asked():
    assert assess(received(origin=GiftOrigin.DOMESTIC), WAGES).duty is Duty.OUT_OF_SCOPE
    assert rules.assess(received(direction=GiftDirection.GIVEN), WAGES) is None


def test_what_was_handed_over_is_done_whatever_it_was_worth():
    assert assess(received(value=None, handed_over=date(2023, 11, 2)), WAGES).duty is Duty.DONE


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 2, 28), date(2023, 3, 28)),
        (date(2023, 3, 31), date(2023, 4, 30)),
        (date(2023, 12, 15), date(2024, 1, 15)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_the_last_of_a_shorter_month(day, later):
    assert one_month_after(day) == later


def test_two_amounts_are_never_of_one_day():
    clash = list(wage_in_order(date(2023, 12, 31), date(2024, 6, 30), WAGES))
    fits = list(wage_in_order(date(2024, 1, 1), date(2024, 12, 31), WAGES))

    assert [problem.field for problem in clash] == ["since"]
    assert fits == []
    assert [one.field for one in wage_in_order(date(2024, 2, 1), date(2024, 1, 1), ())] == ["until"]
