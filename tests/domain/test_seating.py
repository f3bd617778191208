"""Seating: honour, wishes, and late changes that move nobody who need not move."""

import random

import pytest

from app.domain import seating
from app.domain.seating import BrokenKind, Sitter, Wish
from models.vocabulary import SeatShape, SeatWishKind


def guests(count: int, ours: int = 0) -> list[Sitter]:
    """Guests in their order; every second one of the first ``2 × ours`` is of our side."""
    return [Sitter(key, key % 2 == 1 and key < 2 * ours) for key in range(1, count + 1)]


def xs(hall, *numbers):
    at = {seat.number: seat for seat in hall.seats}
    return [at[number].x for number in numbers]


@pytest.mark.parametrize("shape", SeatShape)
@pytest.mark.parametrize(("tables", "seats"), [(1, 1), (1, 2), (1, 7), (3, 8), (30, 10)])
def test_every_seat_has_a_number_of_its_own_and_a_place_in_the_drawing(shape, tables, seats):
    tables = 1 if shape is SeatShape.U else tables

    hall = seating.room(shape, tables, seats)

    assert [seat.number for seat in hall.seats] == list(range(1, tables * seats + 1))
    assert len({(seat.x, seat.y) for seat in hall.seats}) == len(hall.seats)
    assert all(0 <= seat.x <= hall.width and 0 <= seat.y <= hall.height for seat in hall.seats)
    assert all(one in hall.beside[other] for one, found in hall.beside.items() for other in found)


def test_at_the_head_table_the_second_sits_at_the_right_hand_of_the_first():
    first, second, third = xs(seating.room(SeatShape.HEAD_TABLE, 1, 7), 1, 2, 3)

    assert second < first < third  # they face us


def test_in_rows_the_second_sits_at_the_right_hand_of_the_first():
    first, second, third = xs(seating.room(SeatShape.ROWS, 2, 7), 1, 2, 3)

    assert third < first < second  # they turn their backs on us


def test_guests_sit_in_their_order_of_precedence():
    hall = seating.room(SeatShape.ROWS, 4, 5)

    plan = seating.arrange(hall, guests(12))

    assert plan.seats == {key: key for key in range(1, 13)}
    assert not plan.broken
    assert not plan.without


def test_where_the_table_is_too_small_the_last_in_the_order_have_no_seat_and_are_named():
    plan = seating.arrange(seating.room(SeatShape.ROUND, 1, 8), guests(11))

    assert plan.without == (9, 10, 11)
    assert sorted(plan.seats) == list(range(1, 9))


def test_our_side_and_theirs_sit_in_turn():
    hall = seating.room(SeatShape.ROUND, 1, 10)

    plan = seating.arrange(hall, guests(10, ours=5), alternate=True)

    assert not plan.broken
    at = {seat: key for key, seat in plan.seats.items()}
    assert all(at[seat] % 2 != at[other] % 2 for seat, found in hall.beside.items() for other in found)


def test_two_who_are_to_sit_apart_do():
    hall = seating.room(SeatShape.ROWS, 1, 6)

    plan = seating.arrange(hall, guests(6), [Wish(SeatWishKind.APART, 1, 2)])

    assert plan.seats[2] not in hall.beside[plan.seats[1]]
    assert not plan.broken


def test_what_cannot_be_is_told():
    hall = seating.room(SeatShape.ROWS, 1, 2)

    plan = seating.arrange(hall, guests(2), [Wish(SeatWishKind.APART, 1, 2)])

    assert [(one.kind, {one.guest, one.other}) for one in plan.broken] == [(BrokenKind.APART, {1, 2})]


def test_an_interpreter_sits_behind_and_takes_no_seat_at_the_table():
    hall = seating.room(SeatShape.ROUND, 1, 3)

    plan = seating.arrange(hall, guests(4), [Wish(SeatWishKind.BEHIND, 2, 1)])

    assert plan.behind == {2: 1}
    assert sorted(plan.seats) == [1, 3, 4]
    assert not plan.without


def test_behind_somebody_without_a_seat_nobody_can_sit():
    plan = seating.arrange(seating.room(SeatShape.ROUND, 1, 2), guests(4), [Wish(SeatWishKind.BEHIND, 1, 4)])

    assert plan.without == (4,)
    assert [(one.kind, one.guest) for one in plan.broken] == [(BrokenKind.BEHIND, 1)]


def test_a_fixed_seat_is_kept_and_one_that_is_not_there_or_asked_for_twice_is_told():
    hall = seating.room(SeatShape.ROUND, 1, 5)
    wishes = [Wish(SeatWishKind.FIXED, 3, seat=5), Wish(SeatWishKind.FIXED, 1, seat=5)]
    wishes.append(Wish(SeatWishKind.FIXED, 2, seat=99))

    plan = seating.arrange(hall, guests(5), wishes)

    assert plan.seats[3] == 5
    assert [(one.kind, one.guest) for one in plan.broken] == [(BrokenKind.FIXED, 1), (BrokenKind.FIXED, 2)]


@pytest.mark.parametrize("shape", [SeatShape.ROUND, SeatShape.ROWS, SeatShape.HEAD_TABLE])
@pytest.mark.parametrize("seed", range(10))
def test_a_late_change_moves_nobody_else(shape, seed):
    """One more, one fewer, one in place of another; also where sides sit in turn."""
    dice = random.Random(seed)
    hall, everybody = seating.room(shape, 3, 8), guests(20, ours=8)
    first = seating.arrange(hall, everybody, alternate=True).seats
    gone = dice.choice(everybody)
    fewer = [one for one in everybody if one is not gone]
    more = everybody.copy()
    more.insert(dice.randrange(20), Sitter(99, is_ours=False))
    other = [Sitter(99, one.is_ours) if one is gone else one for one in everybody]

    for changed in (fewer, more, other):
        plan = seating.arrange(hall, changed, alternate=True, before=first)

        assert seating.moved(first, plan.seats) == frozenset()
        assert not plan.without


def test_where_a_seat_is_taken_away_only_who_sat_there_moves():
    before = seating.arrange(seating.room(SeatShape.ROWS, 1, 8), guests(6)).seats
    before = {**before, 6: 8}

    plan = seating.arrange(seating.room(SeatShape.ROWS, 1, 7), guests(6), before=before)

    assert seating.moved(before, plan.seats) == {6}


def test_two_change_places_and_who_had_no_seat_takes_the_place_of_the_other():
    seats = {1: 1, 2: 2}

    assert seating.on_seat(seats, 1, 2) == {1: 2, 2: 1}
    assert seating.on_seat(seats, 3, 2) == {1: 1, 3: 2}
    assert seating.on_seat(seats, 1, 5) == {1: 5, 2: 2}


def test_three_hundred_guests_are_seated_and_the_same_every_time():
    hall = seating.room(SeatShape.HEAD_TABLE, 30, 10)
    everybody = guests(300, ours=100)

    first = seating.arrange(hall, everybody, alternate=True)

    assert len(first.seats) == 300
    assert seating.arrange(hall, everybody, alternate=True) == first


def test_a_plan_as_it_was_kept_moves_nobody_and_names_who_has_no_seat():
    hall = seating.room(SeatShape.ROUND, 1, 4)

    plan = seating.as_seated(hall, guests(3), (), {2: 1, 7: 2, 3: 9}, alternate=False)

    assert plan.seats == {2: 1}
    assert plan.without == (1, 3)
