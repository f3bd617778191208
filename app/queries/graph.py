"""Records as values for analysis: ties, seats, meetings, posts, missions. A fixed number of statements."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.analysis.graph import (
    LISTED,
    LISTED_STRENGTH,
    Consortium,
    Meeting,
    Seat,
    Tie,
    colleagues,
    on_day,
)
from app.analysis.introductions import Mission, Post, Register
from app.permissions.actor import Actor
from app.queries.agreements import standing_on
from app.queries.contacts import PASSING
from app.queries.dates import days
from app.queries.memberships import current
from app.queries.public_graph import public_graph
from app.queries.scope import live
from app.queries.visits import took_place
from models import (
    Agreement,
    AgreementParty,
    City,
    Counterpart,
    Country,
    Delegate,
    Membership,
    Organisation,
    PartialDate,
    Person,
    Project,
    ProjectPartner,
    Visit,
)
from models import Post as PostRow
from models import Seat as SeatRow
from models.vocabulary import (
    AgreementState,
    Direction,
    MembershipRelation,
    OrganisationKind,
    PartyRole,
    ProjectState,
    Relation,
    Side,
)


class Layer(StrEnum):
    """What of the record becomes part of a network."""

    TIES = "ties"
    NETWORKS = "networks"
    MEETINGS = "meetings"
    PROJECTS = "projects"
    PUBLIC = "public"


RECORDED = frozenset({Layer.TIES, Layer.NETWORKS, Layer.MEETINGS})
"""Ties, seats and meetings, as our own record has them."""

STRENGTHS = {
    Relation.SISTER_CITY: 0.9,
    Relation.FRIENDSHIP_CITY: 0.8,
    Relation.PROTOCOL_CITY: 0.8,
    Relation.PROJECT: 0.7,
    Relation.GOODWILL: 0.6,
    Relation.PROGRAMME: 0.6,
    Relation.NETWORK: 0.5,
    Relation.CONTACT: 0.4,
}
"""How sure it is that the parties of a tie can speak to each other."""

SUSPENDED = 0.5
"""What is left of that while the tie is suspended."""

MEMBER_STRENGTHS = {
    MembershipRelation.PARTNER: 0.5,
    MembershipRelation.PARTICIPANT: 0.4,
    MembershipRelation.LENDER: 0.3,
    MembershipRelation.CONTACT: 0.2,
}
"""The same for what is no seat in a network; who only applies is not in it yet."""

PROJECT_SHARES = {
    ProjectState.AWARDED: 1.0,
    ProjectState.ONGOING: 1.0,
    ProjectState.COMPLETED: 1.0,
    ProjectState.APPLIED: 0.5,
    None: 0.5,
}
"""What is left of a project's strength by its state; of what was refused or withdrawn, nothing."""

SITS_IN_STRENGTH = 0.3
"""A body of a city, such as an association or a university, knows the city."""

MEMORY = 10
"""Years after which a meeting opens no door any more: it would count 3 per cent."""

