"""The row that every noun has: owner, titles, order, search words, version, bin."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKey, Index, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from models.base import Model, part_key, utc_now, values_of
from models.vocabulary import SHARED_KINDS, RecordKind, SourceCertainty

UNKNOWN_DAY = date(1, 1, 1)
"""``sort_day`` of a record that has no day: it comes last where the newest come first."""


_LIVE: Any = {f"{engine}_where": text("binned_at IS NULL") for engine in ("sqlite", "postgresql")}


class Record(Model):
    """What all nouns share. Countries and cities have no owner; everything else has one."""

    __tablename__ = "record"
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint(
            "(municipality_id IS NULL) = (kind IN ({}))".format(
                ", ".join(f"'{kind}'" for kind in SHARED_KINDS)
            ),
            name="owner_unless_shared",
        ),
        # Lists and their totals read these and nothing else of the records they leave out.
        Index("ix_record_live_by_day", "municipality_id", "kind", "sort_day", "id", **_LIVE),
        Index("ix_record_live_by_title", "municipality_id", "kind", "sort_key", "id", **_LIVE),
        # What a hit of the search index has to be asked, without reading its long row.
        Index("ix_record_live", "id", "municipality_id", "kind", "sort_day", **_LIVE),
        Index(
            "ix_record_in_bin",
            "municipality_id",
            "binned_at",
            "id",
            sqlite_where=text("binned_at IS NOT NULL"),
            postgresql_where=text("binned_at IS NOT NULL"),
        ),
        # The last two columns are constant in it: with them SQLite counts without looking at the table.
        Index(
            "ix_record_incomplete",
            "municipality_id",
            "id",
            "kind",
            "incomplete",
            "binned_at",
            sqlite_where=text("incomplete = 1 AND binned_at IS NULL"),
            postgresql_where=text("incomplete AND binned_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # No CHECK lists the kinds: it would have to be rewritten for every new noun, and the noun's own table
    # says the same.
    kind: Mapped[RecordKind] = mapped_column(
        Enum(RecordKind, native_enum=False, create_constraint=False, length=40, values_callable=values_of)
    )
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    title_tr: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(default="")
    sort_day: Mapped[date] = mapped_column(default=UNKNOWN_DAY)
    folded: Mapped[str] = mapped_column(default="")
    outdated: Mapped[list[str]] = mapped_column(
        JSON().with_variant(JSONB(), "postgresql"), default=list, server_default=text("'[]'")
    )
    incomplete: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    binned_at: Mapped[datetime | None]
    form_key: Mapped[str | None] = mapped_column(unique=True)

    sources: Mapped[list["Source"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Source.position"
    )

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Joined inheritance by ``kind``; a change of the whole raises ``version``."""
        if cls.__name__ == "Record":
            return {"polymorphic_on": "kind", "version_id_col": cls.version}
        # A noun may point to other records too, so the join to its own is spelt out.
        return {
            "polymorphic_identity": RecordKind(cls.__tablename__),
            "inherit_condition": cls.id == Record.id,
        }


def record_key() -> Mapped[int]:
    """Primary key of a noun's own table: the id of its record."""
    return mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)


class Source(Model):
    """Where a fact of a record comes from, and the list and place where it was printed."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = part_key("record")
    position: Mapped[int]
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    printed: Mapped[str] = mapped_column(default="")
    certainty: Mapped[SourceCertainty | None]
    note_tr: Mapped[str] = mapped_column(default="")
    note_en: Mapped[str] = mapped_column(default="")
