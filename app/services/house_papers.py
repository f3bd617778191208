"""Say how the papers of the municipality look."""

from sqlalchemy.orm import Session

from app import trail
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from models import Letterhead
from models.vocabulary import Confidentiality


def set_letterhead(
    session: Session,
    actor: Actor,
    *,
    lines_tr: str,
    lines_en: str,
    foot_tr: str,
    foot_en: str,
    mark: Confidentiality | None,
) -> Letterhead:
    """Say what stands at the head and the foot of every paper, and which mark a paper bears by itself.

    :param lines_tr, lines_en: names of the house, one a line.
    :raises PermissionDenied: the actor may not.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    found = queries.letterhead(session, actor)
    told = {"lines_tr": lines_tr, "lines_en": lines_en, "foot_tr": foot_tr, "foot_en": foot_en, "mark": mark}
    if found is None:
        found = Letterhead(municipality_id=actor.municipality_id)
        session.add(found)
    before = {name: getattr(found, name) for name in told}
    for name, value in told.items():
        setattr(found, name, value)
    if before != told:
        session.flush()
        trail.note(session, actor, "note.letterhead_changed", {**told, "mark": mark.value if mark else None})
    return found
