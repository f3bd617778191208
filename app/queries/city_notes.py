"""Everything that the information note on a city reads. Each function is one statement and its loads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.visits import OFF, OVER
from app.permissions.actor import Actor
from app.queries import countries
from app.queries.agreements import of_parties
from app.queries.dates import days
from app.queries.scope import live
from models import (
    Agreement,
    AgreementParty,
    Certainty,
    City,
    Decision,
    DecisionSubject,
    Delegate,
    Membership,
    Mention,
    Organisation,
    PartialDate,
    Person,
    Post,
    Record,
    Signatory,
    Visit,
)
from models.vocabulary import Direction, Side, VisitState


@dataclass(frozen=True)
class Meeting:
    """What the figures of a note need to know of a visit."""

    id: int
    held: PartialDate
    direction: Direction | None
    state: VisitState | None


def city(session: Session, actor: Actor, city_id: int) -> City | None:
    """The city with its country and spellings."""
    query = live(actor, City).where(City.id == city_id)
    loads = (selectinload(City.country), selectinload(City.names), selectinload(City.sources))
    return session.scalars(query.options(*loads)).one_or_none()


def own_house(session: Session, actor: Actor) -> Sequence[Organisation]:
    """The organisations of our own house, the house itself first, with city and country of their seats."""
    query = live(actor, Organisation).where(Organisation.ours.is_(True))
    query = query.order_by(Organisation.parent_id.is_not(None), Organisation.id)
    return session.scalars(query.options(selectinload(Organisation.seat).selectinload(City.country))).all()


def bodies(session: Session, actor: Actor, city_id: int) -> Sequence[Organisation]:
    """Organisations that sit in a city: not ours, and no mission, which stands for another place."""
    query = live(actor, Organisation).where(
        Organisation.seat_id == city_id, Organisation.ours.is_(False), Organisation.represents_id.is_(None)
    )
    return session.scalars(
        query.order_by(Record.sort_key, Record.id).options(selectinload(Organisation.sources))
    ).all()


def ties(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Agreement]:
    """Agreements to which one of these organisations is a party, the latest first."""
    query = live(actor, Agreement).where(Agreement.id.in_(of_parties(ids)))
    loads = (
        selectinload(Agreement.parties)
        .selectinload(AgreementParty.organisation)
        .options(selectinload(Organisation.seat), selectinload(Organisation.represents)),
        selectinload(Agreement.signatories).selectinload(Signatory.organisation),
        selectinload(Agreement.themes),
        selectinload(Agreement.sources),
    )
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc()).options(*loads)).all()


def decisions(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Decision]:
    """Decisions that cover one of these records, the earliest first."""
    covering = select(DecisionSubject.decision_id).where(DecisionSubject.subject_id.in_(ids))
    query = live(actor, Decision).where(Decision.id.in_(covering)).order_by(Record.sort_day, Record.id)
    return session.scalars(
        query.options(selectinload(Decision.subjects), selectinload(Decision.sources))
    ).all()


def memberships(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Membership]:
    """What these organisations are in which networks."""
    query = live(actor, Membership).where(Membership.member_id.in_(ids)).order_by(Record.sort_key, Record.id)
    loads = (
        selectinload(Membership.network),
        selectinload(Membership.member),
        selectinload(Membership.sources),
    )
    return session.scalars(query.options(*loads)).all()


def meetings(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Meeting]:
    """Every visit that names one of these records, the latest first."""
    held = days(Visit, "held")
    query = (
        live(actor, Visit)
        .with_only_columns(Visit.id, held.earliest, held.latest, held.certainty, Visit.direction, Visit.state)
        .where(Visit.id.in_(select(Mention.record_id).where(Mention.mentioned_id.in_(ids))))
        .order_by(Record.sort_day.desc(), Record.id.desc())
    )
    return [
        Meeting(id_, PartialDate(first, last, certainty), direction, state)
        for id_, first, last, certainty, direction, state in session.execute(query)
    ]


def meetings_with_countries(
    session: Session, actor: Actor, ids: Collection[int]
) -> Mapping[int, Sequence[Meeting]]:
    """Country → every visit with it, as :func:`app.queries.visits.with_country` understands it."""
    held, places = days(Visit, "held"), countries.places().subquery()
    query = (
        live(actor, Visit)
        .join(Mention, Mention.record_id == Visit.id)
        .join(places, places.c.id == Mention.mentioned_id)
        .where(places.c.country_id.in_(ids))
        .with_only_columns(
            places.c.country_id,
            Visit.id,
            held.earliest,
            held.latest,
            held.certainty,
            Visit.direction,
            Visit.state,
        )
        .distinct()
    )
    found: dict[int, list[Meeting]] = {id_: [] for id_ in ids}
    for country_id, id_, first, last, certainty, direction, state in session.execute(query):
        found[country_id].append(Meeting(id_, PartialDate(first, last, certainty), direction, state))
    return found


def is_ahead(one: Meeting, today: date) -> bool:
    """Say whether a visit is still to come."""
    return (
        one.held.earliest is not None
        and one.held.earliest >= today
        and one.state not in (*OVER, *OFF)
        and one.held.certainty is not Certainty.DOUBTFUL
    )


def heads(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Visit → Turkish and English title on that day of who led it: the first of those who came."""
    query = (
        live(actor, Visit)
        .join(Visit.delegates)
        .where(Visit.id.in_(ids), Delegate.side == Side.VISITOR)
        .with_only_columns(Visit.id, Delegate.title_tr, Delegate.title_en)
        .order_by(Visit.id, Delegate.position.desc())
    )
    return {id_: (tr, en) for id_, tr, en in session.execute(query)}


def visits(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Visit]:
    """Visits by id, with everybody who took part."""
    query = live(actor, Visit).where(Visit.id.in_(ids))
    loads = (
        selectinload(Visit.delegates).selectinload(Delegate.organisation),
        selectinload(Visit.counterparts),
        selectinload(Visit.host),
        selectinload(Visit.sources),
    )
    return {visit.id: visit for visit in session.scalars(query.options(*loads))}


def people(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Person]:
    """People with a post in one of these organisations, by name."""
    holders = select(Post.person_id).where(Post.organisation_id.in_(ids))
    query = live(actor, Person).where(Person.id.in_(holders)).order_by(Record.sort_key, Record.id)
    loads = (
        selectinload(Person.posts).selectinload(Post.organisation),
        selectinload(Person.sources),
    )
    return session.scalars(query.options(*loads)).all()
