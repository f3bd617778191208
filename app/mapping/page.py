"""The empty shell of the map, built by folium and taken apart. Nobody else imports folium.

folium writes every text into a JavaScript template literal, where ``${…}`` runs
whatever a content security policy says. So no word of ours passes through here:
the shell has a map and two panes under fixed names, and ``static/js/map.js``
fills them from ``/map/data.json``.
"""

import re
from dataclasses import dataclass
from functools import cache

import folium
from branca.element import Figure
from folium.map import CustomPane

HOME_VIEW = (30.0, 20.0)
CLOSEST_ZOOM = 9

CREDIT = 'map_ties.attributionControl.setPrefix("Leaflet");'
"""Leaflet's own prefix shows a national flag."""

FORBIDDEN = re.compile(
    r"""https?: | \burl\( | //\w | <\s*/?\s*(?:script|style|link|iframe) | \sstyle\s*= | \son\w+\s*=""",
    re.IGNORECASE | re.VERBOSE,
)
"""Addresses of other hosts and inline code: what the policy of our pages refuses."""


class ForeignCodeError(RuntimeError):
    """folium wrote something that our pages must not carry: a new version, perhaps."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What folium leaves when its asset lists and its header are thrown away.

    :param html: one empty element, to be put into the page as it is.
    :param script: to be served as a file after Leaflet, before ``map.js``.
    """

    html: str
    script: str


@cache
def shell() -> Shell:
    """Build the shell: the same text in every process, so that it can be cached by its address.

    :raises ForeignCodeError: the output refers to another host or has inline code.
    """
    canvas = folium.Map(location=HOME_VIEW, zoom_start=3, tiles=None, zoom_control=False, zoom_snap=0.25)
    canvas.options |= {"min_zoom": 1, "max_zoom": CLOSEST_ZOOM}  # without tiles folium drops its own
    _fix_name(canvas, "map", "ties")
    # A base map that arrives late must not cover what is drawn already; arcs run below the marks.
    for name, height in (("base", 150), ("arcs", 350)):
        pane = CustomPane(name, z_index=height)
        _fix_name(pane, "pane", name)
        pane.add_to(canvas)
    figure = canvas.get_root()
    assert isinstance(figure, Figure)  # noqa: S101 -- branca's type says any element
    figure.render()
    return Shell(html=_clean(figure.html.render()), script=_clean(figure.script.render() + CREDIT))


def _fix_name(element: folium.Element, kind: str, name: str) -> None:
    """Give the variable in the script a name that can be relied on: by default it is random."""
    element._name, element._id = kind, name  # noqa: SLF001 -- branca offers no other way


def _clean(text: str) -> str:
    found = FORBIDDEN.search(text)
    if found:
        raise ForeignCodeError(f"the shell of the map contains {found[0]!r}")
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"
