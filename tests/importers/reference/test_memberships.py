"""A public list of members of networks is read."""

from sqlalchemy import select

from models import ReferenceNetwork, ReferenceSet

HEADINGS = "network_name,network_acronym,city_name,country,lat,lon,joined_year\n"
IZMIR, SKOPJE = (
    "Covenant of Mayors,CoM,İzmir,TR,38.41,27.13,2015",
    "Covenant of Mayors,CoM,Skopje,MK,42.00,21.43,",
)


def test_memberships_are_read_with_the_year_of_joining(counts, members, session):
    assert counts(IZMIR, SKOPJE, headings=HEADINGS) == {"new": 2}
    assert members() == {"İzmir": 2015, "Skopje": None}
    network = session.scalars(select(ReferenceNetwork)).one()
    assert (network.name, network.acronym) == ("Covenant of Mayors", "CoM")
    assert session.scalars(select(ReferenceSet.code)).one() == "network-members"


def test_the_same_file_again_changes_nothing(counts):
    counts(IZMIR, SKOPJE, headings=HEADINGS)

    assert counts(IZMIR, SKOPJE, headings=HEADINGS) == {"same": 2}


def test_another_year_is_a_change(counts, members):
    counts(IZMIR, headings=HEADINGS)

    assert counts(IZMIR.replace("2015", "2016"), headings=HEADINGS) == {"changed": 1}
    assert members() == {"İzmir": 2016}


def test_a_city_under_several_names_is_one_member(counts, members):
    rows = (
        IZMIR,
        "Covenant of Mayors,CoM,IZMIR,TR,38.41,27.13,2012",
        "Covenant of Mayors,CoM,İzmir Metropolitan Municipality,TR,38.41,27.13,2013",
    )

    assert counts(*rows, headings=HEADINGS) == {"new": 1, "ignored": 2}
    assert members() == {"İzmir": 2015}


def test_a_place_may_be_a_member_of_several_networks(counts):
    assert counts(IZMIR, "C40,,İzmir,TR,38.41,27.13,", headings=HEADINGS) == {"new": 2}


def test_what_the_file_does_not_name_any_more_is_gone(counts, members):
    counts(IZMIR, SKOPJE, headings=HEADINGS)

    assert counts(SKOPJE, headings=HEADINGS) == {"same": 1, "removed": 1}
    assert members() == {"Skopje": None}


def test_a_year_that_is_none_is_told(read):
    report = read(IZMIR.replace("2015", "soon"), SKOPJE + "2014.0", headings=HEADINGS)

    (row,) = report.tally.bad
    assert (row.number, row.problem.field, row.problem.message) == (2, "joined_year", "“%(cell)s” is no year")
    assert report.as_json()["new"] == 1
