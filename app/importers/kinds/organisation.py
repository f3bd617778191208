"""Organisations."""

from collections.abc import Sequence

from app.i18n import N_
from app.importers.bodies import kind_of
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import add_to_notes, further_addresses
from app.importers.kinds.headings import headings
from app.importers.kinds.kind import Kind
from app.importers.said import Said
from app.importers.target import Target
from app.records.organisations import ORGANISATION
from models.vocabulary import MISSIONS, ImportKind

_NO_SEAT = N_("The country is not taken over: an organisation has a seat in a city, a mission a country")
_HEADINGS = headings("organisation")
TARGETS = (
    Target("title_tr", N_("Name"), _HEADINGS["title_tr"]),
    Target("title_en", N_("Name in English"), _HEADINGS["title_en"]),
    Target("acronym", N_("Short name"), _HEADINGS["acronym"]),
    Target("kind", N_("Kind of organisation"), _HEADINGS["kind"]),
    Target("seat", N_("Seat"), _HEADINGS["seat"]),
    Target("country", N_("Country"), _HEADINGS["country"]),
    Target("represents", N_("Represented country"), _HEADINGS["represents"]),
    Target("parent", N_("Part of"), _HEADINGS["parent"]),
    Target("website", N_("Web site"), _HEADINGS["website"]),
    Target("email", N_("E-mail"), _HEADINGS["email"]),
    Target("phone", N_("Telephone"), _HEADINGS["phone"]),
    Target("address", N_("Address"), _HEADINGS["address"]),
    Target("notes", N_("Notes"), _HEADINGS["notes"]),
)


def compose(said: Said, directory: Directory) -> None:
    """Read seat, countries and the body it is a part of."""
    if "title_tr" not in said.data and "title_en" in said.data:
        said.put("title_tr", "title_tr", said.data["title_en"])
    if "title_tr" not in said.data:
        said.refuse("title_tr", N_("Enter the name"))
        return
    country_id = directory.country(said, "country")
    kind = said.data.get("organisation_kind") or kind_of(said.data["title_tr"])
    seat_id = directory.city(said, "seat", country_id=country_id, elsewhere=kind in MISSIONS)
    if seat_id is not None:
        said.put("seat", "seat_id", seat_id, directory.title(seat_id))
    represents_id = directory.country(said, "represents") or (country_id if kind in MISSIONS else None)
    if represents_id is not None:
        target = "represents" if said.told("represents") else "country"
        said.put(target, "represents_id", represents_id, directory.title(represents_id))
    elif country_id is not None:
        said.show("country", directory.title(country_id))
        if seat_id is None and not said.contested:
            said.note("country", _NO_SEAT)
    parent_id = directory.organisation(said, "parent")
    if parent_id is not None:
        said.put("parent", "parent_id", parent_id, directory.title(parent_id))
    add_to_notes(said, further_addresses(said))
    said.found = _on_file(said, directory, country_id)


def _on_file(said: Said, directory: Directory, country_id: int | None) -> Sequence[int]:
    """Return the bodies of the name that sit where the row says, as far as both are said.

    A mission is known by whom it represents, however its name is written.
    """
    found = directory.known.organisations_named(said.data["title_tr"])
    if not found:
        kind = said.data.get("organisation_kind") or kind_of(said.data["title_tr"])
        like = directory.known.missions_like({**said.data, "organisation_kind": kind})
        found = list(like) if len(like) == 1 else []
    seat_id, countries = said.data.get("seat_id"), {said.data.get("represents_id"), country_id} - {None}
    fitting = []
    for id_ in found:
        body = directory.known.bodies[id_]
        elsewhere = seat_id is not None and body.seat_id is not None and body.seat_id != seat_id
        foreign = bool(countries) and bool(body.countries) and not countries & body.countries
        if not elsewhere and not foreign:
            fitting.append(id_)
    seated = [
        id_ for id_ in fitting if seat_id is not None and directory.known.bodies[id_].seat_id == seat_id
    ]
    return seated or fitting


def identify(said: Said) -> str:
    """An organisation is its name where it sits, or for whom it stands."""
    data = said.data
    return f"{match_key(data['title_tr'])}|{data.get('seat_id')}|{data.get('represents_id')}"


KIND = Kind(
    import_kind=ImportKind.ORGANISATION,
    noun=ORGANISATION,
    targets=TARGETS,
    fields={
        "title_tr": "title_tr",
        "title_en": "title_en",
        "acronym": "acronym",
        "kind": "organisation_kind",
        "website": "website",
        "email": "email",
        "phone": "phone",
        "address": "address",
        "notes": "notes_tr",
    },
    compose=compose,
    identify=identify,
    known_by=frozenset({"title_tr"}),
    required=(("title_tr", "title_en"),),
)
