"""A list of any noun: search, filters, order and pages from the address, in a fixed number of statements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.scope import live
from app.queries.search import matches
from app.records.noun import Cell, Column, Filter, Noun
from models import Record

R = TypeVar("R", bound=Record)
PAGE_SIZE = 50
Address = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True)
class Heading:
    """The head of a column."""

    label: str
    sort_url: str | None
    sorted: str | None
    numeric: bool


@dataclass(frozen=True)
class Row:
    """One record in the list."""

    id: int
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class ShownFilter:
    """A filter, in use or on offer."""

    name: str
    label: str
    value_label: str | None
    clear_url: str | None
    options: tuple[Choice, ...]


@dataclass(frozen=True)
class Listing:
    """A page of a list, in words."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: int
    count_text: str
    order_text: str
    page: int
    pages: int
    previous_url: str | None
    next_url: str | None
    q: str
    filters: tuple[ShownFilter, ...]
    hidden: Mapping[str, str]
    clear_url: str | None
    search_label: str
    action: str

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search leaves records out."""
        return self.clear_url is not None


def listing(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    asked: Mapping[str, str],
    t: Translator,
    *,
    today: date,
    address: Address,
    record_url: Callable[[int], str],
) -> Listing:
    """Read one page of a list.

    :param asked: the query of the address: ``q``, ``sort``, ``page`` and the noun's filters.
    :param address: makes the address of this list from such a query.
    :raises PermissionDenied: the actor may not read.

    Cost: the count, the ids, the rows, and a statement for each of the noun's loads and filters, however
    many rows there are.
    """
    ensure(actor, Permission.RECORD_VIEW)
    kept = _understood(noun, asked, today)
    narrowed = _narrowed(session, actor, noun, kept, today)
    total = session.scalar(select(func.count()).select_from(narrowed.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(_number(asked.get("page")), pages)
    column, descending = _order(noun, kept.get("sort", ""))
    ids = session.scalars(
        _ordered(narrowed, column, descending=descending).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()
    found = {
        record.id: record
        for record in session.scalars(select(noun.model).where(noun.model.id.in_(ids)).options(*noun.loads))
    }
    rows = tuple(
        Row(id_, record_url(id_), tuple(column.cell(found[id_], t) for column in noun.columns)) for id_ in ids
    )
    used = {name: value for name, value in kept.items() if name not in ("q", "sort")}
    return Listing(
        headings=tuple(
            _heading(one, column, kept, t, address, descending=descending) for one in noun.columns
        ),
        rows=rows,
        total=total,
        count_text=t.plural("%(n)s record", "%(n)s records", total),
        order_text=t(N_("newest first")) if total and column.key == "day" and descending else "",
        page=page,
        pages=pages,
        previous_url=address(kept | {"page": str(page - 1)}) if page > 1 else None,
        next_url=address(kept | {"page": str(page + 1)}) if page < pages else None,
        q=kept.get("q", ""),
        filters=tuple(_shown(session, actor, one, kept, t, address) for one in noun.filters),
        hidden={name: value for name, value in kept.items() if name != "q"},
        clear_url=address({"sort": kept["sort"]} if "sort" in kept else {})
        if used or kept.get("q")
        else None,
        search_label=t(N_("Search this list")),
        action=address({}),
    )


def _understood(noun: Noun[Any], asked: Mapping[str, str], today: date) -> dict[str, str]:
    """Keep what the list knows of the address; the rest is left out of every link."""
    kept = {"q": asked.get("q", "").strip()[:200]}
    for one in noun.filters:
        value = asked.get(one.key, "")
        if value and one.condition(value, today) is not None:
            kept[one.key] = value
    sort = asked.get("sort", "")
    if sort.removeprefix("-") in {column.key for column in noun.columns if column.sort is not None}:
        kept["sort"] = sort
    return {name: value for name, value in kept.items() if value}


def _narrowed(
    session: Session, actor: Actor, noun: Noun[R], kept: Mapping[str, str], today: date
) -> Select[Any]:
    query = live(actor, noun.model).with_only_columns(noun.model.id)
    conditions = [one.condition(kept[one.key], today) for one in noun.filters if one.key in kept]
    conditions.append(matches(session, kept.get("q", "")))
    return query.where(*(condition for condition in conditions if condition is not None))


def _order(noun: Noun[Any], sort: str) -> tuple[Column[Any], bool]:
    columns = {column.key: column for column in noun.columns}
    if not sort:
        return (columns["day"], True) if noun.newest_first else (columns["title"], False)
    return columns[sort.removeprefix("-")], sort.startswith("-")


def _ordered(query: Select[Any], column: Column[Any], *, descending: bool) -> Select[Any]:
    first = column.sort
    assert first is not None  # noqa: S101 - only columns with an order get here
    if descending:
        return query.order_by(first.desc(), Record.id.desc())
    return query.order_by(first, Record.id)


def _heading(
    one: Column[Any],
    by: Column[Any],
    kept: Mapping[str, str],
    t: Translator,
    address: Address,
    *,
    descending: bool,
) -> Heading:
    is_order = one.key == by.key
    url = None
    if one.sort is not None:
        opposite = f"-{one.key}" if is_order and not descending else one.key
        if not is_order and one.key == "day":
            opposite = "-day"
        url = address({**kept, "sort": opposite})
    order = ("descending" if descending else "ascending") if is_order else None
    return Heading(t(one.heading), url, order, one.numeric)


def _shown(
    session: Session, actor: Actor, one: Filter, kept: Mapping[str, str], t: Translator, address: Address
) -> ShownFilter:
    options = one.options(session, actor, t)
    value = kept.get(one.key)
    rest = {name: chosen for name, chosen in kept.items() if name != one.key}
    return ShownFilter(
        name=one.key,
        label=t(one.label),
        value_label=dict(options).get(value, value) if value else None,
        clear_url=address(rest) if value else None,
        options=tuple(
            Choice(choice, words, address({**rest, one.key: choice}), choice == value)
            for choice, words in options
        ),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1
