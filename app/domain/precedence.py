"""The order of precedence: guests in, one total order out, with the rule for each neighbouring pair.

Pure: the same guests give the same order, however they come in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.domain.turkish import fold
from app.errors import Problem
from app.i18n import N_
from models import Certainty, PartialDate, PrecedenceList
from models.vocabulary import EqualsBy


@dataclass(frozen=True, slots=True)
class Office:
    """A row of a list of ranks.

    :param row: its id.
    :param rank: 1 comes first; offices of one rank are equal.
    """

    row: int
    rank: int
    office_tr: str
    office_en: str
    basis_tr: str = ""
    basis_en: str = ""
    is_equivalent: bool = False


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has a place in the order.

    :param key: unique among the guests.
    :param office: None where no row of the list is known to be theirs.
    :param senior_on: day of credentials or exequatur.
    :param country_key: sorts the countries by the alphabet chosen; empty where the country is not known.
    :param name_key: sorts the names; empty where there is no name.
    """

    key: int
    name_key: str
    office: Office | None = None
    senior_on: date | None = None
    country_key: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Somebody was placed directly before somebody else.

    :param number: later ones prevail.
    """

    number: int
    moved: int
    before: int
    reason: str


class Rule(StrEnum):
    """Why one of two neighbours stands before the other."""

    BY_HAND = "by_hand"
    NAMED = "named"
    RANKED = "ranked"
    RANK = "rank"
    DATED = "dated"
    SENIORITY = "seniority"
    WITH_COUNTRY = "with_country"
    COUNTRY = "country"
    NAME = "name"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Reason:
    """The first rule that tells two neighbours apart.

    :param is_equal: both have the same rank.
    :param by_hand: set where the rule is :attr:`Rule.BY_HAND`.
    """

    rule: Rule
    is_equal: bool
    by_hand: ByHand | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """All guests in order.

    :param reasons: why each but the first comes after the one before: one fewer than the guests.
    :param without_effect: placings by hand that name somebody who is gone, or that a later one undoes.
    """

    guests: tuple[Guest, ...]
    reasons: tuple[Reason, ...]
    without_effect: tuple[ByHand, ...] = ()


class Standing(StrEnum):
    """Whether a list may be used for a day."""

    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    TO_COME = "to_come"
    UNCERTAIN = "uncertain"


def standing(valid_from: date | None, valid_until: date | None, day: PartialDate) -> Standing:
    """Say whether a list may be used for a day.

    A list is refused only where it is certainly not in force; where day or validity are not known well enough
    it is uncertain, and may be used; a doubtful day proves nothing (docs/rules.md, R-13).
    """
    if day.certainty is Certainty.DOUBTFUL:
        return Standing.UNCERTAIN
    first, last = day.earliest, day.latest
    if valid_until is not None and first is not None and valid_until < first:
        return Standing.WITHDRAWN
    if valid_from is not None and last is not None and last < valid_from:
        return Standing.TO_COME
    if first is None or last is None or valid_from is None:
        return Standing.UNCERTAIN
    covers = valid_from <= first and (valid_until is None or last <= valid_until)
    return Standing.IN_FORCE if covers else Standing.UNCERTAIN


def in_order(guests: Iterable[Guest], equals_by: EqualsBy | None, by_hand: Iterable[ByHand] = ()) -> Order:
    """Put guests in order.

    Who has no name comes last, before them who has no rank; then rank, then what ``equals_by`` says, then the
    alphabet of countries and names, then the order of the record. Placings by hand come on top, in the order
    of their numbers.

    :raises ValueError: two guests have one key.

    Source: docs/rules.md, R-17.
    """
    steps = tuple(_steps(equals_by))
    everybody = sorted(guests, key=lambda guest: _key(steps, guest))
    known = {guest.key: guest for guest in everybody}
    if len(known) < len(everybody):
        message = "two guests have one key"
        raise ValueError(message)
    said = sorted(by_hand, key=lambda one: one.number)
    applied = []
    for one in said:
        if one.moved in known and one.before in known and one.moved != one.before:
            _move(everybody, known[one.moved], known[one.before])
            applied.append(one)
    place = {guest.key: number for number, guest in enumerate(everybody)}
    effective = [one for one in applied if place[one.moved] < place[one.before]]
    return Order(
        guests=tuple(everybody),
        reasons=tuple(_why(first, second, steps, applied) for first, second in pairwise(everybody)),
        without_effect=tuple(one for one in said if one not in effective),
    )


def validity_in_order(ranking: PrecedenceList, today: date) -> Iterator[Problem]:
    """A list ends after it begins."""
    if ranking.valid_from and ranking.valid_until and ranking.valid_until < ranking.valid_from:
        yield Problem("valid_until", N_("The end cannot be before the beginning"))


RULES = (validity_in_order,)
"""What is asked of a list of ranks."""


def office_of(titles: Iterable[str], offices: Sequence[tuple[Office, Iterable[str]]]) -> Office | None:
    """Find the office that a title names word for word; None if none does, or two of different rank.

    :param titles: each may hold several, separated by semicolons.
    :param offices: each with all the titles that mean it.
    """
    wanted = {fold(one).strip() for title in titles for one in title.split(";")} - {""}
    found = [office for office, meant in offices if wanted & {fold(one).strip() for one in meant}]
    return found[0] if found and len({one.rank for one in found}) == 1 else None


def among_equals(equals_by: EqualsBy | None) -> tuple[EqualsBy, ...]:
    """Return what orders two of equal rank, one after the other."""
    match equals_by:
        case EqualsBy.SENIORITY:
            return EqualsBy.SENIORITY, EqualsBy.COUNTRY, EqualsBy.NAME
        case EqualsBy.COUNTRY:
            return EqualsBy.COUNTRY, EqualsBy.NAME
    return (EqualsBy.NAME,)


Step = tuple[Rule, Callable[[Guest], Any]]


def _steps(equals_by: EqualsBy | None) -> Iterator[Step]:
    yield Rule.NAMED, lambda guest: not guest.name_key
    yield Rule.RANKED, lambda guest: guest.office is None
    yield Rule.RANK, lambda guest: guest.office.rank if guest.office else 0
    then = among_equals(equals_by)
    if EqualsBy.SENIORITY in then:
        yield Rule.DATED, lambda guest: guest.senior_on is None
        yield Rule.SENIORITY, lambda guest: guest.senior_on or date.min
    if EqualsBy.COUNTRY in then:
        yield Rule.WITH_COUNTRY, lambda guest: not guest.country_key
        yield Rule.COUNTRY, lambda guest: guest.country_key
    yield Rule.NAME, lambda guest: guest.name_key
    yield Rule.ENTRY, lambda guest: guest.key


def _key(steps: Iterable[Step], guest: Guest) -> tuple[Any, ...]:
    return tuple(value(guest) for _, value in steps)


def _move(everybody: list[Guest], moved: Guest, before: Guest) -> None:
    everybody.remove(moved)
    everybody.insert(everybody.index(before), moved)


def _why(first: Guest, second: Guest, steps: Iterable[Step], applied: Sequence[ByHand]) -> Reason:
    """Name the rule that puts one before the other.

    Two that nobody moved stand as the rules have them, others as the last placing of one of them says.
    """
    equal = first.office is not None and second.office is not None and first.office.rank == second.office.rank
    rule, value = next((rule, value) for rule, value in steps if value(first) != value(second))
    said = next(
        (one for one in reversed(applied) if (one.moved, one.before) == (first.key, second.key)), None
    )
    if said is None and value(first) > value(second):
        pair = {first.key, second.key}
        said = next(one for one in reversed(applied) if one.moved in pair)
    return Reason(Rule.BY_HAND, equal, said) if said else Reason(rule, equal)
