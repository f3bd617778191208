"""When we last met whom, were at an event together, or had a reply."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, case, select, union
from sqlalchemy.orm import Session, aliased, selectinload, with_polymorphic

from app.domain.freshness import surely_by
from app.permissions.actor import Actor
from app.queries.dates import Days, days
from app.queries.scope import live, owned
from models import (
    Certainty,
    Event,
    EventParticipant,
    Letter,
    Mention,
    Organisation,
    PartialDate,
    Post,
    Record,
    Visit,
)
from models.vocabulary import EventPart, EventState, OrganisationKind, RecordKind, VisitState

TOOK_PLACE = (VisitState.HELD, VisitState.REPORTED, VisitState.CLOSED)
LOCAL = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)
"""Kinds that stand for their city: who meets somebody of the city meets them."""

PASSING = (
    OrganisationKind.CITY_NETWORK,
    OrganisationKind.NETWORK_BODY,
    OrganisationKind.INTERNATIONAL_ORGANISATION,
    OrganisationKind.DEVELOPMENT_BANK,
    OrganisationKind.MINISTRY,
    OrganisationKind.LEGISLATURE,
)
"""Kinds that sit in a city and do not speak for it, as missions do not."""

FEW = 500
"""Names that are looked up one by one; of more, every mention is looked at."""

_organisation, _event = Organisation.__table__.c, Event.__table__.c
_participant = EventParticipant.__table__.c
_CONTACT = with_polymorphic(Record, [Visit])


class Counterparty(Protocol):
    """An organisation, as far as it tells who stands for it."""

    @property
    def id(self) -> int:
        """Its record."""

    @property
    def seat_id(self) -> int | None:
        """The city where it sits."""

    @property
    def organisation_kind(self) -> OrganisationKind | None:
        """What it is."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit with somebody, a letter that replies to one of the other side, or an event with them.

    :param through_city: it names the city or another body of it, and not the organisation.
    """

    record_id: int
    kind: RecordKind
    title_tr: str
    title_en: str
    on: PartialDate
    through_city: bool


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody with whom we have contact, or not.

    :param bodies: organisations; their units and people stand for them, and the city for a municipality.
    :param others: further records that stand for them: a city, a country, a person.
    """

    bodies: Sequence[Counterparty]
    others: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Naming:
    """A record that stands for another one where a visit, a letter or an event names it, on some days."""

    for_id: int
    through_city: bool = False
    since: date | None = None
    until: date | None = None


def begins(session: Session, actor: Actor) -> date | None:
    """The day of the first visit on record; None where no visit has a whole date."""
    held = days(Visit, "held")
    query = live(actor, Visit).where(held.certainty == Certainty.EXACT).with_only_columns(held.earliest)
    return session.scalar(query.order_by(held.earliest).limit(1))


def records(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, Record]:
    """Read what contacts were, with their sources, by id; visits with what tells how they are called."""
    query = select(_CONTACT).where(owned(actor), Record.binned_at.is_(None), _CONTACT.id.in_(ids))
    query = query.options(selectinload(_CONTACT.sources))
    return {one.id: one for one in session.scalars(query)}


def last_day(
    session: Session, actor: Actor, whom: Whom, *, today: date, signed: Iterable[PartialDate] = ()
) -> PartialDate:
    """Return the day of the last contact, unknown where there is none.

    :param signed: when our ties with them were signed, which is contact too.

    Cost: as :func:`last_with`.
    """
    (met,) = last_with(session, actor, {0: whom}, today=today).values()
    begun = [on for on in signed if on.earliest is not None and on.earliest <= today]
    return max((*(one.on for one in met), *begun), key=surely_by, default=PartialDate.unknown())


def last_with_organisations(
    session: Session, actor: Actor, bodies: Iterable[Counterparty], *, today: date
) -> Mapping[int, list[Contact]]:
    """Give the last contacts with each of some organisations, as :func:`last_with`."""
    return last_with(session, actor, {body.id: Whom((body,)) for body in bodies}, today=today)


