"""Members of networks for the map."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.memberships import current
from app.queries.scope import live
from models import Membership, Organisation, PartialDate, Record, ReferenceNetwork, ReferenceSet
from models.vocabulary import MembershipRelation

INSIDE = (MembershipRelation.MEMBER, MembershipRelation.OFFICE_HOLDER)
"""Who is in a network; who only applies or lends is not."""

_organisation = Organisation.__table__.c
_network, _set = ReferenceNetwork.__table__.c, ReferenceSet.__table__.c


class NetworkRow(NamedTuple):
    """A network of which somebody of our record is a member."""

    id: int
    title_tr: str
    title_en: str
    ours: bool


class MemberRow(NamedTuple):
    """An organisation in a network."""

    id: int
    network_id: int
    body_id: int
    stands: bool
    since: PartialDate
    until: PartialDate


def networks(session: Session, actor: Actor) -> Sequence[NetworkRow]:
    """Return the networks with a member on record, and whether our own house is in them now; by name.

    Cost: two statements.
    """
    memberships = live(actor, Membership).where(Membership.relation.in_(INSIDE))
    ids = memberships.with_only_columns(Membership.network_id).distinct()
    own = memberships.where(Membership.member_id.in_(_house()))
    ours = set(session.scalars(own.with_only_columns(Membership.network_id).distinct()))
    query = live(actor, Organisation).where(Organisation.id.in_(ids)).order_by(Record.sort_key, Record.id)
    columns = query.with_only_columns(Organisation.id, Organisation.title_tr, Organisation.title_en)
    return [NetworkRow(id_, tr, en, id_ in ours) for id_, tr, en in session.execute(columns)]


def public(session: Session) -> Sequence[tuple[int, str]]:
    """Return the networks of the public lists that are on: number and name, by name. Cost: one statement."""
    query = (
        select(_network.id, _network.name)
        .join(ReferenceSet.__table__, _set.id == _network.set_id)
        .where(_set.enabled, _set.imported_at.is_not(None))
        .order_by(_network.name, _network.id)
    )
    return [(id_, name) for id_, name in session.execute(query)]


def members(
    session: Session,
    actor: Actor,
    ids: Collection[int],
    *,
    today: date,
    units: Collection[int] | None = None,
) -> Sequence[MemberRow]:
    """Return who else is or was in these networks, the latest first.

    :param units: only networks in which one of these units of ours looks after our membership; None for all.

    Cost: one statement.
    """
    since, until = days(Membership, "since"), days(Membership, "until")
    query = live(actor, Membership).where(
        Membership.network_id.in_(ids),
        Membership.relation.in_(INSIDE),
        Membership.member_id.not_in(_house()),
    )
    if units is not None:
        kept = live(actor, Membership).where(
            Membership.unit_id.in_(units), Membership.member_id.in_(_house())
        )
        query = query.where(Membership.network_id.in_(kept.with_only_columns(Membership.network_id)))
    columns = query.order_by(Record.sort_day.desc(), Membership.id).with_only_columns(
        Membership.id, Membership.network_id, Membership.member_id, current(today), *since, *until
    )
    return [
        MemberRow(id_, network, body, bool(stands), PartialDate(*dates[:3]), PartialDate(*dates[3:]))
        for id_, network, body, stands, *dates in session.execute(columns)
    ]


def _house() -> Select[int]:
    return select(_organisation.id).where(_organisation.ours.is_(True))
