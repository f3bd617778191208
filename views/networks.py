"""City networks: organisations of one kind."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.i18n import N_
from app.permissions.policy import Permission
from app.web.access import requires
from models.vocabulary import OrganisationKind
from views.organisations import ORGANISATION_PAGES

bp = Blueprint("networks", __name__)


@bp.get("/networks")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the networks."""
    asked = {**request.args, "kind": OrganisationKind.CITY_NETWORK.value}
    return ORGANISATION_PAGES.list_of(asked, heading=N_("Networks"))
