"""Rules about visits: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from models import Certainty, Visit
from models.vocabulary import Side, VisitState

OVER = (VisitState.HELD, VisitState.REPORTED, VisitState.CLOSED)
OFF = (VisitState.POSTPONED, VisitState.CANCELLED)


def has_a_date(visit: Visit, today: date) -> Iterator[Problem]:
    """A visit has a date, however vague."""
    if not visit.held.is_known:
        yield Problem("held", N_("Enter a date; a month or a year will do"))


def names_somebody(visit: Visit, today: date) -> Iterator[Problem]:
    """A visit is with a person, an organisation, a group, or somebody from a city or country."""
    if not (visit.delegates or visit.counterparts or visit.city_id or visit.country_id or visit.group_name):
        yield Problem("delegates", N_("Enter a person, an organisation or a city"))


def headcount_covers_the_named(visit: Visit, today: date) -> Iterator[Problem]:
    """A delegation is at least as large as the list of its names."""
    named = sum(delegate.side is Side.VISITOR for delegate in visit.delegates)
    if visit.headcount is not None and visit.headcount < named:
        yield Problem(
            "headcount", N_("%(named)s people are named, so there were at least as many"), {"named": named}
        )


def not_held_before_its_day(visit: Visit, today: date) -> Iterator[Problem]:
    """What is still to come has not been held. A doubtful date proves nothing."""
    to_come = visit.held.earliest is not None and visit.held.earliest > today
    if visit.state in OVER and to_come and visit.held.certainty is not Certainty.DOUBTFUL:
        yield Problem("state", N_("A visit that is still to come cannot have been held"))


def off_for_a_reason(visit: Visit, today: date) -> Iterator[Problem]:
    """A visit is postponed or cancelled for a reason."""
    if visit.state in OFF and not visit.state_reason_tr:
        yield Problem("state_reason_tr", N_("Say why it was postponed or cancelled"))


def stops_name_their_city(visit: Visit, today: date) -> Iterator[Problem]:
    """A stop is in a city; of a day without one nobody could draw the way."""
    for index, stop in enumerate(visit.stops):
        if stop.city_id is None:
            yield Problem(f"stops.{index}.city", N_("Choose the city of this stop"))


def stops_lie_within_the_visit(visit: Visit, today: date) -> Iterator[Problem]:
    """A stop does not end before it begins, and lies within the visit. A doubtful date proves nothing."""
    doubtful = visit.held.certainty is Certainty.DOUBTFUL
    first, last = (None, None) if doubtful else (visit.held.earliest, visit.held.latest)
    for index, stop in enumerate(visit.stops):
        if stop.until is not None and stop.day is None:
            yield Problem(f"stops.{index}.day", N_("Enter the first day of this stop"))
        elif stop.until is not None and stop.day is not None and stop.until < stop.day:
            yield Problem(f"stops.{index}.until", N_("A stop cannot end before it begins"))
        for name, day in (("day", stop.day), ("until", stop.until)):
            if day is not None and not (first is None or last is None or first <= day <= last):
                yield Problem(f"stops.{index}.{name}", N_("This day is not one of the days of the visit"))


def stops_follow_the_calendar(visit: Visit, today: date) -> Iterator[Problem]:
    """The stops stand in the order of their days; a stop without a day stands where it was put."""
    latest = None
    for index, stop in enumerate(visit.stops):
        if stop.day is not None and latest is not None and stop.day < latest:
            yield Problem(f"stops.{index}.day", N_("This stop is before the one above it; move it up"))
        latest = stop.day or latest


RULES = (
    has_a_date,
    names_somebody,
    headcount_covers_the_named,
    not_held_before_its_day,
    off_for_a_reason,
    stops_name_their_city,
    stops_lie_within_the_visit,
    stops_follow_the_calendar,
)


def missing(visit: Visit) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth.

    A visit that was imported from a printed source is complete as far as the source goes: only a doubt, or
    nobody being named, asks for somebody's attention.
    """
    found = [N_("Date to be checked")] if visit.held.certainty is Certainty.DOUBTFUL else []
    if not visit.delegates and not visit.group_name:
        found.append(N_("No person"))
    if not visit.listed_in:
        blanks = (
            (not visit.subject_tr and not visit.subject_en, N_("No subject")),
            (visit.host_id is None, N_("No host")),
            (visit.visit_kind is None, N_("Kind unknown")),
            (visit.mode is None, N_("In person or online unknown")),
            (visit.direction is None, N_("Direction unknown")),
        )
        found += [word for blank, word in blanks if blank]
    return tuple(found)
