"""The card of an escort or interpreter, for the guest: a sheet to be cut, in the guest's language."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents import escort_cards
from app.extensions import db
from app.i18n import HOUSES, translator
from app.permissions.policy import Permission
from app.records import kit
from app.records.bookings import BOOKING
from app.typesetting.cards import set_cards
from app.web.access import current_actor, requires
from app.web.limits import costly
from app.web.papers import made_file
from app.web.taken_out import taken_out

bp = Blueprint("escort_cards", __name__, url_prefix="/bookings")

_ON_A_SHEET = 10


@bp.get(f"/<int:record_id>/card-<any({', '.join(HOUSES)}):language>.pdf")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("booking.card_taken")
def sheet(record_id: int, language: str) -> ResponseReturnValue:
    """Hand out a sheet of the same card."""
    t = translator(language)
    booking = kit.load(db.session, current_actor(), BOOKING, record_id)
    title = escort_cards.title(booking, t)
    made = set_cards(
        (escort_cards.card(booking, t),) * _ON_A_SHEET,
        "contact",
        title=title,
        line=t.title(booking.about),
        nobody="",
        language=t.language,
    )
    return made_file(made, title, "pdf")
