"""Errors as pages: one sentence what, one what to do. No traceback reaches a user."""

import logging
from http import HTTPStatus
from uuid import uuid4

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.errors import Conflict, NotFound, PermissionDenied, Stale
from app.i18n import N_
from app.web.access import SignInNeeded
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
}


def page(status: HTTPStatus, heading: str | None = None, advice: str | None = None) -> ResponseReturnValue:
    """Render the page of an error."""
    usual = _PAGES.get(status, _PAGES[HTTPStatus.BAD_REQUEST])
    number = uuid4().hex[:8]
    log.info("error page %s %s", int(status), number)
    html = render_template(
        "errors/error.html",
        status=int(status),
        heading=heading or usual[0],
        advice=advice or usual[1],
        number=number,
    )
    return html, status


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
        if request.method == "GET":
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

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
            return error
        return page(HTTPStatus(error.code) if error.code in _PAGES else HTTPStatus.BAD_REQUEST)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        number = uuid4().hex[:8]
        log.error("unexpected %s at %s", number, request.endpoint, exc_info=error)
        heading, advice = _PAGES[HTTPStatus.INTERNAL_SERVER_ERROR]
        html = render_template("errors/error.html", status=500, heading=heading, advice=advice, number=number)
        return html, HTTPStatus.INTERNAL_SERVER_ERROR
