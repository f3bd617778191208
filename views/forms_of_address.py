"""How the house addresses each rank in its letters."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.forms_of_address import Form as Words
from app.domain.forms_of_address import usual
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.labels import label
from app.permissions.policy import Permission
from app.queries import recipients
from app.records.fields import TextField
from app.records.form import Form, bind
from app.services import letters as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import AddressRank

bp = Blueprint("forms_of_address", __name__, url_prefix="/forms-of-address")

_FIELDS = {f"{rank}_{language}": TextField(label(rank)) for rank in AddressRank for language in ("tr", "en")}
AddressForms: type[Form] = type("AddressForms", (Form,), _FIELDS)
"""A field for each rank in each language."""


@bp.route("", methods=["GET", "POST"])
@requires(Permission.PAPER_MANAGE)
def edit() -> ResponseReturnValue:
    """Show how each rank is addressed, or change it."""
    t, actor = current_translator(), current_actor()
    posted = request.form if request.method == "POST" else None
    form = bind(AddressForms, t, office_today(), posted=posted, **_as_it_is())
    if posted is not None and form.validate():
        told = form.values()
        try:
            with unit_of_work(db.session) as session:
                forms = {one: Words(told[f"{one}_tr"], told[f"{one}_en"]) for one in AddressRank}
                service.set_forms_of_address(session, actor, forms)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            flash(t(N_("Saved.")), "done")
            return redirect(url_for(".edit"))
    page = render_template("letters/forms_of_address.html", form=form, ranks=list(AddressRank), usual=usual())
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


def _as_it_is() -> dict[str, Any]:
    said = recipients.house_forms(db.session, current_actor())
    found: dict[str, Any] = {}
    for rank, form in usual().items():
        ours = said.get(rank)
        found[f"{rank}_tr"] = (ours.words_tr if ours else "") or form.tr
        found[f"{rank}_en"] = (ours.words_en if ours else "") or form.en
    return found
