"""Rules about interpreters, escorts and their bookings: pure, values in, problems out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.days_around import far_outside
from app.domain.money import in_a_currency
from app.errors import Problem
from app.i18n import N_
from models import Booking, PartialDate, PoolMember
from models.vocabulary import BookingService, BookingState, StepProof

STANDING = (BookingState.CONFIRMED, BookingState.DONE)
"""States in which somebody is not free for anything else at that time."""

_PROVES = {StepProof.INTERPRETER: BookingService.INTERPRETING, StepProof.ESCORT: BookingService.ESCORT}
"""What a confirmed booking shows to be ready, and of which service it is."""


class Clash(StrEnum):
    """How sure it is that two bookings are at one time."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class Slot(Protocol):
    """The days and times of a booking, as far as they are known."""

    @property
    def day(self) -> date | None:
        """The first day."""

    @property
    def starts_at(self) -> time | None:
        """When it begins."""

    @property
    def until_day(self) -> date | None:
        """The last day, where it is another one."""

    @property
    def ends_at(self) -> time | None:
        """When it ends."""


def clash(one: Slot, other: Slot) -> Clash | None:
    """Say whether two bookings are at one time; one without a day is at no time that is known.

    An unknown hour may be any of its day. One that ends when the other begins is no clash.
    """
    ours, theirs = _bounds(one), _bounds(other)
    if ours is None or theirs is None or ours[1] <= theirs[0] or theirs[1] <= ours[0]:
        return None
    whole = all((one.starts_at, one.ends_at, other.starts_at, other.ends_at))
    return Clash.CERTAIN if whole else Clash.POSSIBLE


def _bounds(slot: Slot) -> tuple[datetime, datetime] | None:
    if slot.day is None:
        return None
    first = datetime.combine(slot.day, slot.starts_at or time.min)
    return first, datetime.combine(slot.until_day or slot.day, slot.ends_at or time.max)


def outside_their_languages(booking: Booking, member: PoolMember) -> bool:
    """Say whether somebody is booked for two languages between which they are not known to interpret.

    Of whom no language is on record it cannot be said.
    """
    asked = {booking.first_language, booking.second_language}
    known = [{pair.first_language, pair.second_language} for pair in member.pairs]
    return None not in asked and bool(known) and asked not in known


def names_a_person(member: PoolMember, today: date) -> Iterator[Problem]:
    """Somebody in the pool is a person on record."""
    if member.person_id is None:
        yield Problem("person", N_("Choose the person, or enter the name"))


def names_two_languages(member: PoolMember, today: date) -> Iterator[Problem]:
    """A pair is two languages, and stands there once."""
    seen: list[set[str | None]] = []
    for place, pair in enumerate(member.pairs):
        both: set[str | None] = {pair.first_language, pair.second_language}
        field = f"pairs.{place}.second_language"
        if None in both or len(both) < 2:
            yield Problem(field, N_("Choose two different languages"))
        elif both in seen:
            yield Problem(field, N_("This language pair is named twice"))
        seen.append(both)


def fee_per_hour_in_a_currency(member: PoolMember, today: date) -> Iterator[Problem]:
    """A fee is in a currency."""
    yield from in_a_currency(member.fee_currency, [member.fee_per_hour], "fee_currency")


POOL_RULES = (names_a_person, names_two_languages, fee_per_hour_in_a_currency)


def times_follow_each_other(booking: Booking, today: date) -> Iterator[Problem]:
    """A time is of a day, and what begins ends later."""
    if booking.day is None:
        if booking.starts_at or booking.ends_at or booking.until_day:
            yield Problem("day", N_("Enter the day of these times"))
        return
    if booking.until_day is not None and booking.until_day < booking.day:
        yield Problem("until_day", N_("The last day cannot be before the first one"))
        return
    one_day = booking.until_day in (None, booking.day)
    if one_day and booking.starts_at and booking.ends_at and booking.starts_at >= booking.ends_at:
        yield Problem("ends_at", N_("The end cannot be before the beginning"))


