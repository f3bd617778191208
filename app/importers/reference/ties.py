"""Ties of a file against those on record."""

from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.importers.reference.places import Key, Places, resolve
from app.importers.reference.reading import BadRow, ListFile, Outside
from app.importers.reference.tally import REMOVED, SELF_LINK, TWICE, Tally
from app.permissions.actor import Actor
from models import ImportRun, ReferenceSet, ReferenceTie
from models.vocabulary import Verdict

Pair = tuple[int, int]
_tie = ReferenceTie.__table__.c


class _There(NamedTuple):
    id: int
    gone_run_id: int | None


def compare(
    session: Session, actor: Actor, run: ImportRun, list_: ReferenceSet, file: ListFile, tally: Tally
) -> None:
    """Make the ties of a list equal to its file. A tie has two ends and no direction.

    It is a tie of two places as the list names them: that two of its ids are one city of ours is known to
    whoever asks for ties of cities, and takes no row from the list. A row that names the same two ids as an
    earlier one is ignored.
    """
    told: dict[Key, Outside] = {}
    rows: list[tuple[Key, Key]] = []
    for row in file.ties():
        if isinstance(row, BadRow):
            tally.refuse(row)
            continue
        keys = [(place.source, place.key) for place in (row.a, row.b)]
        if keys[0] == keys[1]:
            tally.ignore(SELF_LINK)
            continue
        for key, place in zip(keys, (row.a, row.b), strict=True):
            told.setdefault(key, place)
        rows.append((keys[0], keys[1]))
    places = resolve(session, actor, run, list_, told)
    tally.before["places"] = places.before
    query = select(_tie.a_id, _tie.b_id, _tie.id, _tie.gone_run_id).where(_tie.set_id == list_.id)
    there = {(a, b): _There(id_, gone) for a, b, id_, gone in session.execute(query)}
    new, named = _sort_out(rows, places, there, tally)
    _add(session, run, list_, [pair for pair in new if pair not in there])
    returned = [there[pair] for pair in new if pair in there]
    gone = [tie.id for pair, tie in there.items() if pair not in named and tie.gone_run_id is None]
    tally.before["returned"] = [list(tie) for tie in returned]
    tally.counts[REMOVED] = len(gone)
    changed = [{"id": tie.id, "gone_run_id": None} for tie in returned]
    changed += [{"id": id_, "gone_run_id": run.id} for id_ in gone]
    if changed:
        session.execute(update(ReferenceTie), changed)


def _sort_out(
    rows: list[tuple[Key, Key]], places: Places, there: dict[Pair, _There], tally: Tally
) -> tuple[list[Pair], set[Pair]]:
    """Count each row by its verdict; return the pairs that are new, and all that the file names."""
    new: list[Pair] = []
    named: set[Pair] = set()
    for one, other in rows:
        a, b = places.by_key[one], places.by_key[other]
        pair = (min(a.id, b.id), max(a.id, b.id))
        if pair in named:
            tally.ignore(TWICE)
            continue
        named.add(pair)
        if pair not in there or there[pair].gone_run_id is not None:
            tally.counts[Verdict.NEW] += 1
            new.append(pair)
        else:
            tally.counts[Verdict.CHANGED if a.changed or b.changed else Verdict.SAME] += 1
    return new, named


def _add(session: Session, run: ImportRun, list_: ReferenceSet, pairs: list[Pair]) -> None:
    if pairs:
        session.execute(
            insert(ReferenceTie.__table__),
            [{"set_id": list_.id, "a_id": a, "b_id": b, "first_run_id": run.id} for a, b in pairs],
        )
