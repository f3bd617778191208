"""Who can speak to whom, read once while the data stays as it is."""

from datetime import date

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import graph
from app.queries.graph import Layer, Network
from app.queries.kept import kept

LAYERS = graph.RECORDED | {Layer.PROJECTS}


def look(session: Session, actor: Actor, *, today: date) -> Network:
    """Return ties, seats, meetings, posts and consortia as they are today.

    Cost: as of :func:`app.queries.graph.network`; one statement while the data stays as it is.
    """
    return kept(
        session,
        actor,
        ("our network", today),
        lambda: graph.network(session, actor, today=today, layers=LAYERS),
    )
