"""Reads about stated figures, and the count that the record sets beside each of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.permissions.actor import Actor
from app.queries.agreements import standing
from app.queries.memberships import current
from app.queries.scope import live
from models import Agreement, AgreementParty, Membership, Organisation, Record, StatedFigure
from models.vocabulary import (
    Evidence,
    Instrument,
    MembershipRelation,
    Metric,
    OrganisationKind,
    PartyRole,
    Relation,
)

_CITY_METRICS = {
    Relation.SISTER_CITY: Metric.SISTER_CITIES,
    Relation.PROTOCOL_CITY: Metric.PROTOCOL_CITIES,
    Relation.GOODWILL: Metric.GOODWILL_CITIES,
}
_LOCAL = (OrganisationKind.MUNICIPALITY, OrganisationKind.DISTRICT, OrganisationKind.REGION)


def about(session: Session, actor: Actor, organisation_id: int) -> Sequence[StatedFigure]:
    """What is stated about an organisation, the latest first."""
    query = live(actor, StatedFigure).where(StatedFigure.about_id == organisation_id)
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id)).all()


def about_ours_and_peers(session: Session, actor: Actor) -> Sequence[StatedFigure]:
    """What is stated about our own house and about the peers, our own first, with sources."""
    body = Organisation.__table__
    query = live(actor, StatedFigure).join(body, body.c.id == StatedFigure.about_id)
    query = query.where(body.c.ours.is_(True) | body.c.peer.is_(True))
    query = query.order_by(body.c.ours.desc(), StatedFigure.about_id, Record.id)
    loads = (selectinload(StatedFigure.about), selectinload(StatedFigure.sources))
    return session.scalars(query.options(*loads)).all()


def recorded(session: Session, actor: Actor, *, today: date) -> dict[Metric, int]:
    """Count in our own record what others state about us; a metric that cannot be counted is not there.

    Cities are counted by relation, papers by instrument: only ties that stand. Two parties of one city are
    one city; a party that is no local government is none. A membership that a source only implies is not
    counted.

    Cost: three statements.

    Source: docs/rules.md, R-10.
    """
    ours, other = aliased(AgreementParty), aliased(AgreementParty)
    house, body = Organisation.__table__.alias("house"), Organisation.__table__.alias("body")
    ties = (
        live(actor, Agreement)
        .join(ours, ours.agreement_id == Agreement.id)
        .join(house, house.c.id == ours.organisation_id)
        .where(house.c.ours.is_(True), ours.role == PartyRole.PARTY, standing(today))
    )
    cities = (
        ties.join(other, other.agreement_id == Agreement.id)
        .join(body, body.c.id == other.organisation_id)
        .where(body.c.ours.is_(False), other.role == PartyRole.PARTY)
        .where(or_(body.c.organisation_kind.is_(None), body.c.organisation_kind.in_(_LOCAL)))
        .where(Agreement.relation.in_(_CITY_METRICS))
        # ids of cities and of organisations are ids of records: no two are the same
        .with_only_columns(
            Agreement.relation, func.count(func.coalesce(body.c.seat_id, body.c.id).distinct())
        )
        .group_by(Agreement.relation)
    )
    counts = dict.fromkeys(_CITY_METRICS.values(), 0)
    counts |= {_CITY_METRICS[relation]: count for relation, count in session.execute(cities)}
    papers = ties.where(Agreement.instrument == Instrument.PROTOCOL).with_only_columns(
        func.count(Agreement.id.distinct())
    )
    counts[Metric.PROTOCOLS] = session.scalar(papers) or 0
    own = select(Organisation.__table__.c.id).where(Organisation.__table__.c.ours.is_(True))
    memberships = (
        live(actor, Membership)
        .where(Membership.member_id.in_(own), Membership.relation == MembershipRelation.MEMBER)
        .where(Membership.evidence.is_distinct_from(Evidence.IMPLIED), current(today))
        .with_only_columns(func.count(Membership.network_id.distinct()))
    )
    counts[Metric.MEMBERSHIPS] = session.scalar(memberships) or 0
    return counts
