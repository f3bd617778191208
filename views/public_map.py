"""A map on pages of others: read-only, without a script, without a session, with a policy of its own."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.i18n import HOUSES, N_, Translator, translator
from app.mapping.asked import Asked
from app.mapping.drawn import drawn
from app.mapping.paper.drawing import description, draw
from app.mapping.paper.sheet import Sheet
from app.mapping.public_map import chosen
from app.mapping.reading import Reading, read
from app.permissions.actor import Actor
from app.queries import public_maps
from app.queries.agreements import own_house
from app.queries.kept import kept
from app.queries.versions import versions
from app.web.access import public
from app.web.clock import office_today, settings
from app.web.headers import public_map_policy
from models import PublicMap
from models.vocabulary import PublicField, Role
from views.map_ground import shapes

bp = Blueprint("public_map", __name__, url_prefix="/public/map")

_PROCESS = secrets.token_hex(8)
"""Part of every ETag: after an update the same data may be drawn otherwise."""
_KEPT_SECONDS = 300
_COUNTED = N_("Counted: cities with a tie in force or suspended, once in each kind")


@dataclass(frozen=True)
class _Shown:
    """A public map as it is read: values only."""

    reading: Reading
    sheet: Sheet
    words: str
    svg: bytes
    phone_svg: bytes


@bp.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Show the map and the table that says the same."""
    return _answer(token, "text/html", _page)


@bp.get("/<token>/map.svg")
@public
def picture(token: str) -> ResponseReturnValue:
    """Show the map alone."""
    return _answer(token, "image/svg+xml", lambda _found, shown, _t: shown.svg)


@bp.get("/<token>/phone.svg")
@public
def phone_picture(token: str) -> ResponseReturnValue:
    """Show the map alone, upright, with letters that can be read as wide as a phone is."""
    return _answer(token, "image/svg+xml", lambda _found, shown, _t: shown.phone_svg)


def _answer(
    token: str, kind: str, content: Callable[[PublicMap, _Shown, Translator], str | bytes]
) -> ResponseReturnValue:
    found = public_maps.by_token(db.session, token)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    t, today = _translator(), office_today()
    actor = Actor(None, found.municipality_id, "Elçi", Role.VIEWER)
    seen = (_PROCESS, found.id, t.language, today, *versions(db.session, actor))
    etag = hashlib.sha256(repr((kind, *seen)).encode()).hexdigest()[:32]
    known = {one.partition(":")[0] for one in request.if_none_match}  # what was compressed has that added
    if etag in known:
        answer = Response(status=HTTPStatus.NOT_MODIFIED)
    else:
        asked = ("public map", found.id, t.language, today)
        shown = kept(db.session, actor, asked, lambda: _shown(found, actor, t))
        answer = Response(content(found, shown, t), content_type=f"{kind}; charset=utf-8")
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
    answer.headers["Content-Security-Policy"] = public_map_policy(found.sites)
    return answer


def _translator() -> Translator:
    asked = request.args.get("lang", "")
    return translator(asked if asked in HOUSES else settings().default_language)


def _shown(found: PublicMap, actor: Actor, t: Translator) -> _Shown:
    today = office_today()
    reading = chosen(read(db.session, actor, Asked(), t=t, today=today), found)
    house = own_house(db.session, actor)
    view = drawn(
        db.session,
        actor,
        reading,
        t=t,
        today=today,
        notes={"counted": t(_COUNTED), "nothing": t(N_("No tie of these kinds stands."))},
    )
    sheet = Sheet(t.title(found), t.title(house) if house else "", today, source=settings().shapes_source)
    upright = replace(sheet, paper="a5", landscape=False)
    drawings = (draw(view, one, shapes(), t) for one in (sheet, upright))
    return _Shown(reading, sheet, description(view, sheet, t), *drawings)


def _page(found: PublicMap, shown: _Shown, t: Translator) -> str:
    """Render past the context of our pages, which knows of sessions and links into the site."""
    template = current_app.jinja_env.get_template("public_maps/map.html")
    reading = shown.reading
    lines = sorted(reading.shown, key=lambda line: list(reading.kinds).index(line.kind))
    return template.render(
        _=t,
        t=t,
        lang=t.language,
        sheet=shown.sheet,
        words=shown.words,
        picture_url=url_for(".picture", token=found.token, lang=t.language),
        phone_url=url_for(".phone_picture", token=found.token, lang=t.language),
        lines=lines,
        reading=reading,
        with_since=PublicField.SINCE in found.fields,
        with_title=PublicField.TITLE in found.fields,
    )
