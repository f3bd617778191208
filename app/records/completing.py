"""The list of what was logged in a hurry: each record with what it still lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import incomplete
from app.queries.incomplete import Logged
from app.records.noun import Noun
from app.records.nouns import NOUNS
from models import Record
from models.vocabulary import RecordKind

PAGE_SIZE = 50


@dataclass(frozen=True)
class Gap:
    """A record that somebody should complete.

    :param missing: what it lacks, as msgids in the order of worth.
    :param logged: None where the record came from somewhere else, or from another municipality.
    """

    record: Record
    noun: Noun[Record]
    missing: tuple[str, ...]
    logged: Logged | None


@dataclass(frozen=True)
class Gaps:
    """A page of the list: those whom the reader logged first.

    :param counts: how many there are of each kind, over all pages.
    """

    rows: tuple[Gap, ...]
    counts: Mapping[RecordKind, int]
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())


def to_complete(
    session: Session, actor: Actor, kind: RecordKind | None = None, *, page: int = 1, size: int = PAGE_SIZE
) -> Gaps:
    """Read one page of the records to be completed, of one kind or of all.

    :raises PermissionDenied: the actor may not read.

    Cost: a fixed number of statements, and some for each kind on the page.
    """
    ensure(actor, Permission.RECORD_VIEW)
    counts = incomplete.counts(session, actor)
    wanted = counts.get(kind, 0) if kind else sum(counts.values())
    pages = max(1, -(-wanted // size))
    page = min(page, pages)
    found = incomplete.page(session, actor, kind, offset=(page - 1) * size, limit=size) if wanted else ()
    ids = [id_ for id_, _ in found]
    logged = incomplete.logged(session, actor, ids) if ids else {}
    records = _with_parts(session, found)
    rows = tuple(
        Gap(records[id_], NOUNS[kind_], NOUNS[kind_].missing(records[id_]), logged.get(id_))
        for id_, kind_ in found
    )
    return Gaps(rows, counts, page, pages)


def _with_parts(session: Session, found: Iterable[tuple[int, RecordKind]]) -> dict[int, Record]:
    """Load records with all that tells what they lack: their own columns, parts and sources."""
    by_kind: dict[RecordKind, list[int]] = {}
    for id_, kind in found:
        by_kind.setdefault(kind, []).append(id_)
    loaded: dict[int, Record] = {}
    for kind, ids in by_kind.items():
        noun = NOUNS[kind]
        loads = [selectinload(getattr(noun.model, part.name)) for part in noun.parts]
        query = select(noun.model).where(noun.model.id.in_(ids))
        for record in session.scalars(query.options(selectinload(noun.model.sources), *loads)):
            loaded[record.id] = record
    return loaded
