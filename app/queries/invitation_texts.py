"""The words of a house for invitations."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import InvitationText
from models.vocabulary import InvitationKind


def invitation_texts(session: Session, actor: Actor) -> Mapping[InvitationKind, InvitationText]:
    """Return the texts of the actor's house, as far as it has its own."""
    query = select(InvitationText).where(InvitationText.municipality_id == actor.municipality_id)
    return {one.kind: one for one in session.scalars(query)}
