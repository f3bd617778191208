"""The networks that a question offers: those we are in, and those we could join."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.answers.our_links import CIRCLES
from app.domain.turkish import sort_key
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries import agreements, known_networks, memberships, names
from app.queries.public_graph import public_graph
from models.vocabulary import MembershipRelation, OrganisationKind

WITHIN = (
    MembershipRelation.MEMBER,
    MembershipRelation.OFFICE_HOLDER,
    MembershipRelation.PARTICIPANT,
    MembershipRelation.PARTNER,
)
"""What one is to a network whose members one meets there."""


def meets_there(relation: MembershipRelation, kind: OrganisationKind | None) -> bool:
    """Say whether who is this to a network, or another body of this kind, meets its members there."""
    return relation in WITHIN and (relation is not MembershipRelation.PARTNER or kind in CIRCLES)


def ours(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Networks in which a record without a known end, or a public list, has us: number and name."""
    return _named(session, actor, _ours(session, actor), t)


def others(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Networks of which another member is known, on record or in a public list."""
    known = known_networks.on_record(session, actor)
    found = {known.get(number, -number) for number in public_graph(session).networks}
    found |= {one.network_id for one in memberships.on_file(session, actor) if one.relation in WITHIN}
    return _named(session, actor, found - _ours(session, actor), t)


def parse(text: str) -> int | None:
    """Read the number of a network: of an organisation, or below zero of a network that only a list knows."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None


def _ours(session: Session, actor: Actor) -> set[int]:
    mine = {
        one.network_id
        for one in memberships.ours(session, actor)
        if one.until.latest is None and meets_there(one.relation, one.network.organisation_kind)
    }
    house = agreements.own_house(session, actor)
    known = known_networks.on_record(session, actor)
    listed = public_graph(session).memberships.get(house.seat_id or 0, frozenset()) if house else frozenset()
    return mine | {known.get(number, -number) for number in listed}


def _named(session: Session, actor: Actor, ids: Iterable[int], t: Translator) -> Sequence[tuple[str, str]]:
    wanted, listed = set(ids), public_graph(session).network_names
    found = {record.id: t.title(record) for record in names.titles(session, actor, wanted).values()}
    found |= {id_: listed[-id_] for id_ in wanted if -id_ in listed}
    return [(str(id_), name) for id_, name in sorted(found.items(), key=lambda item: sort_key(item[1]))]
