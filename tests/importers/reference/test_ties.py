"""A public list of twin towns is read."""

import json

import pytest
from sqlalchemy import select

from app.errors import Invalid, PermissionDenied
from app.importers.reference.importing import import_list
from app.queries import reference
from models import City, Country, DataVersion, ImportRun, ReferenceSet, Source, TrailEntry
from models.vocabulary import ImportKind, ImportState, MatchHow, ReferenceKind

IZMIR, SKOPJE, BREMEN = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
)
SMALL = "x-de-syke,Syke,DE,52.91,8.82"
MUNSTER = "x-de-munster,Munster,DE,,"


def test_the_ties_of_a_list_are_read_and_said_to_be_new(counts, there):
    assert counts(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}") == {"new": 2}
    assert there() == {("Skopje", "İzmir"), ("Bremen", "İzmir")}


def test_the_same_file_again_changes_nothing(counts, there, session):
    rows = (f"{IZMIR},{SKOPJE}", f"{IZMIR},{SMALL}", f"{SMALL},{MUNSTER}", f"{IZMIR},{IZMIR}")
    counts(*rows)
    before = there(), session.scalars(select(City.id)).all()

    assert counts(*rows) == {"same": 3, "ignored": 1, "unsure": 1}
    assert (there(), session.scalars(select(City.id)).all()) == before


def test_a_tie_has_no_direction(read, there):
    report = read(f"{IZMIR},{SKOPJE}", f"{SKOPJE},{IZMIR}")

    assert report.as_json()["ignored"] == 1
    assert dict(report.tally.ignored) == {"The file says so in an earlier row": 1}
    assert there() == {("Skopje", "İzmir")}


def test_a_place_is_no_partner_of_itself(read):
    report = read(f"{IZMIR},{IZMIR}")

    assert report.as_json()["new"] == 0
    assert dict(report.tally.ignored) == {"A place is no partner of itself": 1}


def test_a_tie_through_another_id_of_the_same_city_stays_a_tie_of_the_list_and_is_told_once(counts, session):
    assert counts(f"{IZMIR},{SKOPJE}", f"x-tr-izmir,Izmir,TR,38.42,27.14,{SKOPJE}") == {"new": 2}
    assert len(list(reference.ties(session))) == 1


def test_two_ids_of_one_city_that_a_list_ties_are_no_tie_of_cities(counts, session):
    assert counts(f"{IZMIR},x-tr-smyrna,Izmir,TR,38.42,27.14") == {"new": 1}
    assert not list(reference.ties(session))


def test_a_place_is_the_city_of_ours_that_bears_its_name(read, make):
    read(f"{IZMIR},{SKOPJE}")

    assert make.outside_place("Skopje").city_id == make.city("Üsküp").id
    assert make.outside_place("Skopje").how is MatchHow.EXACT


def test_a_place_that_fits_no_city_becomes_one_that_names_the_list(read, cities, session, make):
    read(f"{IZMIR},{SMALL}")

    (city,) = cities("Syke")
    source = session.scalars(select(Source).where(Source.record_id == city.id)).one()
    country = session.get_one(Country, city.country_id)
    assert (country.code, city.latitude, city.longitude, city.incomplete) == ("DE", 52.91, 8.82, False)
    assert (source.title, source.printed) == ("Twin towns by country lists", "Syke")
    assert make.outside_place("Syke").city_id == city.id


def test_a_new_city_without_a_position_is_to_be_completed(read, cities):
    read(f"{IZMIR},x-de-syke,Syke,DE,,")

    assert cities("Syke")[0].incomplete


def test_two_places_of_one_file_become_one_new_city(read, cities):
    read(f"{IZMIR},x-1,Kadikoy,TR,40.99,29.06", f"{IZMIR},x-2,Kadıköy,TR,40.98,29.05")

    assert len(cities("Kadıköy")) == 1
    assert not cities("Kadikoy")


def test_an_unsure_place_waits_and_becomes_no_city(counts, make, cities):
    assert counts(f"{IZMIR},{MUNSTER}") == {"new": 1, "unsure": 1}

    place = make.outside_place("Munster")
    assert (place.city_id, place.how, place.candidates) == (None, MatchHow.UNSURE, [make.city("Münster").id])
    assert not cities("Munster")


def test_what_a_refreshed_file_does_not_name_any_more_is_gone_and_comes_back(counts, there):
    counts(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}")

    assert counts(f"{IZMIR},{BREMEN}") == {"same": 1, "removed": 1}
    assert there() == {("Bremen", "İzmir")}
    assert counts(f"{IZMIR},{SKOPJE}", f"{IZMIR},{BREMEN}") == {"new": 1, "same": 1}
    assert there() == {("Skopje", "İzmir"), ("Bremen", "İzmir")}


def test_what_the_list_says_otherwise_of_a_place_is_a_change(counts, make):
    counts(f"{IZMIR},{SMALL}")

    assert counts(f"{IZMIR},x-de-syke,Syke am Hachepark,DE,52.92,8.82") == {"changed": 1}
    assert make.outside_place("Syke am Hachepark").latitude == 52.92


