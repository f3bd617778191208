"""The diplomatic list: who holds a post at a mission to us, in the order of precedence of the two corps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.documents.precedence import Person, guests_of, offices_of
from app.domain import precedence as rules
from app.domain.precedence import Order, Standing, standing
from app.permissions.actor import Actor
from app.queries import missions, precedence
from app.queries.city_notes import own_house
from models import Organisation, PartialDate, Post, PrecedenceList
from models import Person as Holder
from models.vocabulary import EqualsBy, OrganisationKind

_DIPLOMATIC = {OrganisationKind.EMBASSY, OrganisationKind.EU_DELEGATION}
_LISTS = {True: "missions", False: "consular"}
"""Codes of the lists by which the diplomatic corps stands, and the consular."""


@dataclass(frozen=True)
class Corps:
    """The diplomatic or the consular corps in order.

    :param ranking: the list used; None where none is in force today, and nobody has a rank.
    :param holders: key → id of the person.
    """

    is_diplomatic: bool
    ranking: PrecedenceList | None
    people: Mapping[int, Person]
    holders: Mapping[int, int]
    result: Order
    language: str


def gather(session: Session, actor: Actor, *, language: str, today: date) -> tuple[Corps, ...]:
    """Put who holds a post at an embassy, and who at a consulate, in order as of today.

    :param language: whose alphabet orders countries.

    Source: docs/rules.md, R-17.
    """
    lands = (body.seat.country for body in own_house(session, actor) if body.seat)
    home = {land.code for land in lands if land is not None}
    posts: dict[bool, list[tuple[Person, int]]] = {True: [], False: []}
    held: dict[tuple[int, int], list[Post]] = {}
    people, bodies = {}, {}
    for person, post, body in missions.holders(session, actor):
        people[person.id], bodies[body.id] = person, body
        held.setdefault((person.id, body.id), []).append(post)
    for (person_id, body_id), their in held.items():
        body = bodies[body_id]
        one = _person(people[person_id], body, their)
        if one.country not in home:  # our own missions are no guests
            posts[body.organisation_kind in _DIPLOMATIC].append((one, person_id))
    return tuple(
        _corps(is_diplomatic, found, _list(session, actor, _LISTS[is_diplomatic], today), language)
        for is_diplomatic, found in posts.items()
    )


def _person(person: Holder, body: Organisation, posts: Sequence[Post]) -> Person:
    """Make one of who holds several posts at a mission, with all the titles."""
    since = [post.accredited_on for post in posts if post.accredited_on is not None]
    return Person(
        key=posts[0].id,
        name=person.title_tr,
        title_tr="; ".join(post.title_tr for post in posts if post.title_tr),
        title_en="; ".join(post.title_en for post in posts if post.title_en),
        body=body,
        body_name="",
        country=body.represents.code if body.represents else "",
        is_ours=False,
        accredited_on=max(since, default=None),
    )


def _corps(
    is_diplomatic: bool,  # noqa: FBT001 - which of two
    posts: Sequence[tuple[Person, int]],
    ranking: PrecedenceList | None,
    language: str,
) -> Corps:
    people = [one for one, _ in posts]
    guests, _ = guests_of({}, people, offices_of(ranking), language)
    return Corps(
        is_diplomatic=is_diplomatic,
        ranking=ranking,
        people={one.key: one for one in people},
        holders={one.key: person_id for one, person_id in posts},
        result=rules.in_order(guests, ranking.equals_by if ranking else EqualsBy.SENIORITY),
        language=language,
    )


def _list(session: Session, actor: Actor, code: str, today: date) -> PrecedenceList | None:
    """Return the list of a code, unless it is certainly not in force today."""
    found = precedence.list_of_code(session, actor, code)
    if found is None:
        return None
    state = standing(found.valid_from, found.valid_until, PartialDate.on(today))
    return None if state in {Standing.WITHDRAWN, Standing.TO_COME} else found
