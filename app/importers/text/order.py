"""Dates that do not fit the list they stand in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.importers.text.proposal import ProposedVisit

_LONG_ENOUGH = 4
_MOSTLY = 0.8
"""Share of steps forward in a list that is in order."""
_RARE = 0.1
"""Share of a list whose dates may be of another year by mistake; one always may."""


def with_odd_dates(visits: Sequence[ProposedVisit]) -> list[ProposedVisit]:
    """Mark dates of another year than the list, and dates out of a list that is in order otherwise."""
    days = [visit.date for visit in visits if visit.date]
    odd = iter(_oddities(days))
    marked = []
    for visit in visits:
        why = next(odd) if visit.date else ""
        doubts = {"date": why, **visit.doubts} if why else visit.doubts
        marked.append(replace(visit, doubts=doubts))
    return marked


def _oddities(days: Sequence[date]) -> list[str]:
    """Return for each day why it is odd; empty where it is not."""
    years = Counter(day.year for day in days)
    usual = years.most_common(1)[0][0] if years else 0
    rare = max(1.0, _RARE * len(days))
    forward = sum(one <= two for one, two in pairwise(days))
    ordered = len(days) >= _LONG_ENOUGH and forward >= _MOSTLY * (len(days) - 1)
    reasons: list[str] = []
    before = date.min
    for day, after in zip(days, [*days[1:], date.max], strict=False):
        other_year = day.year != usual and years[day.year] <= rare
        astray = ordered and (day < before or (day > after >= before))
        reasons.append("other_year" if other_year else "out_of_order" if astray else "")
        if not other_year:
            before = day
    return reasons
