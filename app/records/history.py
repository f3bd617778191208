"""The history of records as their readers see it: the trail, with every value in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import accounts, trail
from app.queries.trail import Together
from app.records.changes import Change, Pairs, named_in, naming_accounts, read
from app.records.noun import Noun
from models import Record, TrailEntry

BRIEF = 5
"""How many changes stand on the page of a record."""
PER_PAGE = 20
_NOTHING = Together()


@dataclass(frozen=True)
class Told:
    """One entry: who did what and when, and what the fields said before and after."""

    id: int
    at: datetime
    who: str
    event: str
    changes: Sequence[Change]
    together: Together = _NOTHING


@dataclass(frozen=True)
class History:
    """Entries, the newest first; ``older`` is the id before which the next page begins."""

    entries: Sequence[Told]
    older: int | None


def brief(session: Session, actor: Actor, noun: Noun[Any], record: Record, t: Translator) -> History:
    """Tell the newest changes of a record, for its page."""
    page = trail.of_record(session, actor, record.id, limit=BRIEF)
    return History(tell(session, actor, noun, page.entries, t, record=record), page.older)


def full(
    session: Session, actor: Actor, noun: Noun[Any], record: Record, t: Translator, before: int | None
) -> History:
    """Tell one page of all changes of a record, and what changed together with it.

    Cost: a fixed number of statements.
    """
    page = trail.of_record(session, actor, record.id, limit=PER_PAGE, before=before)
    others = trail.together(session, actor, page.entries)
    return History(tell(session, actor, noun, page.entries, t, record=record, together=others), page.older)


def tell(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    entries: Sequence[TrailEntry],
    t: Translator,
    *,
    record: Record | None = None,
    together: Mapping[int, Together] | None = None,
) -> list[Told]:
    """Put entries of one kind of record into words; one statement for all that they name.

    :param record: loaded with its parts, to say the place of a row.
    """
    pairs = _with_accounts(session, actor, noun, {entry.id: pairs_of(entry) for entry in entries})
    if record is not None and noun.called:
        pairs = {id_: _with_names(noun, record, told, t) for id_, told in pairs.items()}
    ids = {id_ for told in pairs.values() for id_ in named_in(noun, told)}
    titles = {
        id_: t.title(one) if one.binned_at is None else t(N_("%(title)s (in the bin)"), title=t.title(one))
        for id_, one in trail.named(session, actor, ids).items()
    }
    numbers = {} if record is None else places_of_rows(noun, record)
    return [
        Told(
            entry.id,
            entry.at,
            who(actor, entry, t),
            entry.event,
            read(noun, pairs[entry.id], titles, numbers, t),
            (together or {}).get(entry.id, _NOTHING),
        )
        for entry in entries
    ]


def _with_accounts(
    session: Session, actor: Actor, noun: Noun[Any], told: Mapping[int, Pairs]
) -> Mapping[int, Pairs]:
    """Put the names of colleagues in place of the ids of their accounts."""
    columns = naming_accounts(noun)
    ids = {id_ for pairs in told.values() for name in columns for id_ in pairs.get(name) or () if id_}
    if not ids:
        return told
    names = accounts.names(session, actor, ids)
    return {
        entry: {
            field: (names.get(pair[0]), names.get(pair[1])) if pair and field in columns else pair
            for field, pair in pairs.items()
        }
        for entry, pairs in told.items()
    }


def _with_names(noun: Noun[Any], record: Record, pairs: Pairs, t: Translator) -> Pairs:
    """Put the names of keys in place of the keys."""

    def said(call: Callable[[Any, str], str], value: Any) -> Any:
        if isinstance(value, list):
            return [t(call(record, key)) for key in value]
        return t(call(record, value)) if value else value

    told = dict(pairs)
    for key, pair in pairs.items():
        part, _, rest = key.partition(".")
        call = noun.called.get(f"{part}.{rest.partition('.')[2]}" if rest else part)
        if call is not None and pair is not None:
            told[key] = (said(call, pair[0]), said(call, pair[1]))
    return told


def who(actor: Actor, entry: TrailEntry, t: Translator) -> str:
    """Name who acted; colleagues of another municipality stay unnamed."""
    if entry.municipality_id == actor.municipality_id:
        return entry.actor_name
    return t(N_("Another municipality"))


def pairs_of(entry: TrailEntry) -> Pairs:
    """Return what an entry changed, personal values put back where they are still kept."""
    apart = {one.field: (one.before, one.after) for one in entry.personal}
    return {
        field: apart.get(field) if isinstance(told, dict) else (told[0], told[1])
        for field, told in entry.changes.items()
    }


def places_of_rows(noun: Noun[Any], record: Record) -> dict[str, int]:
    """Return the place of each row of a record's parts, under the name that the trail has for it."""
    return {
        f"{part.name}.{row.id}": number
        for part in noun.parts
        for number, row in enumerate(getattr(record, part.name), start=1)
    }
