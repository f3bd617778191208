"""What a municipality finds on its first day: itself as an organisation, and the well-known city networks."""

from datetime import date

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.organisations import ORGANISATION
from app.services import users
from models.vocabulary import OrganisationKind, Role
from seeds import load_networks


def found(session: Session, code: str, title: str, *, today: date) -> int:
    """Create a municipality with its own house and the networks; return its id.

    :param code: short and unique, such as ``izmir``.
    :param title: full name of the municipality.
    """
    municipality_id = users.found_municipality(session, code, title)
    actor = Actor(None, municipality_id, "Elçi", Role.ADMIN)
    house = {"title_tr": title, "organisation_kind": OrganisationKind.MUNICIPALITY, "ours": True}
    kit.create(session, actor, ORGANISATION, house, today=today)
    load_networks.load(session, actor, today=today)
    return municipality_id
