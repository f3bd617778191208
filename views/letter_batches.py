"""Letters that were written at once: their file, their numbers, and taking them back."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from io import BytesIO
from typing import Any, ClassVar
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import letter_files
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import letters as queries
from app.records import kit, taking_back
from app.records.fields import MEDIUM, DayField, cleaned
from app.records.form import Form, bind
from app.records.letters import LETTER
from app.services import letters as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import made_file
from app.web.taken_out import taken_out
from app.web.uploads import store
from models import Letter, PartialDate

bp = Blueprint("letter_batches", __name__, url_prefix="/letters")


class NumbersForm(Form):
    """The day under which the letters are registered; their numbers stand beside it."""

    dated = DayField(
        N_("Date of the letters"), description=N_("Given to those that get a number now and have no date.")
    )
    wrong: ClassVar[list[tuple[str, str, str]]] = []

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """Every refusal, those of the numbers last."""
        return [*super().error_list, *self.wrong]


_AT_ONCE = 500
_FIELD = "number-"
_LONGEST_ID = 10


@bp.route("/without-number", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def without_number() -> ResponseReturnValue:
    """List the letters that wait for their number, and take the numbers."""
    named = _named()
    return _numbers(None, lambda: queries.without_number(db.session, current_actor(), named))


@bp.route("/written/<uuid:operation>", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def show(operation: UUID) -> ResponseReturnValue:
    """List the letters that were written at once, and take their numbers."""
    return _numbers(operation, lambda: _letters(operation))


@bp.get("/written/<uuid:operation>.docx")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("letter.letters_taken")
def file(operation: UUID) -> ResponseReturnValue:
    """Hand out all of them in one Word file, each on a page of its own."""
    letters = _letters(operation)
    title = current_translator().title(letters[0])
    made = letter_files.one_file(db.session, current_actor(), letters, title, store())
    return made_file(made, title, "docx")


@bp.get("/written/<uuid:operation>.zip")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("letter.letters_taken")
def files(operation: UUID) -> ResponseReturnValue:
    """Hand out each of them in a Word file of its own, in one archive."""
    letters, t = _letters(operation), current_translator()
    made = letter_files.archive(db.session, current_actor(), letters, t, store())
    return attachment(BytesIO(made), f"{t.title(letters[0])}.zip", "application/zip")


@bp.get("/<int:record_id>/letter.docx")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("letter.letters_taken")
def single(record_id: int) -> ResponseReturnValue:
    """Hand out one letter as a Word file."""
    letter, t = kit.load(db.session, current_actor(), LETTER, record_id), current_translator()
    if not letter.body:
        message = f"text of letter {record_id}"
        raise NotFound(message)
    name = t.title(letter.correspondent) if letter.correspondent else ""
    title = f"{name} {t.title(letter)}".strip()
    made = letter_files.one_file(db.session, current_actor(), [letter], title, store())
    return made_file(made, title, "docx")


@bp.post("/written/<uuid:operation>/take-back")
@requires(Permission.RECORD_BIN)
def take_back(operation: UUID) -> ResponseReturnValue:
    """Move the letters of an operation to the bin, but those that somebody touched since."""
    t = current_translator()
    letters = _letters(operation)
    with unit_of_work(db.session) as session:
        done = taking_back.take_back(
            session, current_actor(), str(operation), today=office_today(), limit=_AT_ONCE
        )
    flash(t.plural("Moved to the bin: %(n)s record", "Moved to the bin: %(n)s records", done.done), "done")
    if done.kept:
        stay = t.plural(
            "%(n)s letter was changed since and stays.",
            "%(n)s letters were changed since and stay.",
            len(done.kept),
        )
        flash(stay, "wait")
    return redirect(
        url_for("letters.index") if len(done.kept) < len(letters) else url_for(".show", operation=operation)
    )


def _letters(operation: UUID) -> Sequence[Letter]:
    found = queries.of_operation(db.session, current_actor(), str(operation))
    if not found:
        message = f"letters of operation {operation}"
        raise NotFound(message)
    return found


def _numbers(operation: UUID | None, read: Callable[[], Sequence[Letter]]) -> ResponseReturnValue:
    """Show letters with a place for the number of each, or give them the numbers that were typed."""
    t, letters = current_translator(), read()
    posted = request.form if request.method == "POST" else None
    form = bind(NumbersForm, t, office_today(), posted=posted)
    typed = _typed(letters) if posted is not None else {}
    gone = len(_named() - {one.id for one in letters})
    if posted is not None and form.validate():
        try:
            given = _give(form, typed)
        except Invalid as refusal:
            db.session.rollback()
            letters = read()
            of_the_day = [one for one in refusal.problems if one.field == "dated"]
            for one in of_the_day:
                form.fail("dated", one.message, **one.values)
            form.wrong = [
                (f"{_FIELD}{one.field}", t(N_("Number")), t(one.message, **one.values))
                for one in refusal.problems
                if one not in of_the_day
            ]
        else:
            flash(t.plural("%(n)s number is saved.", "%(n)s numbers are saved.", given), "done")
            if gone:
                not_saved = t.plural(
                    "%(n)s letter is not listed any more; the number typed for it is not saved.",
                    "%(n)s letters are not listed any more; the numbers typed for them are not saved.",
                    gone,
                )
                flash(not_saved, "wait")
            return redirect(request.path)
    page = render_template(
        "letters/numbers.html",
        form=form,
        letters=letters,
        operation=operation,
        typed=typed,
        wrong={id_: message for id_, _, message in form.wrong},
        first_empty=next((one.id for one in letters if not one.registration_no), None),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


def _named() -> set[int]:
    """Return the letters for which something was typed, also where they are none or have their number."""
    told = (name.removeprefix(_FIELD) for name, text in request.form.items() if cleaned(text))
    return {int(id_) for id_ in told if id_.isdecimal() and len(id_) < _LONGEST_ID}


def _typed(letters: Sequence[Letter]) -> dict[int, str]:
    """Return what was typed for letters; more than any number has is cut off.

    Also for one that got its number meanwhile: who typed another one is told so.
    """
    said = {one.id: cleaned(request.form.get(f"{_FIELD}{one.id}", "")) for one in letters}
    told = {id_: " ".join(text.split())[:MEDIUM] for id_, text in said.items()}
    return {one.id: told[one.id] for one in letters if told[one.id]}


def _give(form: Any, typed: Mapping[int, str]) -> int:
    dated = PartialDate.on(form.dated.data) if form.dated.data else PartialDate.unknown()
    with unit_of_work(db.session) as session:
        return service.give_numbers(session, current_actor(), typed, dated, today=office_today())
