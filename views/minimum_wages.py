"""The minimum wages on record, from which the threshold of R-5 follows."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.gifts import WAGES
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries.minimum_wages import minimum_wages
from app.records.amount_field import AmountField
from app.records.fields import DayField, FlagField, Required, TextField
from app.records.form import Form, bind
from app.records.seen import SealedForm
from app.services.minimum_wages import SHARED, keep
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from views.shared_forms import SharedForm

bp = Blueprint("minimum_wages", __name__, url_prefix="/minimum-wages")


class MinimumWageForm(Form):
    """An amount, and the days it is of."""

    since = DayField(N_("From"), [Required(N_("Enter the first day of the period"))])
    until = DayField(N_("To"), [Required(N_("Enter the last day of the period"))])
    amount = AmountField(
        N_("Net minimum wage of a month"),
        [Required(N_("Enter the amount in Turkish lira"))],
        description=N_("In Turkish lira."),
    )
    source = TextField(
        N_("Source"),
        [Required(N_("Enter where it was published"))],
        description=N_("Where it was published."),
    )
    to_confirm = FlagField(N_("To confirm: nobody has read the source yet"))


class CorrectionForm(MinimumWageForm, SealedForm):
    """The same, of an amount that is on record."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the amounts, and the threshold that follows from each."""
    return render_template("minimum_wages/index.html", wages=minimum_wages(db.session), times=WAGES)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REFERENCE_WRITE)
def new() -> ResponseReturnValue:
    """Enter an amount."""
    posted = request.form if request.method == "POST" else None
    form = bind(MinimumWageForm, current_translator(), office_today(), posted=posted)
    if posted is not None and form.validate() and _entered(form):
        flash(current_translator()(N_("Saved.")), "done")
        return redirect(url_for(".index"))
    return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.route("/<int:wage_id>/edit", methods=["GET", "POST"])
@requires(Permission.REFERENCE_WRITE)
def edit(wage_id: int) -> ResponseReturnValue:
    """Correct an amount."""
    _stored(wage_id)  # otherwise it is not found
    return SharedForm(
        CorrectionForm,
        SHARED,
        stored=lambda: _stored(wage_id),
        save=lambda session, form: keep(session, current_actor(), wage_id, **form.told()),
        page=lambda form: _page(form, is_new=False),
        crumbs=[(url_for(".index"), current_translator()(N_("Minimum wages")))],
        leads_to=url_for(".index"),
    ).answer()


def _stored(wage_id: int) -> Mapping[str, Any]:
    found = next((one for one in minimum_wages(db.session) if one.id == wage_id), None)
    if found is None:
        raise NotFound(f"minimum wage {wage_id}")
    return {name: getattr(found, name) for name in MinimumWageForm.columns()}


def _page(form: Any, *, is_new: bool = True) -> str:
    return render_template("minimum_wages/form.html", form=form, is_new=is_new)


def _entered(form: Any) -> bool:
    try:
        with unit_of_work(db.session) as session:
            keep(session, current_actor(), None, **form.values())
    except Invalid as refusal:
        for problem in refusal.problems:
            form.fail(problem.field, problem.message, **problem.values)
        return False
    return True
