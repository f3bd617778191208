"""A portfolio as a file: written in one way only, read without trust, sealed by a checksum.

The format is that of docs/portfolio.md.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, NoReturn, TypeVar

from app.domain.portfolio import (
    PUBLIC_MEMBERSHIPS,
    PUBLIC_PROJECTS,
    PUBLIC_RELATIONS,
    PUBLIC_STATES,
    Body,
    City,
    Membership,
    Partner,
    Portfolio,
    Project,
    Tie,
)
from app.errors import Invalid, Problem
from app.i18n import N_
from models import Certainty, PartialDate
from models.vocabulary import (
    AgreementState,
    Instrument,
    MembershipClass,
    MembershipRelation,
    OrganisationKind,
    ProjectRole,
    ProjectState,
    Relation,
    Theme,
)

T = TypeVar("T")
V = TypeVar("V", bound=StrEnum)

FORMAT, FORMAT_VERSION = "elci-portfolio", 1
MOST_MB = 4
MOST_TIES, MOST_MEMBERSHIPS, MOST_PROJECTS, MOST_PARTNERS = 5_000, 1_000, 1_000, 300
LONGEST = 500
"""Characters of a text."""
MOST_GEONAMES_ID = 2**31 - 1
MOST_BYTES = MOST_MB * 1_000_000
_COUNTRY = re.compile(r"[A-Z]{2}")
_DEGREES = re.compile(r"-?(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{0,4}[1-9])?")
_CHECKSUM = re.compile(r"sha256:[0-9a-f]{64}")
_NO_LINE = {"Cc", "Cs", "Zl", "Zp"}

NOT_ONE = N_("This file is no portfolio of a municipality, or it was damaged on the way.")
TOO_LARGE = N_("This file is larger than %(limit)s MB; no portfolio is.")
NEWER = N_("A newer Elçi wrote this file (format %(version)s); this one reads up to format %(known)s.")
CHANGED = N_(
    "This file is not as it left the other municipality: something in it was changed on the way. "
    "Ask for it again."
)
MISSHAPEN = N_("This file is no portfolio: %(place)s is not what should stand there.")


class PortfolioFile(NamedTuple):
    """A file that was read.

    :param sha256: of the canonical form.
    """

    portfolio: Portfolio
    sha256: str
    content: dict[str, Any]


def fingerprint(sha256: str) -> str:
    """Return five groups of four digits, to be read out over the phone."""
    number = int.from_bytes(bytes.fromhex(sha256)[:16], "big") % 10**20
    return " ".join(re.findall("....", f"{number:020}"))


# --- Writing ------------------------------------------------------------------------------------------------


def write(portfolio: Portfolio) -> bytes:
    """Return the file of a portfolio.

    :raises Invalid: it holds more than a file may.
    """
    content = _content(portfolio)
    file = _laid_out(content, checksum(content))
    read(file)  # what we hand out, others must be able to read
    return file


def checksum(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical form."""
    sealed = {"format": FORMAT, "format_version": FORMAT_VERSION, "portfolio": content}
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _laid_out(content: dict[str, Any], sha256: str) -> bytes:
    file = {
        "checksum": f"sha256:{sha256}",
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "portfolio": content,
    }
    return (json.dumps(file, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _content(portfolio: Portfolio) -> dict[str, Any]:
    return {
        "municipality": _of_body(portfolio.municipality),
        "as_of": portfolio.as_of.isoformat(),
        "ties": [_of_tie(one) for one in portfolio.ties],
        "memberships": [_of_membership(one) for one in portfolio.memberships],
        "projects": [_of_project(one) for one in portfolio.projects],
    }


def _of_tie(tie: Tie) -> dict[str, Any]:
    return {
        "partner": _of_body(tie.partner),
        "relation": tie.relation,
        "instrument": tie.instrument,
        "state": tie.state,
        "signed": _of_date(tie.signed),
        "starts": _of_date(tie.starts),
        "ends": _of_date(tie.ends),
        "renews": tie.renews,
        "themes": list(tie.themes),
    }


def _of_membership(one: Membership) -> dict[str, Any]:
    return {
        "network": _of_body(one.network),
        "relation": one.relation,
        "class": one.membership_class,
        "since": _of_date(one.since),
        "until": _of_date(one.until),
    }


def _of_project(project: Project) -> dict[str, Any]:
    return {
        "title_tr": _line(project.title_tr),
        "title_en": _line(project.title_en),
        "acronym": _line(project.acronym),
        "programme": _line(project.programme),
        "role": project.role,
        "state": project.state,
        "starts": _of_date(project.starts),
        "ends": _of_date(project.ends),
        "partners": [{"body": _of_body(one.body), "role": one.role} for one in project.partners],
    }


def _of_body(body: Body) -> dict[str, Any]:
    return {
        "name_tr": _line(body.name_tr),
        "name_en": _line(body.name_en),
        "acronym": _line(body.acronym),
        "kind": body.kind,
        "city": None if body.city is None else _of_city(body.city),
        "country": body.country,
    }


def _of_city(city: City) -> dict[str, Any]:
    return {
        "name_tr": _line(city.name_tr),
        "name_en": _line(city.name_en),
        "geonames_id": city.geonames_id,
        "country": city.country,
        "latitude": _of_degrees(city.latitude),
        "longitude": _of_degrees(city.longitude),
    }


def _of_degrees(degrees: float | None) -> str | None:
    if degrees is None:
        return None
    text = f"{degrees:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _of_date(day: PartialDate) -> dict[str, str] | None:
    if day.earliest is None or day.latest is None or day.certainty is None:
        return None
    return {
        "earliest": day.earliest.isoformat(),
        "latest": day.latest.isoformat(),
        "certainty": day.certainty.value,
    }


def _line(text: str) -> str:
    """Return a text on one line: ours may have been typed on several."""
    plain = "".join(" " if unicodedata.category(char) in _NO_LINE else char for char in text)
    return " ".join(plain.split())[:LONGEST].strip()


# --- Reading ------------------------------------------------------------------------------------------------


def read(data: bytes) -> PortfolioFile:
    """Read a file that somebody sent.

    :raises Invalid: it is no portfolio, too large, of a newer Elçi, or not byte for byte as it was written.
    """
    if len(data) > MOST_BYTES:
        _refuse(TOO_LARGE, limit=MOST_MB)
    try:
        file = json.loads(data.decode(), parse_float=_no_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse(NOT_ONE)
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        _refuse(NOT_ONE)
    version = file.get("format_version")
    if type(version) is int and FORMAT_VERSION < version < 1_000:
        _refuse(NEWER, version=version, known=FORMAT_VERSION)
    content, told = file.get("portfolio"), file.get("checksum")
    if not isinstance(content, dict) or not isinstance(told, str) or not _CHECKSUM.fullmatch(told):
        _refuse(NOT_ONE)
    try:
        sha256 = checksum(content)
        is_as_written = told == f"sha256:{sha256}" and data == _laid_out(content, sha256)
    except (ValueError, RecursionError):  # half a character, or nested beyond all measure
        _refuse(NOT_ONE)
    if not is_as_written:
        _refuse(CHANGED)
    return PortfolioFile(parsed(content), sha256, content)


def parsed(content: object) -> Portfolio:
    """Return the portfolio of a file, or of one that was kept.

    :raises Invalid: a place of it holds something else than docs/portfolio.md says.
    """
    at = partial(_At, "portfolio")
    told = at(content).parts("municipality", "as_of", "ties", "memberships", "projects")
    return Portfolio(
        _body(told["municipality"]),
        told["as_of"].day(),
        told["ties"].each(_tie, MOST_TIES),
        told["memberships"].each(_membership, MOST_MEMBERSHIPS),
        told["projects"].each(_project, MOST_PROJECTS),
    )


class _At(NamedTuple):
    """A value, and where in the file it stands."""

    place: str
    value: Any

    def refuse(self) -> NoReturn:
        _refuse(MISSHAPEN, place=self.place)

    def parts(self, *names: str) -> "dict[str, _At]":
        if not isinstance(self.value, dict) or self.value.keys() != set(names):
            self.refuse()
        return {name: _At(f"{self.place}.{name}", self.value[name]) for name in names}

    def each(self, read_one: "Callable[[_At], T]", most: int) -> tuple[T, ...]:
        if not isinstance(self.value, list) or len(self.value) > most:
            self.refuse()
        return tuple(read_one(_At(f"{self.place}[{place}]", one)) for place, one in enumerate(self.value))

    def line(self, *, needed: bool = False) -> str:
        text = self.value
        if not isinstance(text, str) or text != _line(text) or (needed and not text):
            self.refuse()
        return text

    def word(self, of: type[V]) -> V:
        if not isinstance(self.value, str) or self.value not in set(of):
            self.refuse()
        return of(self.value)

    def word_or_none(self, of: type[V]) -> V | None:
        return None if self.value is None else self.word(of)

    def day(self) -> date:
        try:
            day = date.fromisoformat(self.value)
        except (TypeError, ValueError):
            self.refuse()
        if day.isoformat() != self.value:
            self.refuse()
        return day


def _tie(at: _At) -> Tie:
    told = at.parts(
        "partner", "relation", "instrument", "state", "signed", "starts", "ends", "renews", "themes"
    )
    return Tie(
        partner=_body(told["partner"]),
        relation=_one_of(told["relation"], Relation, PUBLIC_RELATIONS),
        instrument=told["instrument"].word_or_none(Instrument),
        state=_one_of(told["state"], AgreementState, PUBLIC_STATES),
        signed=_date(told["signed"]),
        starts=_date(told["starts"]),
        ends=_date(told["ends"]),
        renews=_yes_or_no(told["renews"]),
        themes=told["themes"].each(lambda one: one.word(Theme), len(Theme)),
    )


def _membership(at: _At) -> Membership:
    told = at.parts("network", "relation", "class", "since", "until")
    return Membership(
        network=_body(told["network"]),
        relation=_one_of(told["relation"], MembershipRelation, PUBLIC_MEMBERSHIPS),
        membership_class=told["class"].word_or_none(MembershipClass),
        since=_date(told["since"]),
        until=_date(told["until"]),
    )


def _project(at: _At) -> Project:
    told = at.parts(
        "title_tr", "title_en", "acronym", "programme", "role", "state", "starts", "ends", "partners"
    )
    return Project(
        title_tr=told["title_tr"].line(needed=True),
        title_en=told["title_en"].line(),
        acronym=told["acronym"].line(),
        programme=told["programme"].line(),
        role=told["role"].word_or_none(ProjectRole),
        state=_one_of(told["state"], ProjectState, PUBLIC_PROJECTS),
        starts=_date(told["starts"]),
        ends=_date(told["ends"]),
        partners=told["partners"].each(_partner, MOST_PARTNERS),
    )


def _partner(at: _At) -> Partner:
    told = at.parts("body", "role")
    return Partner(_body(told["body"]), told["role"].word_or_none(ProjectRole))


def _body(at: _At) -> Body:
    told = at.parts("name_tr", "name_en", "acronym", "kind", "city", "country")
    return Body(
        told["name_tr"].line(needed=True),
        told["name_en"].line(),
        told["acronym"].line(),
        told["kind"].word_or_none(OrganisationKind),
        None if told["city"].value is None else _city(told["city"]),
        _country(told["country"]),
    )


def _city(at: _At) -> City:
    told = at.parts("name_tr", "name_en", "geonames_id", "country", "latitude", "longitude")
    number = told["geonames_id"].value
    if number is not None and (type(number) is not int or not 0 < number <= MOST_GEONAMES_ID):
        told["geonames_id"].refuse()
    latitude, longitude = _degrees(told["latitude"], 90), _degrees(told["longitude"], 180)
    if (latitude is None) != (longitude is None):
        told["longitude"].refuse()
    return City(
        told["name_tr"].line(needed=True),
        told["name_en"].line(),
        number,
        _country(told["country"]),
        latitude,
        longitude,
    )


def _country(at: _At) -> str:
    if at.value != "" and not (isinstance(at.value, str) and _COUNTRY.fullmatch(at.value)):
        at.refuse()
    return str(at.value)


def _degrees(at: _At, most: int) -> float | None:
    if at.value is None:
        return None
    if not isinstance(at.value, str) or not _DEGREES.fullmatch(at.value) or abs(float(at.value)) > most:
        at.refuse()
    return float(at.value)


def _date(at: _At) -> PartialDate:
    if at.value is None:
        return PartialDate.unknown()
    told = at.parts("earliest", "latest", "certainty")
    first, last = told["earliest"].day(), told["latest"].day()
    if last < first:
        at.refuse()
    return PartialDate(first, last, told["certainty"].word(Certainty))


def _yes_or_no(at: _At) -> bool | None:
    if at.value is not None and not isinstance(at.value, bool):
        at.refuse()
    return at.value


def _one_of(at: _At, of: type[V], public: Sequence[V] | frozenset[V]) -> V:
    """Return a word that a portfolio may say: what is not public is never in one."""
    word = at.word(of)
    if word not in public:
        at.refuse()
    return word


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _refuse(message: str, **values: object) -> NoReturn:
    raise Invalid(Problem("file", message, values))
