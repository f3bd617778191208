"""Writing planned rows: new ones together, changed ones each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

from app.errors import DomainError, Invalid
from app.i18n import N_
from app.importers.messages import message, of_problem
from app.importers.plan import Planned, Planner
from app.importers.proposals import CannotBeMade
from app.queries.scope import live
from app.records import kit, many
from app.records.parts import all_parts
from models import Record
from models.vocabulary import Verdict

_GONE = N_("A record that it names is not there any more")


def write(planner: Planner, rows: Sequence[Any], planned: Sequence[Planned]) -> Mapping[str, int]:
    """Write the rows that are picked and still can be; what cannot says why.

    :param rows: as they are on file; one without a verdict is picked if it is new or changed.
    :return: kind of record → how many were created along with the rows.
    :raises PermissionDenied: the actor may not write such records.
    """
    wanted = [one for row, one in zip(rows, planned, strict=True) if _is_to_be_written(row, one)]
    new = [one for one in wanted if one.verdict is Verdict.NEW]
    changed = [one for one in wanted if one.verdict is not Verdict.NEW]
    along: Counter[str] = Counter()
    _create(planner, new, along)
    _change(planner, changed, along)
    return {kind: count for kind, count in along.items() if count > 0}


def _is_to_be_written(row: Any, one: Planned) -> bool:
    if row.verdict is None:
        return one.verdict in {Verdict.NEW, Verdict.CHANGED}
    if not row.picked:
        return False
    if one.verdict is Verdict.CONFLICT:
        return one.decidable and row.verdict is Verdict.CONFLICT and bool(one.changes)
    return one.verdict in {Verdict.NEW, Verdict.CHANGED}


def _create(planner: Planner, new: Sequence[Planned], along: Counter[str]) -> None:
    """Create what the rows name for the first time, then the rows; one that is refused steps back."""
    left = list(new)
    while left:
        left = _with_what_they_name(planner, left, along)
        for one in left:
            if one.own_id is not None:
                one.record_id, one.is_written = planner.directory.proposals.real(one.own_id), True
                along[planner.kind.noun.name] -= 1
        rest = [one for one in left if one.own_id is None]
        drafts = [planner.finish(one) for one in rest]
        try:
            many.insert_all(planner.session, planner.actor, planner.kind.noun, drafts, today=planner.today)
        except many.Refused as refused:
            _step_back(rest[refused.place], refused.reason)
            left = [one for one in rest if one is not rest[refused.place]]
            continue
        for one, record in zip(rest, drafts, strict=True):
            one.record_id, one.is_written = record.id, True
        break


def _with_what_they_name(planner: Planner, rows: Sequence[Planned], along: Counter[str]) -> list[Planned]:
    """Create what rows name for the first time; return the rows for which that could be done."""
    directory, left = planner.directory, list(rows)
    while True:
        named = [_named_by(planner, one) for one in left]
        try:
            along.update(directory.proposals.realise(set[int]().union(*named), planner.source))
        except CannotBeMade as refused:
            along.update(refused.made)
            lost = [not refused.ids.isdisjoint(directory.proposals.needed_for(ids)) for ids in named]
            for one in compress(left, lost):
                _step_back(one, refused.reason)
            left = [one for one, is_lost in zip(left, lost, strict=True) if not is_lost]
        else:
            return left


def _named_by(planner: Planner, one: Planned) -> set[int]:
    own = set[int]() if one.own_id is None else {one.own_id}
    return (
        own
        | planner.directory.proposals.named_in(one.data)
        | planner.directory.proposals.named_in(one.changes)
    )


def _change(planner: Planner, changed: Sequence[Planned], along: Counter[str]) -> None:
    noun, session = planner.kind.noun, planner.session
    changed = _with_what_they_name(planner, changed, along)
    if not changed:
        return
    query = live(planner.actor, noun.model).where(Record.id.in_([one.record_id for one in changed]))
    records = {record.id: record for record in session.scalars(query.options(*all_parts(noun)))}
    for one in changed:
        record = records[one.record_id or 0]
        before = kit.snapshot(noun, record)
        sources = [*({"id": source.id} for source in record.sources), planner.source(one.number)]
        changes = {**planner.directory.proposals.settled(one.changes), "sources": sources}
        try:
            with session.begin_nested():
                kit.fill(noun, record, changes)
                kit.save(session, planner.actor, noun, record, before, "edited", today=planner.today)
        except DomainError as reason:
            _step_back(one, reason)
        else:
            one.is_written, one.verdict = True, Verdict.CHANGED


def _step_back(one: Planned, reason: DomainError) -> None:
    one.verdict = Verdict.ERROR
    if isinstance(reason, Invalid):
        one.messages[:0] = [of_problem(problem, problem.field) for problem in reason.problems]
    else:
        one.messages.insert(0, message("", _GONE))
