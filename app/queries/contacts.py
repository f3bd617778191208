"""When we last met whom."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Certainty, Mention, Organisation, PartialDate, Post, Record, Visit
from models.vocabulary import OrganisationKind, VisitState

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

_organisation = Organisation.__table__.c


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit with an organisation.

    :param through_city: it names the city or another body of it, and not the organisation.
    """

    visit_id: int
    title_tr: str
    title_en: str
    held: PartialDate
    through_city: bool


@dataclass(frozen=True, slots=True)
class _Naming:
    """A record whose mention in a visit is a contact with an organisation, on the days on which it is one."""

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
    session: Session, actor: Actor, bodies: Iterable[Organisation], *, today: date
) -> Mapping[int, list[Contact]]:
    """Visits of the last day on which one took place with an organisation, its units, people, or city.

    A visit that is planned, asked for or called off is no contact, one online is. A person stands for an
    organisation while they hold a post there. A municipality stands for its city, an agency does not; a
    mission, a network or a bank that sits there does not stand for the city.

    Cost: four statements.

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
    for mentioned_id, contact in _visits(session, actor, names, today):
        for naming in names[mentioned_id]:
            id_, last = naming.organisation_id, contact.held.latest
            if last_days.get(id_, last) == last and _then(naming, contact.held):
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
        .where(Mention.mentioned_id.in_(names), held.earliest <= today)
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
        yield mentioned_id, Contact(visit_id, title_tr, title_en, on, through_city=False)


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
    """Whether the visit may lie within the days on which the record stood for the organisation."""
    first, last = on.earliest or date.min, on.latest or date.max
    return (naming.since is None or naming.since <= last) and (naming.until is None or first <= naming.until)


def _keep(contacts: dict[int, Contact], one: Contact) -> None:
    """Keep each visit once, the nearer relation before that through the city."""
    other = contacts.setdefault(one.visit_id, one)
    if other.through_city and not one.through_city:
        contacts[one.visit_id] = one
