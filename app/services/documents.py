"""Documents: adding them with a file, further versions, marks, and the records they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Invalid, Problem, Stale
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries.documents import other_texts
from app.records import kit
from app.records.documents import DOCUMENT, latest
from app.services.marking import ensure_may_mark
from models import Document, DocumentLink, DocumentVersion

ANOTHER_MARK = N_("The two texts carry different marks; give both the same one before you link them")
ITSELF = N_("This is the document itself; choose the one with the other text")
OTHERS_FOLLOW = N_(
    "Other texts are linked to this one already; open the other document and link it to this one"
)


@dataclass(frozen=True)
class StoredFile:
    """A file that stands in the store, as its version tells of it.

    :param size: bytes.
    """

    file_name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None


def enter(
    session: Session, actor: Actor, data: Mapping[str, Any], file: StoredFile | None, *, today: date
) -> Document:
    """Add a document; without a title it takes the name of its file.

    :raises PermissionDenied, Invalid, NotFound: as :func:`app.records.kit.save`.
    """
    values = dict(data)
    if file is not None:
        values["versions"] = [_version(actor, file)]
        values["title_tr"] = values.get("title_tr") or _title(file.file_name)
    ensure_may_mark(actor, "confidentiality", values.get("confidentiality"))
    _link_texts(session, actor, values, None)
    return kit.create(session, actor, DOCUMENT, values, today=today)


def revise(
    session: Session,
    actor: Actor,
    document_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> Document:
    """Change what is known of a document. Its mark is the mark of all texts of the instrument.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, DOCUMENT.write)
    values = dict(data)
    document = kit.load(session, actor, DOCUMENT, document_id)
    ensure_may_mark(actor, "confidentiality", values.get("confidentiality", document.confidentiality))
    _link_texts(session, actor, values, document)
    changed = kit.edit(session, actor, DOCUMENT, document_id, seen_version, values, today=today)
    _mark_alike(session, actor, changed, today=today)
    return changed


def add_version(
    session: Session, actor: Actor, document_id: int, seen_version: int, file: StoredFile, *, today: date
) -> Document:
    """Let a file follow the last one; that one stays. The same file once more is no new version.

    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, DOCUMENT.write)
    document = kit.load(session, actor, DOCUMENT, document_id)
    last = latest(document)
    if last is not None and last.sha256 == file.sha256:
        return document
    if document.version != seen_version:
        raise Stale(f"document {document_id}")
    before = kit.snapshot(DOCUMENT, document)
    number = len(document.versions)
    document.versions.append(DocumentVersion(position=number, **_version(actor, file)))
    return kit.save(session, actor, DOCUMENT, document, before, "version_added", today=today)


def link(session: Session, actor: Actor, document_id: int, record_id: int, *, today: date) -> Document:
    """Let a document belong to one more record; if it does already, nothing changes.

    :raises PermissionDenied, NotFound: as :func:`app.records.kit.edit`.
    """
    ensure(actor, DOCUMENT.write)
    document = kit.load(session, actor, DOCUMENT, document_id)
    before = kit.snapshot(DOCUMENT, document)
    if record_id not in {one.record_id for one in document.links}:
        document.links.append(DocumentLink(position=len(document.links), record_id=record_id))
    return kit.save(session, actor, DOCUMENT, document, before, "linked", today=today)


def _version(actor: Actor, file: StoredFile) -> dict[str, Any]:
    return {
        "file_name": file.file_name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
        "uploaded_by": actor.name,
        "uploaded_by_id": actor.user_id,
    }


def _title(file_name: str) -> str:
    return PurePosixPath(file_name).stem.replace("_", " ").strip()


def _link_texts(session: Session, actor: Actor, values: dict[str, Any], document: Document | None) -> None:
    """Let all texts of an instrument name the same one of them, under the same mark.

    :raises Invalid: the texts cannot be linked so.
    """
    before = document.same_as_id if document else None
    wanted = values.get("same_as_id", before)
    if wanted is None or wanted == before:
        return
    if document is not None and wanted == document.id:
        raise Invalid(Problem("same_as", ITSELF))
    other = kit.load(session, actor, DOCUMENT, wanted)
    if document is not None and any(
        one.same_as_id == document.id for one in other_texts(session, actor, document)
    ):
        raise Invalid(Problem("same_as", OTHERS_FOLLOW))
    mark = values.get("confidentiality", document.confidentiality if document else None)
    if mark != other.confidentiality:
        raise Invalid(Problem("same_as", ANOTHER_MARK))
    values["same_as_id"] = other.same_as_id or other.id


def _mark_alike(session: Session, actor: Actor, document: Document, *, today: date) -> None:
    """Give every text of the instrument the mark of the one that was changed, those in the bin too."""
    for one in other_texts(session, actor, document, with_binned=True):
        if one.confidentiality != document.confidentiality:
            binned = one.binned_at is not None
            text = kit.load(session, actor, DOCUMENT, one.id, binned=binned)
            before = kit.snapshot(DOCUMENT, text)
            text.confidentiality = document.confidentiality
            kit.save(session, actor, DOCUMENT, text, before, "marked", today=today, checked=not binned)
