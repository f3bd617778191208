"""How papers look: the letterhead of the municipality."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.records.fields import EnumField, LongTextField
from app.records.form import Form, bind
from app.services import house_papers
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import Confidentiality

bp = Blueprint("house_papers", __name__, url_prefix="/letterhead")


class ShortTextField(LongTextField):
    """A few lines at the head or the foot of a page."""

    limit = 600


class LetterheadForm(Form):
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
    posted = request.form if request.method == "POST" else None
    form = bind(
        LetterheadForm, t, office_today(), posted=posted, record=queries.letterhead(db.session, actor)
    )
    if request.method == "POST" and form.validate():
        with unit_of_work(db.session) as session:
            house_papers.set_letterhead(session, actor, **form.values())
        flash(t(N_("Saved.")), "done")
        return redirect(url_for(".edit"))
    page = render_template("house_papers/letterhead.html", form=form)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK
