"""Pages that take a Word file of the office's own: the field, the way into the store, the page again."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.errors import Invalid, Problem
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.records.fields import Required
from app.records.file_field import FileField
from app.records.form import Form, bind
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import FormRequest, store


class TemplateField(FileField):
    """A Word file."""

    accept = ".docx"


class WordFileForm(Form):
    """The file."""

    file = TemplateField(
        N_("Word file"),
        [Required(N_("Choose the file of the template"))],
        description=N_("A file of Word (.docx) with placeholders."),
    )


class Kept(NamedTuple):
    """A Word file in the store, and what it names."""

    name: str
    sha256: str
    placeholders: tuple[str, ...]


def take(
    form_class: type[WordFileForm],
    named: Callable[[bytes], tuple[str, ...]],
    use: Callable[[Session, Any, Kept], None],
    template: str,
    shown: Callable[[], Mapping[str, Any]],
) -> ResponseReturnValue:
    """Take a file that is sent and show the page anew; without one, or refused, show the page.

    :param named: returns the placeholders of a file, and raises Invalid where it is none of Word's.
    :param use: puts a file that is kept into use; it is told the form.
    :param shown: what the page shows besides the form.
    """
    t = current_translator()
    posted = cast("FormRequest", request).posted() if request.method == "POST" else None
    form = bind(form_class, t, office_today(), posted=posted)
    if posted is not None and form.validate() and _used(form, named, use):
        flash(t(N_("The template is in use.")), "done")
        return redirect(url_for(request.endpoint or ""))
    db.session.rollback()
    form.file.ask_again()
    page = render_template(template, form=form, **shown())
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


def _used(
    form: Any, named: Callable[[bytes], tuple[str, ...]], use: Callable[[Session, Any, Kept], None]
) -> bool:
    try:
        with unit_of_work(db.session) as session:
            use(session, form, _kept(form.file.data, named))
    except Invalid as refusal:
        for problem in refusal.problems:
            form.fail(problem.field, problem.message, **problem.values)
        return False
    return True


def _kept(upload: Upload, named: Callable[[bytes], tuple[str, ...]]) -> Kept:
    """Put a file into the store; refused, it lies there and harms nobody."""
    try:
        sha256 = upload.content.keep()
    except StorageFull as problem:
        raise Invalid(Problem("file", FULL)) from problem
    return Kept(upload.name, sha256, named(store().intact(sha256).read_bytes()))
