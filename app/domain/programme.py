"""Rules about the programme of a visit: pure, values in, problems and remarks out.

What is certainly wrong is refused; what may be wrong is a remark beside the item, and nobody is kept from
writing it (docs/rules.md, R-13).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.turkish import search_key
from app.domain.zones import is_zone, moment, times_on, zone_of_country
from app.errors import Problem
from app.i18n import N_
from models import Certainty, City, ProgrammeItem, Visit
from models.vocabulary import Direction, RecordKind, Side

_ELSEWHERE = (Direction.OUTGOING, Direction.THIRD_PLACE)


def ends_after_it_starts(item: ProgrammeItem, today: date) -> Iterator[Problem]:
    """An item ends after it starts, on the same day; an end needs a start, and hours need no day."""
    if item.ends_at is None:
        return
    if item.starts_at is None:
        yield Problem("starts_at", N_("Enter when it starts; only the end is known so far"))
    elif item.ends_at <= item.starts_at:
        yield Problem(
            "ends_at",
            N_("It cannot end before it starts; what goes on after midnight is an item of the next day"),
        )


def a_zone_that_exists(item: ProgrammeItem, today: date) -> Iterator[Problem]:
    """A time zone is one of the tz database."""
    if item.timezone and not is_zone(item.timezone):
        yield Problem("timezone", N_("Enter a name such as Europe/Madrid"))


def says_who_attends(item: ProgrammeItem, today: date) -> Iterator[Problem]:
    """A line of those who take part names a person or says it in words."""
    for place, one in enumerate(item.attendees):
        if not one.person_id and not one.name:
            yield Problem(f"attendees.{place}.person", N_("Enter a person, or say it in words"))


RULES = (ends_after_it_starts, a_zone_that_exists, says_who_attends)


def within_the_visit(item_day: date | None, visit: Visit) -> Iterator[Problem]:
    """An item is on a day of its visit; refused only where it certainly is not.

    Source: docs/rules.md, R-13.
    """
    if item_day is not None and _certainly_outside(item_day, visit):
        yield Problem("day", N_("The visit is on another day: %(days)s"), {"days": visit.held})


def _certainly_outside(day: date, visit: Visit) -> bool:
    first, last = visit.held.earliest, visit.held.latest
    if first is None or last is None or visit.held.certainty is Certainty.DOUBTFUL:
        return False
    return not first <= day <= last


def days_behind(items: Sequence[ProgrammeItem], visit: Visit) -> int | None:
    """Say by how many days a programme has to move to be on the days of a visit that was moved.

    Nothing where every item is on a day of the visit, or where no one step brings them all there.
    """
    days = [item.day for item in items if item.day is not None]
    first = visit.held.earliest
    if first is None or visit.held.certainty is not Certainty.EXACT:
        return None
    if not any(_certainly_outside(day, visit) for day in days):
        return None
    by = first - min(days)
    return None if any(_certainly_outside(day + by, visit) for day in days) else by.days


class Place(NamedTuple):
    """Where an item is, as far as clocks are concerned; no zone where nobody has said it.

    :param city: None where the item is at home.
    """

    city: City | None
    zone: ZoneInfo | None


def place_of(item: ProgrammeItem, office: ZoneInfo) -> Place:
    """Say by which clocks an item is: its own zone, its city's, its country's, else those of the office.

    On a mission nothing is taken to be at home.

    :param item: with its visit, and the city and country of both.
    """
    away = item.visit.direction in _ELSEWHERE
    city = item.city or (item.visit.city if away else None)
    name = item.timezone or (city.timezone if city else "")
    if not name and city is not None and city.country is not None and item.day is not None:
        name = zone_of_country(city.country.code, item.day.year)
    if name:
        return Place(city, ZoneInfo(name))
    return Place(city, None if away or city is not None else office)


class Participant(NamedTuple):
    """Somebody who is at an item, known by their record or only by name."""

    key: int | str
    name: str


@dataclass(frozen=True)
class Hours:
    """When an item is, as moments; no end where it is not known."""

    starts: datetime
    ends: datetime | None

    def overlap(self, other: "Hours") -> bool:
        """Say whether both certainly go on at one moment; of an open end only the beginning is certain."""
        first, second = sorted((self, other), key=lambda one: one.starts)
        return second.starts < (first.ends or first.starts + timedelta(minutes=1))


def hours(item: ProgrammeItem, office: ZoneInfo) -> Hours | None:
    """Return when an item is, or nothing while its day or hour is open.

    Hours of an unknown zone are compared as if they were the office's.
    """
    if item.day is None or item.starts_at is None:
        return None
    zone = place_of(item, office).zone or office
    ends = moment(item.day, item.ends_at, zone) if item.ends_at else None
    return Hours(
        moment(item.day, item.starts_at, zone).astimezone(UTC), ends.astimezone(UTC) if ends else None
    )


def participants(item: ProgrammeItem) -> Sequence[Participant]:
    """Return who is at an item by name: those named, all visitors if they all come, and a person who hosts.

    :param item: with its attendees, its host and the delegates of its visit.
    """
    found = [Participant(one.person_id or search_key(one.name), one.name) for one in item.attendees]
    if item.whole_delegation:
        visitors = (one for one in item.visit.delegates if one.side is Side.VISITOR)
        found += [Participant(one.person_id or search_key(one.name), one.name) for one in visitors]
    if item.host is not None and item.host.kind is RecordKind.PERSON:
        found.append(Participant(item.host.id, item.host.title_tr))
    return list({one.key: one for one in found}.values())


@dataclass(frozen=True)
class Remark:
    """Something to look at beside an item.

    :param other: the item that it is also about.
    """

    item_id: int
    message: str
    values: dict[str, object] = field(default_factory=dict)
    other: ProgrammeItem | None = None


def remarks(items: Sequence[ProgrammeItem], office: ZoneInfo) -> list[Remark]:
    """Return what to look at in a programme: who or what is wanted twice, ways too short, days, clocks.

    :param items: with all that :func:`place_of` and :func:`participants` read; of several visits, a clash
        of somebody who is at two of them is found too.
    """
    return [
        *_clashes(items, office),
        *_too_short_a_way(items, office),
        *(remark for item in items for remark in _of_one(item, office)),
    ]


def _clashes(items: Sequence[ProgrammeItem], office: ZoneInfo) -> Iterator[Remark]:
    timed = [(item, when, participants(item)) for item in items if (when := hours(item, office))]
    for (one, when, here), (other, then, there) in combinations(timed, 2):
        if not when.overlap(then):
            continue
        if _share_a_room(one, other, office):
            yield from (_room_taken(one, other), _room_taken(other, one))
        keys = {who.key for who in there}
        both = [who.name for who in here if who.key in keys]
        if both:
            yield from (_expected_twice(both, one, other), _expected_twice(both, other, one))


def _share_a_room(one: ProgrammeItem, other: ProgrammeItem, office: ZoneInfo) -> bool:
    """Say whether two visits want the same place; within one visit, people may well share it.

    Where a city is open, it is the same one as far as the clocks tell.
    """
    here, there = place_of(one, office), place_of(other, office)
    if here.city and there.city:
        near = here.city.id == there.city.id
    else:
        near = here.zone is not None and there.zone is not None and here.zone.key == there.zone.key
    rooms, others = ({search_key(name) for name in (item.place_tr, item.place_en)} for item in (one, other))
    return near and one.visit_id != other.visit_id and bool((rooms & others) - {""})


def _room_taken(item: ProgrammeItem, other: ProgrammeItem) -> Remark:
    message = N_("Another visit (%(visit)s) is at the same place for “%(other)s” at %(hour)s")
    return Remark(item.id, message, {"visit": other.visit, "other": other, "hour": other.starts_at}, other)


def _expected_twice(who: Sequence[str], item: ProgrammeItem, other: ProgrammeItem) -> Remark:
    message = N_("Also expected at “%(other)s” at %(hour)s: %(who)s")
    if other.visit_id != item.visit_id:
        message = N_("Also expected in another visit (%(visit)s), at “%(other)s” at %(hour)s: %(who)s")
    told = {"who": who, "other": other, "hour": other.starts_at, "visit": other.visit}
    return Remark(item.id, message, told, other)


def _too_short_a_way(items: Sequence[ProgrammeItem], office: ZoneInfo) -> Iterator[Remark]:
    """Compare the way to an item with what is left since the one before it, of the same visit and people.

    An item that does not say who attends is taken to be for everybody.
    """
    timed = [(item, when) for item in items if (when := hours(item, office))]
    timed.sort(key=lambda one: one[1].starts)
    for visit_id in dict.fromkeys(item.visit_id for item, _ in timed):
        of_visit = [one for one in timed if one[0].visit_id == visit_id]
        for (before, until), (item, when) in pairwise(of_visit):
            if until.ends is None or not item.travel_minutes or not _of_the_same(before, item):
                continue
            left = (when.starts - until.ends) // timedelta(minutes=1)
            if 0 <= left < item.travel_minutes:
                yield Remark(
                    item.id,
                    N_("The way takes %(way)s minutes, and %(left)s are left after “%(other)s”"),
                    {"way": item.travel_minutes, "left": left, "other": before},
                    before,
                )


def _of_the_same(one: ProgrammeItem, other: ProgrammeItem) -> bool:
    here, there = ({who.key for who in participants(item)} for item in (one, other))
    return not here or not there or bool(here & there)


def _of_one(item: ProgrammeItem, office: ZoneInfo) -> Iterator[Remark]:
    if item.day is None:
        return
    held = item.visit.held
    if _certainly_outside(item.day, item.visit):
        yield Remark(item.id, N_("Outside the days of the visit: %(days)s"), {"days": held})
    elif held.certainty is not Certainty.EXACT:
        yield Remark(item.id, N_("The days of the visit are not certain: %(days)s"), {"days": held})
    zone = place_of(item, office).zone
    if zone is None and item.starts_at is not None:
        yield Remark(item.id, N_("The time zone is not known, so our own hour cannot be said"))
    if zone is not None and item.starts_at is not None:
        times = times_on(item.day, item.starts_at, zone)
        if times == 0:
            yield Remark(item.id, N_("The clocks go forward on this day; there is no %(hour)s"), _at(item))
        elif times == 2:
            yield Remark(item.id, N_("The clocks go back on this day; %(hour)s comes twice"), _at(item))


def _at(item: ProgrammeItem) -> dict[str, object]:
    return {"hour": item.starts_at}


class OwnHour(NamedTuple):
    """When an item is by the office's clocks, where they show another hour than those of the place."""

    day: date
    starts: time
    ends: time | None


