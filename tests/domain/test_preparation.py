"""What must be ready for a visit, and by when."""

from datetime import date

import pytest

from app.domain.preparation import comes_after, due, fits, is_late, readiness
from models import Certainty, Checklist, PartialDate, PreparationStep, Visit
from models.vocabulary import Direction, StepState, VisitKind

HELD = PartialDate.span(date(2023, 11, 3), date(2023, 11, 5))


def step(days=None, due_on=None, state=StepState.MISSING, id_=1):
    return PreparationStep(id=id_, days=days, due_on=due_on, state=state)


@pytest.mark.parametrize(
    ("days", "day"),
    [(-30, date(2023, 10, 4)), (-1, date(2023, 11, 2)), (0, date(2023, 11, 3)), (3, date(2023, 11, 8))],
)
def test_days_count_back_from_the_first_day_and_on_from_the_last(days, day):
    assert due(step(days), Visit(held=HELD)) == day


def test_the_day_moves_with_the_visit_unless_it_was_set_by_hand():
    moved = Visit(held=PartialDate.on(date(2023, 12, 1)))

    assert due(step(-1), moved) == date(2023, 11, 30)
    assert due(step(-1, due_on=date(2023, 11, 2)), moved) == date(2023, 11, 2)


@pytest.mark.parametrize(
    "held", [PartialDate.of(2023, 11), PartialDate(date(2023, 11, 3), date(2023, 11, 3), Certainty.DOUBTFUL)]
)
def test_while_the_days_of_a_visit_are_not_certain_no_day_follows_from_them(held):
    assert due(step(-7), Visit(held=held)) is None
    assert not is_late(step(-7), Visit(held=held), date(2024, 1, 1))


def test_only_what_is_missing_is_late():
    visit, today = Visit(held=HELD), date(2023, 11, 4)

    assert is_late(step(-7), visit, today)
    assert not is_late(step(0), visit, date(2023, 11, 3))
    assert not is_late(step(-7, state=StepState.READY), visit, today)
    assert not is_late(step(-7, state=StepState.NOT_NEEDED), visit, today)


def test_a_letter_of_thanks_comes_after_the_visit_and_a_flag_does_not():
    assert comes_after(step(3), Visit(held=HELD))
    assert not comes_after(step(0), Visit(held=HELD))


def test_what_is_missing_stands_in_the_order_of_its_days():
    steps = [step(3, id_=1), step(None, id_=2), step(-7, id_=3), step(0, state=StepState.READY, id_=4)]

    found = readiness(steps, Visit(held=HELD), ())

    assert [one.id for one in found.missing] == [3, 1, 2]
    assert ([one.id for one in found.ready], found.not_needed, found.count) == ([4], [], 4)


def test_what_a_list_or_a_visit_leaves_open_fits_everything():
    courtesy = Checklist(visit_kind=VisitKind.COURTESY, direction=Direction.INCOMING)

    assert fits(courtesy, Visit(visit_kind=VisitKind.COURTESY, direction=Direction.INCOMING))
    assert fits(courtesy, Visit(visit_kind=None, direction=None))
    assert fits(Checklist(), Visit(visit_kind=VisitKind.STUDY))
    assert not fits(courtesy, Visit(visit_kind=VisitKind.STUDY))
    assert not fits(courtesy, Visit(direction=Direction.OUTGOING))
