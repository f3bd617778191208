"""Interpreters and escorts: the people whom the office may book."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, member_of, part_key
from models.person import Person
from models.record import Record, record_key
from models.vocabulary import InterpretingMode, Language, YesNo


class PoolMember(Record):
    """Somebody who interprets, escorts guests, or both; once in the pool, however often booked.

    :param bureau: the bureau or the unit of ours that they come from.
    :param sworn: whether they are a sworn translator.
    :param escorts: whether they escort guests (glossary: *mihmandar*).
    :param fee_per_hour: in ``fee_currency``, an ISO 4217 code; None where it is not known.
    """

    __tablename__ = "pool_member"
    __table_args__ = (
        CheckConstraint("fee_per_hour >= 0", name="fee_not_negative"),
        CheckConstraint("fee_per_hour IS NULL OR fee_currency <> ''", name="fee_in_a_currency"),
    )

    id: Mapped[int] = record_key()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    bureau: Mapped[str] = mapped_column(default="")
    sworn: Mapped[YesNo | None] = mapped_column(member_of(YesNo, "sworn"))
    escorts: Mapped[YesNo | None] = mapped_column(member_of(YesNo, "escorts"))
    fee_per_hour: Mapped[float | None]
    fee_currency: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
    pairs: Mapped[list["LanguagePair"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="LanguagePair.position"
    )
    modes: Mapped[list["PoolMode"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="PoolMode.position"
    )


class LanguagePair(Model):
    """Two languages between which somebody interprets, in both directions."""

    __tablename__ = "language_pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    pool_member_id: Mapped[int] = part_key("pool_member")
    position: Mapped[int]
    first_language: Mapped[Language] = mapped_column(member_of(Language, "first_language"))
    second_language: Mapped[Language] = mapped_column(member_of(Language, "second_language"))


class PoolMode(Model):
    """A mode in which somebody interprets."""

    __tablename__ = "pool_mode"
    __table_args__ = (UniqueConstraint("pool_member_id", "mode"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pool_member_id: Mapped[int] = part_key("pool_member")
    position: Mapped[int]
    mode: Mapped[InterpretingMode]
