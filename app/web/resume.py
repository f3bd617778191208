"""A form that was sent after the session had ended: nothing typed is lost."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.web.redirects import local_path

OWN = frozenset({"csrf_token", "email", "password", "target"})
"""Fields of the page itself, which are not part of what was typed."""


def kept_form() -> ResponseReturnValue:
    """Ask for the password in place and carry along what was sent.

    Only for a form of our own pages: another site must not be able to put its words into a page on which
    somebody types a password.
    """
    if not _from_our_own_page():
        return redirect(url_for("account.sign_in"))
    return resume_page(request.path), HTTPStatus.UNAUTHORIZED


def resume_page(target: str, problem: str | None = None, *, signed_in: bool = False) -> str:
    """Render the page that asks for the password, or after that for one more press of the button."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN]
    return render_template(
        "account/resume.html",
        kept=kept,
        target=local_path(target),
        problem=problem,
        signed_in=signed_in,
        email=request.form.get("email", "") if request.path == url_for("account.resume") else "",
    )


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
