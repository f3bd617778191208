"""What must be ready for visits: the desk, the steps of a visit, their state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from app.domain.preparation import Readiness, due, fits, is_late, readiness, state_of
from app.domain.programme import remarks
from app.errors import NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import preparation as queries
from app.queries import programme, step_proofs
from app.records import accounts, kit
from app.records.form import Form, bind
from app.records.preparation import CHECKLIST, PREPARATION_STEP, when
from app.records.reference_field import Chosen
from app.records.user_field import UserField
from app.records.visits import VISIT
from app.services import preparation as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from app.web.redirects import local_path
from models import Checklist, PreparationStep, Visit
from models.vocabulary import RecordKind, StepState
from views.records import RecordPages

bp = Blueprint("desk", __name__)

_SAID = {
    StepState.READY: N_("Ready: %(step)s"),
    StepState.NOT_NEEDED: N_("Not needed: %(step)s"),
    StepState.MISSING: N_("Missing again: %(step)s"),
}


class PrepareForm(Form):
    """Who sees to the steps of a list."""

    owner_id = UserField(N_("Who sees to it"))


@dataclass(frozen=True)
class Prepared:
    """A visit and what must be ready for it.

    :param proofs: what the record shows of it.
    :param clashes: how many items of its programme somebody should look at.
    :param lists: what could be taken for it, what fits best first.
    """

    visit: Visit
    readiness: Readiness
    proofs: step_proofs.Proofs
    clashes: int
    lists: Sequence[Checklist]

    def is_over(self, today: date) -> bool:
        """Say whether the last day of the visit has passed."""
        return self.visit.held.latest is not None and self.visit.held.latest < today


@bp.get("/desk")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show every coming visit and what it lacks, and past ones that still need something."""
    actor, day = current_actor(), office_today()
    visits = kit.load_all(db.session, actor, VISIT, queries.on_the_desk(db.session, actor, day))
    ids = [visit.id for visit in visits]
    steps = queries.of_visits(db.session, actor, ids)
    proofs = step_proofs.of_visits(db.session, actor, steps)
    items = programme.of_visits(db.session, actor, ids)
    told = {one.id: one.visit_id for one in items}
    looked_at = {remark.item_id for remark in remarks(items, settings().timezone)}
    clashes = [told[item_id] for item_id in looked_at]
    lists = queries.checklists(db.session, actor)
    prepared = [
        Prepared(
            visit,
            readiness(steps[visit.id], visit, proofs[visit.id]),
            proofs[visit.id],
            clashes.count(visit.id),
            _best_first(lists, visit),
        )
        for visit in visits
    ]
    return render_template(
        "desk/show.html",
        coming=[one for one in prepared if not one.is_over(day)],
        past=[one for one in prepared if one.is_over(day)],
        day=day,
        last=day + queries.AHEAD,
        me=actor.user_id,
        **_WORDS,
    )


@bp.post("/visits/<int:record_id>/preparation")
@requires(Permission.RECORD_WRITE)
def prepare(record_id: int) -> ResponseReturnValue:
    """Take a list for a visit."""
    t, actor = current_translator(), current_actor()
    back = local_path(request.form.get("back"), url_for("visits.show", record_id=record_id))
    form = bind(PrepareForm, t, office_today(), posted=request.form)
    accounts.offer(db.session, actor, form)
    asked = request.form.get("checklist", "")
    if not (asked.isdecimal() and len(asked) < 10 and form.validate()):
        kit.load(db.session, actor, VISIT, record_id)
        flash(t(N_("Choose a preparation list")), "bad")
        return redirect(back)
    with unit_of_work(db.session) as session:
        made = service.prepare(
            session, actor, record_id, int(asked), form.owner_id.data, today=office_today()
        )
    told = t.plural("%(n)s step is added to the visit.", "%(n)s steps are added to the visit.", made)
    flash(told, "done")
    return redirect(back)


def shown(visit: Visit) -> Mapping[str, Any]:
    """Return what the page of a visit shows of its preparation."""
    actor = current_actor()
    steps = queries.of_visits(db.session, actor, [visit.id])
    proofs = step_proofs.of_visits(db.session, actor, steps)[visit.id]
    lists: Sequence[Checklist] = ()
    form = None
    if actor.may(PREPARATION_STEP.create):
        lists = _best_first(queries.checklists(db.session, actor), visit)
        form = bind(PrepareForm, current_translator(), office_today(), owner_id=actor.user_id)
        accounts.offer(db.session, actor, form)
    return {
        "preparation": readiness(steps[visit.id], visit, proofs),
        "proofs": proofs,
        "lists": lists,
        "prepare_form": form,
        "day": office_today(),
        **_WORDS,
    }


