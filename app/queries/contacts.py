"""When we last met whom, or had a reply."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Protocol

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Certainty, Letter, Mention, Organisation, PartialDate, Post, Record, Visit
from models.vocabulary import OrganisationKind, RecordKind, VisitState

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

_organisation = Organisation.__table__.c


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
    """A visit with an organisation, or a letter that replies to one of the other side.

    :param through_city: it names the city or another body of it, and not the organisation.
    """

    record_id: int
    kind: RecordKind
    title_tr: str
    title_en: str
    on: PartialDate
    through_city: bool


@dataclass(frozen=True, slots=True)
class _Naming:
    """A record that stands for an organisation where a visit or a letter names it, on some days."""

    organisation_id: int
    through_city: bool = False
    since: date | None = None
    until: date | None = None


def begins(session: Session, actor: Actor) -> date | None:
    """The day of the first visit on record; None where no visit has a whole date."""
    held = days(Visit, "held")
    query = live(actor, Visit).where(held.certainty == Certainty.EXACT).with_only_columns(held.earliest)
    return session.scalar(query.order_by(held.earliest).limit(1))


def last_with_organisations(
    session: Session, actor: Actor, bodies: Iterable[Counterparty], *, today: date
) -> Mapping[int, list[Contact]]:
    """Contacts of the last day on which there was one with an organisation, its units, people, or city.

    A visit that is planned, asked for or called off is no contact, one online is. A letter is one when it
    replies to a letter of the other side. A person stands for an
    organisation while they hold a post there. A municipality stands for its city, an agency does not; a
    mission, a network or a bank that sits there does not stand for the city.

    Cost: five statements.

    Source: docs/rules.md, R-14.
    """
    wanted = {body.id: body for body in bodies}
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
    found: dict[int, dict[int, Contact]] = {id_: {} for id_ in wanted}
    last_days: dict[int, date | None] = {}
    both = _visits(session, actor, names, today), _replies(session, actor, names, today)
    for mentioned_id, contact in merge(*both, key=_last_day, reverse=True):
        for naming in names[mentioned_id]:
            id_, last = naming.organisation_id, contact.on.latest
            if last_days.get(id_, last) == last and _then(naming, contact.on):
                last_days[id_] = last
                _keep(found[id_], replace(contact, through_city=naming.through_city))
    return {id_: list(contacts.values()) for id_, contacts in found.items()}


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
        .order_by(held.latest.desc(), Visit.id.desc())
        .with_only_columns(
            Mention.mentioned_id,
            Visit.id,
            Record.title_tr,
            Record.title_en,
            held.earliest,
            held.latest,
            held.certainty,
        )
    )
    for mentioned_id, visit_id, title_tr, title_en, first, last, certainty in session.execute(visits):
        on = PartialDate(first, last, certainty)
        yield mentioned_id, Contact(visit_id, RecordKind.VISIT, title_tr, title_en, on, through_city=False)


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
        .order_by(dated.latest.desc(), Letter.id.desc())
        .with_only_columns(
            Mention.mentioned_id,
            Letter.id,
            Letter.title_tr,
            Letter.title_en,
            dated.earliest,
            dated.latest,
            dated.certainty,
        )
    )
    for mentioned_id, letter_id, title_tr, title_en, first, last, certainty in session.execute(letters):
        on = PartialDate(first, last, certainty)
        yield mentioned_id, Contact(letter_id, RecordKind.LETTER, title_tr, title_en, on, through_city=False)


def _naming(names: Collection[int]) -> ColumnElement[bool]:
    """Mentions of one of some records.

    Of many, the sum keeps the database from looking each of them up beside each visit: it reads the few
    mentions of a visit instead.
    """
    mentioned = Mention.mentioned_id if len(names) <= FEW else Mention.mentioned_id + 0
    return mentioned.in_(names)


def _last_day(found: tuple[int, Contact]) -> date:
    return found[1].on.latest or date.min


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
                held = _Naming(one.organisation_id, since=since, until=until)
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
