"""The map, its files and the network as somebody asks who means no good."""

from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import event, select

from app.records.agreements import AGREEMENT
from app.records.memberships import MEMBERSHIP
from app.unit_of_work import read_only
from models import Organisation, PartialDate, SavedView, TrailEntry, utc_now
from models.vocabulary import AgreementState, MembershipRelation, OrganisationKind, Relation

UNWRITABLE = "a\x01\x0b\x1fb\ufffe\uffff\x7f\x85c"
"""With letters that XML cannot hold, and some that are only odd."""


@pytest.fixture
def house(make):
    """Write our house."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )


@pytest.fixture
def linz(make):
    """Write a municipality."""
    return make.organisation(
        "Linz Belediyesi", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=make.city("Linz").id
    )


@pytest.fixture
def tie(make, house, linz):
    """Write a tie of ours with it."""
    return make.record(
        AGREEMENT,
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        title_tr="Anlaşma",
        signed=PartialDate.of(2010),
        parties=[{"organisation_id": house.id}, {"organisation_id": linz.id}],
    )


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/map?" + "&".join(f"{name}={number}" for number in range(1, 5001))
            for name in ("country", "network", "kind", "unit", "peer")
        ),
        f"/map?view={'0' * 50_000}3,47,10",
        "/answers/network?open=" + ",".join(["1"] * 25_000),
        "/answers/network?kind=" + ",".join(["public"] * 7_000),
    ],
    ids=lambda address: address[:24],
)
def test_a_page_does_not_grow_by_many_times_what_the_address_says(browser, tie, address):
    usual = len(browser.client.get(address.partition("?")[0]).data)

    assert len(browser.client.get(address).data) < usual + 12 * len(address)


@pytest.mark.parametrize("year", ["0001", "0005", "1799"])
def test_a_year_before_all_records_is_no_year(browser, tie, year):
    assert browser.open(f"/answers/network?year={year}").select_one("tr[data-node]")


def test_a_network_in_the_bin_has_no_members_on_the_map(browser, make, session, house, linz):
    web = make.organisation("Ağ", organisation_kind=OrganisationKind.CITY_NETWORK)
    for one in (house, linz):
        make.record(MEMBERSHIP, network_id=web.id, member_id=one.id, relation=MembershipRelation.MEMBER)
    session.get_one(Organisation, web.id).binned_at = utc_now()
    session.commit()

    page = browser.open(f"/map?show=networks&network={web.id}")
    assert "Linz" not in page.select_one("main").get_text()


def test_kml_is_xml_whatever_a_title_is_made_of(browser, session, tie):
    tie.title_tr = UNWRITABLE
    session.commit()

    file = browser.client.post("/map/export.kml", data={"csrf_token": browser.token()})
    told = "".join(ET.fromstring(file.data).itertext())
    assert "ab\x7f\x85c" in told


@pytest.mark.parametrize(
    "address",
    [
        "/map/export.svg",
        "/map/export.xlsx",
        "/answers/friends/export.xlsx",
        "/answers/network/export.svg",
        "/answers/network/export.graphml",
        "/lists/agreements/export.csv",
    ],
)
def test_while_a_file_is_made_nobody_who_writes_has_to_wait(browser, connection, tie, address):
    """SQLite lets one write at a time: who posts begins as a writer, and a picture takes seconds."""
    token, of_the_record = browser.token(), []

    def note(_connection, _cursor, statement, *_):
        if "FROM agreement" in statement or "JOIN agreement" in statement:
            of_the_record.append(read_only.get())

    event.listen(connection, "before_cursor_execute", note)
    with browser.client.post(address, data={"csrf_token": token, "what": "record"}) as answer:
        assert answer.status_code == 200
    event.remove(connection, "before_cursor_execute", note)

    assert of_the_record
    assert all(of_the_record)


@pytest.mark.parametrize("kind", ["network", "friends"])
def test_a_view_whose_name_has_a_letter_that_no_database_takes_is_kept_without_it(
    browser, session, tie, kind
):
    browser.submit(f"/answers/{kind}/views", {"name": "My\x00 view"})

    assert session.scalars(select(SavedView.name)).all() == ["My view"]


def test_the_trail_says_of_a_file_only_what_there_is(browser, session, tie):
    for what in ("record", "a\x00b"):
        asked = {"csrf_token": browser.token(), "what": what}
        assert browser.client.post("/answers/network/export.json", data=asked).status_code == 200

    told = select(TrailEntry.changes).where(TrailEntry.event == "network.exported").order_by(TrailEntry.id)
    assert [one["what"][1] for one in session.scalars(told)] == ["record", "shown"]
