"""Visits with their delegations."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.i18n import N_
from app.importers import lists
from app.importers.bodies import told_by_name
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.headings import headings
from app.importers.kinds.kind import Kind
from app.importers.kinds.same_visit import VisitsOnFile
from app.importers.said import Said, Texts
from app.importers.target import Target
from app.importers.wording import is_nothing
from app.permissions.actor import Actor
from app.records.visits import VISIT
from models.partial_date import Certainty, PartialDate
from models.vocabulary import ImportKind

_ABOUT = re.compile(r"\s*(?:~|yaklaşık|takriben|about|around|approx|ca\b)", re.IGNORECASE)
_COUNTED = re.compile(r"\b(\d{1,4})\s*(?:kişi|people|persons|students)", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:grubu|grup|heyeti|heyet|delegasyonu|delegation|group|students|öğrencileri)$|\d\s*kişi",
    re.IGNORECASE,
)
_NOT_BESIDE = N_("There are not as many of them as of the persons")
_ENDS_EARLY = N_("The end cannot be before the beginning")
_HOST_UNKNOWN = N_("The host %(name)s is not on record, and is left open")
_OTHER_COUNTRY = N_("The organisation on record is of another country")
_HEADINGS = headings("visit")
TARGETS = (
    Target("held", N_("Date"), _HEADINGS["held"], "date"),
    Target("until", N_("Last day"), _HEADINGS["until"], "date"),
    Target("starts_at", N_("Time"), _HEADINGS["starts_at"]),
    Target("persons", N_("Persons"), _HEADINGS["persons"]),
    Target("titles", N_("Titles"), _HEADINGS["titles"]),
    Target("organisations", N_("Organisations of the persons"), _HEADINGS["organisations"]),
    Target("organisation", N_("Organisation"), _HEADINGS["organisation"]),
    Target("city", N_("City"), _HEADINGS["city"]),
    Target("country", N_("Country"), _HEADINGS["country"]),
    Target("subject", N_("Subject"), _HEADINGS["subject"]),
    Target("direction", N_("Direction"), _HEADINGS["direction"]),
    Target("mode", N_("How they met"), _HEADINGS["mode"]),
    Target("kind", N_("Kind of visit"), _HEADINGS["kind"]),
    Target("state", N_("State"), _HEADINGS["state"]),
    Target("reason", N_("Reason"), _HEADINGS["reason"]),
    Target("host", N_("Host"), _HEADINGS["host"]),
    Target("group", N_("Group without names"), _HEADINGS["group"]),
    Target("headcount", N_("Number of visitors"), _HEADINGS["headcount"], "number"),
    Target("place", N_("Place of the meeting"), _HEADINGS["place"]),
    Target("minutes", N_("Meeting note"), _HEADINGS["minutes"]),
    Target("notes", N_("Notes"), _HEADINGS["notes"]),
    Target("subject_en", N_("Subject in English"), _HEADINGS["subject_en"]),
)
_TELLS_APART = ("held", "until", "organisation", "city", "country", "subject", "group", "host")
"""A row in which one of these is other than above is another visit."""


def compose(said: Said, directory: Directory) -> None:
    """Read the date to its end, whom the visit is with, and who came."""
    _until(said)
    country_id = directory.country(said, "country")
    named = _bodies_named(said)
    beside = _hints(said, directory, country_id, named) if named else _where_from(said, directory, country_id)
    bodies = _counterparts(said, directory, beside)
    for texts in said.rows:
        _delegates(said, directory, texts, bodies, beside)
    if _ABOUT.match(said.told("headcount")) and "headcount" in said.data:
        said.data["headcount_about"], said.targets["headcount_about"] = True, "headcount"
    _host(said, directory)


class _Beside(NamedTuple):
    """Country and city that stand beside the name of a body."""

    country_id: int | None
    city_id: int | None


def _bodies_named(said: Said) -> set[str]:
    texts = [said.told("organisation"), *(row.get("organisations", "") for row in said.rows)]
    return {match_key(one) for text in texts if not is_nothing(text) for one in lists.several(text) if one}


def _hints(said: Said, directory: Directory, country_id: int | None, named: set[str]) -> _Beside:
    """Take country and city as what they say of the body: a visit has its own only where no body tells."""
    text = "" if is_nothing(said.told("city")) else said.told("city")
    city_id = directory.city_meant(text, country_id)
    if country_id is not None:
        said.show("country", directory.title(country_id))
    if text:
        said.show("city", directory.title(city_id) if city_id is not None else text)
    return _Beside(country_id, city_id if len(named) == 1 else None)


def _where_from(said: Said, directory: Directory, country_id: int | None) -> _Beside:
    if country_id is not None:
        said.put("country", "country_id", country_id, directory.title(country_id))
    city_id = directory.city(said, "city", country_id=country_id, elsewhere=True)
    if city_id is not None:
        said.put("city", "city_id", city_id, directory.title(city_id))
    return _Beside(country_id, city_id)


def _organisation(said: Said, directory: Directory, target: str, name: str, beside: _Beside) -> int | None:
    told = told_by_name(directory, name, beside.country_id, beside.city_id)
    id_ = directory.organisation(said, target, name, country_id=beside.country_id, data=told)
    countries = directory.known.bodies[id_].countries if id_ is not None else frozenset[int]()
    if beside.country_id is not None and countries and beside.country_id not in countries:
        said.doubt("country", _OTHER_COUNTRY)
    return id_


def _until(said: Said) -> None:
    begin = said.data.get("held")
    end = said.values.get("until")
    if not isinstance(begin, PartialDate) or not isinstance(end, PartialDate):
        return
    if begin.earliest is None or end.latest is None or end.latest < begin.earliest:
        said.refuse("until", _ENDS_EARLY)
        return
    whole = begin.precision in {"day", "span"} and end.precision in {"day", "span"}
    certainty = Certainty.EXACT if whole else Certainty.WITHIN
    said.put("held", "held", PartialDate(begin.earliest, end.latest, certainty))


def _counterparts(said: Said, directory: Directory, beside: _Beside) -> Sequence[int]:
    text = said.told("organisation")
    names = [] if is_nothing(text) else [one for one in lists.several(text) if one]
    found: list[int] = []
    for name in names:
        id_ = _organisation(said, directory, "organisation", name, beside)
        if id_ is not None and id_ not in found:
            found.append(id_)
            said.add("organisation", "counterparts", {"organisation_id": id_}, directory.title(id_))
    return found


def _delegates(
    said: Said, directory: Directory, texts: Texts, bodies: Sequence[int], beside: _Beside
) -> None:
    """Read the people of one row; title and organisation of each stand in the same place of their lists."""
    text = "" if is_nothing(texts.get("persons", "")) else texts.get("persons", "")
    if _GROUP.search(text):
        _group(said, text)
        return
    people = lists.names(text, len([one for one in lists.several(texts.get("titles", "")) if one]))
    titles = _beside(said, "titles", texts, len(people))
    houses = _beside(said, "organisations", texts, len(people))
    for name, title, house in zip(people, titles, houses, strict=True):
        bare, in_brackets = ("", "") if title else lists.with_title(name)
        _delegate(said, directory, (bare or name, title or in_brackets, house), bodies, beside)


def _group(said: Said, text: str) -> None:
    """Take visitors without names as what they are: ``12 kişilik öğrenci grubu`` is nobody's name."""
    if "group_name" not in said.data:
        said.put("group", "group_name", text)
    counted = _COUNTED.search(text)
    if counted and "headcount" not in said.data:
        said.put("headcount", "headcount", int(counted[1]))


