"""Say how the papers of the municipality look."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app import trail
from app.errors import NotFound, Stale
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import house_papers as queries
from app.queries.locks import lock_data
from models import Letterhead, LetterPaper, WordTemplate, utc_now
from models.vocabulary import Confidentiality, NoteKind


def set_letterhead(
    session: Session,
    actor: Actor,
    *,
    lines_tr: str,
    lines_en: str,
    foot_tr: str,
    foot_en: str,
    mark: Confidentiality | None,
    emergency: str,
) -> Letterhead:
    """Say what stands at the head and the foot of every paper, and which mark a paper bears by itself.

    :param lines_tr, lines_en: names of the house, one a line.
    :param emergency: whom to call on a visit, a name and a number a line.
    :raises PermissionDenied: the actor may not.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    found = queries.letterhead(session, actor)
    told = {"lines_tr": lines_tr, "lines_en": lines_en, "foot_tr": foot_tr, "foot_en": foot_en, "mark": mark}
    told["emergency"] = emergency
    if found is None:
        found = Letterhead(municipality_id=actor.municipality_id)
        session.add(found)
    before = {name: getattr(found, name) for name in told}
    for name, value in told.items():
        setattr(found, name, value)
    if before != told:
        session.flush()
        safe = {
            "mark": mark.value if mark else None,
            "emergency": bool(emergency),
        }  # numbers may be somebody's own
        trail.note(session, actor, "note.letterhead_changed", {**told, **safe})
    return found


def keep_template(
    session: Session,
    actor: Actor,
    kind: NoteKind,
    file_name: str,
    sha256: str,
    placeholders: Sequence[str],
    *,
    replaces: str,
) -> WordTemplate:
    """Write the Word files of a kind of note into a template from now on; it replaces the last one.

    :param sha256: of the file in the store.
    :param replaces: checksum of the file that the actor saw in use; empty for none.
    :raises PermissionDenied: the actor may not.
    :raises Stale: another one is in use by now.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    lock_data(session, actor.municipality_id)
    found = queries.template_for(session, actor, kind)
    _ensure_seen(found, replaces)
    if found is None:
        found = WordTemplate(municipality_id=actor.municipality_id, note_kind=kind)
        session.add(found)
    _fill(found, actor, file_name, sha256, placeholders)
    session.flush()
    told = {"note_kind": kind.value, "file_name": file_name, "sha256": sha256}
    trail.note(session, actor, "note.template_uploaded", told)
    return found


def remove_template(session: Session, actor: Actor, template_id: int, seen: str) -> None:
    """Write the Word files of a kind of note without a template again.

    :param seen: checksum of the file that the actor saw in use.
    :raises PermissionDenied: the actor may not.
    :raises NotFound: there is no such template of this municipality.
    :raises Stale: another one is in use by now.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    lock_data(session, actor.municipality_id)
    found = session.get(WordTemplate, template_id)
    if found is None or found.municipality_id != actor.municipality_id:
        raise NotFound(f"template {template_id}")
    _ensure_seen(found, seen)
    told = {"note_kind": found.note_kind.value, "file_name": found.file_name, "sha256": found.sha256}
    session.delete(found)
    trail.note(session, actor, "note.template_removed", told)


def keep_letter_paper(
    session: Session,
    actor: Actor,
    file_name: str,
    sha256: str,
    placeholders: Sequence[str],
    *,
    replaces: str,
) -> LetterPaper:
    """Write letters into a Word file of the office's own from now on; it replaces the last one.

    :param sha256: of the file in the store.
    :param replaces: checksum of the file that the actor saw in use; empty for none.
    :raises PermissionDenied: the actor may not.
    :raises Stale: another one is in use by now.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    lock_data(session, actor.municipality_id)
    found = queries.letter_paper(session, actor)
    _ensure_seen(found, replaces)
    if found is None:
        found = LetterPaper(municipality_id=actor.municipality_id)
        session.add(found)
    _fill(found, actor, file_name, sha256, placeholders)
    session.flush()
    trail.note(session, actor, "letter.template_uploaded", {"file_name": file_name, "sha256": sha256})
    return found


def remove_letter_paper(session: Session, actor: Actor, seen: str) -> None:
    """Write letters without a file of the office's own again.

    :param seen: checksum of the file that the actor saw in use.
    :raises PermissionDenied: the actor may not.
    :raises NotFound: there is none.
    :raises Stale: another one is in use by now.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    lock_data(session, actor.municipality_id)
    found = queries.letter_paper(session, actor)
    if found is None:
        raise NotFound("letter paper")
    _ensure_seen(found, seen)
    told = {"file_name": found.file_name, "sha256": found.sha256}
    session.delete(found)
    trail.note(session, actor, "letter.template_removed", told)


def _fill(
    found: WordTemplate | LetterPaper, actor: Actor, file_name: str, sha256: str, placeholders: Sequence[str]
) -> None:
    found.file_name, found.sha256, found.placeholders = file_name, sha256, list(placeholders)
    found.user_id, found.uploaded_at = actor.user_id, utc_now()


def _ensure_seen(found: WordTemplate | LetterPaper | None, seen: str) -> None:
    if (found.sha256 if found else "") != seen:
        raise Stale("Word file")
