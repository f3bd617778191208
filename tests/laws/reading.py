"""How the laws look at a page, at a noun, at the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Connection, Engine, event, func, insert, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.i18n import translator
from app.permissions.policy import RIGHTS, Permission
from app.records.fields import TextField
from app.records.form import bind
from app.records.noun import Noun
from app.records.nouns import NOUNS
from models import (
    DataVersion,
    Favourite,
    Keeper,
    ListChoice,
    Mention,
    OutsidePlace,
    Record,
    ReferenceSet,
    ReferenceTie,
    SavedView,
    Source,
    TrailEntry,
    User,
)
from models.vocabulary import SHARED_KINDS, RecordKind, Role
from tests.browser import Page
from tests.make import TODAY, Make

ROW = "__index__"
_OTHERS = (Favourite, Keeper, SavedView, ListChoice, ReferenceSet, ReferenceTie, OutsidePlace)


class Reference(NamedTuple):
    """A field of a form that names another record, and one of the kinds it takes."""

    noun: Noun[Any]
    field: str
    kind: RecordKind

    def __str__(self) -> str:
        return f"{self.noun.plural}-{self.field}-{self.kind}"

    @property
    def is_shared(self) -> bool:
        """Whether what it names belongs to all municipalities."""
        return self.kind in SHARED_KINDS


def references() -> list[Reference]:
    """Every field of every form that names another record, in its rows too, once for each kind it takes."""
    found = []
    for noun in NOUNS.values():
        form = bind(noun.form, translator("en"), TODAY)
        rows = [sub for field in form if field.kind == "rows" for sub in field.blank.form]
        for field in [*form, *rows]:
            if field.kind == "reference":
                name = field.name.replace(ROW, "0")
                found += [Reference(noun, name, RecordKind(kind)) for kind in field.of]
    return found


def one_row(noun: Noun[Any], words: str) -> dict[str, str]:
    """What is typed into an empty row of each table of a form: these words wherever words are taken."""
    form = bind(noun.form, translator("en"), TODAY)
    typed = {}
    for field in form:
        for sub in field.blank.form if field.kind == "rows" else ():
            if sub.kind == "text" or (sub.kind == "reference" and sub.creatable):
                typed[sub.name.replace(ROW, "0")] = f"+{words}" if sub.kind == "reference" else words
    return typed


def telling(noun: Noun[Any], make: Make) -> str:
    """The first line of text in the least form: what people know the record by."""
    return next(name for name in make.posted(noun) if getattr(noun.form, name).field_class is TextField)


def facts(noun: Noun[Any], make: Make) -> dict[str, Any]:
    """What the kit takes for the least record: the values that its form would read."""
    form = bind(noun.form, translator("en"), TODAY, posted=MultiDict(make.posted(noun)))
    return {name: value for name, value in form.values().items() if name not in {"seen_version", "form_key"}}


def least(permission: Permission) -> str:
    """The role nearest to everyday work that has a permission."""
    return next(role for role in ("officer", "admin") if permission in RIGHTS[Role(role)])


def typed_in(page: Page) -> dict[str, str]:
    """What a browser would send if somebody pressed save: every control of the form, as it stands."""
    form = page.select_one("form[data-form]")
    assert form is not None, "a page with a form"
    sent = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        if control.find_parent("template") or control.get("disabled") is not None:
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one("option")
            sent[str(control["name"])] = str(chosen["value"]) if chosen else ""
        elif control.name == "textarea":
            sent[str(control["name"])] = control.get_text().removeprefix("\n")
        elif control.get("type") not in {"radio", "checkbox"} or control.get("checked") is not None:
            sent[str(control["name"])] = str(control.get("value", ""))
    return sent


def written(session: Session) -> object:
    """Everything that a request could have changed, to be compared with what was there before."""
    session.expire_all()
    record, entry, user, version = (one.__table__ for one in (Record, TrailEntry, User, DataVersion))
    return (
        session.execute(
            select(record.c.id, record.c.version, record.c.binned_at).order_by(record.c.id)
        ).all(),
        session.scalar(select(func.count()).select_from(entry)),
        session.execute(select(user).order_by(user.c.id)).all(),
        session.execute(select(version).order_by(version.c.id)).all(),
        *(session.execute(select(one.__table__)).all() for one in _OTHERS),
    )


def with_a_line_more(before: Any) -> object:
    """Return what :func:`written` told, with one entry of the trail more."""
    records, entries, *rest = before
    return records, entries + 1, *rest


def copies(session: Session, noun: Noun[Any], record_id: int, count: int) -> None:
    """Write copies of a record with its parts, straight into the tables; unique values are invented."""
    first = session.scalar(select(func.max(Record.__table__.c.id))) + 1
    new_ids = range(first, first + count)
    parents = [(Record.__table__, "id"), (noun.model.__table__, "id"), (Mention.__table__, "record_id")]
    parts = [(part.model.__table__, f"{noun.name}_id") for part in noun.parts]
    for table, key in [*parents, *parts, (Source.__table__, "record_id")]:
        own = {column.name for column in table.primary_key} - {key} - {"mentioned_id"}
        alone = [column.name for column in table.columns if column.unique]
        for row in session.execute(select(table).where(table.c[key] == record_id)).mappings():
            kept = {name: value for name, value in row.items() if name not in own}
            session.execute(
                insert(table),
                [
                    kept | {key: id_} | {name: f"{id_}" if row[name] else None for name in alone}
                    for id_ in new_ids
                ],
            )
    session.commit()


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that the database is sent meanwhile."""
    with app.app_context():
        engine = db.engine
    with statements_on(engine) as sent:
        yield sent


@contextmanager
def statements_on(database: Engine | Connection) -> Iterator[list[str]]:
    """Collect the statements that an engine or one of its connections sends meanwhile."""
    sent: list[str] = []

    def take(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    event.listen(database, "before_cursor_execute", take)
    try:
        yield sent
    finally:
        event.remove(database, "before_cursor_execute", take)


def besides_updates(sent: Iterable[str]) -> int:
    """Count statements but for the UPDATE of each record, which holds the version that was read."""
    return sum(not statement.startswith("UPDATE") for statement in sent)
