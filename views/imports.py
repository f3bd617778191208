"""Imports: a file or a text comes in, its columns are named, its rows looked at, written, and taken back."""

from http import HTTPStatus
from typing import cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Conflict, Invalid, Problem, Stale
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.importers import pasted, runs, starting
from app.permissions.policy import Permission
from app.queries import imports
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import IMPORT_MB, FormRequest, import_store, takes_imports
from models.vocabulary import ImportKind, ImportState, ImportWay, Verdict
from views import import_columns, import_preview, import_rows
from views.import_moves import WORK, go_on_at_once, hold, moved_on, run_of, worked

bp = Blueprint("imports", __name__, url_prefix="/imports")
bp.add_url_rule("/<int:run_id>/sheet", view_func=import_columns.read_sheet, methods=["POST"])
bp.add_url_rule("/<int:run_id>/columns", view_func=import_columns.name_columns, methods=["POST"])
bp.add_url_rule("/<int:run_id>/pick", view_func=import_preview.pick, methods=["POST"])
bp.add_url_rule("/<int:run_id>/rows/<int:number>", view_func=import_preview.correct, methods=["GET", "POST"])
bp.add_url_rule("/<int:run_id>/refused.<ending>", view_func=import_preview.refused)

NO_FILE = N_("Choose a file.")
NO_TEXT = N_("Paste the text that says who came.")
NO_YEAR = N_("Write the year in four digits, such as 2023.")
YEARS = range(1900, 2200)
DAYS_KEPT = 7
"""How long a file waits for somebody to say what its columns are."""
_PICKS_NOTHING = N_("Pick at least one row.")


# --- Coming in --------------------------------------------------------------------------------------------


@bp.get("")
@requires(Permission.RECORD_WRITE)
def index() -> ResponseReturnValue:
    """List the imports of the municipality, and begin another."""
    return _start_page({})


@bp.post("/file")
@takes_imports
@requires(Permission.RECORD_WRITE)
def take_file() -> ResponseReturnValue:
    """Begin an import with a file: a table, or a text."""
    try:
        upload = _chosen()
        run_id = _from_text_file(upload) if upload.name.lower().endswith(".txt") else _from_table(upload)
    except Invalid as refusal:
        return _start_page({"file": refusal.problems[0]}), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("imports.show", run_id=run_id))


@bp.post("/text")
@requires(Permission.RECORD_WRITE)
def take_text() -> ResponseReturnValue:
    """Begin an import with a text that was pasted."""
    t = current_translator()
    try:
        year = _year(request.form.get("year", ""))
        text = request.form.get("text", "")
        if not text.strip():
            raise Invalid(Problem("text", NO_TEXT))  # noqa: TRY301 - said like any other refusal
        run_id = _from_text(text, t(N_("Pasted text")), year)
    except Invalid as refusal:
        problem = refusal.problems[0]
        field = problem.field if problem.field == "year" else "text"
        return _start_page({field: problem}), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("imports.show", run_id=run_id))


# --- The steps --------------------------------------------------------------------------------------------


@bp.get("/<int:run_id>")
@requires(Permission.RECORD_WRITE)
def show(run_id: int) -> ResponseReturnValue:
    """Show an import in the step in which it is."""
    run = run_of(run_id)
    again = run.way is ImportWay.TABLE and run.state is ImportState.PREVIEW and "columns" in request.args
    if run.state is ImportState.COLUMNS or again:
        return import_columns.page(run)
    if run.state in WORK:
        return render_template("imports/progress.html", run=run, paused="pause" in request.args)
    if run.state is ImportState.DROPPED:
        return render_template("imports/dropped.html", run=run)
    return import_preview.rows_page(run)


@bp.post("/<int:run_id>/continue")
@requires(Permission.RECORD_WRITE)
def go_on(run_id: int) -> ResponseReturnValue:
    """Do the next piece of what takes a while; a script asks for it again and again."""
    wants_json = request.accept_mimetypes.best == "application/json"
    try:
        run = worked(run_id)
    except (Conflict, Stale):
        return jsonify(stopped=True) if wants_json else moved_on(run_id)
    if not wants_json:
        return redirect(url_for("imports.show", run_id=run_id))
    t = current_translator()
    return jsonify(
        over=run.state not in WORK,
        state=run.state.value,
        done=run.done,
        total=run.total,
        words=f"{t.number(run.done)} / {t.number(run.total)}",
    )


