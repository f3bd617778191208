"""Today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.visits import missing
from app.extensions import db
from app.permissions.policy import Permission
from app.queries.dashboard import dashboard
from app.records.visits import countries
from app.web.access import current_actor, requires
from app.web.clock import office_today

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Permission.RECORD_VIEW)
def today() -> ResponseReturnValue:
    """Show what happens today, what comes, what is to be completed."""
    day = office_today()
    board = dashboard(db.session, current_actor(), today=day)
    return render_template("home/today.html", board=board, today=day, countries=countries, missing=missing)
