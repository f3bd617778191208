"""A sheet to draw on: shapes and words as SVG, each with a class for the page and a colour for paper."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from app.answers.drawing.colours import PAPER
from app.typesetting.letters import FAMILIES, printable, width

TEXT = 13


class Sheet:
    """What was drawn so far; x runs to the right, y down, in CSS pixels."""

    def __init__(self, wide: float, high: float = 0) -> None:
        """Begin with an empty sheet."""
        self.width, self.height = wide, high
        self._parts: list[str] = []
        self._ground = ""

    def line(
        self, points: Sequence[tuple[float, float]], style: str, thick: float = 1.5, dash: str = ""
    ) -> None:
        """Draw a line from point to point."""
        path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}" stroke-linecap="{_cap(dash)}"' if dash else ""
        self._parts.append(
            f'<path class="line {style}" d="{path}" fill="none" stroke="{PAPER[style]}"'
            f' stroke-width="{_n(thick)}"{dashed}/>'
        )

    def shape(self, path: str, x: float, y: float, scale: float, style: str, *, hollow: bool = False) -> None:
        """Draw a path of 12 by 12 with its middle at a point."""
        colour = PAPER[style]
        painted = (
            f'class="hollow {style}" fill="{PAPER["page"]}" stroke="{colour}" stroke-width="2.25"'
            if hollow
            else f'class="mark {style}" fill="{colour}"'
        )
        move = f"translate({_n(x - 6 * scale)} {_n(y - 6 * scale)}) scale({_n(scale)})"
        self._parts.append(f'<path {painted} d="{path}" transform="{move}"/>')

    def circle(self, x: float, y: float, radius: float, style: str, *, filled: bool = False) -> None:
        """Draw a circle, as an outline or filled."""
        painted = (
            f'class="mark {style}" fill="{PAPER[style]}"'
            if filled
            else f'class="line {style}" fill="none" stroke="{PAPER[style]}" stroke-width="2"'
        )
        self._parts.append(f'<circle {painted} cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def rect(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        style: str,
        *,
        round_: float = 0,
        outline: str = "",
        grows: bool = False,
    ) -> None:
        """Draw a rectangle.

        :param grows: it is the ground of the whole sheet, however high that becomes.
        """
        if grows:
            self._ground = f'<rect class="mark {style}" fill="{PAPER[style]}" width="100%" height="100%"/>'
            return
        edge = f' stroke="{PAPER[outline]}"' if outline else ""
        name = f"mark {style} edge-{outline}" if outline else f"mark {style}"
        self._parts.append(
            f'<rect class="{name}" fill="{PAPER[style]}"{edge} x="{_n(x)}" y="{_n(y)}"'
            f' width="{_n(wide)}" height="{_n(high)}" rx="{_n(round_)}"/>'
        )

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        weight: int = 400,
        style: str = "ink",
        anchor: str = "start",
        halo: bool = False,
    ) -> None:
        """Write words on a line; ``x`` is where they start, end, or have their middle."""
        behind = (
            f' paint-order="stroke" stroke="{PAPER["page"]}" stroke-width="3" stroke-linejoin="round"'
            if halo
            else ""
        )
        name = f"words {style} haloed" if halo else f"words {style}"
        self._parts.append(
            f'<text class="{name}" fill="{PAPER[style]}"{behind} x="{_n(x)}" y="{_n(y)}"'
            f' font-size="{_n(size)}" font-weight="{weight}" text-anchor="{anchor}">'
            f"{escape(printable(words))}</text>"
        )

    def place(self, other: "Sheet", x: float, y: float) -> None:
        """Put another sheet onto this one."""
        self._parts.append(f'<g transform="translate({_n(x)} {_n(y)})">{other.drawn}</g>')

    @property
    def drawn(self) -> str:
        """The elements on the sheet, without the sheet."""
        return "".join(self._parts)

    def svg(self, caption: str, *, standing_alone: bool) -> str:
        """Return the sheet as SVG with a sentence for who does not see it.

        :param standing_alone: a file of its own, and not a part of a page.
        """
        head = '<?xml version="1.0" encoding="UTF-8"?>\n' if standing_alone else ""
        words = printable(caption)
        size = f'viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        if standing_alone:
            size += f' width="{_n(self.width)}" height="{_n(self.height)}"'
        return (
            f'{head}<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" {size}'
            f' font-family="{FAMILIES}" aria-label={quoteattr(words)}>'
            f"{self._ground}{self.drawn}</svg>"
        )


def measured(words: str, size: float = TEXT, weight: int = 400) -> float:
    """Return how wide words are."""
    return width(printable(words), size, weight)


def wrapped(text: str, wide: float, size: float, weight: int) -> Iterator[str]:
    """Yield a text in lines no wider than asked; a word that is wider has a line of its own."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and measured(longer, size, weight) > wide:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _cap(dash: str) -> str:
    return "round" if dash.startswith("0.1") else "butt"
