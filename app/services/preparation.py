"""Verbs of preparation: take a list for a visit, tick a step."""

from datetime import date

from sqlalchemy.orm import Session

from app.permissions.actor import Actor, ensure
from app.queries import preparation as queries
from app.queries.locks import lock
from app.records import kit
from app.records.many import create_all
from app.records.preparation import CHECKLIST, PREPARATION_STEP
from app.records.visits import VISIT
from models import PreparationStep, utc_now
from models.vocabulary import StepState


def prepare(
    session: Session, actor: Actor, visit_id: int, checklist_id: int, owner_id: int | None, *, today: date
) -> int:
    """Write the steps of a list for a visit and say how many; what is there under the same words stays.

    :param owner_id: account that sees to the new steps; None for nobody yet.
    :raises PermissionDenied, NotFound: the actor may not write; there is no such visit, list or account.

    Source: docs/rules.md, R-6.
    """
    ensure(actor, PREPARATION_STEP.create)
    kit.load(session, actor, VISIT, visit_id)
    checklist = kit.load(session, actor, CHECKLIST, checklist_id)
    lock(session, [visit_id])
    there = {step.title_tr for step in queries.of_visits(session, actor, [visit_id])[visit_id]}
    steps = [
        {
            "title_tr": step.what_tr,
            "title_en": step.what_en,
            "visit_id": visit_id,
            "days": step.days,
            "unit_tr": step.unit_tr,
            "unit_en": step.unit_en,
            "proof": step.proof,
            "owner_id": owner_id,
        }
        for step in checklist.steps
        if step.what_tr not in there
    ]
    return len(create_all(session, actor, PREPARATION_STEP, steps, today=today))


def settle(
    session: Session, actor: Actor, step_id: int, state: StepState, *, today: date
) -> tuple[PreparationStep, StepState]:
    """Say that a step is ready, is not needed, or is missing after all; return it and its state before.

    :raises PermissionDenied, NotFound: the actor may not write; there is no such step.

    Source: docs/rules.md, R-6.
    """
    ensure(actor, PREPARATION_STEP.write)
    step = kit.load(session, actor, PREPARATION_STEP, step_id)
    before, was = kit.snapshot(PREPARATION_STEP, step), step.state
    if was is not state:
        missing = state is StepState.MISSING
        step.state = state
        step.settled_at, step.settled_by = (None, "") if missing else (utc_now(), actor.name)
    saved = kit.save(session, actor, PREPARATION_STEP, step, before, "settled", today=today, checked=False)
    return saved, was
