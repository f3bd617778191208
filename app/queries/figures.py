"""Reads about stated figures."""

from collections.abc import Sequence

from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Organisation, Record, StatedFigure


def about(session: Session, actor: Actor, organisation_id: int) -> Sequence[StatedFigure]:
    """What is stated about an organisation, the latest first."""
    query = live(actor, StatedFigure).where(StatedFigure.about_id == organisation_id)
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id)).all()


def about_ours_and_peers(session: Session, actor: Actor) -> Sequence[StatedFigure]:
    """What is stated about our own house and about the peers, our own first."""
    query = live(actor, StatedFigure).join(Organisation, Organisation.id == StatedFigure.about_id)
    query = query.where(Organisation.ours.is_(True) | Organisation.peer.is_(True))
    query = query.order_by(Organisation.ours.desc(), StatedFigure.about_id, Record.id)
    return session.scalars(query.options(selectinload(StatedFigure.about))).all()
