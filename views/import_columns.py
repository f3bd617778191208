"""The columns of a table that comes in: which sheet, which headings, and what each of them is taken for."""

from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Conflict, Invalid, Problem, Stale
from app.extensions import db
from app.i18n import N_
from app.importers import offered, runs, starting
from app.permissions.policy import Permission
from app.queries import imports
from app.records.nouns import NOUNS
from app.storage import FileDamaged, FileMissing
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from app.web.uploads import import_store
from models import ImportRun
from models.vocabulary import ImportKind, RecordKind
from views import import_rows
from views.import_moves import go_on_at_once, hold, moved_on, run_of

FILE_GONE = N_("The file is not kept any more. Choose it again.")
MOST_FIXED = 3
"""How many values can be said of all rows."""
_SAMPLES = 3


@requires(Permission.RECORD_WRITE)
def read_sheet(run_id: int) -> ResponseReturnValue:
    """Read the file anew: another sheet, another row of headings, another kind."""
    run = run_of(run_id)
    try:
        path = import_store().intact(run.sha256)
        with unit_of_work(db.session) as session:
            again = starting.start_table(
                session,
                current_actor(),
                kind_named(request.form.get("kind")) or run.import_kind,
                path,
                run.file_name,
                **_place_in_file(run),
            )
            runs.drop(session, current_actor(), hold(run.id))
            session.flush()
            run_id = again.id
    except (FileMissing, FileDamaged):
        return page(run, [Problem("sheet", FILE_GONE)]), HTTPStatus.UNPROCESSABLE_ENTITY
    except Invalid as refusal:
        return page(run_of(run_id), refusal.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    except (Conflict, Stale):
        return moved_on(run_id)
    return redirect(url_for("imports.show", run_id=run_id))


@requires(Permission.RECORD_WRITE)
def name_columns(run_id: int) -> ResponseReturnValue:
    """Take each column for what was chosen, and begin to read."""
    run = run_of(run_id)
    known = {target.key for target in offered.targets_of(run.import_kind)}
    chosen = [request.form.get(f"target-{at}", "") for at in range(len(run.headings))]
    fixed = _fixed(known)
    try:
        with unit_of_work(db.session) as session:
            targets = [key if key in known else None for key in chosen]
            runs.set_targets(session, current_actor(), hold(run_id), targets, fixed)
    except Invalid as refusal:
        return (
            page(run_of(run_id), refusal.problems, chosen, fixed),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    except (Conflict, Stale):
        return moved_on(run_id)
    import_store().remove(run.sha256)
    return go_on_at_once(run_id)


def page(
    run: ImportRun,
    problems: Sequence[Problem] = (),
    chosen: Sequence[str] | None = None,
    fixed: Mapping[str, str] | None = None,
) -> str:
    """Show each column with what stands in it, and what it may be taken for.

    :param problems: what is wrong with the columns that were chosen.
    :param chosen: the target of each column, empty where it is left out; if None, those of the run.
    :param fixed: what was said of all rows; if None, what is kept.
    """
    t = current_translator()
    targets = offered.targets_of(run.import_kind)
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
        kinds=kinds(),
        targets=targets,
        labels=import_rows.labels(targets, t),
        required=offered.required_of(run.import_kind),
        samples=samples,
        chosen=chosen if chosen is not None else [target or "" for target in run.targets],
        fixed=list((run.settings.get("fixed", {}) if fixed is None else fixed).items()),
        most_fixed=MOST_FIXED,
        remembered=set(run.settings.get("remembered", ())),
        errors=[said(problem) for problem in problems],
    )


def said(problem: Problem) -> str:
    """Put a refusal into words; a label in it is a msgid."""
    t = current_translator()
    return t(
        problem.message,
        **{name: t(str(one)) if name == "label" else one for name, one in problem.values.items()},
    )


def kinds() -> list[ImportKind]:
    """Return the kinds of record that the actor may import."""
    actor = current_actor()
    return [kind for kind in offered.KINDS if actor.may(NOUNS[RecordKind(kind.value)].create)]


def kind_named(value: str | None) -> ImportKind | None:
    """Return the kind of a name, None where the actor may not import such records."""
    return next((kind for kind in kinds() if kind.value == value), None)


def _place_in_file(run: ImportRun) -> dict[str, Any]:
    """Return which sheet and row of headings are meant; the row that stood there is that of the old sheet."""
    sheet, row = request.form.get("sheet") or None, request.form.get("heading_row", type=int)
    is_other = sheet != (run.settings.get("sheet") or None)
    return {
        "sheet": sheet,
        "heading_row": None if is_other and row == run.settings.get("heading_row") else row,
    }


def _fixed(known: Collection[str]) -> dict[str, str]:
    """Return what somebody said of all rows: target → text."""
    pairs = (
        (request.form.get(f"fixed-target-{at}", ""), request.form.get(f"fixed-text-{at}", "").strip())
        for at in range(MOST_FIXED)
    )
    return {key: text for key, text in pairs if key in known and text}
