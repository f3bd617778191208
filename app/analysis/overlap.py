"""Which networks share more members than chance would bring, and who sits in the same ones as we do.

A network with 10,000 members shares members with every other one, and its members share it with thousands:
that says nothing. What is told apart here is what is shared beyond that. Networks stay sets; the members are
never tied to each other, which would make 50 million ties of one large network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import comb, log

from scipy.stats import hypergeom

SURE = 0.01
"""Share, among all that is called more than chance, of what is not."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two networks and the members they share.

    :param expected: how many they would share by chance.
    :param of_smaller: share of the smaller one's members that sit in the larger one, too.
    :param chance: how likely chance shares as many.
    :param telling: whether that is too unlikely to be chance.
    """

    a: int
    b: int
    shared: int
    expected: float
    of_smaller: float
    chance: float
    telling: bool


@dataclass(frozen=True, slots=True)
class Fellow:
    """A member of the same networks as we.

    :param networks: those of ours it sits in, the smallest first.
    :param seats: the networks it sits in altogether.
    :param weight: what the shared networks say together; a small one says more.
    :param chance, telling: as of an overlap, by the weight.
    """

    member: int
    networks: tuple[int, ...]
    seats: int
    weight: float
    chance: float
    telling: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """Two members and the networks in which both sit, the smallest first.

    :param chance, telling: as of a fellow.
    """

    a: int
    b: int
    networks: tuple[int, ...]
    chance: float
    telling: bool


def overlaps(
    networks: Mapping[int, Collection[int]], pairs: Iterable[tuple[int, int]] | None = None
) -> tuple[Overlap, ...]:
    """Compare networks by the members they share.

    Two networks of *a* and *b* among *N* members share as many by chance as *a* draws without return from *N*
    balls hit *b* marked ones (hypergeometric distribution). Where many pairs are compared, some are unlikely
    by chance, too: the bound falls with their number, so that one in a hundred of those called telling is
    none (Y. Benjamini, Y. Hochberg 1995). *N* is everybody who sits in any network.

    Source: M. Tumminello, S. Miccichè, F. Lillo, J. Piilo, R. N. Mantegna, Statistically validated networks
    in bipartite complex systems (2011).

    :param pairs: only these; all by default.
    :returns: those that share a member, the least likely by chance first.

    Cost: the smaller of both networks for each pair.
    """
    sets = {id_: frozenset(members) for id_, members in networks.items()}
    everyone = len(frozenset[int]().union(*sets.values()))
    asked = list(combinations(sorted(sets), 2) if pairs is None else pairs)
    found = []
    for a, b in asked:
        shared = len(sets[a] & sets[b])
        if not shared:
            continue
        smaller, larger = sorted((len(sets[a]), len(sets[b])))
        chance = float(hypergeom.sf(shared - 1, everyone, larger, smaller))
        expected = smaller * larger / everyone
        found.append(Overlap(a, b, shared, expected, shared / smaller, chance, telling=False))
    bound = _bound([one.chance for one in found], len(asked))
    found = [replace(one, telling=one.chance <= bound) for one in found]
    found.sort(key=lambda one: (one.chance, -one.of_smaller, -one.shared, one.a, one.b))
    return tuple(found)


def fellows(networks: Mapping[int, Collection[int]], ours: Collection[int], us: int) -> tuple[Fellow, ...]:
    """Find who sits in the same networks as we do, and who does so more than chance would bring.

    Of *N* who sit in any network, anybody sits in one of *n* with probability *n* / *N*, in each apart. A
    shared network weighs -log(*n* / *N*), as rare things say more; how likely chance brings so much weight in
    our networks is summed over all outcomes. The bound is that of :func:`overlaps`, for everybody who sits in
    any network.

    :param networks: network -> members; all that are known, for they tell how common it is to sit in many.
    :param ours: the networks we sit in.
    :param us: left out of the fellows.
    :returns: the greatest weight first, then by number of networks and id.

    Cost: the seats, and one sum over our networks for each number of seats that occurs.
    """
    crowd = _Crowd.of(networks)
    seats = crowd.seats
    shared: dict[int, list[int]] = {}
    for id_ in sorted(ours, key=lambda id_: (len(networks[id_]), id_)):
        for member in networks[id_]:
            if member != us:
                shared.setdefault(member, []).append(id_)
    found = []
    for member, held in shared.items():
        weight, chance = crowd.chance(held, ours)
        found.append(Fellow(member, tuple(held), seats[member], weight / _GRAIN, chance, telling=False))
    bound = _bound([one.chance for one in found], len(seats) - 1)
    found = [replace(one, telling=one.chance <= bound) for one in found]
    found.sort(key=lambda one: (-one.weight, -len(one.networks), one.member))
    return tuple(found)


def together(networks: Mapping[int, Collection[int]], members: Collection[int]) -> tuple[Shared, ...]:
    """Find the pairs of some members that share more networks than chance would bring.

    As of :func:`fellows`, from the side of whoever sits in fewer networks; but somebody with *d* of all *M*
    seats sits in a network of *n* with probability *d n* / *M*: who sits in many shares some with everybody.

    :returns: all pairs that share a network, by ids.

    Cost: for each network the square of those of the members who sit in it, and one sum over the networks of
    a member for each number of seats that the others have.
    """
    crowd, some = _Crowd.of(networks), frozenset(members)
    shared: dict[tuple[int, int], list[int]] = {}
    sits_in: dict[int, list[int]] = {}
    for id_ in sorted(networks, key=lambda id_: (len(networks[id_]), id_)):
        present = sorted(some.intersection(networks[id_]))
        for member in present:
            sits_in.setdefault(member, []).append(id_)
        for pair in combinations(present, 2):
            shared.setdefault(pair, []).append(id_)
    found = []
    for (a, b), held in sorted(shared.items()):
        fewer, more = sorted((a, b), key=lambda one: (len(sits_in[one]), one))
        _, chance = crowd.chance(held, sits_in[fewer], crowd.seats[more])
        found.append(Shared(a, b, tuple(held), chance, telling=False))
    bound = _bound([one.chance for one in found], comb(len(some), 2))
    return tuple(replace(one, telling=one.chance <= bound) for one in found)


@dataclass
class _Crowd:
    """Everybody who sits in a network, and how likely chance brings somebody together with a member."""

    sizes: Mapping[int, int]
    seats: Counter[int]
    total: int
    tails: dict[tuple[frozenset[int], float], list[float]] = field(default_factory=dict)

    @classmethod
    def of(cls, networks: Mapping[int, Collection[int]]) -> _Crowd:
        seats = Counter(member for members in networks.values() for member in members)
        return cls({id_: len(members) for id_, members in networks.items()}, seats, seats.total())

    def weight(self, network: int) -> int:
        return round(_GRAIN * log(len(self.seats) / self.sizes[network]))

    def chance(
        self, held: Iterable[int], networks: Collection[int], seats: int | None = None
    ) -> tuple[int, float]:
        """The weight of the networks held, and how likely anybody, or with so many seats, reaches it."""
        share = 1 / len(self.seats) if seats is None else seats / self.total
        key = frozenset(networks), share
        if key not in self.tails:
            self.tails[key] = _tail(
                (self.weight(id_), min(1.0, self.sizes[id_] * share)) for id_ in sorted(networks)
            )
        weight = sum(self.weight(id_) for id_ in held)
        return weight, self.tails[key][weight]


def _bound(chances: Iterable[float], compared: int) -> float:
    """The greatest chance that is still telling (Benjamini and Hochberg's step-up)."""
    bound = -1.0
    for place, chance in enumerate(sorted(chances), start=1):
        if chance <= SURE * place / max(compared, 1):
            bound = chance
    return bound


_GRAIN = 10
"""Steps of the weight per unit: weights are whole numbers of them, so that outcomes can be counted."""


def _tail(chances: Iterable[tuple[int, float]]) -> list[float]:
    """How likely the weights of independent chances add up to at least 0, 1, 2 and so on."""
    exact = [1.0]
    for weight, chance in chances:
        after = [(1 - chance) * one for one in exact] + [0.0] * weight
        for place, one in enumerate(exact):
            after[place + weight] += chance * one
        exact = after
    tail, above = [0.0] * len(exact), 0.0
    for place in range(len(exact) - 1, -1, -1):
        above += exact[place]
        tail[place] = above
    return tail
