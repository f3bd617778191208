"""The steps of an import that was begun: naming columns, reading, preview, writing, taking back.

Callers own the transaction: every call is one :func:`app.unit_of_work.unit_of_work`, for writing with the
run's ``operation_id`` (:func:`apply_all` opens its own). Calls that end in ``_on`` do as much as fits into
some seconds and are called again until the state changes; what is done is counted in the same transaction:
nothing is done twice.
A call that does not fit the state raises :class:`app.errors.Stale`.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.domain.turkish import search_key
from app.errors import Invalid, NotFound, Problem, Stale
from app.i18n import N_
from app.importers import stored
from app.importers.kinds import KINDS as DECLARED
from app.importers.kinds.kind import Kind
from app.importers.plan import Line, Planned, Planner, ReadAs, SeenHere
from app.importers.said import WHICH_RECORD
from app.importers.tables import Table
from app.importers.writing import write
from app.permissions.actor import Actor, ensure
from app.queries import imports as import_rows
from app.queries import trail as trail_queries
from app.queries.versions import versions
from app.records import taking_back
from app.records.fields import MEDIUM
from app.unit_of_work import unit_of_work
from models import ImportHeading, ImportRow, ImportRun, utc_now
from models.vocabulary import ImportKind, ImportState, ImportWay, Verdict

_PICKED_AT_ONCE, _PLANNED_AT_ONCE, _TAKEN_BACK_AT_ONCE = 1_000, 500, 1_000
_row = ImportRow.__table__


def preview(
    session: Session,
    actor: Actor,
    kind: ImportKind,
    table: Table,
    targets: Sequence[str | None],
    read_as: ReadAs,
    *,
    today: date,
) -> Iterator[Planned]:
    """Yield what each row of a table would do, and store nothing.

    :param targets: see :func:`set_targets`.
    :raises PermissionDenied: the actor may not create such records.
    :raises Invalid: see :func:`set_targets`.
    """
    declared = DECLARED[kind]
    ensure(actor, declared.noun.create)
    check_targets(kind, table.headings, targets, read_as.fixed)
    planner, seen = Planner(session, actor, declared, read_as, today=today), SeenHere()
    batch: list[Line] = []
    for row in table.rows:
        line = stored.line_of_table(row, targets)
        is_full = len(batch) >= _PLANNED_AT_ONCE
        if is_full and not declared.continues(line.texts, line.merged, batch[-1].texts):
            yield from planner.plan(batch, seen)
            batch = []
        batch.append(line)
    yield from planner.plan(batch, seen)


def load(session: Session, actor: Actor, run_id: int) -> ImportRun:
    """Load an import.

    :raises NotFound: there is none, or it is another municipality's.
    """
    run = session.get(ImportRun, run_id)
    if run is None or run.municipality_id != actor.municipality_id:
        raise NotFound(f"import {run_id}")
    return run


# --- Columns


def set_targets(
    session: Session,
    actor: Actor,
    run: ImportRun,
    targets: Sequence[str | None],
    fixed: Mapping[str, str] | None = None,
) -> None:
    """Say what the columns are, remember it for the next file, and let the rows be read anew.

    :param targets: one for each heading; None where the column is left out.
    :param fixed: target → text that stands in every row which says nothing of it.
    :raises PermissionDenied: the actor may not create such records.
    :raises Invalid: a target is there twice, or one is missing without which nothing can be read.
    """
    _allowed(session, actor, run, ImportState.COLUMNS, ImportState.READING, ImportState.PREVIEW)
    chosen = [one or None for one in targets]
    said = {target: text.strip() for target, text in (fixed or {}).items() if text.strip()}
    check_targets(run.import_kind, run.headings, chosen, said)
    run.targets, run.state, run.done, run.counts = chosen, ImportState.READING, 0, {}
    run.settings = {**run.settings, "fixed": said}
    if run.way is ImportWay.TABLE:
        _remember(session, actor, run)
    forgotten: dict[str, Any] = {"verdict": None, "identity": "", "picked": False, "record_id": None}
    session.execute(update(_row).where(_row.c.run_id == run.id).values(forgotten))


def check_targets(
    kind: ImportKind, headings: Sequence[str], targets: Sequence[str | None], fixed: Collection[str] = ()
) -> None:
    """Refuse columns with which nothing can be read.

    :param fixed: targets of which something is said for all rows.
    :raises Invalid: a target is there twice, or one is missing without which nothing can be read.
    """
    problems = list(_problems_of_columns(DECLARED[kind], headings, targets, fixed))
    if problems:
        raise Invalid(*problems)


def _problems_of_columns(
    declared: Kind, headings: Sequence[str], targets: Sequence[str | None], fixed: Collection[str]
) -> Iterator[Problem]:
    labels = {target.key: target.label for target in declared.targets}
    if len(targets) != len(headings) or not {*targets, *fixed} - {None} <= labels.keys():
        yield Problem("columns", N_("The columns are not those of the file any more; open it again"))
        return
    for place, one in enumerate(targets):
        if one is not None and one in targets[:place]:
            values = {"one": headings[targets.index(one)], "other": headings[place]}
            yield Problem("columns", N_("“%(one)s” and “%(other)s” cannot be the same"), values)
    for group in declared.required:
        if not set(group) & {*targets, *fixed}:
            yield Problem("columns", N_("Say which column is this: %(label)s"), {"label": labels[group[0]]})


def _remember(session: Session, actor: Actor, run: ImportRun) -> None:
    meant = {
        search_key(heading): target or ""
        for heading, target in zip(run.headings, run.targets, strict=True)
        if 0 < len(search_key(heading)) <= MEDIUM
    }
    table = ImportHeading.__table__
    whose = {"municipality_id": actor.municipality_id, "import_kind": run.import_kind}
    session.execute(
        delete(table).where(
            table.c.municipality_id == actor.municipality_id,
            table.c.import_kind == run.import_kind,
            table.c.heading.in_(meant),
        )
    )
    if meant:
        rows = [{**whose, "heading": heading, "target": target} for heading, target in meant.items()]
        session.execute(insert(table), rows)


# --- Reading


def read_on(session: Session, actor: Actor, run: ImportRun, *, today: date, seconds: float = 2.0) -> None:
    """Give the next rows their verdicts; after the last one the run is in preview.

    :param seconds: how long it may take, more or less; at least some rows are read.
    :raises PermissionDenied: the actor may not create such records.
    """
    declared = _allowed(session, actor, run, ImportState.READING)
    planner = Planner(session, actor, declared, _read_as(run), today=today)
    until = time.monotonic() + seconds
    for rows in _batches(session, run, declared):
        planned = planner.plan(stored.lines_of(run, rows), stored.SeenInRun(session, run.id))
        stored.keep(session, rows, planned, picks=True)
        run.done += len(rows)
        if time.monotonic() >= until:
            break
    run.counts = _counted(session, run)
    if run.done >= run.total:
        run.state, run.done = ImportState.PREVIEW, run.total


def revise(
    session: Session, actor: Actor, run: ImportRun, number: int, texts: Mapping[str, str], *, today: date
) -> ImportRow:
    """Put other texts in place of what was read of a row, and judge it again, with the rows that continue it.

    :param texts: target → text; empty where nothing is said. ``record``: ``#12`` is the record that the row
        is about, ``+`` a new one.
    :raises PermissionDenied: the actor may not create such records.
    :raises NotFound: the run has no such row.
    :raises Invalid: there is no such target.
    """
    declared = _allowed(session, actor, run, ImportState.PREVIEW)
    unknown = [key for key in texts if key != WHICH_RECORD and declared.target(key) is None]
    if unknown:
        raise Invalid(Problem(unknown[0], N_("There is no such column")))
    row = stored.row(session, run, number)
    row.revised = {**row.revised, **{key: text.strip() for key, text in texts.items()}}
    row.messages = [one for one in row.messages if not one.get("left_out") and one["field"] not in texts]
    row.doubts = {target: why for target, why in row.doubts.items() if target not in texts}
    session.flush()
    planner = Planner(session, actor, declared, _read_as(run), today=today)
    group = stored.group_of(session, run, declared, number)
    planned = planner.plan(stored.lines_of(run, group), stored.SeenInRun(session, run.id))
    stored.keep(session, group, planned, picks=True)
    session.refresh(row)
    run.counts = _counted(session, run)
    return row


def pick(
    session: Session, actor: Actor, run: ImportRun, numbers: Collection[int] | None, *, picked: bool
) -> None:
    """Choose rows that are to be written, or not to be. A picked conflict takes the value of the file.

    :param numbers: None for all that are new or changed. Rows that cannot be written are left alone.
    :raises PermissionDenied: the actor may not create such records.
    """
    _allowed(session, actor, run, ImportState.PREVIEW)
    statement = update(_row).where(_row.c.run_id == run.id, import_rows.can_be_picked())
    if numbers is None:
        undisputed = _row.c.verdict.in_([Verdict.NEW, Verdict.CHANGED])
        session.execute(statement.where(undisputed).values(picked=picked))
        return
    wanted = iter(numbers)
    while some := list(islice(wanted, _PICKED_AT_ONCE)):
        session.execute(statement.where(_row.c.number.in_(some)).values(picked=picked))


# --- Writing


def start_applying(session: Session, actor: Actor, run: ImportRun) -> None:
    """Let the picked rows be written.

    A run whose rows have no verdicts yet is read and written in one go: new and changed rows, doubts or not.

    :raises PermissionDenied: the actor may not create such records.
    """
    _allowed(session, actor, run, ImportState.READING, ImportState.PREVIEW)
    run.state, run.done = ImportState.APPLYING, 0


def apply_all(session: Session, actor: Actor, run: ImportRun, *, today: date, seconds: float) -> None:
    """Write all picked rows, in units of work of some seconds each.

    What was read of the names on record is good until somebody else writes.

    :raises PermissionDenied: as :func:`apply_on`.
    """
    planner, expected = None, None
    while run.state is ImportState.APPLYING:
        with unit_of_work(session, run.operation_id):
            if planner is None or versions(session, actor) != expected:
                planner = Planner(session, actor, DECLARED[run.import_kind], _read_as(run), today=today)
            apply_on(session, actor, run, today=today, seconds=seconds, planner=planner)
        expected = versions(session, actor)


def apply_on(
    session: Session,
    actor: Actor,
    run: ImportRun,
    *,
    today: date,
    seconds: float = 2.0,
    planner: Planner | None = None,
) -> None:
    """Judge the next rows against the database as it is now, and write the picked ones.

    A row whose verdict got worse in the meantime is not written, and says why.

    :param seconds: how long it may take, more or less; at least some rows are written.
    :param planner: of the call before, if nobody else has written since.
    :raises PermissionDenied: the actor may not create such records.
    """
    declared = _allowed(session, actor, run, ImportState.APPLYING)
    planner = planner or Planner(session, actor, declared, _read_as(run), today=today)
    along: dict[str, int] = dict(run.settings.get("along", {}))
    until = time.monotonic() + seconds
    for rows in _batches(session, run, declared):
        planned = planner.plan(stored.lines_of(run, rows), stored.SeenInRun(session, run.id))
        for kind, count in write(planner, rows, planned).items():
            along[kind] = along.get(kind, 0) + count
        stored.keep(session, rows, planned, picks=False)
        run.done += len(rows)
        if time.monotonic() >= until:
            break
    run.settings = {**run.settings, "along": along}
    run.counts = _counted(session, run)
    if run.done >= run.total:
        run.state, run.done, run.finished_at = ImportState.APPLIED, run.total, utc_now()


# --- Taking back


def start_undoing(session: Session, actor: Actor, run: ImportRun) -> None:
    """Let everything that the import wrote be taken back.

    :raises PermissionDenied: the actor may not create such records.
    """
    _allowed(session, actor, run, ImportState.APPLYING, ImportState.APPLIED)
    run.state, run.done = ImportState.UNDOING, 0
    run.settings = {**run.settings, "taken_back": 0, "kept": []}
    if not trail_queries.has_operation(session, run.operation_id):
        run.state, run.finished_at = ImportState.UNDONE, utc_now()  # nothing was written


def undo_on(session: Session, actor: Actor, run: ImportRun, *, today: date, seconds: float = 2.0) -> None:
    """Take back the next records.

    ``run.settings`` tells how many, and at the end what stays, and why: ``taken_back`` and ``kept``.

    :raises PermissionDenied: the actor may not write or put away what the import wrote.
    """
    _allowed(session, actor, run, ImportState.UNDOING)
    until = time.monotonic() + seconds
    while True:
        taken = taking_back.take_back(
            session, actor, run.operation_id, today=today, limit=_TAKEN_BACK_AT_ONCE
        )
        run.done = min(run.total, run.done + taken.done)
        run.settings = {**run.settings, "taken_back": run.settings["taken_back"] + taken.done}
        if taken.left == 0:
            kept = [{"record_id": one.record_id, "title": one.title, "why": one.why} for one in taken.kept]
            run.settings = {**run.settings, "kept": kept}
            run.state, run.finished_at = ImportState.UNDONE, utc_now()
            return
        if taken.holds or time.monotonic() >= until:
            return


def drop(session: Session, actor: Actor, run: ImportRun) -> None:
    """Give an import up before anything was written; its rows are forgotten.

    :raises PermissionDenied: the actor may not create such records.
    """
    _allowed(session, actor, run, ImportState.COLUMNS, ImportState.READING, ImportState.PREVIEW)
    session.execute(delete(_row).where(_row.c.run_id == run.id))
    run.state, run.total, run.done = ImportState.DROPPED, 0, 0
    run.finished_at = utc_now()


# --- Inside


def _allowed(session: Session, actor: Actor, run: ImportRun, *states: ImportState) -> Kind:
    """Hold the run until the transaction ends, and see whether the step can be done.

    Two people, two windows of one, or a command and a window would otherwise write the same rows twice.
    """
    declared = DECLARED[run.import_kind]
    ensure(actor, declared.noun.create)
    if run.municipality_id != actor.municipality_id:
        raise NotFound(f"import {run.id}")
    session.flush()  # a refresh would forget what is not written yet
    session.refresh(run, with_for_update=True)
    if run.state not in states:
        raise Stale(f"import {run.id} is {run.state}")
    return declared


def _read_as(run: ImportRun) -> ReadAs:
    return ReadAs(
        run.file_name,
        run.settings.get("year"),
        run.id,
        run.settings.get("fixed", {}),
        is_text=run.way is ImportWay.TEXT,
    )


def _counted(session: Session, run: ImportRun) -> dict[str, int]:
    session.flush()
    found = import_rows.counts(session, run).by_verdict
    return {verdict.value: found[verdict] for verdict in Verdict if verdict in found}


def _batches(session: Session, run: ImportRun, declared: Kind) -> Iterator[Sequence[Any]]:
    """Yield the rows that are still to do; a row stands together with the rows that continue it."""
    after = import_rows.number_at(session, run, run.done)
    while rows := stored.whole_groups(session, run, declared, after=after, limit=_PLANNED_AT_ONCE):
        yield rows
        after = rows[-1].number
