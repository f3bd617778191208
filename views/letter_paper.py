"""The office's own Word file for its letters: put it into use, see what it may name, remove it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.documents import letter_paper
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.services import house_papers
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from app.web.uploads import takes_files
from views.word_files import Kept, WordFileForm, take

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
    with unit_of_work(db.session) as session:
        house_papers.remove_letter_paper(session, current_actor())
    flash(current_translator()(N_("The template is removed.")), "done")
    return redirect(url_for(".edit"))


def _use(session: Session, form: WordFileForm, file: Kept) -> None:
    house_papers.keep_letter_paper(session, current_actor(), *file)


def _shown() -> Mapping[str, Any]:
    paper = queries.letter_paper(db.session, current_actor())
    return {"paper": paper, "placeholders": letter_paper.PLACEHOLDERS}
