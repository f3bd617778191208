"""The paper of a printed map: its size, its words, and how words are set on it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from app.i18n import Translator
from app.mapping.paper.framing import Extent
from app.mapping.paper.looks import INK, PAPER
from app.mapping.view import Measure
from app.typesetting.letters import FAMILIES, REGULAR, printable, width
from app.typesetting.svg import Paper

_SIDES: dict[Paper, tuple[float, float]] = {
    "a5": (595.28, 419.53),
    "a4": (841.89, 595.28),
    "a3": (1190.55, 841.89),
}
_TYPE: dict[Paper, float] = {"a5": 1.0, "a4": 1.0, "a3": 1.25}
"""A browser that opens the file has our typeface only where it is installed."""


LEADING = 1.38
"""From line to line, in sizes of the letters."""


_BREAKS = re.compile(r"[^\S\u00a0]+")
MOST_NAMED = 12
"""Names in a list within a sentence; the others are a number."""


class Chosen(NamedTuple):
    """A filter in use: its name, and what is chosen of it."""

    label: str
    values: tuple[str, ...]

    def told(self, t: Translator, most: int | None = None) -> str:
        """Say it with all its values, or with at most so many and the number of the others."""
        return f"{self.label}: {listed(self.values, most or len(self.values), t)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on the paper besides the map.

    :param issuer: whose record it is.
    :param as_of: the day of the data.
    :param filters: what was left out; empty for nothing.
    :param year: only what there was in that year.
    :param measure: colours countries by it, in place of cities.
    :param selected: id of a city whose lines are drawn even where there are too many for all.
    :param not_counted: sentences that say what the numbers of the legend leave out.
    :param source: whose shapes lie under it.
    """

    title: str
    issuer: str
    as_of: date
    filters: tuple[Chosen, ...] = ()
    paper: Paper = "a4"
    landscape: bool = True
    year: int | None = None
    extent: Extent | None = None
    measure: Measure | None = None
    selected: int | None = None
    graticule: bool = True
    not_counted: tuple[str, ...] = ()
    source: str = "Natural Earth"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        longer, shorter = _SIDES[self.paper]
        return (longer, shorter) if self.landscape else (shorter, longer)

    @property
    def type(self) -> float:
        """By how much letters and marks are larger than on A4."""
        return _TYPE[self.paper]


def set_words(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str = INK,
    weight: int = REGULAR,
    anchor: str = "start",
    halo: float = 0,
) -> str:
    """Set a line of words; whatever they are, they stay words. Nothing for none.

    :param y: the line on which letters stand.
    :param halo: width of a white rim that parts them from what lies under them.
    """
    if not words:
        return ""
    rim = (
        f' stroke="{PAPER}" stroke-width="{halo}" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.2f}" font-weight="{weight}" fill="{colour}"'
        f' text-anchor="{anchor}"{rim}>{escape(printable(words))}</text>'
    )


def fitting(words: str, size: float, weight: int, room: float, least: float = 0.6) -> float:
    """Return the size at which words fit into a width, never less than a share of the one asked for."""
    wanted = width(printable(words), size, weight)
    return size * min(1.0, max(least, 0.999 * room / wanted)) if wanted else size


def wrapped(words: str, size: float, weight: int, room: float, *, first: float = 0) -> list[str]:
    """Break words into lines that fit a width; a word longer than that has a line of its own.

    A space that does not break, U+00A0, keeps two words together.

    :param first: the width of the first line where it is another one.
    """
    lines: list[str] = []
    for word in filter(None, map(printable, _BREAKS.split(words))):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= (first if first and len(lines) == 1 else room):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(words: str, size: float, weight: int, room: float) -> str:
    """Return words, or as much of their beginning as fits a width, and that something follows."""
    shown = printable(words)
    if width(shown, size, weight) <= room:
        return shown
    end = bisect_right(range(len(shown)), room, key=lambda end: width(f"{shown[:end]}…", size, weight))
    return f"{shown[: max(0, end - 1)].rstrip()}…"


def listed(names: Sequence[str], most: int, t: Translator) -> str:
    """Name as many as said, and say how many others there are."""
    if len(names) <= most:
        return t.join(names)
    others = t.plural("%(n)s other", "%(n)s others", len(names) - most)
    return t.join([*names[:most], others])


def within(
    count: int,
    tell: Callable[[int], str],
    most: int,
    size: float,
    weight: int,
    room: float,
    *,
    first: float = 0,
) -> list[str]:
    """Break words into no more than so many lines, with as many names in their lists as there is room for.

    :param tell: gives the words with at most so many names in each list.
    :param most: names in a list, however much room there is.
    :param first: the width of the first line where it is another one.
    """

    def is_too_long(names: int) -> bool:
        return len(wrapped(tell(names), size, weight, room, first=first)) > count

    names = max(1, bisect_left(range(1, most + 1), 1, key=is_too_long))
    return at_most(count, tell(names), size, weight, room, first=first)


def at_most(count: int, words: str, size: float, weight: int, room: float, *, first: float = 0) -> list[str]:
    """Break words into no more than so many lines that fit a width, and shorten what is longer.

    :param first: the width of the first line where it is another one.
    """
    lines = wrapped(words, size, weight, room, first=first)
    kept = [*lines[: count - 1], *filter(None, [" ".join(lines[count - 1 :])])]
    rooms = [first or room, *(room for _line in kept)]
    return [shortened(line, size, weight, width_) for line, width_ in zip(kept, rooms, strict=False)]


def paragraph(
    lines: Iterable[str], x: float, y: float, size: float, colour: str, weight: int = REGULAR
) -> str:
    """Set lines one under the other, the first on ``y``."""
    return "".join(
        set_words(line, x, y + number * size * LEADING, size, colour=colour, weight=weight)
        for number, line in enumerate(lines)
    )


def document(size: tuple[float, float], body: Iterable[str]) -> str:
    """Put a drawing into a file of its own."""
    across, down = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:.2f}pt" height="{down:.2f}pt"'
        f' viewBox="0 0 {across:.2f} {down:.2f}" font-family="{FAMILIES}">'
        f'<rect width="{across:.2f}" height="{down:.2f}" fill="{PAPER}"/>{"".join(body)}</svg>'
    )
