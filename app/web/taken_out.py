"""Papers and files that leave the house one record at a time: each leaves a line in the trail."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from app import trail
from app.extensions import db
from app.records.nouns import NOUNS
from app.unit_of_work import writing_at_last
from app.web.access import current_actor

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
_SENT = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}
_TOLD = {
    "record_id": "record",
    "document_id": "record",
    "note_id": "record",
    "operation": "operation",
    "run_id": "import",
    "number": "version",
    "language": "language",
    "ending": "format",
    "extension": "format",
}
"""What an address says → under which name the entry tells it. None of it is personal."""


def taken_out(event: str) -> Callable[[View[P]], View[P]]:
    """Leave an entry in the trail for the file that a view hands out; it stands below the permission.

    The file is made first, in a transaction that only reads; the entry has a short one of its own, and where
    it cannot be written nothing is sent. What a browser has still and what is not there leaves no entry.

    Source: docs/rules.md, R-16.

    :param event: ``<noun>.<past participle>``; ``{noun}`` is the noun whose list the address names as place.
    """

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def noted(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            answer = make_response(view(*args, **kwargs))
            if _is_sent(answer):
                with ExitStack() as opened:
                    opened.callback(answer.close)
                    _leave(event)
                    opened.pop_all()  # whoever sends it closes it
            return answer

        return noted

    return mark


def _leave(event: str) -> None:
    asked, actor = request.view_args or {}, current_actor()
    with writing_at_last(db.session) as session:
        trail.note(session, actor, event.format(noun=_noun(asked)), _told(asked))


def _is_sent(answer: Response) -> bool:
    return answer.status_code in _SENT and request.method != "HEAD"


def _noun(asked: dict[str, Any]) -> str:
    place = asked.get("place")
    return next((noun.name for noun in NOUNS.values() if noun.plural == place), "")


def _told(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        _TOLD[name]: value if isinstance(value, int) else str(value)
        for name, value in asked.items()
        if name in _TOLD
    }
