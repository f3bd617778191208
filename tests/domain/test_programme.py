"""The programme of a visit: clocks, clashes, ways, days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.programme import by_day, hours, now_and_next, own_hour, remarks, within_the_visit
from app.domain.zones import times_on, zone_of_country
from app.i18n import translator
from app.records.programme import say
from models import (
    Certainty,
    City,
    Country,
    Delegate,
    PartialDate,
    Person,
    ProgrammeAttendee,
    ProgrammeItem,
    Visit,
)
from models.vocabulary import Direction, Side

OFFICE = ZoneInfo("Europe/Istanbul")
DAY = date(2024, 10, 27)
"""On this day the clocks of Skopje go back; those of Istanbul do not."""


@pytest.fixture
def visit():
    return visited(PartialDate.span(date(2024, 10, 26), date(2024, 10, 28)))


def visited(held, direction=Direction.INCOMING, id_=1):
    ada = Delegate(side=Side.VISITOR, name="Ada Yılmaz", person_id=7)
    return Visit(id=id_, title_tr="Üsküp heyeti", held=held, direction=direction, delegates=[ada])


def skopje(code="MK", zone=""):
    return City(id=90, title_tr="Üsküp", country=Country(id=91, code=code), timezone=zone)


_NUMBERS = iter(range(100, 10_000))


def item(visit, starts=None, ends=None, day=DAY, who=(), **facts):
    facts = {"timezone": "", "whole_delegation": False, "city": None, "host": None} | facts
    facts = {
        "id": next(_NUMBERS),
        "title_tr": "Kabul",
        "title_en": "",
        "place_tr": "",
        "place_en": "",
    } | facts
    attendees = [ProgrammeAttendee(person_id=id_, name=name) for id_, name in who]
    clock = [time.fromisoformat(hour) if hour else None for hour in (starts, ends)]
    return ProgrammeItem(
        visit=visit,
        visit_id=visit.id,
        day=day,
        starts_at=clock[0],
        ends_at=clock[1],
        attendees=attendees,
        **facts,
    )


def ours(one):
    """The hour of an item by our clocks; there has to be one."""
    found = own_hour(one, OFFICE)
    assert found is not None
    return found


def said(*items):
    told = [say(one, translator("en")) for one in remarks(items, OFFICE)]
    return sorted(told)


def test_an_hour_abroad_is_told_by_our_clocks_too(visit):
    own = ours(item(visit, "14:00", "15:30", city=skopje(), day=date(2024, 10, 26)))

    assert (own.day, own.starts, own.ends) == (date(2024, 10, 26), time(15), time(16, 30))


def test_on_the_day_the_clocks_go_back_the_distance_to_us_changes(visit):
    before = ours(item(visit, "01:30", city=skopje()))
    after = ours(item(visit, "09:00", city=skopje()))

    assert (before.starts, after.starts) == (time(2, 30), time(11))


def test_late_in_a_city_far_west_it_is_the_next_day_here(visit):
    own = ours(item(visit, "20:00", city=skopje("US", "America/Chicago")))

    assert (own.day, own.starts) == (DAY + timedelta(days=1), time(4))


def test_at_home_no_second_hour_is_told(visit):
    assert own_hour(item(visit, "14:00"), OFFICE) is None


def test_of_a_city_in_a_country_of_several_zones_our_hour_is_not_guessed(visit):
    madrid = item(visit, "14:00", city=skopje("ES"))

    assert own_hour(madrid, OFFICE) is None
    assert said(madrid) == ["The time zone is not known, so our own hour cannot be said"]


def test_on_a_mission_nothing_is_taken_to_be_at_home():
    mission = visited(PartialDate.on(DAY), Direction.OUTGOING)

    assert said(item(mission, "14:00")) == ["The time zone is not known, so our own hour cannot be said"]


def test_the_zone_of_an_item_stands_over_that_of_its_city(visit):
    own = ours(item(visit, "14:00", city=skopje(), timezone="Europe/Lisbon"))

    assert own.starts == time(17)


@pytest.mark.parametrize(
    ("hour", "words"),
    [("02:30", "The clocks go back on this day; 02:30 comes twice"), ("04:00", None)],
)
def test_an_hour_that_comes_twice_is_remarked(visit, hour, words):
    assert said(item(visit, hour, city=skopje())) == ([words] if words else [])


def test_an_hour_that_the_clocks_leap_over_is_remarked():
    march = date(2024, 3, 31)

    told = said(item(visited(PartialDate.on(march)), "02:30", day=march, city=skopje()))

    assert told == ["The clocks go forward on this day; there is no 02:30"]
    assert times_on(march, time(3), ZoneInfo("Europe/Skopje")) == 1


def test_somebody_who_is_expected_twice_is_named_at_both_items(visit):
    one = item(visit, "10:00", "11:00", title_tr="Kabul", who=[(7, "Ada Yılmaz")])
    other = item(visit, "10:30", "12:00", title_tr="Basın", whole_delegation=True)

    assert said(one, other) == [
        "Also expected at “Basın” at 10:30: Ada Yılmaz",
        "Also expected at “Kabul” at 10:00: Ada Yılmaz",
    ]


def test_two_visits_on_one_day_do_not_have_the_mayor_at_once(visit):
    mayor = Person(id=50, title_tr="Başkan", title_en="")
    elsewhere = visited(PartialDate.on(DAY), id_=2)

    told = said(item(visit, "10:00", "11:00", host=mayor), item(elsewhere, "10:45", host=mayor))

    assert len(told) == 2
    assert all("in another visit (Üsküp heyeti)" in words for words in told)


def test_two_visits_do_not_have_one_room_at_once(visit):
    theirs = visited(PartialDate.on(DAY), id_=2)
    kept = item(visit, "10:00", "11:00", place_tr="Meclis Salonu")

    assert said(kept, item(theirs, "10:30", place_tr="MECLİS SALONU", title_tr="Tören")) == [
        "Another visit (Üsküp heyeti) is at the same place for “Kabul” at 10:00",
        "Another visit (Üsküp heyeti) is at the same place for “Tören” at 10:30",
    ]
    assert said(kept, item(theirs, "11:00", place_tr="Meclis Salonu")) == []
    assert said(kept, item(theirs, "10:30", place_tr="Makam")) == []
    assert said(kept, item(theirs, "10:30", place_tr="Meclis Salonu", city=skopje())) == []
    here = City(id=35, title_tr="İzmir", country=Country(id=90, code="TR"), timezone="Europe/Istanbul")
    assert len(said(kept, item(theirs, "10:30", place_tr="Meclis Salonu", city=here))) == 2
    assert said(kept, item(visit, "10:30", place_tr="Meclis Salonu")) == []
    assert said(item(visit, "10:00"), item(theirs, "10:00")) == []


def test_hotels_of_two_missions_in_different_cities_are_not_one_place():
    there = visited(PartialDate.on(DAY), Direction.OUTGOING)
    there.city = skopje()
    elsewhere = visited(PartialDate.on(DAY), Direction.OUTGOING, id_=2)
    elsewhere.city = City(id=92, title_tr="Ohri", country=there.city.country, timezone="")

    assert said(item(there, "10:00", place_tr="Otel"), item(elsewhere, "10:00", place_tr="Otel")) == []


def test_people_without_a_record_are_told_apart_by_name(visit):
    one = item(visit, "10:00", "11:00", who=[(None, "İki koruma")])

    assert said(one, item(visit, "10:00", who=[(None, "Üç gazeteci")])) == []
    assert len(said(one, item(visit, "10:00", who=[(None, "iki KORUMA")]))) == 2


def test_items_that_touch_do_not_clash_and_open_ends_clash_only_where_they_begin(visit):
    ada = [(7, "Ada Yılmaz")]

    assert said(item(visit, "10:00", "11:00", who=ada), item(visit, "11:00", "12:00", who=ada)) == []
    assert said(item(visit, "10:00", who=ada), item(visit, "10:30", who=ada)) == []
    assert len(said(item(visit, "10:00", who=ada), item(visit, "10:00", who=ada))) == 2


def test_a_clash_is_found_across_time_zones(visit):
    ada = [(7, "Ada Yılmaz")]

    told = said(
        item(visit, "12:00", "13:00", who=ada, title_tr="Telekonferans"),
        item(visit, "10:00", "11:00", who=ada, city=skopje(), title_tr="Kahvaltı"),
    )

    assert len(told) == 2


def test_a_way_that_does_not_fit_is_remarked_with_what_is_left(visit):
    before = item(visit, "10:00", "11:00", title_tr="Müze", whole_delegation=True)
    late = item(visit, "11:20", travel_minutes=40, whole_delegation=True)

    assert said(before, late) == ["The way takes 40 minutes, and 20 are left after “Müze”"]
    assert said(before, item(visit, "11:20", travel_minutes=20, whole_delegation=True)) == []
    assert said(before, item(visit, "11:20", travel_minutes=40, who=[(8, "Başkası")])) == []


def test_a_day_outside_the_visit_is_refused_where_the_visit_is_certain():
    certain, month = visited(PartialDate.on(DAY)), visited(PartialDate.of(2024, 10))
    doubtful = visited(PartialDate(DAY, DAY, Certainty.DOUBTFUL))
    monday = DAY + timedelta(days=1)

    assert [problem.field for problem in within_the_visit(monday, certain)] == ["day"]
    assert [problem.field for problem in within_the_visit(date(2024, 11, 1), month)] == ["day"]
    assert not list(within_the_visit(monday, month))
    assert not list(within_the_visit(monday, doubtful))
    assert said(item(month, day=monday)) == ["The days of the visit are not certain: October 2024"]


def test_items_that_a_moved_visit_left_behind_are_remarked():
    moved = visited(PartialDate.on(date(2024, 11, 5)))

    assert said(item(moved)) == ["Outside the days of the visit: 5 Nov 2024"]


def test_a_programme_reads_day_by_day_and_what_is_open_comes_last(visit):
    late, early, hourless, open_ = (
        item(visit, "15:00"),
        item(visit, "09:00"),
        item(visit),
        item(visit, day=None),
    )

    days = by_day([open_, hourless, late, early], OFFICE)

    assert [[line.item for line in day.lines] for day in days] == [[early, late, hourless], [open_]]
    assert [day.day for day in days] == [DAY, None]


def test_now_and_next_go_by_the_clocks_of_each_place(visit):
    abroad = item(visit, "10:00", "11:00", city=skopje())
    home = item(visit, "13:00", "14:00")
    moment = datetime(2024, 10, 27, 9, 30, tzinfo=UTC)

    assert now_and_next([home, abroad], OFFICE, moment) == (abroad, home)
    when = hours(abroad, OFFICE)
    assert when
    assert when.starts == datetime(2024, 10, 27, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "zone"),
    [("MK", "Europe/Skopje"), ("DE", "Europe/Berlin"), ("XN", "Asia/Famagusta"), ("ES", ""), ("QQ", "")],
)
def test_a_country_tells_the_zone_only_where_all_its_clocks_agree(code, zone):
    assert zone_of_country(code, 2024) == zone
