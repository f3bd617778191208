"""Rules about letters: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from app.domain.turkish import match_key
from app.domain.visits import OVER
from app.errors import Problem
from app.i18n import N_
from models import Certainty, Letter, PartialDate, Visit
from models.vocabulary import LetterDirection, LetterKind

KNOWN_BY_NOTHING = N_("Enter a subject, a document number, or the correspondent")
STILL_TO_COME = N_("This day is still to come")


def known_by_something(letter: Letter, today: date) -> Iterator[Problem]:
    """A letter is found again by its subject, its number, or who wrote or got it."""
    if not (letter.subject_tr or letter.subject_en or letter.registration_no or letter.correspondent_id):
        yield Problem("subject_tr", KNOWN_BY_NOTHING)


def not_its_own_answer(letter: Letter, today: date) -> Iterator[Problem]:
    """A letter replies to another one."""
    if letter.id is not None and letter.answers_id == letter.id:
        yield Problem("answers", N_("A letter cannot be the reply to itself"))


def reply_due_after_the_letter(letter: Letter, today: date) -> Iterator[Problem]:
    """Nobody waits for a reply to what is certainly not written yet (R-13)."""
    if (
        letter.reply_due.is_known
        and letter.dated.is_known
        and letter.reply_due.certainly_before(letter.dated)
    ):
        yield Problem("reply_due", N_("The reply cannot be due before the date of the letter"))


def came_or_went(letter: Letter, today: date) -> Iterator[Problem]:
    """Whether a letter came in or went out is said by somebody and not guessed."""
    if letter.direction is None:
        yield Problem("direction", N_("Choose whether the letter came in or went out"))


def dated_by_now(letter: Letter, today: date) -> Iterator[Problem]:
    """What came in, or has its number, was not written on a day that certainly is still to come (R-13).

    The draft of a letter that goes out later may bear its day.
    """
    is_registered = letter.direction is LetterDirection.INCOMING or letter.registration_no
    if is_registered and PartialDate.on(today).certainly_before(letter.dated):
        yield Problem("dated", STILL_TO_COME)


def thanks_due(visit: Visit, after_days: int) -> date | None:
    """Return the day by which the letter that gives thanks for a visit is to be written.

    Only of a visit that took place, on days that are known whole (R-13). What came from a source is history,
    and nobody says of it that a letter is missing.
    """
    held = visit.held
    if visit.state not in OVER or held.certainty is not Certainty.EXACT or visit.sources:
        return None
    return held.latest + timedelta(days=after_days) if held.latest else None


def gives_thanks(letter: Letter) -> bool:
    """Say whether a letter gives thanks to somebody."""
    return letter.direction is LetterDirection.OUTGOING and letter.letter_kind is LetterKind.THANKS


def days_late(letter: Letter, today: date) -> int | None:
    """Return for how many days a reply is certainly overdue; None where it is not."""
    latest = letter.reply_due.latest
    return (today - latest).days if latest and is_late(letter, today) else None


def days_waiting(letter: Letter, today: date) -> int | None:
    """Return for how many days at least a letter has waited; None where its date is not known whole."""
    if letter.dated.certainty is not Certainty.EXACT or letter.dated.latest is None:
        return None
    return max((today - letter.dated.latest).days, 0)


class Entry(Protocol):
    """What the register says of a letter, as far as it tells it from others; a row of a file may say less."""

    @property
    def direction(self) -> LetterDirection | None:
        """Whether it came or went; None: not said."""

    @property
    def number_key(self) -> str:
        """Its number, see :func:`number_key`."""

    @property
    def dated(self) -> PartialDate:
        """Its date."""

    @property
    def correspondent_id(self) -> int | None:
        """Who wrote or got it; None: not known."""


def number_key(number: str) -> str:
    """Return what tells the number of a letter from others, nothing where no number is said.

    Capitals do not count, nor which punctuation or spaces part it: ``E - 7`` is ``e-7``, ``E7`` is another.
    The register keeps it beside the number, and an import makes it of what a file says.

    Source: docs/rules.md, R-19.
    """
    return match_key(number)


def same_entry(one: Entry, other: Entry) -> bool:
    """Say whether two letters that have numbers are one entry of the register, as far as anybody knows.

    They are not where the numbers differ in more than spelling, where they certainly are of different years,
    in which numbers begin anew, or where both came in and from different ones, whose own numbers they may
    bear.

    Source: docs/rules.md, R-19.
    """
    ways = {one.direction, other.direction} - {None}
    if len(ways) > 1 or _of_different_years(one.dated, other.dated):
        return False
    if one.number_key != other.number_key:
        return False
    senders = {one.correspondent_id, other.correspondent_id} - {None}
    return LetterDirection.OUTGOING in ways or len(senders) < 2


def _of_different_years(one: PartialDate, other: PartialDate) -> bool:
    """A disputed date proves nothing (R-13)."""
    if Certainty.DOUBTFUL in (one.certainty, other.certainty):
        return False
    first, second = sorted((one, other), key=lambda dated: dated.earliest or date.min)
    if first.latest is None or second.earliest is None:
        return False
    return first.latest.year < second.earliest.year


RULES = (came_or_went, known_by_something, not_its_own_answer, reply_due_after_the_letter, dated_by_now)


def missing(letter: Letter) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth.

    What came from a source is complete as far as the source goes.
    """
    if letter.sources:
        return ()
    blanks = (
        (not letter.dated.is_known, N_("No date")),
        (not letter.subject_tr and not letter.subject_en, N_("No subject")),
        (
            letter.correspondent_id is None and not letter.distribution_tr and not letter.distribution_en,
            N_("No correspondent"),
        ),
        (not letter.registration_no, N_("No document number")),
    )
    return tuple(words for blank, words in blanks if blank)


def is_late(letter: Letter, today: date) -> bool:
    """Say whether a reply that nobody entered is certainly late (R-13)."""
    return letter.reply_due.is_known and letter.reply_due.certainly_before(today)


def other_way(direction: LetterDirection) -> LetterDirection:
    """Return the direction that a reply has."""
    incoming = direction is LetterDirection.INCOMING
    return LetterDirection.OUTGOING if incoming else LetterDirection.INCOMING
