"""Days near what something belongs to: an interpreter comes the evening before, a ticket is for after it."""

from datetime import date, timedelta

from models import PartialDate

MARGIN = timedelta(days=7)
"""So long before and after the days of a visit something of it may be."""


def far_outside(day: date, held: PartialDate) -> bool:
    """Say whether a day certainly lies well outside some days; of doubtful ones it cannot be said (R-13)."""
    return PartialDate.on(day + MARGIN).certainly_before(held) or held.certainly_before(day - MARGIN)
