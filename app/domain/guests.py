"""Rules about guest lists and guests, and the figures of a list: pure, values in, problems out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import Problem
from app.i18n import N_
from models import Guest, GuestList, PartialDate
from models.vocabulary import GuestAnswer

REMIND_BEFORE = timedelta(days=3)
"""So long before the last day for an answer those who gave none are to be reminded."""
MOST_PEOPLE = 9
"""People that a single key can say: a guest and eight who come along."""
SURPLUS_NAMES = N_("More names of companions than companions")
_BETWEEN_NAMES = re.compile(r"[,;/+&\n]|\s(?:ve|ile|and)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of a guest list.

    :param invited, declined, unanswered: guests, without who comes along.
    :param coming: people, with who comes along.
    :param arrived: guests whom the gate ticked off.
    """

    invited: int = 0
    coming: int = 0
    declined: int = 0
    unanswered: int = 0
    arrived: int = 0

    def free(self, seats: int | None) -> int | None:
        """Return how many seats are left; below zero so many are missing; None where nobody said."""
        return None if seats is None else seats - self.coming


def by_person(guests: Iterable[Guest]) -> Sequence[Sequence[Guest]]:
    """Return the rows of each person, as somebody may be on two lists; the first one stands for them.

    Who is on no record of people is on one row.
    """
    found: dict[int, list[Guest]] = {}
    for one in guests:
        found.setdefault(one.person_id or -one.id, []).append(one)
    return tuple(found.values())


def companions_of(guests: Iterable[Guest]) -> int:
    """Return how many come along; with somebody who is on two lists as many as one of them says at most."""
    return sum(
        max(one.companions or 0 if one.answer is GuestAnswer.WITH_COMPANION else 0 for one in rows)
        for rows in by_person(guests)
    )


def is_time_to_remind(guests: GuestList, unanswered: int, today: date) -> bool:
    """Say whether those who gave no answer are to be reminded: the last day is near, the feast to come."""
    if not unanswered or guests.answer_by is None:
        return False
    over = guests.held.latest is not None and guests.held.latest < today
    return not over and guests.answer_by - REMIND_BEFORE <= today


def answer_of(people: int) -> tuple[GuestAnswer, int]:
    """Return the answer that a number of people means, and how many come along: none is a refusal.

    :raises ValueError: nobody can be fewer than none, and one key says at most nine.
    """
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(people)
    if not people:
        return GuestAnswer.NO, 0
    return (GuestAnswer.YES, 0) if people == 1 else (GuestAnswer.WITH_COMPANION, people - 1)


def people_of(answer: GuestAnswer | None, companions: int | None) -> int | None:
    """Return the number of people by which :func:`answer_of` gives this answer; None where no key says it."""
    if answer is None:
        return None
    told = {GuestAnswer.NO: 0, GuestAnswer.YES: 1}.get(answer, 1 + (companions or 0))
    return told if told <= MOST_PEOPLE and answer_of(told)[0] is answer else None


def answers_before_the_day(guests: GuestList, today: date) -> Iterator[Problem]:
    """Nobody is asked to answer after the feast."""
    if guests.answer_by is not None and guests.held.certainly_before(PartialDate.on(guests.answer_by)):
        yield Problem("answer_by", N_("The last day for an answer cannot be after the day itself"))


LIST_RULES = (answers_before_the_day,)


def missing_of_list(guests: GuestList) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth."""
    blanks = (
        (not guests.held.is_known, N_("No date")),
        (not (guests.place_tr or guests.place_en), N_("No place")),
    )
    return tuple(words for blank, words in blanks if blank)


def is_somebody(guest: Guest, today: date) -> Iterator[Problem]:
    """A guest is a person, a body, or a name."""
    if not (guest.person_id or guest.organisation_id or guest.name):
        yield Problem("person", N_("Enter a person, an organisation or a name"))


def on_a_list(guest: Guest, today: date) -> Iterator[Problem]:
    """A guest is on a list."""
    if guest.guest_list_id is None:
        yield Problem("guest_list", N_("Choose the guest list"))


def companions_are_counted(guest: Guest, today: date) -> Iterator[Problem]:
    """Who comes with companions says with how many."""
    if guest.answer is GuestAnswer.WITH_COMPANION and not guest.companions:
        yield Problem("companions", N_("Enter how many come along"))


def companions_come_with_their_guest(guest: Guest) -> Iterator[Problem]:
    """Companions of whoever comes alone, or not at all, would be counted nowhere.

    Asked of what somebody types: a guest whose answer was entered so before is let in at the gate.
    """
    if guest.companions and guest.answer in (GuestAnswer.YES, GuestAnswer.NO):
        yield Problem(
            "companions", N_("Choose the answer “Comes with companions”, or leave the companions empty")
        )


def surplus_names(guest: Guest) -> bool:
    """Say whether more companions are named than come along."""
    if guest.answer is not GuestAnswer.WITH_COMPANION:
        return False
    named = [one for one in _BETWEEN_NAMES.split(guest.companion_names or "") if one.strip()]
    return len(named) > (guest.companions or 0)


def answered_by_now(guest: Guest, today: date) -> Iterator[Problem]:
    """No answer came on a day to come, and a day or a channel is of an answer."""
    if guest.answered_on is not None and guest.answered_on > today:
        yield Problem("answered_on", N_("This day is still to come"))
    if guest.answer is None and (guest.answered_on is not None or guest.answered_through is not None):
        yield Problem("answer", N_("Choose what the answer was"))


def reminded_by_now(guest: Guest, today: date) -> Iterator[Problem]:
    """Nobody was reminded on a day to come."""
    if guest.reminded_on is not None and guest.reminded_on > today:
        yield Problem("reminded_on", N_("This day is still to come"))


RULES = (on_a_list, is_somebody, companions_are_counted, answered_by_now, reminded_by_now)


def missing(guest: Guest) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids: an invitation without a title says less."""
    blanks = (
        (bool(guest.name) and not (guest.rank_tr or guest.rank_en), N_("No title")),
        (surplus_names(guest), SURPLUS_NAMES),
    )
    return tuple(words for blank, words in blanks if blank)
