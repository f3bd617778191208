"""Errors as pages: one sentence what, one what to do. No traceback reaches a user."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from time import time

from flask import Flask, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import HTTPException

from app.errors import Conflict, NotFound, PermissionDenied, Stale
from app.extensions import limiter
from app.i18n import N_
from app.web import sessions
from app.web.access import SignInNeeded
from app.web.clock import settings
from app.web.locale import current_translator
from app.web.logs import request_id
from app.web.resume import kept_form

log = logging.getLogger(__name__)

_PAGES = {
    HTTPStatus.BAD_REQUEST: (
        N_("This request could not be understood"),
        N_("Go back, load the page again and repeat what you did."),
    ),
    HTTPStatus.FORBIDDEN: (
        N_("You may not open this page"),
        N_("If you need it, ask the head of your unit."),
    ),
    HTTPStatus.NOT_FOUND: (
        N_("There is no record at this address"),
        N_("It may have been deleted, or belong to another municipality."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        N_("This address cannot be used in this way"),
        N_("Go back and use the buttons of the page."),
    ),
    HTTPStatus.CONFLICT: (
        N_("The record changed while you were working"),
        N_("Nothing was saved. Open the record again and repeat what you did."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        N_("That is more than this page can take"),
        N_("Shorten the text and send it again."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        N_("Too many tries"),
        N_("Wait a minute, then try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        N_("An unexpected problem occurred; what you saved is safe"),
        N_("Try again. If it goes on, report this number."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        N_("The database does not answer at the moment"),
        N_(
            "Wait a minute and try again; look first whether your last step was saved. "
            "If it goes on, report this number."
        ),
    ),
}


def page(
    status: HTTPStatus, heading: str | None = None, advice: str | None = None, **values: object
) -> ResponseReturnValue:
    """Render the page of an error.

    :param values: of the placeholders of the advice.
    """
    usual = _PAGES.get(status, _PAGES[HTTPStatus.BAD_REQUEST])
    html = render_template(
        "errors/error.html",
        status=int(status),
        heading=heading or usual[0],
        advice=advice or usual[1],
        values=values,
        number=request_id(),
    )
    return html, status


def _too_often(error: RateLimitExceeded) -> ResponseReturnValue:
    """Say when it can be tried again: in words to people, in seconds to programs."""
    counted = limiter.current_limit
    reset_at = counted.reset_at if counted else time() + 60
    again = datetime.fromtimestamp(reset_at, settings().timezone) + timedelta(minutes=1)
    answer = make_response(
        page(
            HTTPStatus.TOO_MANY_REQUESTS,
            str(error.limit.error_message or "") or None,
            N_("You can try again at %(time)s."),
            time=current_translator().time(again.time()),
        )
    )
    answer.retry_after = max(1, ceil(reset_at - time()))
    return answer


def init_app(app: Flask) -> None:
    """Turn refusals of the application and of HTTP into pages."""
    for error, status in (
        (NotFound, HTTPStatus.NOT_FOUND),
        (PermissionDenied, HTTPStatus.FORBIDDEN),
        (Stale, HTTPStatus.CONFLICT),
        (Conflict, HTTPStatus.CONFLICT),
    ):
        app.register_error_handler(error, lambda _, status=status: page(status))

    @app.errorhandler(SignInNeeded)
    def sign_in_first(_: SignInNeeded) -> ResponseReturnValue:
        if request.method != "POST":
            here = request.full_path.rstrip("?")
            return redirect(url_for("account.sign_in", next=here if here != "/" else None))
        return kept_form()

    @app.errorhandler(CSRFError)
    def forged(_: CSRFError) -> ResponseReturnValue:
        return page(
            HTTPStatus.BAD_REQUEST,
            N_("The form was open too long, or came from another site"),
            N_("Nothing was saved. Go back, copy what you typed, load the page again and send it."),
        )

    app.register_error_handler(RateLimitExceeded, _too_often)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
            return error
        return page(HTTPStatus(error.code) if error.code in _PAGES else HTTPStatus.BAD_REQUEST)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.error("unexpected error %s at %s", request_id(), request.endpoint, exc_info=error)
        if isinstance(error, SQLAlchemyError):
            sessions.ask_no_more()
        unreachable = isinstance(error, (OperationalError, InterfaceError, PoolExhausted))
        return page(HTTPStatus.SERVICE_UNAVAILABLE if unreachable else HTTPStatus.INTERNAL_SERVER_ERROR)
