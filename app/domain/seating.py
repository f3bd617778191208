"""Seating: the seats of a room in the order of honour, and who sits on which of them.

Pure and deterministic: the same guests, room and wishes give the same plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import ceil, cos, pi, sin, sqrt

from app.errors import Problem
from app.i18n import N_
from models import SeatingPlan
from models.vocabulary import SeatShape, SeatWishKind

MOST_SEATS = 1000
CELL_WIDE, CELL_HIGH = 132.0, 66.0
"""Room for a chair and the name below it."""
_NEAR = 60
"""How far in the order of honour somebody may be exchanged to fulfil a wish."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat.

    :param number: 1 is the most honoured of the room.
    :param place: the same within its table or row.
    :param x, y: where its middle is drawn.
    """

    number: int
    table: int
    place: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Board:
    """A table as it is drawn: a circle where width and height are equal and it is round."""

    table: int
    x: float
    y: float
    width: float
    height: float
    is_round: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The seats of a room in the order of honour.

    :param beside: seat → the seats at its sides.
    """

    seats: tuple[Seat, ...]
    boards: tuple[Board, ...]
    beside: Mapping[int, tuple[int, ...]]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody to be seated.

    :param is_ours: of our side or of the other one; None where it is not known.
    """

    key: int
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; ``other`` and ``seat`` as the kind needs them."""

    kind: SeatWishKind
    guest: int
    other: int | None = None
    seat: int | None = None


