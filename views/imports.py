"""Imports: a file or a text comes in, its columns are named, its rows looked at, written, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Conflict, Invalid, Problem, Stale
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.importers import pasted, runs
from app.permissions.policy import Permission
from app.queries import imports
from app.records.nouns import NOUNS
from app.storage import FileDamaged, FileMissing, StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import IMPORT_MB, FormRequest, import_store, takes_imports
from models import ImportRun
from models.vocabulary import ImportKind, ImportState, ImportWay, RecordKind, Verdict
from views import import_preview, import_rows
from views.import_moves import hold, moved_on, run_of

bp = Blueprint("imports", __name__, url_prefix="/imports")
bp.add_url_rule("/<int:run_id>/pick", view_func=import_preview.pick, methods=["POST"])
bp.add_url_rule("/<int:run_id>/rows/<int:number>", view_func=import_preview.correct, methods=["GET", "POST"])
bp.add_url_rule("/<int:run_id>/refused.<ending>", view_func=import_preview.refused)

_WORK = {
    ImportState.READING: runs.read_on,
    ImportState.APPLYING: runs.apply_on,
    ImportState.UNDOING: runs.undo_on,
}
"""The steps that take a while, and what does the next piece of each."""
NO_FILE = N_("Choose a file.")
NO_TEXT = N_("Paste the text that says who came.")
NO_YEAR = N_("Write the year in four digits, such as 2023.")
FILE_GONE = N_("The file is not kept any more. Choose it again.")
_SAMPLES = 3
MOST_FIXED = 3
"""How many values can be said of all rows."""
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
        return _columns_page(run)
    if run.state in _WORK:
        return render_template("imports/progress.html", run=run, paused="pause" in request.args)
    if run.state is ImportState.DROPPED:
        return render_template("imports/dropped.html", run=run)
    return import_preview.rows_page(run)


@bp.post("/<int:run_id>/sheet")
@requires(Permission.RECORD_WRITE)
def read_sheet(run_id: int) -> ResponseReturnValue:
    """Read the file anew: another sheet, another row of headings, another kind."""
    run = run_of(run_id)
    try:
        path = import_store().intact(run.sha256)
        with unit_of_work(db.session) as session:
            again = runs.start_table(
                session,
                current_actor(),
                _kind(request.form.get("kind")) or run.import_kind,
                path,
                run.file_name,
                sheet=request.form.get("sheet") or None,
                heading_row=request.form.get("heading_row", type=int),
            )
            runs.drop(session, current_actor(), hold(run.id))
            session.flush()
            run_id = again.id
    except (FileMissing, FileDamaged):
        return _columns_page(run, [Problem("sheet", FILE_GONE)]), HTTPStatus.UNPROCESSABLE_ENTITY
    except Invalid as refusal:
        return _columns_page(run_of(run_id), refusal.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("imports.show", run_id=run_id))


@bp.post("/<int:run_id>/columns")
@requires(Permission.RECORD_WRITE)
def name_columns(run_id: int) -> ResponseReturnValue:
    """Take each column for what was chosen, and begin to read."""
    run = run_of(run_id)
    known = {target.key for target in runs.targets_of(run.import_kind)}
    chosen = [request.form.get(f"target-{at}", "") for at in range(len(run.headings))]
    fixed = _fixed(known)
    try:
        with unit_of_work(db.session) as session:
            targets = [key if key in known else None for key in chosen]
            runs.set_targets(session, current_actor(), hold(run_id), targets, fixed)
    except Invalid as refusal:
        return (
            _columns_page(run_of(run_id), refusal.problems, chosen, fixed),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    except (Conflict, Stale):
        return moved_on(run_id)
    import_store().remove(run.sha256)
    return _on(run_id)


@bp.post("/<int:run_id>/continue")
@requires(Permission.RECORD_WRITE)
def go_on(run_id: int) -> ResponseReturnValue:
    """Do the next piece of what takes a while; a script asks for it again and again."""
    wants_json = request.accept_mimetypes.best == "application/json"
    try:
        run = _worked(run_id)
    except (Conflict, Stale):
        return jsonify(stopped=True) if wants_json else moved_on(run_id)
    if not wants_json:
        return redirect(url_for("imports.show", run_id=run_id))
    t = current_translator()
    return jsonify(
        over=run.state not in _WORK,
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
            import_rows.keep_picks(session, current_actor(), run, request.form)
            if imports.counts(session, run).picked:
                runs.start_applying(session, current_actor(), run)
    except (Conflict, Stale):
        return moved_on(run_id)
    if run_of(run_id).state is ImportState.PREVIEW:
        flash(current_translator()(_PICKS_NOTHING), "wait")
    return _on(run_id)


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
    return _on(run_id)


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


def _worked(run_id: int) -> ImportRun:
    """Do a piece of the long work of the step in which the import is, if it has any."""
    run = run_of(run_id)
    if run.state in _WORK:
        with unit_of_work(db.session, run.operation_id) as session:
            hold(run_id)
            work = _WORK.get(run.state)  # perhaps somebody else has just done the last piece
            if work is not None:
                work(session, current_actor(), run, today=office_today())
    return run


def _on(run_id: int) -> ResponseReturnValue:
    """Do the first piece of the long work at once: a small import needs no second one."""
    with suppress(Conflict, Stale):
        _worked(run_id)
    return redirect(url_for("imports.show", run_id=run_id))


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
    try:
        with unit_of_work(db.session) as session:
            kind = _kind(request.form.get("kind")) or ImportKind.VISIT
            run = runs.start_table(session, current_actor(), kind, kept.path(sha256), upload.name)
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
        run = runs.start_text(session, current_actor(), text, name, year=year, today=office_today())
        session.flush()
        run_id = run.id
    _on(run_id)
    return run_id


def _year(typed: str) -> int | None:
    """Return the year of the list, if one was typed.

    :raises Invalid: it is none.
    """
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isdecimal() and len(typed) == len("2023")):
        raise Invalid(Problem("year", NO_YEAR))
    return int(typed)


def _kinds() -> list[ImportKind]:
    """Return the kinds of record that the actor may import."""
    actor = current_actor()
    return [kind for kind in runs.KINDS if actor.may(NOUNS[RecordKind(kind.value)].create)]


def _kind(value: str | None) -> ImportKind | None:
    return next((kind for kind in _kinds() if kind.value == value), None)


# --- Pages -------------------------------------------------------------------------------------------------


def _fixed(known: Collection[str]) -> dict[str, str]:
    """Return what somebody said of all rows: target → text."""
    pairs = (
        (request.form.get(f"fixed-target-{at}", ""), request.form.get(f"fixed-text-{at}", "").strip())
        for at in range(MOST_FIXED)
    )
    return {key: text for key, text in pairs if key in known and text}


def _start_page(problems: dict[str, Problem]) -> str:
    return render_template(
        "imports/index.html",
        runs=imports.runs(db.session, current_actor()),
        kinds=_kinds(),
        kind=_kind(request.values.get("kind")) or ImportKind.VISIT,
        errors={field: _said(problem) for field, problem in problems.items()},
        typed=request.form,
        most_mb=IMPORT_MB,
        verdicts=list(Verdict),
        is_over=lambda run: run.state in {ImportState.APPLIED, ImportState.UNDONE, ImportState.DROPPED},
    )


def _columns_page(
    run: ImportRun,
    problems: Sequence[Problem] = (),
    chosen: Sequence[str] | None = None,
    fixed: Mapping[str, str] | None = None,
) -> str:
    t = current_translator()
    targets = runs.targets_of(run.import_kind)
    first = [
        row
        for row in imports.rows(db.session, current_actor(), run, None, 1).rows
        if not any(message.get("left_out") for message in row.messages)
    ]
    samples = [
        [row.cells[at] for row in first if at < len(row.cells) and row.cells[at]][:_SAMPLES]
        for at in range(len(run.headings))
    ]
    return render_template(
        "imports/columns.html",
        run=run,
        found=imports.data_rows(db.session, run),
        kinds=_kinds(),
        targets=targets,
        labels=import_rows.labels(targets, t),
        required=runs.required_of(run.import_kind),
        samples=samples,
        chosen=chosen if chosen is not None else [target or "" for target in run.targets],
        fixed=list((run.settings.get("fixed", {}) if fixed is None else fixed).items()),
        most_fixed=MOST_FIXED,
        remembered=set(run.settings.get("remembered", ())),
        errors=[_said(problem) for problem in problems],
    )


def _said(problem: Problem) -> str:
    """Put a refusal into words; a label in it is a msgid."""
    t = current_translator()
    return t(
        problem.message,
        **{name: t(str(one)) if name == "label" else one for name, one in problem.values.items()},
    )
