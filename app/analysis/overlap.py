"""Which networks share more members than chance would bring, and who sits in the same ones as we do.

A network with 10,000 members shares members with every other one, and its members share it with thousands:
that says nothing. What is told apart here is what is shared beyond that. Networks stay sets; the members are
never tied to each other, which would make 50 million ties of one large network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log

from scipy.stats import hypergeom

SURE = 0.01
"""Chance, over all comparisons together, that something is called more than chance which is not."""


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
    :param expected: how many of ours anybody with so many seats would share by chance.
    :param weight: what the shared networks say together; a small one says more.
    :param chance, telling: as of an overlap, by the weight.
    """

    member: int
    networks: tuple[int, ...]
    seats: int
    expected: float
    weight: float
    chance: float
    telling: bool


def overlaps(
    networks: Mapping[int, Collection[int]], pairs: Iterable[tuple[int, int]] | None = None
) -> tuple[Overlap, ...]:
    """Compare networks by the members they share.

    Two networks of *a* and *b* among *N* members share as many by chance as *a* draws without return from *N*
    balls hit *b* marked ones (hypergeometric distribution). Where many pairs are compared, some are unlikely
    by chance, too: the bound is divided by their number (Bonferroni). *N* is everybody who sits in any
    network.

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
        telling = chance * len(asked) < SURE
        found.append(Overlap(a, b, shared, expected, shared / smaller, chance, telling))
    found.sort(key=lambda one: (one.chance, -one.of_smaller, -one.shared, one.a, one.b))
    return tuple(found)


def fellows(networks: Mapping[int, Collection[int]], ours: Collection[int], us: int) -> tuple[Fellow, ...]:
    """Find who sits in the same networks as we do, and who does so more than chance would bring.

    Somebody with *d* of all *M* seats sits in a network of *n* with probability *d n / M*, in each apart. A
    shared network weighs -log(*n* / *N*), as rare things say more; how likely chance brings so much weight in
    our networks is summed over all outcomes. The bound is divided by the number of fellows (Bonferroni).

    :param networks: network -> members; all that are known, for they tell how common it is to sit in many.
    :param ours: the networks we sit in.
    :param us: left out of the fellows.
    :returns: the greatest weight first, then by number of networks and id.

    Cost: the seats, and one sum over our networks for each number of seats that occurs.
    """
    seats = Counter(member for members in networks.values() for member in members)
    total = seats.total()
    shared: dict[int, list[int]] = {}
    for id_ in sorted(ours, key=lambda id_: (len(networks[id_]), id_)):
        for member in networks[id_]:
            if member != us:
                shared.setdefault(member, []).append(id_)
    weights = {id_: _weight(len(networks[id_]), len(seats)) for id_ in ours}
    sizes = {id_: len(networks[id_]) for id_ in ours}
    tails: dict[int, list[float]] = {}
    found = []
    for member, held in shared.items():
        number = seats[member]
        if number not in tails:
            tails[number] = _tail(
                [(weights[id_], min(1.0, number * size / total)) for id_, size in sizes.items()]
            )
        weight = sum(weights[id_] for id_ in held)
        chance = tails[number][weight]
        expected = sum(min(1.0, number * size / total) for size in sizes.values())
        telling = chance * len(shared) < SURE
        found.append(Fellow(member, tuple(held), number, expected, weight / _GRAIN, chance, telling))
    found.sort(key=lambda one: (-one.weight, -len(one.networks), one.member))
    return tuple(found)


_GRAIN = 10
"""Steps of the weight per unit: weights are whole numbers of them, so that outcomes can be counted."""


def _weight(size: int, everyone: int) -> int:
    return round(_GRAIN * log(everyone / size))


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