def _delegate(
    said: Said,
    directory: Directory,
    told: tuple[str, str, str],
    bodies: Sequence[int],
    beside: _Beside,
) -> None:
    printed, title, house = told
    honorific, name = lists.with_honorific(printed)
    if house:
        body = _organisation(said, directory, "organisations", house, beside)
    else:
        body = bodies[0] if len(bodies) == 1 else None
    new: dict[str, Any] = {}
    if title or body is not None:
        held = said.data.get("held")
        seen = held.latest if isinstance(held, PartialDate) else None
        known_on = min(seen, directory.today) if seen is not None else None
        new = {"posts": [{"title_tr": title, "organisation_id": body, "known_on": known_on}]}
    if honorific:
        new["honorific"] = honorific
    person = directory.person(said, "persons", name, [body] if body is not None else [], data=new)
    row = {
        "person_id": person,
        "name": directory.title(person) if name.startswith("#") else name,
        "title_tr": title,
        "organisation_id": body,
        "organisation_name": house or (directory.title(body) if body is not None else ""),
    }
    said.add("persons", "delegates", row, str(row["name"]))
    said.targets["delegates.title_tr"] = "titles"
    for target, shown in (("titles", title), ("organisations", house)):
        if shown:
            said.show(target, shown)


def _beside(said: Said, target: str, texts: Texts, count: int) -> list[str]:
    text = texts.get(target, "")
    found = [""] * count if is_nothing(text) else lists.beside(text, count)
    if found is not None:
        return found
    if count:
        said.doubt(target, _NOT_BESIDE)
        return [lists.several(text)[0], *[""] * (count - 1)]
    return []


