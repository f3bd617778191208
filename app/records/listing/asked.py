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
    """

    q: str
    chosen: Mapping[str, str]
    conditions: Mapping[str, ColumnElement[bool]]
    sort: str
    by: Column
    descending: bool
    page: int

    @property
    def query(self) -> dict[str, str]:
        """The address of this list from its first page on, without what nobody understood."""
        sort = {"sort": self.sort} if self.sort else {}
        return ({"q": self.q} if self.q else {}) | dict(self.chosen) | sort

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search leaves records out."""
        return bool(self.q or self.chosen)


def understood(noun: Noun[Any], asked: Mapping[str, str], today: date) -> Asked:
    """Keep what the list knows of an address.

    :param asked: the query of the address: ``q``, ``sort``, ``page`` and the noun's filters.
    """
    columns = {column.key: column for column in noun.columns}
    sort = asked.get("sort", "")
    by = columns.get(sort.removeprefix("-"))
    if by is None or by.sort is None:
        sort, by = "", columns["day" if noun.newest_first else "title"]
    conditions = {
        one.key: condition
        for one in noun.filters
        if (value := asked.get(one.key, "")) and (condition := one.condition(value, today)) is not None
    }
    return Asked(
        q=asked.get("q", "").strip()[:LONGEST_QUERY],
        chosen={key: asked[key] for key in conditions},
        conditions=conditions,
        sort=sort,
        by=by,
        descending=sort.startswith("-") if sort else noun.newest_first,
        page=_number(asked.get("page")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1
