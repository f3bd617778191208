"""A seating plan as a drawing: tables, numbered seats, names. Every word in it is escaped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Self

from app.documents.precedence_paper import called
from app.documents.seating import Seated
from app.domain.seating import CELL_HIGH, CELL_WIDE, Board, Seat
from app.i18n import N_, Translator
from app.mapping.paper.sheet import fitting, wrapped
from app.typesetting.letters import printable, width
from models.vocabulary import SeatShape

_MARGIN, _GAP = 24.0, 14.0
_INK, _SOFT, _LINE, _FREE = "#1d2733", "#4a5563", "#8a94a0", "#b8c0ca"
_OURS, _THEIRS = "#1f4e79", "#7a3e00"
_LETTERS = 'font-family="Inter, Roboto, sans-serif"'
_ROOM = CELL_WIDE - 8
_NAME_SIZES = ((11.0, 2), (9.5, 2), (8.0, 3), (7.0, 3), (6.0, 3))
"""Sizes of a name at its seat, and how many lines of each have room there: none is ever cut off."""


def draw(facts: Seated, t: Translator) -> bytes:
    """Draw a plan as SVG that stands alone: title, tables, seats, what the marks mean."""
    wide = max(facts.room.width, 480.0) + 2 * _MARGIN
    title = _Title.of(facts, wide - 2 * _MARGIN, t)
    high = facts.room.height + title.height + 2 * _MARGIN + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" {_LETTERS}>',
        f'<rect width="{wide:.0f}" height="{high:.0f}" fill="#ffffff"/>',
        *title.drawn(),
        f'<g transform="translate({_MARGIN:.0f} {_MARGIN + title.height:.0f})">',
        *(_board(one, facts.record.shape, t) for one in facts.room.boards),
        *(line for seat in facts.room.seats for line in _seat(seat, facts, t)),
        "</g>",
        *_legend(high - _MARGIN, t),
        "</svg>",
    ]
    return "".join(parts).encode()


@dataclass(frozen=True)
class _Title:
    """What stands above a plan: its name, then whose it is and when, each in as many lines as it needs."""

    name: list[str]
    about: list[str]

    @classmethod
    def of(cls, facts: Seated, room: float, t: Translator) -> Self:
        about = facts.order.about
        day = t.partial_long(about.held) if about.held.is_known else t(N_("Date unknown"))
        told = f"{t.title(about)} · {day}"
        return cls(wrapped(t.title(facts.record), 20, 600, room), wrapped(told, 12, 400, room))

    @property
    def height(self) -> float:
        return 24.0 * len(self.name) + 16.0 * len(self.about) + 2 * _GAP

    def drawn(self) -> Iterator[str]:
        for number, words in enumerate(self.name):
            yield _text(_MARGIN, _MARGIN + 20 + 24 * number, words, 20, weight=600, anchor="start")
        below = _MARGIN + 24 * len(self.name) + 14
        for number, words in enumerate(self.about):
            yield _text(_MARGIN, below + 16 * number, words, 12, fill=_SOFT, anchor="start")


def _legend(y: float, t: Translator) -> Iterator[str]:
    x = _MARGIN
    for fill, words in (
        (_OURS, N_("our side")),
        (_THEIRS, N_("the other side")),
        (_SOFT, N_("side unknown")),
    ):
        yield _mark(x + 6, y - 4, 6, fill)
        yield _text(x + 18, y, t(words), 11, anchor="start")
        x += 34 + width(printable(t(words)), 11)


def _board(one: Board, shape: SeatShape, t: Translator) -> str:
    x, y = one.x + one.width / 2, one.y + one.height / 2
    look = f'fill="#f4f6f8" stroke="{_LINE}"'
    if one.is_round:
        drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{one.width / 2:.1f}" {look}/>'
    else:
        corner = f'x="{one.x:.1f}" y="{one.y:.1f}"'
        drawn = f'<rect {corner} width="{one.width:.1f}" height="{one.height:.1f}" {look}/>'
    if shape is SeatShape.U:
        return drawn
    return drawn + _text(x, y + 4, t(N_("Table %(number)s"), number=one.table), 12, fill=_SOFT)


def _seat(seat: Seat, facts: Seated, t: Translator) -> Iterator[str]:
    key = facts.at.get(seat.number)
    y = seat.y - CELL_HIGH * 0.2
    if key is None:
        look = f'fill="#ffffff" stroke="{_FREE}" stroke-dasharray="3 3"'
        yield f'<circle cx="{seat.x:.1f}" cy="{y:.1f}" r="13" {look}/>'
        yield _text(seat.x, y + 4, str(seat.number), 11, fill=_SOFT)
        return
    one = facts.people[key]
    fill = {True: _OURS, False: _THEIRS, None: _SOFT}[one.is_ours]
    yield _mark(seat.x, y, 13, fill)
    yield _text(seat.x, y + 4, str(seat.number), 11, fill="#ffffff", weight=600)
    size, lines = _fitted(called(one, t))
    for number, words in enumerate(lines):
        yield _text(seat.x, y + 16 + size + 1.2 * size * number, words, size, weight=500)
    for number, other in enumerate(facts.behind(key)[:1]):
        words = t(N_("behind: %(name)s"), name=called(facts.people[other], t))
        below = y + 28 + 1.2 * size * len(lines) + 13 * number
        yield _text(seat.x, below, words, fitting(words, 10, 400, _ROOM), fill=_SOFT)


def _mark(x: float, y: float, r: float, fill: str) -> str:
    """Draw a chair that is taken; square for the other side, as colour alone may not be seen."""
    corner = r * 0.25 if fill == _THEIRS else r
    place = f'x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:g}" height="{2 * r:g}"'
    return f'<rect {place} rx="{corner:g}" fill="{fill}"/>'


def _fitted(name: str) -> tuple[float, list[str]]:
    """Return the largest size at which a whole name has room at its seat, and its lines."""
    for size, most in _NAME_SIZES:
        lines = _broken(name, size)
        if len(lines) <= most and all(width(line, size, 500) <= _ROOM for line in lines):
            break
    return size, lines


def _broken(name: str, size: float) -> list[str]:
    """Break a name into lines that fit, between words and behind hyphens."""
    lines: list[str] = []
    for word in printable(name).split():
        for number, part in enumerate(re.split(r"(?<=-)(?=.)", word)):
            longer = f"{lines[-1]}{'' if number else ' '}{part}" if lines else part
            if lines and width(longer, size, 500) <= _ROOM:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    fill: str = _INK,
    weight: int = 400,
    anchor: str = "middle",
) -> str:
    look = f'font-size="{size:g}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(printable(words))}</text>'