class BrokenKind(StrEnum):
    """Which wish is not fulfilled."""

    APART = "apart"
    ALTERNATE = "alternate"
    BEHIND = "behind"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Broken:
    """A wish that is not fulfilled, and for whom."""

    kind: BrokenKind
    guest: int
    other: int | None = None
    seat: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sits where.

    :param seats: guest → number of the seat.
    :param behind: interpreter → the guest behind whom they sit.
    :param without: guests for whom there is no seat, in order of precedence.
    """

    seats: Mapping[int, int]
    behind: Mapping[int, int]
    without: tuple[int, ...]
    broken: tuple[Broken, ...]


def room(shape: SeatShape, tables: int, seats: int) -> Room:
    """Furnish a room.

    The middle of the first row, of the head table or of the bar of a U is the most honoured seat, and at a
    round table the one that faces the entrance; then the seats at the right hand and at the left of it in
    turn. Rows and tables come one after the other.
    """
    match shape:
        case SeatShape.ROWS:
            parts = [
                _row(row, seats, CELL_HIGH * (row - 0.5), facing_us=False) for row in range(1, tables + 1)
            ]
        case SeatShape.U:
            parts = [_u(seats)]
        case SeatShape.HEAD_TABLE:
            parts = [
                _row(1, seats, CELL_HIGH / 2, facing_us=True),
                *_round_tables(range(2, tables + 1), seats),
            ]
        case SeatShape.ROUND:
            parts = list(_round_tables(range(1, tables + 1), seats))
    return _furnished(parts, shape)


@dataclass(frozen=True, slots=True)
class _Part:
    """A table: its chairs side by side, the order of honour among them, and how it is drawn."""

    table: int
    chairs: list[tuple[float, float]]
    honour: list[int]
    boards: tuple[Board, ...]
    is_closed: bool = False


def _middle_out(count: int, middle: int, first: int) -> list[int]:
    """Return places from the middle outwards, in turn.

    :param first: -1 to begin at the left of the drawing, 1 at its right.
    """
    found = [middle]
    for step in range(1, count + 1):
        found += [place for place in (middle + first * step, middle - first * step) if 0 <= place < count]
    return found[:count]


def _row(table: int, count: int, y: float, *, facing_us: bool) -> _Part:
    chairs = [(CELL_WIDE * (place + 0.5), y) for place in range(count)]
    # Who faces us has the right hand at our left.
    honour = _middle_out(count, count // 2, -1 if facing_us else 1)
    board = Board(table, 0, y + CELL_HIGH * 0.6, CELL_WIDE * count, 26, is_round=False)
    return _Part(table, chairs, honour, (board,) if facing_us else ())


def _u(count: int) -> _Part:
    bar = max(1, count - 2 * (count // 3))
    left = (count - bar + 1) // 2
    right = count - bar - left
    wide = CELL_WIDE * (bar + 2)
    chairs = [(CELL_WIDE / 2, CELL_HIGH * (left - place + 0.5)) for place in range(left)]
    chairs += [(CELL_WIDE * (place + 1.5), CELL_HIGH / 2) for place in range(bar)]
    chairs += [(wide - CELL_WIDE / 2, CELL_HIGH * (place + 1.5)) for place in range(right)]
    honour = _middle_out(count, left + bar // 2, -1)
    y, deep = CELL_HIGH * 1.1, 26.0
    boards = [Board(1, CELL_WIDE, y, CELL_WIDE * bar, deep, is_round=False)]
    for x, arm in ((CELL_WIDE, left), (wide - CELL_WIDE - deep, right)):
        if arm:
            boards.append(Board(1, x, y + deep, deep, CELL_HIGH * (arm + 0.2) - deep, is_round=False))
    return _Part(1, chairs, honour, tuple(boards))


def _round_tables(tables: Iterable[int], seats: int) -> Iterator[_Part]:
    numbers = list(tables)
    radius = max(CELL_WIDE, seats * CELL_WIDE / (2 * pi))
    size, columns = 2 * radius + CELL_WIDE * 1.3, max(1, ceil(sqrt(len(numbers))))
    top = CELL_HIGH * 2.2 if numbers and numbers[0] > 1 else 0.0
    for place, table in enumerate(numbers):
        x, y = size * (place % columns + 0.5), top + size * (place // columns + 0.5)
        turns = [2 * pi * chair / seats - pi / 2 for chair in range(seats)]
        chairs = [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]
        inner = radius - CELL_WIDE * 0.55
        board = Board(table, x - inner, y - inner, 2 * inner, 2 * inner, is_round=True)
        honour = [0, *(chair % seats for step in range(1, seats) for chair in (-step, step))]
        yield _Part(table, chairs, list(dict.fromkeys(honour)), (board,), is_closed=True)


def _furnished(parts: Sequence[_Part], shape: SeatShape) -> Room:
    seats: list[Seat] = []
    beside: dict[int, list[int]] = {}
    for part in parts:
        numbers = {chair: len(seats) + place for place, chair in enumerate(part.honour, 1)}
        for place, chair in enumerate(part.honour, 1):
            x, y = part.chairs[chair]
            seats.append(Seat(numbers[chair], part.table, place, round(x, 1), round(y, 1)))
        pairs = list(pairwise(range(len(part.chairs))))
        if part.is_closed and len(part.chairs) > 2:
            pairs.append((len(part.chairs) - 1, 0))
        beside |= {number: [] for number in numbers.values()}
        for one, other in pairs:
            beside[numbers[one]].append(numbers[other])
            beside[numbers[other]].append(numbers[one])
    wide = max(seat.x for seat in seats) + CELL_WIDE * 0.65
    high = max(seat.y for seat in seats) + CELL_HIGH * 0.8
    boards = tuple(board for part in parts for board in part.boards)
    return Room(tuple(seats), boards, {seat: tuple(found) for seat, found in beside.items()}, wide, high)


def arrange(
    hall: Room,
    sitters: Sequence[Sitter],
    wishes: Sequence[Wish] = (),
    *,
    alternate: bool = False,
    before: Mapping[int, int] | None = None,
) -> Plan:
    """Seat guests in their order of precedence, as the wishes allow.

    Where there are too few seats, those who come last in the order have none. Wishes that cannot be fulfilled
    are told, and never kept silent.

    :param sitters: in order of precedence.
    :param before: who sat where: they stay, and only the others are seated, so that a late change moves as
        few as possible. None arranges everybody anew.
    """
    there = {one.key: one for one in sitters}
    behind = _behind(there, wishes)
    table = _Table(hall, there, wishes, alternate=alternate)
    fixed = _fixed(hall, [key for key in there if key not in behind], wishes)
    taken = {seat: key for key, seat in fixed.items()}
    seated = set(fixed)
    for key, seat in (before or {}).items():
        if (
            key in there
            and key not in behind
            and key not in seated
            and seat in hall.beside
            and seat not in taken
        ):
            taken[seat] = key
            seated.add(key)
    waiting = [key for key in there if key not in behind and key not in seated]
    free = [seat.number for seat in hall.seats if seat.number not in taken]
    coming = waiting[: len(free)]
    for seat in free[: len(coming)]:
        key = next((one for one in coming if not table.breaks(seat, one, taken)), coming[0])
        coming.remove(key)
        taken[seat] = key
    if before is None:
        _improve(table, taken, frozenset(fixed.values()))
    seats = {key: seat for seat, key in sorted(taken.items())}
    return Plan(
        seats=seats,
        behind=behind,
        without=tuple(key for key in there if key not in seats and key not in behind),
        broken=tuple(_broken(table, seats, behind, wishes)),
    )


def as_seated(
    hall: Room,
    sitters: Sequence[Sitter],
    wishes: Sequence[Wish],
    seats: Mapping[int, int],
    *,
    alternate: bool,
) -> Plan:
    """Read a plan as it was kept: nobody is moved and nobody newly seated; who has no seat is told."""
    there = {one.key: one for one in sitters}
    behind = _behind(there, wishes)
    kept = {
        key: seat for key, seat in seats.items() if key in there and key not in behind and seat in hall.beside
    }
    table = _Table(hall, there, wishes, alternate=alternate)
    return Plan(
        seats=kept,
        behind=behind,
        without=tuple(key for key in there if key not in kept and key not in behind),
        broken=tuple(_broken(table, kept, behind, wishes)),
    )


def moved(before: Mapping[int, int], after: Mapping[int, int]) -> frozenset[int]:
    """Return who sits in both plans, and not on the same seat."""
    return frozenset(key for key in before.keys() & after.keys() if before[key] != after[key])


def on_seat(seats: Mapping[int, int], guest: int, seat: int) -> dict[int, int]:
    """Put somebody on a seat; who sat there takes theirs, or none if they had none."""
    changed = dict(seats)
    former, other = changed.pop(guest, None), next((key for key, one in seats.items() if one == seat), None)
    if other is not None and other != guest:
        del changed[other]
        if former is not None:
            changed[other] = former
    changed[guest] = seat
    return changed


class _Table:
    """Who may not sit beside whom."""

    def __init__(
        self, hall: Room, there: Mapping[int, Sitter], wishes: Iterable[Wish], *, alternate: bool
    ) -> None:
        self.hall, self.alternate = hall, alternate
        self.ours = {key: one.is_ours for key, one in there.items()}
        self.apart = {
            frozenset({one.guest, one.other})
            for one in wishes
            if one.kind is SeatWishKind.APART and one.other
        }
        self.place = {seat.number: place for place, seat in enumerate(hall.seats)}

    def kind(self, one: int, other: int) -> BrokenKind | None:
        """Say what two at each other's side break."""
        if {one, other} in self.apart:
            return BrokenKind.APART
        side = self.ours[one]
        return (
            BrokenKind.ALTERNATE if self.alternate and side is not None and side is self.ours[other] else None
        )

    def breaks(self, seat: int, key: int, taken: Mapping[int, int]) -> int:
        """Count what somebody would break on a seat."""
        beside = (taken[number] for number in self.hall.beside[seat] if number in taken)
        return sum(self.kind(key, other) is not None for other in beside if other != key)

    def around(self, seats: Iterable[int], taken: Mapping[int, int]) -> int:
        """Count what is broken at some seats."""
        return sum(self.breaks(seat, taken[seat], taken) for seat in seats if seat in taken)


