"""Cities."""

from collections.abc import Sequence

from app.i18n import N_
from app.importers import coordinates, lists
from app.importers.coordinates import Position
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.headings import headings
from app.importers.kinds.kind import Kind
from app.importers.said import Said
from app.importers.target import Target
from app.importers.wording import is_nothing
from app.queries.known_names import Box
from app.records.cities import CITY
from models.vocabulary import ImportKind, MatchHow

_MARGIN = 1.0
"""Degrees beyond the known cities of a country."""
_NEAR_IS = N_("Another city on record stands at the same place")
_SWAPPED = N_("Latitude and longitude stood in each other's column")
_HEADINGS = headings("city")
TARGETS = (
    Target("title_tr", N_("Name in Turkish"), _HEADINGS["title_tr"]),
    Target("title_en", N_("Name in English"), _HEADINGS["title_en"]),
    Target("country", N_("Country"), _HEADINGS["country"]),
    Target("region", N_("Region"), _HEADINGS["region"]),
    Target("position", N_("Coordinates"), _HEADINGS["position"], "place"),
    Target("latitude", N_("Latitude"), _HEADINGS["latitude"], "number"),
    Target("longitude", N_("Longitude"), _HEADINGS["longitude"], "number"),
    Target("population", N_("Population"), _HEADINGS["population"], "number"),
    Target("names", N_("Other spellings"), _HEADINGS["names"]),
)


def compose(said: Said, directory: Directory) -> None:
    """Read country, position and spellings, and see which city on record it is."""
    if "title_tr" not in said.data and "title_en" in said.data:
        said.put("title_tr", "title_tr", said.data["title_en"])
    if "title_tr" not in said.data:
        said.refuse("title_tr", N_("Enter the name"))
        return
    country_id = directory.country(said, "country")
    if country_id is not None:
        said.put("country", "country_id", country_id, directory.title(country_id))
    place = _place(said, directory, country_id)
    if place is not None:
        said.put("latitude", "latitude", place.latitude)
        said.put("longitude", "longitude", place.longitude)
    for name in lists.each(said.told("names")):
        said.add("names", "names", {"name": name}, name)
    _find_out(said, directory, country_id, place)


def _find_out(said: Said, directory: Directory, country_id: int | None, place: Position | None) -> None:
    if said.which_record:
        return
    name = said.data["title_tr"]
    match = directory.known.matcher.match(name, country=directory.known.code(country_id), position=place)
    if match.city_id is not None:
        said.found = [match.city_id]
    elif match.candidates and match.how is MatchHow.NEAR:
        said.doubt("position", _NEAR_IS)
    elif match.candidates:
        directory.contest_city(said, "title_tr", name, match.candidates)


def _place(said: Said, directory: Directory, country_id: int | None) -> Position | None:
    text = said.told("position")
    if text and not is_nothing(text):
        return _one_of(said, directory, country_id, coordinates.positions(text), text)
    given = [coordinates.angle(said.told(one)) for one in ("latitude", "longitude")]
    for target, value in zip(("latitude", "longitude"), given, strict=True):
        if value is None and said.told(target) and not is_nothing(said.told(target)):
            said.refuse(target, N_("Not a coordinate: %(typed)s"), typed=said.told(target))
    latitude, longitude = given
    if latitude is None or longitude is None:
        if (latitude is None) != (longitude is None) and not said.errors:
            missing = "latitude" if latitude is None else "longitude"
            said.refuse(missing, N_("Enter both coordinates, or neither"))
        return None
    if abs(latitude) > 90 >= abs(longitude):
        said.doubt("latitude", _SWAPPED)
        latitude, longitude = longitude, latitude
    return Position(latitude, longitude)


def _one_of(
    said: Said, directory: Directory, country_id: int | None, possible: Sequence[Position], text: str
) -> Position | None:
    """Return the position that is meant: in the country, where both orders are possible."""
    if not possible:
        said.refuse("position", N_("Not a coordinate: %(typed)s"), typed=text)
        return None
    box = directory.known.box(country_id)
    within = [one for one in possible if box is not None and _lies_in(one, box)]
    if len(possible) == 1 or len(within) == 1:
        return (within or possible)[0]
    said.contest("position", N_("Which of both is the latitude cannot be told: %(typed)s"), typed=text)
    return None


def _lies_in(one: Position, box: Box) -> bool:
    return (
        box.south - _MARGIN <= one.latitude <= box.north + _MARGIN
        and box.west - _MARGIN <= one.longitude <= box.east + _MARGIN
    )


def identify(said: Said) -> str:
    """A city is itself, or its name in its country."""
    if said.found:
        return f"#{said.found[0]}"
    return f"{match_key(said.data['title_tr'])}|{said.data.get('country_id')}"


KIND = Kind(
    import_kind=ImportKind.CITY,
    noun=CITY,
    targets=TARGETS,
    fields={"title_tr": "title_tr", "title_en": "title_en", "region": "region", "population": "population"},
    compose=compose,
    identify=identify,
    known_by=frozenset({"title_tr"}),
    apart={"names": ("name",)},
    required=(("title_tr", "title_en"),),
)