@bp.post("/<int:run_id>/apply")
@requires(Permission.RECORD_WRITE)
def apply(run_id: int) -> ResponseReturnValue:
    """Write the rows that are picked."""
    try:
        with unit_of_work(db.session) as session:
            run = hold(run_id)
            if run.state is not ImportState.PREVIEW:
                raise Stale(f"import {run_id} is {run.state}")  # noqa: TRY301 - said like any other step too late
            import_rows.keep_picks(session, current_actor(), run, request.form)
            if imports.counts(session, run).picked:
                runs.start_applying(session, current_actor(), run)
    except (Conflict, Stale):
        return moved_on(run_id)
    if run_of(run_id).state is ImportState.PREVIEW:
        flash(current_translator()(_PICKS_NOTHING), "wait")
    return go_on_at_once(run_id)


@bp.get("/<int:run_id>/undo")
@requires(Permission.RECORD_WRITE)
def ask_undo(run_id: int) -> ResponseReturnValue:
    """Ask whether what the import wrote is to be taken back, and say what that means."""
    run = run_of(run_id)
    if run.state not in {ImportState.APPLIED, ImportState.APPLYING}:
        return moved_on(run_id)
    return render_template("imports/undo.html", run=run, counts=imports.counts(db.session, run))


@bp.post("/<int:run_id>/undo")
@requires(Permission.RECORD_WRITE)
def undo(run_id: int) -> ResponseReturnValue:
    """Take back what the import wrote."""
    try:
        with unit_of_work(db.session) as session:
            runs.start_undoing(session, current_actor(), hold(run_id))
    except (Conflict, Stale):
        return moved_on(run_id)
    return go_on_at_once(run_id)


@bp.post("/<int:run_id>/drop")
@requires(Permission.RECORD_WRITE)
def drop(run_id: int) -> ResponseReturnValue:
    """Give an import up before anything is written."""
    run = run_of(run_id)
    sha256, was_asking = run.sha256, run.state is ImportState.COLUMNS
    try:
        with unit_of_work(db.session) as session:
            runs.drop(session, current_actor(), hold(run_id))
    except (Conflict, Stale):
        return moved_on(run_id)
    if was_asking:
        import_store().remove(sha256)
    flash(current_translator()(N_("The import is given up; nothing was written.")), "done")
    return redirect(url_for("imports.index"))


# --- What came ---------------------------------------------------------------------------------------------


def _chosen() -> Upload:
    upload = cast("FormRequest", request).arrived("file")
    if upload is None:
        raise Invalid(Problem("file", NO_FILE))
    if upload.problem is not None:
        raise Invalid(upload.problem)
    return upload


def _from_table(upload: Upload) -> int:
    """Read a table and ask what its columns are; the file stays until that is told."""
    try:
        sha256 = upload.content.keep()
    except StorageFull:
        raise Invalid(Problem("file", FULL)) from None
    kept = import_store()
    kept.remove_older(DAYS_KEPT)
    try:
        with unit_of_work(db.session) as session:
            kind = import_columns.kind_named(request.form.get("kind")) or ImportKind.VISIT
            run = starting.start_table(session, current_actor(), kind, kept.path(sha256), upload.name)
            session.flush()
            run_id = run.id
    except Invalid:
        kept.remove(sha256)
        raise
    return run_id


def _from_text_file(upload: Upload) -> int:
    if upload.content.path is None:
        raise Invalid(Problem("file", NO_FILE))
    return _from_text(pasted.read(upload.content.path), upload.name, _year(request.form.get("year", "")))


def _from_text(text: str, name: str, year: int | None) -> int:
    with unit_of_work(db.session) as session:
        run = starting.start_text(session, current_actor(), text, name, year=year, today=office_today())
        session.flush()
        run_id = run.id
    go_on_at_once(run_id)
    return run_id


def _year(typed: str) -> int | None:
    """Return the year of the list, if one was typed.

    :raises Invalid: it is none.
    """
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isdecimal() and len(typed) == len("2023") and int(typed) in YEARS):
        raise Invalid(Problem("year", NO_YEAR))
    return int(typed)


# --- Pages -------------------------------------------------------------------------------------------------


def _start_page(problems: dict[str, Problem]) -> str:
    return render_template(
        "imports/index.html",
        runs=imports.runs(db.session, current_actor()),
        kinds=import_columns.kinds(),
        kind=import_columns.kind_named(request.values.get("kind")) or ImportKind.VISIT,
        errors={field: import_columns.said(problem) for field, problem in problems.items()},
        typed=request.form,
        most_mb=IMPORT_MB,
        verdicts=list(Verdict),
        is_over=lambda run: run.state in {ImportState.APPLIED, ImportState.UNDONE, ImportState.DROPPED},
    )
