"""The map of ties: the page with its table, the data, the panel of a city, the script of the empty map."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.turkish import sort_key
from app.extensions import db
from app.i18n import N_, Translator
from app.mapping.asked import Asked
from app.mapping.drawn import counted, kinds
from app.mapping.page import shell
from app.mapping.panel import panel
from app.mapping.reading import Reading, read
from app.mapping.reasons import REASONS
from app.mapping.table import countries, tables
from app.mapping.telling import told
from app.mapping.view import Layer, Measure, Shape
from app.permissions.policy import Permission
from app.queries import map_places
from app.queries.names import suggest
from app.queries.versions import versions
from app.records.describe import details
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import RecordKind
from views.map_bar import address, bar, choices
from views.map_credits import credits_of
from views.map_ground import ground
from views.map_table import shown_countries, shown_table
from views.map_words import (
    coloured_by,
    counted_in,
    heading,
    not_counted,
    notes,
    nothing,
    unplaced,
    what_is_counted,
    what_is_listed,
)

bp = Blueprint("map", __name__, url_prefix="/map")

_KEPT_SECONDS = 365 * 24 * 3600
_PROCESS = secrets.token_hex(8)
"""Part of every ETag: after an update the same data may be told in other words."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show the map and the table that says the same."""
    t, asked = current_translator(), Asked.of_query(request.args)
    reading = _read(t, asked.with_values(asked.legend, ()), asked)
    as_countries = asked.shape is Shape.COUNTRIES
    counts = (
        counted(db.session, current_actor(), reading, t=t, today=office_today()) if as_countries else None
    )
    by_country = countries(reading, counts, t) if counts else ()
    of_cities, of_bodies = tables(reading)
    cities = shown_table(t, reading, of_cities)
    bodies = shown_table(t, reading, of_bodies, N_("City or body") if as_countries else N_("Organisation"))
    return render_template(
        "map/page.html",
        shell_html=shell().html,
        script_url=url_for(".shell_script", v=_hash(shell().script)),
        asked=asked,
        heading=heading(t, reading),
        bar=bar(t, asked, reading),
        legend=kinds(reading),
        counted=what_is_counted(t, asked),
        coloured=coloured_by(t, asked) if as_countries and asked.measure is Measure.TIES else "",
        counted_in=counted_in(t, asked, "__year__"),
        listed=what_is_listed(t, reading),
        table=cities,
        bodies=bodies,
        not_counted=not_counted(t, reading, bodies.total, counts.nowhere if counts else 0, by_country),
        lists=credits_of(t, asked),
        countries=shown_countries(t, reading, by_country) if counts else None,
        unplaced=unplaced(t, reading),
        missions=_missions(t),
        nothing=nothing(t, asked),
        urls=_urls(asked),
        ground=ground(),
    )


@bp.get("/data.json")
@requires(Permission.RECORD_VIEW)
def data() -> ResponseReturnValue:
    """Tell the map what to draw; a browser that has it already is told so without reading a tie."""
    t, actor, today = current_translator(), current_actor(), office_today()
    asked = Asked.of_query(request.args).drawn
    seen = (actor.municipality_id, *versions(db.session, actor), t.language, today, asked)
    etag = _hash(_PROCESS, repr(seen))
    known = {one.partition(":")[0] for one in request.if_none_match}  # what was compressed has that added
    if etag in known:
        return _cached(Response(status=HTTPStatus.NOT_MODIFIED), etag)
    text = told(db.session, actor, asked, t=t, today=today, notes=notes(t, asked))
    return _cached(Response(text, mimetype="application/json"), etag)


@bp.get("/cities/<int:city_id>")
@requires(Permission.RECORD_VIEW)
def city(city_id: int) -> ResponseReturnValue:
    """Tell what the panel says of a city: a part of a page."""
    t, actor, asked = current_translator(), current_actor(), Asked.of_query(request.args)
    found = panel(db.session, actor, city_id, asked, t=t, today=office_today())
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    public = replace(asked, layer=Layer.PUBLIC, of=city_id, kinds=None, city=None, view="")
    links = {
        "page": url_for("cities.show", record_id=city_id),
        "note": url_for("record_notes.show", place="cities", record_id=city_id),
        "visit": url_for("visits.new", about=city_id) if actor.may(Permission.RECORD_WRITE) else None,
        "public": address(public) if found.has_public else None,
    }
    return render_template("map/panel.html", panel=found, links=links, reasons=REASONS)


@bp.get("/places.json")
@requires(Permission.RECORD_VIEW)
def find() -> ResponseReturnValue:
    """Find cities by any of their names, best first."""
    t, actor = current_translator(), current_actor()
    typed = request.args.get("q", "").strip()[:200]
    records = suggest(db.session, actor, [RecordKind.CITY], typed)
    words = details(db.session, records, t)
    hits = [
        {"id": record.id, "name": t.title(record), "detail": words.get(record.id, "")} for record in records
    ]
    return jsonify(hits=hits)


@bp.get("/choices/<name>")
@requires(Permission.RECORD_VIEW)
def choose(name: str) -> ResponseReturnValue:
    """Offer the values of one filter."""
    t, asked = current_translator(), Asked.of_query(request.args)
    found = choices(t, asked, _read(t, asked, asked), name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("map/choices.html", choices=found)


@bp.get("/shell.js")
@requires(Permission.RECORD_VIEW)
def shell_script() -> ResponseReturnValue:
    """Serve the script of the empty map, in which there is no word of ours; its address names its content."""
    answer = Response(shell().script, mimetype="application/javascript")
    answer.cache_control.private = True
    answer.cache_control.max_age = _KEPT_SECONDS
    answer.cache_control.immutable = True
    return answer


def _read(t: Translator, whole: Asked, asked: Asked) -> Reading:
    """Read the view with every kind: the legend counts those, too, that are not ticked."""
    reading = read(db.session, current_actor(), whole, t=t, today=office_today())
    return replace(reading, asked=asked)


@dataclass(frozen=True)
class _Urls:
    """Addresses that the browser's side needs; in those of one record 0 stands for its id."""

    data: str
    panel: str
    places: str
    organisation: str


def _urls(asked: Asked) -> _Urls:
    whole = asked.with_values(asked.legend, ())
    counts = asked if asked.shape is Shape.COUNTRIES else whole
    query = address(replace(whole.drawn, shape=Shape.POINTS, year=None)).partition("?")
    return _Urls(
        data=address(counts.drawn, ".data"),
        panel=url_for(".city", city_id=0) + query[1] + query[2],
        places=url_for(".find"),
        organisation=url_for("organisations.show", record_id=0),
    )


@dataclass(frozen=True)
class _Missions:
    """A country of which missions are on record."""

    name: str
    url: str
    count: int


def _missions(t: Translator) -> Sequence[_Missions]:
    """Count the missions by the country they represent: they are no ties, and never drawn as such."""
    found = [
        _Missions(t.title(one.country), url_for("countries.show", record_id=one.country.id), one.missions)
        for one in map_places.missions(db.session, current_actor())
    ]
    return sorted(found, key=lambda one: sort_key(one.name))


# --- What a browser keeps -----------------------------------------------------------------------------------


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _cached(answer: Response, etag: str) -> Response:
    """Let the browser keep an answer, and ask each time whether it still holds."""
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
