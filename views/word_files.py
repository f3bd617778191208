"""Pages that take a Word file of the office's own: the field, the way into the store, the page again."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.errors import Invalid, Problem, Stale
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.records.fields import Required
from app.records.file_field import FileField
from app.records.form import Form, bind
from app.records.seen import Seal
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import FormRequest, store


class TemplateField(FileField):
    """A Word file."""

    accept = ".docx"


REPLACED = N_(
    "Somebody else put another file into use, or removed it, while you were looking. Look at what is in use "
    "now; choose your file again if it shall replace that."
)


class WordFileForm(Form):
    """The file.

    ``seen`` are the checksums of what was in use when the page was read.
    """

    seen = Seal()

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
    :param use: puts a file that is kept into use; it is told the form, and raises Stale where another one is
        in use by now than was shown.
    :param shown: what the page shows besides the form, ``seen`` among it.
    """
    t = current_translator()
    posted = cast("FormRequest", request).posted() if request.method == "POST" else None
    form = bind(form_class, t, office_today(), posted=posted)
    status = HTTPStatus.OK
    if posted is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            if form.validate() and _used(form, named, use):
                flash(t(N_("The template is in use.")), "done")
                return redirect(url_for(request.endpoint or ""))
        except Stale:
            form.fail("file", REPLACED)
            status = HTTPStatus.CONFLICT
    db.session.rollback()
    form.file.ask_again()
    facts = shown()
    form.seen.data = facts["seen"]
    return render_template(template, form=form, **facts), status


def give_up(remove: Callable[[Session, str], None], leads_to: str) -> ResponseReturnValue:
    """Take a file out of use, unless another one is in use by now.

    :param remove: is told the checksum that was shown, and raises Stale.
    """
    t = current_translator()
    try:
        with unit_of_work(db.session) as session:
            remove(session, request.form.get("seen", ""))
    except Stale:
        flash(t(N_("Somebody else put another file into use meanwhile; it stays.")), "bad")
    else:
        flash(t(N_("The template is removed.")), "done")
    return redirect(leads_to)


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
