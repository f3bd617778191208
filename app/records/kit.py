"""Load, create, edit, bin and restore any noun. Every verb ends in :func:`save`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, Table, delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict

from app import trail
from app.domain.turkish import search_words, sort_key
from app.errors import Invalid, NotFound, PermissionDenied, Problem, Stale
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.scope import live, owned
from app.records import accounts
from app.records.form import Form
from app.records.naming import named_by_each
from app.records.noun import Names, Noun
from app.records.parts import SOURCES, all_parts, fill_part, parent_column
from models import UNKNOWN_DAY, Mention, Model, Record, utc_now
from models.vocabulary import SHARED_KINDS

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=Model)
Json = str | int | float | bool | None
_TITLES = ("title_tr", "title_en")
_BIN = "binned_at"
_AS_THEY_ARE = frozenset({str, int, float, bool})
_OF_A_DATE = ("_earliest", "_latest", "_certainty")


@dataclass(frozen=True)
class Snapshot:
    """A record and its parts at one moment, as JSON values, with the person each personal value is about."""

    values: dict[str, Json] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)


NOTHING = Snapshot()


class Derived(NamedTuple):
    """The columns of a record that follow from its others."""

    sort_key: str
    sort_day: date
    folded: str
    incomplete: bool


def load(session: Session, actor: Actor, noun: Noun[R], record_id: int, *, binned: bool | None = False) -> R:
    """Load one record with its parts and all that its page shows.

    :param binned: look in the bin instead; None: wherever it is.
    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is none, or it is another municipality's.
    """
    ensure(actor, Permission.RECORD_VIEW)
    query = select(noun.model).where(owned(actor)) if binned is not False else live(actor, noun.model)
    if binned:
        query = query.where(Record.binned_at.is_not(None))
    found = _read(session, noun, query.where(Record.id == record_id))
    if not found:
        message = f"{noun.name} {record_id}"
        raise NotFound(message)
    return found[0]


def load_all(session: Session, actor: Actor, noun: Noun[R], ids: Collection[int]) -> list[R]:
    """Load records with all that :func:`load` brings, in the order of ``ids``; what is not there is left out.

    :raises PermissionDenied: the actor may not read.

    Cost: a statement for the records and one for each of the noun's loads and parts.
    """
    ensure(actor, Permission.RECORD_VIEW)
    query = live(actor, noun.model).where(Record.id.in_(ids))
    found = {record.id: record for record in _read(session, noun, query)}
    return [found[id_] for id_ in ids if id_ in found]


def _read(session: Session, noun: Noun[R], query: Select[R]) -> Sequence[R]:
    records = session.scalars(query.options(*noun.loads, *all_parts(noun))).all()
    if noun.hang_on is not None and records:
        noun.hang_on(session, records)
    return records


def create(session: Session, actor: Actor, noun: Noun[R], data: Mapping[str, Any], *, today: date) -> R:
    """Write a new record.

    :param data: column → value, rows of parts as lists of such mappings.
    :raises PermissionDenied, Invalid, NotFound: see :func:`save`.
    """
    ensure(actor, noun.create)
    record = noun.model()
    record.municipality_id = owner_of(noun, actor)
    for part in (*noun.parts, SOURCES):
        if part.name not in data:
            setattr(record, part.name, [])
    fill(noun, record, data)
    return save(session, actor, noun, record, NOTHING, "created", today=today)


def owner_of(noun: Noun[Any], actor: Actor) -> int | None:
    """Return the municipality of a new record; None where the noun is shared."""
    return None if noun.kind in SHARED_KINDS else actor.municipality_id


def problems(noun: Noun[R], record: R, today: date) -> list[Problem]:
    """Return what the rules of a noun have against a filled record."""
    return [problem for rule in noun.rules for problem in rule(record, today)]


def edit(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    record_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> R:
    """Change a record that the actor looked at.

    :param seen_version: the version the actor saw.
    :raises Stale: somebody changed it since.
    :raises PermissionDenied, Invalid, NotFound: see :func:`save`.
    """
    ensure(actor, noun.write)
    record = load(session, actor, noun, record_id)
    if record.version != seen_version:
        message = f"{noun.name} {record_id}"
        raise Stale(message)
    before = snapshot(noun, record)
    fill(noun, record, data)
    return save(session, actor, noun, record, before, "edited", today=today)


def throw_away(session: Session, actor: Actor, noun: Noun[R], record_id: int, *, today: date) -> R:
    """Move a record to the bin; nothing that names it changes.

    :raises PermissionDenied, NotFound: the actor may not; there is none.
    """
    ensure(actor, noun.bin)
    record = load(session, actor, noun, record_id)
    before = snapshot(noun, record)
    record.binned_at = utc_now()
    return save(session, actor, noun, record, before, "binned", today=today, checked=False)


def restore(session: Session, actor: Actor, noun: Noun[R], record_id: int, *, today: date) -> R:
    """Take a record out of the bin.

    :raises PermissionDenied, NotFound: the actor may not; it is not in the bin.
    :raises Missing: it names a record that is in the bin itself.
    :raises Invalid: a rule forbids it by now.
    """
    ensure(actor, noun.bin)
    record = load(session, actor, noun, record_id, binned=True)
    before = snapshot(noun, record)
    record.binned_at = None
    return save(session, actor, noun, record, before, "restored", today=today)


def confirm_translation(
    session: Session, actor: Actor, noun: Noun[R], record_id: int, seen_version: int
) -> R:
    """Say that the English texts of a record still fit the Turkish ones, which were changed later.

    :raises Stale: somebody changed it since the actor looked.
    :raises PermissionDenied, NotFound: the actor may not; there is none.
    """
    ensure(actor, noun.write)
    record = load(session, actor, noun, record_id)
    if record.version != seen_version:
        message = f"{noun.name} {record_id}"
        raise Stale(message)
    if record.outdated:
        record.outdated = []
        record.updated_at = utc_now()
        session.flush()
        trail.write(session, actor, f"{noun.name}.translated", record, {})
    return record


def save(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    record: R,
    before: Snapshot,
    verb: str,
    *,
    today: date,
    checked: bool = True,
) -> R:
    """Check, derive, write and trace one filled record. Every verb ends here.

    :param before: the :func:`snapshot` taken before the change; ``NOTHING`` for a new record.
    :param verb: past participle; the event is ``<noun>.<verb>``.
    :param checked: whether rules and references must hold; not when a record is put away.
    :raises PermissionDenied: the record is shared and the actor has no municipality's right to it.
    :raises Missing: the record names one that is not there, or not the actor's.
    :raises Invalid: it breaks a rule of the noun.
    """
    ensure_own(actor, noun, record)
    with session.no_autoflush:
        (names,) = named_by_each(session, actor, noun, [record], must_live=checked)
        if checked:
            check(noun, record, before, accounts.named(session, actor, [record]), today)
    if before is not NOTHING and snapshot(noun, record) == before:
        return record
    derive(noun, record, names, before)
    record.updated_at = utc_now()  # also when only a part changed: the version of the whole grows
    session.add(record)
    session.flush()
    session.execute(delete(Mention).where(Mention.record_id == record.id))
    if names and record.municipality_id is not None:
        session.execute(insert(Mention), [{"record_id": record.id, "mentioned_id": id_} for id_ in names])
    trail.write(session, actor, f"{noun.name}.{verb}", record, *difference(before, snapshot(noun, record)))
    return record


def ensure_own(actor: Actor, noun: Noun[R], record: R) -> None:
    """Raise PermissionDenied where a record belongs to another municipality."""
    if record.municipality_id not in (None, actor.municipality_id):
        message = f"{noun.name} of another municipality"
        raise PermissionDenied(message)


def check(noun: Noun[R], record: R, before: Snapshot, known: Mapping[int, bool], today: date) -> None:
    """Hold a filled record to the rules of its noun and to the accounts that it may name.

    :param known: see :func:`app.records.accounts.named`.
    :raises Invalid, NotFound: it breaks a rule; it names an account that it may not.
    """
    if broken := problems(noun, record, today):
        raise Invalid(*broken)
    accounts.check(known, record, before.values)


def derive(noun: Noun[R], record: R, names: Names, before: Snapshot) -> None:
    """Set the columns that follow from the others.

    :param names: the records that it names.
    """
    record.title_tr, record.title_en = noun.title(record, names)
    record.sort_key, record.sort_day, record.folded, record.incomplete = derived(noun, record)
    for name, key in noun.keys.items():
        setattr(record, name, key(record))
    record.outdated = _outdated(noun, record, before)


def difference(before: Snapshot, after: Snapshot) -> tuple[trail.Changes, dict[str, int]]:
    """Return what changed between two moments, and whom the personal values among it are about.

    An empty text in what is new says nothing and is no change.
    """
    was, is_ = before.values, after.values
    if not was:
        said = {key: (None, value) for key, value in is_.items() if value is not None and value != ""}
        return said, {key: id_ for key, id_ in after.subjects.items() if key in said}
    changed = {
        name
        for key, value in is_.items()
        if value != was.get(key) and (value != "" or key in was)
        for name in _whole(key)
    }
    changed |= {name for key in was.keys() - is_.keys() if was[key] is not None for name in _whole(key)}
    changes = {key: (was.get(key), is_.get(key)) for key in was | is_ if key in changed}
    return changes, {key: id_ for key, id_ in (before.subjects | after.subjects).items() if key in changes}


def derived(noun: Noun[R], record: R) -> Derived:
    """Return what lists order by and search looks in, and whether something is missing, as it follows."""
    written = (getattr(record, column) for pair in translated(noun) for column in pair)
    text = filter(None, (record.title_tr, record.title_en, *written, *noun.words(record)))
    return Derived(
        sort_key(record.title_tr),
        noun.day(record) or UNKNOWN_DAY,
        " ".join(dict.fromkeys(search_words(" ".join(text)))),
        bool(noun.missing(record)),
    )


def fill(noun: Noun[R], record: R, data: Mapping[str, Any]) -> None:
    """Set what the form declares, and nothing else.

    :raises KeyError: ``data`` names a field that the form does not have.
    """
    parts = {part.name: part for part in (*noun.parts, SOURCES)}
    settable = settable_of(noun)
    for name, value in data.items():
        if name in parts:
            fill_part(record, parts[name], value)
        elif name in settable:
            setattr(record, name, value)
        else:
            raise KeyError(name)


def snapshot(noun: Noun[R], record: R) -> Snapshot:
    """Take down all facts of a record and of its parts.

    A title that nobody types is no fact: it repeats names, which the trail must be able to forget.
    """
    titles = _TITLES if "title_tr" in noun.form.columns() else ()
    values = dict(_facts(record, (*titles, _BIN, *_columns(noun.model.__table__, *noun.keys))))
    subjects = dict.fromkeys(noun.personal, record.id or 0)
    for part in (*noun.parts, SOURCES):
        columns = _columns(part.model.__table__, parent_column(part))
        for row in getattr(record, part.name):
            prefix = f"{part.name}.{row.id}"
            values |= {f"{prefix}.{name}": value for name, value in _facts(row, columns)}
            subject = getattr(row, part.subject) if part.subject else None
            subjects |= {f"{prefix}.{name}": subject or record.id or 0 for name in part.personal}
    return Snapshot(values, subjects)


def translated(noun: Noun[Any]) -> Sequence[tuple[str, str]]:
    """Return the columns that people write in both languages: first the Turkish one, the original."""
    return _translated(noun.model.__table__, titled=_TITLES[0] in noun.form.columns())


@cache
def _translated(table: Table, *, titled: bool) -> Sequence[tuple[str, str]]:
    names = {*table.columns.keys(), *(_TITLES if titled else ())}
    bases = sorted(name.removesuffix("_tr") for name in names if name.endswith("_tr"))
    return [(f"{base}_tr", f"{base}_en") for base in bases if f"{base}_en" in names]


def _outdated(noun: Noun[R], record: R, before: Snapshot) -> list[str]:
    """Return the English columns that were not touched when their Turkish original changed."""
    if before is NOTHING:
        return []
    older = set(record.outdated or ())
    for original, translation in translated(noun):
        text = getattr(record, translation)
        if not text or before.values.get(translation) != text:
            older.discard(translation)
        elif before.values.get(original) != getattr(record, original):
            older.add(translation)
    return sorted(older)


def settable_of(noun: Noun[Any]) -> frozenset[str]:
    """Return the columns of a record that may be filled."""
    return _settable_in(noun.form, noun.imported)


@cache
def _settable_in(form: type[Form], imported: frozenset[str]) -> frozenset[str]:
    return form.columns() | imported


def _whole(key: str) -> Sequence[str]:
    """Return the keys that make one value with this one: of a partial date all three, however few changed."""
    if not key.endswith(_OF_A_DATE):
        return (key,)
    name = key.rpartition("_")[0]
    return [f"{name}{each}" for each in _OF_A_DATE]


@cache
def _columns(table: Table, *without: str) -> Sequence[str]:
    return [column.name for column in table.columns if column.name not in {"id", *without}]


def _facts(row: Model, columns: Iterable[str]) -> Iterator[tuple[str, Json]]:
    held = instance_dict(row)  # what is loaded or set; to ask the mapper for each column takes longer
    for name in columns:
        yield name, _json(held[name] if name in held else getattr(row, name))


def _json(value: Any) -> Json:
    if value is None or type(value) in _AS_THEY_ARE:
        as_it_is: Json = value
        return as_it_is
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    known: Json = value
    return known
