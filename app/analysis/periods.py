"""What happened in a year or a term, where dates may be known only in part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """What happens to the relations of a house."""

    TIE = "tie"
    TIE_ENDED = "tie_ended"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    OTHER_VISIT = "other_visit"
    JOINED = "joined"
    LEFT = "left"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on record, between two days; None where no day is known.

    :param first, last: the earliest and the latest day on which it can have happened.
    """

    what: What
    record_id: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a term: from a day until a day, both within it."""

    first: date
    last: date

    @property
    def years(self) -> float:
        """How long it is."""
        return ((self.last - self.first).days + 1) / 365.25


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in a period.

    :param certain: what → the records that certainly lie within it, in the order of their days.
    :param perhaps: what → those that may lie within it or beside it.
    """

    certain: Mapping[What, tuple[int, ...]] = field(default_factory=dict)
    perhaps: Mapping[What, tuple[int, ...]] = field(default_factory=dict)

    def count(self, *whats: What) -> int:
        """How many of some kinds certainly lie within the period."""
        return sum(len(self.certain.get(what, ())) for what in whats)

    def unsure(self, *whats: What) -> int:
        """How many of some kinds may lie within it."""
        return sum(len(self.perhaps.get(what, ())) for what in whats)


def within(happenings: Iterable[Happening], period: Period) -> Happened:
    """Sort out what certainly and what perhaps happened in a period.

    What has no date at all is in neither. Source: docs/rules.md, R-13: it counts in a period if both its days
    lie there.
    """
    certain: dict[What, list[int]] = {}
    perhaps: dict[What, list[int]] = {}
    for one in sorted(happenings, key=lambda one: (one.first or date.min, one.record_id)):
        if one.first is None or one.last is None:
            continue
        if period.first <= one.first and one.last <= period.last:
            certain.setdefault(one.what, []).append(one.record_id)
        elif one.first <= period.last and period.first <= one.last:
            perhaps.setdefault(one.what, []).append(one.record_id)
    return Happened(_fixed(certain), _fixed(perhaps))


def years(happenings: Sequence[Happening], today: date) -> tuple[int, ...]:
    """The years from the first one in which something may have happened until today's."""
    first = min((one.first.year for one in happenings if one.first), default=None)
    return tuple(range(first, today.year + 1)) if first is not None else ()


def undated(happenings: Iterable[Happening]) -> Mapping[What, tuple[int, ...]]:
    """What → the records without any date."""
    found: dict[What, list[int]] = {}
    for one in happenings:
        if one.first is None:
            found.setdefault(one.what, []).append(one.record_id)
    return _fixed(found)


def standing(happenings: Iterable[Happening], day: date) -> int:
    """How many ties had certainly begun by a day and had not certainly ended."""
    begun, over = set(), set()
    for one in happenings:
        if one.last is not None and one.last <= day:
            if one.what is What.TIE:
                begun.add(one.record_id)
            elif one.what is What.TIE_ENDED:
                over.add(one.record_id)
        elif one.what is What.TIE_ENDED and one.last is None:
            over.add(one.record_id)  # nobody knows since when it is over: it is not said to stand
    return len(begun - over)


def successive(terms: Sequence[tuple[date, date | None]], today: date) -> tuple[Period, ...]:
    """Turn terms into periods: one without an end lasts until the next begins, the last one until today.

    :param terms: first and last days, in the order of the first ones.
    """
    periods = []
    for place, (first, last) in enumerate(terms):
        begins = [other for other, _ in terms[place + 1 :] if other > first]
        until = last or (date.fromordinal(begins[0].toordinal() - 1) if begins else today)
        periods.append(Period(first, max(first, min(until, today))))
    return tuple(periods)


def _fixed(found: Mapping[What, Sequence[int]]) -> dict[What, tuple[int, ...]]:
    return {what: tuple(ids) for what, ids in found.items()}
