"""How kinds of tie look in pictures: shape, dash and colour, as interface.md has them."""

from dataclasses import dataclass

from models.vocabulary import Relation

PAPER = {
    "page": "#FFFFFF",
    "ink": "#1B2430",
    "soft": "#55606E",
    "faint": "#636E7B",
    "rule": "#E3E7EB",
    "strong": "#868F9A",
    "accent": "#1F4E79",
    "wash": "#E9F0F7",
    "focus": "#0B5FD0",
    "shade-2": "#B9D1E6",
    "shade-5": "#1F4E79",
    "sister": "#1273CF",
    "friendship": "#7A32DB",
    "goodwill": "#0A5C4D",
    "protocol": "#9A3412",
    "programme": "#85107E",
    "project": "#A38810",
    "contact": "#7C8791",
    "network": "#3F1030",
}
"""Colours of paper, the light ones of static/css/tokens.css; a test compares the two."""

_CIRCLE = "M6 1a5 5 0 1 1 0 10a5 5 0 0 1 0-10Z"
_HEXAGON = "m6 .5 4.8 2.75v5.5L6 11.5 1.2 8.75v-5.5Z"
_SQUARE = "M1.25 1.25h9.5v9.5h-9.5Z"
_DIAMOND = "M6 .5 11.5 6 6 11.5 .5 6Z"
_TRIANGLE = "M6 .75 11.75 11H.25Z"
_PLUS = "M4.6 1h2.8v3.6H11v2.8H7.4V11H4.6V7.4H1V4.6h3.6Z"
_STAR = "M6 .4 7.6 4.2 11.8 4.6 8.6 7.3 9.6 11.4 6 9.2 2.4 11.4 3.4 7.3 .2 4.6 4.4 4.2Z"
_PERSON = "M6 .8a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 0 1 0-5.2ZM1 11.4c0-3 2-4.6 5-4.6s5 1.6 5 4.6Z"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of kinds.

    :param shape: a path of 12 by 12.
    :param dash: of its lines, as SVG has it; empty for a whole line.
    """

    style: str
    shape: str
    dash: str
    hollow: bool = False


SISTER = Family("sister", _CIRCLE, "")
GOODWILL = Family("goodwill", "M6 2a4 4 0 1 1 0 8a4 4 0 0 1 0-8Z", "7 4", hollow=True)
PROTOCOL = Family("protocol", _SQUARE, "0.1 5")
PROGRAMME = Family("programme", _STAR, "5 3 5 8")
PROJECT = Family("project", _TRIANGLE, "9 4 0.1 4")
CONTACT = Family("contact", _PLUS, "3 6")
NETWORK = Family("network", _HEXAGON, "9 4 0.1 4 0.1 4")
MEETING = Family("soft", _PERSON, "2 4")
PUBLIC = Family("strong", "M6 2a4 4 0 1 1 0 8a4 4 0 0 1 0-8Z", "", hollow=True)
PUBLIC_NETWORK = Family("strong", "M6 1.6 9.9 3.85v4.5L6 10.4 2.1 8.35v-4.5Z", "4 4", hollow=True)
US = Family("ink", _CIRCLE, "")
BODY = Family("soft", _SQUARE, "")

_OF_KIND = {
    Relation.SISTER_CITY: SISTER,
    Relation.FRIENDSHIP_CITY: Family("friendship", _DIAMOND, "12 5"),
    Relation.PROTOCOL_CITY: PROTOCOL,
    Relation.PROGRAMME: PROGRAMME,
    Relation.GOODWILL: GOODWILL,
    Relation.PROJECT: PROJECT,
    Relation.CONTACT: CONTACT,
    Relation.NETWORK: NETWORK,
    "network": NETWORK,
    "membership": NETWORK,
    "meeting": MEETING,
    "post": MEETING,
    "project": PROJECT,
    "public": PUBLIC,
}


def family_of(kind: str, *, public: bool = False) -> Family:
    """Return how a kind of edge looks; what a public list says is always grey."""
    if public:
        return PUBLIC_NETWORK if kind in {"network", "membership"} else PUBLIC
    return _OF_KIND.get(kind, CONTACT)
