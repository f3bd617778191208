"""How each kind of tie looks on paper: a colour, a shape and a dash, so that colour is never alone.

Source of colours, shapes and dashes: static/css/tokens.css (light) and static/kinds.svg, which the page uses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.mapping.view import MapKind

INK, INK_SOFT, INK_FAINT = "#1B2430", "#55606E", "#636E7B"
PAPER, LINE = "#FFFFFF", "#E3E7EB"
SEA, LAND, BORDER, GRID = "#E1EAF1", "#FBFBFA", "#C3CCD4", "#D0DCE6"
CLASSES = ("#E4EDF5", "#B9D1E6", "#7FA9CE", "#447CAE", "#1F4E79")

BOX = 12
"""Side of the square in which a shape is drawn."""

_CIRCLE = '<circle cx="6" cy="6" r="5" fill="{0}"/>'
_DIAMOND = '<path d="M6 .5 11.5 6 6 11.5.5 6Z" fill="{0}"/>'
_RING = '<circle cx="6" cy="6" r="4" fill="#FFFFFF" stroke="{0}" stroke-width="2.25"/>'
_SQUARE = '<path d="M1.25 1.25h9.5v9.5h-9.5Z" fill="{0}"/>'
_STAR = (
    '<path d="M6 .4 7.6 4.2 11.8 4.6 8.6 7.3 9.6 11.4 6 9.2 2.4 11.4 3.4 7.3 .2 4.6 4.4 4.2Z" fill="{0}"/>'
)
_TRIANGLE = '<path d="M6 .75 11.75 11H.25Z" fill="{0}"/>'
_PLUS = '<path d="M6 1v10M1 6h10" fill="none" stroke="{0}" stroke-width="2.75"/>'
_HEXAGON = '<path d="m6 .5 4.8 2.75v5.5L6 11.5 1.2 8.75v-5.5Z" fill="{0}"/>'


@dataclass(frozen=True, slots=True)
class Look:
    """A colour, the shape of a city, and the dash of a line.

    :param dash: lengths in points, empty for a line without gaps.
    :param has_line: whether a tie of this kind is drawn as a line; a contact is a mark only.
    :param opacity: of a mark; less than 1 where nobody knows whether it was there.
    """

    colour: str
    shape: str
    dash: tuple[float, ...] = ()
    has_line: bool = True
    opacity: float = 1.0

    def mark(self, x: float, y: float, size: float) -> str:
        """Draw the shape around a point, with a rim that parts it from what lies under it."""
        scale = size / BOX
        at = f'<g transform="translate({x - size / 2:.2f} {y - size / 2:.2f}) scale({scale:.3f})">'
        rim = f'<g stroke="{PAPER}" stroke-width="3" stroke-linejoin="round">{self.shape.format(PAPER)}</g>'
        outlined = "" if "stroke=" in self.shape else rim
        shape = self.shape.format(self.colour)
        pale = f'<g opacity="{self.opacity:.2f}">{shape}</g>' if self.opacity < 1 else shape
        return f"{at}{outlined}{pale}</g>"


_FAMILIES = {
    "sister": Look("#1273CF", _CIRCLE),
    "friendship": Look("#7A32DB", _DIAMOND, (9, 3.5)),
    "goodwill": Look("#0A5C4D", _RING, (5, 3)),
    "protocol": Look("#9A3412", _SQUARE, (0.1, 3.2)),
    "programme": Look("#85107E", _STAR, (3, 2.5, 3, 7)),
    "project": Look("#A38810", _TRIANGLE, (6, 3, 0.1, 3)),
    "contact": Look("#7C8791", _PLUS, (2, 4), has_line=False),
    "network": Look("#3F1030", _HEXAGON, (6, 3, 0.1, 3, 0.1, 3)),
}
PLACE = Look(CLASSES[-1], _CIRCLE, (4, 3))
"""Of a place that a map only finds, and the way there: no tie is meant."""
_RELATIONS = {
    "sister_city": "sister",
    "friendship_city": "friendship",
    "goodwill": "goodwill",
    "protocol_city": "protocol",
    "programme": "programme",
    "project": "project",
    "contact": "contact",
    "network": "network",
}


def looks(kinds: Sequence[MapKind]) -> tuple[Look, ...]:
    """Return how the kinds of a view look, in its order: each as the page marks it."""
    return tuple(_FAMILIES[_RELATIONS[kind.mark or kind.key]] for kind in kinds)


def hatch(number: int) -> str:
    """Draw the pattern ``class-<number>`` that lies over the colour of a class of countries, 0 the lowest."""
    lines = (
        '<path d="M1.5 1.5h.01M4.5 4.5h.01" stroke-width=".9" stroke-linecap="round"/>',
        '<path d="M-1 1 1-1M0 6 6 0M5 7 7 5" stroke-width=".5"/>',
        '<path d="M-1 1 1-1M0 6 6 0M5 7 7 5M-1 4 4-1M2 7 7 2" stroke-width=".5"/>',
        '<path d="M-1 1 1-1M0 6 6 0M5 7 7 5M-1 5 1 7M0 0 6 6M5-1 7 1" stroke-width=".6"/>',
    )[number]
    ink = INK_SOFT if number < 3 else PAPER
    return (
        f'<pattern id="class-{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<g fill="none" stroke="{ink}" stroke-opacity=".8">{lines}</g></pattern>'
    )


def has_hatch(number: int) -> bool:
    """Say whether a class has a pattern; the highest is full."""
    return number < len(CLASSES) - 1