def last_with(
    session: Session,
    actor: Actor,
    whom: Mapping[int, Whom],
    *,
    today: date,
    ahead: Collection[int] = (),
) -> Mapping[int, list[Contact]]:
    """Give the last contacts with somebody, their units, people, or city: of the last day that is certain.

    What happened at some time within a month or a year, and may have been later than that day, is among them.

    A visit that is planned, asked for or called off is no contact, one online is. A letter is one when it
    replies to a letter of the other side. An event is one when we hosted or attended it and they hosted it
    or took part; a city in which it was held is none of them. A person stands for an
    organisation while they hold a post there. A municipality stands for its city, an agency does not; a
    mission, a network or a bank that sits there does not stand for the city.

    :param whom: keys of the caller → with whom.
    :param ahead: visits of which the caller says that they are still to come, as one of today may be.

    Cost: five statements.

    Source: docs/rules.md, R-14.
    """
    keys = _keys(whom)
    names = _names(session, actor, {body.id: body for one in whom.values() for body in one.bodies})
    for id_ in {id_ for one in whom.values() for id_ in one.others}:
        names.setdefault(id_, []).append(_Naming(id_))
    found: dict[int, dict[int, Contact]] = {key: {} for key in whom}
    lasts: dict[int, PartialDate] = {}
    every = (read(session, actor, names, today) for read in (_visits, _replies, _events))
    for mentioned_id, contact in merge(*every, key=_surely_by, reverse=True):
        if contact.record_id in ahead:
            continue
        for naming in names[mentioned_id]:
            if _then(naming, contact.on):
                for key in keys[naming.for_id]:
                    if _may_be_last(contact.on, lasts.setdefault(key, contact.on)):
                        _keep(found[key], replace(contact, through_city=naming.through_city))
    return {key: list(contacts.values()) for key, contacts in found.items()}


def _keys(whom: Mapping[int, Whom]) -> Mapping[int, list[int]]:
    """Body or other record → the keys of those for whom it stands."""
    keys: dict[int, list[int]] = {}
    for key, one in whom.items():
        for id_ in {*(body.id for body in one.bodies), *one.others}:
            keys.setdefault(id_, []).append(key)
    return keys


def _names(session: Session, actor: Actor, wanted: Mapping[int, Counterparty]) -> dict[int, list[_Naming]]:
    """Find the records that stand for organisations. Cost: two statements."""
    names: dict[int, list[_Naming]] = {id_: [_Naming(id_)] for id_ in wanted}
    cities: dict[int, list[int]] = {}
    for body in wanted.values():
        if body.seat_id is not None and body.organisation_kind in LOCAL:
            cities.setdefault(body.seat_id, []).append(body.id)
            names.setdefault(body.seat_id, []).append(_Naming(body.id, through_city=True))
    beside = live(actor, Organisation).where(
        Organisation.parent_id.in_(wanted) | Organisation.seat_id.in_(cities), Organisation.ours.is_(False)
    )
    for id_, parent_id, seat_id, represents_id, kind in session.execute(
        beside.with_only_columns(
            Organisation.id,
            Organisation.parent_id,
            Organisation.seat_id,
            Organisation.represents_id,
            Organisation.organisation_kind,
        )
    ):
        if parent_id is not None and parent_id in wanted:
            names.setdefault(id_, []).append(_Naming(parent_id))
        elif id_ not in wanted and represents_id is None and kind not in PASSING:
            for whom in cities.get(seat_id or 0, ()):
                names.setdefault(id_, []).append(_Naming(whom, through_city=True))
    _add_people(session, actor, names)
    return names


def _visits(
    session: Session, actor: Actor, names: Collection[int], today: date
) -> Iterator[tuple[int, Contact]]:
    """Read visits that took place and name one of some records, the latest first, each with that record."""
    held = days(Visit, "held")
    visits = (
        live(actor, Visit)
        .join(Mention, Mention.record_id == Visit.id)
        .where(_naming(names), held.earliest <= today)
        .where(Visit.state.is_(None) | Visit.state.in_(TOOK_PLACE))
    )
    return _told(session, visits, Mention.mentioned_id, held, RecordKind.VISIT)


def _replies(
    session: Session, actor: Actor, names: Collection[int], today: date
) -> Iterator[tuple[int, Contact]]:
    """Read letters that reply to one of the other direction and name some record, as :func:`_visits`."""
    dated, asked = days(Letter, "dated"), aliased(Letter)
    letters = (
        live(actor, Letter)
        .join(asked, asked.id == Letter.answers_id)
        .join(Mention, Mention.record_id == Letter.id)
        .where(asked.binned_at.is_(None), asked.direction != Letter.direction)
        .where(_naming(names), dated.earliest <= today)
    )
    return _told(session, letters, Mention.mentioned_id, dated, RecordKind.LETTER)


