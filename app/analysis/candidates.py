"""Whom next: cities that public lists suggest as partners, each with the reasons that make up its score."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import nlargest
from math import asin, cos, inf, log, log1p, log10, radians, sin, sqrt
from typing import NamedTuple

from app.analysis.public_graph import PublicGraph

LARGEST_NETWORK = 1_000
"""Above this number of members, to be in the same network says nothing about two cities."""

MOST_EVIDENCE = 12
"""So many ids stand behind a reason at most, the weightiest first."""

_EQUAL = 1e-8
"""Sums of the same weights in another order differ in the last bits; equal must stay equal."""

_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.0


class Because(StrEnum):
    """Why a city is suggested, or, with a negative weight, what speaks against it."""

    PARTNERS = "partners"
    ALIKE = "alike"
    COUNTRY = "country"
    NETWORKS = "networks"
    NEAR = "near"
    SIZE = "size"
    OPEN = "open"
    SAME_COUNTRY = "same_country"


WEIGHTS: Mapping[Because, float] = {
    Because.PARTNERS: 5.4,
    Because.ALIKE: 1.2,
    Because.COUNTRY: 0.95,
    Because.NETWORKS: 0.15,
    Because.OPEN: 0.25,
    Because.SAME_COUNTRY: -1.05,
}
"""What the measure of a reason is multiplied by: a logistic regression on hidden ties of a list, rounded."""

NEAR = ((50, 2.9), (150, 1.75), (500, 0.6), (1_500, 0.15))
"""Kilometres at most, and what so near a city counts."""

SAME_SIZE, TEN_TIMES = 1.3, 0.43
"""What the same size counts, and what is taken off for every ten times more or fewer inhabitants."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score, and what it can be checked by.

    ============ ============================================ ================= =========================
    kind         evidence                                     number            measure
    ============ ============================================ ================= =========================
    PARTNERS     cities that are partners of both             how many          ln(1 + Adamic-Adar)
    ALIKE        partners of the city that share one with us  how many          ln(1 + 4 × paths of three)
    COUNTRY      the two countries                            ties between them ln of times what is chance
    NETWORKS     ids of public networks, which are no records how many          ln(1 + how many)
    NEAR         none                                         kilometres        see :data:`NEAR`
    SIZE         none                                         times as large    see :data:`SAME_SIZE`
    OPEN         none                                         its partners      ln(1 + how many)
    SAME_COUNTRY the country                                  none              1
    ============ ============================================ ================= =========================

    :param weight: what it adds to the score; negative: it speaks against the city.
    :param evidence: at most :data:`MOST_EVIDENCE`, the weightiest first.
    """

    kind: Because
    weight: float
    evidence: tuple[int, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A city that is no partner yet; its score is the sum of the weights of its reasons."""

    city: int
    score: float
    reasons: tuple[Reason, ...]


class _ByTies(NamedTuple):
    """What the ties say.

    :param shares: city that shares partners with us → what it adds to each of its own partners.
    :param partners, alike: candidate → weight of that reason.
    """

    ours: Collection[int]
    shares: Mapping[int, float]
    partners: Mapping[int, float]
    alike: Mapping[int, float]


