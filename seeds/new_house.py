"""What a municipality finds on its first day: itself, city networks, lists of ranks, what a guest needs."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.organisations import ORGANISATION
from app.services import users
from models import Municipality
from models.vocabulary import OrganisationKind, Role
from seeds import load_networks, load_precedence, load_preparation


def found(session: Session, code: str, title: str, *, today: date) -> int:
    """Create a municipality with its own house, the networks and the lists of ranks; return its id.

    :param code: short and unique, such as ``izmir``.
    :param title: full name of the municipality.
    """
    municipality_id = users.found_municipality(session, code, title)
    actor = Actor(None, municipality_id, "Elçi", Role.ADMIN)
    house = {"title_tr": title, "organisation_kind": OrganisationKind.MUNICIPALITY, "ours": True}
    kit.create(session, actor, ORGANISATION, house, today=today)
    load_networks.load(session, actor, today=today)
    load_precedence.load(session, actor, today=today)
    load_preparation.load(session, actor, today=today)
    return municipality_id


def complete(session: Session, *, today: date) -> None:
    """Give every municipality the lists that it never had: those that came with a newer version."""
    for municipality_id in session.scalars(select(Municipality.id).order_by(Municipality.id)).all():
        actor = Actor(None, municipality_id, "Elçi", Role.ADMIN)
        load_precedence.load(session, actor, today=today)
        load_preparation.load(session, actor, today=today)
