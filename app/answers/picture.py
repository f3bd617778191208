"""The picture of an answer, as values: who is in it and what links them. No places on a page, no colours.

A picture explains one answer: one city's neighbourhood, a bloc, a few bars. It never shows everything: more
than :data:`MOST_NODES` is refused, because nobody can read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.answers.naming import Name

MOST_NODES = 60
"""What a reader can still tell apart."""

MOST_BARS = 40


def letter_of(group: int) -> str:
    """Return the letter that stands for a bloc: A, B, …, and after Z from A again."""
    return chr(ord("A") + group % 26)


class NodeKind(StrEnum):
    """What somebody in a picture is; each has a shape and a colour of its own."""

    US = "us"
    CITY = "city"
    NETWORK = "network"
    PERSON = "person"
    BODY = "body"
    PUBLIC_NETWORK = "public_network"


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the picture.

    :param id: unique in the picture; of a record its id, of a public network, which is no record, negative.
    :param name: the record, or words where there is none.
    :param size: 1 is usual; the area of the mark grows with it.
    :param group: the bloc that it belongs to, counted from 0; None where blocs are not the matter.
    :param x, y: degrees of longitude and latitude, where it has a place on the globe.
    """

    id: int
    name: Name | str
    kind: NodeKind
    size: float = 1
    group: int | None = None
    x: float | None = None
    y: float | None = None

    @property
    def text(self) -> str:
        """What it is called."""
        return self.name if isinstance(self.name, str) else self.name.text


@dataclass(frozen=True, slots=True)
class Edge:
    """What links two of them.

    :param kind: code of a relation (``sister_city``), or ``membership``, ``meeting``, ``post``, ``public``.
    :param strength: 0 to 1.
    :param since, until: years, None where they are not known.
    :param public: a public list says so, not our own record.
    """

    a: int
    b: int
    kind: str
    strength: float = 1
    since: int | None = None
    until: int | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A network of any size, as it can be drawn.

    :param highlighted: ids of the nodes that matter most.
    :param caption: one sentence that says the same to who does not see it, in the reader's language.
    :raises ValueError: two nodes have one id, or an edge leads to nobody.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    highlighted: frozenset[int] = frozenset()
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        ids = {node.id for node in self.nodes}
        if len(self.nodes) != len(ids):
            message = f"{len(self.nodes)} nodes with {len(ids)} ids"
            raise ValueError(message)
        if any(edge.a not in ids or edge.b not in ids for edge in self.edges):
            message = "an edge leads to nobody"
            raise ValueError(message)

    def kinds(self) -> Iterator[tuple[str, bool]]:
        """Yield each kind of edge once, and whether it is public, in the order of the edges."""
        yield from dict.fromkeys((edge.kind, edge.public) for edge in self.edges)


@dataclass(frozen=True, slots=True)
class Picture(Figure):
    """The small network of an answer; the sentence speaks of the nodes that are highlighted.

    :raises ValueError: as of :class:`Figure`, or it has more than :data:`MOST_NODES`.
    """

    def __post_init__(self) -> None:
        """Refuse what nobody can read."""
        Figure.__post_init__(self)
        if len(self.nodes) > MOST_NODES:
            message = f"{len(self.nodes)} nodes are no picture"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart.

    :param text: the value in words, as the table has it.
    :param part: what of the value is set off (known, public, incoming), None where nothing is.
    :param strong: the sentence speaks of it.
    """

    label: str
    value: float
    text: str
    part: float | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart with one message.

    :param title: that message, in the reader's language.
    :param caption: as of :class:`Picture`.
    :param part_label: what the set-off part of the bars is; empty where no bar has one.
    :param rest_label: what the rest of such bars is; empty where the title says it.
    :raises ValueError: there are too many bars, or one is negative.
    """

    title: str
    bars: tuple[Bar, ...]
    caption: str = ""
    part_label: str = ""
    rest_label: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if len(self.bars) > MOST_BARS or any(bar.value < 0 for bar in self.bars):
            message = f"{len(self.bars)} bars, or a negative one"
            raise ValueError(message)
