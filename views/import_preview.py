"""The rows of an import: looked at by verdict, corrected, picked; those that cannot be written as a file."""

from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import IO

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import list_files
from app.errors import Conflict, NotFound, Stale
from app.extensions import db
from app.i18n import N_
from app.importers import offered, runs, stored
from app.permissions.policy import Permission
from app.queries import imports, names
from app.records.noun import Cell
from app.records.nouns import NOUNS
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.numbers import number_asked
from app.web.taken_out import taken_out
from models import ImportRow, ImportRun, Record
from models.vocabulary import ImportState, Verdict
from views import import_rows
from views.import_moves import hold, moved_on, run_of

WRITERS = {"csv": list_files.CSV_TYPE, "xlsx": list_files.XLSX_TYPE}
RECORD = "record"
"""Names the record that a row is about, among what can be said of a row."""
_OVER = {ImportState.APPLIED, ImportState.UNDONE}


def rows_page(run: ImportRun) -> str:
    """Show the rows of a run, all or those of one tab: to be picked, or with what became of them."""
    t, actor, which = current_translator(), current_actor(), _which()
    page = imports.rows(db.session, actor, run, which, number_asked("page") or 1)
    kept = run.settings.get("kept", [])
    linked = import_rows.named_in(page.rows) | {one["record_id"] for one in kept}
    records = names.titles(db.session, actor, linked)
    return render_template(
        "imports/result.html" if run.state in _OVER else "imports/preview.html",
        run=run,
        counts=imports.counts(db.session, run),
        which=which,
        page=page,
        table=import_rows.table(run, page.rows, offered.targets_of(run.import_kind), records, t),
        look=import_rows.VERDICT_LOOK,
        apply_words=apply_words,
        address=lambda tab, number=1: _address(run.id, tab, number),
        kept=[(one, records.get(one["record_id"])) for one in kept],
        record_url=import_rows.record_url,
    )


@requires(Permission.RECORD_WRITE)
def pick(run_id: int) -> ResponseReturnValue:
    """Pick rows: those ticked on the page, or all or none of a tab."""
    actor, told = current_actor(), request.form.get("all")
    try:
        with unit_of_work(db.session) as session:
            run = hold(run_id)
            if told in {"yes", "no"}:
                every = imports.numbers(session, run, _which())
                runs.pick(session, actor, run, every, picked=told == "yes")
            else:
                import_rows.keep_picks(session, actor, run, request.form)
    except (Conflict, Stale):
        return moved_on(run_id)
    if request.accept_mimetypes.best == "application/json":
        picked = imports.counts(db.session, run_of(run_id)).picked
        return jsonify(picked=picked, words=apply_words(picked))
    return redirect(_address(run_id, _which(), number_asked("page") or 1))


@requires(Permission.RECORD_WRITE)
def correct(run_id: int, number: int) -> ResponseReturnValue:
    """Show what was read from a row, or put what somebody typed in its place."""
    run = run_of(run_id)
    row = stored.row(db.session, run, number)
    if run.state is not ImportState.PREVIEW:
        return moved_on(run_id)
    if request.method != "POST":
        return _row_page(run, row)
    try:
        with unit_of_work(db.session) as session:
            run = hold(run_id)
            typed = _typed(run, stored.row(session, run, number))
            row = runs.revise(session, current_actor(), run, number, typed, today=office_today())
    except (Conflict, Stale):
        return moved_on(run_id)
    if row.verdict is Verdict.ERROR:
        return _row_page(run, row), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(f"{_address(run_id, _which(), number_asked('page') or 1)}#row-{number}")


@requires(Permission.RECORD_WRITE)
@costly
@taken_out("import.rows_taken")
def refused(run_id: int, ending: str) -> ResponseReturnValue:
    """Send the rows that cannot be imported as a file, each with its reason, to be corrected there."""
    if ending not in WRITERS:
        message = f"rows as {ending}"
        raise NotFound(message)
    t = current_translator()
    name = t(N_("Not imported: %(name)s"), name=run_of(run_id).file_name)
    return attachment(_file_of_refused(run_id, ending), f"{name}.{ending}", WRITERS[ending])


