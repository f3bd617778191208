"""Who and what is on record by name, and what an import is about to add to it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatcher
from app.domain.turkish import search_key
from app.importers.keys import match_key
from app.importers.text.lexicon import COUNTRY_ALIASES
from app.permissions.actor import Actor
from app.queries import agreements, known_names, spellings
from app.queries.kept import kept_for_all
from models.vocabulary import MISSIONS, OrganisationKind

K = TypeVar("K")


@dataclass(slots=True)
class Body:
    """What tells an organisation from another one of the same name."""

    title: str
    seat_id: int | None
    countries: frozenset[int]
    kind: OrganisationKind | None = None
    represents_id: int | None = None


@dataclass
class ByName:
    """Names → ids of records, those of proposed ones below 0 among them."""

    session: Session
    actor: Actor

    def add_organisation(self, id_: int, data: Mapping[str, Any]) -> None:
        """Let later rows find an organisation that is about to be created."""
        country = data.get("represents_id")
        self.bodies[id_] = Body(
            data["title_tr"],
            data.get("seat_id"),
            frozenset({country} if country is not None else ()),
            data.get("organisation_kind"),
            country,
        )
        if country is not None and data.get("organisation_kind") in MISSIONS:
            self._missions[data["organisation_kind"], country].append(id_)
        for name in (data["title_tr"], data.get("title_en"), data.get("acronym")):
            _enter(self._bodies_by_name, name or "", id_)

    def add_person(self, id_: int, data: Mapping[str, Any], bodies: Collection[int]) -> None:
        """Let later rows find a person who is about to be created."""
        for name in (data["title_tr"], data.get("printed_name")):
            _enter(self._people_by_name, name or "", id_)
        if bodies:
            self._posts[id_] = set(bodies)

    # --- Countries and cities

    def country(self, text: str) -> int | None:
        """Return the country of a name in either language, or of a code."""
        return self._countries.get(match_key(text)) or self._countries.get(search_key(text))

    def country_at_the_beginning(self, title: str) -> tuple[int | None, str]:
        """Return the country with whose name a title begins, and the words behind it, as a strict key."""
        words = match_key(title).split()
        for count in range(min(5, len(words) - 1), 0, -1):
            if found := self._countries.get(" ".join(words[:count])):
                return found, " ".join(words[count:])
        return None, ""

    def code(self, country_id: int | None) -> str | None:
        """Return the code of a country."""
        return self._codes.get(country_id or 0)

    def box(self, country_id: int | None) -> known_names.Box | None:
        """Return where the known cities of a country lie."""
        return self._boxes.get(country_id or 0)

    @property
    def matcher(self) -> CityMatcher:
        """Say which city a name means."""
        return self._cities.matcher

    @cached_property
    def _cities(self) -> "_Cities":
        return _cities_of(self.session, self.actor)

    @cached_property
    def _country_rows(self) -> Sequence[tuple[int, str, str, str]]:
        return list(known_names.countries(self.session))

    @cached_property
    def _codes(self) -> Mapping[int, str]:
        return {id_: code for id_, code, *_ in self._country_rows}

    @cached_property
    def _country_titles(self) -> Mapping[int, str]:
        return {id_: title_tr for id_, _, title_tr, _ in self._country_rows}

    @cached_property
    def _countries(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for id_, code, *names in self._country_rows:
            for name in (*names, code, *COUNTRY_ALIASES.get(code, ())):
                found.setdefault(match_key(name), id_)
        for id_, _, *names in self._country_rows:
            for name in names:
                found.setdefault(search_key(name), id_)
        return found

    @cached_property
    def _boxes(self) -> Mapping[int, known_names.Box]:
        return known_names.boxes(self.session)

    # --- Organisations

    @cached_property
    def house(self) -> int | None:
        """Our own municipality as an organisation; None where it is not on record."""
        found = agreements.own_house(self.session, self.actor)
        return found.id if found else None

    def organisations_named(self, text: str) -> list[int]:
        """Return the organisations of a title or short name."""
        return self._bodies_by_name.get(match_key(text), [])

    def missions_like(self, data: Mapping[str, Any]) -> Sequence[int]:
        """Return the missions of the same kind and country whose seat does not contradict."""
        key, seat_id = (data.get("organisation_kind"), data.get("represents_id")), data.get("seat_id")
        return [
            id_
            for id_ in self._missions.get(key, ())
            if seat_id is None or self.bodies[id_].seat_id in {None, seat_id}
        ]

    def is_municipality(self, organisation_id: int) -> bool:
        """Say whether an organisation is the municipality of a city."""
        return organisation_id in self.municipalities.values()

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """Title, seat and countries of each organisation."""
        return {
            id_: Body(title_tr, seat, frozenset(filter(None, (represents or of_seat,))), kind, represents)
            for id_, title_tr, _, _, seat, represents, of_seat, kind in self._body_rows
        }

    @cached_property
    def municipalities(self) -> dict[int, int]:
        """City → its municipality."""
        return dict(agreements.municipalities(self.session, self.actor))

    @cached_property
    def _body_rows(self) -> Sequence[Any]:
        return list(known_names.organisations(self.session, self.actor))

    @cached_property
    def _missions(self) -> dict[tuple[Any, Any], list[int]]:
        found: dict[tuple[Any, Any], list[int]] = defaultdict(list)
        for id_, body in self.bodies.items():
            if body.kind in MISSIONS and body.represents_id is not None:
                found[body.kind, body.represents_id].append(id_)
        return found

    @cached_property
    def _bodies_by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for id_, title_tr, title_en, acronym, *_ in self._body_rows:
            for name in (title_tr, title_en, acronym):
                _enter(found, name, id_)
        return found

    # --- People

    def people_named(self, name: str) -> list[int]:
        """Return the people of a name."""
        return self._people_by_name.get(match_key(name), [])

    def bodies_of(self, person_id: int) -> set[int]:
        """Return the organisations in which somebody holds or held a post."""
        return self._posts.get(person_id, set())

    def accounts_named(self, name: str) -> Sequence[int]:
        """Return the open accounts of colleagues of a name or an e-mail address."""
        return self._accounts.get(match_key(name), [])

    @cached_property
    def _people_by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for id_, *names in known_names.people(self.session, self.actor):
            for name in names:
                _enter(found, name, id_)
        return found

    @cached_property
    def _posts(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for person, body in known_names.posts(self.session, self.actor):
            if body is not None:
                found.setdefault(person, set()).add(body)
        return found

    @cached_property
    def _accounts(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for id_, *names in known_names.accounts(self.session, self.actor):
            for name in names:
                _enter(found, name, id_)
        return found

    # --- Anything

    def title(self, id_: int) -> str:
        """Return the name of a city, a country, an organisation or another record on file; empty if none."""
        for names in (self._cities.titles, self._country_titles):
            if id_ in names:
                return names[id_]
        if id_ in self.bodies:
            return self.bodies[id_].title
        return known_names.titles(self.session, {id_}).get(id_, "")

    def once(self, read: Callable[[Session, Actor], K]) -> K:
        """Return what a kind reads of the records on file; it is read when first asked for."""
        if read not in self._read_once:
            self._read_once[read] = read(self.session, self.actor)
        found: K = self._read_once[read]
        return found

    @cached_property
    def _read_once(self) -> dict[Callable[[Session, Actor], Any], Any]:
        return {}


@dataclass(frozen=True, slots=True)
class _Cities:
    matcher: CityMatcher
    titles: Mapping[int, str]


def _cities_of(session: Session, actor: Actor) -> _Cities:
    """Return all cities, read anew only if the reference data has changed since the last import asked."""

    def read() -> _Cities:
        return _Cities(spellings.city_matcher(session, actor), dict(known_names.cities(session)))

    return kept_for_all(session, "cities of imports", read)


def _enter(names: dict[str, list[int]], name: str, id_: int) -> None:
    key = match_key(name)
    if key and id_ not in (known := names.setdefault(key, [])):
        known.append(id_)