_organisation, _city = Organisation.__table__.c, City.__table__.c


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation.

    :param country_id: the country a mission represents, of others that of the seat.
    """

    id: int
    kind: OrganisationKind | None
    seat_id: int | None
    country_id: int | None
    represents_id: int | None
    parent_id: int | None
    ours: bool


@dataclass(frozen=True, slots=True)
class Encounter:
    """A visit that took place, and whom it names of the other side."""

    id: int
    held: PartialDate
    direction: Direction | None
    city_id: int | None
    country_id: int | None
    bodies: tuple[int, ...]
    people: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """The whole record as a graph.

    :param us: the node of our own house; None where no organisation is marked as ours.
    :param home: our own city.
    :param dates: record → its date, as precisely as it is known.
    """

    register: Register
    us: int | None
    home: int | None
    dates: Mapping[int, PartialDate]


def bodies(session: Session, actor: Actor) -> dict[int, Body]:
    """Read every organisation.

    Cost: one statement.
    """
    query = (
        live(actor, Organisation)
        .outerjoin(City.__table__, _city.id == Organisation.seat_id)
        .with_only_columns(
            Organisation.id,
            Organisation.organisation_kind,
            Organisation.seat_id,
            _city.country_id,
            Organisation.represents_id,
            Organisation.parent_id,
            Organisation.ours,
        )
    )
    return {
        id_: Body(id_, kind, seat_id, represents_id or country_id, represents_id, parent_id, ours)
        for id_, kind, seat_id, country_id, represents_id, parent_id, ours in session.execute(query)
    }


def encounters(
    session: Session, actor: Actor, *, today: date, since: date | None = None
) -> tuple[Encounter, ...]:
    """Read the visits that took place, the oldest first.

    :param since: leave out what is certainly before this day.

    Cost: three statements.
    """
    held = days(Visit, "held")
    visits = live(actor, Visit).where(took_place(today))
    if since is not None:
        visits = visits.where(held.latest >= since)
    chosen = visits.with_only_columns(Visit.id)
    named: dict[int, list[int]] = {}
    people: dict[int, list[int]] = {}
    counterparts = select(Counterpart.visit_id, Counterpart.organisation_id).order_by(Counterpart.position)
    for visit_id, organisation_id in session.execute(counterparts.where(Counterpart.visit_id.in_(chosen))):
        named.setdefault(visit_id, []).append(organisation_id)
    delegates = select(Delegate.visit_id, Delegate.organisation_id, Delegate.person_id).where(
        Delegate.visit_id.in_(chosen), Delegate.side == Side.VISITOR
    )
    for visit_id, body_id, person_id in session.execute(delegates.order_by(Delegate.position)):
        if body_id is not None:
            named.setdefault(visit_id, []).append(body_id)
        if person_id is not None:
            people.setdefault(visit_id, []).append(person_id)
    rows = session.execute(
        visits.order_by(held.earliest, Visit.id).with_only_columns(
            Visit.id,
            held.earliest,
            held.latest,
            held.certainty,
            Visit.direction,
            Visit.city_id,
            Visit.country_id,
        )
    )
    return tuple(
        Encounter(
            id_,
            PartialDate(first, last, certainty),
            direction,
            city_id,
            country_id,
            tuple(dict.fromkeys(named.get(id_, ()))),
            tuple(dict.fromkeys(people.get(id_, ()))),
        )
        for id_, first, last, certainty, direction, city_id, country_id in rows
    )


def countries_of_cities(session: Session, actor: Actor) -> dict[int, int]:
    """City → country, for the cities that visits name.

    Cost: one statement.
    """
    named = live(actor, Visit).with_only_columns(Visit.city_id)
    query = select(_city.id, _city.country_id).where(_city.id.in_(named), _city.country_id.is_not(None))
    return {city_id: country_id for city_id, country_id in session.execute(query) if country_id is not None}


def network(
    session: Session,
    actor: Actor,
    *,
    today: date,
    at: date | None = None,
    layers: Collection[Layer] = RECORDED,
    with_us: bool = True,
) -> Network:
    """Read who can speak to whom.

    The municipality of a city and its units are the city's node, every organisation of our own house is ours:
    a door is opened by cities, bodies and people. A person of the visiting side who holds a post in a body
    stands for it at the table; a body without one, or a city, is there itself.

    :param at: as of this day, as far as dates are on record: a tie without a known beginning was there, one
        that has ended without a known end was not. None: today.
    :param layers: posts and missions come with meetings, bodies of a city with ties; public ties are those
        among cities that are here anyway, the rest of the world is in :mod:`app.queries.public_graph`.
    :param with_us: whether our own node is there; what others have among each other stays.

    Cost: fourteen statements at most.
    """
    day = at or today
    all_bodies = bodies(session, actor)
    house = next(
        (one for one in all_bodies.values() if one.ours and one.kind is OrganisationKind.MUNICIPALITY),
        next((one for one in all_bodies.values() if one.ours), None),
    )
    node = {id_: _node(id_, all_bodies, house) for id_ in all_bodies}
    dates: dict[int, PartialDate] = {}
    ties: list[Tie] = []
    seats: list[Seat] = []
    posts: list[Post] = []
    meetings: list[Meeting] = []
    missions: list[Mission] = []
    if Layer.TIES in layers:
        ties += _ties(session, actor, node, dates, today, day)
        ties += _sits_in(all_bodies, node)
    if Layer.PROJECTS in layers and house is not None:
        ties += colleagues(_consortia(session, actor, house.id, node, dates), day)
    if Layer.NETWORKS in layers:
        seats, links = _memberships(session, actor, node, dates, day)
        ties += links
    if Layer.MEETINGS in layers:
        missions = _missions(session, actor, all_bodies)
        posts = list(_posts(session, actor, node, dates, day))
        if Layer.NETWORKS in layers:
            posts += _seats_of_people(session, actor, node, day)
        if house is not None:
            known = set(session.scalars(live(actor, Person).with_only_columns(Person.id)))
            met = encounters(session, actor, today=day, since=_years_before(day, MEMORY))
            dates |= {one.id: one.held for one in met}
            meetings = list(_meetings(met, house.id, node, known, _holders(posts, day)))
    found = Register(ties, seats, meetings, posts, missions)
    us, home = (house.id, house.seat_id) if house else (None, None)
    if Layer.PUBLIC in layers:
        found = replace(found, ties=(*ties, *_listed(session, found, us, home)))
    return Network(_without(found, us) if not with_us and us is not None else found, us, home, dates)


def _without(found: Register, us: int) -> Register:
    """Leave out our own node, and not what others have with each other; who met at our table met."""
    meetings = (
        replace(one, participants=tuple(id_ for id_ in one.participants if id_ != us))
        for one in found.meetings
    )
    return replace(
        found,
        ties=[tie for tie in found.ties if us not in (tie.a, tie.b)],
        seats=[seat for seat in found.seats if us not in (seat.member, seat.network)],
        meetings=[one for one in meetings if len(one.participants) > 1],
        posts=[post for post in found.posts if us not in (post.person, post.organisation)],
    )


def _listed(session: Session, found: Register, us: int | None, home: int | None) -> Iterator[Tie]:
    """Public ties among the cities of the record, where our own is our node; the evidence is a city named."""
    public = public_graph(session).ties
    named = {end for tie in found.ties for end in (tie.a, tie.b)}
    named |= {end for seat in found.seats for end in (seat.member, seat.network)}
    named |= {id_ for one in found.meetings for id_ in one.participants}
    if home is not None:
        named.add(home)
    for a, b in public.subgraph(named).edges:
        one, other = (us if us is not None and end == home else end for end in (a, b))
        yield Tie(one, other, LISTED, LISTED_STRENGTH, a if b == home else b)


def _missions(session: Session, actor: Actor, all_bodies: Mapping[int, Body]) -> list[Mission]:
    countries = live(actor, Country).with_only_columns(Country.id, Country.code)
    codes: dict[int, str] = dict(session.execute(countries).all())
    return [
        Mission(one.id, codes[one.represents_id], one.id)
        for one in all_bodies.values()
        if one.represents_id in codes
    ]


def _consortia(
    session: Session, actor: Actor, us: int, node: Mapping[int, int], dates: dict[int, PartialDate]
) -> Iterator[Consortium]:
    """Yield who works with whom in a project of ours, as far as it is on record by name."""
    begun, ends = days(Project, "starts"), days(Project, "ends")
    query = live(actor, Project).where(
        Project.project_state.is_(None) | Project.project_state.in_([one for one in PROJECT_SHARES if one])
    )
    rows = session.execute(
        query.order_by(Project.id).with_only_columns(
            Project.id,
            Project.project_state,
            Project.bodies,
            begun.earliest,
            begun.latest,
            begun.certainty,
            ends.latest,
        )
    ).all()
    lines = select(ProjectPartner.project_id, ProjectPartner.organisation_id, ProjectPartner.number).where(
        ProjectPartner.project_id.in_(query.with_only_columns(Project.id))
    )
    named: dict[int, list[int]] = {}
    counted: dict[int, int] = {}
    for project_id, body_id, number in session.execute(lines.order_by(ProjectPartner.position)):
        counted[project_id] = counted.get(project_id, 1) + (number or 1)
        if body_id is not None and body_id in node:
            named.setdefault(project_id, []).append(node[body_id])
    for id_, state, stated, first, latest, certainty, last in rows:
        dates[id_] = PartialDate(first, latest, certainty)
        share = STRENGTHS[Relation.PROJECT] * PROJECT_SHARES[state]
        size = max(stated or 0, counted.get(id_, 1))
        over = last if state is ProjectState.COMPLETED else None
        finished = state is ProjectState.COMPLETED
        yield Consortium((us, *named.get(id_, ())), size, share, id_, first, over, finished)


def _node(id_: int, all_bodies: Mapping[int, Body], house: Body | None) -> int:
    body = all_bodies[id_]
    for _ in range(3):
        parent = all_bodies.get(body.parent_id or 0)
        if body.ours or body.kind is not OrganisationKind.UNIT or parent is None:
            break
        body = parent
    if house is not None and body.ours:
        return house.id
    if body.kind is OrganisationKind.MUNICIPALITY and body.seat_id is not None:
        return body.seat_id
    return body.id


def _ties(
    session: Session,
    actor: Actor,
    node: Mapping[int, int],
    dates: dict[int, PartialDate],
    today: date,
    day: date,
) -> Iterator[Tie]:
    signed, starts = days(Agreement, "signed"), days(Agreement, "starts")
    query = (
        live(actor, Agreement)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .where(standing_on(day, today), AgreementParty.role == PartyRole.PARTY)
        .order_by(Agreement.id, AgreementParty.position)
        .with_only_columns(
            Agreement.id,
            Agreement.relation,
            Agreement.state,
            AgreementParty.organisation_id,
            signed.earliest,
            signed.latest,
            signed.certainty,
            starts.earliest,
        )
    )
    parties: dict[int, list[int]] = {}
    facts: dict[int, tuple[Relation, float, date | None]] = {}
    for id_, relation, state, body_id, first, last, certainty, begun in session.execute(query):
        share = SUSPENDED if state is AgreementState.SUSPENDED else 1.0
        facts[id_] = relation, STRENGTHS[relation] * share, begun
        dates[id_] = PartialDate(first, last, certainty)
        if body_id in node:
            parties.setdefault(id_, []).append(node[body_id])
    for id_, (relation, strength, begun) in facts.items():
        among = list(dict.fromkeys(parties.get(id_, ())))
        for place, a in enumerate(among):
            for b in among[place + 1 :]:
                yield Tie(a, b, f"tie:{relation}", strength, id_, since=begun)


def _sits_in(all_bodies: Mapping[int, Body], node: Mapping[int, int]) -> Iterator[Tie]:
    for one in all_bodies.values():
        passing = one.represents_id is not None or one.kind in PASSING
        if one.seat_id is not None and node[one.id] == one.id and not passing and not one.ours:
            yield Tie(one.id, one.seat_id, "sits_in", SITS_IN_STRENGTH, one.id)


def _memberships(
    session: Session, actor: Actor, node: Mapping[int, int], dates: dict[int, PartialDate], day: date
) -> tuple[list[Seat], list[Tie]]:
    since = days(Membership, "since")
    query = (
        live(actor, Membership)
        .where(current(day), func.coalesce(since.earliest <= day, True))
        .order_by(Membership.id)
        .with_only_columns(
            Membership.id,
            Membership.relation,
            Membership.member_id,
            Membership.network_id,
            since.earliest,
            since.latest,
            since.certainty,
        )
    )
    seats, links = [], []
    for id_, relation, member_id, network_id, first, last, certainty in session.execute(query):
        if member_id not in node or network_id not in node:
            continue
        dates[id_] = PartialDate(first, last, certainty)
        member, of = node[member_id], node[network_id]
        if relation in (MembershipRelation.MEMBER, MembershipRelation.OFFICE_HOLDER):
            seats.append(Seat(member, of, id_, since=first))
        elif relation in MEMBER_STRENGTHS:
            links.append(
                Tie(member, of, f"membership:{relation}", MEMBER_STRENGTHS[relation], id_, since=first)
            )
    return seats, links


def _posts(
    session: Session, actor: Actor, node: Mapping[int, int], dates: dict[int, PartialDate], day: date
) -> Iterator[Post]:
    """Yield who holds which office; the date of a person is that on which they were last seen in one."""
    since, until = days(PostRow, "since").earliest, days(PostRow, "until").latest
    query = (
        live(actor, Person)
        .join(PostRow, PostRow.person_id == Person.id)
        .order_by(PostRow.known_on, PostRow.id)
        .with_only_columns(Person.id, PostRow.organisation_id, since, until, PostRow.known_on)
    )
    for person_id, body_id, first, last, known_on in session.execute(query):
        if body_id is not None and body_id in node:
            if known_on is not None and known_on <= day:
                dates[person_id] = PartialDate.on(known_on)
            yield Post(person_id, node[body_id], person_id, since=first, until=last)


def _seats_of_people(session: Session, actor: Actor, node: Mapping[int, int], day: date) -> Iterator[Post]:
    query = (
        live(actor, Membership)
        .join(SeatRow, SeatRow.membership_id == Membership.id)
        .where(current(day), SeatRow.person_id.is_not(None))
        .order_by(SeatRow.id)
        .with_only_columns(
            SeatRow.person_id,
            Membership.network_id,
            Membership.id,
            days(SeatRow, "since").earliest,
            days(SeatRow, "until").latest,
        )
    )
    for person_id, network_id, id_, first, last in session.execute(query):
        if person_id is not None and network_id in node:
            yield Post(person_id, node[network_id], id_, since=first, until=last)


def _holders(posts: Iterable[Post], today: date) -> dict[int, set[int]]:
    """Person → the nodes for which they can speak today."""
    holders: dict[int, set[int]] = {}
    for post in on_day(posts, today):
        holders.setdefault(post.person, set()).add(post.organisation)
    return holders


def _meetings(
    met: Iterable[Encounter],
    us: int,
    node: Mapping[int, int],
    known: Collection[int],
    holders: Mapping[int, set[int]],
) -> Iterator[Meeting]:
    for one in met:
        people = [id_ for id_ in one.people if id_ in known]
        spoken_for = {body for person in people for body in holders.get(person, ())}
        there = {node[id_] for id_ in one.bodies if id_ in node}
        if one.city_id is not None:
            there.add(one.city_id)
        yield Meeting((us, *people, *sorted(there - spoken_for - {us})), one.held.earliest, one.id)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
