"""What a noun declares: its table, its form, its list, its rules. Read by the kit, the views and the laws."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from app.errors import Problem
from app.i18n import Translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.lines import Known
from app.records.form import Form, RowForm
from models import Model, Record
from models.vocabulary import RecordKind

R = TypeVar("R", bound=Record)


class Named(NamedTuple):
    """A record that another one names: enough to derive titles and search words."""

    kind: RecordKind
    title_tr: str
    title_en: str


Names = Mapping[int, Named]
"""Id → the records that a record names."""


@dataclass(frozen=True)
class Badge:
    """A state that asks for something: a word, a tone and a glyph."""

    text: str
    tone: str
    glyph: str


class Cell(NamedTuple):
    """One value in a list, already in words. No text means that it is not known or does not apply.

    :param value: what the text says, as a file takes it: a day that is known exactly, or a number. None where
        it is text and nothing else.
    """

    text: str | None
    detail: str | None = None
    href: str | None = None
    numeric: bool = False
    badge: Badge | None = None
    unknown: bool = False
    lang: str | None = None
    value: date | float | None = None


@dataclass(frozen=True)
class Column:
    """A column of the list.

    :param cell: says the value of a record, or of the light row that the noun reads instead.
    :param sort: what orders the list by this column; None where it cannot.
    :param detail: heading of the second line under the value, in files, where it has a column of its own.
    :param reads: reads by id what the cell says, in one statement and only where the column is shown; without
        it, the cell is told the record.
    :param usual: whether it is shown before anybody chose columns.
    """

    key: str
    heading: str
    cell: Callable[[Any, Translator], Cell]
    sort: SQLColumnExpression[Any] | None = None
    numeric: bool = False
    detail: str = ""
    usual: bool = True
    reads: Callable[[Session, Sequence[int]], Mapping[int, Any]] | None = None


Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filter:
    """A filter of the list: a condition from a value, and the values on offer with their words.

    :param condition: on ``Record`` or on the noun's own table; None for a value that cannot be.
    :param options: the values on offer.
    :param word: says a value in use, where the values have to be read: they are then read only when somebody
        opens the filter.
    :param counts: tells, of a query that selects ids, how many records there are of each value.
    """

    key: str
    label: str
    condition: Callable[[str, date], ColumnElement[bool] | None]
    options: Callable[[Session, Actor, Translator], Options]
    word: Callable[[Session, Actor, str, Translator], str] | None = None
    counts: Callable[[Session, Select[int]], Mapping[str, int]] | None = None


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record and change with it.

    :param personal: columns whose values the trail keeps apart.
    :param subject: column that names the person these values are about; without it, the record.
    """

    name: str
    model: type[Model]
    form: type[RowForm]
    personal: frozenset[str] = frozenset()
    subject: str | None = None


def entered_title(record: Any, names: Names) -> tuple[str, str]:
    """Titles as they were typed."""
    return record.title_tr, record.title_en or ""


@dataclass(frozen=True)
class Noun(Generic[R]):
    """One kind of record.

    :param detail: one line that tells the record from another of the same name.
    :param loads: what the page shows of other records, and the list where it has no lines.
    :param hang_on: puts into loaded records what they name, where loads would take too many statements.
    :param lines: reads light rows for the list, by id, with the names that the columns ask for, and what
        they name of what is known already; a noun of
        which there are few does without, and its list loads whole records.
    :param rules: yield a problem for each rule the record breaks; they see the office's day.
    :param day: the day under which it stands in lists by date, None for none.
    :param words: further text under which search finds it, besides what is written in both languages.
    :param missing: what is still to be completed, as msgids; says it of the record alone, on no day.
    :param bulk: fields of the form that may be set in many records at once; none of them is personal.
    :param called: column that holds keys (``left_out``, or ``texts.section`` of a part) → what names a key of
        a record, as a msgid.
    :param imported: columns that only an import sets, because they are not on the form.
    :param keys: column → what it holds of the others, so that the database can compare by it; nobody reads
        it, and it is no fact.
    :param guard: around a change of a record and its writing; raises :class:`app.errors.Taken` where it
        became what another one is. It may lock the data of the municipality, until the transaction ends.
    :param has_keeper: whether a colleague keeps the relation with it, and another one stands in.
    :param title: titles in both languages, derived from the record and those it names.
    """

    model: type[R]
    kind: RecordKind
    plural: str
    one: str
    many: str
    new: str
    form: type[Form]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    icon: str = "file-text"
    detail: Callable[[R, Translator], str] = field(default=lambda record, t: "")
    loads: tuple[ORMOption, ...] = ()
    hang_on: Callable[[Session, Sequence[R]], None] | None = None
    lines: Callable[[Session, Sequence[int], Known], Mapping[int, Any]] | None = None
    parts: tuple[Part, ...] = ()
    rules: tuple[Callable[[R, date], Iterator[Problem]], ...] = ()
    day: Callable[[R], date | None] = field(default=lambda _: None)
    words: Callable[[R], Iterable[str]] = field(default=lambda _: ())
    missing: Callable[[R], tuple[str, ...]] = field(default=lambda _: ())
    title: Callable[[R, Names], tuple[str, str]] = entered_title
    personal: frozenset[str] = frozenset()
    bulk: tuple[str, ...] = ()
    imported: frozenset[str] = frozenset()
    called: Mapping[str, Callable[[R, str], str]] = field(default_factory=dict)
    guard: Callable[[Session, Actor, R], AbstractContextManager[None]] | None = None
    keys: Mapping[str, Callable[[R], str]] = field(default_factory=dict)
    create: Permission = Permission.RECORD_WRITE
    write: Permission = Permission.RECORD_WRITE
    bin: Permission = Permission.RECORD_BIN
    newest_first: bool = False
    has_keeper: bool = False

    @property
    def name(self) -> str:
        """Stable English name, as in events of the trail."""
        return self.kind.value
