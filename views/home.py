"""Today."""

from collections.abc import Iterable

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.answers.sleeping import Sleep, Tie, look
from app.answers.stated import compare
from app.domain.tasks import WEEK
from app.extensions import db
from app.permissions.policy import Permission
from app.queries import at_hand, gifts, guests, preparation, tasks
from app.queries.dashboard import dashboard
from app.records.completing import to_complete
from app.records.nouns import NOUNS
from app.records.visits import countries
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from app.web.places import my_tasks
from models.vocabulary import Relation
from views.preparation import own

bp = Blueprint("home", __name__)
STEPS = 5
"""How many of the steps of preparation that are due within the week it lists."""
GAPS = 8
"""How many of the records to be completed the first page lists."""


@bp.get("/")
@requires(Permission.RECORD_VIEW)
def today() -> ResponseReturnValue:
    """Show what happens today, what comes, what is to be completed, and how the ties stand."""
    day, actor, t = office_today(), current_actor(), current_translator()
    board = dashboard(db.session, actor, today=day)
    looked = look(db.session, actor, t=t, today=day)
    return render_template(
        "home/today.html",
        favourites=at_hand.favourites(db.session, actor),
        noun_of=NOUNS,
        board=board,
        lacking=preparation.missing_counts(
            db.session, actor, [visit.id for visit in (*board.today, *board.coming)]
        ),
        asleep=_closest_first(looked.of(Sleep.ASLEEP)),
        silent=_closest_first(looked.of(Sleep.SILENT)),
        register_begins=looked.begins,
        stated=[one for one in compare(db.session, actor, t=t, today=day) if one.recorded is not None],
        **own(until=day + WEEK, limit=STEPS),
        work=tasks.for_today(db.session, actor, today=day, escalate_after=settings().escalate_after_days),
        guests_to_remind=guests.to_remind(db.session, actor, today=day),
        gifts_waiting=gifts.waiting(db.session, actor),
        gaps=to_complete(db.session, actor, size=GAPS),
        my_tasks=my_tasks(actor),
        today=day,
        countries=countries,
    )


def _closest_first(ties: Iterable[Tie]) -> list[Tie]:
    """Order ties by relation, sister cities first; within one the longest without contact stays first."""
    return sorted(ties, key=lambda tie: list(Relation).index(tie.relation))
