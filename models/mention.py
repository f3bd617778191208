"""Which record names which: derived from foreign keys, for timelines and search."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class Mention(Model):
    """``record_id``, which has an owner, names ``mentioned_id`` in one of its columns or parts."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_of", "mentioned_id", "record_id"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    mentioned_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
