"""The legend of a printed map: what each mark means, how many there are, and what was counted. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.i18n import N_, Translator
from app.mapping.counting import words_of
from app.mapping.paper.labels import Rect
from app.mapping.paper.looks import CLASSES, INK_SOFT, LAND, LINE, PAPER, Look, has_hatch
from app.mapping.paper.sheet import LEADING, Sheet, paragraph, set_words, wrapped
from app.mapping.view import MapCountry, MapView, Measure, Warmth
from app.typesetting.letters import MEDIUM, REGULAR, SEMIBOLD, printable, width

_WARMTHS = (Warmth.SILENT, Warmth.ASLEEP, Warmth.AWAKE, Warmth.FRESH)
_NO_BREAK = "\u00a0"
NO_DATA = N_("no data")
UNKNOWN = N_("unknown")
UNCOLOURED = frozenset({"EH", "XK", "XN"})
"""Areas of which the state is disputed: drawn, and never coloured."""


@dataclass(frozen=True, slots=True)
class Coloured:
    """Countries by what is counted of them.

    :param classes: by code, 0 the lowest; a country of which nothing is known has none.
    :param names: what is written over a country, by code, the highest first: its name, and its number where
        it has one.
    :param rows: class and words of each class that there is, the highest first.
    :param listed: every figure with the names of its countries, the highest first.
    """

    heading: str
    classes: Mapping[str, int]
    names: Mapping[str, str]
    rows: tuple[tuple[int, str], ...]
    listed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def told(self, most: int, t: Translator) -> str:
        """Name the countries with their figures, or so many of them and the number of the others."""
        told, left = [], most
        for figure, names in self.listed:
            if left > 0:
                unbroken = [name.replace(" ", _NO_BREAK) for name in names[:left]]
                told.append(f"{figure}:{_NO_BREAK}{', '.join(unbroken)}")
                left -= len(names)
        others = len(self.classes) - most
        if others > 0:
            told.append(t.plural("%(n)s other", "%(n)s others", others))
        return " · ".join(told)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the legend: a drawing before the words, a number after them."""

    drawing: str
    words: str
    count: str = ""


def coloured(view: MapView, measure: Measure, t: Translator) -> Coloured:
    """Put countries into classes; nothing known is no class, never the lowest one.

    How warm a tie is, and what a country without a class is, is told by the notes of the view.
    """
    heading = t(words_of(view.layer, measure).heading)
    open_to_colour = [one for one in view.countries if one.code not in UNCOLOURED]
    if measure is Measure.WARMTH:
        warm = {one.code: _WARMTHS.index(one.warmth) for one in open_to_colour if one.warmth}
        rows = ((_WARMTHS.index(one), view.notes.get(f"warmth-{one}", one)) for one in reversed(_WARMTHS))
        in_use = tuple(row for row in rows if row[0] in warm.values())
        listed = [
            (words, [one for one in open_to_colour if warm.get(one.code) == row]) for row, words in in_use
        ]
        return Coloured(heading, warm, _names(listed, with_figure=False), in_use, _listed(listed))
    values = {one.code: value for one in open_to_colour if (value := getattr(one, measure))}
    ends = breaks(max(values.values(), default=0))
    classes = {code: next(i for i, end in enumerate(ends) if value <= end) for code, value in values.items()}
    listed = [
        (t.number(value), [one for one in open_to_colour if values.get(one.code) == value])
        for value in sorted(set(values.values()), reverse=True)
    ]
    told = []
    for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        least, most = t.number(start + 1), t.number(end)
        told.append((number, most if least == most else f"{least}–{most}"))
    return Coloured(
        heading, classes, _names(listed, with_figure=True), tuple(reversed(told)), _listed(listed)
    )


def _names(listed: Sequence[tuple[str, Sequence[MapCountry]]], *, with_figure: bool) -> dict[str, str]:
    return {
        one.code: f"{one.name} {figure}" if with_figure else one.name
        for figure, countries in listed
        for one in countries
    }


