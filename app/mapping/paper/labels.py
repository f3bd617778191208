"""Names beside their cities, none over another, over a mark or over the edge. Pure geometry, in points."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_CELL = 32
_REACH = (11.0, 18.0, 27.0, 38.0)
"""How far a name may stand from its mark with a line between the two."""
_DIRECTIONS = 16
_FAR_COST = 6.0
"""A name far away is as bad as six lines through it."""


class Rect(NamedTuple):
    """A box; y runs down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rect") -> bool:
        """Say whether two boxes share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Rect") -> bool:
        """Say whether this box lies in another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


class Name(NamedTuple):
    """A name to be placed.

    :param width, height: of its text.
    :param radius: of the mark that it belongs to.
    :param far: whether it may stand apart from its mark.
    """

    x: float
    y: float
    width: float
    height: float
    radius: float
    far: bool = True


class Placed(NamedTuple):
    """Where a name stands; with a line to its mark where it stands apart."""

    box: Rect
    is_apart: bool


@dataclass
class _Board:
    """What is taken, in cells, so that only neighbours are compared."""

    boxes: dict[tuple[int, int], list[Rect]] = field(default_factory=lambda: defaultdict(list))
    points: dict[tuple[int, int], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, box: Rect) -> None:
        for cell in _cells(box):
            self.boxes[cell].append(box)

    def is_free(self, box: Rect, own: Rect) -> bool:
        return not any(
            one != own and box.meets(one) for cell in _cells(box) for one in self.boxes.get(cell, ())
        )

    def crossings(self, box: Rect) -> int:
        return sum(
            box.left < x < box.right and box.top < y < box.bottom
            for cell in _cells(box)
            for x, y in self.points.get(cell, ())
        )


def place(
    names: Sequence[Name],
    frame: Rect,
    taken: Iterable[Rect],
    lines: Iterable[tuple[float, float]],
) -> list[Placed | None]:
    """Find a place for each name, the first ones first; None where there is no room.

    :param frame: what they must not leave.
    :param taken: boxes that nothing may cover, such as a legend.
    :param lines: points every few units of what a name had better not cover.
    """
    board = _Board()
    for box in taken:
        board.take(box)
    for point in lines:
        board.points[_cell(*point)].append(point)
    marks = [_around(name) for name in names]
    for mark in marks:
        board.take(mark)
    found: list[Placed | None] = []
    for name, mark in zip(names, marks, strict=True):
        best, least = None, math.inf
        for placed, cost in _candidates(name):
            if cost >= least or (placed.is_apart and not name.far):
                continue
            if placed.box.within(frame) and board.is_free(placed.box, mark):
                total = cost + board.crossings(placed.box)
                if total < least:
                    best, least = placed, total
        if best:
            board.take(best.box)
        found.append(best)
    return found


def _candidates(name: Name) -> Iterator[tuple[Placed, float]]:
    x, y, width, height, radius, _far = name
    gap, half, slant = radius + 1.5, height / 2, radius * 0.7 + 1
    beside = (
        (x + gap, y - half),
        (x - gap - width, y - half),
        (x - width / 2, y - gap - height),
        (x - width / 2, y + gap),
        (x + slant, y - slant - height),
        (x + slant, y + slant),
        (x - slant - width, y - slant - height),
        (x - slant - width, y + slant),
    )
    for order, (left, top) in enumerate(beside):
        yield Placed(Rect(left, top, left + width, top + height), is_apart=False), order * 0.4
    for far, reach in enumerate(_REACH, start=1):
        for direction in range(_DIRECTIONS):
            angle = 2 * math.pi * direction / _DIRECTIONS
            out_x, out_y = math.cos(angle), math.sin(angle)
            left = x + out_x * (radius + reach) - (0 if out_x > 0.3 else width if out_x < -0.3 else width / 2)
            top = y + out_y * (radius + reach) - half
            yield Placed(Rect(left, top, left + width, top + height), is_apart=True), far * _FAR_COST


def _around(name: Name) -> Rect:
    return Rect(name.x - name.radius, name.y - name.radius, name.x + name.radius, name.y + name.radius)


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // _CELL), int(y // _CELL)


def _cells(box: Rect) -> Iterator[tuple[int, int]]:
    (left, top), (right, bottom) = _cell(box.left, box.top), _cell(box.right, box.bottom)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
