"""Cities side by side: who has whom, what they share, who stands where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log10

from app.analysis.public_graph import PublicGraph

LIKE_US = 5
"""Cities that are compared where none is named."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What public lists say of one city.

    :param partners: cities that lists call its partners.
    :param countries: those of the partners, without its own.
    :param networks: of which lists call it a member.
    """

    city: int
    partners: frozenset[int]
    countries: frozenset[int]
    networks: frozenset[int]


def portfolio(public: PublicGraph, city: int) -> Portfolio:
    """Read what public lists say of a city; nothing where they do not name it."""
    partners = frozenset(public.ties.adj[city]) if city in public.ties else frozenset()
    lands = {public.countries.get(partner) for partner in partners} - {public.countries.get(city)}
    return Portfolio(
        city,
        partners,
        frozenset(land for land in lands if land is not None),
        frozenset(public.memberships.get(city, ())),
    )


def rank(values: Mapping[int, int], one: int) -> tuple[int, int]:
    """Say where one stands by a number, the largest first, and how many others have the same one."""
    mine = values[one]
    above = sum(value > mine for value in values.values())
    return above + 1, sum(value == mine for value in values.values()) - 1


def only_theirs(ours: Collection[int], theirs: Mapping[int, Collection[int]]) -> dict[int, tuple[int, ...]]:
    """What others have and we have not → who has it; what most have first, then by id."""
    found: dict[int, list[int]] = {}
    for peer, things in theirs.items():
        for thing in set(things) - set(ours):
            found.setdefault(thing, []).append(peer)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {thing: tuple(sorted(peers)) for thing, peers in ordered}


def like_us(public: PublicGraph, us: int, number: int = LIKE_US) -> tuple[int, ...]:
    """The cities of our country that lists name and whose number of inhabitants is nearest to ours.

    :returns: the nearest first; none where our size or country is unknown.
    """
    inhabitants, country = public.populations.get(us) or 0, public.countries.get(us)
    if inhabitants <= 0 or country is None:
        return ()
    near = []
    for city in {*public.ties, *public.memberships}:
        theirs = public.populations.get(city) or 0
        if city != us and theirs > 0 and public.countries.get(city) == country:
            near.append((round(abs(log10(theirs / inhabitants)), 9), city))
    return tuple(city for _, city in sorted(near)[:number])
