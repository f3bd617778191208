"""What an address asks of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from app.records.noun import Column, Noun

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Asked:
    """What a list understood of its address.

    :param chosen: the filters in use, key → value.
    :param conditions: what they mean, by the same keys.
    :param sort: the order as the address has it, empty for the usual one.
    :param by: the column that orders the list.
    :param columns: what is shown, the name of the record always first.
    :param columns_asked: the columns as the address has them, empty where it does not say.
    """

    q: str
    chosen: Mapping[str, str]
    conditions: Mapping[str, ColumnElement[bool]]
    sort: str
    by: Column
    descending: bool
    page: int
    columns: tuple[Column, ...]
    columns_asked: str

    @property
    def query(self) -> dict[str, str]:
        """The address of this list from its first page on, without what nobody understood."""
        q = {"q": self.q} if self.q else {}
        return q | dict(self.chosen) | self.looks

    @property
    def looks(self) -> dict[str, str]:
        """The part of the address that leaves no record out: order and columns."""
        told = {"sort": self.sort, "columns": self.columns_asked}
        return {name: value for name, value in told.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search leaves records out."""
        return bool(self.q or self.chosen)


def understood(noun: Noun[Any], asked: Mapping[str, str], today: date, columns: str = "") -> Asked:
    """Keep what the list knows of an address.

    :param asked: the query of the address: ``q``, ``sort``, ``page``, ``columns`` and the noun's filters.
    :param columns: what the reader sees where the address says nothing: keys with commas between them.
    """
    known = {column.key: column for column in noun.columns}
    sort = asked.get("sort", "")
    by = known.get(sort.removeprefix("-"))
    if by is None or by.sort is None:
        sort, by = "", known["day" if noun.newest_first else "title"]
    conditions = {
        one.key: condition
        for one in noun.filters
        if (value := asked.get(one.key, "")) and (condition := one.condition(value, today)) is not None
    }
    keys = _keys(noun, asked.get("columns", ""))
    return Asked(
        q=asked.get("q", "").strip()[:LONGEST_QUERY],
        chosen={key: asked[key] for key in conditions},
        conditions=conditions,
        sort=sort,
        by=by,
        descending=sort.startswith("-") if sort else noun.newest_first,
        page=_number(asked.get("page")),
        columns=tuple(known[key] for key in keys or _keys(noun, columns) or usual_keys(noun)),
        columns_asked=",".join(keys),
    )


def usual_keys(noun: Noun[Any]) -> list[str]:
    """Return the keys of the columns that are shown before anybody chose."""
    return [column.key for column in noun.columns if column.usual]


def _keys(noun: Noun[Any], text: str) -> list[str]:
    """Return the columns that a text names, the name of the record always first; none for none."""
    first, *others = (column.key for column in noun.columns)
    named = [key for key in dict.fromkeys(text.split(",")) if key in others]
    return [first, *named] if text and (named or first in text.split(",")) else []


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1
