"""Records as graphs: ties, seats in networks, meetings.

Nodes are record ids, which are unique across kinds of record. An edge carries
``strength``, from 0 (exclusive) to 1, and apart from it ``cost``, its inverse:
a strong tie is a short way. Mixing the two up turns every shortest path around.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import sqrt
from typing import Protocol, TypeVar

import networkx as nx

MEETING_STRENGTH = 0.6
"""Two parties alone at a table, today."""

MEETING_HALF_LIFE = 730
"""Days after which a meeting counts half: the 24 months of R-14."""

UNKNOWN_DAY_FACTOR = 0.25
"""A meeting of unknown day counts as one two half-lives ago."""

LARGEST_MEETING = 60
"""Above this number of participants a meeting is a congress: to have been there is no acquaintance."""


LISTED, LISTED_STRENGTH = "listed", 0.45
"""Two cities that a public list calls partners: half of a sister city; nobody says whether it lives."""


class Interval(Protocol):
    """Whatever holds from a day until a day; ``None`` is unknown or open."""

    @property
    def since(self) -> date | None:
        """First day on which it holds."""

    @property
    def until(self) -> date | None:
        """Last day on which it holds."""


R = TypeVar("R", bound=Interval)


@dataclass(frozen=True, slots=True)
class Tie:
    """One recorded tie between two organisations, cities or persons.

    :param strength: from 0 (exclusive) to 1; what the kind is worth is the caller's judgement.
    :raises ValueError: the strength is outside, or no number.
    """

    a: int
    b: int
    kind: str
    strength: float
    record_id: int
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 0 < self.strength <= 1:
            raise ValueError(f"strength {self.strength} of record {self.record_id} is not within (0, 1]")


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a network; the network is an organisation, too."""

    member: int
    network: int
    record_id: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met: a visit, a session, an event. ``day`` is ``None`` where it is unknown."""

    participants: tuple[int, ...]
    day: date | None
    record_id: int


@dataclass(frozen=True, slots=True)
class Consortium:
    """Who works together in a project.

    :param members: those that are on record; ``size`` counts the others, too.
    :param strength: of two who do it alone, while it runs.
    :param since: ``None`` where the beginning is unknown.
    :param ended: last day, ``None`` while it runs, or where it is ``over`` and nobody knows since when.
    """

    members: tuple[int, ...]
    size: int
    strength: float
    record_id: int
    since: date | None = None
    ended: date | None = None
    over: bool = False


def on_day(rows: Iterable[R], day: date) -> Iterator[R]:
    """Keep what holds on a day; an unknown first day counts as past, an unknown last day as open."""
    for row in rows:
        if (row.since is None or row.since <= day) and (row.until is None or day <= row.until):
            yield row


def ties_graph(ties: Iterable[Tie]) -> nx.Graph[int]:
    """One edge per pair, with all the evidence for it.

    Parallel ties are independent reasons: together they leave the doubt that each
    leaves, multiplied, so that the strength stays within 1. Self loops are dropped.

    :returns: edges with ``strength``, ``cost``, ``kinds`` and ``record_ids``, both
        strongest first and without repetition.
    """
    evidence: dict[tuple[int, int], list[Tie]] = {}
    for tie in ties:
        if tie.a != tie.b:
            evidence.setdefault((min(tie.a, tie.b), max(tie.a, tie.b)), []).append(tie)
    graph: nx.Graph[int] = nx.Graph()
    for (a, b), parallel in evidence.items():
        parallel.sort(key=lambda tie: (-tie.strength, tie.record_id, tie.kind))
        strength = 0.0
        for tie in parallel:
            strength += tie.strength - strength * tie.strength  # 1 - doubt, and not 0 for the faintest
        graph.add_edge(
            a,
            b,
            strength=strength,
            cost=1 / strength,
            kinds=tuple(dict.fromkeys(tie.kind for tie in parallel)),
            record_ids=tuple(dict.fromkeys(tie.record_id for tie in parallel)),
        )
    return graph


def membership_graph(seats: Iterable[Seat]) -> nx.Graph[tuple[str, int]]:
    """Members on one side (``bipartite=0``), networks on the other (``bipartite=1``).

    A network may be a member of another, so a node is a pair ``("member", id)`` or
    ``("network", id)``. Never project this graph: a network with 10,000 members
    alone would make 50 million edges.
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for seat in sorted(seats, key=lambda seat: (seat.network, seat.member, seat.record_id)):
        member, network = ("member", seat.member), ("network", seat.network)
        graph.add_node(member, bipartite=0)
        graph.add_node(network, bipartite=1)
        earlier = graph.edges[member, network]["record_ids"] if graph.has_edge(member, network) else ()
        graph.add_edge(member, network, record_ids=(*earlier, seat.record_id))
    return graph


def acquaintances(meetings: Iterable[Meeting], today: date) -> Iterator[Tie]:
    """Who met whom: one tie per pair and meeting.

    A meeting of *n* is shared out among the *n* - 1 others one meets there, and
    fades by half every :data:`MEETING_HALF_LIFE` days. What lies ahead has not
    been a meeting yet.

    Source: M. E. J. Newman, Scientific collaboration networks II (2001), for the
    share of 1 / (n - 1).
    """
    for meeting in meetings:
        present = sorted(set(meeting.participants))
        ahead = meeting.day is not None and meeting.day > today
        if ahead or len(present) > LARGEST_MEETING:
            continue
        fading = UNKNOWN_DAY_FACTOR
        if meeting.day:
            fading = 0.5 ** ((today - meeting.day).days / MEETING_HALF_LIFE)
        for a, b in combinations(present, 2):
            strength = MEETING_STRENGTH * fading / (len(present) - 1)
            yield Tie(a, b, "meeting", strength, meeting.record_id, since=meeting.day)


def colleagues(consortia: Iterable[Consortium], day: date) -> Iterator[Tie]:
    """Who works with whom: one tie per pair and project that had begun on a day.

    In a project of *n* one works with some and meets the others: each pair has 1 / √(n - 1) of its strength.
    When it is over it fades as a meeting does.
    """
    for one in consortia:
        members = sorted(set(one.members))
        if len(members) > LARGEST_MEETING or (one.since is not None and one.since > day):
            continue
        fading = UNKNOWN_DAY_FACTOR if one.over and one.ended is None else 1.0
        if one.ended is not None and one.ended < day:
            fading = 0.5 ** ((day - one.ended).days / MEETING_HALF_LIFE)
        share = one.strength * fading / sqrt(max(one.size, len(members), 2) - 1)
        for a, b in combinations(members, 2):
            yield Tie(a, b, "consortium", share, one.record_id, since=one.since)


def co_attendance_graph(meetings: Iterable[Meeting], today: date) -> nx.Graph[int]:
    """Who met whom, as :func:`ties_graph` of their :func:`acquaintances`."""
    return ties_graph(acquaintances(meetings, today))
