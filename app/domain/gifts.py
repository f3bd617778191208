"""Rules about gifts: pure, values in, problems out; and what the law asks of one that was received (R-5)."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.money import in_a_currency
from app.errors import Problem
from app.i18n import N_
from models import Certainty, Gift, GiftItem, MinimumWage, PartialDate
from models.vocabulary import GiftDirection, GiftOrigin

LIRA = "TRY"
WAGES = 10
"""So many net monthly minimum wages a gift may be worth. Source: law 3628 art. 3, to confirm."""


class Duty(StrEnum):
    """What the law asks of a gift that was received."""

    OUT_OF_SCOPE = "out_of_scope"
    DONE = "done"
    NOT_ASSESSABLE = "not_assessable"
    NONE = "none"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of the duty to hand a gift over.

    :param why: msgid of the reason, where it cannot be told.
    :param threshold, worth: Turkish lira on the day it was received, where they are known; of a day that is
        known in part the threshold is the lowest.
    :param deadline: the last day on which it may be handed over.
    """

    duty: Duty
    why: str = ""
    threshold: Decimal | None = None
    worth: Decimal | None = None
    deadline: date | None = None

    def is_late(self, today: date) -> bool:
        """Say whether the deadline has certainly passed (R-13)."""
        return self.duty is Duty.DUE and self.deadline is not None and self.deadline < today


def assess(gift: Gift, wages: Sequence[MinimumWage]) -> Assessment | None:
    """Say whether a gift has to be handed over, and until when; None of a gift that we gave.

    A gift at home is out of scope. Where a fact is missing it is said which, and nothing is assumed: an
    amount in another currency waits for a rate that somebody looked up, and a day without a known minimum
    wage has no threshold.

    :param wages: the amounts on record, in any order.

    Source: docs/rules.md, R-5; law 3628 art. 3, to confirm.
    """
    if gift.direction is not GiftDirection.RECEIVED:
        return None
    if gift.origin is GiftOrigin.DOMESTIC:
        return Assessment(Duty.OUT_OF_SCOPE)
    worth, value_unclear = worth_in_lira(gift)
    thresholds, day_unclear = _thresholds(gift.handed, wages)
    lowest = min(thresholds, default=None)
    if gift.handed_over is not None:
        return Assessment(Duty.DONE, "", lowest, worth)
    if worth is None or lowest is None:
        return Assessment(Duty.NOT_ASSESSABLE, value_unclear or day_unclear, lowest, worth)
    return _measured(gift, worth, thresholds)


def _measured(gift: Gift, worth: Decimal, thresholds: Collection[Decimal]) -> Assessment:
    """Say what follows from a value and the thresholds of all days on which it can have been received."""
    lowest = min(thresholds)
    if worth <= lowest:
        return Assessment(Duty.NONE, "", lowest, worth)
    if worth <= max(thresholds):
        why = N_("The day is known only in part, and the minimum wage changed meanwhile.")
        return Assessment(Duty.NOT_ASSESSABLE, why, lowest, worth)
    if gift.origin is None:
        why = N_("It is not recorded whether it comes from abroad.")
        return Assessment(Duty.NOT_ASSESSABLE, why, lowest, worth)
    deadline = one_month_after(gift.handed.latest) if gift.handed.latest else None
    return Assessment(Duty.DUE, "", lowest, worth, deadline)


def worth_in_lira(gift: Gift) -> tuple[Decimal | None, str]:
    """Return what a gift is worth in Turkish lira, or why that cannot be told."""
    if gift.value is None:
        return None, N_("Its value is not known.")
    value = Decimal(str(gift.value))
    if gift.currency == LIRA:
        return value, ""
    if gift.rate is None:
        return None, N_("Its value is in another currency; enter the rate of the day.")
    return value * Decimal(str(gift.rate)), ""


def wage_on(wages: Sequence[MinimumWage], day: date) -> MinimumWage | None:
    """Return the minimum wage of a day; None where none is known."""
    return next((one for one in wages if one.since <= day <= one.until), None)


def one_month_after(day: date) -> date:
    """Return the day one month later that has the same number, or the last one of a shorter month.

    Source: law 6098 art. 92, on periods of months; to confirm.
    """
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _thresholds(handed: PartialDate, wages: Sequence[MinimumWage]) -> tuple[set[Decimal], str]:
    """Return the thresholds of every day on which it can have been received, or why there are none."""
    day, last = handed.earliest, handed.latest
    if day is None or last is None:
        return set(), N_("The day on which it was received is not known.")
    if handed.certainty is Certainty.DOUBTFUL:
        return set(), N_("The day on which it was received is in doubt.")
    found: set[Decimal] = set()
    while day <= last:
        wage = wage_on(wages, day)
        if wage is None:
            return set(), N_("The threshold is not known for that day.")
        found.add(Decimal(str(wage.amount)) * WAGES)
        day = wage.until + timedelta(days=1)
    return found, ""


