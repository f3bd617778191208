"""Time zones: which one a country keeps, and when an hour of a place is.

Source: the tz database (package tzdata): its rules, and its table of the zones of each country.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

_OF_OFFICE_TABLE = {"XN": ("Asia/Famagusta",), "XK": ("Europe/Belgrade",)}
"""Countries without an ISO code; the tz database names the zones that their clocks keep."""


def is_zone(name: str) -> bool:
    """Say whether the tz database knows a name such as ``Europe/Skopje``."""
    return name in _known()


def zone_of_country(code: str, year: int) -> str:
    """Return the zone of a country whose clocks all show the same hour throughout a year, else nothing.

    :param code: ISO 3166-1, or the office's own ``XN``.
    """
    zones = _of_countries().get(code, ())
    return zones[0] if zones and _agree(zones, year) else ""


def moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return an hour of a place as a moment; one that comes twice on that day is the first of the two."""
    return datetime.combine(day, hour, zone)


def times_on(day: date, hour: time, zone: ZoneInfo) -> int:
    """Return how often the clocks of a place show an hour on a day: 0, 1 or 2 where they are changed."""
    first = datetime.combine(day, hour, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return 1
    there_and_back = first.astimezone(UTC).astimezone(zone)
    return 2 if there_and_back.replace(tzinfo=None) == first.replace(tzinfo=None) else 0


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _of_countries() -> Mapping[str, tuple[str, ...]]:
    """Read the zones of each country; the table has the one with the most people first."""
    found: dict[str, tuple[str, ...]] = dict(_OF_OFFICE_TABLE)
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _position, zone, *_ = line.split("\t")
            found[code] = (*found.get(code, ()), zone)
    return found


@cache
def _agree(zones: tuple[str, ...], year: int) -> bool:
    """Compare clocks in the middle of each month: countries change them at its beginning or end."""
    moments = [datetime(year, month, 15, 12, tzinfo=UTC) for month in range(1, 13)]
    clocks = {tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments) for zone in zones}
    return len(clocks) == 1
