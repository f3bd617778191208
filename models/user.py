"""Who signs in."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, utc_now
from models.municipality import Municipality
from models.vocabulary import Colours, Density, Role


class User(Model):
    """A person with an account in one municipality."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str]
    session_stamp: Mapped[str]
    theme: Mapped[Colours | None]
    density: Mapped[Density | None]
    shortcuts_on: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    signed_in_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship(lazy="raise_on_sql")
