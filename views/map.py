"""The map of ties: the page with its table, the data, and the script of the empty map."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.domain.turkish import sort_key
from app.extensions import db
from app.i18n import N_, Translator
from app.labels import label
from app.mapping import layers
from app.mapping.layers import MapPlace, MapTie
from app.mapping.page import shell
from app.mapping.view import Doubt
from app.permissions.policy import Permission
from app.queries import places as queries
from app.queries.agreements import STANDING
from app.queries.places import Place, Represented, Tie
from app.queries.versions import versions
from app.records.listing import Choice, ShownFilter
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from models.vocabulary import AgreementState, RecordKind, Relation

bp = Blueprint("map", __name__, url_prefix="/map")

_PROCESS = secrets.token_hex(8)
"""Part of every ETag: after an update the same data may be told in other words."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for.

    :param relations: those that are drawn, None for all of them.
    :param is_odd: whether it asks for a country or a state that cannot be, which nothing matches.
    """

    relations: tuple[Relation, ...] | None
    country: int | None
    state: AgreementState | None
    is_odd: bool

    @classmethod
    def of(cls, query: MultiDict[str, str]) -> Self:
        """Read the query of an address."""
        relations, country, state = (
            query.getlist("relation"),
            query.get("country", ""),
            query.get("state", ""),
        )
        is_number, is_state = country.isdecimal() and len(country) < 12, state in set(AgreementState)
        return cls(
            relations=tuple(one for one in Relation if one in relations) if relations else None,
            country=int(country) if is_number else None,
            state=AgreementState(state) if is_state else None,
            is_odd=bool(country and not is_number) or bool(state and not is_state),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves anything out, or shows what is left out otherwise."""
        return self.is_odd or self.relations is not None or bool(self.country or self.state)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The query of this view without its relations, which the page itself shows and hides."""
        return [(name, str(value)) for name in ("country", "state") if (value := getattr(self, name))]

    def url(self, name: str, value: str = "") -> str:
        """Return the address of this view with another country or state, or without."""
        relations = [("relation", one) for one in (self.relations if self.relations != () else ("",)) or ()]
        others = [pair for pair in self.kept if pair[0] != name]
        return _address(".show", [*relations, *others, *([(name, value)] if value else [])])

    def shows(self, place: MapPlace) -> bool:
        """Say whether a place has a tie of the relations that are asked for."""
        return self.relations is None or any(tie.relation in self.relations for tie in place.ties)


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show the map and the table that says the same."""
    t, asked = current_translator(), Asked.of(request.args)
    missions = queries.missions(db.session, current_actor())
    everywhere = _read(t, asked, missions)
    found = _in_country(everywhere, asked)
    rows = [place for place in found if not place.without_city]
    bodies = [place for place in found if place.without_city]
    return render_template(
        "map/page.html",
        shell_html=shell().html,
        script_url=url_for(".shell_script"),
        data_url=_address(".data", asked.kept),
        legend=layers.legend(found),
        rows=rows,
        bodies=bodies,
        unplaced=layers.unplaced(rows),
        shown={place.city_id for place in found if asked.shows(place)},
        asked=asked,
        counted=_what_is_counted(t, asked),
        not_counted=_what_is_not_counted(t, len(bodies)),
        filters=tuple(_filters(t, asked, everywhere)),
        clear_url=url_for(".show") if asked.is_narrowed else None,
        missions=_missions(t, missions),
    )


@bp.get("/data.json")
@requires(Permission.RECORD_VIEW)
def data() -> ResponseReturnValue:
    """Tell the map what to draw; a browser that has it already is told so without reading a tie."""
    t, asked, actor = current_translator(), Asked.of(request.args), current_actor()
    seen = (actor.municipality_id, *versions(db.session, actor), t.language, asked)
    etag = _hash(_PROCESS, repr(seen))
    known = {one.partition(":")[0] for one in request.if_none_match}  # what was compressed has that added
    if etag in known:
        return _cached(Response(status=HTTPStatus.NOT_MODIFIED), etag)
    everywhere = _read(t, asked, queries.missions(db.session, actor))
    found = filter(asked.shows, _in_country(everywhere, asked))
    return _cached(jsonify(layers.collection(found, _home(t))), etag)


@bp.get("/shell.js")
@requires(Permission.RECORD_VIEW)
def shell_script() -> ResponseReturnValue:
    """Serve the script of the empty map, in which there is no word of ours."""
    answer = Response(shell().script, mimetype="application/javascript")
    _cached(answer, _hash(shell().script))
    return answer.make_conditional(request)


# --- From the record to the map -----------------------------------------------------------------------------


