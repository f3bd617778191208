"""A small map for a page of text: where a city is, and home. Pure."""

from collections.abc import Mapping

from app.i18n import N_, Translator
from app.mapping.paper.base_map import BaseMap
from app.mapping.paper.framing import Extent, framed
from app.mapping.paper.labels import Rect
from app.mapping.paper.looks import BORDER, INK_SOFT, PLACE
from app.mapping.paper.panel import Arc, Panel, rectangle
from app.mapping.paper.projections import great_circle
from app.mapping.paper.sheet import document, set_words
from app.mapping.view import MapCity

SIZE = (470.0, 100.0)
"""Width and height in points: as wide as the text of a note."""
_ALONE = 40.0
"""Degrees of longitude that are seen around a city without a home."""
_SOURCE_SIZE = 5.6


def locate(
    place: MapCity,
    home: MapCity | None,
    countries: Mapping[str, str],
    base: BaseMap,
    t: Translator,
    *,
    source: str,
) -> bytes:
    """Draw a city and home as SVG, with the shortest way between the two.

    :param countries: names to be written over countries where there is room, by code.
    :param source: whose shapes lie under it.
    """
    across, down = SIZE
    frame = Rect(0.5, 0.5, across - 0.5, down - 0.5)
    cities = [place, home] if home else [place]
    points = [(one.lon, one.lat) for one in cities]
    ways = [great_circle(*points)] if home else []
    extent = None if home else Extent(place.lon, place.lat, _ALONE)
    panel = Panel(framed(points, ways, frame, extent), 1.0)
    lines = [Arc(home, place, PLACE, 0, 1.0, 0.0)] if home else []
    told = t(N_("Base map: %(source)s"), source=source)
    return document(
        SIZE,
        [
            f'<clipPath id="frame">{rectangle(frame)}/></clipPath><g clip-path="url(#frame)">',
            *panel.land(base, {}, graticule=False),
            *panel.arcs(lines),
            *panel.marks([(place, PLACE)], home),
            *panel.name(home, [place], []),
            *panel.name_countries(countries, base),
            set_words(told, across - 4, down - 4, _SOURCE_SIZE, colour=INK_SOFT, anchor="end", halo=1.5),
            f'</g>{rectangle(frame)} fill="none" stroke="{BORDER}" stroke-width=".8"/>',
        ],
    ).encode()
