"""The two pictures of a workshop briefing: who shares what with whom, and where the partners are. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.answers.drawing import drawn
from app.answers.picture import MOST_NODES, Edge, Node, NodeKind
from app.answers.picture import Picture as Network
from app.documents.facts import Name
from app.documents.paper import Picture
from app.documents.workshop_facts import Common, Portfolio, WorkshopNote
from app.i18n import N_, Translator
from app.mapping.paper.base_map import base_map
from app.mapping.paper.drawing import description, draw
from app.mapping.paper.sheet import Sheet
from app.mapping.view import Layer, MapCity, MapKind, MapTie, MapView
from models import PartialDate
from models.vocabulary import Relation

Called = Callable[[int], str]
"""Body at the table → what it is called in this paper."""
_WIDE = 720
_KINDS = (
    ("ours", N_("Partners of ours only"), Relation.SISTER_CITY.value),
    ("shared", N_("Partners of ours and of others at the table"), Relation.FRIENDSHIP_CITY.value),
    ("theirs", N_("Partners of others at the table only"), Relation.CONTACT.value),
    ("table", N_("At the table"), Relation.NETWORK.value),
)
_OURS, _SHARED, _THEIRS, _TABLE = range(len(_KINDS))
_WEIGHT = 0.5
"""Of every line: what happened between the two is not looked at here."""
MOST_MARKS = 280
"""Cities on the map; of more a sheet would show dots instead of marks."""


class _Mark(NamedTuple):
    """A city on the map: key of a partner or id of a seat, name, index of its kind."""

    key: int
    name: str
    kind: int


def network(note: WorkshopNote, called: Called, t: Translator) -> Picture | None:
    """Draw who shares which partners and networks; None where nothing is shared.

    The most widely shared come first; what a reader could not tell apart any more is left out.
    """
    compared = note.compared
    room = MOST_NODES - len(note.portfolios)
    networks = compared.common_networks[: room // 3]
    partners = compared.common_partners[: room - len(networks)]
    if not (networks or partners):
        return None
    us = note.portfolios[0].body.id
    nodes = [_side(one, us, called) for one in note.portfolios]
    nodes += [Node(one.name.id, t.title(one.name), NodeKind.CITY) for one in partners]
    nodes += [Node(one.name.id, t.title(one.name), NodeKind.NETWORK) for one in networks]
    edges = [*_edges(note, partners, "public"), *_edges(note, networks, "membership")]
    linked = {end for edge in edges for end in (edge.a, edge.b)}
    picture = Network(tuple(one for one in nodes if one.id in linked or one.id == us), tuple(edges))
    caption = t(N_("Partners and networks that two or more at the table have."))
    if len(partners) < len(compared.common_partners):
        caption += " " + t(
            N_("The %(shown)s most widely shared of %(all)s partners are drawn."),
            shown=t.number(len(partners)),
            all=t.number(len(compared.common_partners)),
        )
    told = t(
        N_("%(partners)s partners and %(networks)s networks between %(sides)s municipalities"),
        partners=t.number(len(partners)),
        networks=t.number(len(networks)),
        sides=t.number(len(note.portfolios)),
    )
    return Picture(drawn(picture, t).svg(told, standing_alone=True).encode(), told, caption)


def _side(one: Portfolio, us: int, called: Called) -> Node:
    kind = NodeKind.US if one.body.id == us else NodeKind.BODY
    return Node(one.body.id, called(one.body.id), kind, size=2)


def _edges(note: WorkshopNote, lines: tuple[Common, ...], kind: str) -> Iterator[Edge]:
    known = {one.body.id: one for one in note.portfolios}
    for line in lines:
        for holder in line.holders:
            yield Edge(holder, line.name.id, _relation(known[holder], line.name, kind))


def _relation(side: Portfolio, partner: Name, kind: str) -> str:
    """Return the relation that the portfolio says; where it says none, what a list of twin towns means."""
    for tie in side.ties:
        if tie.relation and any(one.name.id == partner.id for one in tie.partners):
            return tie.relation.value
    return kind


def where(note: WorkshopNote, t: Translator) -> Picture | None:
    """Draw where the partners of everybody are; None where no place is known.

    Of very many the partners of others that fewest share are left out.
    """
    marks = [one for one in _marks(note, t) if one.key in note.positions]
    if not marks:
        return None
    shown = marks[:MOST_MARKS]
    view = _view(note, shown, _kinds(note, t))
    sheet = Sheet(
        title=t(N_("Partners of those at the table")),
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        paper="a5",
        graticule=False,
    )
    caption = t(N_("Where the partners are. Lines lead to ours."))
    if len(shown) < len(marks):
        rest = len(marks) - len(shown)
        caption += " " + t.plural(
            "%(n)s partner of others is left out.", "%(n)s partners of others are left out.", rest
        )
    return Picture(draw(view, sheet, base_map(), t), description(view, sheet, t), caption)


def _marks(note: WorkshopNote, t: Translator) -> list[_Mark]:
    """Mark every city once: those at the table first, then what is ours, then what most others have."""
    ours, *guests = note.portfolios
    seats = {side.seat.id: side.seat for side in note.portfolios if side.seat}
    found = [_Mark(key, t.title(seat), _TABLE) for key, seat in seats.items()]
    held = Counter(key for side in guests for key in side.partners)
    theirs = {key: one for side in guests for key, one in side.partners.items()}
    for key, one in ours.partners.items():
        if key not in seats:
            found.append(_Mark(key, t.title(one.name), _SHARED if key in held else _OURS))
    for key, _count in held.most_common():
        if key not in seats and key not in ours.partners:
            found.append(_Mark(key, t.title(theirs[key].name), _THEIRS))
    return found


def _kinds(note: WorkshopNote, t: Translator) -> tuple[MapKind, ...]:
    counts = Counter(one.kind for one in _marks(note, t))
    return tuple(
        MapKind(key, t(words), counts[number], mark) for number, (key, words, mark) in enumerate(_KINDS)
    )


def _view(note: WorkshopNote, marks: Sequence[_Mark], kinds: tuple[MapKind, ...]) -> MapView:
    cities = tuple(MapCity(one.key, one.name, *note.positions[one.key], None) for one in marks)
    seat = note.portfolios[0].seat
    home = next((index for index, one in enumerate(marks) if seat and one.key == seat.id), None)
    unknown = PartialDate.unknown()
    ties = tuple(
        MapTie(
            home if home is not None and one.kind in (_OURS, _SHARED) else index,
            index,
            one.kind,
            "",
            unknown,
            unknown,
            _WEIGHT,
        )
        for index, one in enumerate(marks)
        if index != home
    )
    return MapView(Layer.TIES, home=home, cities=cities, kinds=kinds, ties=ties)
