"""Whom and what the rows of an import mean: a record on file, or one that is proposed along with them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatch, ways_to_say
from app.i18n import N_
from app.importers.by_name import ByName
from app.importers.keys import match_key
from app.importers.proposals import Proposals
from app.importers.said import Said, record_number
from app.permissions.actor import Actor
from app.queries import known_names
from app.queries import names as record_names
from app.records.organisations import municipality_of
from models.vocabulary import MatchHow, RecordKind

POSSIBLY_THE_SAME = N_("Possibly the same as somebody on record who bears this name")
SEVERAL_BEAR_IT = N_("Several records bear the name %(name)s; say which one is meant")
_MUNICIPALITY = re.compile(
    r"\bbeled[iı]yes[iı]$|\bmunicipality$|^(the )?(city|municipality) of ", re.IGNORECASE
)
NO_SUCH_CITY = N_("No city on record is called so; it is left open")
NOT_THERE = N_("There is no record #%(id)s of this kind")
NEW_ONE: Mapping[RecordKind, str] = {
    RecordKind.CITY: N_("New city: %(name)s"),
    RecordKind.ORGANISATION: N_("New organisation: %(name)s"),
    RecordKind.PERSON: N_("New person: %(name)s"),
}
_CANDIDATES, _REMEMBERED = 8, 20_000


@dataclass
class Directory:
    """What rows name → ids of records; records that rows propose get ids below 0.

    A lookup notes in the row what is new, contests what is unclear, and returns the id. ``#12`` as a text is
    the record of that id.

    :param today: the office's day.
    :param creates_cities: whether a city that nobody knows may be created; else it is left open, and doubted.
    :param belongings: what kinds remember between batches, by what it is.
    :param wrong_rows: numbers of rows that cannot be written: what they name is not created for their sake.
    """

    session: Session
    actor: Actor
    today: date
    creates_cities: bool = True
    wrong_rows: set[int] = field(default_factory=set)
    belongings: dict[type, Any] = field(default_factory=dict)

    @cached_property
    def known(self) -> ByName:
        """What is on file, and what is proposed, by name."""
        return ByName(self.session, self.actor)

    @cached_property
    def proposals(self) -> Proposals:
        """What is to be created along with the rows."""
        return Proposals(self.session, self.actor, self.today)

    def country(self, said: Said, target: str, text: str = "") -> int | None:
        """Return the country that a text names in either language or by its code."""
        text = text or said.told(target)
        if not text:
            return None
        found = self.known.country(text)
        if found is None:
            said.refuse(target, N_("No country is called %(name)s"), name=text)
        return found

    def city(
        self,
        said: Said,
        target: str,
        text: str = "",
        *,
        country_id: int | None = None,
        position: tuple[float, float] | None = None,
        elsewhere: bool = False,
    ) -> int | None:
        """Return the city that a text names; an unknown one is proposed, in the country said.

        :param elsewhere: whether a city of another country may be meant: an embassy sits abroad.
        """
        text = text or said.told(target)
        if not text:
            return None
        if text.startswith("#"):
            return self._by_number(said, target, text, RecordKind.CITY)
        match = self._match(text, country_id, position)
        if match.city_id is None and not match.candidates and elsewhere:
            match = self._match(text, None, position)
        if match.city_id is not None:
            return match.city_id
        if match.candidates:
            self.contest_city(said, target, text, match.candidates)
            return None
        if not self.creates_cities:
            said.show(target, text)
            said.doubt(target, NO_SUCH_CITY)
            return None
        return self._new(
            said,
            target,
            RecordKind.CITY,
            (match_key(text), country_id),
            {"title_tr": text, "country_id": country_id},
        )

    def _match(self, text: str, country_id: int | None, position: tuple[float, float] | None) -> CityMatch:
        asked = (text, country_id, position)
        if asked not in self._matches:
            if len(self._matches) > _REMEMBERED:
                self._matches.clear()
            self._matches[asked] = self.known.matcher.match(
                text, country=self.known.code(country_id), position=position
            )
        return self._matches[asked]

    def contest_city(self, said: Said, target: str, name: str, candidates: Sequence[int]) -> None:
        """Say that several cities may be meant, or that it is not sure whether this one is."""
        found = [(id_, self._with_country(id_)) for id_ in candidates[:_CANDIDATES]]
        said.contest(target, N_("It is not sure which city is meant by %(name)s"), found, name=name)

    def organisation(
        self,
        said: Said,
        target: str,
        text: str = "",
        *,
        country_id: int | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> int | None:
        """Return the organisation that a text names; one that nobody knows is proposed.

        :param country_id: where several bear the name, the one of this country is meant.
        :param data: further facts of a new one, form data.
        """
        text = text or said.told(target)
        if not text:
            return None
        if text.startswith("#"):
            return self._by_number(said, target, text, RecordKind.ORGANISATION)
        found = self.known.organisations_named(text)
        if len(found) > 1 and country_id is not None:
            found = [id_ for id_ in found if country_id in self.known.bodies[id_].countries] or found
        if len(found) == 1:
            return self._meant(said, target, found[0])
        if found:
            self._contest(said, target, text, [(id_, self.known.bodies[id_].title) for id_ in found])
            return None
        return self._other_spelling(said, target, text, country_id, data or {}) or self._new_organisation(
            said, target, text, country_id, data or {}
        )

    def _other_spelling(
        self, said: Said, target: str, text: str, country_id: int | None, data: Mapping[str, Any]
    ) -> int | None:
        """Return the mission or the municipality that bears another name on record."""
        missions = self.known.missions_like(data)
        if len(missions) == 1:
            return missions[0]
        city_id = self._city_governed_by(text, country_id)
        return self.municipality(said, target, city_id) if city_id is not None else None

    def _new_organisation(
        self, said: Said, target: str, text: str, country_id: int | None, data: Mapping[str, Any]
    ) -> int:
        made = {"title_tr": text, **data}
        id_ = self._new(said, target, RecordKind.ORGANISATION, (match_key(text), country_id), made)
        self.known.add_organisation(id_, made)
        return id_

    def city_meant(self, text: str, country_id: int | None) -> int | None:
        """Return the city that a text surely names, in the country or elsewhere; nothing is proposed."""
        found = self._match(text, country_id, None).city_id if text else None
        return found or (self._match(text, None, None).city_id if text and country_id is not None else None)

    def _city_governed_by(self, text: str, country_id: int | None) -> int | None:
        """Return the city of whose municipality this is another spelling: it is one organisation."""
        bare = list(ways_to_say(text))[-1] if _MUNICIPALITY.search(text) else text
        if bare == text:
            return None
        match = self._match(bare, country_id, None)
        return None if match.how is MatchHow.LARGEST else match.city_id

    def person(
        self,
        said: Said,
        target: str,
        name: str,
        bodies: Collection[int],
        *,
        data: Mapping[str, Any] | None = None,
    ) -> int | None:
        """Return the person of a name: nobody is taken for somebody else by the name alone.

        The one who bears it is meant if one of both is of no organisation, or both are of the same; else it
        is a new person, and a doubt.

        :param bodies: ids of the organisations that the row says.
        :param data: further facts of a new one, form data.
        """
        if name.startswith("#"):
            return self._by_number(said, target, name, RecordKind.PERSON)
        fitting, namesakes = self.people_fitting(name, bodies)
        if len(fitting) == 1:
            return self._meant(said, target, fitting[0])
        if fitting:
            self.contest_person(said, target, name, fitting)
            return None
        if namesakes:
            said.doubt(target, POSSIBLY_THE_SAME)
        made = {"title_tr": name, **(data or {})}
        id_ = self._new(said, target, RecordKind.PERSON, (match_key(name), *sorted(bodies)), made)
        self.known.add_person(id_, made, bodies)
        return id_

    def people_fitting(self, name: str, bodies: Collection[int]) -> tuple[Sequence[int], bool]:
        """Return the people who may be meant by a name, and whether anybody else bears it.

        Source: product.md, section 3: never merged by spelling alone.
        """
        named = self.known.people_named(name)
        agreeing = [id_ for id_ in named if set(bodies) & self.known.bodies_of(id_)]
        if agreeing:
            return agreeing, True
        fitting = [id_ for id_ in named if not bodies or not self.known.bodies_of(id_)]
        return (fitting if len(named) == 1 or not bodies else ()), bool(named)

    def contest_person(self, said: Said, target: str, name: str, candidates: Sequence[int]) -> None:
        """Say that several people may be meant."""
        self._contest(said, target, name, [(id_, self._with_bodies(name, id_)) for id_ in candidates])

    def municipality(self, said: Said, target: str, city_id: int) -> int:
        """Return the municipality of a city, a proposed one too; one that nobody knows is proposed."""
        if city_id not in self.known.municipalities:
            known = record_names.titles(self.session, self.actor, {max(city_id, 0)}).get(city_id)
            english = known.title_en if known else self.proposals[city_id].data.get("title_en", "")
            made = municipality_of(city_id, self.title(city_id), english)
            id_ = self._new(said, target, RecordKind.ORGANISATION, (city_id,), made)
            self.known.add_organisation(id_, made)
            self.known.municipalities[city_id] = id_
        return self.known.municipalities[city_id]

    def title(self, id_: int | None) -> str:
        """Return the name of a city, an organisation or a country, a proposed one too; empty for None."""
        if id_ is None:
            return ""
        if id_ < 0:
            return str(self.proposals[id_].data["title_tr"])
        return self.known.title(id_)

    def titles(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Return the names of any records, proposed ones too."""
        wanted = set(ids)
        known = {id_: str(self.proposals[id_].data["title_tr"]) for id_ in wanted if id_ < 0}
        return {**known, **known_names.titles(self.session, wanted - known.keys())}

    def enlist(self, said: Said, kind: RecordKind, found: Sequence[int]) -> int:
        """Let other rows find the record that a row of the file is about, and return its id below 0.

        :param found: what the row's name finds; a record that other rows only named becomes this one.
        """
        mentioned = [id_ for id_ in found if id_ < 0 and not self.proposals[id_].has_row]
        if mentioned:
            self.proposals[mentioned[0]].data = said.data
            self.proposals[mentioned[0]].has_row = True
            return mentioned[0]
        id_ = self.proposals.add(kind, said.data, said.number)
        self.proposals[id_].has_row = True
        if kind is RecordKind.ORGANISATION:
            self.known.add_organisation(id_, said.data)
        return id_

    def _new(
        self, said: Said, target: str, kind: RecordKind, key: tuple[object, ...], data: dict[str, Any]
    ) -> int:
        known = self._keys.get((kind, key))
        if known is not None:
            return self._meant(said, target, known)
        id_ = self._keys[kind, key] = self.proposals.add(kind, data, said.number)
        said.note(target, NEW_ONE[kind], name=data["title_tr"])
        return id_

    def _meant(self, said: Said, target: str, id_: int) -> int:
        """Let a row be the first to name what only rows that are wrong have named before."""
        if id_ < 0 and (proposed := self.proposals[id_]).number in self.wrong_rows:
            proposed.number = said.number
            said.note(target, NEW_ONE[proposed.kind], name=proposed.data["title_tr"])
        return id_

    @cached_property
    def _matches(self) -> dict[tuple[object, ...], CityMatch]:
        return {}

    @cached_property
    def _keys(self) -> dict[tuple[RecordKind, tuple[object, ...]], int]:
        return {}

    def _by_number(self, said: Said, target: str, text: str, kind: RecordKind) -> int | None:
        number = record_number(text)
        if number in known_names.live_of_kind(self.session, self.actor, kind, (number,)):
            return number
        said.refuse(target, NOT_THERE, id=text[1:])
        return None

    def _contest(self, said: Said, target: str, name: str, candidates: Sequence[tuple[int, str]]) -> None:
        said.contest(target, SEVERAL_BEAR_IT, candidates[:_CANDIDATES], name=name)

    def _with_country(self, city_id: int) -> str:
        country = known_names.country_of_city(self.session, city_id)
        return f"{self.title(city_id)} ({self.title(country)})" if country else self.title(city_id)

    def _with_bodies(self, name: str, person_id: int) -> str:
        bodies = ", ".join(self.titles(self.known.bodies_of(person_id)).values())
        return f"{name} ({bodies})" if bodies else name
