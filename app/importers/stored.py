"""The rows of an import on file, as the planner takes them and leaves them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.importers.directory import NO_SUCH_CITY, POSSIBLY_THE_SAME
from app.importers.kinds.kind import Kind
from app.importers.messages import message
from app.importers.plan import LIKE_ANOTHER_ROW, NOT_READ, Line, Planned, facts
from app.importers.tables import Row
from app.queries import imports as import_rows
from models import ImportRow, ImportRun
from models.vocabulary import ImportWay

_OF_THE_PLANNER = frozenset({POSSIBLY_THE_SAME, NO_SUCH_CITY, LIKE_ANOTHER_ROW, NOT_READ})
"""Doubts that every plan raises anew; those of whoever read the text stay."""
_LOOK_AHEAD = 200
"""Rows that may continue one row: the longest delegation that is read as one."""
_row = ImportRow.__table__
_COLUMNS = ("verdict", "messages", "doubts", "outcome", "identity", "record_id")
_KEEP = (
    update(_row).where(_row.c.id == bindparam("row_id")).values({name: bindparam(name) for name in _COLUMNS})
)
_KEEP_AND_PICK = _KEEP.values(picked=bindparam("is_picked"))


class SeenInRun:
    """The rows of a run that were judged before; :class:`app.importers.plan.Seen`."""

    def __init__(self, session: Session, run_id: int) -> None:
        self._session, self._run_id = session, run_id

    def before(self, number: int, identities: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """Look in the rows on file."""
        found = import_rows.first_of(self._session, self._run_id, number, identities)
        return {
            identity: (first, facts({target: after for target, (_, after) in outcome.items()}))
            for identity, (first, outcome) in found.items()
        }

    def remember(self, planned: Planned) -> None:
        """Do nothing: the row is kept on file."""


def lines_of(run: ImportRun, rows: Sequence[Any]) -> list[Line]:
    """Return rows as the planner takes them.

    :param rows: of :func:`app.queries.imports.lines`.
    """
    columns = [(place, target) for place, target in enumerate(run.targets) if target]
    is_text = run.way is ImportWay.TEXT
    return [_line(row, columns, is_text=is_text) for row in rows]


def line_of_table(row: Row, targets: Sequence[str | None]) -> Line:
    """Return a row of a table that is not stored."""
    columns = [(place, target) for place, target in enumerate(targets) if target]
    return Line(
        row.number,
        {target: row.cells[place] for place, target in columns if row.cells[place]},
        frozenset(target for place, target in columns if place in row.merged),
        kept=_in_columns(messages_of(row), dict(columns)),
    )


def messages_of(row: Row) -> list[dict[str, Any]]:
    """Return what the reader of a table says of a row; ``cell`` is the place of the column."""
    told = [{**message("", one.message, **one.values), "cell": one.column} for one in row.problems]
    return [{**message("", row.left_out), "left_out": True}] if row.left_out else told


def keep(session: Session, rows: Sequence[Any], planned: Sequence[Planned], *, picks: bool) -> None:
    """Store what came out.

    :param picks: whether what is wanted is picked anew; otherwise only what cannot be written is dropped.
    """
    values = [
        {
            "row_id": row.id,
            "verdict": one.verdict,
            "messages": one.messages,
            "doubts": one.doubts,
            "outcome": one.outcome,
            "identity": one.identity,
            "record_id": one.record_id,
            "is_picked": one.is_wanted if picks else one.is_written,
        }
        for row, one in zip(rows, planned, strict=True)
    ]
    session.connection().execute(_KEEP_AND_PICK, values)


def row(session: Session, run: ImportRun, number: int) -> ImportRow:
    """Load a row.

    :raises NotFound: the run has none of this number.
    """
    query = select(ImportRow).where(ImportRow.run_id == run.id, ImportRow.number == number)
    found = session.scalar(query)
    if found is None:
        raise NotFound(f"row {number} of import {run.id}")
    return found


def whole_groups(session: Session, run: ImportRun, kind: Kind, *, after: int, limit: int) -> Sequence[Any]:
    """Return the next rows, and the rows behind them that continue the last one."""
    rows = list(import_rows.lines(session, run, after=after, limit=limit))
    if len(rows) < limit:
        return rows
    further = import_rows.lines(session, run, after=rows[-1].number, limit=_LOOK_AHEAD)
    for row, (line, above) in zip(further, _with_above(run, [rows[-1], *further]), strict=True):
        if not kind.continues(line.texts, line.merged, above.texts):
            break
        rows.append(row)
    return rows


def group_of(session: Session, run: ImportRun, kind: Kind, number: int) -> Sequence[Any]:
    """Return a row with all that it continues and that continue it."""
    around = list(import_rows.lines_before(session, run, number, _LOOK_AHEAD))
    place = len(around)
    around += import_rows.lines(session, run, after=number - 1, limit=_LOOK_AHEAD)
    continued = [
        kind.continues(line.texts, line.merged, above.texts) for line, above in _with_above(run, around)
    ]
    first = place
    while first > 0 and continued[first - 1]:
        first -= 1
    last = place
    while last < len(continued) and continued[last]:
        last += 1
    return around[first : last + 1]


def _with_above(run: ImportRun, rows: Sequence[Any]) -> Sequence[tuple[Line, Line]]:
    lines = lines_of(run, rows)
    return list(zip(lines[1:], lines, strict=False))


def _line(row: Any, columns: Sequence[tuple[int, str]], *, is_text: bool) -> Line:
    texts = {target: row.cells[place] for place, target in columns if row.cells[place]}
    if row.revised:
        texts = {target: text for target, text in (texts | row.revised).items() if text}
    doubts = row.doubts if is_text else {}
    kept = [one for one in row.messages if one.get("left_out") or "cell" in one]
    return Line(
        row.number,
        texts,
        frozenset(target for place, target in columns if place in row.merged and target not in row.revised),
        {target: why for target, why in doubts.items() if why not in _OF_THE_PLANNER},
        [one for one in _in_columns(kept, dict(columns)) if one["field"] not in row.revised] if kept else (),
    )


def _in_columns(told: Iterable[Mapping[str, Any]], columns: Mapping[int, str]) -> list[dict[str, Any]]:
    """Let messages about cells name the target of the column; cells that nobody reads are left out."""
    return [
        {**one, "field": columns.get(one["cell"], "") if "cell" in one else one["field"]}
        for one in told
        if one.get("left_out") or one["cell"] in columns
    ]
