"""Whom to approach next: what public lists suggest, weighed with what our own record says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log2

from app.analysis.candidates import Because, Candidate
from app.analysis.public_graph import PublicGraph

FAR_APART = 10
"""So many times more or fewer inhabitants, and size speaks against a city instead of for it."""


class Advice(StrEnum):
    """What our own record says for a city, or against it."""

    MET = "met"
    REGION_GAP = "region_gap"
    COUNTRY_TAKEN = "country_taken"
    ASLEEP = "asleep"
    SIZE_APART = "size_apart"


WEIGHTS: Mapping[Advice, float] = {
    Advice.MET: 0.4,
    Advice.REGION_GAP: 0.8,
    Advice.COUNTRY_TAKEN: -0.8,
    Advice.ASLEEP: -0.3,
    Advice.SIZE_APART: -0.3,
}
"""Set by hand; the suggestions of public lists lie between -2 and 12."""


class Spread(StrEnum):
    """An advice rule that leaves cities out."""

    ONE = "one"
    """The best city of each country."""
    NEW = "new"
    """Only countries in which no tie of ours stands."""


@dataclass(frozen=True, slots=True)
class House:
    """What our own record says.

    :param country: our own; its cities are no candidates.
    :param tied: country → the records of ties that stand with somebody there.
    :param asleep: country → those of them that are without contact.
    :param regions: regions of the world in which a tie stands; empty: nothing is said about gaps.
    :param met: city → visits with it that took place, the latest first.
    :param inhabitants: of our city, None where it is unknown.
    """

    country: int | None = None
    tied: Mapping[int, Sequence[int]] = field(default_factory=dict)
    asleep: Mapping[int, Sequence[int]] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    met: Mapping[int, Sequence[int]] = field(default_factory=dict)
    inhabitants: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a city or, with a negative weight, against it.

    :param evidence: ids of what it can be checked by: as of :class:`app.analysis.candidates.Reason`; of
        ``MET`` the visits, of ``COUNTRY_TAKEN`` and ``ASLEEP`` the ties.
    """

    kind: Because | Advice
    weight: float
    evidence: tuple[int, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Advised:
    """A city, and all that makes up its score.

    :param rank: 1 is first; scores that are equal to two decimals share the better rank.
    """

    city: int
    score: float
    rank: int
    grounds: tuple[Ground, ...]

    @property
    def reasons(self) -> tuple[Ground, ...]:
        """What speaks for it, the weightiest first."""
        return tuple(ground for ground in self.grounds if ground.weight > 0)

    @property
    def counter_reasons(self) -> tuple[Ground, ...]:
        """What speaks against it, the weightiest first."""
        return tuple(ground for ground in reversed(self.grounds) if ground.weight < 0)


def advise(
    suggested: Sequence[Candidate],
    house: House,
    public: PublicGraph,
    *,
    spread: Spread | None = None,
    limit: int = 20,
) -> tuple[Advised, ...]:
    """Weigh the suggestions of public lists with what our own record says.

    Cities of our own country are left out: a foreign-relations department looks abroad. So are cities of an
    unknown country, of which nothing can be checked.

    :param suggested: cities that are no partners of ours, with their reasons.
    :param spread: a rule that leaves more of them out.
    :returns: best first; equal scores by id.

    Cost: linear in the suggestions.
    """
    weighed: list[tuple[float, Candidate, tuple[Ground, ...]]] = []
    for one in suggested:
        country = public.countries.get(one.city)
        if country is None or country == house.country:
            continue
        if spread is Spread.NEW and house.tied.get(country):
            continue
        grounds = [
            *(
                Ground(reason.kind, reason.weight, reason.evidence, reason.number)
                for reason in one.reasons
                if reason.kind is not Because.SIZE or _times(one.city, house, public) < FAR_APART
            ),
            *_own(one, country, house, public),
        ]
        grounds.sort(key=lambda ground: -ground.weight)
        weighed.append((sum(ground.weight for ground in grounds), one, tuple(grounds)))
    weighed.sort(key=lambda found: (-round(found[0], 9), found[1].city))
    if spread is Spread.ONE:
        weighed = list(_best_of_country(weighed, public))
    advised: list[Advised] = []
    for place, (score, one, grounds_) in enumerate(weighed[:limit], start=1):
        equal = advised and round(advised[-1].score, 2) == round(score, 2)
        rank = advised[-1].rank if equal else place
        advised.append(Advised(one.city, score, rank, grounds_))
    return tuple(advised)


def _own(one: Candidate, country: int, house: House, public: PublicGraph) -> Iterator[Ground]:
    if met := house.met.get(one.city):
        yield Ground(Advice.MET, WEIGHTS[Advice.MET] * log2(1 + len(met)), tuple(met), len(met))
    region = public.regions.get(country, "")
    if region and house.regions and region not in house.regions:
        yield Ground(Advice.REGION_GAP, WEIGHTS[Advice.REGION_GAP], (country,))
    if tied := house.tied.get(country):
        weight = WEIGHTS[Advice.COUNTRY_TAKEN] * log2(1 + len(tied))
        yield Ground(Advice.COUNTRY_TAKEN, weight, tuple(tied), len(tied))
    if asleep := house.asleep.get(country):
        yield Ground(Advice.ASLEEP, WEIGHTS[Advice.ASLEEP], tuple(asleep), len(asleep))
    if (times := _times(one.city, house, public)) >= FAR_APART:
        yield Ground(Advice.SIZE_APART, WEIGHTS[Advice.SIZE_APART], (), times)


def _times(city: int, house: House, public: PublicGraph) -> float:
    """How many times larger or smaller a city is; 1 where it is not known."""
    theirs = public.populations.get(city) or 0
    if not house.inhabitants or theirs <= 0:
        return 1.0
    return max(house.inhabitants / theirs, theirs / house.inhabitants)


def _best_of_country(
    weighed: Sequence[tuple[float, Candidate, tuple[Ground, ...]]], public: PublicGraph
) -> Iterator[tuple[float, Candidate, tuple[Ground, ...]]]:
    seen: set[int | None] = set()
    for found in weighed:
        country = public.countries.get(found[1].city)
        if country not in seen:
            seen.add(country)
            yield found
