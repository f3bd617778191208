"""Documents of a record, texts of one instrument, and the versions of a document."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, selectinload

from app.errors import NotFound
from app.permissions.actor import Actor
from app.queries.scope import live, owned
from models import Document, DocumentLink, DocumentVersion, Record

LIMIT = 200


class Latest(NamedTuple):
    """A document, and its latest version if a file was ever added."""

    document: Document
    version: DocumentVersion | None


def documents_of(session: Session, actor: Actor, record_id: int) -> Sequence[Latest]:
    """Return the documents of a record, the newest first.

    Cost: one statement.
    """
    later = aliased(DocumentVersion)
    is_not_latest = (
        select(later.id)
        .where(later.document_id == DocumentVersion.document_id, later.position > DocumentVersion.position)
        .exists()
    )
    belongs = select(DocumentLink.document_id).where(DocumentLink.record_id == record_id)
    query = (
        live(actor, Document)
        .add_columns(DocumentVersion)
        .outerjoin(DocumentVersion, (DocumentVersion.document_id == Document.id) & ~is_not_latest)
        .where(Document.id.in_(belongs))
        .order_by(Record.sort_day.desc(), Record.id.desc())
        .limit(LIMIT)
    )
    return [Latest(*row) for row in session.execute(query)]


def other_texts(
    session: Session, actor: Actor, document: Document, *, with_binned: bool = False
) -> Sequence[Document]:
    """Return the texts of the same instrument in other languages, with their versions."""
    first = document.same_as_id or document.id
    query = select(Document).where(owned(actor)) if with_binned else live(actor, Document)
    query = query.where((Document.id == first) | (Document.same_as_id == first), Document.id != document.id)
    query = query.order_by(Document.language, Record.id).options(selectinload(Document.versions))
    return session.scalars(query).all()


def version(
    session: Session, actor: Actor, document_id: int, number: int
) -> tuple[Document, DocumentVersion]:
    """Return a version of a document.

    :raises NotFound: there is none, or the actor may not see the document.
    """
    query = (
        live(actor, Document)
        .add_columns(DocumentVersion)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(Document.id == document_id, DocumentVersion.position == number - 1)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(f"document {document_id}, version {number}")
    return found[0], found[1]
