"""Consortia of projects for the map."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.domain.projects import RUNNING
from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import PartialDate, Project, ProjectPartner, Record
from models.vocabulary import ProjectState


class PartnerRow(NamedTuple):
    """A body of a consortium; those known by name, country or number alone have no place and are left out.

    :param since: when the project started, else when it was applied for.
    :param agreement_id: the tie that the project carries out.
    """

    id: int
    body_id: int
    title_tr: str
    title_en: str
    is_completed: bool
    agreement_id: int | None
    since: PartialDate
    until: PartialDate


def unnamed(session: Session, actor: Actor, *, units: Collection[int] | None = None) -> int:
    """Count the bodies of these consortia that are known by name, country or number alone.

    Cost: one statement.
    """
    query = live(actor, Project).join(ProjectPartner, ProjectPartner.project_id == Project.id)
    query = query.where(Project.project_state.in_(RUNNING), ProjectPartner.organisation_id.is_(None))
    if units is not None:
        query = query.where(Project.unit_id.in_(units))
    bodies = func.coalesce(func.sum(func.coalesce(ProjectPartner.number, 1)), 0)
    return session.scalar(query.with_only_columns(bodies)) or 0


def partners(session: Session, actor: Actor, *, units: Collection[int] | None = None) -> Sequence[PartnerRow]:
    """Return who is with us in the projects that were granted, the latest first.

    :param units: only projects of one of these units of ours; None for all.

    Cost: one statement.
    """
    applied, starts, ends = (days(Project, name) for name in ("applied", "starts", "ends"))
    query = (
        live(actor, Project)
        .join(ProjectPartner, ProjectPartner.project_id == Project.id)
        .where(Project.project_state.in_(RUNNING), ProjectPartner.organisation_id.is_not(None))
    )
    if units is not None:
        query = query.where(Project.unit_id.in_(units))
    columns = query.order_by(Record.sort_day.desc(), Project.id, ProjectPartner.position).with_only_columns(
        Project.id,
        ProjectPartner.organisation_id,
        Project.title_tr,
        Project.title_en,
        Project.project_state == ProjectState.COMPLETED,
        Project.agreement_id,
        *starts,
        *applied,
        *ends,
    )
    return [
        PartnerRow(
            id_,
            body_id or 0,
            tr,
            en,
            bool(completed),
            agreement_id,
            PartialDate(*(dates[:3] if dates[0] is not None else dates[3:6])),
            PartialDate(*dates[6:]),
        )
        for id_, body_id, tr, en, completed, agreement_id, *dates in session.execute(columns)
    ]
