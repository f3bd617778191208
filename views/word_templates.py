"""The office's own Word templates: upload one for a kind of note, see what it may name, remove it."""

from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import word_template
from app.errors import Invalid, Problem
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.records.fields import EnumField, Required
from app.records.file_field import FileField
from app.records.form import Form, bind
from app.records.notes import KIND_OF
from app.services import house_papers
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import FormRequest, store, takes_files
from models.vocabulary import NoteKind

bp = Blueprint("word_templates", __name__, url_prefix="/word-templates")


class TemplateField(FileField):
    """A Word file."""

    accept = ".docx"


class WordTemplateForm(Form):
    """A template, and for which notes it is."""

    note_kind = EnumField(
        N_("For"),
        [Required(N_("Choose for which notes it is"))],
        of=NoteKind,
        members=tuple(KIND_OF.values()),
        blank=N_("Choose"),
    )
    file = TemplateField(
        N_("Word file"),
        [Required(N_("Choose the file of the template"))],
        description=N_("A file of Word (.docx) with placeholders."),
    )


@bp.route("", methods=["GET", "POST"])
@takes_files
@requires(Permission.PAPER_MANAGE)
def index() -> ResponseReturnValue:
    """List the templates and what they may name, or take a new one."""
    t = current_translator()
    posted = cast("FormRequest", request).posted() if request.method == "POST" else None
    form = bind(WordTemplateForm, t, office_today(), posted=posted)
    if posted is not None and form.validate() and _taken(form):
        flash(t(N_("The template is in use.")), "done")
        return redirect(url_for(".index"))
    db.session.rollback()
    form.file.ask_again()
    page = render_template(
        "house_papers/templates.html",
        form=form,
        templates=queries.templates(db.session, current_actor()),
        placeholders=word_template.PLACEHOLDERS,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.post("/<int:template_id>/remove")
@requires(Permission.PAPER_MANAGE)
def remove(template_id: int) -> ResponseReturnValue:
    """Write notes of a kind without a template again."""
    with unit_of_work(db.session) as session:
        house_papers.remove_template(session, current_actor(), template_id)
    flash(current_translator()(N_("The template is removed.")), "done")
    return redirect(url_for(".index"))


def _taken(form: Any) -> bool:
    try:
        with unit_of_work(db.session) as session:
            name, sha256, used = _kept(form.file.data)
            kind = form.note_kind.data
            house_papers.keep_template(session, current_actor(), kind, name, sha256, used)
    except Invalid as refusal:
        for problem in refusal.problems:
            form.fail(problem.field, problem.message, **problem.values)
        return False
    return True


def _kept(upload: Upload) -> tuple[str, str, tuple[str, ...]]:
    """Put a template into the store, if it is one; refused, it lies there and harms nobody."""
    try:
        sha256 = upload.content.keep()
    except StorageFull as problem:
        raise Invalid(Problem("file", FULL)) from problem
    return upload.name, sha256, word_template.placeholders(store().intact(sha256).read_bytes())
