"""The words of the house for invitations: a letter and a card, each in both languages."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model
from models.vocabulary import InvitationKind


class InvitationText(Model):
    """A text of the house with placeholders; where it has none, the text that comes with Elçi stands in."""

    __tablename__ = "invitation_text"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    kind: Mapped[InvitationKind] = mapped_column(primary_key=True)
    text_tr: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")
