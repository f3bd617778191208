"""When two bookings are at one time, as far as their days and hours are known."""

from datetime import date, time

import pytest

from app.domain.bookings import Clash, clash
from models import Booking

DAY, NEXT = date(2023, 10, 25), date(2023, 10, 26)


def slot(day=DAY, starts=None, ends=None, until=None):
    hours = {"starts_at": time(starts) if starts else None, "ends_at": time(ends) if ends else None}
    return Booking(day=day, until_day=until, **hours)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (slot(starts=9, ends=11), slot(starts=10, ends=12), Clash.CERTAIN),
        (slot(starts=9, ends=11), slot(starts=11, ends=12), None),
        (slot(starts=9, ends=11), slot(day=NEXT, starts=9, ends=11), None),
        (slot(starts=9, ends=11), slot(), Clash.POSSIBLE),
        (slot(starts=9), slot(starts=15, ends=16), Clash.POSSIBLE),
        (slot(ends=11), slot(starts=11, ends=12), None),
        (slot(starts=20, until=NEXT, ends=8), slot(day=NEXT, starts=7, ends=9), Clash.CERTAIN),
        (slot(), slot(day=NEXT), None),
        (slot(day=None), slot(), None),
    ],
)
def test_two_bookings_clash_surely_only_where_all_hours_are_known(one, other, expected):
    assert clash(one, other) is expected
    assert clash(other, one) is expected
