"""What letters are written with: groups of recipients, texts of the house, forms of address."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.record import Record, record_key
from models.vocabulary import AddressRank, GroupRule, LetterKind


class RecipientGroup(Record):
    """Who gets the same letter: people and bodies by name, and by a rule those whom the record tells."""

    __tablename__ = "recipient_group"

    id: Mapped[int] = record_key()
    rule: Mapped[GroupRule | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    members: Mapped[list["GroupMember"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="GroupMember.position"
    )


class GroupMember(Model):
    """A person or a body in a group."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("recipient_group_id", "recipient_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_group_id: Mapped[int] = part_key("recipient_group")
    position: Mapped[int]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)

    recipient: Mapped[Record] = relationship(
        lazy="raise_on_sql", foreign_keys=recipient_id, remote_side=Record.id
    )


class LetterTemplate(Record):
    """A text of the house for one kind of letter, with placeholders."""

    __tablename__ = "letter_template"

    id: Mapped[int] = record_key()
    letter_kind: Mapped[LetterKind]
    subject_tr: Mapped[str] = mapped_column(default="")
    subject_en: Mapped[str] = mapped_column(default="")
    text_tr: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")


class AddressForm(Model):
    """How the house addresses a rank, where it does so otherwise than the table that comes with Elçi."""

    __tablename__ = "address_form"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    rank: Mapped[AddressRank] = mapped_column(primary_key=True)
    words_tr: Mapped[str] = mapped_column(default="")
    words_en: Mapped[str] = mapped_column(default="")
