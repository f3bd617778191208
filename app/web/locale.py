"""The language of the reader: the one chosen in this browser, else the default of the installation."""

from urllib.parse import urlencode

from flask import Blueprint, g, redirect, request, session
from flask.typing import ResponseReturnValue

from app.i18n import HOUSES, Translator, translator
from app.web.access import public
from app.web.clock import settings
from app.web.redirects import local_path

bp = Blueprint("locale", __name__)


def current_translator() -> Translator:
    """Return the translator of this request."""
    if "translator" not in g:
        g.translator = translator(_language())
    found: Translator = g.translator
    return found


def language_url(code: str) -> str:
    """Return the address that shows this page in another language, its query kept."""
    if "here" not in g:
        here = request.path if request.method == "POST" else request.full_path.rstrip("?")
        g.here = urlencode({"next": here})
    return f"{request.script_root}/language/{code}?{g.here}"


@bp.get("/language/<code>")
@public
def choose(code: str) -> ResponseReturnValue:
    """Remember a language for this browser and go back to the page."""
    if code in HOUSES:
        session.permanent = True
        session["language"] = code
    return redirect(local_path(request.args.get("next")))


def _language() -> str:
    chosen = session.get("language")
    return str(chosen) if chosen in HOUSES else settings().default_language
