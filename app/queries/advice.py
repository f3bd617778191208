"""Advice: what colleagues entered about a record."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Advice, City, Organisation, Post, Record

_body, _city, _post = Organisation.__table__.c, City.__table__.c, Post.__table__.c


def about(session: Session, actor: Actor, record_id: int) -> Sequence[Advice]:
    """Return the advice about a record that the actor may see, by title."""
    query = live(actor, Advice).where(Advice.about_id == record_id)
    return session.scalars(query.order_by(Record.sort_key, Record.id)).all()


def concerning(session: Session, actor: Actor, record_id: int) -> Sequence[Advice]:
    """Return the advice about a person or a body, whom they speak for, and their city and country.

    Cost: one statement.
    """
    held = select(_post.organisation_id).where(
        _post.person_id == record_id, days(Post, "until").latest.is_(None)
    )
    speaks = or_(_body.id == record_id, _body.id.in_(held))
    seats = select(_body.seat_id).where(speaks, _body.represents_id.is_(None))
    query = live(actor, Advice).where(
        or_(
            Advice.about_id == record_id,
            Advice.about_id.in_(held),
            Advice.about_id.in_(seats),
            Advice.about_id.in_(select(_body.represents_id).where(speaks)),
            Advice.about_id.in_(select(_city.country_id).where(_city.id.in_(seats))),
        )
    )
    return session.scalars(query.order_by(Record.sort_key, Record.id)).all()