def test_another_list_does_not_change_what_the_first_said_of_a_place(counts, make):
    counts(f"{IZMIR},{SKOPJE}")

    assert counts("Q35997,Smyrna,TR,38.4,27.1," + SKOPJE, code="other") == {"new": 1}
    assert make.outside_place("İzmir").key == "Q35997"


def test_ids_of_a_list_are_its_own(counts, session):
    counts("1,Syke,DE,52.91,8.82,2,Bassum,DE,52.85,8.73", code="one")

    assert counts("1,Weyhe,DE,52.99,8.87,2,Stuhr,DE,53.02,8.75", code="two") == {"new": 1}
    assert session.scalars(select(ReferenceSet.code).order_by(ReferenceSet.id)).all() == ["one", "two"]


def test_the_import_is_one_run_with_one_entry_in_the_trail(read, session, make):
    before = session.get_one(DataVersion, 0).counter
    report = read(f"{IZMIR},{SMALL}")

    run = session.get_one(ImportRun, report.run.id)
    (entry,) = session.scalars(select(TrailEntry).where(TrailEntry.event.like("city.list%")))
    session.expire_all()
    assert (run.import_kind, run.state, run.municipality_id) == (
        ImportKind.REFERENCE_TIE,
        ImportState.APPLIED,
        None,
    )
    assert (run.counts, run.total) == ({"new": 1}, 1)
    assert entry.changes["list"] == [None, "twin-towns"]
    assert entry.municipality_id == make.municipality().id
    assert session.get_one(DataVersion, 0).counter == before + 1


def test_a_bad_row_is_told_with_its_number_its_column_and_why_and_the_rest_goes_in(read, there):
    report = read(
        f"{IZMIR},{SKOPJE}",
        f"{IZMIR},x,Nowhere,ZZ,1,1",
        f"{IZMIR},x,Nowhere,,1,1",
        f"{IZMIR},x,,DE,1,1",
        f"{IZMIR},x,Nowhere,DE,91,1",
        f"{IZMIR},x,Nowhere,DE,north,1",
        f"{IZMIR},x,Nowhere,DE,1,",
        f"{IZMIR},x,Nowhere,DE,0,0",
        f"{IZMIR},x,Nowhere,DE,nan,1",
        IZMIR,
        f"{IZMIR},x,{'x' * 301},DE,1,1",
        "",
        f"{IZMIR},{BREMEN}",
    )

    assert report.as_json()["error"] == 10
    assert [(row.number, row.problem.field, row.problem.message) for row in report.tally.bad] == [
        (3, "b_country", "There is no country with the code “%(code)s”"),
        (4, "b_country", "The country is missing"),
        (5, "b_name", "The name is missing"),
        (6, "b_lat", "“%(cell)s” is not between -%(most)s and %(most)s degrees"),
        (7, "b_lat", "“%(cell)s” is no number"),
        (8, "b_lon", "Enter both coordinates, or neither"),
        (9, "b_lat", "0, 0 lies in the sea off Africa; leave unknown coordinates empty"),
        (10, "b_lat", "“%(cell)s” is not between -%(most)s and %(most)s degrees"),
        (11, "", "The row has %(n)s columns, not as many as there are headings"),
        (12, "b_name", "The name is longer than %(n)s letters"),
    ]
    assert len(there()) == 2


def test_namibia_is_a_country_and_no_empty_cell(counts, make):
    assert counts(f"{IZMIR},x-na-eenhana,Eenhana,NA,-17.47,16.34", f"{IZMIR},x-de-syke,Syke,DE,NA,NA") == {
        "new": 2
    }
    assert make.outside_place("Eenhana").country_code == "NA"
    assert make.outside_place("Syke").latitude is None


def test_a_place_without_an_id_is_known_by_its_name_and_country(counts):
    headings = "a_name\ta_country\tb_name\tb_country\n"

    assert counts("İzmir\tTR\tSkopje\tMK", "IZMIR\ttr\tBremen\tDE", headings=headings) == {"new": 2}
    assert counts("İzmir\tTR\tSkopje\tMK", "IZMIR\tTR\tBremen\tDE", headings=headings) == {"same": 2}


@pytest.mark.parametrize("code", ["wikidata", "Twin Towns", "", "-x", "x" * 41])
def test_the_code_of_a_list_is_a_plain_word_and_no_namespace_of_others(read, code):
    with pytest.raises(Invalid, match="The code of a list"):
        read(f"{IZMIR},{SKOPJE}", code=code)


def test_only_an_administrator_changes_what_all_share(session, make, tmp_path):
    with pytest.raises(PermissionDenied):
        import_list(session, make.actor("director"), ReferenceKind.TIES, tmp_path / "never-opened.csv")


def test_the_counts_can_be_printed(read):
    told = json.loads(json.dumps(read(f"{IZMIR},{SKOPJE}").as_json()))

    assert told.keys() == {
        *("new", "same", "changed", "error", "ignored", "removed", "unsure", "seconds", "id")
    }