def _events(
    session: Session, actor: Actor, names: Collection[int], today: date
) -> Iterator[tuple[int, Contact]]:
    """Read events that we hosted or attended with some record as host or participant, as :func:`_visits`."""
    held = days(Event, "held")
    with_whom = union(
        *(
            select(event_id.label("event_id"), named.label("named_id"))
            for event_id, named in (
                (_event.id, _event.host_id),
                (_participant.event_id, _participant.organisation_id),
                (_participant.event_id, _participant.person_id),
            )
        )
    ).subquery()
    events = (
        live(actor, Event)
        .join(with_whom, with_whom.c.event_id == Event.id)
        # The names stand once: there may be thousands, and PostgreSQL takes 65,535 values of a statement.
        .where(with_whom.c.named_id.in_(names))
        .where(Event.our_part.in_((EventPart.HOSTED, EventPart.ATTENDED)), held.earliest <= today)
        .where(Event.event_state.is_(None) | (Event.event_state == EventState.HELD))
    )
    return _told(session, events, with_whom.c.named_id, held, RecordKind.EVENT)


def _told(
    session: Session, query: Select[Any], named: Any, on: Days, kind: RecordKind
) -> Iterator[tuple[int, Contact]]:
    """Yield the contacts of a query, the last first, each with the record that it names."""
    columns = (named, Record.id, Record.title_tr, Record.title_en, on.earliest, on.latest, on.certainty)
    found = query.order_by(_last_first(on), Record.id.desc()).with_only_columns(*columns)
    for named_id, id_, title_tr, title_en, first, last, certainty in session.execute(found):
        contact = Contact(
            id_, kind, title_tr, title_en, PartialDate(first, last, certainty), through_city=False
        )
        yield named_id, contact


def _naming(names: Collection[int]) -> ColumnElement[bool]:
    """Mentions of one of some records.

    Of many, the sum keeps the database from looking each of them up beside each visit: it reads the few
    mentions of a visit instead.
    """
    mentioned = Mention.mentioned_id if len(names) <= FEW else Mention.mentioned_id + 0
    return mentioned.in_(names)


def _last_first(on: Days) -> ColumnElement[date]:
    """Order as :func:`app.domain.freshness.surely_by` does, the last first."""
    return case((on.certainty == Certainty.EXACT, on.latest), else_=on.earliest).desc()


def _surely_by(found: tuple[int, Contact]) -> date:
    return surely_by(found[1].on)


def _may_be_last(on: PartialDate, last: PartialDate) -> bool:
    """Whether a contact is of the last day that is certain, or may have been later."""
    return surely_by(on) == surely_by(last) or (on.latest or date.min) > (last.latest or date.max)


def _add_people(session: Session, actor: Actor, names: dict[int, list[_Naming]]) -> None:
    """Let people stand for the organisations in which they have a post, directly or through a unit."""
    bodies = [id_ for id_, all_ in names.items() if any(not one.through_city for one in all_)]
    posts = (
        select(Post.person_id, Post.organisation_id, days(Post, "since").earliest, days(Post, "until").latest)
        .join(Record.__table__, Record.__table__.c.id == Post.person_id)
        .where(Post.organisation_id.in_(bodies), Record.__table__.c.binned_at.is_(None))
        .where(Record.__table__.c.municipality_id == actor.municipality_id)
    )
    for person_id, organisation_id, since, until in session.execute(posts).all():
        for one in tuple(names[organisation_id or 0]):
            if not one.through_city:
                held = _Naming(one.for_id, since=since, until=until)
                names.setdefault(person_id, []).append(held)


def _then(naming: _Naming, on: PartialDate) -> bool:
    """Whether the contact may lie within the days on which the record stood for the organisation."""
    first, last = on.earliest or date.min, on.latest or date.max
    return (naming.since is None or naming.since <= last) and (naming.until is None or first <= naming.until)


def _keep(contacts: dict[int, Contact], one: Contact) -> None:
    """Keep each contact once, the nearer relation before that through the city."""
    other = contacts.setdefault(one.record_id, one)
    if other.through_city and not one.through_city:
        contacts[one.record_id] = one
