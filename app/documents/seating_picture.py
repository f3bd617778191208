"""A seating plan as a drawing: tables, numbered seats, names. Every word in it is escaped."""

from collections.abc import Iterator
from html import escape

from app.documents.precedence_paper import called
from app.documents.seating import Seated
from app.domain.seating import CELL_HIGH, CELL_WIDE, Board, Seat
from app.i18n import N_, Translator
from app.typesetting.letters import printable, width
from models.vocabulary import SeatShape

_MARGIN, _HEAD = 24.0, 64.0
_INK, _SOFT, _LINE, _FREE = "#1d2733", "#4a5563", "#8a94a0", "#b8c0ca"
_OURS, _THEIRS = "#1f4e79", "#7a3e00"
_LETTERS = 'font-family="Inter, Roboto, sans-serif"'
_NAME_SIZE, _ROOM = 11.0, CELL_WIDE - 8
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def draw(facts: Seated, t: Translator) -> bytes:
    """Draw a plan as SVG that stands alone: title, tables, seats, what the marks mean."""
    wide = max(facts.room.width, 480.0) + 2 * _MARGIN
    high = facts.room.height + _HEAD + 2 * _MARGIN + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" {_LETTERS}>',
        f'<rect width="{wide:.0f}" height="{high:.0f}" fill="#ffffff"/>',
        *_title(facts, t),
        f'<g transform="translate({_MARGIN:.0f} {_MARGIN + _HEAD:.0f})">',
        *(_board(one, facts.record.shape, t) for one in facts.room.boards),
        *(line for seat in facts.room.seats for line in _seat(seat, facts, t)),
        "</g>",
        *_legend(high - _MARGIN, t),
        "</svg>",
    ]
    return "".join(parts).encode()


def _title(facts: Seated, t: Translator) -> Iterator[str]:
    about = facts.order.about
    day = t.partial_long(about.held) if about.held.is_known else t(N_("Date unknown"))
    yield _text(_MARGIN, _MARGIN + 20, t.title(facts.record), 20, weight=600, anchor="start")
    yield _text(_MARGIN, _MARGIN + 42, f"{t.title(about)} · {day}", 12, fill=_SOFT, anchor="start")


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
    lines = _two_lines(called(one, t))
    for number, words in enumerate(lines):
        yield _text(seat.x, y + 27 + 13 * number, words, _NAME_SIZE, weight=500)
    for number, other in enumerate(facts.behind(key)[:1]):
        words = _short(t(N_("behind: %(name)s"), name=called(facts.people[other], t)), 10)
        yield _text(seat.x, y + 28 + 13 * (len(lines) + number), words, 10, fill=_SOFT)


def _mark(x: float, y: float, r: float, fill: str) -> str:
    """Draw a chair that is taken; square for the other side, as colour alone may not be seen."""
    corner = r * 0.25 if fill == _THEIRS else r
    place = f'x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:g}" height="{2 * r:g}"'
    return f'<rect {place} rx="{corner:g}" fill="{fill}"/>'


def _two_lines(name: str) -> list[str]:
    """Break a name into at most two lines that fit; the table below the drawing has the whole name."""
    words = printable(name).split()
    first = ""
    while words and width(f"{first} {words[0]}".strip(), _NAME_SIZE, 500) <= _ROOM:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    return [line for line in (first, _short(rest, _NAME_SIZE)) if line]


def _short(words: str, size: float) -> str:
    words = printable(words)
    if width(words, size, 500) <= _ROOM:
        return words
    while words and width(words + _ELLIPSIS, size, 500) > _ROOM:
        words = words[:-1]
    return words.rstrip() + _ELLIPSIS


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
