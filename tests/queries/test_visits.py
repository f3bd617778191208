import itertools
import random
from datetime import date, time, timedelta

import pytest

from app.answers.balance import countries_of
from app.domain.visits import missing
from app.queries import graph
from app.queries.dashboard import dashboard
from app.queries.dates import begins_in_year, in_year
from app.queries.scope import live
from app.queries.visits import concerning, to_complete, with_country, years_by_country
from app.records import kit
from app.records.visits import VISIT, countries
from models import Certainty, PartialDate, Visit
from models.vocabulary import Direction, OrganisationKind, Side, VisitKind, VisitMode, VisitState
from tests.make import TODAY

DOUBTFUL = PartialDate(TODAY, TODAY, Certainty.DOUBTFUL)


@pytest.fixture
def ids(make, session):
    """Return the ids of the visits of our municipality for which a condition holds."""

    def where(condition):
        return set(session.scalars(live(make.actor(), Visit).where(condition).with_only_columns(Visit.id)))

    return where


@pytest.fixture
def with_body(make):
    """Write a visit with a new organisation."""

    def write(**facts):
        return make.visit(counterparts=[{"organisation_id": make.organisation(**facts).id}])

    return write


@pytest.fixture
def board(make, session):
    return lambda today=TODAY: dashboard(session, make.actor(), today=today)


@pytest.fixture
def held(make):
    """Write a visit some days from today."""

    def write(days=0, **facts):
        return make.visit(held=PartialDate.on(TODAY + timedelta(days=days)), **facts)

    return write


def test_a_mission_counts_for_the_country_it_represents_and_never_for_its_seat(make, with_body, ids):
    visit = with_body(
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )

    assert ids(with_country(make.country("IN").id)) == {visit.id}
    assert ids(with_country(make.country("TR").id)) == set()


def test_another_body_counts_for_the_country_of_its_seat(make, with_body, ids):
    visit = with_body(seat_id=make.city("Bremen").id)

    assert ids(with_country(make.country("DE").id)) == {visit.id}


def test_the_consulate_in_izmir_of_northern_cyprus_counts_for_northern_cyprus(make, with_body, ids):
    visit = with_body(
        organisation_kind=OrganisationKind.CONSULATE_GENERAL,
        seat_id=make.city("İzmir").id,
        represents_id=make.country("XN").id,
    )

    assert ids(with_country(make.country("XN").id)) == {visit.id}
    assert ids(with_country(make.country("TR").id)) == ids(with_country(make.country("CY").id)) == set()


def test_a_visit_counts_for_the_country_of_its_city_of_its_delegates_or_its_own(make, ids):
    body = make.organisation(seat_id=make.city("Bremen").id)
    by_city = make.visit(city_id=make.city("Bremen").id)
    by_delegate = make.visit(delegates=[{"name": "Anna", "organisation_id": body.id}])
    itself = make.visit(country_id=make.country("DE").id)
    make.visit(city_id=make.city("Linz").id)

    assert ids(with_country(make.country("DE").id)) == {by_city.id, by_delegate.id, itself.id}


def test_a_visit_with_two_bodies_of_a_country_counts_once(make, session):
    bodies = [make.organisation(seat_id=make.city(name).id) for name in ("Bremen", "Hamburg")]
    visit = make.visit(counterparts=[{"organisation_id": body.id} for body in bodies])

    query = live(make.actor(), Visit).where(with_country(make.country("DE").id)).with_only_columns(Visit.id)
    assert session.scalars(query).all() == [visit.id]


def test_the_countries_shown_for_a_visit_are_those_it_is_counted_for(make, session, ids):
    mission = make.organisation(
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )
    guest = make.organisation(seat_id=make.city("Bremen").id)
    for facts in (
        {"counterparts": [{"organisation_id": mission.id}]},
        {"counterparts": [{"organisation_id": guest.id}, {"organisation_id": mission.id}]},
        {"delegates": [{"name": "Anna", "organisation_id": guest.id}]},
        {"city_id": make.city("Linz").id},
        {"country_id": make.country("XN").id},
        {},
    ):
        visit = kit.load(session, make.actor(), VISIT, make.visit(**facts).id)
        shown = {country.code for country in countries(visit)}
        for code in ("IN", "TR", "DE", "AT", "XN"):
            assert (visit.id in ids(with_country(make.country(code).id))) == (code in shown), (facts, code)


