"""The empty shell of the map."""

from __future__ import annotations

import folium
import pytest

from app.mapping import page
from app.mapping.page import ForeignCodeError, shell

build = shell.__wrapped__


def test_the_shell_is_the_same_each_time_although_folium_invents_names():
    assert folium.Map().get_name() != folium.Map().get_name()
    assert build() == build() == shell()


def test_the_page_finds_the_map_and_its_panes_under_fixed_names():
    assert shell().html.strip() == '<div class="folium-map" id="map_ties" ></div>'
    for name in ("map_ties = L.map(", "pane_base = map_ties.createPane(", "pane_arcs = map_ties.createPane("):
        assert f"var {name}" in shell().script


def test_the_base_map_lies_below_whatever_is_drawn_before_it_arrives():
    assert "pane_base.style.zIndex = 150" in shell().script
    assert "pane_arcs.style.zIndex = 350" in shell().script


def test_the_map_asks_nobody_for_tiles_and_shows_no_flag():
    assert "tileLayer" not in shell().script
    assert 'setPrefix("Leaflet")' in shell().script


def test_the_marks_know_the_closest_zoom():
    assert '"maxZoom": 9' in shell().script


def test_the_shell_names_no_other_host_and_carries_no_inline_code():
    for text in (shell().html, shell().script):
        assert not page.FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js",
        '"//cdn.example/leaflet.js"',
        '<div style="width: 100%">',
        '<div onclick="x()">',
        "<script>",
        "</script >",
        '<link rel="stylesheet">',
        "background: url(x.png)",
    ],
)
def test_what_a_new_folium_might_add_fails_loudly(text):
    with pytest.raises(ForeignCodeError):
        page._clean(f"<div>{text}</div>")


def test_building_the_shell_leaves_the_lists_of_folium_alone():
    before = list(folium.Map.default_js)
    build()
    assert folium.Map.default_js == before
