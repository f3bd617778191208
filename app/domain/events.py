"""Rules about events: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from models import Certainty, Event
from models.vocabulary import EventState


def not_held_before_its_day(event: Event, today: date) -> Iterator[Problem]:
    """What is still to come has not taken place. A doubtful date proves nothing."""
    to_come = event.held.earliest is not None and event.held.earliest > today
    if event.event_state is EventState.HELD and to_come and event.held.certainty is not Certainty.DOUBTFUL:
        yield Problem("event_state", N_("An event that is still to come cannot have taken place"))


def headcount_covers_the_named(event: Event, today: date) -> Iterator[Problem]:
    """At least as many took part as people are named."""
    named = sum(bool(one.name or one.person_id) for one in event.participants)
    if event.headcount is not None and event.headcount < named:
        words = N_("%(named)s people are named, so there were at least as many")
        yield Problem("headcount", words, {"named": named})


def says_what_each_item_is(event: Event, today: date) -> Iterator[Problem]:
    """An item of the programme has a name or a speaker."""
    for place, one in enumerate(event.sessions):
        if not (one.title_tr or one.title_en or one.speaker or one.organisation_id):
            yield Problem(f"sessions.{place}.title_tr", N_("Enter what it is about, or who speaks"))


def items_lie_within_the_event(event: Event, today: date) -> Iterator[Problem]:
    """No item is on a day that is certainly outside the event."""
    for place, one in enumerate(event.sessions):
        if one.day is None or event.held.earliest is None or event.held.latest is None:
            continue
        if not event.held.earliest <= one.day <= event.held.latest:
            yield Problem(f"sessions.{place}.day", N_("This day is outside the event"))


def items_begin_before_they_end(event: Event, today: date) -> Iterator[Problem]:
    """An item begins before it ends."""
    for place, one in enumerate(event.sessions):
        if one.starts_at is not None and one.ends_at is not None and one.starts_at >= one.ends_at:
            yield Problem(f"sessions.{place}.ends_at", N_("The end cannot be before the beginning"))


def says_who_takes_part(event: Event, today: date) -> Iterator[Problem]:
    """A participant is a body or a person."""
    for place, one in enumerate(event.participants):
        if not (one.organisation_id or one.person_id or one.name or one.organisation_name):
            yield Problem(f"participants.{place}.person", N_("Enter a person or an organisation"))


def names_each_visit_once(event: Event, today: date) -> Iterator[Problem]:
    """A line names a visit, and each visit once."""
    seen: set[int | None] = set()
    for place, one in enumerate(event.visits):
        if one.visit_id is None:
            yield Problem(f"visits.{place}.visit", N_("Choose a visit"))
        elif one.visit_id in seen:
            yield Problem(f"visits.{place}.visit", N_("This visit is named twice"))
        seen.add(one.visit_id)


RULES = (
    not_held_before_its_day,
    headcount_covers_the_named,
    says_what_each_item_is,
    items_lie_within_the_event,
    items_begin_before_they_end,
    says_who_takes_part,
    names_each_visit_once,
)


def missing(event: Event) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth.

    What came from a source is complete as far as the source goes.
    """
    if event.sources:
        return ()
    blanks = (
        (not event.held.is_known, N_("No date")),
        (event.our_part is None, N_("Our part unknown")),
        (event.event_kind is None, N_("Kind unknown")),
    )
    return tuple(words for blank, words in blanks if blank)
