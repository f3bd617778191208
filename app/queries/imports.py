"""Reads about imports: the runs of a municipality, the rows of one, and how many of which kind."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, String, and_, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from models import ImportHeading, ImportRow, ImportRun
from models.vocabulary import ImportKind, Verdict

PAGE = 50
MOST_RUNS = 200
CAN_BE_WRITTEN = (Verdict.NEW, Verdict.CHANGED, Verdict.CONFLICT)
"""Verdicts of rows that somebody may pick; a conflict only where it offers no candidates."""
NOT_WRITTEN = (Verdict.ERROR, Verdict.CONFLICT)
Which = Verdict | Literal["doubtful"] | None
"""Rows of a verdict, those that can be written and have something unsure, or all."""

_row = ImportRow.__table__.c
_AT_ONCE = 500
_LIGHT = (
    _row.id,
    _row.number,
    _row.cells,
    _row.merged,
    _row.revised,
    _row.doubts,
    _row.messages,
    _row.verdict,
    _row.picked,
)
_IS_DOUBTFUL = cast(_row.doubts, String) != literal_column("'{}'")
_IS_NO_DATA = cast(_row.messages, String).contains('"left_out"')
_HAS_CANDIDATES = cast(_row.messages, String).contains('"candidates"')


@dataclass(frozen=True)
class RowsPage:
    """Some rows of a run: one page of ``pages``, with ``total`` rows in all."""

    rows: Sequence[ImportRow]
    total: int
    page: int
    pages: int


@dataclass
class RowCounts:
    """How many rows there are.

    :param doubtful: that can be written and have something unsure.
    :param left: that stay out as they are: wrong, or in doubt or conflict and picked by nobody.
    :param picked: that are to be written; after that, that were.
    :param written: of the picked ones, those that are or became new records.
    :param rewritten: of the picked ones, those that change records.
    """

    by_verdict: dict[Verdict, int] = field(default_factory=dict)
    doubtful: int = 0
    left: int = 0
    picked: int = 0
    written: int = 0
    rewritten: int = 0


def runs(session: Session, actor: Actor) -> Sequence[ImportRun]:
    """Return the imports of the actor's municipality, the newest first.

    :raises PermissionDenied: the actor may not import.
    """
    ensure(actor, Permission.RECORD_WRITE)
    query = select(ImportRun).where(ImportRun.municipality_id == actor.municipality_id)
    return session.scalars(query.order_by(ImportRun.id.desc()).limit(MOST_RUNS)).all()


def rows(session: Session, actor: Actor, run: ImportRun, which: Which, page: int = 1) -> RowsPage:
    """Return a page of rows in the order of the file; the last page where there are not so many.

    :raises PermissionDenied: the actor may not import.
    """
    ensure(actor, Permission.RECORD_WRITE)
    total = session.scalar(select(func.count()).select_from(ImportRow).where(_those(run, which))) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    query = select(ImportRow).where(_those(run, which)).order_by(ImportRow.number)
    return RowsPage(session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all(), total, page, pages)


def counts(session: Session, run: ImportRun) -> RowCounts:
    """Count the rows of a run that have a verdict."""
    groups = (_row.verdict, _IS_DOUBTFUL.label("unsure"), _row.picked)
    query = select(*groups, func.count()).where(_row.run_id == run.id, _row.verdict.is_not(None))
    found = RowCounts()
    for verdict, unsure, picked, count in session.execute(
        query.group_by(_row.verdict, "unsure", _row.picked)
    ):
        found.by_verdict[verdict] = found.by_verdict.get(verdict, 0) + count
        doubted = unsure and verdict in CAN_BE_WRITTEN
        found.doubtful += count if doubted else 0
        found.left += count if not picked and (doubted or verdict in NOT_WRITTEN) else 0
        if picked:
            found.picked += count
            found.written += count if verdict is Verdict.NEW else 0
            found.rewritten += count if verdict is not Verdict.NEW else 0
    return found


def numbers(session: Session, run: ImportRun, which: Which) -> list[int]:
    """Return the numbers of the rows that can be picked among those of a verdict."""
    query = select(_row.number).where(_those(run, which), can_be_picked()).order_by(_row.number)
    return list(session.scalars(query))


def refused(session: Session, run: ImportRun) -> Iterator[ImportRow]:
    """Yield what is wrong, and the conflicts and doubts that nobody decided, in the order of the file."""
    doubted = and_(_row.verdict.in_(CAN_BE_WRITTEN), _IS_DOUBTFUL)
    left = and_(_row.picked.is_(False), or_(_row.verdict.in_(NOT_WRITTEN), doubted))
    query = select(ImportRow).where(_row.run_id == run.id, left)
    yield from session.scalars(query.order_by(_row.number).execution_options(yield_per=_AT_ONCE))


def can_be_picked() -> ColumnElement[bool]:
    """Rows that can be written: nobody has to say first which record they mean."""
    return and_(_row.verdict.in_(CAN_BE_WRITTEN), ~and_(_row.verdict == Verdict.CONFLICT, _HAS_CANDIDATES))


def lines(session: Session, run: ImportRun, *, after: int, limit: int) -> Sequence[Any]:
    """Return light rows behind the row of a number, in the order of the file."""
    query = select(*_LIGHT).where(_row.run_id == run.id, _row.number > after)
    return session.execute(query.order_by(_row.number).limit(limit)).all()


def lines_before(session: Session, run: ImportRun, number: int, limit: int) -> Sequence[Any]:
    """Return the light rows before the row of a number, in the order of the file."""
    query = select(*_LIGHT).where(_row.run_id == run.id, _row.number < number)
    return session.execute(query.order_by(_row.number.desc()).limit(limit)).all()[::-1]


def data_rows(session: Session, run: ImportRun) -> int:
    """Count the rows that are data: no title, no repeated heading, no subtotal."""
    query = select(func.count()).select_from(ImportRow).where(_row.run_id == run.id, ~_IS_NO_DATA)
    return session.scalar(query) or 0


def number_at(session: Session, run: ImportRun, place: int) -> int:
    """Return the number of the row that has ``place - 1`` rows before it; 0 for the place 0."""
    if place == 0:
        return 0
    query = select(_row.number).where(_row.run_id == run.id).order_by(_row.number)
    return session.scalar(query.limit(1).offset(place - 1)) or 0


def first_of(
    session: Session, run_id: int, before: int, identities: Iterable[str]
) -> Mapping[str, tuple[int, dict[str, list[str]]]]:
    """Return identity → number and outcome of the first row before a number that has it."""
    query = select(_row.identity, _row.number, _row.outcome).where(
        _row.run_id == run_id, _row.identity.in_(identities), _row.number < before, _row.verdict.is_not(None)
    )
    found = session.execute(query.order_by(_row.number.desc()))
    return {identity: (number, outcome) for identity, number, outcome in found}


def rows_of_records(session: Session, run_id: int, ids: Collection[int]) -> Mapping[int, int]:
    """Return id of a record → number of the row of a run that became it."""
    query = select(_row.record_id, _row.number).where(
        _row.record_id.in_(ids), _row.run_id == run_id, _row.verdict == Verdict.NEW
    )
    return dict(session.execute(query).all())


def remembered(session: Session, actor: Actor, kind: ImportKind) -> Mapping[str, str]:
    """Return what headings meant the last time: folded heading → target, empty where it was left out."""
    query = select(ImportHeading.heading, ImportHeading.target).where(
        ImportHeading.municipality_id == actor.municipality_id, ImportHeading.import_kind == kind
    )
    return dict(session.execute(query).all())


def _those(run: ImportRun, which: Which) -> ColumnElement[bool]:
    of_run = _row.run_id == run.id
    if which is None:
        return of_run
    if which == "doubtful":
        return and_(of_run, _row.verdict.in_(CAN_BE_WRITTEN), _IS_DOUBTFUL)
    return and_(of_run, _row.verdict == which)