def test_visits_are_counted_for_the_countries_that_the_answers_count_them_for(make, session, ids):
    mission = make.organisation(
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )
    guest = make.organisation(seat_id=make.city("Bremen").id)
    ours = make.organisation(seat_id=make.city("İzmir").id, ours=True)
    nowhere = make.organisation()
    bremen, linz = make.city("Bremen").id, make.city("Linz").id
    for facts in (
        {"counterparts": [{"organisation_id": mission.id}]},
        {"counterparts": [{"organisation_id": guest.id}, {"organisation_id": mission.id}], "city_id": linz},
        {"delegates": [{"name": "Anna", "organisation_id": guest.id}]},
        {"delegates": [{"name": "Anna", "organisation_id": guest.id, "side": Side.OURS}]},
        {"counterparts": [{"organisation_id": ours.id}], "city_id": linz},
        {"counterparts": [{"organisation_id": nowhere.id}], "country_id": make.country("XN").id},
        {"city_id": linz, "host_id": guest.id, "stops": [{"city_id": bremen}]},
        {"city_id": bremen, "state": VisitState.CANCELLED, "state_reason_tr": "Deprem"},
        {"city_id": bremen, "held": PartialDate.on(TODAY + timedelta(days=1))},
        {},
    ):
        make.visit(**facts)
    bodies, cities = graph.bodies(session, make.actor()), graph.countries_of_cities(session, make.actor())
    answered: dict[int | None, set[int]] = {}
    for one in graph.encounters(session, make.actor(), today=TODAY):
        lands: set[int | None] = {*countries_of(one, bodies, cities)}
        for land in lands or {None}:
            answered.setdefault(land, set()).add(one.id)

    counted = years_by_country(session, make.actor(), today=TODAY)

    assert counted == {land: {TODAY.year: len(visits)} for land, visits in answered.items()}
    assert {land: ids(concerning(land, TODAY)) for land in answered if land} == {
        land: visits for land, visits in answered.items() if land
    }


def test_another_municipality_does_not_count_our_visits(make, session):
    make.visit(city_id=make.city("Bremen").id)

    query = live(make.actor(municipality="antalya"), Visit).where(with_country(make.country("DE").id))
    assert session.scalars(query).all() == []


FULL = {
    "held": PartialDate.on(TODAY),
    "subject_tr": "Kültür",
    "subject_en": "",
    "visit_kind": VisitKind.COURTESY,
    "mode": VisitMode.IN_PERSON,
    "direction": Direction.INCOMING,
    "listed_in": "",
    "group_name": "Teachers",
}
BLANKS = {
    "held": DOUBTFUL,
    "subject_tr": "",
    "subject_en": "Culture",
    "visit_kind": None,
    "mode": None,
    "direction": None,
    "listed_in": "Report of 2023",
    "group_name": "",
}


def matrix():
    """Yield a complete visit, every one with one or two facts otherwise, and a sample of the rest."""
    names = [*BLANKS, "host", "delegates"]
    few = [set(chosen) for size in range(3) for chosen in itertools.combinations(names, size)]
    luck = random.Random(11)
    return [*few, *({name for name in names if luck.random() < 0.5} for _ in range(30))]


def test_the_list_to_complete_holds_exactly_the_visits_in_which_something_is_missing(make, session, ids):
    host, city = make.organisation(ours=True).id, make.city("Bremen").id
    written = {}
    for changed in matrix():
        data = FULL | {name: BLANKS[name] for name in changed & BLANKS.keys()} | {"city_id": city}
        data |= {"host_id": None if "host" in changed else host}
        data |= {"delegates": [{"name": "Anna"}] if "delegates" in changed else []}
        written[make.visit(**data).id] = changed
    session.expire_all()

    found = ids(to_complete())

    for visit_id, changed in written.items():
        visit = kit.load(session, make.actor(), VISIT, visit_id)
        assert (visit_id in found) == bool(missing(visit)), changed
    assert 0 < len(found) < len(written)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ()),
        ({"subject_tr": ""}, ("No subject",)),
        ({"host_id": None}, ("No host",)),
        ({"visit_kind": None}, ("Kind unknown",)),
        ({"mode": None}, ("In person or online unknown",)),
        ({"direction": None}, ("Direction unknown",)),
        ({"group_name": "", "country": "DE"}, ("No person",)),
        ({"held": DOUBTFUL}, ("Date to be checked",)),
        ({"listed_in": "Report", "host_id": None, "visit_kind": None, "mode": None, "subject_tr": ""}, ()),
        ({"listed_in": "Report", "held": DOUBTFUL, "host_id": None}, ("Date to be checked",)),
        ({"state": None, "headcount": None}, ()),
    ],
)
def test_a_visit_says_what_is_missing_and_an_imported_one_only_what_its_source_leaves_in_doubt(
    make, session, changed, said
):
    changed = dict(changed)
    if code := changed.pop("country", None):
        changed["country_id"] = make.country(code).id
    visit = make.visit(**{**FULL, "host_id": make.organisation(ours=True).id, **changed})

    assert missing(kit.load(session, make.actor(), VISIT, visit.id)) == said