def own_hour(item: ProgrammeItem, office: ZoneInfo) -> OwnHour | None:
    """Return the office's hour of an item, or nothing where it is the same or not known."""
    zone = place_of(item, office).zone
    if zone is None or item.day is None or item.starts_at is None:
        return None
    starts = moment(item.day, item.starts_at, zone).astimezone(office)
    if starts.replace(tzinfo=None) == datetime.combine(item.day, item.starts_at):
        return None
    ends = moment(item.day, item.ends_at, zone).astimezone(office).time() if item.ends_at else None
    return OwnHour(starts.date(), starts.time(), ends)


def in_order(items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    """Return items as they follow each other; what has no day or hour yet comes last of its group."""
    return sorted(
        items, key=lambda one: (one.day or date.max, one.starts_at is None, one.starts_at or time(), one.id)
    )


@dataclass(frozen=True)
class Line:
    """An item as a page or a paper shows it."""

    item: ProgrammeItem
    place: Place
    own: OwnHour | None
    remarks: list[Remark]


@dataclass(frozen=True)
class Day:
    """A day of a programme; None for what has no day yet."""

    day: date | None
    lines: Sequence[Line]


def by_day(
    items: Sequence[ProgrammeItem], office: ZoneInfo, beside: Sequence[ProgrammeItem] = ()
) -> list[Day]:
    """Return a programme day by day, what has no day yet last.

    :param beside: items of other visits, where people may be expected at the same time.
    """
    told: dict[int, list[Remark]] = {}
    for remark in remarks([*items, *beside], office):
        told.setdefault(remark.item_id, []).append(remark)
    found: dict[date | None, list[Line]] = {}
    for item in in_order(items):
        line = Line(item, place_of(item, office), own_hour(item, office), told.get(item.id, []))
        found.setdefault(item.day, []).append(line)
    return [Day(day, lines) for day, lines in found.items()]


def now_and_next(
    items: Sequence[ProgrammeItem], office: ZoneInfo, now: datetime
) -> tuple[ProgrammeItem | None, ProgrammeItem | None]:
    """Return what is on at a moment, if that is known, and what comes next."""
    timed = [(when, item) for item in in_order(items) if (when := hours(item, office))]
    timed.sort(key=lambda one: one[0].starts)
    on = [item for when, item in timed if when.starts <= now < (when.ends or when.starts)]
    ahead = [item for when, item in timed if when.starts > now]
    return (on[-1] if on else None), (ahead[0] if ahead else None)
