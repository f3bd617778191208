"""A page of a list, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote_plus

from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.records.listing import rows
from app.records.listing.asked import Asked, understood
from app.records.noun import Cell, Column, Filter, Noun, Options

INLINE = 12
"""A filter of more values than these is read when somebody opens it."""
Query = Mapping[str, str]


@dataclass(frozen=True)
class Addresses:
    """Where things are on the site: this list as a query asks for it, the values of a filter, a record."""

    of_list: Callable[[Query], str]
    of_choices: Callable[[str, Query], str]
    of_record: Callable[[int], str]


@dataclass(frozen=True)
class Heading:
    """The head of a column."""

    label: str
    sort_url: str | None
    sorted: str | None
    numeric: bool


@dataclass(frozen=True)
class Row:
    """One record in the list.

    :param stands: how each cell stands in the row, in classes of the style sheet: phones show a row as a line
        of words, with a mark between two that follow each other.
    """

    id: int
    url: str
    cells: tuple[Cell, ...]
    stands: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One value of a filter.

    :param count: how many records the list would have, None where nobody counted.
    """

    value: str
    label: str
    url: str
    active: bool
    count: int | None = None


@dataclass(frozen=True)
class ShownFilter:
    """A filter, in use or on offer.

    :param options_url: where its values are, if they are not here.
    """

    name: str
    label: str
    value_label: str | None
    clear_url: str | None
    options: tuple[Choice, ...]
    options_url: str | None = None


@dataclass(frozen=True)
class Choices:
    """The values of one filter, on a page of their own."""

    filter: ShownFilter
    back_url: str


@dataclass(frozen=True)
class Listing:
    """A page of a list, in words.

    :param asked: what the list understood of its address.
    """

    asked: Asked
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
        return self.asked.is_narrowed


def listing(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    asked: Query,
    t: Translator,
    *,
    today: date,
    addresses: Addresses,
    columns: str = "",
) -> Listing:
    """Read one page of a list.

    :param asked: the query of the address: ``q``, ``sort``, ``page``, ``columns`` and the noun's filters.
    :param columns: keys of the columns that the reader chose, with commas between them.
    :raises PermissionDenied: the actor may not read.

    Cost: the versions, the count unless it is known, the ids, what the noun reads of fifty records, and a
    statement for each filter in use that has to look up its word.
    """
    ensure(actor, Permission.RECORD_VIEW)
    told = understood(noun, asked, today, columns)
    total = rows.count(session, actor, noun, told, today)
    pages = max(1, -(-total // rows.PAGE_SIZE))
    page = min(told.page, pages)
    ids = rows.page_of(session, actor, noun, told, page=page, records=total)
    cells = rows.cells_of(session, noun, told.columns, ids, t)
    query, address = told.query, addresses.of_list
    return Listing(
        asked=told,
        headings=tuple(_heading(one, told, t, address) for one in told.columns),
        rows=tuple(
            Row(id_, addresses.of_record(id_), row, _stands(row)) for id_, row in zip(ids, cells, strict=True)
        ),
        total=total,
        count_text=t.plural("%(n)s record", "%(n)s records", total),
        order_text=t(N_("newest first")) if total and told.by.key == "day" and told.descending else "",
        page=page,
        pages=pages,
        previous_url=address(query | {"page": str(page - 1)}) if page > 1 else None,
        next_url=address(query | {"page": str(page + 1)}) if page < pages else None,
        q=told.q,
        filters=tuple(
            _filter(one, told, t, addresses, _options(session, actor, one, told, t)) for one in noun.filters
        ),
        hidden={name: value for name, value in query.items() if name != "q"},
        clear_url=address(told.looks) if told.is_narrowed else None,
        search_label=t(N_("Search this list")),
        action=address({}),
    )


def choices(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    name: str,
    asked: Query,
    t: Translator,
    *,
    today: date,
    address: Callable[[Query], str],
) -> Choices | None:
    """Read the values of a filter that have records, each with the number that the list would have.

    :returns: None where the list has no such filter.
    :raises PermissionDenied: the actor may not read.

    Cost: the values, and one statement that counts them where the filter says how.
    """
    ensure(actor, Permission.RECORD_VIEW)
    one = next((each for each in noun.filters if each.key == name), None)
    if one is None:
        return None
    told = understood(noun, asked, today)
    options = one.options(session, actor, t)
    counts: Mapping[str, int] | None = None
    if one.counts is not None:
        ids = rows.narrowed(session, actor, noun, told, without=name)
        counts = one.counts(session, ids)
    shown = _shown(one, told, t, address, options, counts)
    # A value without records leads nowhere; the one in use stays, so that it can be seen.
    there = tuple(each for each in shown.options if each.count != 0 or each.active)
    return Choices(replace(shown, options=there), address(told.query))


def _stands(cells: Sequence[Cell]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells) if cell.text and not cell.badge), default=0)
    return tuple([_stand(cell, place, last) for place, cell in enumerate(cells)])


def _stand(cell: Cell, place: int, last: int) -> str:
    if place == 0:
        word = "is-name"
    elif cell.badge:
        word = "is-state"
    elif cell.text:
        word = "is-followed" if place < last else ""
    else:
        word = "" if cell.detail else "is-empty"
    return f"{word} num".strip() if cell.numeric else word


def _heading(one: Column, asked: Asked, t: Translator, address: Callable[[Query], str]) -> Heading:
    is_order = one.key == asked.by.key
    url = None
    if one.sort is not None:
        opposite = f"-{one.key}" if is_order and not asked.descending else one.key
        if not is_order and one.key == "day":
            opposite = "-day"
        url = address({**asked.query, "sort": opposite})
    order = ("descending" if asked.descending else "ascending") if is_order else None
    return Heading(t(one.heading), url, order, one.numeric)


def _options(session: Session, actor: Actor, one: Filter, asked: Asked, t: Translator) -> Options:
    """The values of a filter, or, where they have to be read, only the one in use."""
    if one.word is None:
        return one.options(session, actor, t)
    value = asked.chosen.get(one.key)
    return [(value, one.word(session, actor, value, t) or value)] if value else []


def _filter(one: Filter, asked: Asked, t: Translator, addresses: Addresses, options: Options) -> ShownFilter:
    shown = _shown(one, asked, t, addresses.of_list, options)
    if one.word is None and len(options) <= INLINE:
        return shown
    return replace(shown, options=(), options_url=addresses.of_choices(one.key, asked.query))


def _shown(
    one: Filter,
    asked: Asked,
    t: Translator,
    address: Callable[[Query], str],
    options: Options,
    counts: Mapping[str, int] | None = None,
) -> ShownFilter:
    value = asked.chosen.get(one.key)
    rest = address({name: chosen for name, chosen in asked.query.items() if name != one.key})
    chooses = f"{rest}{'&' if '?' in rest else '?'}{one.key}="
    return ShownFilter(
        name=one.key,
        label=t(one.label),
        value_label=dict(options).get(value, value) if value else None,
        clear_url=rest if value else None,
        options=tuple(
            Choice(
                choice,
                words,
                chooses + quote_plus(choice),
                choice == value,
                counts.get(choice, 0) if counts is not None else None,
            )
            for choice, words in options
        ),
    )
