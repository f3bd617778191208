"""The office's own Word file for its letters: put it into use, see what it may name, remove it."""

from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import letter_paper
from app.errors import Invalid
from app.extensions import db
from app.files.uploads import FULL
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.records.fields import Required
from app.records.form import Form, bind
from app.services import house_papers
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import FormRequest, store, takes_files
from views.word_templates import TemplateField

bp = Blueprint("letter_paper", __name__, url_prefix="/word-templates/letters")


class LetterPaperForm(Form):
    """The file."""

    file = TemplateField(
        N_("Word file"),
        [Required(N_("Choose the file of the template"))],
        description=N_("A file of Word (.docx) with placeholders."),
    )


@bp.route("", methods=["GET", "POST"])
@takes_files
@requires(Permission.PAPER_MANAGE)
def edit() -> ResponseReturnValue:
    """Show the file and what it may name, or take a new one."""
    t = current_translator()
    posted = cast("FormRequest", request).posted() if request.method == "POST" else None
    form = bind(LetterPaperForm, t, office_today(), posted=posted)
    if posted is not None and form.validate() and _taken(form):
        flash(t(N_("The template is in use.")), "done")
        return redirect(url_for(".edit"))
    db.session.rollback()
    form.file.ask_again()
    page = render_template(
        "letters/paper.html",
        form=form,
        paper=queries.letter_paper(db.session, current_actor()),
        placeholders=letter_paper.PLACEHOLDERS,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.post("/remove")
@requires(Permission.PAPER_MANAGE)
def remove() -> ResponseReturnValue:
    """Write letters without it again."""
    with unit_of_work(db.session) as session:
        house_papers.remove_letter_paper(session, current_actor())
    flash(current_translator()(N_("The template is removed.")), "done")
    return redirect(url_for(".edit"))


def _taken(form: Any) -> bool:
    """Put the file into the store and into use, if it is one; refused, it lies there and harms nobody."""
    upload = form.file.data
    try:
        sha256 = upload.content.keep()
        with unit_of_work(db.session) as session:
            used = letter_paper.placeholders(store().intact(sha256).read_bytes())
            house_papers.keep_letter_paper(session, current_actor(), upload.name, sha256, used)
    except StorageFull:
        form.fail("file", FULL)
        return False
    except Invalid as refusal:
        for problem in refusal.problems:
            form.fail(problem.field, problem.message, **problem.values)
        return False
    return True
