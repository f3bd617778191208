"""The office's own Word templates: upload one for a kind of note, see what it may name, remove it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.documents import word_template
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.records.fields import EnumField, Required
from app.records.notes import KIND_OF
from app.services import house_papers
from app.web.access import current_actor, requires
from app.web.uploads import takes_files
from models.vocabulary import NoteKind
from views.word_files import Kept, WordFileForm, give_up, take

bp = Blueprint("word_templates", __name__, url_prefix="/word-templates")


class WordTemplateForm(WordFileForm):
    """A template, and for which notes it is."""

    note_kind = EnumField(
        N_("For"),
        [Required(N_("Choose for which notes it is"))],
        of=NoteKind,
        members=tuple(KIND_OF.values()),
        blank=N_("Choose"),
    )


@bp.route("", methods=["GET", "POST"])
@takes_files
@requires(Permission.PAPER_MANAGE)
def index() -> ResponseReturnValue:
    """List the templates and what they may name, or take a new one."""
    return take(WordTemplateForm, word_template.placeholders, _use, "house_papers/templates.html", _shown)


@bp.post("/<int:template_id>/remove")
@requires(Permission.PAPER_MANAGE)
def remove(template_id: int) -> ResponseReturnValue:
    """Write notes of a kind without a template again."""
    return give_up(
        lambda session, seen: house_papers.remove_template(session, current_actor(), template_id, seen),
        url_for(".index"),
    )


def _use(session: Session, form: Any, file: Kept) -> None:
    kind = form.note_kind.data
    replaces = dict(one.split(":", 1) for one in form.seen.data.split() if ":" in one).get(kind.value, "")
    house_papers.keep_template(session, current_actor(), kind, *file, replaces=replaces)


def _shown() -> Mapping[str, Any]:
    templates = queries.templates(db.session, current_actor())
    seen = " ".join(f"{one.note_kind.value}:{one.sha256}" for one in templates)
    return {"templates": templates, "placeholders": word_template.PLACEHOLDERS, "seen": seen}
