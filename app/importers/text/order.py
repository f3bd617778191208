"""Dates that do not fit the list they stand in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.importers.text.proposal import ProposedVisit


def with_odd_dates(visits: Sequence[ProposedVisit], year: int | None) -> list[ProposedVisit]:
    """Mark dates of another year than the list, and dates out of a list that is in order otherwise."""
    dated = [visit.date for visit in visits if visit.date]
    years = [one.year for one in dated]
    usual = max(set(years), key=years.count) if years else None
    steps = [one <= two for one, two in zip(dated, dated[1:], strict=False)]
    ordered = len(dated) >= 4 and sum(steps) >= 0.8 * len(steps)
    out: list[ProposedVisit] = []
    before: date | None = None
    for place, visit in enumerate(visits):
        odd = ""
        if (
            visit.date
            and usual
            and visit.date.year != usual
            and years.count(visit.date.year) * 10 <= max(len(years), 10)
        ):
            odd = "other_year"
        elif visit.date and ordered:
            after = next((one.date for one in visits[place + 1 :] if one.date), None)
            if (before and visit.date < before) or (before and after and visit.date > after >= before):
                odd = "out_of_order"
        out.append(
            replace(visit, doubts={**visit.doubts, "date": odd})
            if odd and "date" not in visit.doubts
            else visit
        )
        if visit.date and odd != "other_year":
            before = visit.date
    return out