def apply_words(picked: int) -> str:
    """Return what the button says that writes the rows."""
    return current_translator().plural("Apply %(n)s record", "Apply %(n)s records", picked)


def _file_of_refused(run_id: int, ending: str) -> IO[bytes]:
    t = current_translator()
    with ExitStack() as opened:
        file = opened.enter_context(TemporaryFile())
        with only_reading(db.session) as session:
            run = run_of(run_id)
            heads = [*run.headings, t(N_("Row")), t(N_("Why it was not imported"))]
            rows = _lines(run, imports.refused(session, run))
            if ending == "csv":
                list_files.write_csv(file, heads, rows, t)
            else:
                list_files.write_xlsx(file, heads, rows, t, t(N_("Not imported")))
        opened.pop_all()  # whoever sends it closes it
    return file


def _lines(run: ImportRun, rows: Iterator[ImportRow]) -> Iterator[list[Cell]]:
    t = current_translator()
    labels = import_rows.labels(offered.targets_of(run.import_kind), t)
    for row in rows:
        said = import_rows.texts(run, row)
        cells = [
            said.get(target, "") if target else cell
            for target, cell in zip(run.targets, row.cells, strict=False)
        ]
        reasons = [message for message in row.messages if not message.get("note")]
        why = [import_rows.said(run.import_kind, message, labels, t) for message in reasons]
        told = " ".join([*why, *import_rows.doubted(row, labels, t)])
        yield [*(Cell(cell) for cell in cells), Cell(str(row.number)), Cell(told)]


def _typed(run: ImportRun, row: ImportRow) -> dict[str, str]:
    """Return what somebody put in place of what was read, and what they looked at because it was doubtful.

    A choice among records is made with the id of one, ``#12``, or ``+`` for a new one.
    """
    before = import_rows.editable(run, row, current_translator())
    typed: dict[str, str] = {}
    for key in (target.key for target in offered.targets_of(run.import_kind)):
        text = request.form.get(key, "").replace("\r\n", "\n").strip()
        if key in request.form and (text != before.get(key, "") or key in row.doubts):
            typed[key] = text
    chosen = {key: request.form.get(f"{key or RECORD}-choice", "") for key in _offered(row)}
    return typed | {key or RECORD: choice for key, choice in chosen.items() if choice}


def _offered(row: ImportRow) -> dict[str, list[tuple[int, str, Record | None]]]:
    """Return target → the records that may be meant, with their names; an empty target is the row itself."""
    records = names.titles(db.session, current_actor(), import_rows.named_in([row]))
    return {
        str(one.get("field", "")): [(id_, name, records.get(id_)) for id_, name in found]
        for one in row.messages
        if (found := import_rows.offers(one))
    }


def _row_page(run: ImportRun, row: ImportRow) -> str:
    t, targets = current_translator(), offered.targets_of(run.import_kind)
    errors: dict[str, list[str]] = {}
    for message in row.messages:
        if message.get("note") and row.verdict is Verdict.ERROR:
            continue
        words = import_rows.said(run.import_kind, message, {}, t)
        errors.setdefault(str(message.get("field") or ""), []).append(words)
    return render_template(
        "imports/row.html",
        run=run,
        row=row,
        targets=targets,
        used=[target for target in targets if target.key in {*run.targets, *import_rows.texts(run, row)}],
        texts=import_rows.editable(run, row, t),
        labels=import_rows.labels(targets, t),
        errors=errors,
        offered=_offered(row),
        record_url=import_rows.record_url,
        nouns=NOUNS,
        pieces=import_rows.pieces(row.words, row.spans, row.doubts),
        back=_address(run.id, _which(), number_asked("page") or 1) + f"#row-{row.number}",
    )


def _which() -> imports.Which:
    """Return the tab that is asked for, None for all rows."""
    asked = request.args.get("rows", "")
    if asked == "doubtful":
        return "doubtful"
    return next((one for one in Verdict if one.value == asked), None)


def _address(run_id: int, which: imports.Which, page: int) -> str:
    asked: dict[str, str | int] = {"rows": str(which)} if which else {}
    if page > 1:
        asked["page"] = page
    return url_for("imports.show", run_id=run_id, **asked)  # type: ignore[arg-type]
