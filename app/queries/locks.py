"""Waiting for each other: what two officers must not both decide at once."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import DataVersion, Record


def lock(session: Session, ids: Collection[int]) -> None:
    """Let the next one who asks about these records wait until this transaction has ended.

    SQLite begins such a transaction IMMEDIATE, so nobody else writes in the meantime.
    """
    # NO KEY UPDATE: both transactions hold the key of the record they mention, which would be a deadlock.
    rows = select(Record.id).where(Record.id.in_(ids)).order_by(Record.id)
    session.execute(rows.with_for_update(key_share=True)).all()


def lock_data(session: Session, version_id: int) -> None:
    """Let the next one who changes what a municipality shares (0: what all share) wait in the same way.

    Every unit of work that changes something raises this row as it ends: until this one has ended, nobody
    else who writes for the municipality can end. Who holds it asks for nothing that they may hold by then:
    records are locked and written before.
    """
    session.execute(select(DataVersion.id).where(DataVersion.id == version_id).with_for_update()).all()
