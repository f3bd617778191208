"""What lies on the tables of an event, as files: attendance sheet, name badges, place cards."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents import event_lists
from app.documents.dossier import issuer_of
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries.city_notes import own_house
from app.records import kit
from app.records.events import EVENT
from app.typesetting.cards import Shape, set_cards
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import ENDING, made_file, paper_file
from app.web.taken_out import taken_out
from models import Event

bp = Blueprint("event_lists", __name__, url_prefix="/events")


@bp.get(f"/<int:record_id>/attendance.{ENDING}")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("event.attendance_taken")
def attendance(record_id: int, ending: str) -> ResponseReturnValue:
    """Hand out the sheet that everybody signs."""
    t, event, actor = current_translator(), _event(record_id), current_actor()
    issuer = issuer_of(db.session, actor, own_house(db.session, actor))
    paper = event_lists.attendance(event, issuer, t, as_of=office_today())
    return paper_file(paper, ending, t)


@bp.get("/<int:record_id>/badges.pdf")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("event.badges_taken")
def badges(record_id: int) -> ResponseReturnValue:
    """Hand out the name badges."""
    return _cards(record_id, "badge", N_("Name badges"))


@bp.get("/<int:record_id>/place-cards.pdf")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("event.place_cards_taken")
def place_cards(record_id: int) -> ResponseReturnValue:
    """Hand out the place cards."""
    return _cards(record_id, "place", N_("Place cards"))


def _cards(record_id: int, shape: Shape, words: str) -> ResponseReturnValue:
    t, event = current_translator(), _event(record_id)
    title = f"{t(words)} {t.title(event)}"
    made = set_cards(
        event_lists.cards(event, t),
        shape,
        title=title,
        line=t.title(event),
        nobody=t(N_("No participant recorded.")),
        language=t.language,
    )
    return made_file(made, title, "pdf")


def _event(record_id: int) -> Event:
    return kit.load(db.session, current_actor(), EVENT, record_id)
