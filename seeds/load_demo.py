"""İzmir's record of 2023 into the database, through the kit, as an import would be."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.events import EVENT
from app.records.memberships import MEMBERSHIP
from app.records.noun import Noun
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.projects import PROJECT
from app.records.stated_figures import STATED_FIGURE
from app.records.visits import VISIT
from app.services import users
from models import Certainty, City, Country, Municipality, PartialDate, Record
from models.vocabulary import (
    AgreementState,
    Direction,
    EventKind,
    EventPart,
    EventRole,
    EventState,
    Evidence,
    Instrument,
    MembershipClass,
    MembershipRelation,
    Metric,
    OrganisationKind,
    PartyRole,
    ProjectRole,
    ProjectState,
    Relation,
    Role,
    SessionKind,
    Side,
    SigningRole,
    SourceCertainty,
    Theme,
    VisitMode,
    VisitState,
)
from seeds.load_networks import load as load_networks
from seeds.load_networks import networks

_HOUSE = "izmir-metropolitan-municipality"
_PEERS = ("municipality-antalya", "municipality-istanbul")
_SIGNING = {
    "signatories": SigningRole.SIGNATORY,
    "attendees": SigningRole.ATTENDEE,
    "contacts": SigningRole.CONTACT,
}
_FIGURES = {
    "silk_road_trade_cities": ("İpek Yolu ticaret şehirleri", "Silk Road trade cities"),
    "mediterranean_port_cities": ("Akdeniz liman şehirleri", "Mediterranean port cities"),
}
FILES = Path(__file__).resolve().parent / "demo"
Facts = Mapping[str, Any]


def ensure_municipalities(session: Session) -> None:
    """Create the municipalities of the demo that are missing."""
    there = set(session.scalars(select(Municipality.code)))
    for row in _read("municipalities.json")["municipalities"]:
        if row["key"] not in there:
            users.found_municipality(session, row["key"], row["name_tr"], row["name_en"])


def load(session: Session, *, today: date) -> str:
    """Write the organisations, people and visits of İzmir's report, unless there are records already.

    :param today: the office's day; visits before it were held, as the report says, later ones are planned.
    :return: what was done, as a sentence.
    """
    municipality = session.scalars(select(Municipality).where(Municipality.code == "izmir")).one()
    if session.scalar(select(Record.id).where(Record.municipality_id == municipality.id).limit(1)):
        return "already loaded, nothing changed."
    loader = _Loader(session, Actor(None, municipality.id, "Elçi", Role.ADMIN), today)
    facts, ties, peers = _read("izmir_2023.json"), _read("izmir_ties.json"), _read("peers.json")
    projects, events = _read("izmir_projects.json"), _read("izmir_events.json")
    for part in (facts, ties, projects, events, peers):
        for row in part["organisations"]:
            loader.organisation(row)
    for rows, write in (
        (facts["people"], loader.person),
        (facts["visits"], loader.visit),
        (ties["agreements"], loader.agreement),
        (ties["memberships"], loader.membership),
        (projects["projects"], loader.project),
        (events["events"], loader.event),
    ):
        for row in rows:
            write(row)
    loader.figures(_HOUSE, ties["stated_figures"])
    for peer in peers["peers"]:
        loader.figures(peer["organisation"], peer["stated_figures"])
    known = {row["network"] for row in ties["organisations"] if row.get("network")}
    load_networks(session, loader.actor, today=today, without=known)
    counted = (
        (facts["visits"], "visits"),
        (facts["people"], "people"),
        (ties["agreements"], "agreements"),
        (ties["memberships"], "memberships"),
        (projects["projects"], "projects"),
        (events["events"], "events"),
    )
    return ", ".join(f"{len(rows)} {what}" for rows, what in counted)


class _Loader:
    """Writes records and remembers which key became which id."""

    def __init__(self, session: Session, actor: Actor, today: date) -> None:
        self._session, self.actor, self._today = session, actor, today
        self._ids: dict[str, int] = {}
        self._networks = {row["code"]: row for row in networks()}
        self._cities = dict(session.execute(select(City.geonames_id, City.id)).all())
        self._countries = dict(session.execute(select(Country.code, Country.id)).all())

    def organisation(self, row: Facts) -> None:
        """Write one organisation; its parent comes before it."""
        self._create(
            ORGANISATION,
            row,
            {
                "title_tr": row["title_tr"],
                "title_en": row["title_en"] or "",
                "organisation_kind": _known(OrganisationKind, row["kind"]),
                "acronym": self._networks.get(row.get("network") or "", {}).get("acronym", ""),
                "website": self._networks.get(row.get("network") or "", {}).get("site", ""),
                "peer": row["key"] in _PEERS,
                "seat_id": self._city(row["seat"]),
                "represents_id": self._countries[row["represents"]] if row["represents"] else None,
                "parent_id": self._ids[row["parent"]] if row["parent"] else None,
                "ours": row["ours"],
            },
        )

    def person(self, row: Facts) -> None:
        """Write one person with the posts the report names."""
        posts = [
            {
                "organisation_id": self._id(post["organisation"]),
                "title_tr": post["title_tr"] or "",
                "title_en": post["title_en"] or "",
                "known_on": date.fromisoformat(post["known_on"]) if post["known_on"] else None,
            }
            for post in row["posts"]
        ]
        printed = row["printed"] if row["printed"] != row["name"] else ""
        self._create(
            PERSON,
            row,
            {
                "title_tr": row["name"],
                "printed_name": printed or "",
                "honorific": row["honorific"] or "",
                "posts": posts,
            },
        )

    def visit(self, row: Facts) -> None:
        """Write one visit with its delegation, and where it was printed."""
        held = _partial(row["held"])
        listed, source = row["listed_in"], row["source"]
        doubtful = source["certainty"] == SourceCertainty.DISPUTED
        self._create(
            VISIT,
            row,
            {
                "held": held,
                "direction": _known(Direction, row["direction"]),
                "mode": _known(VisitMode, row["mode"]),
                "state": self._state(held),
                "counterparts": [{"organisation_id": self._ids[key]} for key in row["counterparts"]],
                "delegates": [self._delegate(one) for one in row["delegates"]],
                "city_id": self._city(row["city"]),
                "country_id": self._countries[row["country"]] if row["country"] else None,
                "group_name": row["group"] or "",
                "headcount": row["headcount"],
                "host_id": self._id(row["host"]),
                "subject_tr": row["subject_tr"] or "",
                "subject_en": row["subject_en"] or "",
                "listed_in": source["title"],
                "listed_no": listed["no"] if listed else None,
                "doubt_tr": (source["note_tr"] or "") if doubtful else "",
                "doubt_en": (source["note_en"] or "") if doubtful else "",
            },
        )

    def agreement(self, row: Facts) -> None:
        """Write one tie with its parties and those who were at the signing.

        What the sources say was signed after the office's day is a draft on that day.
        """
        signed = _partial(row["signed"])
        still_to_come = signed.earliest is not None and signed.earliest > self._today
        people = [
            self._signatory(one, role) for name, role in _SIGNING.items() for one in row.get(name) or ()
        ]
        self._create(
            AGREEMENT,
            row,
            {
                "title_tr": row["title_tr"],
                "title_en": row["title_en"] or "",
                "relation": Relation(row["relation"]),
                "instrument": _known(Instrument, row["instrument"]),
                "state": AgreementState.DRAFT if still_to_come else AgreementState(row["state"]),
                "signed": PartialDate.unknown() if still_to_come else signed,
                "starts": _partial(row["starts"]),
                "ends": _partial(row["ends"]),
                "place_tr": row["place_tr"] or "",
                "place_en": row["place_en"] or "",
                "mode": _known(VisitMode, row["mode"]),
                "parties": [
                    {"organisation_id": self._ids[one["organisation"]], "role": PartyRole(one["role"])}
                    for one in row["parties"]
                ],
                "signatories": people,
                "themes": [{"theme": Theme(code)} for code in row["fields"]],
                "signed_at_id": self._id(row["visit"]) if row["signed"] and not still_to_come else None,
                "unit_id": self._id(row["unit"]),
            },
        )

    def membership(self, row: Facts) -> None:
        """Write what our house is to a network."""
        seats = [
            {
                "person_id": self._id(seat["person"]),
                "title_tr": seat["title_tr"] or "",
                "title_en": seat["title_en"] or "",
                "body": seat["body_tr"] or "",
                "since": _partial(seat["since"]),
            }
            for seat in row["seats"]
        ]
        self._create(
            MEMBERSHIP,
            row,
            {
                "network_id": self._ids[row["network"]],
                "member_id": self._ids[_HOUSE],
                "relation": MembershipRelation(row["relation"]),
                "membership_class": _known(MembershipClass, row["class"]),
                "evidence": Evidence(row["evidence"]),
                "since": _partial(row["since"]),
                "role_tr": row["role_tr"] or "",
                "role_en": row["role_en"] or "",
                "unit_id": self._id(row["unit"]),
                "seats": seats,
            },
        )

    def project(self, row: Facts) -> None:
        """Write one project with its consortium; of some partners only the country is printed."""
        self._create(
            PROJECT,
            row,
            {
                "title_tr": row["title_tr"],
                "acronym": row["acronym"] or "",
                "programme": row["programme"] or "",
                "call": row["call"] or "",
                "aim_tr": row["aim_tr"] or "",
                "our_role": _known(ProjectRole, row["our_role"]),
                "project_state": _known(ProjectState, row["state"]),
                "starts": _partial(row["starts"]),
                "ends": _partial(row["ends"]),
                **{name: row[name] for name in ("months", "budget", "grant_asked", "own_share")},
                **{name: row[name] for name in ("bodies", "countries")},
                "currency": row["currency"] or "",
                "unit_id": self._id(row["unit"]),
                "agreement_id": self._id(row["agreement"]),
                "partners": [
                    {
                        "organisation_id": self._id(one["organisation"]),
                        "name": one["name"],
                        "country_id": self._countries[one["country"]] if one["country"] else None,
                        "role": _known(ProjectRole, one["role"]),
                        "number": one["number"],
                    }
                    for one in row["partners"]
                ],
            },
        )

    def event(self, row: Facts) -> None:
        """Write one event; of most the report says only that they were of its year."""
        self._create(
            EVENT,
            row,
            {
                **{
                    name: row[name] or ""
                    for name in ("title_tr", "title_en", "venue_tr", "aim_tr", "outcome_tr")
                },
                "event_kind": _known(EventKind, row["kind"]),
                "our_part": _known(EventPart, row["part"]),
                "event_state": _known(EventState, row["state"]),
                "mode": _known(VisitMode, row["mode"]),
                "held": _partial(row["held"]),
                "city_id": self._city(row["city"]),
                "host_id": self._id(row["host"]),
                "headcount": row["headcount"],
                "headcount_about": row["headcount_about"],
                "unit_id": self._id(row["unit"]),
                "about_id": self._id(row["about"]),
                "visits": [{"visit_id": self._ids[key]} for key in row["visits"]],
                "sessions": [
                    {"title_tr": one["title_tr"], "session_kind": SessionKind(one["kind"])}
                    for one in row["sessions"]
                ],
                "participants": [
                    {
                        "person_id": self._id(one["person"]),
                        "organisation_id": self._id(one["organisation"]),
                        "name": one["name"],
                        "title_tr": one["title_tr"],
                        "remark_tr": one.get("remark_tr", ""),
                        "organisation_name": one.get("organisation_name") or "",
                        "role": _known(EventRole, one["role"]),
                    }
                    for one in row["participants"]
                ],
            },
        )

    def figures(self, about: str, rows: Sequence[Facts]) -> None:
        """Write what a source states about a municipality."""
        for row in rows:
            title_tr, title_en = _FIGURES.get(row["metric"], ("", ""))
            self._create(
                STATED_FIGURE,
                row,
                {
                    "about_id": self._ids[about],
                    "metric": Metric.OTHER if title_tr else Metric(row["metric"]),
                    "value": row["value"],
                    "as_of": _partial(row["as_of"]),
                    "title_tr": title_tr,
                    "title_en": title_en,
                },
            )

    def _signatory(self, row: Facts, role: SigningRole) -> dict[str, Any]:
        return {
            "signing_role": role,
            "person_id": self._id(row["person"]),
            "name": row["person_name"],
            "printed_name": row["printed"] if row["printed"] != row["person_name"] else "",
            "title_tr": row["title_tr"] or "",
            "title_en": row["title_en"] or "",
            "organisation_id": self._id(row["organisation"]),
            "organisation_name": row["organisation_text"] or "",
        }

    def _state(self, held: PartialDate) -> VisitState | None:
        """The report says that every visit took place; on the demo's day some are still to come."""
        if held.certainty is not Certainty.EXACT or held.latest is None:
            return None
        return VisitState.HELD if held.latest < self._today else VisitState.PLANNED

    def _delegate(self, row: Facts) -> dict[str, Any]:
        return {
            "person_id": self._id(row["person"]),
            "name": row["name"],
            "printed_name": row["printed"] if row["printed"] and row["printed"] != row["name"] else "",
            "title_tr": row["title_tr"] or "",
            "title_en": row["title_en"] or "",
            "organisation_id": self._id(row["organisation"]),
            "organisation_name": row["organisation_text"] or "",
            "side": Side(row["side"]),
        }

    def _create(self, noun: Noun[Any], row: Facts, data: Facts) -> None:
        source = _source(row["source"])
        record = kit.create(self._session, self.actor, noun, {**data, "sources": [source]}, today=self._today)
        self._ids[row["key"]] = record.id

    def _id(self, key: str | None) -> int | None:
        return self._ids[key] if key else None

    def _city(self, geonames_id: int | None) -> int | None:
        return self._cities[geonames_id] if geonames_id else None


def _source(row: Facts) -> dict[str, Any]:
    lines = row["lines"]
    return {
        "title": row["title"],
        "place": ", ".join(str(line) for line in lines),
        "printed": row.get("printed_date") or "",
        "certainty": SourceCertainty(row["certainty"]),
        "note_tr": row.get("note_tr") or "",
        "note_en": row.get("note_en") or "",
    }


def _partial(row: Facts | None) -> PartialDate:
    if row is None:
        return PartialDate.unknown()
    first, last = date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])
    return PartialDate(first, last, Certainty(row["certainty"]))


def _known(of: Callable[[str], Any], value: str | None) -> Any:
    return of(value) if value else None


def _read(name: str) -> Any:
    return json.loads((FILES / name).read_text(encoding="utf-8"))
