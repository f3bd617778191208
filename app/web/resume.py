"""A form that was sent after the session had ended: nothing typed is lost."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.web.redirects import local_path

KEPT = "kept-"
"""Begins the names of what was typed, so that a field called email is not taken for that of the page."""


def kept_form() -> ResponseReturnValue:
    """Ask for the password in place and carry along what was sent.

    Of a file the name goes along, and the form will ask for it again.

    Only for a form of our own pages: another site must not be able to put its words into a page on which
    somebody types a password.
    """
    if not _from_our_own_page():
        return redirect(url_for("account.sign_in"))
    sent = request.form.items(multi=True)
    kept = [(KEPT + name, value) for name, value in sent if name != "csrf_token"]
    kept += [(KEPT + name, file.filename) for name, file in request.files.items(multi=True) if file.filename]
    return _page(request.path, kept), HTTPStatus.UNAUTHORIZED


def resume_page(target: str, problem: str | None = None, *, signed_in: bool = False) -> str:
    """Render the page that asks for the password, or after that for one more press of the button."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)]
    if signed_in:
        kept = [(name.removeprefix(KEPT), value) for name, value in kept]
    email = request.form.get("email", "")
    return _page(local_path(target), kept, problem=problem, signed_in=signed_in, email=email)


def known_target(target: str) -> bool:
    """Say whether a form may be sent on to this path of the site."""
    adapter = current_app.url_map.bind("")
    return adapter.test(target, method="POST")


def _from_our_own_page() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.host


def _page(
    target: str,
    kept: Sequence[tuple[str, str]],
    *,
    problem: str | None = None,
    signed_in: bool = False,
    email: str = "",
) -> str:
    return render_template(
        "account/resume.html", kept=kept, target=target, problem=problem, signed_in=signed_in, email=email
    )
