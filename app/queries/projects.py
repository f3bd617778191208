"""Projects: with whom, and which a record is in."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.projects import RUNNING
from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.dates import days
from app.queries.scope import live
from models import PartialDate, Project, ProjectPartner, Record

_partner = ProjectPartner.__table__.c


def with_country(country_id: int) -> ColumnElement[bool]:
    """Projects of whose consortium a body is of a country, or of which only the country is known."""
    return Record.id.in_(
        select(_partner.project_id).where(
            or_(
                _partner.country_id == country_id,
                _partner.organisation_id.in_(speaking_for(country_id)),
            )
        )
    )


def begun(session: Session, actor: Actor) -> Sequence[tuple[int, PartialDate]]:
    """Return the projects that were awarded, run or ran, and when they began."""
    starts = days(Project, "starts")
    query = live(actor, Project).where(Project.project_state.in_(RUNNING)).order_by(Project.id)
    rows = session.execute(
        query.with_only_columns(Project.id, starts.earliest, starts.latest, starts.certainty)
    )
    return [(id_, PartialDate(first, last, certainty)) for id_, first, last, certainty in rows]


def of_organisations(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Project]:
    """Return the projects in whose consortium one of the bodies is, the latest first."""
    if not ids:
        return ()
    theirs = select(_partner.project_id).where(_partner.organisation_id.in_(ids))
    query = live(actor, Project).where(Project.id.in_(theirs))
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc())).all()


def together(
    session: Session, actor: Actor, ids: Collection[int], *, limit: int
) -> tuple[Sequence[Project], int]:
    """Return the latest projects in whose consortium one of the bodies is, with sources, and their number.

    Cost: one statement and the sources.
    """
    theirs = select(_partner.project_id).where(_partner.organisation_id.in_(ids))
    query = live(actor, Project).where(Project.id.in_(theirs))
    latest = query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(limit)
    counted = latest.add_columns(func.count().over()).options(selectinload(Project.sources))
    rows = session.execute(counted).all()
    return [project for project, _count in rows], rows[0][1] if rows else 0