def says_what_it_is(gift: Gift, today: date) -> Iterator[Problem]:
    """A gift is one of the city's, or somebody says what it is."""
    if not (gift.item_id or gift.what_tr or gift.what_en):
        yield Problem("what_tr", N_("Choose a city gift, or say what it is"))


def has_a_direction(gift: Gift, today: date) -> Iterator[Problem]:
    """Whether a gift was given or received is said by somebody and not guessed."""
    if gift.direction is None:
        yield Problem("direction", N_("Choose whether it was given or received"))


def is_some_pieces(gift: Gift, today: date) -> Iterator[Problem]:
    """A gift is at least one piece."""
    if gift.quantity is None:
        yield Problem("quantity", N_("Enter how many pieces"))


def changes_hands(gift: Gift, today: date) -> Iterator[Problem]:
    """Nobody gives a gift to themselves."""
    if gift.giver_id is not None and gift.giver_id == gift.receiver_id:
        yield Problem("receiver", N_("The receiver cannot be who gives it"))


def value_in_a_currency(gift: Gift | GiftItem, today: date) -> Iterator[Problem]:
    """A value without its currency says nothing."""
    value = gift.value if isinstance(gift, Gift) else gift.unit_value
    yield from in_a_currency(gift.currency, [value], "currency")


def rate_of_a_day(gift: Gift, today: date) -> Iterator[Problem]:
    """A rate has a day that has come, and is of another currency than the lira."""
    if gift.rate is None and gift.rate_on is None:
        return
    if gift.rate is None:
        yield Problem("rate", N_("Enter the rate of that day"))
    elif gift.rate_on is None:
        yield Problem("rate_on", N_("Enter the day of the rate"))
    elif gift.rate_on > today:
        yield Problem("rate_on", N_("A rate of a day to come is not known"))
    if gift.currency == LIRA:
        yield Problem("rate", N_("An amount in Turkish lira needs no rate"))


def handed_over_after_received(gift: Gift, today: date) -> Iterator[Problem]:
    """What was received is handed over, after it came and not in days to come."""
    if gift.handed_over is None:
        return
    if gift.direction is GiftDirection.GIVEN:
        yield Problem("handed_over", N_("Only what was received is handed over"))
    elif gift.handed_over > today:
        yield Problem("handed_over", N_("It cannot have been handed over on a day to come"))
    elif PartialDate.on(gift.handed_over).certainly_before(gift.handed):
        yield Problem("handed_over", N_("It cannot have been handed over before it was received"))


def received_by_now(gift: Gift, today: date) -> Iterator[Problem]:
    """Nothing has been received on a day that is certainly to come; what we give may be planned."""
    if gift.direction is GiftDirection.RECEIVED and PartialDate.on(today).certainly_before(gift.handed):
        yield Problem("handed", N_("It cannot have been received on a day to come"))


RULES = (
    has_a_direction,
    says_what_it_is,
    is_some_pieces,
    changes_hands,
    value_in_a_currency,
    rate_of_a_day,
    handed_over_after_received,
    received_by_now,
)


def missing(gift: Gift) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth."""
    received = gift.direction is GiftDirection.RECEIVED
    other = (gift.giver_id, gift.giver_name) if received else (gift.receiver_id, gift.receiver_name)
    blanks = (
        (not gift.handed.is_known, N_("No date")),
        (not any(other), N_("No giver") if received else N_("No receiver")),
        (received and gift.value is None, N_("Value unknown")),
        (received and gift.origin is None, N_("From abroad or from home unknown")),
    )
    return tuple(words for blank, words in blanks if blank)


def changed_by_now(item: GiftItem, today: date) -> Iterator[Problem]:
    """Nothing came into the stock or left it on a day to come."""
    for place, one in enumerate(item.changes):
        if one.day is not None and one.day > today:
            yield Problem(f"changes.{place}.day", N_("This day is still to come"))


def missing_of_item(item: GiftItem) -> tuple[str, ...]:
    """Say what is still to be completed: a change that says no number counts as none."""
    told = all(one.change is not None and one.quantity is not None for one in item.changes)
    return () if told else (N_("A change of the stock without what happened or how many"),)


ITEM_RULES = (value_in_a_currency, changed_by_now)


def wage_in_order(since: date, until: date, others: Sequence[MinimumWage]) -> Iterator[Problem]:
    """The period of an amount has a beginning before its end, and no day that another amount is of."""
    if until < since:
        yield Problem("until", N_("The end cannot be before the beginning"))
        return
    for one in others:
        if one.since <= until and since <= one.until:
            told = {"since": one.since, "until": one.until}
            yield Problem("since", N_("There is an amount from %(since)s to %(until)s already"), told)
