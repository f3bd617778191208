"""Numbers in addresses."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from app.queries.search import LARGEST_ID


class RecordNumber(IntegerConverter):
    """``<int:…>`` that leads nowhere beyond what a record can have."""

    def __init__(self, url_map: Map, **kwargs: Any) -> None:
        super().__init__(url_map, max=LARGEST_ID, **kwargs)


def init_app(app: Flask) -> None:
    """Read every ``<int:…>`` so; before the rules are added."""
    app.url_map.converters["int"] = RecordNumber
