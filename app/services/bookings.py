"""Verbs of bookings: book, revise, confirm, finish, restore. Nobody is booked for two things at one time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.bookings import (
    STANDING,
    Clash,
    clash,
    far_from_its_occasion,
    longer_than_its_times,
    outside_their_languages,
)
from app.errors import Conflict, Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import bookings as queries
from app.queries.locks import lock
from app.records import kit
from app.records.bookings import BOOKING
from models import Booking, PartialDate
from models.vocabulary import BookingState

BOOKED_ALREADY = N_("Booked at that time already: %(title)s, %(day)s, %(times)s")


class WrongState(Conflict):
    """Somebody confirmed, finished or cancelled the booking already."""


@dataclass(frozen=True)
class Doubts:
    """What may be wrong with a booking; it stands all the same.

    :param clashes: others of the same person that are, or may be, at the same time.
    :param certain: whether one of them surely is.
    :param language: whether they are not known to interpret between its languages.
    :param longer: whether more hours are taken down than there are from beginning to end.
    :param outside: the days of what it is for, where its own day lies well outside them.
    """

    clashes: tuple[Booking, ...]
    certain: bool
    language: bool
    longer: bool
    outside: PartialDate | None

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.clashes) or self.language or self.longer or self.outside is not None


def book(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Booking:
    """Write a new booking.

    :param data: as for :func:`app.records.kit.create`.
    :raises Invalid: also where the person is surely booked for something else then.
    :raises PermissionDenied, NotFound: as there.
    """
    ensure(actor, BOOKING.create)
    return _free(session, actor, kit.create(session, actor, BOOKING, data, today=today))


def revise(
    session: Session,
    actor: Actor,
    booking_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> Booking:
    """Change a booking.

    :raises Invalid: also where the person is surely booked for something else then.
    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, BOOKING.write)
    return _free(
        session, actor, kit.edit(session, actor, BOOKING, booking_id, seen_version, data, today=today)
    )


def confirm(session: Session, actor: Actor, booking_id: int, *, today: date) -> Booking:
    """Take down that somebody will come.

    :raises WrongState: it is confirmed, done or cancelled.
    :raises Invalid: nobody is named, or they are booked for something else then.
    :raises PermissionDenied, NotFound: the actor may not; there is none.
    """
    booking, before = _in_state(session, actor, booking_id, None, BookingState.ASKED)
    booking.booking_state = BookingState.CONFIRMED
    kit.save(session, actor, BOOKING, booking, before, "confirmed", today=today)
    return _free(session, actor, booking)


def finish(session: Session, actor: Actor, booking_id: int, hours: float | None, *, today: date) -> Booking:
    """Take down that the service was given, and how long it took.

    :param hours: None while nobody has told.
    :raises WrongState: it is done or cancelled.
    :raises Invalid: its day is still to come, or the person was booked for something else then.
    :raises PermissionDenied, NotFound: the actor may not; there is none.
    """
    states = (None, BookingState.ASKED, BookingState.CONFIRMED)
    booking, before = _in_state(session, actor, booking_id, *states)
    booking.booking_state, booking.hours = BookingState.DONE, hours
    kit.save(session, actor, BOOKING, booking, before, "finished", today=today)
    return _free(session, actor, booking)


def restore(session: Session, actor: Actor, booking_id: int, *, today: date) -> Booking:
    """Take a booking out of the bin, unless the person was booked for something else meanwhile.

    :raises Invalid: so they were.
    :raises PermissionDenied, NotFound: as :func:`app.records.kit.restore`.
    """
    return _free(session, actor, kit.restore(session, actor, BOOKING, booking_id, today=today))


def doubts(session: Session, actor: Actor, bookings: Sequence[Booking]) -> Mapping[int, Doubts]:
    """Say what may be wrong with some bookings, each loaded with who comes; those in order are not there.

    Cost: three statements.
    """
    others = queries.beside(session, actor, bookings)
    days = queries.days_of(session, {one.about_id for one in bookings if one.day is not None})
    found = {}
    for one in bookings:
        if one.booking_state is BookingState.CANCELLED:
            continue
        at_once = {
            other: how
            for other in others
            if other.id != one.id and other.member_id == one.member_id and (how := clash(one, other))
        }
        held = days.get(one.about_id, PartialDate.unknown())
        doubt = Doubts(
            tuple(at_once),
            Clash.CERTAIN in at_once.values(),
            one.member is not None and outside_their_languages(one, one.member),
            longer_than_its_times(one),
            held if far_from_its_occasion(one, held) else None,
        )
        if doubt:
            found[one.id] = doubt
    return found


def _free(session: Session, actor: Actor, booking: Booking) -> Booking:
    """Refuse a second booking that surely is at the time of one that stands.

    The person is locked before looking: of two officers who book at once the second one waits, and then sees
    what the first one did.
    """
    if booking.booking_state not in STANDING or booking.member_id is None or booking.day is None:
        return booking
    lock(session, [booking.member_id])
    first, last = booking.day, booking.until_day or booking.day
    for other in queries.standing_at(session, actor, booking.member_id, first, last, other_than=booking.id):
        if clash(booking, other) is Clash.CERTAIN and other.day is not None:
            held = PartialDate.span(other.day, other.until_day or other.day)
            times = f"{other.starts_at:%H:%M}–{other.ends_at:%H:%M}"
            told = {"title": other.about.title_tr, "day": held, "times": times}
            raise Invalid(Problem("member", BOOKED_ALREADY, told))
    return booking


def _in_state(
    session: Session, actor: Actor, booking_id: int, *states: BookingState | None
) -> tuple[Booking, kit.Snapshot]:
    ensure(actor, BOOKING.write)
    booking = kit.load(session, actor, BOOKING, booking_id)
    if booking.booking_state not in states:
        message = f"booking {booking_id}"
        raise WrongState(message)
    return booking, kit.snapshot(BOOKING, booking)
