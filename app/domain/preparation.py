"""Rules about what must be ready for a visit: pure, values in, values out.

Source: docs/rules.md, R-6.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import Problem
from app.i18n import N_
from models import Certainty, Checklist, PreparationStep, Visit
from models.vocabulary import StepProof, StepState


def says_what_is_needed(checklist: Checklist, today: date) -> Iterator[Problem]:
    """A line of a list says what must be ready."""
    for place, step in enumerate(checklist.steps):
        if not step.what_tr:
            yield Problem(f"steps.{place}.what_tr", N_("Say what must be ready"))


def has_steps(checklist: Checklist, today: date) -> Iterator[Problem]:
    """A list has at least one line."""
    if not checklist.steps:
        yield Problem("steps", N_("Enter at least one thing that must be ready"))


CHECKLIST_RULES = (says_what_is_needed, has_steps)


def fits(checklist: Checklist, visit: Visit) -> bool:
    """Say whether a list is for such a visit; what a list or a visit leaves open fits everything."""
    pairs = ((checklist.visit_kind, visit.visit_kind), (checklist.direction, visit.direction))
    return all(wanted is None or told is None or wanted is told for wanted, told in pairs)


def due(step: PreparationStep, visit: Visit) -> date | None:
    """Return the day by which a step is due: the one set by hand, else counted from the days of the visit.

    While these are not certain, no day follows from them (docs/rules.md, R-13).
    """
    first, last = visit.held.earliest, visit.held.latest
    if step.due_on is not None:
        return step.due_on
    if step.days is None or first is None or last is None or visit.held.certainty is not Certainty.EXACT:
        return None
    return (last if step.days > 0 else first) + timedelta(days=step.days)


def state_of(step: PreparationStep, proved: Collection[StepProof]) -> StepState:
    """Return the state of a step: what somebody said, else ready where the record shows it.

    :param proved: what the record shows of the visit.
    """
    shown = step.state is StepState.MISSING and step.proof is not None and step.proof in proved
    return StepState.READY if shown else step.state


def is_late(step: PreparationStep, visit: Visit, today: date) -> bool:
    """Say whether something is missing although its day has passed."""
    day = due(step, visit)
    return step.state is StepState.MISSING and day is not None and day < today


def comes_after(step: PreparationStep, visit: Visit) -> bool:
    """Say whether a step belongs to the days after a visit, such as a letter of thanks."""
    day, last = due(step, visit), visit.held.latest
    return day is not None and last is not None and day > last


@dataclass(frozen=True)
class Readiness:
    """The steps of a visit by their state, each in the order of their days."""

    missing: Sequence[PreparationStep]
    ready: Sequence[PreparationStep]
    not_needed: Sequence[PreparationStep]

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self.missing) + len(self.ready) + len(self.not_needed)


def readiness(steps: Sequence[PreparationStep], visit: Visit, proved: Collection[StepProof]) -> Readiness:
    """Sort the steps of a visit; a step without a day comes last.

    :param proved: what the record shows of the visit.
    """
    ordered = sorted(steps, key=lambda step: (due(step, visit) or date.max, step.id))
    by_state = {state: [step for step in ordered if state_of(step, proved) is state] for state in StepState}
    return Readiness(by_state[StepState.MISSING], by_state[StepState.READY], by_state[StepState.NOT_NEEDED])
