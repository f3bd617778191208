"""Who gets a letter: people and bodies with what a letter needs to know of them, one by one or as a group."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.forms_of_address import HEADS, rank_of
from app.domain.our_country import CAPITAL, OUR_COUNTRY
from app.domain.people import current_post
from app.permissions.actor import Actor
from app.queries import agreements, memberships
from app.queries.people import with_posts
from app.queries.scope import live
from models import AddressForm, City, Country, Membership, Organisation, Person, Post, RecipientGroup, Record
from models.vocabulary import MISSIONS, AddressRank, GroupRule, MembershipRelation, OrganisationKind, Relation

OFFICES = {
    OrganisationKind.MUNICIPALITY: AddressRank.MAYOR,
    OrganisationKind.DISTRICT: AddressRank.MAYOR,
    OrganisationKind.EMBASSY: AddressRank.AMBASSADOR,
    OrganisationKind.CONSULATE_GENERAL: AddressRank.CONSUL_GENERAL,
    OrganisationKind.CONSULATE: AddressRank.CONSUL,
    OrganisationKind.HONORARY_CONSULATE: AddressRank.HONORARY_CONSUL,
}
"""Whom a letter to a body is for, where nobody knows the name: the office, and not a person."""
_organisation = Organisation.__table__.c


@dataclass(frozen=True)
class Recipient:
    """A person in their post, or a body without the name of a person.

    :param id: of the record to which the letter goes.
    :param own_tr, own_en: how this person wants to be addressed.
    :param languages: as somebody entered them, in any words.
    :param home: code of the country whose language is theirs, empty where it is not known.
    """

    id: int
    name: str
    title_tr: str
    title_en: str
    body_tr: str
    body_en: str
    city_tr: str
    city_en: str
    country_tr: str
    country_en: str
    address: str
    home: str
    is_person: bool
    languages: str
    own_tr: str
    own_en: str
    rank: AddressRank


def recipients(session: Session, actor: Actor, ids: Sequence[int]) -> Sequence[Recipient]:
    """Return whom some records stand for, in their order, each once; what is neither is left out.

    Cost: at most nine statements, however many they are.
    """
    people = with_posts(session, actor, ids)
    posts = {id_: current_post(person.posts) for id_, person in people.items()}
    wanted = {*ids, *(post.organisation_id for post in posts.values() if post and post.organisation_id)}
    bodies = _bodies(session, actor, wanted)
    found = []
    for id_ in dict.fromkeys(ids):
        if id_ in people:
            post = posts[id_]
            found.append(_person(people[id_], post, bodies.get((post and post.organisation_id) or 0)))
        elif id_ in bodies:
            found.append(_body(bodies[id_]))
    return found


def members_by_rule(session: Session, actor: Actor, rule: GroupRule | None, *, today: date) -> Sequence[int]:
    """Return whom a rule puts into a group: of each body its head if we know who that is, else the body."""
    match rule:
        case None:
            return ()
        case GroupRule.SISTER_CITIES:
            ties = agreements.standing_of_our_house(session, actor, today=today)
            chosen = [one.partners for one in ties if one.relation is Relation.SISTER_CITY]
            ids: Iterable[int] = [id_ for partners in chosen for id_ in partners]
        case GroupRule.NETWORKS:
            ids = _networks(session, actor, today)
        case GroupRule.MISSIONS_HERE:
            ours = live(actor, Organisation).where(Organisation.ours.is_(True))
            ids = _missions(session, actor, {one.seat_id for one in session.scalars(ours) if one.seat_id})
        case GroupRule.MISSIONS_CAPITAL:
            country = select(Country.__table__.c.id).where(Country.__table__.c.code == OUR_COUNTRY)
            capital = live(actor, City).where(City.title_tr == CAPITAL, City.country_id.in_(country))
            ids = _missions(session, actor, {one.id for one in session.scalars(capital)})
    return _heads(session, actor, list(dict.fromkeys(ids)), today=today)


def groups(session: Session, actor: Actor) -> Sequence[RecipientGroup]:
    """Return every group of recipients with its members, by name."""
    query = live(actor, RecipientGroup).order_by(Record.sort_key, Record.id)
    return session.scalars(query.options(selectinload(RecipientGroup.members))).all()


def house_forms(session: Session, actor: Actor) -> Mapping[AddressRank, AddressForm]:
    """Return how the actor's house addresses ranks, as far as it says so itself."""
    query = select(AddressForm).where(AddressForm.municipality_id == actor.municipality_id)
    return {one.rank: one for one in session.scalars(query)}


