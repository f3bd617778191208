"""Maps that the office shows on pages of others."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, utc_now
from models.importing import JSON_VALUE


class PublicMap(Model):
    """A read-only map of chosen ties and fields, for whoever knows its address.

    Off until somebody makes one; what is not named here is not shown.

    :param token: the address; unguessable.
    :param relations: kinds of tie that it shows.
    :param fields: what it says of a tie besides its kind.
    :param sites: origins whose pages may frame it, such as ``https://www.example.org``.
    :param ended_at: since when the address leads nowhere.
    """

    __tablename__ = "public_map"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    title_tr: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    relations: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    fields: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    sites: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_at: Mapped[datetime | None]
