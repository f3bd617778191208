"""What leaves a guest list as a file: the gate list and the address labels."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents import guest_papers
from app.documents.dossier import issuer_of
from app.extensions import db
from app.i18n import N_, translator
from app.permissions.policy import Permission
from app.queries import guests as queries
from app.queries.city_notes import own_house
from app.records import kit
from app.records.guest_lists import GUEST_LIST
from app.typesetting.labels import set_labels
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import ENDING, made_file, paper_file
from app.web.taken_out import taken_out

bp = Blueprint("guest_papers", __name__, url_prefix="/guestlists")


@bp.get(f"/<int:record_id>/gate.{ENDING}")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("guest_list.gate_taken")
def gate(record_id: int, ending: str) -> ResponseReturnValue:
    """Hand out the list of who comes, for security."""
    t, actor = current_translator(), current_actor()
    guests = kit.load(db.session, actor, GUEST_LIST, record_id)
    coming = queries.on_list(db.session, actor, record_id, coming=True)
    issuer = issuer_of(db.session, actor, own_house(db.session, actor))
    paper = guest_papers.gate(guests, coming, issuer, t, as_of=office_today())
    return paper_file(paper, ending, t)


@bp.get("/<int:record_id>/labels.pdf")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("guest_list.labels_taken")
def labels(record_id: int) -> ResponseReturnValue:
    """Hand out the address labels of everybody who did not decline."""
    t, actor = current_translator(), current_actor()
    guests = kit.load(db.session, actor, GUEST_LIST, record_id)
    found = guest_papers.labels(
        queries.on_list(db.session, actor, record_id), translator("tr"), translator("en")
    )
    title = f"{t(N_('Address labels'))} {t.title(guests)}"
    made = set_labels(found, title=title, nobody=t(N_("Nobody is on this list yet.")), language=t.language)
    return made_file(made, title, "pdf")
