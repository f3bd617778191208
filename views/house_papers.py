"""How papers look: the letterhead of the municipality."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.records.fields import EnumField, LongTextField
from app.records.seen import SealedForm
from app.services import house_papers
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from models.vocabulary import Confidentiality
from views.shared_forms import SharedForm

bp = Blueprint("house_papers", __name__, url_prefix="/letterhead")


class ShortTextField(LongTextField):
    """A few lines at the head or the foot of a page."""

    limit = 600


class LetterheadForm(SealedForm):
    """What stands on every paper of the house."""

    lines_tr = ShortTextField(
        N_("Names of the house"),
        description=N_(
            "One a line, as they stand at the head of a letter: the state, the municipality, the unit."
        ),
    )
    lines_en = ShortTextField(N_("Names of the house in English"))
    foot_tr = ShortTextField(N_("Foot of the page"), description=N_("Address, telephone, web site."))
    foot_en = ShortTextField(N_("Foot of the page in English"))
    mark = EnumField(
        N_("Confidentiality level"),
        of=Confidentiality,
        members=(Confidentiality.OFFICIAL_USE,),  # every colleague reads notes
        blank=N_("No mark"),
        description=N_("Printed on every page of a paper that has no mark of its own."),
    )
    emergency = ShortTextField(
        N_("Numbers to call on a visit"),
        description=N_("A name and a number a line, such as: Duty officer +90 … They stand in visit packs."),
    )


@bp.route("", methods=["GET", "POST"])
@requires(Permission.PAPER_MANAGE)
def edit() -> ResponseReturnValue:
    """Show the letterhead, or change it."""
    t, actor = current_translator(), current_actor()
    return SharedForm(
        LetterheadForm,
        actor.municipality_id,
        stored=_stored,
        save=lambda session, form: house_papers.set_letterhead(session, actor, **form.told()),
        page=lambda form: render_template("house_papers/letterhead.html", form=form),
        crumbs=[(url_for(".edit"), t(N_("Letterhead")))],
        leads_to=url_for(".edit"),
    ).answer()


def _stored() -> Mapping[str, Any]:
    found = queries.letterhead(db.session, current_actor())
    return {name: getattr(found, name) for name in LetterheadForm.told_names()} if found else {}
