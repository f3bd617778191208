"""Who is around us: our partners, our networks, and whom they know, from our record and public lists.

Questions 4 to 6 look at this. The own record alone is a star: it knows who knows us. What our partners have
among each other comes from ties and visits of several parties, from networks, and from public lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.bands import Standing
from app.analysis.graph import Meeting, Tie, acquaintances, on_day, ties_graph
from app.analysis.introductions import LISTED, LISTED_MEMBER, LISTED_STRENGTH, SEAT_STRENGTH, Post
from app.analysis.overlap import overlaps
from app.answers.answer import Answer, Cell, Name, Speaker, Wanted, Words, apart, cell
from app.answers.door import Data
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import graph, known_networks, names, people
from app.queries.kept import kept
from app.queries.public_graph import PublicGraph, public_graph
from models import Record
from models.vocabulary import MembershipRelation, OrganisationKind, RecordKind, Relation

LARGEST_CIRCLE = 60
"""Above this number of members a network is no circle in which everybody knows the others."""

SOME = 4
"""Names of a second line; the others are counted."""

_LAYERS = graph.RECORDED | {graph.Layer.PROJECTS}

SEAT = "seat"


@dataclass(frozen=True)
class Surroundings:
    """What links us with others, and them with each other.

    Nodes are record ids: our own house, cities, bodies, and networks; a network that only public lists know
    has the negative id that it has there.

    :param us: the node of our own house.
    :param graph: edges with ``strength``, ``kinds`` and ``record_ids`` as of
        :func:`app.analysis.graph.ties_graph`; the record of what a list says is the city it says it of.
    :param partners: cities and bodies that a record or a list ties to us.
    :param networks: network -> its members, our house among them; all that are known.
    :param sits_in: the networks in which we have a seat.
    :param recorded: members and networks of which our own record says that one sits in the other.
    :param linking: those of our networks that link our partners: circles, and those in which more of them sit
        than chance would bring. In a network of thousands everybody sits.
    :param with_us: each record and list that ties somebody to us.
    :param names: of the networks of public lists.
    :param positions: latitude and longitude of cities.
    :param lists: how many ties of public lists there are; 0 where none is on or none is asked.
    """

    us: int
    home: int | None
    graph: nx.Graph[int]
    partners: frozenset[int]
    networks: Mapping[int, frozenset[int]]
    sits_in: frozenset[int]
    recorded: frozenset[tuple[int, int]]
    linking: frozenset[int]
    with_us: tuple[Tie, ...]
    names: Mapping[int, str]
    positions: Mapping[int, tuple[float, float]]
    lists: int

    def among_partners(self) -> nx.Graph[int]:
        """Our partners and the networks that link them, without us: who knows nobody there stands alone."""
        return self.graph.subgraph(self.partners | self.linking)

    def evidence(self, node: int) -> int:
        """The strongest record that links somebody with us; itself where nothing does."""
        if not self.graph.has_edge(self.us, node):
            return node
        records: tuple[int, ...] = self.graph.edges[self.us, node]["record_ids"]
        return records[0]

    def is_listed(self, a: int, b: int) -> bool:
        """Whether only public lists say that two are linked."""
        return set(self.graph.edges[a, b]["kinds"]) <= PUBLIC


SAME = "same_networks"
LISTED_SAME = "listed_same_networks"
PUBLIC = frozenset({LISTED, LISTED_MEMBER, LISTED_SAME})
"""Links that only public lists tell of."""


def look(
    session: Session, actor: Actor, *, today: date, at: date | None = None, data: Data = Data.ALL
) -> Surroundings | None:
    """Read who is around us; None where no organisation is marked as our own house.

    People are not shown as partners: a meeting with somebody is one with the body or city for which they held
    a post on that day. That a body sits in a city is no acquaintance.

    :param at: as of this day, as far as dates are on record; public lists have none. None: today.

    Cost: as of :func:`app.queries.graph.network` and :func:`app.queries.public_graph.public_graph`; a
    statement while the data stays as it is.
    """
    asked = ("surroundings", today, at, data)
    return kept(session, actor, asked, lambda: _look(session, actor, today, at or today, data))


def _look(session: Session, actor: Actor, today: date, day: date, data: Data) -> Surroundings | None:
    net = graph.network(session, actor, today=today, at=day, layers=_LAYERS)
    if net.us is None:
        return None
    bodies = graph.bodies(session, actor)
    persons = people.every_id(session, actor)
    own = net.register
    world = public_graph(session)
    here = (bodies.keys() | world.countries.keys()) - {
        net.home
    }  # nobody in the bin, no person; we are one node
    seats = [seat for seat in on_day(own.seats, day) if seat.member in here and seat.network in here]
    ties: list[Tie] = [
        *(tie for tie in on_day(own.ties, day) if tie.kind != "sits_in"),
        *acquaintances(_of_bodies(own.meetings, own.posts, persons, day), day),
    ]
    ties = [tie for tie in ties if tie.a in here and tie.b in here]
    networks: dict[int, set[int]] = {}
    for seat in seats:
        networks.setdefault(seat.network, set()).add(seat.member)
    for body in bodies.values():
        if body.kind is OrganisationKind.CITY_NETWORK:
            networks.setdefault(body.id, set())
    public = world if data is Data.ALL else None
    called: dict[int, str] = {}
    if public is not None:
        node = known_networks.on_record(session, actor)
        for id_, members in public.networks.items():
            network = node.get(id_, -id_)
            called[network] = public.network_names[id_]
            networks.setdefault(network, set()).update(_as_us(members, net.home, net.us))
    recorded = {(seat.member, seat.network) for seat in seats}
    ours = {id_ for id_, members in networks.items() if net.us in members}
    near = {end for tie in ties for end in (tie.a, tie.b) if net.us in (tie.a, tie.b)}
    if public is not None and net.home is not None and net.home in public.ties:
        near |= set(public.ties.adj[net.home])
    partners = frozenset(near - {net.us, net.home} - networks.keys())
    ties += [Tie(s.member, s.network, SEAT, seat_strength(networks[s.network]), s.record_id) for s in seats]
    if public is not None:
        ties += _listed_ties(public, partners, net.us, net.home)
        ties += _listed_seats(networks, recorded, ours, partners, net.us, net.home)
    shown = ties_graph(ties)
    shown.add_nodes_from((net.us, *partners))
    return Surroundings(
        us=net.us,
        home=net.home,
        graph=nx.freeze(shown),
        partners=partners,
        networks={id_: frozenset(members) for id_, members in networks.items()},
        sits_in=frozenset(ours),
        recorded=frozenset(recorded),
        linking=_linking(networks, ours, partners),
        with_us=tuple(tie for tie in ties if net.us in (tie.a, tie.b)),
        names=called,
        positions=world.positions,
        lists=public.ties.number_of_edges() if public else 0,
    )


def _of_bodies(
    meetings: Iterable[Meeting], posts: Iterable[Post], persons: Collection[int], today: date
) -> Iterator[Meeting]:
    """Put bodies in the place of people: those for which they held a post on the day of the meeting."""
    held: dict[int, list[Post]] = {}
    for post in posts:
        held.setdefault(post.person, []).append(post)
    for one in meetings:
        there: set[int] = set()
        for id_ in one.participants:
            if id_ in persons:
                there |= {post.organisation for post in on_day(held.get(id_, ()), one.day or today)}
            else:
                there.add(id_)
        yield Meeting(tuple(sorted(there)), one.day, one.record_id)


def _as_us(members: Iterable[int], home: int | None, us: int) -> Iterator[int]:
    return (us if member == home else member for member in members)


def seat_strength(members: Iterable[int]) -> float:
    """How far a seat links a member with the others: of a large network less, shared out among them."""
    return float(SEAT_STRENGTH / max(1, len(set(members)) - 1) ** 0.5)


def _listed_ties(public: PublicGraph, partners: Iterable[int], us: int, home: int | None) -> Iterator[Tie]:
    """Ties of public lists that touch us or a partner; those among others open nothing in two steps."""
    told: set[tuple[int, int]] = set()
    for city in (*([home] if home is not None else ()), *sorted(partners)):
        for other in public.ties.adj[city] if city in public.ties else ():
            pair = (min(city, other), max(city, other))
            if pair in told:
                continue
            told.add(pair)
            a, b = (us if end == home else end for end in (city, other))
            yield Tie(a, b, LISTED, LISTED_STRENGTH, city if a != us else other)


def _listed_seats(
    networks: Mapping[int, set[int]],
    recorded: set[tuple[int, int]],
    ours: Iterable[int],
    partners: frozenset[int],
    us: int,
    home: int | None,
) -> Iterator[Tie]:
    """Seats that lists name: of us and our partners; of others only in a circle."""
    for network in sorted(ours):
        members = networks[network]
        shown = members if len(members) <= LARGEST_CIRCLE else members & (partners | {us})
        for member in sorted(shown):
            if (member, network) not in recorded:
                city = home if member == us and home is not None else member
                yield Tie(member, network, LISTED_MEMBER, seat_strength(members), city)


def _linking(
    networks: Mapping[int, Collection[int]], ours: Collection[int], partners: Collection[int]
) -> frozenset[int]:
    circles = {id_ for id_ in ours if len(networks[id_]) <= LARGEST_CIRCLE}
    listed = frozenset(city for members in networks.values() for city in members)
    compared = overlaps({**networks, 0: listed & set(partners)}, [(0, id_) for id_ in sorted(ours)])
    return frozenset(circles | {one.b for one in compared if one.telling})


class Naming:
    """Says what nodes are called, with a link where there is a record."""

    def __init__(self, session: Session, actor: Actor, seen: Surroundings, t: Translator) -> None:
        """Take the reader's language."""
        self._session, self._actor, self._seen = session, actor, seen
        self._say, self._t = Speaker(t), t
        self._known: dict[int, Record] = {}
        self.learn({seen.us, seen.home or 0})

    def learn(self, ids: Iterable[int]) -> None:
        """Read what records are called. Cost: one statement."""
        missing = {id_ for id_ in ids if id_ > 0} - self._known.keys()
        if missing:
            self._known |= names.titles(self._session, self._actor, missing)

    def knows(self, id_: int) -> bool:
        """Whether it is on record, and not in the bin, or named by a list."""
        return id_ in self._known or id_ in self._seen.names

    def __call__(self, id_: int) -> Name | str:
        """Name a node that was learnt; a network that only a list knows is text."""
        if id_ == self._seen.us and self._seen.home in self._known:
            return self._say.name(self._known[self._seen.home])
        if id_ in self._known:
            return self._say.name(self._known[id_])
        return self._seen.names[id_]

    def called(self, id_: int) -> str:
        """What a node that was learnt is called."""
        name = self(id_)
        return name if isinstance(name, str) else name.text

    def every(self, ids: Iterable[int]) -> list[Name | str]:
        """Name nodes that were learnt, by name; those that are not known are left out."""
        known = sorted(filter(self.knows, ids), key=lambda id_: sort_key(self.called(id_)))
        return [self(id_) for id_ in known]

    def some(self, ids: Sequence[int]) -> Words:
        """Name the first few, and say how many more there are."""
        known = [self(id_) for id_ in ids[:SOME] if self.knows(id_)]
        if more := len(ids) - len(known):
            return apart([*known, self._t.plural("%(n)s other", "%(n)s others", more)])
        return apart(known)

    def link(self, node: int) -> Cell:
        """Say what links somebody with us, and the record of it."""
        if not self._seen.graph.has_edge(self._seen.us, node):
            return cell("–", faint=True)
        words = link_words(self._seen.graph.edges[self._seen.us, node]["kinds"], self._t)
        record, listed = self._seen.evidence(node), self._seen.is_listed(self._seen.us, node)
        return Cell((words,), (self(record),) if not listed and record in self._known else (), public=listed)

    def kind(self, id_: int) -> RecordKind | None:
        """The kind of its record."""
        return self._known[id_].kind if id_ in self._known else None


