"""The marks of ties: on pages, on the printed map and in the pictures of answers."""

import re
from pathlib import Path

import pytest
from flask import get_template_attribute

from app.answers.drawing.colours import family_of
from app.mapping.paper.looks import looks
from app.mapping.view import MapKind
from models.vocabulary import Relation

CSS = Path("static/css")


def of_pages(app):
    """Shape, colours and dash of every relation, as pages have them."""
    with app.test_request_context():
        kind_mark = get_template_attribute("components/badge.html", "kind_mark")
        marks = "".join(kind_mark(one) for one in Relation)
    names = re.findall(r'class="kind is-(\w+)".*?#\1"', marks)
    shapes = dict(
        re.findall(r'id="(\w+)" viewBox="0 0 12 12">(.*)</symbol>', Path("static/kinds.svg").read_text())
    )
    inks = dict(re.findall(r"--elci-kind-(\w+): light-dark\((.*?)\)", (CSS / "tokens.css").read_text()))
    dashes = dict(re.findall(r"\.is-(\w+) { --map-dash: (.*?); }", (CSS / "map.css").read_text()))
    return [(shapes[name], inks[name], dashes.get(name, "")) for name in names]


def of_the_printed_map(app):
    """Shape, colour and dash of every relation on paper."""
    return [(one.shape, one.colour, one.dash) for one in looks([MapKind(each, each) for each in Relation])]


def of_answers(app):
    """Shape, colour and dash of every relation in the pictures of answers."""
    return [(one.shape, one.style, one.dash) for one in map(family_of, Relation)]


@pytest.mark.parametrize("told", [of_pages, of_the_printed_map, of_answers])
def test_no_two_kinds_of_tie_share_a_shape_a_colour_or_a_dash(app, told):
    for aspect in zip(*told(app), strict=True):
        assert len(set(aspect)) == len(Relation), aspect


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    lit = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def test_every_mark_stands_out_from_page_and_land_by_light_and_by_dark():
    tokens = dict(
        re.findall(r"--elci-([\w-]+): light-dark\((#\w{6}, #\w{6})\)", (CSS / "tokens.css").read_text())
    )
    for name, inks in tokens.items():
        for ground in ("page", "raised", "map-land") if name.startswith("kind-") else ():
            for ink, under in zip(inks.split(", "), tokens[ground].split(", "), strict=True):
                dark, bright = sorted((luminance(ink), luminance(under)))
                assert (bright + 0.05) / (dark + 0.05) >= 3, (name, ink, ground)