def _read(t: Translator, asked: Asked, missions: Sequence[Represented]) -> list[MapPlace]:
    """Return every place with a tie of the state that is asked for, in the reader's order."""
    if asked.is_odd:
        return []
    counts = {one.country.id: one.missions for one in missions}
    states = STANDING if asked.state is None else (asked.state,)
    found = [_place(t, one, counts) for one in queries.of_ties(db.session, current_actor(), states)]
    return sorted(found, key=lambda place: sort_key(place.name))


def _place(t: Translator, place: Place, missions: Mapping[int, int]) -> MapPlace:
    noun = RecordKind.CITY if place.is_city else RecordKind.ORGANISATION
    country = place.country
    return MapPlace(
        city_id=place.name.id,
        name=t.title(place.name),
        country=t.title(country) if country else "",
        country_id=country.id if country else None,
        lat=place.latitude,
        lon=place.longitude,
        url=_record_url(noun, place.name.id),
        note_url=url_for("notes.city", city_id=place.name.id) if place.is_city else "",
        ties=tuple(_tie(t, tie) for tie in place.ties),
        missions=missions.get(country.id, 0) if country else 0,
        without_city=None if place.is_city else Doubt.MISSION if place.is_mission else Doubt.NO_SEAT,
    )


def _tie(t: Translator, tie: Tie) -> MapTie:
    return MapTie(
        relation=tie.relation,
        relation_label=t(label(tie.relation)),
        title=t.title(tie.name),
        url=_record_url(RecordKind.AGREEMENT, tie.name.id),
        # The usual state is not worth a word.
        state="" if tie.state is AgreementState.IN_FORCE else t(label(tie.state)),
        since_text=t.partial(tie.signed) if tie.signed.is_known else "",
    )


def _home(t: Translator) -> MapPlace | None:
    home = queries.home(db.session, current_actor())
    if home is None:
        return None
    url = _record_url(RecordKind.CITY, home.name.id)
    return MapPlace(home.name.id, t.title(home.name), "", home.latitude, home.longitude, url, ())


def _in_country(places: Sequence[MapPlace], asked: Asked) -> list[MapPlace]:
    return [place for place in places if asked.country in (None, place.country_id)]


_PAGES = {
    RecordKind.CITY: "cities.show",
    RecordKind.ORGANISATION: "organisations.show",
    RecordKind.AGREEMENT: "agreements.show",
    RecordKind.COUNTRY: "countries.show",
}


def _record_url(kind: RecordKind, record_id: int) -> str:
    return url_for(_PAGES[kind], record_id=record_id)


# --- Beside the map -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Missions:
    """A country of which missions are on record."""

    name: str
    url: str
    count: int


def _missions(t: Translator, missions: Sequence[Represented]) -> list[_Missions]:
    found = [
        _Missions(t.title(one.country), _record_url(RecordKind.COUNTRY, one.country.id), one.missions)
        for one in missions
    ]
    return sorted(found, key=lambda one: sort_key(one.name))


def _filters(t: Translator, asked: Asked, places: Sequence[MapPlace]) -> Iterator[ShownFilter]:
    countries = {str(place.country_id): place.country for place in places if place.country_id}
    if asked.country:
        countries.setdefault(str(asked.country), "–")
    in_order = sorted(countries.items(), key=lambda pair: sort_key(pair[1]))
    states = [(state.value, t(label(state))) for state in AgreementState]
    yield _filter(asked, "country", t(N_("Country")), in_order)
    yield _filter(asked, "state", t(N_("State")), states)


def _filter(asked: Asked, name: str, words: str, options: Sequence[tuple[str, str]]) -> ShownFilter:
    chosen = dict(asked.kept).get(name)
    return ShownFilter(
        name=name,
        label=words,
        value_label=dict(options).get(chosen) if chosen else None,
        clear_url=asked.url(name) if chosen else None,
        options=tuple(Choice(one, told, asked.url(name, one), one == chosen) for one, told in options),
    )


def _what_is_counted(t: Translator, asked: Asked) -> str:
    if asked.state is None:
        return t(N_("Counted: cities with a tie in force or suspended, once in each kind"))
    return t(N_("Counted: cities with a tie of this state, once in each kind"))


def _what_is_not_counted(t: Translator, bodies: int) -> str:
    return t.plural(
        "Not counted: %(n)s body without a place on the map",
        "Not counted: %(n)s bodies without a place on the map",
        bodies,
    )


def _address(endpoint: str, query: Sequence[tuple[str, str]]) -> str:
    return url_for(endpoint) + ("?" + urlencode(query) if query else "")


# --- What a browser keeps -----------------------------------------------------------------------------------


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _cached(answer: Response, etag: str) -> Response:
    """Let the browser keep an answer, and ask each time whether it still holds."""
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
