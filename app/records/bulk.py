"""Changing many records at once: what would happen to each, doing it, and taking it back.

Preview and change are one path: the same filling, the same rules, the version that was looked at.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.errors import Invalid, NotFound, Problem
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import names
from app.records import kit, taking_back
from app.records.listing import Asked, every_id
from app.records.naming import references
from app.records.noun import Noun
from models import Record, TrailEntry

MOST = 500
"""Records that are changed at once: as many as somebody looks through."""
_STALE = N_("Somebody changed it meanwhile")

Values = Mapping[str, Any]
"""Column → new value, as forms tell it."""


@dataclass(frozen=True)
class Change:
    """One value of one record, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """What happens to one record.

    :param refused: why it stays as it is, in words; empty where it does not.
    """

    id: int
    version: int
    title: str
    changes: tuple[Change, ...]
    refused: tuple[str, ...]

    @property
    def will_change(self) -> bool:
        """Whether applying it changes this record."""
        return bool(self.changes) and not self.refused


@dataclass(frozen=True)
class Done:
    """How many records changed, and what became of the others, in words."""

    changed: int
    refused: tuple[str, ...]


def matching(session: Session, actor: Actor, noun: Noun[Any], asked: Asked) -> list[int]:
    """Return the ids of all records of a list, in its order.

    :raises Invalid: there are more than can be changed at once.
    """
    ensure(actor, Permission.RECORD_VIEW)
    found: list[int] = []
    for ids in every_id(session, actor, noun, asked):
        found += ids
        if len(found) > MOST:
            message = N_("At most %(most)s records can be changed at once. Narrow the list.")
            raise Invalid(Problem("", message, {"most": MOST}))
    return found


def plan(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    ids: Sequence[int],
    values: Values,
    t: Translator,
    *,
    today: date,
) -> list[Line]:
    """Say what would happen to each record. Nothing is saved.

    :raises PermissionDenied: the actor may not write.
    :raises NotFound: none of the records is there.
    """
    ensure(actor, noun.write)
    with session.no_autoflush:
        records = _there(session, actor, noun, ids)
        before = {record.id: {name: getattr(record, name) for name in values} for record in records}
        say = _speaker(session, actor, noun, [*before.values(), values], t)
        lines = []
        for record in records:
            title, version = t.title(record), record.version
            changes = tuple(
                Change(t(_label(noun, name)), say(name, before[record.id][name]), say(name, value))
                for name, value in values.items()
                if before[record.id][name] != value
            )
            kit.fill(noun, record, values)
            refused = _words(kit.problems(noun, record, today), t) if changes else ()
            lines.append(Line(record.id, version, title, changes, refused))
            session.expire(record)  # it is as it was
        return lines


def apply(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    seen: Mapping[int, int],
    values: Values,
    t: Translator,
    *,
    today: date,
) -> Done:
    """Change records; who is refused by a rule, or was changed meanwhile, stays as it is.

    :param seen: id → the version that the actor looked at.
    :raises PermissionDenied: the actor may not write.
    :raises NotFound: none of the records is there.
    """
    ensure(actor, noun.write)

    def change(record: Any) -> None:
        before = kit.snapshot(noun, record)
        kit.fill(noun, record, values)
        kit.save(session, actor, noun, record, before, "edited", today=today)

    return _each(session, _there(session, actor, noun, list(seen)), seen, change, t)


def take_back(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    operation_id: str,
    t: Translator,
    *,
    today: date,
) -> Done:
    """Give the records that an operation edited their former values, unless they were changed since.

    :raises PermissionDenied: the actor may not write.
    :raises NotFound: there is no such operation of the actor's municipality.
    """
    ensure(actor, noun.write)
    entries = {entry.record_id: entry for entry in _entries(session, actor, noun, operation_id, "edited")}
    records = _there(session, actor, noun, [id_ for id_ in entries if id_ is not None])
    untouched = _untouched(session, {record.id: entries[record.id].id for record in records})
    seen = {record.id: record.version if record.id in untouched else 0 for record in records}

    def give_back(record: Any) -> None:
        taking_back.give_back(session, actor, noun, record, [entries[record.id]], today=today)

    return _each(session, records, seen, give_back, t)


