"""The log: a line for each request, found by the number on the error page, and nothing personal in it.

What people type and who they are stands in addresses, forms, parameters of statements and messages of errors;
none of these is written in production. An error is told by its kinds and the places it came through.
"""

import json
import logging
import re
import time
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import Engine, event

from app.config import Mode, Settings
from app.web.clock import settings

HEADER = "X-Request-Id"
_HOME = Path(__file__).resolve().parents[2]
_REQUEST_ID = re.compile(r"[0-9A-Za-z._-]{8,64}")
_QUIET = frozenset({"health.show", "static"})
"""Endpoints that are asked so often that only the level DEBUG tells of them."""
_PLAIN = "%(levelname)s %(name)s: %(message)s"
_statements: ContextVar[list[int] | None] = ContextVar("statements", default=None)

log = logging.getLogger("elci.request")


class JsonLines(logging.Formatter):
    """Each record as one line of JSON, without the message of an error: it may repeat what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= getattr(record, "told", {})
        if "request" not in told and has_request_context():
            told["request"] = request_id()
        if record.exc_info and record.exc_info[1]:
            told["error"], told["at"] = _kinds(record.exc_info[1]), list(_places(record.exc_info[1]))
        return json.dumps(told, ensure_ascii=False)


def configure(found: Settings) -> None:
    """Write to stderr: JSON in production, plain text for somebody who watches elsewhere."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if found.mode is Mode.PRODUCTION else logging.Formatter(_PLAIN))
    logging.basicConfig(level=found.log_level, handlers=[handler])
    logging.getLogger("alembic").setLevel(max(logging.WARNING, logging.getLogger().level))


def request_id() -> str:
    """Return the number of this request: the trusted proxy's, else one of ours."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "") if settings().trusted_proxies else ""
        g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex[:16]
    found: str = g.request_id
    return found


def init_app(app: Flask) -> None:
    """Time each request and count its statements; before anything else asks the database."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()
        _statements.set([0])

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        told = {
            "request": request_id(),
            "method": request.method,
            "endpoint": request.endpoint,
            "status": response.status_code,
        }
        # A page that is streamed is not done when its first line is.
        response.call_on_close(partial(_tell, told, g.begun, _statements.get() or [0]))
        return response


def _tell(told: dict[str, Any], begun: float, statements: list[int]) -> None:
    told |= {"ms": round((time.perf_counter() - begun) * 1000, 1), "statements": statements[0]}
    level = logging.DEBUG if told["endpoint"] in _QUIET and told["status"] < 400 else logging.INFO
    log.log(level, "%(method)s %(endpoint)s %(status)s in %(ms)s ms", told, extra={"told": told})


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_: object) -> None:
    statements = _statements.get()
    if statements is not None:
        statements[0] += 1


def _kinds(error: BaseException | None) -> list[str]:
    """Return the class of an error and of those that led to it."""
    found = []
    while error is not None:
        found.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return found


def _places(error: BaseException) -> Iterator[str]:
    """Yield file, line and function of each step, ours relative to the code."""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        shown = path.relative_to(_HOME) if path.is_relative_to(_HOME) else Path(*path.parts[-3:])
        yield f"{shown}:{frame.lineno} {frame.name}"
