"""Which city a place of a public list is; lists on and off."""

import pytest
from sqlalchemy import select

from app.domain.city_matching import CityMatch
from app.errors import NotFound, PermissionDenied, Stale
from app.queries import spellings
from app.services import reference
from app.unit_of_work import unit_of_work
from models import City, Source, TrailEntry
from models.vocabulary import MatchHow
from tests.make import TODAY


@pytest.fixture
def decide(session, make):
    """Decide about the place that waits, as the administrator."""

    def decide(city_id, role="admin"):
        with unit_of_work(session):
            place_id = make.outside_place().id
            return reference.decide(session, make.actor(role), place_id, city_id, today=TODAY)

    return decide


def test_a_decision_is_kept_with_an_entry_in_the_trail(make, decide, session):
    make.public_list()
    munster = make.city("Münster").id
    decide(munster)

    place = make.outside_place()
    (entry,) = session.scalars(select(TrailEntry).where(TrailEntry.event == "city.matched"))
    assert (place.city_id, place.how) == (munster, MatchHow.DECIDED)
    assert place.decided_at is not None
    assert (entry.record_id, entry.changes) == (
        munster,
        {"outside_place": [None, "Münster, DE (wikidata Q2742)"]},
    )


def test_whoever_reads_names_later_knows_the_decision(make, decide, session):
    make.public_list()
    izmir = make.city("İzmir").id
    decide(izmir)
    matcher = spellings.city_matcher(session, make.actor())

    assert matcher.match("Münster", country="DE") == CityMatch(izmir, MatchHow.DECIDED)
    assert matcher.match("?", outside_id="Q2742") == CityMatch(izmir, MatchHow.OUTSIDE_ID)


def test_a_place_that_is_none_of_ours_becomes_a_city(make, decide, session):
    make.public_list()
    _, city = decide(None)

    source = session.scalars(select(Source).where(Source.record_id == city.id)).one()
    session.expire_all()
    city = session.get_one(City, city.id)
    assert (city.title_tr, city.country_id, city.latitude) == ("Münster", make.country("DE").id, 48.1)
    assert source.title == "Twin towns by country lists"


def test_nobody_decides_over_somebody_else(make, decide):
    make.public_list()
    decide(make.city("Münster").id)

    with pytest.raises(Stale):
        decide(make.city("İzmir").id)


def test_a_city_that_is_not_there_is_none(make, decide):
    make.public_list()

    with pytest.raises(NotFound):
        decide(999_999)
    with pytest.raises(NotFound):
        decide(make.organisation().id)
    assert make.outside_place().city_id is None


def test_a_place_that_is_not_there_is_none(make, session):
    with pytest.raises(NotFound):
        reference.decide(session, make.actor("admin"), 999_999, None, today=TODAY)


def test_only_an_administrator_decides_and_switches(make, decide, session):
    list_ = make.public_list()

    with pytest.raises(PermissionDenied):
        decide(None, role="director")
    with pytest.raises(PermissionDenied):
        reference.switch(session, make.actor("director"), list_.id, on=False)


def test_a_switch_leaves_one_entry_in_the_trail(make, session):
    list_ = make.public_list()
    for _ in range(2):
        with unit_of_work(session):
            reference.switch(session, make.actor("admin"), list_.id, on=False)

    (entry,) = session.scalars(select(TrailEntry).where(TrailEntry.event == "city.list_switched"))
    assert not list_.enabled
    assert entry.changes == {"list": [None, "twin-towns"], "on": [None, False]}
    with pytest.raises(NotFound):
        reference.switch(session, make.actor("admin"), 999_999, on=False)