def _listed(
    listed: Sequence[tuple[str, Sequence[MapCountry]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((figure, tuple(one.name for one in countries)) for figure, countries in listed)


def breaks(largest: int) -> list[int]:
    """Return the upper ends of the classes that whole numbers up to a largest one fall into.

    Each is about as many times the one before; ``static/js/map/countries.js`` does the same in the page.
    """
    most = len(CLASSES)
    if largest <= most:
        return list(range(1, largest + 1))
    ends = [max(number, round(largest ** (number / most))) for number in range(1, most + 1)]
    return [*ends[:-1], largest]


def kinds(view: MapView, styles: Sequence[Look], t: Translator, size: float) -> Iterator[Row]:
    """Give a row to every kind that there is one of, or may be for all that is known."""
    for kind, look in zip(view.kinds, styles, strict=True):
        if kind.places != 0:
            line = _sample(look, size) if look.has_line else ""
            count = t(UNKNOWN) if kind.places is None else t.number(kind.places)
            yield Row(line + look.mark(size * 1.6, 0, size * 0.95), kind.label, count)


def classes(found: Coloured, blank: str, size: float) -> Iterator[Row]:
    """Give a row to every class of countries, and one to those that have none.

    :param blank: what a country without a class is.
    """
    for number, words in found.rows:
        over = _swatch(f"url(#class-{number})", size) if has_hatch(number) else ""
        yield Row(_swatch(CLASSES[number], size) + over, words)
    yield Row(_swatch(LAND, size), blank)


def _sample(look: Look, size: float) -> str:
    """Draw a short line of a kind."""
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    return (
        f'<path d="M0 0H{size * 3.2:.1f}" fill="none" stroke="{look.colour}" stroke-width="{size * 0.14:.2f}"'
        f' stroke-linecap="{"round" if look.dash else "butt"}"{dash}/>'
    )


def _swatch(fill: str, size: float) -> str:
    return (
        f'<rect x="0" y="{-size * 0.55:.1f}" width="{size * 2.4:.1f}" height="{size * 1.1:.1f}" fill="{fill}"'
        f' stroke="{INK_SOFT}" stroke-width=".4"/>'
    )


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend with its size, to be put where it covers least."""

    heading: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    width: float
    height: float
    size: float

    def at(self, box: Rect) -> Iterator[str]:
        """Draw it into a box of its size."""
        size, pad = self.size, self.size * 1.2
        yield (
            f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{self.width:.1f}" height="{self.height:.1f}"'
            f' rx="{size * 0.5:.1f}" fill="{PAPER}" fill-opacity=".94" stroke="{LINE}" stroke-width=".8"/>'
        )
        left, y = box.left + pad, box.top + pad
        if self.heading:
            y += size
            yield set_words(self.heading, left, y, size, weight=SEMIBOLD)
            y += size * 0.75
        for row in self.rows:
            middle = y + size * 0.85
            yield f'<g transform="translate({left:.1f} {middle:.1f})">{row.drawing}</g>'
            yield set_words(row.words, left + size * 4.2, middle + size * 0.36, size)
            if row.count:
                right = box.left + self.width - pad
                yield set_words(row.count, right, middle + size * 0.36, size, anchor="end", weight=MEDIUM)
            y += size * 1.75
        yield paragraph(self.notes, left, y + size * 1.1, size * 0.86, INK_SOFT)


def legend(heading: str, rows: Sequence[Row], counted: Sequence[str], sheet: Sheet) -> Legend:
    """Measure a legend.

    :param counted: the sentences that say what the numbers are and what they leave out.
    """
    size = 8.6 * sheet.type
    pad = size * 1.2
    words = max((width(printable(row.words), size, REGULAR) for row in rows), default=0)
    words = max(words, width(printable(heading), size, SEMIBOLD) - size * 4.2, size * 9)
    numbers = max((width(row.count, size, MEDIUM) for row in rows), default=0)
    inner = size * 4.2 + words + (numbers + size * 2 if numbers else 0)
    notes = [line for words in counted for line in wrapped(words, size * 0.86, REGULAR, inner)]
    height = pad * 1.7 + (size * 1.75 if heading else 0) + len(rows) * size * 1.75
    height += len(notes) * size * 0.86 * LEADING + (size * 0.6 if notes else 0)
    return Legend(heading, tuple(rows), tuple(notes), inner + 2 * pad, height, size)