def sample(seen: Surroundings, t: Translator) -> str:
    """Say on what an answer rests."""
    own = sum(not seen.is_listed(a, b) for a, b in seen.graph.edges)
    told = t.plural("%(n)s link on record", "%(n)s links on record", own)
    if not seen.lists:
        return told
    listed = t.plural("%(n)s tie of public lists", "%(n)s ties of public lists", seen.lists)
    return f"{told}, {listed}"


WHERE_FROM = N_(
    "Looked at are our own record (ties and visits with several parties, seats in networks, projects) and, "
    "unless only our own record is asked for, the public lists that are switched on. What only a list says "
    "is marked; it says nothing about whether a tie lives. A visit counts for the body or city for which "
    "somebody held a post on that day; that a body sits in a city is no acquaintance."
)

_WORDS = {
    SEAT: N_("Member"),
    LISTED_MEMBER: N_("Member"),
    LISTED: N_("Twin town"),
    SAME: N_("Same networks"),
    LISTED_SAME: N_("Same networks"),
    "meeting": N_("Meeting"),
    "consortium": N_("Same project"),
}


def link_words(kinds: Iterable[str], t: Translator) -> str:
    """Say what links two, the strongest first."""
    return ", ".join(dict.fromkeys(t(_word(kind)) for kind in kinds))


