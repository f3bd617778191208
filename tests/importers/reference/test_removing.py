"""A public list is removed as a whole; what was done to one is undone."""

import pytest

from app.errors import NotFound, PermissionDenied, Stale
from app.importers.reference import removing
from app.records import kit
from app.records.cities import CITY
from app.services import reference
from app.unit_of_work import unit_of_work
from models import ImportRun, ReferenceSet
from models.vocabulary import ImportState, MatchHow
from tests.make import TODAY

IZMIR, SKOPJE, BREMEN = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
)
SMALL = "x-de-syke,Syke,DE,52.91,8.82"
MUNSTER = "x-de-munster,Munster,DE,,"
HEADINGS = "network_name,network_acronym,city_name,country,lat,lon,joined_year\n"
MEMBER = "Covenant of Mayors,CoM,İzmir,TR,38.41,27.13,2015"


@pytest.fixture
def undo(session, make):
    """Undo a run."""

    def undo(report):
        with unit_of_work(session):
            removing.undo(session, make.actor("admin"), session.get_one(ImportRun, report.run.id))

    return undo


@pytest.fixture
def remove(session, make):
    """Remove the only list; returns its id."""

    def remove():
        with unit_of_work(session):
            list_ = session.query(ReferenceSet).one()
            removing.remove(session, make.actor("admin"), list_.id)
        return list_.id

    return remove


def test_undoing_the_first_import_takes_its_ties_and_its_cities_away(read, undo, there, cities, session):
    report = read(f"{IZMIR},{SKOPJE}", f"{IZMIR},{SMALL}")
    undo(report)

    assert there() == set()
    assert not cities("Syke")
    assert cities("İzmir"), "a city that was there before stays"
    run = session.get_one(ImportRun, report.run.id)
    assert (run.state, run.settings["taken_back"], run.settings["kept"]) == (ImportState.UNDONE, 2, [])
    assert session.query(ReferenceSet).one().imported_at is None


def test_undoing_a_refresh_brings_back_what_it_removed_and_leaves_the_rest(read, undo, there, session):
    first = read(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}")
    undo(read(f"{IZMIR},{BREMEN}", f"{SKOPJE},{BREMEN}"))

    assert there() == {("Skopje", "İzmir"), ("Bremen", "İzmir")}
    equal_to = session.get_one(ImportRun, first.run.id)
    assert session.query(ReferenceSet).one().imported_at == equal_to.finished_at


def test_undoing_a_refresh_makes_gone_again_what_it_brought_back(read, undo, there):
    read(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}")
    read(f"{IZMIR},{BREMEN}")
    undo(read(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}"))

    assert there() == {("Bremen", "İzmir")}


def test_undoing_a_refresh_puts_years_and_names_back(read, undo, members, make):
    read(MEMBER, headings=HEADINGS)
    undo(read(MEMBER.replace("2015", "2016").replace("38.41", "38.42"), headings=HEADINGS))

    assert members() == {"İzmir": 2015}
    assert make.outside_place("İzmir").latitude == 38.41


def test_after_an_undone_import_the_same_file_brings_the_same_cities(read, undo, counts, cities):
    rows = (f"{IZMIR},{SMALL}",)
    report = read(*rows)
    ((city),) = cities("Syke")
    undo(report)

    assert counts(*rows) == {"new": 1}
    assert [one.id for one in cities("Syke")] == [city.id]


def test_a_city_that_somebody_named_stays(read, undo, cities, make, session):
    report = read(f"{IZMIR},{SMALL}")
    make.organisation("Syke Belediyesi", seat_id=cities("Syke")[0].id)
    undo(report)

    (city,) = cities("Syke")
    assert session.get_one(ImportRun, report.run.id).settings["kept"] == [
        {"record_id": city.id, "title": "Syke", "why": "A record names it"}
    ]


def test_a_city_that_somebody_edited_stays(read, undo, cities, make, session):
    report = read(f"{IZMIR},{SMALL}")
    (city,) = cities("Syke")
    with unit_of_work(session):
        kit.edit(session, make.actor("admin"), CITY, city.id, city.version, {"region": "x"}, today=TODAY)
    undo(report)

    assert cities("Syke")
    (kept,) = session.get_one(ImportRun, report.run.id).settings["kept"]
    assert kept["why"] == "Somebody has changed it since"


def test_a_city_that_another_list_names_stays(read, undo, cities):
    report = read(f"{IZMIR},{SMALL}")
    read("Covenant of Mayors,CoM,Syke,DE,52.91,8.82,", headings=HEADINGS)
    undo(report)

    assert cities("Syke")


def test_a_city_that_somebody_threw_away_stays_in_the_bin(read, cities, make, session):
    read(f"{IZMIR},{SMALL}")
    with unit_of_work(session):
        kit.throw_away(session, make.actor("admin"), CITY, cities("Syke")[0].id, today=TODAY)
    read(f"{IZMIR},{SMALL}", f"{IZMIR},{SKOPJE}")

    assert not cities("Syke")


def test_what_is_undone_is_not_undone_again(read, undo):
    report = read(f"{IZMIR},{SKOPJE}")
    undo(report)

    with pytest.raises(Stale):
        undo(report)


def test_a_removed_list_says_nothing_and_comes_back_as_it_was(read, remove, there, cities, session, make):
    read(f"{IZMIR},{SKOPJE}", f"{IZMIR},{SMALL}")
    id_ = remove()
    assert there() == set()
    assert not cities("Syke")

    with unit_of_work(session):
        removing.bring_back(session, make.actor("admin"), id_)

    assert there() == {("Skopje", "İzmir"), ("Syke", "İzmir")}
    assert cities("Syke")
    assert session.get_one(ReferenceSet, id_).imported_at is not None


def test_a_list_that_is_not_there_is_neither_removed_nor_brought_back(read, remove, session, make):
    read(f"{IZMIR},{SKOPJE}")
    list_ = session.query(ReferenceSet).one()

    with pytest.raises(NotFound):
        removing.bring_back(session, make.actor("admin"), list_.id)
    remove()
    for id_ in (list_.id, 999_999):
        with pytest.raises(NotFound):
            removing.remove(session, make.actor("admin"), id_)


def test_a_decision_survives_removal_and_the_next_file(read, remove, counts, session, make):
    read(f"{IZMIR},{MUNSTER}")
    with unit_of_work(session):
        place = make.outside_place("Munster").id
        reference.decide(session, make.actor("admin"), place, make.city("Bremen").id, today=TODAY)
    remove()

    assert counts(f"{IZMIR},{MUNSTER}") == {"new": 1}
    place = make.outside_place("Munster")
    assert (place.city_id, place.how) == (make.city("Bremen").id, MatchHow.DECIDED)


def test_only_an_administrator_removes_and_undoes(read, session, make):
    report = read(f"{IZMIR},{SKOPJE}")
    actor = make.actor("director")

    with pytest.raises(PermissionDenied):
        removing.remove(session, actor, 1)
    with pytest.raises(PermissionDenied):
        removing.bring_back(session, actor, 1)
    with pytest.raises(PermissionDenied):
        removing.undo(session, actor, report.run)
