"""The minimum wages on record: shared by all municipalities, a row or two a year."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import MinimumWage


def minimum_wages(session: Session) -> Sequence[MinimumWage]:
    """Return every amount, the latest first."""
    return session.scalars(select(MinimumWage).order_by(MinimumWage.since.desc())).all()