@pytest.mark.parametrize(
    ("held", "year"),
    [
        (PartialDate.span(date(2022, 12, 30), date(2023, 1, 2)), 2022),
        (PartialDate.on(date(2023, 1, 1)), 2023),
        (PartialDate.on(date(2023, 12, 31)), 2023),
        (PartialDate.of(2023), 2023),
        (PartialDate.of(2023, 5), 2023),
        (DOUBTFUL, 2023),
    ],
)
def test_a_visit_counts_once_in_the_year_in_which_it_begins(make, ids, held, year):
    visit = make.visit(held=held)

    counted = [one for one in range(2020, 2026) if visit.id in ids(begins_in_year(one))]
    assert counted == [year]


def test_a_date_counts_in_a_year_for_certain_only_if_both_ends_lie_in_it(make, ids):
    make.visit(held=PartialDate.span(date(2022, 12, 30), date(2023, 1, 2)))
    whole = make.visit(held=PartialDate.of(2023))

    assert ids(in_year(Visit, "held", 2022)) == set()
    assert ids(in_year(Visit, "held", 2023)) == {whole.id}


def test_today_shows_the_visits_of_the_day_by_the_hour_and_those_without_one_last(board, held):
    without = held()
    late, early = held(starts_at=time(15, 30)), held(starts_at=time(9, 0))
    held(-1), held(1)

    assert [visit.id for visit in board().today] == [early.id, late.id, without.id]


def test_a_visit_of_several_days_is_shown_on_each_of_them(make, board):
    visit = make.visit(held=PartialDate.span(TODAY - timedelta(days=1), TODAY + timedelta(days=1)))

    assert [one.id for one in board().today] == [visit.id]
    assert [one.id for one in board(TODAY + timedelta(days=1)).today] == [visit.id]
    assert board(TODAY + timedelta(days=2)).today == []


def test_a_visit_of_several_days_is_not_coming_while_it_is_here(make, board):
    make.visit(held=PartialDate.span(TODAY, TODAY + timedelta(days=2)))

    assert board().coming == []


def test_coming_are_the_visits_of_the_next_fortnight_earliest_first(board, held):
    last, first = held(14), held(1)
    held(0), held(15)

    assert [visit.id for visit in board().coming] == [first.id, last.id]


@pytest.mark.parametrize("state", [VisitState.POSTPONED, VisitState.CANCELLED])
def test_what_was_called_off_is_neither_today_nor_coming(board, held, state):
    held(0, state=state, state_reason_tr="Sis")
    held(2, state=state, state_reason_tr="Sis")

    assert (board().today, board().coming) == ([], [])


def test_a_visit_known_by_its_month_or_in_doubt_is_not_promised_for_a_day(make, board):
    make.visit(held=PartialDate.of(2023, 10))
    make.visit(held=DOUBTFUL)

    assert (board().today, board().coming) == ([], [])


def test_the_latest_visits_are_over_and_the_newest_comes_first(make, board, held):
    older, newer = held(-30), held(-1)
    held(0), held(1)
    make.visit(held=PartialDate.of(2023, 10))

    assert [visit.id for visit in board().latest] == [newer.id, older.id]


def test_the_dashboard_shows_nothing_of_another_municipality_and_nothing_binned(make, session, board):
    make.visit("antalya")
    gone = make.visit()
    kit.throw_away(session, make.actor(), VISIT, gone.id, today=TODAY)

    found = board()

    assert (found.today, found.coming, found.latest, found.total) == ([], [], [], 0)


def test_the_first_page_says_who_comes_in_both_languages(make, browse, held):
    held(subject_tr="Kültür", subject_en="Culture", starts_at=time(14, 0))
    held(2, city_id=make.city("Bremen").id)

    english, turkish = browse(language="en").open("/"), browse(language="tr").open("/")

    assert "Wednesday 25 October 2023" in english.h1.get_text()
    assert "25 Ekim 2023 Çarşamba" in turkish.h1.get_text()
    assert "Culture" in english.words
    assert "14:00" in english.words
    assert "Germany" in english.words
    assert "Kültür" in turkish.words
    assert "Almanya" in turkish.words


def test_what_was_called_off_is_not_among_the_latest(make, session):
    held = make.visit(held=PartialDate.on(date(2023, 10, 1)))
    make.visit(
        held=PartialDate.on(date(2023, 10, 2)),
        state=VisitState.CANCELLED,
        state_reason_tr="Uçuş iptal edildi",
    )
    board = dashboard(session, make.actor(), today=TODAY)
    assert [visit.id for visit in board.latest] == [held.id]
