"""Documents: what is known of a paper, the records it belongs to, and every file that was kept of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key, utc_now
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import Confidentiality, DocumentKind, Language, YesNo


class Document(Record):
    """A paper, a picture or a page of the web; one text in one language.

    :param confidentiality: None is a document without a mark.
    :param same_as_id: the document that is the same instrument in another language. Texts of one instrument
        all name the same one of them, and carry the same mark.
    :param authentic: whether this text prevails where the texts differ.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("dated_earliest <= dated_latest", name="dated_in_order"),
        CheckConstraint("same_as_id <> id", name="same_as_another"),
    )

    id: Mapped[int] = record_key()
    document_kind: Mapped[DocumentKind | None]
    language: Mapped[Language | None]
    dated: Mapped[PartialDate] = partial_date("dated")
    confidentiality: Mapped[Confidentiality | None] = mapped_column(index=True)
    registration_no: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    rights_holder: Mapped[str] = mapped_column(default="")
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    authentic: Mapped[YesNo | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    same_as: Mapped["Document | None"] = relationship(
        lazy="raise_on_sql", foreign_keys=same_as_id, remote_side="Document.id", viewonly=True
    )
    links: Mapped[list["DocumentLink"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="DocumentLink.position"
    )
    versions: Mapped[list["DocumentVersion"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="DocumentVersion.position"
    )


class DocumentLink(Model):
    """A record that a document belongs to."""

    __tablename__ = "document_link"
    __table_args__ = (UniqueConstraint("document_id", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = part_key("document")
    position: Mapped[int]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)

    record: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=record_id, viewonly=True)


class DocumentVersion(Model):
    """A file as it was kept once; it is never changed and never removed. Its content stands in the store.

    :param file_name: as the person who sent it calls it; text, never a path.
    :param size: bytes.
    :param sha256: of the content, in hexadecimal; the store finds the file by it.
    :param pages: how many pictures a preview has; None where none can be made.
    """

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = part_key("document")
    position: Mapped[int]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    pages: Mapped[int | None]
    uploaded_at: Mapped[datetime] = mapped_column(default=utc_now)
    uploaded_by: Mapped[str]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)

    @property
    def number(self) -> int:
        """Its number among the versions of the document, the first one is 1."""
        return self.position + 1
