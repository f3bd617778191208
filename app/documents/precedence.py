"""The facts of an order of precedence: who takes part, with which rank, in which order, under which flags."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.documents.event_lists import coming
from app.domain import precedence as rules
from app.domain.alphabets import alphabet_key, country_name, flag_order
from app.domain.guests import by_person
from app.domain.precedence import ByHand, Guest, Office, Order, Standing, standing
from app.domain.turkish import sort_key
from app.permissions.actor import Actor
from app.queries import precedence as queries
from app.queries.city_notes import own_house
from app.records import kit
from app.records.events import EVENT
from app.records.precedence import PRECEDENCE_ORDER
from app.records.visits import VISIT
from models import (
    Delegate,
    Event,
    EventParticipant,
    OrderPlace,
    Organisation,
    PrecedenceList,
    PrecedenceOrder,
    Visit,
)
from models import Guest as GuestRecord
from models.vocabulary import Direction, EqualsBy, Language, RecordKind, Side


@dataclass(frozen=True)
class Person:
    """Somebody who takes part, in the words of that day.

    :param key: of their row; of somebody who is on a guest list only, the number of the guest below 0.
    :param body: their organisation; None where none is recorded.
    :param country: code; empty where it is not known.
    :param is_ours: of our side or of the other one; None where it is not known.
    """

    key: int
    name: str
    title_tr: str
    title_en: str
    body: Organisation | None
    body_name: str
    country: str
    is_ours: bool | None
    accredited_on: date | None


@dataclass(frozen=True)
class Ordered:
    """The order of a visit or an event, and what it rests on.

    :param order: None while nobody began it.
    :param standing: of the list chosen; None where none is chosen.
    :param is_usable: the list is used: it is neither in the bin, nor certainly not in force.
    :param same: key of a guest's row → key of the row that stands for the same person.
    :param offices: that may be given, by row.
    :param by_title: whose rank was read from the title of the day.
    :param host: code of the country that hosts; None where it is not known.
    :param flags: codes of countries, the host's first.
    """

    about: Visit | Event
    order: PrecedenceOrder | None
    standing: Standing | None
    is_usable: bool
    people: Mapping[int, Person]
    same: Mapping[int, int]
    offices: Mapping[int, Office]
    by_title: frozenset[int]
    result: Order
    language: str
    equals_by: EqualsBy | None
    host: str | None
    flags: tuple[str, ...]

    @property
    def ranking(self) -> PrecedenceList | None:
        """The list chosen."""
        return self.order.ranking if self.order else None

    @property
    def is_one(self) -> bool:
        """Whether anybody has a rank or was placed by hand: an alphabet of names is no order."""
        by_hand = bool(self.order and self.order.by_hand)
        return by_hand or any(one.office for one in self.result.guests)

    @property
    def unplaced(self) -> tuple[Guest, ...]:
        """Guests without a name or a rank: they come last."""
        return tuple(one for one in self.result.guests if not one.name_key or one.office is None)


def gather(
    session: Session, actor: Actor, kind: RecordKind, record_id: int, *, invited: Sequence[GuestRecord] = ()
) -> Ordered:
    """Read a visit or event and put its participants in order.

    :param invited: guests who are put in order with them, each once, loaded with their bodies; their keys are
        below 0.
    :raises PermissionDenied, NotFound: as :func:`app.records.kit.load`.
    """
    about: Visit | Event
    if kind is RecordKind.VISIT:
        about = kit.load(session, actor, VISIT, record_id)
        rows: Sequence[Delegate | EventParticipant] = about.delegates
    else:
        about = kit.load(session, actor, EVENT, record_id)
        rows = coming(about)
    found = queries.order_id(session, actor, record_id)
    order = kit.load(session, actor, PRECEDENCE_ORDER, found) if found is not None else None
    lands = [body.seat.country for body in own_house(session, actor) if body.seat and body.seat.country]
    home = lands[0].code if lands else ""
    there = {row.person_id: row.id for row in reversed(rows) if row.person_id}
    each = by_person(invited)
    guests = [one for one, *_ in each if one.person_id not in there]
    same = {-one.id: there.get(one.person_id or 0, -of_one[0].id) for of_one in each for one in of_one}
    everybody = (*rows, *guests)
    countries = queries.countries(
        session, actor, {one.organisation_id for one in everybody if one.organisation_id}
    )
    since = queries.accredited(session, actor, {one.person_id for one in everybody if one.person_id})
    people = [_person(row, about, countries, home, since) for row in rows]
    people += [_invited(one, countries, since) for one in guests]
    host = queries.country_of_city(session, about.city_id) if isinstance(about, Event) else _host(about, home)
    return _ordered(about, order, people, same, host)


def _invited(one: GuestRecord, countries: Mapping[int, str], since: Mapping[int, date]) -> Person:
    return Person(
        key=-one.id,
        name=one.name,
        title_tr=one.rank_tr,
        title_en=one.rank_en,
        body=one.organisation,
        body_name=one.organisation_name,
        country=countries.get(one.organisation_id or 0, ""),
        is_ours=one.organisation.ours if one.organisation else None,
        accredited_on=since.get(one.person_id or 0),
    )


def _ordered(
    about: Visit | Event,
    order: PrecedenceOrder | None,
    people: Sequence[Person],
    same: Mapping[int, int],
    host: str | None,
) -> Ordered:
    ranking = order.ranking if order else None
    state = standing(ranking.valid_from, ranking.valid_until, about.held) if ranking else None
    unfit = {None, Standing.WITHDRAWN, Standing.TO_COME}
    usable = ranking if ranking and ranking.binned_at is None and state not in unfit else None
    language = (order.language if order else Language.TURKISH).value
    equals_by = (order.equals_by if order else None) or (usable.equals_by if usable else None)
    offices = offices_of(usable)
    told = {one.guest: one for one in order.places} if order else {}
    guests, by_title = guests_of(told, people, offices, language)
    hand = [ByHand(one.position, one.moved, one.before, one.reason) for one in order.by_hand] if order else []
    lands = frozenset(one.country for one in people if one.country)
    return Ordered(
        about=about,
        order=order,
        standing=state,
        is_usable=usable is not None,
        people={one.key: one for one in people},
        same=same,
        offices={office.row: office for office, _ in offices},
        by_title=by_title,
        result=rules.in_order(guests, equals_by, hand),
        language=language,
        equals_by=equals_by,
        host=host,
        flags=flag_order(host, lands, language) if lands else (),
    )


def guests_of(
    told: Mapping[int, OrderPlace],
    people: Iterable[Person],
    offices: Sequence[tuple[Office, Sequence[str]]],
    language: str,
) -> tuple[list[Guest], frozenset[int]]:
    """Return the guests, and the keys of those whose rank was read from their title.

    :param told: key → what was said of somebody by hand.
    :param offices: that may be given, each with all the titles that mean it.
    :param language: whose alphabet orders countries.
    """
    by_row = {office.row: office for office, _ in offices}
    guests, by_title = [], set()
    for one in people:
        place = told.get(one.key)
        office = by_row.get(place.rank_id or 0) if place else None
        if office is None:
            office = rules.office_of((one.title_tr, one.title_en), offices)
            by_title |= {one.key} if office else set()
        senior_on = (place.senior_on if place else None) or one.accredited_on
        land = alphabet_key(country_name(one.country, language), language) if one.country else ""
        guests.append(Guest(one.key, sort_key(one.name) if one.name else "", office, senior_on, land))
    return guests, frozenset(by_title)


def offices_of(ranking: PrecedenceList | None) -> list[tuple[Office, Sequence[str]]]:
    """Return the rows that have a rank, each with all the titles that mean it."""
    return [
        (
            Office(
                row=row.id,
                rank=row.rank,
                office_tr=row.office_tr,
                office_en=row.office_en,
                basis_tr=row.basis_tr,
                basis_en=row.basis_en,
                is_equivalent=row.is_equivalent,
            ),
            (row.office_tr, row.office_en, *row.also.split(";")),
        )
        for row in (ranking.ranks if ranking else ())
        if row.rank is not None
    ]


def _host(visit: Visit, home: str) -> str | None:
    """Return the country that hosts, where it is known who receives whom."""
    if visit.direction is Direction.INCOMING:
        return home or None
    return _land(visit) or None if visit.direction is Direction.OUTGOING else None


def _land(visit: Visit) -> str:
    """Return the country the visit itself names."""
    land = (visit.city and visit.city.country) or visit.country
    return land.code if land else ""


def _person(
    row: Delegate | EventParticipant,
    about: Visit | Event,
    countries: Mapping[int, str],
    home: str,
    since: Mapping[int, date],
) -> Person:
    country = countries.get(row.organisation_id or 0, "")
    if isinstance(row, Delegate) and isinstance(about, Visit):
        ours = {Side.OURS: True, Side.VISITOR: False}.get(row.side)
        received = row.side is Side.VISITOR and about.direction is Direction.INCOMING
        country = country or (home if ours else _land(about) if received else "")
    else:
        ours = row.organisation.ours if row.organisation else None
    return Person(
        key=row.id,
        name=row.name or row.printed_name or (row.person.title_tr if row.person else ""),
        title_tr=row.title_tr,
        title_en=row.title_en,
        body=row.organisation,
        body_name=row.organisation_name,
        country=country,
        is_ours=ours,
        accredited_on=since.get(row.person_id or 0),
    )
