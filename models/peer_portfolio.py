"""What other municipalities gave us of their relations: copies, kept apart from our own record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, utc_now
from models.importing import JSON_VALUE
from models.organisation import Organisation


class PeerPortfolio(Model):
    """The public portfolio of a peer municipality, as its file said it.

    :param organisation_id: the peer, on our record.
    :param exported_on: the day of its data.
    :param content: ties, memberships and projects as the file has them; see docs/portfolio.md.
    """

    __tablename__ = "peer_portfolio"
    __table_args__ = (UniqueConstraint("municipality_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    exported_on: Mapped[date]
    sha256: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON_VALUE)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    imported_at: Mapped[datetime] = mapped_column(default=utc_now)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=organisation_id)