def _best_first(lists: Sequence[Checklist], visit: Visit) -> Sequence[Checklist]:
    return sorted(lists, key=lambda one: not fits(one, visit))


def own(*, until: date | None, limit: int) -> Mapping[str, Any]:
    """Return what a page shows of what its reader has still to see to for visits, the most urgent first.

    :param until: the last day by which a step may be due; None for all.
    """
    actor, day = current_actor(), office_today()
    return {
        "own": queries.own(db.session, actor, day, until=until, limit=limit),
        "own_url": url_for("preparation.index", owner=actor.user_id, state=StepState.MISSING.value),
        "day": day,
        **_WORDS,
    }


_WORDS = {"due": due, "is_late": is_late, "step_when": when}
"""What the lines of steps say of each."""


class PreparationPages(RecordPages[PreparationStep]):
    """A step is ticked where it stands, and leads back there."""

    def blueprint(self) -> Blueprint:
        """Add the verb of a step."""
        rules = super().blueprint()
        rules.add_url_rule(
            "/<int:record_id>/settle",
            "settle",
            requires(Permission.RECORD_WRITE)(self.settle),
            methods=["POST"],
        )
        return rules

    def settle(self, record_id: int) -> ResponseReturnValue:
        """Tick a step, or say that it is not needed or missing after all; the message offers to undo it."""
        t, asked = current_translator(), request.values.get("state", "")
        if asked not in set(StepState):
            message = f"state {asked[:20]} of a step"
            raise NotFound(message)
        with unit_of_work(db.session) as session:
            step, was = service.settle(
                session, current_actor(), record_id, StepState(asked), today=office_today()
            )
            visit_id = step.visit_id
            proofs = step_proofs.of_visits(session, current_actor(), {visit_id: [step]})[visit_id]
            words = t(_SAID[state_of(step, proofs)], step=t.title(step))
        back = local_path(request.values.get("back"), url_for("visits.show", record_id=visit_id))
        told = {"text": words, "undo": self.url("settle", record_id, state=was.value, back=back)}
        flash(told, "done")  # type: ignore[arg-type]  # our toasts take what they offer to undo
        return redirect(back)

    def extras(self, record: PreparationStep) -> Mapping[str, Any]:
        """When the step is due, how far it is, and what shows it."""
        of_it = {record.visit_id: [record]}
        proofs = step_proofs.of_visits(db.session, current_actor(), of_it)[record.visit_id]
        return {"day": office_today(), "proofs": proofs, "state": state_of(record, proofs), **_WORDS}

    def preset(self) -> dict[str, Any]:
        """Begin with the visit from which the form was opened, and with whoever asks."""
        found = self.opened_from(RecordKind.VISIT)
        values: dict[str, Any] = {"owner_id": current_actor().user_id}
        if found is not None:
            values["visit"] = Chosen(found.id, current_translator().title(found))
        return values

    def edit(self, record_id: int) -> ResponseReturnValue:
        """Change a step, and go back to its visit."""
        return self._back(record_id, super().edit(record_id))

    def throw_away(self, record_id: int) -> ResponseReturnValue:
        """Move a step to the bin, and go back to its visit."""
        return self._back(record_id, super().throw_away(record_id))

    def _back(self, record_id: int, answer: ResponseReturnValue) -> ResponseReturnValue:
        if not isinstance(answer, BaseResponse) or answer.status_code != HTTPStatus.FOUND:
            return answer
        step = kit.load(db.session, current_actor(), PREPARATION_STEP, record_id, binned=None)
        if step.visit.binned_at is not None:
            return answer
        return redirect(url_for("visits.show", record_id=step.visit_id, _anchor="preparation"))


PREPARATION_PAGES = PreparationPages(PREPARATION_STEP)


class ChecklistPages(RecordPages[Checklist]):
    """A list says when each of its things is due."""

    def extras(self, record: Checklist) -> Mapping[str, Any]:
        """How many days before or after a visit a line is due, in words."""
        return {"when": when}


CHECKLIST_PAGES = ChecklistPages(CHECKLIST)
