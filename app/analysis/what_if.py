"""What a change of our ties and networks takes away and brings: before and after, as sets of contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from app.analysis.graph import Tie, acquaintances, on_day, ties_graph
from app.analysis.introductions import Register

LARGEST_NETWORK = 500
"""Above this number of known members a network is a list: to be on it with somebody is no contact."""


@dataclass(frozen=True, slots=True)
class Link:
    """What brings us together with others: a tie, or a network we are in.

    :param id: the agreement, or the node of the network.
    :param contacts: whom it brings us together with, by node; empty where nobody is known.
    :param network: whether it is a network; a large one is no contact with its members.
    """

    id: int
    contacts: frozenset[int]
    network: bool

    @property
    def counts(self) -> bool:
        """Whether who is reached through it is a contact of ours."""
        return not self.network or len(self.contacts) <= LARGEST_NETWORK


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after.

    :param lost: contacts that only what goes away brings.
    :param kept: contacts of what goes away that something else brings as well.
    :param won: contacts that only what comes brings.
    :param known: contacts of what comes that we have already.
    :param overlap: link that remains → contacts it shares with what goes or comes.
    :param before, after: all contacts; of large networks only where the question is about them.
    :param two_ties: number of those reached by a tie or as a partner of whom a tie names, before and after.
    """

    lost: frozenset[int]
    kept: frozenset[int]
    won: frozenset[int]
    known: frozenset[int]
    overlap: Mapping[int, int]
    before: frozenset[int]
    after: frozenset[int]
    two_ties: tuple[int, int]


def change(
    links: Sequence[Link],
    *,
    gone: Collection[int] = (),
    new: Sequence[Link] = (),
    partners: Sequence[nx.Graph[int]],
    us: Collection[int] = (),
) -> Change:
    """Compare our contacts with what they would be.

    A large network counts among what goes away or comes, because the question is about it, and keeps nobody.

    :param links: what we have now, each id once.
    :param gone: ids of links that go away.
    :param new: links that come.
    :param partners: who is whose partner, for the second step.
    :param us: nodes that are ourselves, and nobody's contact.

    Cost: the sum of the contacts and of their partners.
    """
    ours = frozenset(us)
    leaving = [link for link in links if link.id in gone]
    staying = [link for link in links if link.id not in gone]
    before = _contacts(link for link in links if link.counts or link.id in gone) - ours
    remaining = _contacts(link for link in staying if link.counts) - ours
    after = (remaining | _contacts(new)) - ours
    going = _contacts(leaving) - ours
    coming = _contacts(new) - ours
    touched = going | coming
    overlap = {link.id: len(link.contacts & touched) for link in staying if link.counts}
    return Change(
        lost=going - after,
        kept=going & after,
        won=coming - before,
        known=coming & before,
        overlap={id_: shared for id_, shared in overlap.items() if shared},
        before=before,
        after=after,
        two_ties=(
            len(_two_ties(links, partners) - ours),
            len(_two_ties((*staying, *new), partners) - ours),
        ),
    )


def only_here(links: Sequence[Link], us: Collection[int] = ()) -> dict[int, frozenset[int]]:
    """Link → the contacts that no other link brings; what :func:`change` loses without it, for all at once.

    Cost: the sum of the contacts.
    """
    ours = frozenset(us)
    bringers = Counter(contact for link in links if link.counts for contact in link.contacts)
    return {
        link.id: frozenset(
            contact for contact in link.contacts - ours if bringers[contact] == (1 if link.counts else 0)
        )
        for link in links
    }


def cut_off(register: Register, us: int, gone: Collection[int], today: date) -> frozenset[int]:
    """Whom nothing on record links with us any more, in any number of steps, without some records.

    :param gone: ids of the records that go away.

    Cost: linear in the register.
    """
    evidence: list[Tie] = [
        *on_day(register.ties, today),
        *acquaintances(register.meetings, today),
        *(
            Tie(seat.member, seat.network, "seat", 1, seat.record_id)
            for seat in on_day(register.seats, today)
        ),
        *(
            Tie(post.person, post.organisation, "post", 1, post.record_id)
            for post in on_day(register.posts, today)
        ),
    ]
    left = (tie for tie in evidence if tie.record_id not in gone)
    return _reached(ties_graph(evidence), us) - _reached(ties_graph(left), us) - {us}


def _reached(graph: nx.Graph[int], us: int) -> frozenset[int]:
    return frozenset(nx.node_connected_component(graph, us)) if us in graph else frozenset()


def _contacts(links: Iterable[Link]) -> frozenset[int]:
    return frozenset[int]().union(*(link.contacts for link in links))


def _two_ties(links: Iterable[Link], partners: Sequence[nx.Graph[int]]) -> set[int]:
    tied = _contacts(link for link in links if not link.network)
    reached = set(tied)
    for graph in partners:
        for contact in tied & graph.adj.keys():
            reached.update(graph.adj[contact])
    return reached