def _word(kind: str) -> str:
    family, _, member = kind.partition(":")
    if family == "tie":
        return label(Relation(member))
    return label(MembershipRelation(member)) if family == "membership" else _WORDS[kind]


def nobody(question: str, *, t: Translator, today: date) -> Answer:
    """Answer that nothing can be told without our own house."""
    return Answer(
        question=t(question),
        sentence=Speaker(t)(N_("Not enough data: no organisation on record is marked as our own house.")),
        headings=(),
        rows=(),
        method=(t(WHERE_FROM),),
        as_of=today,
        sample=t.plural("%(n)s link on record", "%(n)s links on record", 0),
        enough=False,
        wanted=(
            Wanted(
                t(N_("Mark the organisation of our own municipality as our own house.")),
                RecordKind.ORGANISATION,
            ),
        ),
    )


BAND = N_(
    "How sure a rank is: %(trials)s times a tenth of the links is left out at random; the band says "
    "where somebody stood in nine of ten trials. Equal values share a rank."
)


def band(one: Standing, t: Translator) -> str:
    """Print the band of a rank: ``2–4``."""
    best, worst = t.number(one.best), t.number(one.worst)
    return best if best == worst else f"{best}–{worst}"


def more_data(data: Data, t: Translator) -> Iterator[Wanted]:
    """Say what would tell whom our partners know."""
    if data is Data.OWN:
        yield Wanted(t(N_("Ask with public lists, too.")))
    else:
        yield Wanted(t(N_("Import or switch on a public list of twin towns.")))
    message = t(N_("Enter ties that our partners have with each other and with others."))
    yield Wanted(message, RecordKind.AGREEMENT)
