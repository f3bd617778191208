"""Letters that wait for a reply, of both directions, and visits for which nobody has given thanks yet."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.letters import days_late, days_waiting, thanks_due
from app.extensions import db
from app.permissions.policy import Permission
from app.queries import letters as queries
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from models.vocabulary import LetterDirection

bp = Blueprint("letter_waiting", __name__, url_prefix="/letters/waiting")

THANKS_FOR_DAYS = 60
"""Of a visit that is longer ago, nobody expects a thank-you letter any more."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show what we owe, what others owe, and thanks that are due."""
    actor, today = current_actor(), office_today()
    after = settings().thanks_after_days
    visits = queries.without_thanks(db.session, actor, today - timedelta(days=THANKS_FOR_DAYS))
    return render_template(
        "letters/waiting.html",
        ours=queries.waiting(db.session, actor, LetterDirection.INCOMING),
        theirs=queries.waiting(db.session, actor, LetterDirection.OUTGOING),
        thanks=[(one, due) for one in visits if (due := thanks_due(one, after))],
        today=today,
        days_late=days_late,
        days_waiting=days_waiting,
    )
