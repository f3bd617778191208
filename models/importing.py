"""Imports: what was read, what each row would do, what was done; and which heading means what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, utc_now, values_of
from models.vocabulary import ImportKind, ImportState, ImportWay, Verdict

# No CHECK lists the kinds: it would have to be rewritten for every kind that learns to be imported.
_KIND = Enum(ImportKind, native_enum=False, create_constraint=False, length=40, values_callable=values_of)
JSON_VALUE = JSON().with_variant(JSONB(), "postgresql")


class ImportRun(Model):
    """One file or text on its way into the record.

    It is no record: it says how records came to be, and is kept as long as they are.

    :param municipality_id: None for public reference data, which everybody shares.
    :param operation_id: shared by the trail entries of all its batches; by it the import is undone.
    :param headings: what the columns are called; of a text, the targets themselves.
    :param targets: for each column the key of what it is taken for, or None where it is left out.
    :param settings: how it is read: sheet, encoding, year; whatever the way of reading wants to know again.
    :param counts: verdict → rows.
    :param done: rows that the step it is in has behind it.
    """

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint("done >= 0 AND done <= total", name="no_more_than_all"),
        Index("ix_import_run_of", "municipality_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    operation_id: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    actor_name: Mapped[str]
    import_kind: Mapped[ImportKind] = mapped_column(_KIND)
    way: Mapped[ImportWay]
    state: Mapped[ImportState]
    file_name: Mapped[str]
    sha256: Mapped[str]
    headings: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    targets: Mapped[list[str | None]] = mapped_column(JSON_VALUE, default=list)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON_VALUE, default=dict)
    counts: Mapped[dict[str, int]] = mapped_column(JSON_VALUE, default=dict)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]


class ImportRow(Model):
    """A row of a table, or a passage of a text, and what it would do or did.

    :param number: of the row in the sheet, or of the passage in the text; from 1.
    :param cells: the texts of its columns, in the order of the run's headings.
    :param merged: columns whose cell is one with the cell above.
    :param revised: target → text that somebody put in place of what was read.
    :param words: the passage of the text it was read from; empty for a table.
    :param spans: target → places in ``words`` that say so, as slices.
    :param doubts: unsure target → why, an English msgid.
    :param messages: what to say of it: ``{"field", "message", "values"}``.
    :param outcome: what would be written, target → ``[before, after]`` as texts; filled while reading.
    :param identity: what tells it from the other rows of the run; a repeated one is left out.
    :param picked: whether it is to be written.
    :param record_id: the record that it became or changed, or that says the same.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("run_id", "number"),
        Index("ix_import_row_by_verdict", "run_id", "verdict", "number"),
        Index("ix_import_row_by_identity", "run_id", "identity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    number: Mapped[int]
    cells: Mapped[list[str]] = mapped_column(JSON_VALUE)
    merged: Mapped[list[int]] = mapped_column(JSON_VALUE, default=list)
    revised: Mapped[dict[str, str]] = mapped_column(JSON_VALUE, default=dict)
    words: Mapped[str] = mapped_column(default="")
    spans: Mapped[dict[str, list[list[int]]]] = mapped_column(JSON_VALUE, default=dict)
    doubts: Mapped[dict[str, str]] = mapped_column(JSON_VALUE, default=dict)
    verdict: Mapped[Verdict | None]
    messages: Mapped[list[dict[str, Any]]] = mapped_column(JSON_VALUE, default=list)
    outcome: Mapped[dict[str, list[str]]] = mapped_column(JSON_VALUE, default=dict)
    identity: Mapped[str] = mapped_column(default="")
    picked: Mapped[bool] = mapped_column(default=False)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)


class ImportHeading(Model):
    """What a municipality takes the columns of a heading for; asked once, kept for the next file.

    :param heading: folded, as :func:`app.domain.turkish.search_key` writes it.
    :param target: key of the target; empty where the column is left out.
    """

    __tablename__ = "import_heading"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    import_kind: Mapped[ImportKind] = mapped_column(_KIND, primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str]
