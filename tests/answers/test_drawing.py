"""Pictures of answers, as text that a browser, a printer and a screen reader take."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.answers.answer import Name, Step, Way
from app.answers.drawing import drawn, titled
from app.answers.drawing.colours import PAPER
from app.answers.drawing.sheet import wrapped
from app.answers.drawing.ways import ways
from app.answers.picture import Bar, Bars, Edge, Node, NodeKind, Picture
from app.i18n import translator
from app.typesetting.svg import svg_to_png
from models.vocabulary import RecordKind

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script> & "x" \x00\x1b القدس'
TOKENS = {
    "page": "page",
    "ink": "ink",
    "soft": "ink-soft",
    "faint": "ink-faint",
    "rule": "line",
    "strong": "line-strong",
    "accent": "accent",
    "wash": "accent-wash",
    "focus": "focus",
    "shade-2": "map-2",
    "shade-5": "map-5",
}


def small(name="Üsküp", kind="sister_city", **facts):
    nodes = (Node(1, "İzmir", NodeKind.US), Node(2, name, NodeKind.CITY), Node(3, "Zagreb", NodeKind.CITY))
    edges = (Edge(1, 2, kind), Edge(2, 3, "public", 0.3, public=True))
    return Picture(nodes, edges, **facts)


def parsed(sheet, caption="c"):
    return ET.fromstring(sheet.svg(caption, standing_alone=True))


def words(root):
    return [element.text for element in root.iter(f"{SVG}text")]


@pytest.fixture
def t():
    return translator("en")


def test_the_picture_names_everybody_and_its_legend_says_what_links_them(t):
    told = words(parsed(drawn(small(), t)))

    assert {"İzmir", "Üsküp", "Zagreb", "Sister city", "Twin towns (open source)"} <= set(told)


KINDS = ("sister_city", "friendship_city", "goodwill", "protocol_city", "project", "contact", "membership")


def test_kinds_differ_by_shape_and_dash_and_not_by_colour_alone(t):
    looks = set()
    for kind in KINDS:
        paths = list(parsed(drawn(small(kind=kind), t)).iter(f"{SVG}path"))
        lines = [one for one in paths if "line" in one.get("class") and "strong" not in one.get("class")]
        marks = tuple(one.get("d") for one in paths if "line" not in one.get("class"))
        looks.add((lines[0].get("stroke-dasharray"), marks))
    assert len(looks) == len(KINDS)


def test_a_hostile_name_is_text_in_every_picture(t):
    name = Name(1, RecordKind.CITY, HOSTILE)
    way = Way((name, HOSTILE), (Step(HOSTILE, "", name),), "0,8")
    bars = Bars(HOSTILE, (Bar(HOSTILE, 1, HOSTILE, part=0.5),), part_label=HOSTILE)
    for sheet in (drawn(small(HOSTILE), t), drawn(bars, t), ways((way,), 720, t)):
        root = ET.fromstring(titled(sheet, HOSTILE, HOSTILE, HOSTILE))
        assert not list(root.iter(f"{SVG}script"))
        assert svg_to_png(ET.tostring(root), 300).startswith(b"\x89PNG")


def test_the_caption_is_what_a_screen_reader_says(t):
    root = parsed(drawn(small(), t), caption='Üsküp "links" us & Zagreb')

    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Üsküp "links" us & Zagreb'


def test_nothing_is_drawn_with_a_style_attribute(t):
    for picture in (small(), Bars("Visits", (Bar("2023", 3, "3", 1, strong=True),))):
        assert not re.search(r"\bstyle=", drawn(picture, t).svg("c", standing_alone=False))


def test_bars_are_as_long_as_what_they_stand_for(t):
    chart = Bars("Visits", (Bar("2022", 10, "10"), Bar("2023", 5, "5"), Bar("2024", 0, "0")))

    long = [float(one.get("width")) for one in parsed(drawn(chart, t)).iter(f"{SVG}rect")]

    assert long[0] == pytest.approx(2 * long[1], abs=0.2)
    assert long[2] == 0


def test_names_stay_on_the_sheet(t):
    nodes = tuple(Node(id_, f"Çok uzun bir kuruluş adı {id_}", NodeKind.BODY) for id_ in range(40))
    edges = tuple(Edge(0, id_, "contact") for id_ in range(1, 40))
    sheet = drawn(Picture(nodes, edges), t)

    for text in parsed(sheet).iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= sheet.width
        assert 0 <= float(text.get("y")) <= sheet.height


def test_lines_are_no_wider_than_asked_except_a_word_that_is():
    assert list(wrapped("İzmir Büyükşehir Belediyesi", 90, 13, 400)) == ["İzmir", "Büyükşehir", "Belediyesi"]
    assert list(wrapped("", 90, 13, 400)) == []


def test_the_colours_of_paper_are_the_light_ones_of_the_page():
    css = Path("static/css/tokens.css").read_text(encoding="utf-8")
    for name, colour in PAPER.items():
        token = TOKENS.get(name, f"kind-{name}")
        found = re.search(rf"--elci-{token}: light-dark\((#\w+)", css)
        assert found, token
        assert found[1].upper() == colour.upper(), token
