"""Numbers in addresses."""

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

from app.queries.search import LARGEST_ID


class RecordNumber(IntegerConverter):
    """``<int:…>`` that leads nowhere beyond what a record can have."""

    def __init__(self, url_map: Map, **kwargs: Any) -> None:
        super().__init__(url_map, max=LARGEST_ID, **kwargs)


def number_asked(name: str) -> int | None:
    """Return a number of the query that can be one of a record or of a page, else None."""
    return number_told(request.args.get(name, ""))


def number_told(text: str) -> int | None:
    """Return a number that can be one of a record or of a page, else None."""
    return int(text) if text.isdecimal() and len(text) < 12 and 0 < int(text) <= LARGEST_ID else None


def init_app(app: Flask) -> None:
    """Read every ``<int:…>`` so; before the rules are added."""
    app.url_map.converters["int"] = RecordNumber