def _host(said: Said, directory: Directory) -> None:
    text = said.told("host")
    if not text or is_nothing(text):
        return
    found = [*directory.known.organisations_named(text), *directory.known.people_named(text)]
    on_file = [directory.proposals.real(id_) for id_ in found if directory.proposals.real(id_) > 0]
    if len(on_file) == 1:
        said.put("host", "host_id", on_file[0], text)
    else:
        said.note("host", _HOST_UNKNOWN, name=text)


def identify(said: Said) -> str:
    """A visit is a date and who came, else whom it is with, else where from."""
    data = said.data
    people = sorted(match_key(one["name"]) for one in data.get("delegates", ()))
    bodies = sorted(one["organisation_id"] for one in data.get("counterparts", ()))
    places = [data.get("city_id"), data.get("country_id")]
    who: object = people or [bodies or places, match_key(data.get("subject_tr", ""))]
    return (
        f"{said.understood.get('held')}|{data.get('starts_at')}|{who}|{match_key(data.get('group_name', ''))}"
    )


def continues(texts: Texts, merged: frozenset[str], above: Texts) -> bool:
    """A row belongs to the visit above if it names a person, and all that tells visits apart is as above."""
    if not texts.get("persons") or not above.get("persons"):
        return False
    if "held" in texts and "held" not in merged:
        return False
    is_repeated = (
        "held" in merged
    )  # one date over several rows: what is the same beside it is so of one visit
    return all(
        target in merged or not texts.get(target) or (is_repeated and texts[target] == above.get(target))
        for target in _TELLS_APART
    )


def find(
    session: Session, actor: Actor, directory: Directory, rows: Sequence[Said]
) -> Sequence[Sequence[int]]:
    """Return the visits of the same date with the same people, else bodies, else place."""
    return VisitsOnFile.of(directory).like(rows)


KIND = Kind(
    import_kind=ImportKind.VISIT,
    noun=VISIT,
    targets=TARGETS,
    fields={
        "held": "held",
        "starts_at": "starts_at",
        "subject": "subject_tr",
        "subject_en": "subject_en",
        "direction": "direction",
        "mode": "mode",
        "kind": "visit_kind",
        "state": "state",
        "reason": "state_reason_tr",
        "group": "group_name",
        "headcount": "headcount",
        "place": "place_tr",
        "minutes": "minutes_tr",
        "notes": "notes_tr",
    },
    read_like={"until": "held"},
    compose=compose,
    identify=identify,
    find=find,
    links={"delegates": frozenset({"person_id", "organisation_id", "organisation_name"})},
    apart={"delegates": ("name",), "counterparts": ("organisation_id",)},
    continues=continues,
    printed_in=("listed_in", "listed_no"),
    required=(("held",), ("persons", "organisation", "city", "country", "group")),
)
