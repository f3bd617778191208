"""How the house addresses each rank in its letters."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.forms_of_address import Form as Words
from app.domain.forms_of_address import usual
from app.extensions import db
from app.i18n import N_
from app.labels import label
from app.permissions.policy import Permission
from app.queries import recipients
from app.records.fields import TextField
from app.records.seen import SealedForm
from app.services import letters as service
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from models.vocabulary import AddressRank
from views.shared_forms import SharedForm

bp = Blueprint("forms_of_address", __name__, url_prefix="/forms-of-address")

_FIELDS = {f"{rank}_{language}": TextField(label(rank)) for rank in AddressRank for language in ("tr", "en")}
AddressForms: type[SealedForm] = type("AddressForms", (SealedForm,), _FIELDS)
"""A field for each rank in each language."""


@bp.route("", methods=["GET", "POST"])
@requires(Permission.PAPER_MANAGE)
def edit() -> ResponseReturnValue:
    """Show how each rank is addressed, or change it."""
    t, actor = current_translator(), current_actor()
    return SharedForm(
        AddressForms,
        actor.municipality_id,
        stored=_as_it_is,
        save=lambda session, form: service.set_forms_of_address(session, actor, _told(form)),
        page=lambda form: render_template(
            "letters/forms_of_address.html", form=form, ranks=list(AddressRank), usual=usual()
        ),
        crumbs=[(url_for(".edit"), t(N_("Forms of address")))],
        leads_to=url_for(".edit"),
    ).answer()


def _told(form: Any) -> Mapping[AddressRank, Words]:
    said = form.told()
    return {one: Words(said[f"{one}_tr"], said[f"{one}_en"]) for one in AddressRank}


def _as_it_is() -> dict[str, Any]:
    said = recipients.house_forms(db.session, current_actor())
    found: dict[str, Any] = {}
    for rank, form in usual().items():
        ours = said.get(rank)
        found[f"{rank}_tr"] = (ours.words_tr if ours else "") or form.tr
        found[f"{rank}_en"] = (ours.words_en if ours else "") or form.en
    return found