def binned_by(session: Session, actor: Actor, noun: Noun[Any], operation_id: str) -> list[int]:
    """Return the ids of the records that an operation moved to the bin.

    :raises NotFound: there is no such operation of the actor's municipality.
    """
    entries = _entries(session, actor, noun, operation_id, "binned")
    return [entry.record_id for entry in entries if entry.record_id is not None]


def columns_of(noun: Noun[Any]) -> set[str]:
    """Return the columns that may be set in many records at once."""
    return {_column(noun, name) for name in noun.bulk}


def _column(noun: Noun[Any], name: str) -> str:
    return name if name in noun.model.__table__.columns else f"{name}_id"


def _there(session: Session, actor: Actor, noun: Noun[Any], ids: Collection[int]) -> list[Any]:
    records = kit.load_all(session, actor, noun, list(ids)[:MOST])
    if not records:
        message = f"{noun.plural} {list(ids)[:5]}"
        raise NotFound(message)
    return records


def _each(
    session: Session,
    records: Iterable[Any],
    seen: Mapping[int, int],
    verb: Callable[[Any], None],
    t: Translator,
) -> Done:
    changed, refused = 0, []
    for record in records:
        title, version = t.title(record), record.version
        if version != seen[record.id]:
            refused.append(f"{title}: {t(_STALE)}")
            continue
        try:
            with session.begin_nested():
                verb(record)
        except Invalid as refusal:
            refused.append(f"{title}: {'; '.join(_words(refusal.problems, t))}")
        else:
            changed += record.version != version
    return Done(changed, tuple(refused))


def _entries(
    session: Session, actor: Actor, noun: Noun[Any], operation_id: str, verb: str
) -> Sequence[TrailEntry]:
    query = select(TrailEntry).where(
        TrailEntry.operation_id == operation_id,
        TrailEntry.municipality_id == actor.municipality_id,
        TrailEntry.event == f"{noun.name}.{verb}",
    )
    found = session.scalars(query.order_by(TrailEntry.id).options(selectinload(TrailEntry.personal))).all()
    if not found:
        message = f"operation {operation_id[:40]}"
        raise NotFound(message)
    return found


def _untouched(session: Session, entries: Mapping[int, int]) -> set[int]:
    """Return the records whose last entry is this one."""
    query = (
        select(TrailEntry.record_id, func.max(TrailEntry.id))
        .where(TrailEntry.record_id.in_(entries))
        .group_by(TrailEntry.record_id)
    )
    return {id_ for id_, last in session.execute(query) if id_ is not None and entries[id_] == last}


def _label(noun: Noun[Any], name: str) -> str:
    field = next(one for one in noun.bulk if _column(noun, one) == name)
    text: str = getattr(noun.form, field).args[0]
    return text


def _speaker(
    session: Session, actor: Actor, noun: Noun[Any], rows: Iterable[Values], t: Translator
) -> Callable[[str, Any], str]:
    """Return what puts a value into words; the records that the values name are read at once."""
    named = references(noun.model.__table__)
    ids = {row[name] for row in rows for name in named & row.keys() if row[name] is not None}
    found: Mapping[int, Record] = names.titles(session, actor, ids)

    def say(name: str, value: Any) -> str:
        if value in (None, ""):
            return t(N_("unknown"))
        if name in named:
            return t.title(found[value]) if value in found else t(N_("unknown"))
        if isinstance(value, StrEnum):
            return t(label(value))
        return t.date(value) if isinstance(value, date) else str(value)

    return say


def _words(problems: Iterable[Problem], t: Translator) -> tuple[str, ...]:
    return tuple(t(problem.message, **problem.values) for problem in problems)
