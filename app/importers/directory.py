"""Who and what is on record by name, and what an import is about to add to it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatch, CityMatcher, ways_to_say
from app.domain.turkish import search_key
from app.errors import DomainError, Invalid, Problem
from app.i18n import N_
from app.importers.keys import match_key
from app.importers.said import Said, record_number
from app.importers.text.lexicon import COUNTRY_ALIASES
from app.permissions.actor import Actor
from app.queries import agreements, known_names, spellings
from app.queries import names as record_names
from app.queries.kept import kept_for_all
from app.records import kit, many
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.records.organisations import municipality_of
from models import Model, Record
from models.vocabulary import MISSIONS, MatchHow, OrganisationKind, RecordKind

K = TypeVar("K")
POSSIBLY_THE_SAME = N_("Possibly the same as somebody on record who bears this name")
SEVERAL_BEAR_IT = N_("Several records bear the name %(name)s; say which one is meant")
_MUNICIPALITY = re.compile(
    r"\bbeled[iı]yes[iı]$|\bmunicipality$|^(the )?(city|municipality) of ", re.IGNORECASE
)
NO_SUCH_CITY = N_("No city on record is called so; it is left open")
NOT_THERE = N_("There is no record #%(id)s of this kind")
_A_CIRCLE = N_("An organisation cannot be a part of itself")
NEW_ONE: Mapping[RecordKind, str] = {
    RecordKind.CITY: N_("New city: %(name)s"),
    RecordKind.ORGANISATION: N_("New organisation: %(name)s"),
    RecordKind.PERSON: N_("New person: %(name)s"),
}
_CANDIDATES, _REMEMBERED = 8, 20_000


@dataclass(slots=True)
class _Body:
    title: str
    seat_id: int | None
    countries: frozenset[int]
    kind: OrganisationKind | None = None
    represents_id: int | None = None


@dataclass(slots=True)
class _Proposed:
    """A record to be created along with the rows that name it.

    :param number: of the row that named it first.
    :param has_row: whether a row of the file is about it, and not only names it.
    """

    kind: RecordKind
    data: dict[str, Any]
    number: int
    has_row: bool = False
    id: int | None = None


class CannotBeMade(DomainError):
    """Proposed records cannot be created, and so no row that names them can be written.

    :param ids: theirs, below 0.
    :param reason: what :func:`app.records.kit.save` raises over them.
    :param made: kind of record → how many others were created before.
    """

    def __init__(self, ids: Collection[int], reason: DomainError, made: Mapping[RecordKind, int]) -> None:
        super().__init__(f"proposed records {sorted(ids)}: {reason}")
        self.ids, self.reason, self.made = frozenset(ids), reason, made


@dataclass
class Directory:
    """Names → records, read when first asked for; records that rows propose get ids below 0.

    A lookup notes in the row what is new, contests what is unclear, and returns the id. ``#12`` as a text is
    the record of that id.

    :param today: the office's day.
    :param creates_cities: whether a city that nobody knows may be created; else it is left open, and doubted.
    :param belongings: what kinds remember between batches, by what it is.
    :param wrong_rows: numbers of rows that cannot be written: what they name is not created for their sake.
    :param proposed: by the negative of its id: what is to be created along with the rows.
    """

    session: Session
    actor: Actor
    today: date
    proposed: dict[int, _Proposed] = field(default_factory=dict)
    wrong_rows: set[int] = field(default_factory=set)
    creates_cities: bool = True
    belongings: dict[type, Any] = field(default_factory=dict)

    # --- Lookups

    def country(self, said: Said, target: str, text: str = "") -> int | None:
        """Return the country that a text names in either language or by its code."""
        text = text or said.told(target)
        if not text:
            return None
        found = self._countries.get(match_key(text)) or self._countries.get(search_key(text))
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
            self._matches[asked] = self.matcher.match(text, country=self.code(country_id), position=position)
        return self._matches[asked]

    def contest_city(self, said: Said, target: str, name: str, candidates: Sequence[int]) -> None:
        """Say that several cities may be meant, or that it is not sure whether this one is."""
        found = [(id_, self._with_country(id_)) for id_ in candidates[:_CANDIDATES]]
        said.contest(target, N_("It is not sure which city is meant by %(name)s"), found, name=name)

    def code(self, country_id: int | None) -> str | None:
        """Return the code of a country."""
        return self._codes.get(country_id or 0)

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
        found = self.organisations_named(text)
        if len(found) > 1 and country_id is not None:
            found = [id_ for id_ in found if country_id in self._bodies[id_].countries] or found
        if len(found) == 1:
            return self._meant(said, target, found[0])
        if found:
            self._contest(said, target, text, [(id_, self._bodies[id_].title) for id_ in found])
            return None
        return self._other_spelling(said, target, text, country_id, data or {}) or self._new_organisation(
            said, target, text, country_id, data or {}
        )

    def _other_spelling(
        self, said: Said, target: str, text: str, country_id: int | None, data: Mapping[str, Any]
    ) -> int | None:
        """Return the mission or the municipality that bears another name on record."""
        missions = self.missions_like(data)
        if len(missions) == 1:
            return missions[0]
        city_id = self._city_governed_by(text, country_id)
        return self.municipality(said, target, city_id) if city_id is not None else None

    def _new_organisation(
        self, said: Said, target: str, text: str, country_id: int | None, data: Mapping[str, Any]
    ) -> int:
        made = {"title_tr": text, **data}
        id_ = self._new(said, target, RecordKind.ORGANISATION, (match_key(text), country_id), made)
        self.add_organisation(id_, made)
        return id_

    def missions_like(self, data: Mapping[str, Any]) -> Sequence[int]:
        """Return the missions of the same kind and country whose seat does not contradict."""
        key, seat_id = (data.get("organisation_kind"), data.get("represents_id")), data.get("seat_id")
        return [
            id_
            for id_ in self._missions.get(key, ())
            if seat_id is None or self._bodies[id_].seat_id in {None, seat_id}
        ]

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
        self.add_person(id_, made, bodies)
        return id_

    def people_fitting(self, name: str, bodies: Collection[int]) -> tuple[Sequence[int], bool]:
        """Return the people who may be meant by a name, and whether anybody else bears it.

        Source: product.md, section 3: never merged by spelling alone.
        """
        named = self.people_named(name)
        agreeing = [id_ for id_ in named if set(bodies) & self.bodies_of(id_)]
        if agreeing:
            return agreeing, True
        fitting = [id_ for id_ in named if not bodies or not self.bodies_of(id_)]
        return (fitting if len(named) == 1 or not bodies else ()), bool(named)

    def contest_person(self, said: Said, target: str, name: str, candidates: Sequence[int]) -> None:
        """Say that several people may be meant."""
        self._contest(said, target, name, [(id_, self._with_bodies(name, id_)) for id_ in candidates])

    def accounts_named(self, name: str) -> Sequence[int]:
        """Return the open accounts of colleagues of a name or an e-mail address."""
        return self._accounts.get(match_key(name), [])

    def municipality(self, said: Said, target: str, city_id: int) -> int:
        """Return the municipality of a city, a proposed one too; one that nobody knows is proposed."""
        if city_id not in self._municipalities:
            known = record_names.titles(self.session, self.actor, {max(city_id, 0)}).get(city_id)
            english = known.title_en if known else self.proposed[-city_id].data.get("title_en", "")
            made = municipality_of(city_id, self.title(city_id), english)
            id_ = self._new(said, target, RecordKind.ORGANISATION, (city_id,), made)
            self.add_organisation(id_, made)
            self._municipalities[city_id] = id_
        return self._municipalities[city_id]

    def is_municipality(self, organisation_id: int) -> bool:
        """Say whether an organisation is the municipality of a city."""
        return organisation_id in self._municipalities.values()

    @cached_property
    def house(self) -> int | None:
        """Our own municipality as an organisation; None where it is not on record."""
        found = agreements.own_house(self.session, self.actor)
        return found.id if found else None

    def once(self, read: Callable[[Session, Actor], K]) -> K:
        """Return what a kind reads of the records on file; it is read when first asked for."""
        if read not in self._read_once:
            self._read_once[read] = read(self.session, self.actor)
        found: K = self._read_once[read]
        return found

    def organisations_named(self, text: str) -> list[int]:
        """Return the organisations of a title or short name."""
        return self._bodies_by_name.get(match_key(text), [])

    def people_named(self, name: str) -> list[int]:
        """Return the people of a name."""
        return self._people_by_name.get(match_key(name), [])

    def bodies_of(self, person_id: int) -> set[int]:
        """Return the organisations in which somebody holds or held a post."""
        return self._posts.get(person_id, set())

    def box(self, country_id: int | None) -> known_names.Box | None:
        """Return where the known cities of a country lie."""
        return self._boxes.get(country_id or 0)

    def body(self, organisation_id: int) -> _Body:
        """Return title, seat and countries of an organisation."""
        return self._bodies[organisation_id]

    def country_at_the_beginning(self, title: str) -> tuple[int | None, str]:
        """Return the country with whose name a title begins, and the words behind it, as a strict key."""
        words = match_key(title).split()
        for count in range(min(5, len(words) - 1), 0, -1):
            if found := self._countries.get(" ".join(words[:count])):
                return found, " ".join(words[count:])
        return None, ""

    def title(self, id_: int | None) -> str:
        """Return the name of a city, an organisation or a country, a proposed one too; empty for None."""
        if id_ is None:
            return ""
        if id_ < 0:
            return str(self.proposed[-id_].data["title_tr"])
        for names in (self._city_titles, self._country_titles):
            if id_ in names:
                return names[id_]
        return self._bodies[id_].title if id_ in self._bodies else self.titles([id_]).get(id_, "")

    def titles(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Return the names of any records, proposed ones too."""
        wanted = set(ids)
        known = {id_: str(self.proposed[-id_].data["title_tr"]) for id_ in wanted if id_ < 0}
        return {**known, **known_names.titles(self.session, wanted - known.keys())}

    # --- What is new

    def add_organisation(self, id_: int, data: Mapping[str, Any]) -> None:
        """Let later rows find an organisation that is about to be created."""
        country = data.get("represents_id")
        self._bodies[id_] = _Body(
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

    def enlist(self, said: Said, kind: RecordKind, found: Sequence[int]) -> int:
        """Let other rows find the record that a row of the file is about, and return its id below 0.

        :param found: what the row's name finds; a record that other rows only named becomes this one.
        """
        mentioned = [id_ for id_ in found if id_ < 0 and not self.proposed[-id_].has_row]
        if mentioned:
            self.proposed[-mentioned[0]].data = said.data
            self.proposed[-mentioned[0]].has_row = True
            return mentioned[0]
        id_ = self._propose(kind, said.data, said.number)
        self.proposed[-id_].has_row = True
        if kind is RecordKind.ORGANISATION:
            self.add_organisation(id_, said.data)
        return id_

    def realise(
        self, ids: Iterable[int], source: Callable[[int], Mapping[str, Any]]
    ) -> Mapping[RecordKind, int]:
        """Create the proposed records among these, and those they name; return how many of which kind.

        :param source: tells the source of what a row says, by its number.
        :raises PermissionDenied: as :func:`app.records.many.insert_all`.
        :raises CannotBeMade: some of them are refused; others may have been created.
        """
        not_yet = [id_ for id_ in self.needed_for(ids) if self.proposed[-id_].id is None]
        wanted = {id_: self.proposed[-id_] for id_ in sorted(not_yet, reverse=True)}
        made: dict[RecordKind, int] = defaultdict(int)
        while wanted:
            ready = [id_ for id_, one in wanted.items() if not self.named_in(self.settled(one.data))]
            if not ready:  # two bodies that are a part of each other
                raise CannotBeMade(wanted, Invalid(Problem("parent", _A_CIRCLE)), made)
            kind = wanted[ready[0]].kind
            of_kind = [id_ for id_ in ready if wanted[id_].kind is kind]
            noun: Noun[Any] = NOUNS[kind]
            drafts = [
                kit.draft(noun, self.actor, {**self.settled(one.data), "sources": [source(one.number)]})
                for one in map(wanted.__getitem__, of_kind)
            ]
            try:
                many.insert_all(self.session, self.actor, noun, drafts, today=self.today)
            except many.Refused as refused:
                raise CannotBeMade({of_kind[refused.place]}, refused.reason, made) from refused
            for id_, record in zip(of_kind, drafts, strict=True):
                wanted.pop(id_).id = record.id
            made[kind] += len(of_kind)
        return made

    def settled(self, value: Any) -> Any:
        """Return form data in which proposed records have their real ids, as far as they have them."""
        match value:
            case dict():
                return {
                    name: self.real(one)
                    if name.endswith("_id") and isinstance(one, int)
                    else self.settled(one)
                    for name, one in value.items()
                }
            case list():
                return [self.settled(one) for one in value]
            case _:
                return value

    def settle(self, noun: Noun[Any], record: Record) -> None:
        """Put the real ids of proposed records into a new record that names them."""
        self._settle_columns(record, noun.model)
        for part in noun.parts:
            for row in getattr(record, part.name):
                self._settle_columns(row, part.model)

    def _settle_columns(self, row: Any, model: type[Model]) -> None:
        for column in _references(model):
            id_ = getattr(row, column)
            if id_ is not None and id_ < 0:
                setattr(row, column, self.real(id_))

    def real(self, id_: int) -> int:
        """Return the id on file of a proposed record, or the id itself."""
        return (self.proposed[-id_].id or id_) if id_ < 0 else id_

    def named_in(self, data: Mapping[str, Any]) -> set[int]:
        """Return the ids of proposed records that form data names, in its columns and in rows of parts."""
        found = set[int]()
        for name, one in data.items():
            if isinstance(one, list):
                found.update(*(self.named_in(row) for row in one))
            elif isinstance(one, int) and one < 0 and name.endswith("_id"):
                found.add(one)
        return found

    def needed_for(self, ids: Iterable[int]) -> set[int]:
        """Return the proposed records among these, and those they name."""
        open_, found = {id_ for id_ in ids if id_ < 0}, set[int]()
        while open_:
            found |= open_
            open_ = set().union(*(self.named_in(self.proposed[-id_].data) for id_ in open_)) - found
        return found

    def _new(
        self, said: Said, target: str, kind: RecordKind, key: tuple[object, ...], data: dict[str, Any]
    ) -> int:
        known = self._keys.get((kind, key))
        if known is not None:
            return self._meant(said, target, known)
        id_ = self._keys[kind, key] = self._propose(kind, data, said.number)
        said.note(target, NEW_ONE[kind], name=data["title_tr"])
        return id_

    def _meant(self, said: Said, target: str, id_: int) -> int:
        """Let a row be the first to name what only rows that are wrong have named before."""
        if id_ < 0 and (proposed := self.proposed[-id_]).number in self.wrong_rows:
            proposed.number = said.number
            said.note(target, NEW_ONE[proposed.kind], name=proposed.data["title_tr"])
        return id_

    def _propose(self, kind: RecordKind, data: dict[str, Any], number: int) -> int:
        id_ = -(len(self.proposed) + 1)
        self.proposed[-id_] = _Proposed(kind, data, number)
        return id_

    @cached_property
    def _matches(self) -> dict[tuple[object, ...], CityMatch]:
        return {}

    @cached_property
    def _keys(self) -> dict[tuple[RecordKind, tuple[object, ...]], int]:
        return {}

    # --- What is on file

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

    @property
    def _city_titles(self) -> Mapping[int, str]:
        return self._cities.titles

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

    @cached_property
    def _body_rows(self) -> Sequence[Any]:
        return list(known_names.organisations(self.session, self.actor))

    @cached_property
    def _bodies(self) -> dict[int, _Body]:
        return {
            id_: _Body(title_tr, seat, frozenset(filter(None, (represents or of_seat,))), kind, represents)
            for id_, title_tr, _, _, seat, represents, of_seat, kind in self._body_rows
        }

    @cached_property
    def _municipalities(self) -> dict[int, int]:
        return dict(agreements.municipalities(self.session, self.actor))

    @cached_property
    def _read_once(self) -> dict[Callable[[Session, Actor], Any], Any]:
        return {}

    @cached_property
    def _missions(self) -> dict[tuple[Any, Any], list[int]]:
        found: dict[tuple[Any, Any], list[int]] = defaultdict(list)
        for id_, body in self._bodies.items():
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
        bodies = ", ".join(self.titles(self.bodies_of(person_id)).values())
        return f"{name} ({bodies})" if bodies else name


@dataclass(frozen=True, slots=True)
class _Cities:
    matcher: CityMatcher
    titles: Mapping[int, str]


def _cities_of(session: Session, actor: Actor) -> _Cities:
    """Return all cities, read anew only if the reference data has changed since the last import asked."""

    def read() -> _Cities:
        return _Cities(spellings.city_matcher(session, actor), dict(known_names.cities(session)))

    return kept_for_all(session, "cities of imports", read)


@cache
def _references(model: type[Model]) -> Sequence[str]:
    return sorted(kit.references(model.__table__))


def _enter(names: dict[str, list[int]], name: str, id_: int) -> None:
    key = match_key(name)
    if key and id_ not in (known := names.setdefault(key, [])):
        known.append(id_)