def interprets_between_two_languages(booking: Booking, today: date) -> Iterator[Problem]:
    """A language pair is two languages, or it is not known."""
    pair = (booking.first_language, booking.second_language)
    if pair != (None, None) and (None in pair or pair[0] is pair[1]):
        yield Problem("second_language", N_("Choose two different languages"))


def only_interpreting_has_a_mode(booking: Booking, today: date) -> Iterator[Problem]:
    """Who only escorts interprets in no mode."""
    if booking.mode is not None and booking.service is BookingService.ESCORT:
        yield Problem("mode", N_("Escorting alone has no mode of interpreting"))


def confirmed_for_somebody(booking: Booking, today: date) -> Iterator[Problem]:
    """Nobody confirms who is not found."""
    if booking.booking_state is BookingState.CONFIRMED and booking.member_id is None:
        yield Problem("member", N_("Choose who confirmed"))


def done_not_before_its_day(booking: Booking, today: date) -> Iterator[Problem]:
    """What is still to come has not been done."""
    if booking.booking_state is BookingState.DONE and booking.day is not None and booking.day > today:
        yield Problem("booking_state", N_("What is still to come has not been done"))


def hours_of_work_done(booking: Booking, today: date) -> Iterator[Problem]:
    """Hours are those of work done (R-10)."""
    if booking.hours is not None and booking.booking_state is not BookingState.DONE:
        yield Problem("hours", N_("Hours are entered when the service was given: choose this state"))


def hours_within_their_days(booking: Booking, today: date) -> Iterator[Problem]:
    """A day has no more than 24 hours."""
    if booking.hours is None or booking.day is None:
        return
    days = ((booking.until_day or booking.day) - booking.day).days + 1
    if booking.hours > 24 * days > 0:
        yield Problem("hours", N_("The days of the booking have %(most)s hours"), {"most": 24 * days})


def longer_than_its_times(booking: Booking) -> bool:
    """Say whether more hours are taken down than there are from beginning to end; work may have run on."""
    bounds = _bounds(booking) if booking.starts_at and booking.ends_at else None
    if bounds is None or booking.hours is None:
        return False
    return booking.hours > (bounds[1] - bounds[0]) / timedelta(hours=1)


def far_from_its_occasion(booking: Booking, held: PartialDate) -> bool:
    """Say whether a booking surely is well outside the days of the visit or event that it is for."""
    return any(day is not None and far_outside(day, held) for day in (booking.day, booking.until_day))


def cancelled_for_a_reason(booking: Booking, today: date) -> Iterator[Problem]:
    """A booking is cancelled for a reason, and a reason is one of a cancelled booking."""
    if booking.booking_state is BookingState.CANCELLED and not booking.cancelled_because:
        yield Problem("cancelled_because", N_("Say why it is cancelled"))


def fee_in_a_currency(booking: Booking, today: date) -> Iterator[Problem]:
    """A fee is in a currency."""
    yield from in_a_currency(booking.fee_currency, [booking.fee], "fee_currency")


RULES = (
    times_follow_each_other,
    interprets_between_two_languages,
    only_interpreting_has_a_mode,
    confirmed_for_somebody,
    done_not_before_its_day,
    hours_of_work_done,
    hours_within_their_days,
    cancelled_for_a_reason,
    fee_in_a_currency,
)


def missing(booking: Booking) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth."""
    if booking.booking_state is BookingState.CANCELLED:
        return ()
    blanks = (
        (booking.member_id is None, N_("Nobody found yet")),
        (booking.day is None, N_("No date")),
        (booking.booking_state is BookingState.DONE and booking.hours is None, N_("Hours not known")),
    )
    return tuple(words for blank, words in blanks if blank)


def awaited(bookings: Iterable[Booking]) -> frozenset[StepProof]:
    """Return what is not shown to be ready because somebody is booked and not recorded as confirmed."""
    services = {one.service for one in bookings if one.booking_state in (None, BookingState.ASKED)}
    return frozenset(proof for proof, service in _PROVES.items() if services & {service, BookingService.BOTH})
