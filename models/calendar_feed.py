"""Calendars of programmes that a telephone reads by itself."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, utc_now
from models.user import User


class CalendarFeed(Model):
    """A calendar for whoever knows its address: of a colleague, of a visit, or of one person within a visit.

    :param token_hash: SHA-256 of the address's token, which is told once and kept nowhere.
    :param language: of the site in which it was opened.
    :param user_id: who opened it; without a visit the calendar is theirs, and ends with their account.
    :param visit_id: only the programme of this visit.
    :param person: of the visit, only what this participant takes part in; the number of their record after
        ``#``, or their name folded.
    :param name: of the participant, as it stood when the calendar was opened.
    :param ended_at: since when the address leads nowhere.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    person: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
