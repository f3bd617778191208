"""Public lists of twin towns and of members of networks: kept apart from the office's own record.

Nothing here is a record of the office. A list can be switched off, refreshed and removed as a whole, and
nothing that somebody typed changes by it.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, values_of
from models.importing import JSON_VALUE
from models.vocabulary import MatchHow, ReferenceKind

_HOW = Enum(MatchHow, native_enum=False, create_constraint=False, length=40, values_callable=values_of)
_RUN = "import_run.id"


class ReferenceSet(Model):
    """A public list.

    :param code: names it at the command line, and the ids that are its own.
    :param title, source, licence: English msgids of a list that we know, else as the file says.
    :param enabled: whether pages and questions look at it.
    :param imported_at: when the file that it equals was read; None while it is removed.
    """

    __tablename__ = "reference_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ReferenceKind]
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    enabled: Mapped[bool] = mapped_column(default=True)
    imported_at: Mapped[datetime | None]


class OutsidePlace(Model):
    """A place as lists call it, and the city of ours that it is.

    :param source: whose ids they are: ``wikidata``, or the code of the list.
    :param key: the id there; of a place without one, its strict name and country.
    :param set_id: the list that told of it first; its facts change with the files of that list alone.
    :param city_id: None where it is unsure; its ties count once somebody decided.
    :param how: by which rule; ``decided`` is never changed by a file.
    :param candidates: cities it may be, the likeliest first.
    :param city_run_id: the import that wrote the city, because the place fitted none.
    """

    __tablename__ = "outside_place"
    __table_args__ = (
        UniqueConstraint("source", "key"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_position"),
        Index("ix_outside_place_undecided", "city_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    key: Mapped[str]
    set_id: Mapped[int] = mapped_column(ForeignKey("reference_set.id"), index=True)
    name: Mapped[str]
    country_code: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id", ondelete="SET NULL"))
    how: Mapped[MatchHow] = mapped_column(_HOW)
    candidates: Mapped[list[int]] = mapped_column(JSON_VALUE, default=list)
    city_run_id: Mapped[int | None] = mapped_column(ForeignKey(_RUN), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[datetime | None]


class ReferenceTie(Model):
    """Two places that a list calls partners; which of them is named first means nothing.

    :param gone_run_id: the import whose file did not name it any more.
    """

    __tablename__ = "reference_tie"
    __table_args__ = (
        UniqueConstraint("set_id", "a_id", "b_id"),
        CheckConstraint("a_id < b_id", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("reference_set.id"))
    a_id: Mapped[int] = mapped_column(ForeignKey("outside_place.id"), index=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("outside_place.id"), index=True)
    first_run_id: Mapped[int] = mapped_column(ForeignKey(_RUN), index=True)
    gone_run_id: Mapped[int | None] = mapped_column(ForeignKey(_RUN), index=True)


class ReferenceNetwork(Model):
    """A network as a list calls it; it need not be on the office's record."""

    __tablename__ = "reference_network"
    __table_args__ = (UniqueConstraint("set_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("reference_set.id"))
    key: Mapped[str]
    name: Mapped[str]
    acronym: Mapped[str] = mapped_column(default="")


class ReferenceMembership(Model):
    """A place that a list calls a member of a network.

    :param joined_year: None where the list does not say.
    :param gone_run_id: as of a tie.
    """

    __tablename__ = "reference_membership"
    __table_args__ = (UniqueConstraint("network_id", "place_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("reference_set.id"), index=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("reference_network.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("outside_place.id"), index=True)
    joined_year: Mapped[int | None]
    first_run_id: Mapped[int] = mapped_column(ForeignKey(_RUN), index=True)
    gone_run_id: Mapped[int | None] = mapped_column(ForeignKey(_RUN), index=True)
