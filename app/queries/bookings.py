"""Bookings of interpreters and escorts: of a record, of a person, at one time; and the hours they come to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.bookings import STANDING
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.scope import live, live_ids
from models import Booking, Event, LanguagePair, PartialDate, PoolMember, Record, Visit
from models.vocabulary import BookingService, BookingState, Language, Metric, RecordKind

_booking, _record = Booking.__table__.c, Record.__table__.c
_member, _pair = PoolMember.__table__.c, LanguagePair.__table__.c
_METRICS = {
    RecordKind.VISIT: Metric.VISIT_INTERPRETING,
    RecordKind.EVENT: Metric.EVENT_INTERPRETING,
}
LOADS = (
    selectinload(Booking.about),
    selectinload(Booking.member).selectinload(PoolMember.pairs),
    selectinload(Booking.member).selectinload(PoolMember.person),
)


class Hours(NamedTuple):
    """What bookings come to.

    :param by_service: hours of each kind; a kind without hours is not there.
    :param unknown: how many bookings are done and nobody entered their hours.
    """

    by_service: Mapping[BookingService, float]
    unknown: int

    @property
    def total(self) -> float:
        """All hours; a booking for both services is one line, so nothing is counted twice."""
        return sum(self.by_service.values())


def of(session: Session, actor: Actor, about_id: int) -> Sequence[Booking]:
    """Return the bookings for a visit or an event, by day and hour, with who comes."""
    query = live(actor, Booking).where(Booking.about_id == about_id).options(*LOADS)
    return session.scalars(
        query.order_by(Booking.day.is_(None), Booking.day, Booking.starts_at, Booking.id)
    ).all()


def of_member(session: Session, actor: Actor, member_id: int, *, limit: int) -> Sequence[Booking]:
    """Return the latest bookings of somebody in the pool."""
    query = live(actor, Booking).where(Booking.member_id == member_id).options(*LOADS)
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(limit)).all()


def beside(session: Session, actor: Actor, bookings: Collection[Booking]) -> Sequence[Booking]:
    """Return what the people of some bookings are booked for in the same days, these bookings among it.

    Cost: one statement and what is shown of the records they are for.
    """
    held = [one for one in bookings if one.member_id is not None and one.day is not None]
    if not held:
        return ()
    members = {one.member_id for one in held}
    first = min(one.day for one in held if one.day)
    last = max(one.until_day or one.day for one in held if one.day)
    query = live(actor, Booking).where(
        Booking.member_id.in_(members),
        Booking.day <= last,
        func.coalesce(Booking.until_day, Booking.day) >= first,
        or_(Booking.booking_state.is_(None), Booking.booking_state != BookingState.CANCELLED),
    )
    return session.scalars(query.options(selectinload(Booking.about)).order_by(Booking.id)).all()


def standing_at(
    session: Session, actor: Actor, member_id: int, first: date, last: date, *, other_than: int
) -> Sequence[Booking]:
    """Return what somebody is surely booked for on some days, one booking left out, with what each is for."""
    near = timedelta(days=1)
    query = live(actor, Booking).where(
        Booking.member_id == member_id,
        Booking.booking_state.in_(STANDING),
        Booking.day <= last + near,
        func.coalesce(Booking.until_day, Booking.day) >= first - near,
        Booking.id != other_than,
    )
    return session.scalars(query.options(selectinload(Booking.about)).order_by(Booking.id)).all()


def days_of(session: Session, ids: Collection[int]) -> Mapping[int, PartialDate]:
    """Return on which days visits and events are.

    :param ids: of those that the actor's bookings are for.
    Cost: one statement, none for none.
    """
    if not ids:
        return {}
    visits, events = (
        select(table.c.id, table.c.held_earliest, table.c.held_latest, table.c.held_certainty).where(
            table.c.id.in_(ids)
        )
        for table in (Visit.__table__, Event.__table__)
    )
    rows = session.execute(visits.union_all(events))
    return {id_: PartialDate(first, last, sure) for id_, first, last, sure in rows}


def hours(session: Session, actor: Actor, ids: Select[int]) -> Hours:
    """Add up the hours of bookings, by service.

    :param ids: selects the bookings.

    Source: docs/rules.md, R-10.
    """
    query = (
        _done(actor)
        .where(_booking.id.in_(ids))
        .group_by(_booking.service)
        .with_only_columns(
            _booking.service, func.sum(_booking.hours), func.count(), func.count(_booking.hours)
        )
    )
    rows = session.execute(query).all()
    return Hours(
        {service: round(sum_, 2) for service, sum_, _all, known in rows if known},
        sum(all_ - known for _service, _sum, all_, known in rows),
    )


def hours_by_year(session: Session, actor: Actor) -> Mapping[tuple[Metric, int], float]:
    """Add up the hours of each year, those at visits and those at events apart.

    Cost: one statement.

    Source: docs/rules.md, R-10.
    """
    query = (
        _done(actor)
        .where(_booking.day.is_not(None), _booking.hours.is_not(None))
        .group_by(_record.kind, _booking.day)
        .with_only_columns(_record.kind, _booking.day, func.sum(_booking.hours))
    )
    found: dict[tuple[Metric, int], float] = {}
    for kind, day, sum_ in session.execute(query):
        key = _METRICS[kind], day.year
        found[key] = round(found.get(key, 0) + sum_, 2)
    return found


def _done(actor: Actor) -> Select[tuple[int]]:
    """Select the bookings whose hours count: done, for a visit or an event that is not in the bin."""
    return (
        select(_booking.id)
        .join(_record.id.table, _record.id == _booking.about_id)
        .where(_booking.id.in_(live_ids(actor, RecordKind.BOOKING)))
        .where(_booking.booking_state == BookingState.DONE, _record.binned_at.is_(None))
    )


def between_languages(language: Language) -> ColumnElement[bool]:
    """Bookings for a language, whichever the other one is."""
    return or_(Booking.first_language == language, Booking.second_language == language)


def interpreting(language: Language) -> ColumnElement[bool]:
    """Those in the pool who interpret from a language or into it."""
    either = or_(_pair.first_language == language, _pair.second_language == language)
    return PoolMember.id.in_(select(_pair.pool_member_id).where(either))


def for_kind(kind: RecordKind) -> ColumnElement[bool]:
    """Bookings for visits, or those for events."""
    return Booking.about_id.in_(select(_record.id).where(_record.kind == kind))


def in_the_pool(session: Session, actor: Actor, person_id: int, *, other_than: int) -> bool:
    """Say whether a person is in the pool by another record than one."""
    query = live(actor, PoolMember).where(PoolMember.person_id == person_id, PoolMember.id != other_than)
    return session.scalar(query.with_only_columns(PoolMember.id).limit(1)) is not None


def members(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer everybody in the pool, by name."""
    found = session.scalars(live(actor, PoolMember).order_by(Record.sort_key, Record.id)).all()
    return [(str(one.id), t.title(one)) for one in found]