def _behind(there: Mapping[int, Sitter], wishes: Iterable[Wish]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in wishes:
        if (
            one.kind is SeatWishKind.BEHIND
            and one.other is not None
            and {one.guest, one.other} <= there.keys()
        ):
            found.setdefault(one.guest, one.other)
    # Who sits behind somebody has nobody behind.
    return {key: other for key, other in found.items() if other not in found and other != key}


def _fixed(hall: Room, at_table: Sequence[int], wishes: Iterable[Wish]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in wishes:
        there = one.seat in hall.beside and one.guest in at_table
        if (
            one.kind is SeatWishKind.FIXED
            and there
            and one.seat is not None
            and one.seat not in found.values()
        ):
            found.setdefault(one.guest, one.seat)
    return found


def _improve(table: _Table, taken: dict[int, int], pinned: frozenset[int]) -> None:
    """Exchange neighbours of whom a wish is broken, while that breaks fewer."""
    improved = True
    while improved:
        improved = False
        for seat in sorted(taken):
            if seat not in pinned and seat in taken and table.breaks(seat, taken[seat], taken):
                improved |= _exchange(table, taken, seat, pinned)


def _exchange(table: _Table, taken: dict[int, int], seat: int, pinned: frozenset[int]) -> bool:
    at = table.place[seat]
    near = [one.number for one in table.hall.seats[max(0, at - _NEAR) : at + _NEAR]]
    best, chosen = 0, None
    for other in sorted(near, key=lambda number: (abs(table.place[number] - at), number)):
        if other == seat or other in pinned:
            continue
        before = table.around((seat, other), taken)
        _swap(taken, seat, other)
        gain = before - table.around((seat, other), taken)
        _swap(taken, seat, other)
        if gain > best:
            best, chosen = gain, other
    if chosen is not None:
        _swap(taken, seat, chosen)
    return chosen is not None


def _swap(taken: dict[int, int], one: int, other: int) -> None:
    first, second = taken.pop(one, None), taken.pop(other, None)
    if first is not None:
        taken[other] = first
    if second is not None:
        taken[one] = second


def _broken(
    table: _Table, seats: Mapping[int, int], behind: Mapping[int, int], wishes: Iterable[Wish]
) -> Iterator[Broken]:
    at = {seat: key for key, seat in seats.items()}
    for seat in sorted(at):
        for other in table.hall.beside[seat]:
            kind = table.kind(at[seat], at[other]) if other in at and seat < other else None
            if kind is not None:
                yield Broken(kind, at[seat], at[other])
    for one in wishes:
        if one.guest not in table.ours:
            continue
        if one.kind is SeatWishKind.FIXED and seats.get(one.guest) != one.seat:
            yield Broken(BrokenKind.FIXED, one.guest, seat=one.seat)
        if one.kind is SeatWishKind.BEHIND and (behind.get(one.guest) != one.other or one.other not in seats):
            yield Broken(BrokenKind.BEHIND, one.guest, one.other)


def a_room_of_some_size(plan: SeatingPlan, today: object) -> Iterator[Problem]:
    """A room has at most as many seats as can be drawn; a U is one table."""
    if plan.tables and plan.seats and plan.tables * plan.seats > MOST_SEATS:
        yield Problem("seats", N_("A room has at most %(most)s seats"), {"most": MOST_SEATS})
    if plan.shape is SeatShape.U and plan.tables != 1:
        yield Problem("tables", N_("A U is one table: enter 1"))


def names_each_list_once(plan: SeatingPlan, today: object) -> Iterator[Problem]:
    """A line names a guest list, and each list once."""
    seen: set[int | None] = set()
    for place, one in enumerate(plan.lists):
        if one.guest_list_id is None:
            yield Problem(f"lists.{place}.guest_list", N_("Choose a guest list"))
        elif one.guest_list_id in seen:
            yield Problem(f"lists.{place}.guest_list", N_("This guest list is named twice"))
        seen.add(one.guest_list_id)


RULES = (a_room_of_some_size, names_each_list_once)
"""What is asked of a plan."""
