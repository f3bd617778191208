"""The network around one node, in words: who is shown, what links them, what each is for us."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.blocs import blocs
from app.analysis.graph import Seat, Tie, acquaintances
from app.analysis.introductions import POST_STRENGTH, SEAT_STRENGTH
from app.analysis.layout import Place, positions
from app.analysis.neighbourhood import Link, Neighbourhoods, Shown, Wanted
from app.answers.kinds import kind_label
from app.answers.naming import Name
from app.answers.picture import Edge, Node, NodeKind, Picture
from app.answers.question import Choice, Options, Subject
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import graph, names
from app.queries.graph import Body, Layer, Network
from app.queries.kept import kept
from app.queries.public_graph import PublicGraph, public_graph
from models.vocabulary import OrganisationKind, RecordKind, Relation

KINDS = (*(relation.value for relation in Relation), "membership", "meeting", "post", "public")
"""Kinds of link, in the order of the legend."""

USUAL = frozenset(KINDS) - {"meeting", "post"}
"""What is shown when nothing is asked: meetings and offices bring in everybody whom we ever met."""

_NETWORKS = frozenset(
    {OrganisationKind.CITY_NETWORK, OrganisationKind.UNION, OrganisationKind.INTERNATIONAL_ORGANISATION}
)


EARLIEST, LATEST = "1800", "2200"
"""Years that can be asked for: each of the past is read from the record anew."""


class Strength(StrEnum):
    """How strong a link has to be."""

    MIDDLE = "middle"
    STRONG = "strong"


LEAST = {None: 0.0, Strength.MIDDLE: 0.5, Strength.STRONG: 0.8}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a node, what links it with the middle, and with how many others it is linked.

    :param link: None where nothing links the two directly.
    """

    node: Node
    link: Edge | None
    kind: str
    common: int
    left_out: int


