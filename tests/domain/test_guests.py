"""Guest lists: what a key means, when guests are to be reminded, how many seats are left."""

from datetime import date

import pytest

from app.domain.guests import Numbers, answer_of, is_time_to_remind, people_of
from models import GuestList, PartialDate
from models.vocabulary import GuestAnswer

TODAY = date(2023, 10, 25)


@pytest.mark.parametrize(
    ("people", "answer"),
    [
        (0, (GuestAnswer.NO, 0)),
        (1, (GuestAnswer.YES, 0)),
        (2, (GuestAnswer.WITH_COMPANION, 1)),
        (9, (GuestAnswer.WITH_COMPANION, 8)),
    ],
)
def test_a_number_of_people_is_an_answer(people, answer):
    assert answer_of(people) == answer
    assert people_of(*answer) == people


def test_no_number_of_people_says_an_answer_that_no_key_gives():
    assert people_of(None, 3) is None
    assert people_of(GuestAnswer.WITH_COMPANION, 12) is None
    assert people_of(GuestAnswer.WITH_COMPANION, None) is None


@pytest.mark.parametrize("people", [-1, 10])
def test_a_key_says_no_more_than_nine_people(people):
    with pytest.raises(ValueError, match=str(people)):
        answer_of(people)


@pytest.mark.parametrize(
    ("answer_by", "held", "unanswered", "due"),
    [
        (date(2023, 10, 28), PartialDate.of(2023, 11, 3), 4, True),
        (date(2023, 10, 29), PartialDate.of(2023, 11, 3), 4, False),
        (date(2023, 10, 20), PartialDate.of(2023, 11, 3), 4, True),
        (date(2023, 10, 20), PartialDate.of(2023, 10, 24), 4, False),
        (date(2023, 10, 20), PartialDate.unknown(), 4, True),
        (date(2023, 10, 20), PartialDate.of(2023, 11, 3), 0, False),
        (None, PartialDate.of(2023, 11, 3), 4, False),
    ],
)
def test_guests_are_reminded_from_three_days_before_the_last_day_until_the_feast(
    answer_by, held, unanswered, due
):
    guests = GuestList(answer_by=answer_by, held=held)

    assert is_time_to_remind(guests, unanswered, TODAY) is due


def test_seats_that_nobody_counted_are_unknown_and_never_free():
    figures = Numbers(invited=3, coming=5)

    assert figures.free(None) is None
    assert figures.free(4) == -1
