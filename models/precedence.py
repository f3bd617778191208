"""Order of precedence: lists of ranks, valid from and until a day, and the order of one visit or event."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.record import Record, record_key
from models.vocabulary import Confidence, EqualsBy, Language


class PrecedenceList(Record):
    """A table of ranks. What it says and how sure we are of it are data that the house corrects.

    :param code: of a list that came with the application; empty for a list of the house.
    :param equals_by: what orders two of equal rank; ``equals_basis_tr`` and ``_en``: which article says so.
    :param valid_until: the last day on which it may be used.
    """

    __tablename__ = "precedence_list"
    __table_args__ = (CheckConstraint("valid_from <= valid_until", name="validity_in_order"),)

    id: Mapped[int] = record_key()
    code: Mapped[str] = mapped_column(default="")
    basis_tr: Mapped[str] = mapped_column(default="")
    basis_en: Mapped[str] = mapped_column(default="")
    confidence: Mapped[Confidence | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    equals_by: Mapped[EqualsBy | None]
    equals_basis_tr: Mapped[str] = mapped_column(default="")
    equals_basis_en: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    ranks: Mapped[list["PrecedenceRank"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="PrecedenceRank.position"
    )


class PrecedenceRank(Model):
    """An office and its rank; offices of one rank are equal.

    :param rank: 1 comes first; unknown ranks nobody.
    :param also: titles that mean the same office, separated by semicolons.
    :param is_equivalent: the list itself does not name it, it counts as this rank.
    """

    __tablename__ = "precedence_rank"
    __table_args__ = (CheckConstraint("rank > 0", name="rank_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    precedence_list_id: Mapped[int] = part_key("precedence_list")
    position: Mapped[int]
    rank: Mapped[int | None]
    office_tr: Mapped[str] = mapped_column(default="")
    office_en: Mapped[str] = mapped_column(default="")
    also: Mapped[str] = mapped_column(default="")
    is_equivalent: Mapped[bool] = mapped_column(default=False)
    basis_tr: Mapped[str] = mapped_column(default="")
    basis_en: Mapped[str] = mapped_column(default="")


class PrecedenceOrder(Record):
    """The order of those who take part in a visit or an event; it is worked out anew whenever it is read.

    :param equals_by: another rule for equals than the list's.
    :param language: whose alphabet orders countries.
    """

    __tablename__ = "precedence_order"

    id: Mapped[int] = record_key()
    about_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    ranking_id: Mapped[int | None] = mapped_column(ForeignKey("precedence_list.id"), index=True)
    equals_by: Mapped[EqualsBy | None]
    language: Mapped[Language]

    about: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id)
    ranking: Mapped[PrecedenceList | None] = relationship(
        lazy="raise_on_sql", foreign_keys=ranking_id, viewonly=True
    )
    places: Mapped[list["OrderPlace"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="OrderPlace.position"
    )
    by_hand: Mapped[list["OrderByHand"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="OrderByHand.position"
    )


class OrderPlace(Model):
    """What was said of somebody in an order.

    :param guest: which row of the visit or event, such as ``12``; it may be gone since.
    :param senior_on: day of credentials or exequatur, where it is another than on the person's post.
    """

    __tablename__ = "order_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    precedence_order_id: Mapped[int] = part_key("precedence_order")
    position: Mapped[int]
    guest: Mapped[int]
    rank_id: Mapped[int | None] = mapped_column(
        ForeignKey("precedence_rank.id", ondelete="SET NULL"), index=True
    )
    senior_on: Mapped[date | None]


class OrderByHand(Model):
    """Somebody who was placed before somebody else by hand, and why; later ones prevail."""

    __tablename__ = "order_by_hand"

    id: Mapped[int] = mapped_column(primary_key=True)
    precedence_order_id: Mapped[int] = part_key("precedence_order")
    position: Mapped[int]
    moved: Mapped[int]
    before: Mapped[int]
    reason: Mapped[str]
