"""How surely a tie was there in a year. Pure."""

from app.mapping.view import MapTie, years

_PERHAPS = 0.35
"""Of a tie whose beginning nobody knows: it may have been there."""
_ENDING = 0.5
"""In the year of its end it is half gone, if it did not begin in the same."""


def presence(tie: MapTie, year: int | None) -> float:
    """Return how surely there was a tie in a year: 0, not there, to 1; without a year it is as recorded.

    Partial dates fade in between the earliest and the latest year they can mean; ``static/js/map/years.js``
    does the same in the page. Source: docs/rules.md, R-13.
    """
    if year is None:
        return 1.0
    since, until = years(tie.since), years(tie.until)
    begun = _PERHAPS
    if since:
        begun = min(1.0, max(0.0, (year - since[0] + 1) / (since[1] - since[0] + 1)))
    if not until:
        return begun if tie.stands else 0.0
    if year < until[0]:
        return begun
    if year > until[1]:
        return 0.0
    return begun if since and year <= since[1] else begun * _ENDING
