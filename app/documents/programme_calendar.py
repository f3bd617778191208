"""A programme as a calendar that other programs read: iCalendar, RFC 5545.

A telephone shows what it is given to whoever holds it, so an item says what, when and where, its host,
language and dress. Who else takes part and what colleagues noted stay in the house.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from app.domain.programme import place_of
from app.domain.zones import moment
from app.i18n import N_, Translator
from models import ProgrammeItem
from models.vocabulary import VisitState

_OFF = (VisitState.POSTPONED, VisitState.CANCELLED)
_READ_AGAIN = timedelta(hours=1)


def calendar(items: Sequence[ProgrammeItem], name: str, house: str, office: ZoneInfo, t: Translator) -> bytes:
    """Write the items that have a day as a calendar; the same items give the same bytes.

    An item without an hour is one of the whole day; where the time zone is not known, the hour is that of the
    clock on the wall. An item of a visit that is off is cancelled.

    :param name: of the calendar.
    :param house: code of the municipality; with the number of the item it names an entry for good.
    """
    found = Calendar()
    found.add("prodid", "-//Elci//Visit programme//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    dated = [(item, item.day) for item in items if item.day is not None]
    for item, day in dated:
        found.add_component(_entry(item, day, house, office, t))
    if dated:
        years = [day.year for _, day in dated]
        found.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    written: bytes = found.to_ical()
    return written


def _entry(item: ProgrammeItem, day: date, house: str, office: ZoneInfo, t: Translator) -> Event:
    city, zone = place_of(item, office)
    entry = Event()
    entry.add("uid", f"programme-{item.id}@{house}.elci")
    # Both grow with every change and never shrink, so that their sum tells the newer of two entries.
    entry.add("sequence", item.version + item.visit.version - 2)
    changed = max(item.updated_at, item.visit.updated_at)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("summary", t.title(item))
    if item.starts_at is None:
        entry.add("dtstart", day)
    else:
        entry.add("dtstart", _hour(day, item.starts_at, zone))
        if item.ends_at is not None:
            entry.add("dtend", _hour(day, item.ends_at, zone))
    where = [t.either(item.place_tr, item.place_en), t.title(city) if city else ""]
    if any(where):
        entry.add("location", ", ".join(filter(None, where)))
    entry.add("description", "\n".join(_lines(item, t)))
    entry.add("status", "CANCELLED" if item.visit.state in _OFF else "CONFIRMED")
    entry.add("class", "PRIVATE")
    return entry


def _hour(day: date, hour: time, zone: ZoneInfo | None) -> datetime:
    return moment(day, hour, zone) if zone else datetime.combine(day, hour)


def _lines(item: ProgrammeItem, t: Translator) -> list[str]:
    language, dress = t.either(item.language_tr, item.language_en), t.either(item.dress_tr, item.dress_en)
    way = item.travel_minutes
    told = (
        t(N_("Visit: %(title)s"), title=t.title(item.visit)),
        t(N_("Host: %(name)s"), name=t.title(item.host)) if item.host else "",
        t(N_("Language: %(language)s"), language=language) if language else "",
        t(N_("Dress: %(dress)s"), dress=dress) if dress else "",
        t.plural("On the way to it: %(n)s minute", "On the way to it: %(n)s minutes", way) if way else "",
    )
    return [line for line in told if line]
