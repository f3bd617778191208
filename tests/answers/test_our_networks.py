"""How many networks are ours depends on what is counted, and each figure says that beside it."""

from datetime import UTC

import pytest

from app.answers import change, overlap, peers, what_if
from app.answers import stated as statements
from app.documents import workshop_note, workshop_paper
from app.i18n import translator
from models import PartialDate
from models.vocabulary import Evidence, MembershipRelation, Metric, OrganisationKind
from tests.make import TODAY

ALL_KINDS = (
    (MembershipRelation.MEMBER, OrganisationKind.CITY_NETWORK, Evidence.STATED),
    (MembershipRelation.MEMBER, OrganisationKind.CITY_NETWORK, Evidence.IMPLIED),
    (MembershipRelation.OFFICE_HOLDER, OrganisationKind.CITY_NETWORK, Evidence.STATED),
    (MembershipRelation.PARTICIPANT, OrganisationKind.CITY_NETWORK, Evidence.STATED),
    (MembershipRelation.PARTNER, OrganisationKind.CITY_NETWORK, Evidence.STATED),
    (MembershipRelation.PARTNER, OrganisationKind.DEVELOPMENT_BANK, Evidence.STATED),
    (MembershipRelation.LENDER, OrganisationKind.DEVELOPMENT_BANK, Evidence.STATED),
    (MembershipRelation.APPLICANT, OrganisationKind.CITY_NETWORK, Evidence.STATED),
    (MembershipRelation.CONTACT, OrganisationKind.CITY_NETWORK, Evidence.STATED),
)


@pytest.fixture(autouse=True)
def everything(house, body, member):
    """Write what we are to nine networks, in another way to each."""
    for number, (relation, kind, evidence) in enumerate(ALL_KINDS, 1):
        network = body(f"Ağ {number}", kind=kind)
        member(network, relation=relation, evidence=evidence, since=PartialDate.of(2020))


@pytest.fixture
def ask(make, session):
    """Ask a question, in English."""
    return lambda answer: answer(session, make.actor("viewer"), t=translator("en"), today=TODAY)


def test_beside_what_a_report_states_stand_memberships_in_force_that_a_source_states(stated, ask, browser):
    figure = stated(Metric.MEMBERSHIPS, 24)
    (one,) = ask(statements.compare)

    assert one.recorded == 1
    assert one.counted.startswith("memberships in force that a source states, without those it only implies")
    for page in ("/", f"/figures/{figure.id}"):
        assert "Counted on record: memberships in force" in browser.open(page).words


def test_who_sits_beside_us_is_asked_of_seats(ask):
    told = ask(overlap.ask)

    assert "the 3 networks in which we have a seat, as member or office holder" in told.sample
    assert "3 networks in which we have a seat" in told.text


def test_what_is_lost_with_a_network_is_asked_of_seats_and_of_taking_part(ask):
    told = ask(what_if.ask)

    assert told.counted == "5 networks in which we sit or take part"
    assert "networks in which we sit or take part 5" in told.sample


def test_networks_are_joined_by_who_meets_their_members(ask):
    told = ask(change.ask)

    joined = [head.text for head in told.headings].index("Networks joined")
    assert [row.cells[joined].text for row in told.rows if row.cells[0].text == "2020"] == ["5"]


def test_beside_peers_stand_the_networks_in_which_we_sit_or_take_part(ask):
    (table, *_) = ask(peers.ask).tables

    assert table.headings[2].text == "Networks on record, in which it sits or takes part"
    assert table.rows[0].cells[2].text == "5"


def test_a_workshop_is_told_of_seats_and_of_taking_part_that_a_source_states(house, body, make, session):
    guest = body("Antalya Büyükşehir", "Antalya")
    event = make.event(participants=[{"organisation_id": one.id} for one in (house, guest)])
    note = workshop_note.gather(session, make.actor("viewer"), event.id, today=TODAY)

    assert [len(one.networks) for one in note.portfolios if one.body.id == house.id] == [3]
    told = repr(workshop_paper.say(note, translator("en"), UTC))
    assert told.count("Networks (as member, office holder or participant)") >= 2
