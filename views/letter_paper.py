"""The office's own Word file for its letters: put it into use, see what it may name, remove it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.documents import letter_paper
from app.extensions import db
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.services import house_papers
from app.web.access import current_actor, requires
from app.web.uploads import takes_files
from views.word_files import Kept, WordFileForm, give_up, take

bp = Blueprint("letter_paper", __name__, url_prefix="/word-templates/letters")


@bp.route("", methods=["GET", "POST"])
@takes_files
@requires(Permission.PAPER_MANAGE)
def edit() -> ResponseReturnValue:
    """Show the file and what it may name, or take a new one."""
    return take(WordFileForm, letter_paper.placeholders, _use, "letters/paper.html", _shown)


@bp.post("/remove")
@requires(Permission.PAPER_MANAGE)
def remove() -> ResponseReturnValue:
    """Write letters without it again."""
    return give_up(
        lambda session, seen: house_papers.remove_letter_paper(session, current_actor(), seen),
        url_for(".edit"),
    )


def _use(session: Session, form: Any, file: Kept) -> None:
    house_papers.keep_letter_paper(session, current_actor(), *file, replaces=form.seen.data)


def _shown() -> Mapping[str, Any]:
    paper = queries.letter_paper(db.session, current_actor())
    seen = paper.sha256 if paper else ""
    return {"paper": paper, "placeholders": letter_paper.PLACEHOLDERS, "seen": seen}