def _networks(session: Session, actor: Actor, today: date) -> Sequence[int]:
    house = select(_organisation.id).where(_organisation.ours.is_(True))
    query = live(actor, Membership).where(
        memberships.current(today),
        Membership.member_id.in_(house),
        Membership.relation == MembershipRelation.MEMBER,
    )
    return [one.network_id for one in session.scalars(query.order_by(Record.sort_key, Record.id))]


def _missions(session: Session, actor: Actor, seats: Collection[int]) -> Sequence[int]:
    query = live(actor, Organisation).where(
        Organisation.organisation_kind.in_(MISSIONS), Organisation.seat_id.in_(seats)
    )
    return [one.id for one in session.scalars(query.order_by(Record.sort_key, Record.id))]


def _heads(session: Session, actor: Actor, bodies: Sequence[int], *, today: date) -> Sequence[int]:
    """Put in the place of each body who is its head now."""
    holders = select(Post.person_id).where(Post.organisation_id.in_(bodies))
    query = live(actor, Person).where(Person.id.in_(holders)).order_by(Record.sort_key, Record.id)
    found: dict[int, tuple[int, int]] = {}
    for person in session.scalars(query.options(selectinload(Person.posts))):
        post = current_post(person.posts, today)
        if post is None or post.organisation_id is None:
            continue
        rank = rank_of(post.title_tr, post.title_en)
        if rank in HEADS:
            mine = (HEADS.index(rank), person.id)
            found[post.organisation_id] = min(found.get(post.organisation_id, mine), mine)
    return [found[id_][1] if id_ in found else id_ for id_ in bodies]


def _bodies(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Organisation]:
    query = live(actor, Organisation).where(Organisation.id.in_(ids))
    loads = (
        selectinload(Organisation.seat).selectinload(City.country),
        selectinload(Organisation.represents),
    )
    return {one.id: one for one in session.scalars(query.options(*loads))}


def _person(person: Person, post: Post | None, body: Organisation | None) -> Recipient:
    titles = (post.title_tr, post.title_en) if post else ("", "")
    name = " ".join(part for part in (person.honorific, person.title_tr) if part)
    return Recipient(
        person.id,
        name,
        titles[0],
        titles[1],
        *_place(body),
        is_person=True,
        languages=person.languages,
        own_tr=person.address_tr,
        own_en=person.address_en,
        rank=rank_of(*titles),
    )


def _body(body: Organisation) -> Recipient:
    return Recipient(
        body.id,
        "",
        "",
        "",
        *_place(body),
        is_person=False,
        languages="",
        own_tr="",
        own_en="",
        rank=OFFICES.get(body.organisation_kind, AddressRank.BODY)
        if body.organisation_kind
        else AddressRank.BODY,
    )


def _place(body: Organisation | None) -> tuple[str, str, str, str, str, str, str, str]:
    """Return names of the body, its city and country, its address, and the country whose language it has.

    A mission writes in the language of the country that it represents.
    """
    if body is None:
        return "", "", "", "", "", "", "", ""
    seat = body.seat
    country = seat.country if seat else None
    home = body.represents or country
    return (
        body.title_tr,
        body.title_en or body.title_tr,
        seat.title_tr if seat else "",
        (seat.title_en or seat.title_tr) if seat else "",
        country.title_tr if country else "",
        (country.title_en or country.title_tr) if country else "",
        body.address,
        home.code if home else "",
    )