class Suggestions:
    """Candidates for any city of a public graph; made once, asked many times.

    Sources: L. A. Adamic, E. Adar, Friends and neighbors on the web (2003), for partners in common; I. A.
    Kovács et al., Network-based prediction of protein interactions (2019), for paths of three, each divided
    by the root of the degrees on its way. What is chance says the configuration model, by country.
    """

    def __init__(self, public: PublicGraph) -> None:
        """Take what public lists say."""
        self._public = public
        self._cities = sorted({*public.ties, *public.memberships})

    def rank(
        self, us: int, *, partners: Collection[int] = (), limit: int | None = 20
    ) -> tuple[Candidate, ...]:
        """Rank the cities that are no partner of ours, the best first; equal scores by id.

        :param us: our city; it need not be in a list.
        :param partners: cities that our own record ties us to, besides those that the lists name.
        :param limit: None for all.

        Cost: some 20 ms for 16,000 cities.
        """
        ours = self._neighbours(us, partners)
        by_ties = self._by_ties(us, ours)
        scores = self._base(us)
        for part in (by_ties.partners, by_ties.alike, self._networks(us), self._near(us), self._size(us)):
            for city, weight in part.items():
                if city in scores:
                    scores[city] += weight
        for city in (us, *ours):
            scores.pop(city, None)
        best = _best(scores, len(scores) if limit is None else limit)
        return tuple(self._explained(us, city, by_ties) for city in best)

    def _neighbours(self, us: int, partners: Collection[int]) -> set[int]:
        ties = self._public.ties
        return ({*ties.adj[us]} if us in ties else set()) | {*partners} - {us}

    def _degree(self, city: int) -> int:
        ties = self._public.ties
        return len(ties.adj[city]) if city in ties else 0

    @cached_property
    def _between(self) -> tuple[dict[tuple[int, int], int], dict[int, int], int]:
        """Ties of two countries, both ways (within a country: twice); ends in each country; and of all."""
        countries = self._public.countries
        ties: dict[tuple[int, int], int] = {}
        ends: dict[int, int] = {}
        for a, b in self._public.ties.edges:
            one, other = countries.get(a), countries.get(b)
            if one is not None and other is not None:
                for pair in ((one, other), (other, one)):
                    ties[pair] = ties.get(pair, 0) + 1
                    ends[pair[0]] = ends.get(pair[0], 0) + 1
        return ties, ends, sum(ends.values())

    def _affinity(self, ours: int | None, theirs: int | None) -> float:
        if ours is None or theirs is None:
            return 0.0
        ties, ends, total = self._between
        by_chance = ends.get(ours, 0) * ends.get(theirs, 0) / (total or 1)
        # One tie more on both sides: a country of a few ties is not said to be far from everybody.
        return log((ties.get((ours, theirs), 0) + 1) / (by_chance + 1))

    @cached_property
    def _open(self) -> list[tuple[int, int | None, float]]:
        """Each city with its country and what its own ties count."""
        countries, weight = self._public.countries, WEIGHTS[Because.OPEN]
        return [(city, countries.get(city), weight * log1p(self._degree(city))) for city in self._cities]

    def _base(self, us: int) -> dict[int, float]:
        """What counts for every city that asks from the same country."""
        ours = self._public.countries.get(us)
        of_country = {
            theirs: WEIGHTS[Because.COUNTRY] * self._affinity(ours, theirs)
            + (WEIGHTS[Because.SAME_COUNTRY] if theirs == ours and ours is not None else 0.0)
            for theirs in {country for _, country, _ in self._open}
        }
        return {city: weight + of_country[country] for city, country, weight in self._open}

    def _by_ties(self, us: int, ours: Collection[int]) -> _ByTies:
        ties = self._public.ties
        common: dict[int, float] = {}
        shares: dict[int, float] = {}
        for partner in ours:
            if partner in ties:
                # Our own tie counts for the partner, too, where only our record tells of it.
                degree = self._degree(partner) + (us not in ties.adj[partner])
                rare, root = (1 / log(degree) if degree > 1 else 0.0), 1 / sqrt(degree)
                for city in ties.adj[partner]:
                    common[city] = common.get(city, 0.0) + rare
                    if city != us:
                        shares[city] = shares.get(city, 0.0) + root
        shares = {city: share / sqrt(self._degree(city)) for city, share in shares.items()}
        paths: dict[int, float] = {}
        for city, share in shares.items():
            for candidate in ties.adj[city]:
                paths[candidate] = paths.get(candidate, 0.0) + share
        return _ByTies(
            ours,
            shares,
            {city: WEIGHTS[Because.PARTNERS] * log1p(found) for city, found in common.items()},
            {city: WEIGHTS[Because.ALIKE] * log1p(4 * found) for city, found in paths.items()},
        )

    def _telling(self, us: int) -> list[int]:
        """Our public networks that are small enough to say something, the smallest first."""
        networks = self._public.networks
        found = [id_ for id_ in self._public.memberships.get(us, ()) if len(networks[id_]) <= LARGEST_NETWORK]
        return sorted(found, key=lambda id_: (len(networks[id_]), id_))

    def _networks(self, us: int) -> dict[int, float]:
        shared: dict[int, int] = {}
        for network in self._telling(us):
            for city in self._public.networks[network]:
                shared[city] = shared.get(city, 0) + 1
        return {city: WEIGHTS[Because.NETWORKS] * log1p(number) for city, number in shared.items()}

    @cached_property
    def _by_latitude(self) -> tuple[list[float], list[int]]:
        known = sorted((self._public.positions[city][0], city) for city in self._cities if self._placed(city))
        return [latitude for latitude, _ in known], [city for _, city in known]

    def _placed(self, city: int) -> bool:
        return city in self._public.positions

    def _near(self, us: int) -> dict[int, float]:
        if not self._placed(us):
            return {}
        latitudes, cities = self._by_latitude
        here = self._public.positions[us]
        reach = NEAR[-1][0] / _KM_PER_DEGREE
        first, last = bisect_left(latitudes, here[0] - reach), bisect_right(latitudes, here[0] + reach)
        found = {}
        for city in cities[first:last]:
            weight = _nearness(_km(here, self._public.positions[city]))
            if weight:
                found[city] = weight
        return found

    @cached_property
    def _sizes(self) -> dict[int, float]:
        populations = self._public.populations
        return {city: log10(found) for city in self._cities if (found := populations.get(city) or 0) > 0}

    def _size(self, us: int) -> dict[int, float]:
        inhabitants = self._public.populations.get(us) or 0
        if inhabitants <= 0:
            return {}
        ours = log10(inhabitants)
        return {city: _likeness(abs(size - ours)) for city, size in self._sizes.items()}

    def _explained(self, us: int, city: int, by_ties: _ByTies) -> Candidate:
        reasons = [
            *self._because_of_ties(city, by_ties),
            *self._because_of_countries(us, city),
            *self._because_of_facts(us, city),
        ]
        reasons.sort(key=lambda reason: -reason.weight)
        return Candidate(city, sum(reason.weight for reason in reasons), tuple(reasons))

    def _because_of_ties(self, city: int, by_ties: _ByTies) -> Iterator[Reason]:
        theirs = set(self._public.ties.adj[city]) if city in self._public.ties else set()
        if city in by_ties.partners:
            common = sorted(theirs.intersection(by_ties.ours), key=lambda one: (self._degree(one), one))
            yield Reason(Because.PARTNERS, by_ties.partners[city], _first(common), len(common))
        if city in by_ties.alike:
            shares = by_ties.shares
            like_us = sorted(theirs.intersection(shares), key=lambda one: (-shares[one], one))
            yield Reason(Because.ALIKE, by_ties.alike[city], _first(like_us), len(like_us))
        if theirs:
            yield Reason(Because.OPEN, WEIGHTS[Because.OPEN] * log1p(len(theirs)), number=len(theirs))

    def _because_of_countries(self, us: int, city: int) -> Iterator[Reason]:
        ours, theirs = self._public.countries.get(us), self._public.countries.get(city)
        if ours is None or theirs is None:
            return
        weight = WEIGHTS[Because.COUNTRY] * self._affinity(ours, theirs)
        number = self._between[0].get((ours, theirs), 0)
        yield Reason(Because.COUNTRY, weight, (ours, theirs), number // 2 if ours == theirs else number)
        if ours == theirs:
            yield Reason(Because.SAME_COUNTRY, WEIGHTS[Because.SAME_COUNTRY], (ours,))

    def _because_of_facts(self, us: int, city: int) -> Iterator[Reason]:
        shared = [id_ for id_ in self._telling(us) if city in self._public.networks[id_]]
        if shared:
            weight = WEIGHTS[Because.NETWORKS] * log1p(len(shared))
            yield Reason(Because.NETWORKS, weight, _first(shared), len(shared))
        if self._placed(us) and self._placed(city):
            km = _km(self._public.positions[us], self._public.positions[city])
            if _nearness(km):
                yield Reason(Because.NEAR, _nearness(km), number=km)
        inhabitants = self._public.populations.get(us) or 0
        if inhabitants > 0 and city in self._sizes:
            apart = abs(self._sizes[city] - log10(inhabitants))
            if _likeness(apart):
                yield Reason(Because.SIZE, _likeness(apart), number=10**apart)


def score(
    public: PublicGraph, us: int, *, partners: Collection[int] = (), limit: int | None = 20
) -> tuple[Candidate, ...]:
    """Rank candidates once; who asks again keeps :class:`Suggestions`.

    Parameters as of :meth:`Suggestions.rank`.
    """
    return Suggestions(public).rank(us, partners=partners, limit=limit)


def _best(scores: Mapping[int, float], limit: int) -> list[int]:
    """The cities with the highest scores; to compare only what can be among them halves the time."""
    if limit < len(scores):
        least = nlargest(limit, scores.values())[-1] - _EQUAL if limit > 0 else inf
        scores = {city: found for city, found in scores.items() if found >= least}
    return sorted(scores, key=lambda city: (-round(scores[city], 9), city))[:limit]


def _nearness(km: float) -> float:
    return next((weight for most, weight in NEAR if km <= most), 0.0)


def _likeness(apart: float) -> float:
    return max(0.0, SAME_SIZE - TEN_TIMES * apart)


def _first(ids: Collection[int]) -> tuple[int, ...]:
    return tuple(ids)[:MOST_EVIDENCE]


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle, by the haversine formula."""
    a, b = radians(one[0]), radians(other[0])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
