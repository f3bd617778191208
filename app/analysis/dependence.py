"""How much hangs on one: shares, and whether the finding hangs on a single record."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

LEAST = 5
"""Below so many records with a known value nothing is said."""

TOO_MUCH = Fraction(2, 5)
"""From this share on, a whole leans on one part of it."""

K = TypeVar("K", bound=Hashable)


class Verdict(StrEnum):
    """What can be said."""

    TOO_FEW = "too_few"
    LEANS = "leans"
    NEARLY = "nearly"
    """It leans, or not, depending on a single record."""
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Concentration(Generic[K]):
    """How a whole is shared out.

    :param known: records that name at least one part; the others are left out.
    :param largest: the parts with the largest share, more than one where they are equal; sorted as given.
    :param count: records that name the largest part.
    :param share: of the largest part, 0 to 1; a record that names several is shared out among them.
    :param effective: how many parts of equal size would be as concentrated.
    :param counts: part → records that name it, the most first.
    """

    known: int
    total: int
    largest: tuple[K, ...]
    count: int
    share: Fraction
    effective: float
    counts: Mapping[K, int]
    verdict: Verdict


def concentration(records: Sequence[Collection[K]]) -> Concentration[K]:
    """Measure how much of the records hangs on one part.

    The effective number is the inverse of the sum of squared shares (Herfindahl 1950, Hirschman 1945; as a
    number of equals: Laakso and Taagepera 1979). A whole leans on a part if its share is at least
    :data:`TOO_MUCH` and stays so whichever single record is left out; it is spread if it stays below
    whichever one is.

    :param records: for each record the parts it names, such as its countries; empty where none is known.
    """
    named = [frozenset(parts) for parts in records if parts]
    weights = _weights(named)
    counts: dict[K, int] = {}
    for part in (part for parts in records for part in dict.fromkeys(parts)):
        counts[part] = counts.get(part, 0) + 1
    ordered = dict(sorted(counts.items(), key=lambda item: -item[1]))
    if not named:
        return Concentration(0, len(records), (), 0, Fraction(0), 0.0, {}, Verdict.TOO_FEW)
    total = len(named)
    most = max(weights.values())
    largest = tuple(part for part in ordered if weights[part] == most)
    squares = sum((weight / total) ** 2 for weight in weights.values())
    return Concentration(
        known=total,
        total=len(records),
        largest=largest,
        count=counts[largest[0]],
        share=most / total,
        effective=float(1 / squares),
        counts=ordered,
        verdict=_verdict(named, weights),
    )


def _weights(named: Iterable[frozenset[K]]) -> dict[K, Fraction]:
    weights: dict[K, Fraction] = {}
    for parts in named:
        for part in parts:
            weights[part] = weights.get(part, Fraction(0)) + Fraction(1, len(parts))
    return weights


def _verdict(named: Sequence[frozenset[K]], weights: Mapping[K, Fraction]) -> Verdict:
    if len(named) < LEAST:
        return Verdict.TOO_FEW
    leans = max(weights.values()) / len(named) >= TOO_MUCH
    without = set()
    for parts in set(named):
        less = {
            part: weight - (Fraction(1, len(parts)) if part in parts else 0)
            for part, weight in weights.items()
        }
        without.add(max(less.values()) / (len(named) - 1) >= TOO_MUCH)
    if without != {leans}:
        return Verdict.NEARLY
    return Verdict.LEANS if leans else Verdict.SPREAD
