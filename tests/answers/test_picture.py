"""A picture explains: it is small, and whole."""

import pytest

from app.answers.picture import MOST_BARS, MOST_NODES, Bar, Bars, Edge, Node, NodeKind, Picture


def nodes(number):
    return tuple(Node(id_, f"{id_}", NodeKind.CITY) for id_ in range(number))


def test_a_picture_holds_no_more_than_a_reader_can_tell_apart():
    assert len(Picture(nodes(MOST_NODES), ()).nodes) == MOST_NODES
    with pytest.raises(ValueError, match="nodes"):
        Picture(nodes(MOST_NODES + 1), ())


def test_nobody_is_drawn_twice_and_no_line_ends_nowhere():
    with pytest.raises(ValueError, match="ids"):
        Picture((*nodes(1), *nodes(1)), ())
    with pytest.raises(ValueError, match="nobody"):
        Picture(nodes(2), (Edge(0, 2, "sister_city"),))


def test_bars_are_few_and_not_below_zero():
    bar = Bar("2023", 3, "3")
    assert len(Bars("Visits", (bar,) * MOST_BARS).bars) == MOST_BARS
    for refused in ((bar,) * (MOST_BARS + 1), (Bar("2023", -1, "-1"),)):
        with pytest.raises(ValueError, match="bars"):
            Bars("Visits", refused)