@dataclass(frozen=True, slots=True)
class View:
    """What the page, its data and its files show.

    :param kinds: kind → how many links of it are shown, in the order of the legend; those asked away too.
    :param places: node → x and y within the unit square, by springs.
    :param evidence: pair of nodes → the records behind their link.
    :param years: the first and the last year of the slider; None where no year is known.
    :param left_out: how many neighbours of the middle are not shown.
    :param way: nodes from the middle to the target.
    :param behind: node → the names of those who hang on the middle by it alone.
    """

    centre: Node | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lines: tuple[Line, ...]
    kinds: Mapping[str, int]
    places: Mapping[int, Place]
    evidence: Mapping[tuple[int, int], tuple[int, ...]]
    way: tuple[int, ...]
    behind: Mapping[int, tuple[Name, ...]]
    public_partners: Mapping[int, int]
    years: tuple[int, int] | None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, and every link of it."""

    net: Network
    bodies: Mapping[int, Body]
    public: PublicGraph
    links: tuple[Link, ...]


@dataclass(frozen=True)
class NetworkPage:
    """What the page of the network takes; it is asked as a question is."""

    key: str
    choices: tuple[Choice, ...]
    subjects: tuple[Subject, ...]


def _no_options(session: Session, actor: Actor, t: Translator) -> Options:
    return ()


def _steps(session: Session, actor: Actor, t: Translator) -> Options:
    return [("1", t(N_("1 step"))), ("2", t(N_("2 steps")))]


def _strengths(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        (Strength.MIDDLE.value, t(N_("middle and strong"))),
        (Strength.STRONG.value, t(N_("strong alone"))),
    ]


def _bloc(session: Session, actor: Actor, t: Translator) -> Options:
    return [("yes", t(N_("with letters")))]


def _strength(text: str) -> Strength | None:
    return Strength(text) if text in set(Strength) else None


def _year(text: str) -> int | None:
    is_year = text.isascii() and text.isdecimal() and len(text) == 4 and EARLIEST <= text <= LATEST
    return int(text) if is_year else None


def _ids(text: str) -> tuple[int, ...] | None:
    found = [Subject.parse(one) for one in text.split(",")]
    return tuple(dict.fromkeys(one for one in found if one is not None))[:20] or None


def _kinds(text: str) -> frozenset[str] | None:
    return frozenset(text.split(",")) & frozenset(KINDS) if text else None


_ANYBODY = (RecordKind.CITY, RecordKind.ORGANISATION, RecordKind.PERSON)
PAGE = NetworkPage(
    "network",
    (
        Choice("steps", N_("Distance"), _steps, {"1": 1, "2": 2}.get),
        Choice("strength", N_("Strength"), _strengths, _strength),
        Choice("bloc", N_("Blocs"), _bloc, {"yes": True}.get),
        Choice("year", N_("Year"), _no_options, _year),
        Choice("kind", N_("Kind"), _no_options, _kinds),
        Choice("open", N_("Opened"), _no_options, _ids),
        Choice("chosen", N_("Chosen"), _no_options, Subject.parse),
        Choice("as", N_("Layout"), _no_options, lambda text: text if text == "map" else None),
    ),
    (
        Subject("of", N_("In the middle"), _ANYBODY, N_("Choose who stands in the middle"), required=False),
        Subject("to", N_("Way to"), _ANYBODY, N_("Choose a city"), required=False),
    ),
)


def view(  # noqa: PLR0913 - one parameter for each of the page
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    of_id: int | None = None,
    to_id: int | None = None,
    steps: int = 1,
    open: tuple[int, ...] = (),  # noqa: A002 - as the address calls it
    kind: frozenset[str] = USUAL,
    strength: Strength | None = None,
    year: int | None = None,
    bloc: bool = False,
) -> View:
    """Show the network around our house, or around somebody else.

    :param open: nodes whose neighbours are shown, too.
    :param kind: of :data:`KINDS`; links of others are left out.
    :param year: as of its last day; what has no beginning on record was there.
    :param bloc: find the blocs among those shown, without the one in the middle, who knows them all.

    Cost: some fifteen statements while the data is new, else those for the names.
    """
    read = _read(session, actor, today, year)
    net = read.net
    links = [link for link in read.links if link.kind in kind and link.strength >= LEAST[strength]]
    centre = _node_of(of_id, read)
    if centre is None:
        return View(None, (), (), (), {}, {}, {}, (), {}, {}, None)
    with_public = "public" in kind and strength is None
    web = Neighbourhoods(links, read.public.ties if with_public else None, net.us, net.home)
    target = _node_of(to_id, read) if to_id is not None else None
    wanted = Wanted(centre, steps, tuple(_node(one, net) for one in open), target)
    shown = web.shown(wanted)
    groups = _groups(session, actor, shown) if bloc else {}
    return _told(session, actor, shown, read, t=t, today=today, groups=groups)


def _groups(session: Session, actor: Actor, shown: Shown) -> Mapping[int, int]:
    """Return node → its bloc, counted from the largest; kept, because it is looked for many times."""

    def found() -> dict[int, int]:
        graph: nx.Graph[int] = nx.Graph()
        for link in shown.links:
            if shown.nodes[0] not in {link.a, link.b}:
                graph.add_edge(link.a, link.b, strength=link.strength)
        return {node: place for place, one in enumerate(blocs(graph)) for node in one.members}

    return kept(session, actor, ("blocs shown", shown.nodes[0], shown.links), found)


def around(
    session: Session,
    actor: Actor,
    record_ids: Iterable[int],
    *,
    country_id: int | None = None,
    t: Translator,
    today: date,
    most: int,
) -> tuple[Picture, int] | None:
    """Draw a few records and whom they know; None where nobody is known.

    :param country_id: everybody who counts for it is in the middle, too.
    :param most: how many a picture holds.
    :returns: the picture, and how many more there would be.

    Cost: as of :func:`view`.
    """
    read = _read(session, actor, today)
    of_country = () if country_id is None else (one.id for one in _of_country(read, country_id))
    centres = {_node_of(one, read) for one in (*record_ids, *of_country)} - {None}
    links = [link for link in read.links if link.kind in USUAL]
    web = Neighbourhoods(links, read.public.ties, read.net.us, read.net.home)
    nodes, shown, left_out = web.around(sorted(one for one in centres if one is not None), most)
    told = _told(session, actor, Shown(nodes, shown, (), {}, {}), read, t=t, today=today, placed=False)
    if not told.edges:
        return None
    middle = centres if len(centres) == 1 else frozenset[int]()
    return Picture(told.nodes, told.edges, frozenset(one for one in middle if one is not None)), left_out


def _of_country(read: _Read, country_id: int) -> Iterator[Body]:
    return (body for body in read.bodies.values() if body.country_id == country_id and not body.ours)


def everything(session: Session, actor: Actor, *, t: Translator, today: date) -> View:
    """Return the whole network of the own record, for a file: no page shows so much."""
    read = _read(session, actor, today)
    chosen = Neighbourhoods(read.links, None, read.net.us, read.net.home).everything()
    nodes = tuple(dict.fromkeys(id_ for link in chosen for id_ in (link.a, link.b)))
    return _told(session, actor, Shown(nodes, chosen, (), {}, {}), read, t=t, today=today, placed=False)


def _read(session: Session, actor: Actor, today: date, year: int | None = None) -> _Read:
    at = None if year is None or year >= today.year else date(year, 12, 31)

    def read() -> tuple[Network, Mapping[int, Body], tuple[Link, ...]]:
        layers = graph.RECORDED | {Layer.PROJECTS}
        net = graph.network(session, actor, today=today, at=at, layers=layers)
        return net, graph.bodies(session, actor), tuple(_links(net, at or today))

    net, bodies, links = kept(session, actor, ("neighbourhood", today, at), read)
    return _Read(net, bodies, public_graph(session), links)


def _told(
    session: Session,
    actor: Actor,
    shown: Shown,
    read: _Read,
    *,
    t: Translator,
    today: date,
    placed: bool = True,
    groups: Mapping[int, int] | None = None,
) -> View:
    net = read.net
    homes = {net.home} if net.home else set()
    titles = names.titles(session, actor, set(shown.nodes) | homes)
    seated = {seat.network for seat in net.register.seats}
    nodes = {}
    for id_ in shown.nodes:
        stands_for = titles.get(net.home or 0) if id_ == net.us else None
        record = stands_for or titles.get(id_)
        if record is not None:
            name = Name(record.id, record.kind, t.title(record))
            kind = _node_kind(id_, record.kind, read, seated)
            lat, lon = _position(id_, read)
            nodes[id_] = Node(id_, name, kind, group=(groups or {}).get(id_), x=lon, y=lat)
    kept_links = [link for link in shown.links if link.a in nodes and link.b in nodes]
    edges = tuple(_edge(link) for link in kept_links)
    centre = nodes.get(shown.nodes[0]) if shown.nodes else None
    counted = dict.fromkeys(KINDS, 0)
    for edge in edges:
        counted[edge.kind] += 1
    known = {link.kind for link in read.links} | ({"public"} if read.public.ties else set())
    return View(
        centre=centre,
        nodes=tuple(nodes.values()),
        edges=edges,
        lines=tuple(_lines(shown, nodes, edges, t)) if placed else (),
        kinds={kind: count for kind, count in counted.items() if kind in known},
        places=positions(list(nodes), ((one.a, one.b, one.strength) for one in edges)) if placed else {},
        evidence={(link.a, link.b): link.record_ids for link in kept_links},
        way=shown.way if all(node in nodes for node in shown.way) else (),
        behind={
            id_: tuple(_named(nodes[one]) for one in sorted(hidden) if one in nodes)
            for id_, hidden in shown.behind.items()
            if id_ in nodes
        },
        public_partners={id_: _partners(id_, net, read.public.ties) for id_ in nodes},
        years=_years(read.links, today),
        left_out=shown.left_out.get(centre.id, 0) if centre else 0,
    )


def _named(node: Node) -> Name:
    if isinstance(node.name, str):
        raise TypeError(node.name)
    return node.name


def _links(net: Network, today: date) -> Iterator[Link]:
    """Yield every link of the record; a body that sits in a city is no link of ours."""
    of = net.register
    for tie in of.ties:
        family, _, member = tie.kind.partition(":")
        if family in {"tie", "membership"}:
            yield _link(tie, member if family == "tie" else "membership")
        elif family == "consortium":
            yield _link(tie, Relation.PROJECT.value)
    for seat in of.seats:
        yield _link(_as_tie(seat), "membership")
    for tie in acquaintances(of.meetings, today):
        yield _link(tie, "meeting")
    for post in of.posts:
        if post.until is None or post.until >= today:
            yield Link(
                post.person,
                post.organisation,
                "post",
                POST_STRENGTH,
                post.since.year if post.since else None,
                record_ids=(post.record_id,),
            )


def _as_tie(seat: Seat) -> Tie:
    return Tie(seat.member, seat.network, "membership", SEAT_STRENGTH, seat.record_id, seat.since, seat.until)


def _link(tie: Tie, kind: str) -> Link:
    return Link(
        tie.a,
        tie.b,
        kind,
        tie.strength,
        tie.since.year if tie.since else None,
        tie.until.year if tie.until else None,
        (tie.record_id,),
    )


def _edge(link: Link) -> Edge:
    return Edge(link.a, link.b, link.kind, link.strength, link.since, link.until, link.public)


def _node(id_: int, net: Network) -> int:
    return net.us if id_ == net.home and net.us is not None else id_


def _node_of(id_: int | None, read: _Read) -> int | None:
    """Return the node that stands for a record: a municipality is its city, our house is we."""
    net = read.net
    if id_ is None:
        return net.us
    body = read.bodies.get(id_)
    if body is None:
        return _node(id_, net)
    if body.ours and net.us is not None:
        return net.us
    if body.kind is OrganisationKind.MUNICIPALITY and body.seat_id is not None:
        return _node(body.seat_id, net)
    return id_


def _node_kind(id_: int, kind: RecordKind, read: _Read, seated: Collection[int]) -> NodeKind:
    if id_ == read.net.us:
        return NodeKind.US
    if kind is RecordKind.PERSON:
        return NodeKind.PERSON
    body = read.bodies.get(id_)
    if body is None:
        return NodeKind.CITY
    return NodeKind.NETWORK if id_ in seated or body.kind in _NETWORKS else NodeKind.BODY


def _position(id_: int, read: _Read) -> tuple[float | None, float | None]:
    body = read.bodies.get(id_)
    city = read.net.home if id_ == read.net.us else body.seat_id if body else id_
    return read.public.positions.get(city or 0, (None, None))


def _partners(id_: int, net: Network, ties: "nx.Graph[int]") -> int:
    city = net.home if id_ == net.us else id_
    return ties.degree(city) if city in ties else 0


def _lines(shown: Shown, nodes: Mapping[int, Node], edges: Iterable[Edge], t: Translator) -> Iterator[Line]:
    centre = shown.nodes[0]
    degree = dict.fromkeys(nodes, 0)
    direct: dict[int, Edge] = {}
    for edge in edges:
        for a, b in ((edge.a, edge.b), (edge.b, edge.a)):
            degree[a] += b != centre
            if b == centre:
                direct[a] = edge
    ranked = sorted(nodes, key=lambda id_: (-degree[id_], id_ not in direct, sort_key(nodes[id_].text)))
    for id_ in ranked:
        if id_ != centre:
            edge_to = direct.get(id_)
            kind = kind_label(edge_to.kind, t, public=edge_to.public) if edge_to else ""
            yield Line(nodes[id_], edge_to, kind, degree[id_], shown.left_out.get(id_, 0))


def _years(links: Iterable[Link], today: date) -> tuple[int, int] | None:
    first = min((link.since for link in links if link.since is not None), default=None)
    return (first, today.year) if first is not None and first < today.year else None
