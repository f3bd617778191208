"""Who can open the door: ranked chains of named ties from us to a target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log10, prod

import networkx as nx

from app.analysis.graph import Meeting, Seat, Tie, acquaintances, on_day, ties_graph

POST_STRENGTH = 0.9
SEAT_STRENGTH = 0.7
REPRESENTS_STRENGTH = 0.5


@dataclass(frozen=True, slots=True)
class Post:
    """A person's office in an organisation; after ``until`` the person cannot speak for it."""

    person: int
    organisation: int
    record_id: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mission:
    """An embassy or consulate and the country, by ISO code, that it represents."""

    organisation: int
    country: str
    record_id: int


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain, read from ``a`` to ``b``; all its evidence, strongest first."""

    a: int
    b: int
    kinds: tuple[str, ...]
    record_ids: tuple[int, ...]
    strength: float

    @property
    def kind(self) -> str:
        """The kind of the strongest evidence."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Chain:
    """A way from us to the target."""

    steps: tuple[Step, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Register:
    """What is on record about who can speak to whom."""

    ties: Sequence[Tie] = ()
    seats: Sequence[Seat] = ()
    meetings: Sequence[Meeting] = ()
    posts: Sequence[Post] = ()
    missions: Sequence[Mission] = ()


def introductions(
    register: Register, us: int, target: int, *, country: str | None, today: date, limit: int = 10
) -> tuple[Chain, ...]:
    """Rank the chains of at most three steps from us to the target.

    Every record is evidence of strength 0 to 1 that one side can speak to the other:

    - a tie counts as the caller says, a post 0.9;
    - a seat 0.7, less in a large network: two members of a network of *n* reach each
      other with 0.7² / (1 + log₁₀ n);
    - a meeting 0.6 among two, 0.6 / (n - 1) among *n*, half of it after two years;
    - a mission 0.5 towards the target, if it represents the target's country. It must
      itself be linked to us by a record: that an embassy exists opens no door.

    Only what holds today counts: who has left office and a tie that has ended are not
    offered. Several records for one step are combined as in
    :func:`app.analysis.graph.ties_graph`. The score of a chain is the product of its
    steps. A detour is left out: an intermediary who is asked for a contact that the
    one before already has, or for one that we have ourselves.

    :param country: ISO code of the target's country; ``None`` where it has none.
    :param limit: number of chains at most.
    :returns: best first; equal scores by fewer steps, then by ids.

    Cost: the sum, over our neighbours, of the smaller of their and the target's neighbourhood.
    """
    graph = ties_graph(
        (
            *on_day(register.ties, today),
            *_seat_ties(on_day(register.seats, today)),
            *acquaintances(register.meetings, today),
            *_post_ties(on_day(register.posts, today)),
            *_mission_ties(register.missions, target, country),
        )
    )
    if us == target or us not in graph or target not in graph:
        return ()
    chains = [_chain(graph, path) for path in _paths(graph, us, target)]
    chains.sort(
        key=lambda chain: (-round(chain.score, 12), len(chain.steps), [step.b for step in chain.steps])
    )
    return tuple(chains[:limit])


def _seat_ties(seats: Iterable[Seat]) -> Iterator[Tie]:
    """Tie each member to the network itself: a projection on members would grow with its square."""
    held = list(seats)
    size = Counter(network for _, network in {(seat.member, seat.network) for seat in held})
    for seat in held:
        strength = SEAT_STRENGTH / (1 + log10(size[seat.network])) ** 0.5
        yield Tie(seat.member, seat.network, "seat", strength, seat.record_id)


def _post_ties(posts: Iterable[Post]) -> Iterator[Tie]:
    for post in posts:
        yield Tie(post.person, post.organisation, "post", POST_STRENGTH, post.record_id)


def _mission_ties(missions: Iterable[Mission], target: int, country: str | None) -> Iterator[Tie]:
    for mission in missions:
        if mission.country == country:
            yield Tie(mission.organisation, target, "represents", REPRESENTS_STRENGTH, mission.record_id)


def _paths(graph: nx.Graph[int], us: int, target: int) -> Iterator[tuple[int, ...]]:
    """Paths of one, two and three steps without a detour."""
    ours, theirs = graph.adj[us], graph.adj[target]
    if target in ours:
        yield us, target
    for first in ours:
        if first == target:
            continue
        if first in theirs:
            yield us, first, target
            continue
        near, far = sorted((graph.adj[first], theirs), key=len)
        for second in near:
            if second in far and second != us and second not in ours:
                yield us, first, second, target


def _chain(graph: nx.Graph[int], path: tuple[int, ...]) -> Chain:
    steps = []
    for a, b in pairwise(path):
        edge = graph.edges[a, b]
        steps.append(Step(a, b, edge["kinds"], edge["record_ids"], edge["strength"]))
    return Chain(tuple(steps), prod(step.strength for step in steps))
