"""A small network: marks where the springs put them, lines by kind, names where there is room, a legend."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from app.analysis.layout import Place, positions
from app.answers.drawing.colours import BODY, MEETING, NETWORK, PUBLIC, PUBLIC_NETWORK, US, Family, family_of
from app.answers.drawing.sheet import Sheet, measured
from app.answers.kinds import kind_label
from app.answers.naming import short
from app.answers.picture import Edge, Figure, Node, NodeKind, letter_of
from app.i18n import Translator

_NAME = 12.5
_EDGE_OF_PAGE = 18
_OWN_LOOK = {
    NodeKind.US: US,
    NodeKind.NETWORK: NETWORK,
    NodeKind.PUBLIC_NETWORK: PUBLIC_NETWORK,
    NodeKind.PERSON: MEETING,
    NodeKind.BODY: BODY,
}


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    wide: float
    high: float

    def hits(self, other: "_Box") -> bool:
        return (
            self.x < other.x + other.wide
            and other.x < self.x + self.wide
            and self.y < other.y + other.high
            and other.y < self.y + self.high
        )


def network(picture: Figure, wide: float, t: Translator, places: Mapping[int, Place] | None = None) -> Sheet:
    """Draw a network.

    :param places: node → x and y within the unit square; without, the springs decide.
    """
    high = wide * (0.3 + 0.4 * min(1, len(picture.nodes) / 30))
    sheet = Sheet(wide)
    at = _on_sheet(places or _sprung(picture), wide, high)
    looks = looks_of(picture)
    strong = picture.highlighted
    for edge in sorted(picture.edges, key=lambda edge: {edge.a, edge.b} <= strong):
        look, both = family_of(edge.kind, public=edge.public), {edge.a, edge.b} <= strong
        thick = (1 if edge.public else 1.25 + edge.strength) + (1.5 if both else 0)
        sheet.line((at[edge.a], at[edge.b]), look.style, thick, look.dash)
    taken = []
    for node in picture.nodes:
        radius = _radius(node)
        x, y = at[node.id]
        _mark(sheet, node, looks[node.id], x, y, chosen=node.id in strong)
        taken.append(_Box(x - radius, y - radius, 2 * radius, 2 * radius))
    sheet.height = high
    for node in sorted(picture.nodes, key=lambda node: (node.id not in strong, -node.size, node.id)):
        _name(sheet, node, at[node.id], taken, strong)
    sheet.height = _legend(sheet, picture, t, high)
    return sheet


def looks_of(picture: Figure) -> dict[int, Family]:
    """Return how each node looks: what it is, or else the strongest tie that it has with us."""
    own = {node.id: _OWN_LOOK[node.kind] for node in picture.nodes if node.kind in _OWN_LOOK}
    us = {node.id for node in picture.nodes if node.kind is NodeKind.US}
    best: dict[int, Edge] = {}
    for edge in picture.edges:
        for a, b in ((edge.a, edge.b), (edge.b, edge.a)):
            rank = (a in us, not edge.public, edge.strength)
            if b not in own and (a in us or not edge.public):
                before = best.get(b)
                if before is None or rank > _rank(before, b, us):
                    best[b] = edge
    found = {id_: family_of(edge.kind, public=edge.public) for id_, edge in best.items()}
    return {node.id: own.get(node.id) or found.get(node.id, PUBLIC) for node in picture.nodes}


def _rank(edge: Edge, node: int, us: set[int]) -> tuple[bool, bool, float]:
    other = edge.a if edge.b == node else edge.b
    return (other in us, not edge.public, edge.strength)


def _sprung(picture: Figure) -> dict[int, Place]:
    ids = [node.id for node in picture.nodes]
    return positions(ids, ((edge.a, edge.b, edge.strength) for edge in picture.edges))


def _on_sheet(places: Mapping[int, Place], wide: float, high: float) -> dict[int, Place]:
    aside = 70
    return {
        id_: (aside + x * (wide - 2 * aside), 1.7 * _EDGE_OF_PAGE + y * (high - 3.3 * _EDGE_OF_PAGE))
        for id_, (x, y) in places.items()
    }


def _radius(node: Node) -> float:
    return 6.5 * min(2.2, sqrt(max(node.size, 0.5))) + (1.5 if node.kind is NodeKind.US else 0)


def _mark(sheet: Sheet, node: Node, look: Family, x: float, y: float, *, chosen: bool) -> None:
    radius = _radius(node)
    if chosen:
        sheet.circle(x, y, radius + 4, "focus")
    sheet.circle(x, y, radius + 1, "page", filled=True)
    if node.group is None:
        sheet.shape(look.shape, x, y, radius / 6, look.style, hollow=look.hollow)
        return
    radius = max(radius, 8.5)
    sheet.circle(x, y, radius, "shade-2" if node.group % 2 else "wash", filled=True)
    sheet.circle(x, y, radius, "accent")
    sheet.write(x, y + 4, letter_of(node.group), size=11, weight=600, anchor="middle")


def _name(sheet: Sheet, node: Node, at: Place, taken: list[_Box], strong: frozenset[int]) -> None:
    weight = 600 if node.kind is NodeKind.US or node.id in strong else 400
    wide = measured(short(node.text), _NAME, weight)
    off = max(_radius(node), 8.5 if node.group is not None else 0) + 4
    tried = list(_sides(at, off, wide, sheet))
    free = next((box for box in tried if not any(box.hits(other) for other in taken)), tried[0])
    taken.append(free)
    sheet.write(free.x, free.y + _NAME, short(node.text), size=_NAME, weight=weight, halo=True)


def _sides(at: Place, off: float, wide: float, sheet: Sheet) -> Iterator[_Box]:
    """Yield where a name may stand: below, above, right, left, and the corners; never off the sheet."""
    x, y = at
    high = _NAME + 4
    for left, top in (
        (x - wide / 2, y + off - 2),
        (x - wide / 2, y - off - high + 2),
        (x + off, y - high / 2),
        (x - off - wide, y - high / 2),
        (x + off - 3, y + off - 6),
        (x - off - wide + 3, y + off - 6),
        (x + off - 3, y - off - high + 6),
        (x - off - wide + 3, y - off - high + 6),
    ):
        if 0 <= top <= sheet.height - high:
            yield _Box(min(max(left, 2), max(2, sheet.width - wide - 2)), top, wide, high)


def _legend(sheet: Sheet, picture: Figure, t: Translator, y: float) -> float:
    x, entries = 0.0, list(_entries(picture, t))
    y += 20
    for look, words in entries:
        wide = 46 + measured(words)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + 22
        sheet.line(((x, y - 4), (x + 30, y - 4)), look.style, 1 if look is PUBLIC else 2, look.dash)
        sheet.write(x + 37, y, words, style="soft")
        x += wide + 18
    return y + 8 if entries else y - 12


def _entries(picture: Figure, t: Translator) -> Iterable[tuple[Family, str]]:
    for kind, public in picture.kinds():
        yield family_of(kind, public=public), kind_label(kind, t, public=public)
