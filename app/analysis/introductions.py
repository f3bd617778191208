"""Who can open the door: ranked chains of named ties from us to a target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import log10, prod
from random import Random

import networkx as nx

from app.analysis.graph import (
    LISTED,
    LISTED_STRENGTH,
    MEETING_HALF_LIFE,
    Meeting,
    Seat,
    Tie,
    acquaintances,
    on_day,
    ties_graph,
)

__all__ = [
    "LISTED",
    "LISTED_MEMBER",
    "LISTED_STRENGTH",
    "NOTHING",
    "POST_STRENGTH",
    "PUBLIC_KINDS",
    "REPRESENTS_STRENGTH",
    "SEAT_STRENGTH",
    "TRIALS",
    "Chain",
    "Introductions",
    "Mission",
    "Outside",
    "Post",
    "Register",
    "Step",
    "introductions",
]

POST_STRENGTH = 0.9
SEAT_STRENGTH = 0.7
REPRESENTS_STRENGTH = 0.5

FORMER_STRENGTH = 0.25
"""Who has left office still knows the house; half of it every :data:`MEETING_HALF_LIFE` days since."""

LISTED_SEAT = 0.6
"""What a seat that only a public list tells of counts, of one on record."""

TRIALS = 100
LEFT_OUT = 0.1
"""Share of the records that each trial leaves out."""

LOOKED_AT = 60
"""Chains that compete in the trials: what stands below them does not become the first."""

LISTED_MEMBER = "listed_member"
PUBLIC_KINDS = frozenset({LISTED, LISTED_MEMBER})
"""Evidence that public lists give; their record is the city of which they say it."""


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


@dataclass(frozen=True, slots=True)
class Outside:
    """What public lists say, by city.

    :param ties: cities that lists call partners.
    :param networks: network → the cities that lists call its members.
    :param memberships: city → networks.
    :param node: network of the lists → its node among ours; one that is not on record needs a node, too.
    :param home: the city that lists know us by.
    """

    ties: nx.Graph[int] = field(default_factory=nx.Graph)
    networks: Mapping[int, frozenset[int]] = field(default_factory=dict)
    memberships: Mapping[int, frozenset[int]] = field(default_factory=dict)
    node: Mapping[int, int] = field(default_factory=dict)
    home: int | None = None


NOTHING = Outside()


@dataclass(frozen=True, slots=True)
class Introductions:
    """The chains, best first, and how sure their order is.

    :param first_held: in how many of :data:`TRIALS` trials, each without a tenth of the records, the first
        chain stayed first.
    """

    chains: tuple[Chain, ...] = ()
    first_held: int = 0


def introductions(
    register: Register,
    us: int,
    target: int,
    *,
    country: str | None,
    today: date,
    outside: Outside = NOTHING,
    limit: int = 10,
    seed: int = 0,
) -> Introductions:
    """Rank the chains of at most three steps from us to the target.

    Every record is evidence of strength 0 to 1 that one side can speak to the other:

    - a tie counts as the caller says, a post 0.9;
    - a post that has ended 0.25, half of it every two years: its kind is ``former_post``, and nothing
      else in the step hides it;
    - a seat 0.7, less in a large network: two members of a network of *n* reach each
      other with 0.7² / (1 + log₁₀ n);
    - a meeting 0.6 among two, 0.6 / (n - 1) among *n*, half of it after two years;
    - a mission 0.5 towards the target, if it represents the target's country. It must
      itself be linked to us by a record: that an embassy exists opens no door;
    - two cities that a public list calls partners 0.45, a member that only a list names 0.6 of a seat.

    A tie or a seat that has ended counts nothing. Several records for one step are combined as in
    :func:`app.analysis.graph.ties_graph`. The score of a chain is the product of its
    steps. A detour is left out: an intermediary who is asked for a contact that the
    one before already has, or for one that we have ourselves.

    :param country: ISO code of the target's country; ``None`` where it has none.
    :param limit: number of chains at most.
    :returns: best first; equal scores by fewer steps, then by ids.

    Cost: the sum, over our neighbours, of the smaller of their and the target's neighbourhood. Of the public
    lists only what touches us, our neighbours, the target and its neighbours is read.
    """
    evidence = [
        *on_day(register.ties, today),
        *_seat_ties(on_day(register.seats, today), outside),
        *acquaintances(register.meetings, today),
        *_post_ties(register.posts, today),
        *_mission_ties(register.missions, target, country),
    ]
    evidence += _listed(evidence, outside, us, target)
    graph = ties_graph(evidence)
    if us == target or us not in graph or target not in graph:
        return Introductions()
    chains = sorted((_chain(graph, path) for path in _paths(graph, us, target)), key=_order)[
        : max(limit, LOOKED_AT)
    ]
    return Introductions(tuple(chains[:limit]), _first_held(chains, evidence, seed))


def _seat_ties(seats: Iterable[Seat], outside: Outside) -> Iterator[Tie]:
    """Tie each member to the network itself: a projection on members would grow with its square."""
    held = list(seats)
    size = Counter(network for _, network in {(seat.member, seat.network) for seat in held})
    for network, members in outside.networks.items():
        node = outside.node[network]
        size[node] = max(size[node], len(members))
    for seat in held:
        strength = SEAT_STRENGTH / (1 + log10(size[seat.network])) ** 0.5
        yield Tie(seat.member, seat.network, "seat", strength, seat.record_id)


def _post_ties(posts: Iterable[Post], today: date) -> Iterator[Tie]:
    rows = list(posts)
    held = {(post.person, post.organisation) for post in on_day(rows, today)}
    for post in on_day(rows, today):
        yield Tie(post.person, post.organisation, "post", POST_STRENGTH, post.record_id)
    for post in rows:
        if post.until and post.until < today and (post.person, post.organisation) not in held:
            fading: float = 0.5 ** ((today - post.until).days / MEETING_HALF_LIFE)
            yield Tie(post.person, post.organisation, "former_post", FORMER_STRENGTH * fading, post.record_id)


def _mission_ties(missions: Iterable[Mission], target: int, country: str | None) -> Iterator[Tie]:
    for mission in missions:
        if mission.country == country:
            yield Tie(mission.organisation, target, "represents", REPRESENTS_STRENGTH, mission.record_id)


def _listed(evidence: Iterable[Tie], outside: Outside, us: int, target: int) -> Iterator[Tie]:
    """What public lists add within three steps; a pair that our own record ties needs no list."""
    known = {frozenset((tie.a, tie.b)) for tie in evidence}
    near = {
        other: {end for pair in known if other in pair for end in pair} - {other} for other in (us, target)
    }
    ours = near[us] | _partners(outside, outside.home)
    theirs = near[target] | _partners(outside, target)
    pairs = {(outside.home, other) for other in _partners(outside, outside.home)}
    pairs |= {(target, other) for other in _partners(outside, target)}
    pairs |= {(a, b) for a in ours for b in _partners(outside, a) & theirs}
    seen: set[frozenset[int]] = set(known)
    for a, b in sorted((a, b) for a, b in pairs if a is not None):
        ends = frozenset(us if end == outside.home else end for end in (a, b))
        if len(ends) == 2 and ends not in seen:
            seen.add(ends)
            yield Tie(min(ends), max(ends), LISTED, LISTED_STRENGTH, b if a == outside.home else a)
    ends_of_ways = {outside.home, target} - {None}
    reached = {network for city in ends_of_ways for network in outside.memberships.get(city or 0, ())}
    recorded = {network for network, node in outside.node.items() if node in near[us] | near[target]}
    for network in sorted(reached | recorded & outside.networks.keys()):
        members, node = outside.networks[network], outside.node[network]
        share: float = LISTED_SEAT * SEAT_STRENGTH / (1 + log10(max(len(members), 1))) ** 0.5
        for city in sorted(members & (ours | theirs | ends_of_ways)):
            member = us if city == outside.home else city
            if frozenset((member, node)) not in seen:
                seen.add(frozenset((member, node)))
                yield Tie(member, node, LISTED_MEMBER, share, city)


def _partners(outside: Outside, city: int | None) -> set[int]:
    return set(outside.ties.adj[city]) if city is not None and city in outside.ties else set()


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


def _order(chain: Chain) -> tuple[float, int, list[int]]:
    return -round(chain.score, 12), len(chain.steps), [step.b for step in chain.steps]


def _first_held(chains: Sequence[Chain], evidence: Iterable[Tie], seed: int) -> int:
    """Count the trials in which the first chain stays the first, alone or beside its equals."""
    if not chains:
        return 0
    pairs = {(min(step.a, step.b), max(step.a, step.b)) for chain in chains for step in chain.steps}
    rests: dict[tuple[int, int], list[tuple[int, float]]] = {pair: [] for pair in pairs}
    for tie in evidence:
        pair = min(tie.a, tie.b), max(tie.a, tie.b)
        if pair in rests:
            rests[pair].append((tie.record_id, tie.strength))
    records = sorted({record for rest in rests.values() for record, _ in rest})
    random, held = Random(seed), 0
    for _ in range(TRIALS):
        gone = set(random.sample(records, round(len(records) * LEFT_OUT)))
        left = {
            pair: 1 - prod(1 - strength for record, strength in rest if record not in gone)
            for pair, rest in rests.items()
        }
        scores = [
            prod(left[min(step.a, step.b), max(step.a, step.b)] for step in chain.steps) for chain in chains
        ]
        held += scores[0] > 0 and scores[0] >= max(scores) - 1e-12
    return held
