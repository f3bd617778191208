"""The page of the map: hostile names stay text, and the table says all that the map does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from app.mapping import layers
from app.mapping.layers import Doubt, MapPlace, MapTie
from app.mapping.page import shell

ROOT = Path(__file__).resolve().parents[2]
FRAME = "".join(
    f"{{% block {name} %}}{{% endblock %}}" for name in ("title", "head_files", "scripts", "main")
)
HOSTILE = [
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "`\"'><img src=x onerror=alert(1)>",
    "القدس الشريف",
    "🏙️ Şehir",
]


class Figures:
    def number(self, value):
        return str(value)


def tie(relation="sister_city", label="Kardeş şehir", title="Anlaşma"):
    return MapTie(relation, label, title, "/agreements/1", since_text="2023")


def place(city_id, name, *ties, lat=42.0, lon=21.43):
    return MapPlace(city_id, name, name, lat, lon, f"/cities/{city_id}", ties)


def render(*rows):
    environment = Environment(
        loader=ChoiceLoader([DictLoader({"layouts/base.html": FRAME}), FileSystemLoader(ROOT / "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals.update(static_url=lambda name: f"/static/{name}", t=Figures())
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    html = environment.get_template("map/page.html").render(
        shell_html=shell().html,
        script_url="/map/shell.js",
        data_url="/map/data.json",
        legend=layers.legend(rows),
        rows=[row for row in rows if not row.without_city],
        bodies=[row for row in rows if row.without_city],
        unplaced=layers.unplaced(row for row in rows if not row.without_city),
        shown={row.city_id for row in rows},
        asked=SimpleNamespace(relations=None, kept=[]),
        filters=(),
        clear_url=None,
        counted="Counted: cities",
        not_counted="Not counted: bodies",
        missions=(),
    )
    return html, BeautifulSoup(html, "html5lib")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text(name):
    _, page = render(place(2, name, tie(label=name, title=name)), place(3, name, lat=None))

    assert [link.text for link in page.select("th a")] == [name, name]
    assert page.select_one(".map-remark li a").text == name
    assert not [
        script for script in page.select("script") if script.text or not script["src"].startswith("/")
    ]
    assert not page.select("[onerror], [onload], [style], img")
    assert name not in shell().html + shell().script


def test_no_file_comes_from_another_host_and_leaflet_comes_before_its_map():
    _, page = render(place(2, "Üsküp", tie()))

    scripts = [script["src"] for script in page.select("script")]
    assert scripts == [
        "/static/vendor/leaflet-1.9.4/leaflet.js",
        "/static/vendor/supercluster-9.1.0/supercluster.min.js",
        "/map/shell.js",
        "/static/js/map.js",
    ]
    assert all(script.has_attr("defer") or script["type"] == "module" for script in page.select("script"))
    assert all(link["href"].startswith("/static/") for link in page.select("link"))
    for address in [*scripts[:2], scripts[3], *(link["href"] for link in page.select("link"))]:
        assert (ROOT / address.removeprefix("/")).is_file()


def test_the_table_comes_before_the_canvas_and_names_every_tie_and_every_city():
    html, page = render(place(2, "Üsküp", tie(), tie("project", "Proje")), place(3, "Sakız"))

    assert html.index("<table") < html.index("map_ties")
    assert page.select_one("[data-city='2'] th")["rowspan"] == "2"
    assert [cell.text.strip() for cell in page.select("[data-city='2'] .map-kind")] == [
        "Kardeş şehir",
        "Proje",
    ]
    assert page.select_one("[data-city='3'] th a")["href"] == "/cities/3"


def test_a_city_that_is_not_drawn_says_why():
    _, page = render(
        place(2, "Üsküp", tie(), lat=None), place(3, "Uzak", lat=99), place(4, "Sıfır", lat=0, lon=0)
    )

    assert [line.text for line in page.select(".map-remark li")] == [
        "Üsküp: no coordinates recorded",
        "Uzak: coordinates are not on the globe",
        "Sıfır: coordinates 0, 0 are certainly wrong",
    ]


@pytest.mark.parametrize("reason", [Doubt.NO_SEAT, Doubt.MISSION])
def test_a_body_without_a_city_has_a_table_of_its_own(reason):
    body = replace(place(9, "UNDP", tie("programme"), lat=None), without_city=reason)

    _, page = render(place(2, "Üsküp", tie()), body)

    cities, bodies = page.select("table")
    assert [link.text for link in cities.select("th a")] == ["Üsküp"]
    assert [link.text for link in bodies.select("th a")] == ["UNDP"]
    assert not page.select(".map-remark li")
    assert bodies.select_one("th .detail:last-child").text


def test_a_register_without_a_tie_says_so():
    _, page = render()

    assert "No city with a tie is recorded yet." in page.text


@pytest.mark.parametrize("relation", layers.PRECEDENCE)
def test_every_kind_of_tie_has_a_shape_and_an_arc(relation):
    _, page = render(place(2, "Üsküp", tie(relation)))

    family = page.select_one(".map-legend svg.kind")["class"][1].removeprefix("is-")
    assert f'id="{family}"' in (ROOT / "static/kinds.svg").read_text(encoding="utf-8")
    assert f".map-arc.is-{family} {{" in (ROOT / "static/css/map.css").read_text(encoding="utf-8")
    assert family != "contact" or relation == "contact"


def test_the_script_of_the_map_writes_text_only():
    script = (ROOT / "static/js/map.js").read_text(encoding="utf-8")

    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "bindPopup",
        "bindTooltip",
        "eval(",
    ):
        assert way not in script
