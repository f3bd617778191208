"""Open a calendar for a telephone, and close its address again."""

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from app import trail
from app.domain.programme import Participant
from app.errors import Invalid, NotFound, PermissionDenied, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.calendar_feeds import hash_of, of_account
from app.records import kit
from app.records.visits import VISIT
from models import CalendarFeed, utc_now

_TOKEN_BYTES = 24
MOST_OPEN = 10
"""Open calendars of one account: a telephone, a tablet and some to spare."""
_NOTED_EVERY = timedelta(minutes=5)


def key_of(participant: Participant) -> str:
    """Say who a calendar is for, as it is kept."""
    return f"#{participant.key}" if isinstance(participant.key, int) else participant.key


def open_own(session: Session, actor: Actor, language: str) -> str:
    """Open a calendar of all visits for a colleague, and return the token of its address.

    :raises PermissionDenied: who acts has no account.
    :raises Invalid: they have as many open calendars as they may.
    """
    ensure(actor, Permission.RECORD_VIEW)
    if sum(one.ended_at is None for one in of_account(session, actor)) >= MOST_OPEN:
        message = N_("At most %(most)s calendars are open at a time. Close one first.")
        raise Invalid(Problem("", message, {"most": MOST_OPEN}))
    return _open(session, actor, language, None, None)


def open_for(
    session: Session, actor: Actor, visit_id: int, participant: Participant | None, language: str
) -> str:
    """Open a calendar of a visit for somebody, and return the token of its address, told this once.

    :param participant: for whom; None for the whole programme.
    :raises PermissionDenied, NotFound: the actor may not write; there is no such visit.
    """
    ensure(actor, Permission.RECORD_WRITE)
    kit.load(session, actor, VISIT, visit_id)
    return _open(session, actor, language, visit_id, participant)


def close(session: Session, actor: Actor, feed_id: int) -> CalendarFeed:
    """Let the address of a calendar lead nowhere from now on.

    One's own is closed by oneself, that of a visit by whoever may write.

    :raises PermissionDenied: the actor may not write.
    :raises NotFound: there is no such calendar of this municipality, or it is a colleague's own.
    """
    ensure(actor, Permission.RECORD_VIEW)
    found = session.get(CalendarFeed, feed_id)
    theirs = found is not None and found.visit_id is None and found.user_id != actor.user_id
    if found is None or found.municipality_id != actor.municipality_id or theirs:
        message = f"calendar {feed_id}"
        raise NotFound(message)
    if found.visit_id is not None:
        ensure(actor, Permission.RECORD_WRITE)
    if found.ended_at is None:
        found.ended_at = utc_now()
        trail.note(session, actor, "visit.calendar_closed", {"calendar": feed_id})
    return found


def noted_lately(feed: CalendarFeed) -> bool:
    """Say whether it is noted already that the calendar was read just now."""
    return feed.read_at is not None and utc_now() - feed.read_at < _NOTED_EVERY


def note_reading(session: Session, feed_id: int) -> None:
    """Take down that a calendar was read just now."""
    session.get_one(CalendarFeed, feed_id).read_at = utc_now()


def _open(
    session: Session, actor: Actor, language: str, visit_id: int | None, participant: Participant | None
) -> str:
    if actor.user_id is None:
        message = "somebody without an account opens a calendar"
        raise PermissionDenied(message)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    made = CalendarFeed(
        municipality_id=actor.municipality_id,
        token_hash=hash_of(token),
        language=language,
        user_id=actor.user_id,
        visit_id=visit_id,
        person=key_of(participant) if participant else "",
        name=participant.name if participant else "",
    )
    session.add(made)
    session.flush()
    trail.note(session, actor, "visit.calendar_opened", {"calendar": made.id, "visit": visit_id})
    return token
