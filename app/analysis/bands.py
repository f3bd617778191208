"""How sure a rank is: where somebody stands when a part of the records is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")

TRIALS = 100
LEFT_OUT = 0.1
"""Share of the records that each trial leaves out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A node's rank, and where it stands in nine of ten trials with records left out.

    :param rank: 1 is first; equal values share the better rank (1, 1, 3).
    :param best, worst: the band; a narrow one means that no single record decides.
    """

    node: int
    value: float
    rank: int
    best: int
    worst: int


def standings_of(values: Mapping[int, float], trials: Iterable[Mapping[int, float]]) -> tuple[Standing, ...]:
    """Rank nodes by their values, each with the band of its ranks in the trials.

    The order of addition leaves a difference in the last bits of a sum: values are compared to nine places,
    so that equal stays equal.

    :param trials: the same nodes' values with records left out; at least one.
    :returns: by rank, then by id.
    """
    ranks = _ranks(values)
    tried = [_ranks(trial) for trial in trials]
    margin = len(tried) // 20
    found = []
    for node, value in values.items():
        seen = sorted(trial[node] for trial in tried)
        found.append(Standing(node, round(value, 9), ranks[node], seen[margin], seen[-1 - margin]))
    return tuple(sorted(found, key=lambda standing: (standing.rank, standing.node)))


def left_out(rows: Sequence[T], *, seed: int = 0) -> Iterator[list[T]]:
    """Yield the rows of each trial, each without about a tenth of them, chosen by chance."""
    random = Random(seed)
    for _ in range(TRIALS):
        yield [row for row in rows if random.random() >= LEFT_OUT]


def _ranks(values: Mapping[int, float]) -> dict[int, int]:
    below = {node: -round(value, 9) for node, value in values.items()}
    ordered = sorted(below.values())
    return {node: bisect_left(ordered, value) + 1 for node, value in below.items()}
