"""Question 7: who sits in the same networks as we do, and which networks overlap."""

import pytest

from app.answers import overlap
from app.answers.door import Data
from app.i18n import translator
from models.vocabulary import MembershipRelation, OrganisationKind, RecordKind
from tests.make import TODAY

NETWORK = OrganisationKind.CITY_NETWORK
RARE = {f"Ağ {number}": (3 + number, "İzmir", "Roma") for number in range(5)}


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **asked):
        actor = make.actor("viewer", municipality)
        return overlap.ask(session, actor, t=translator(language), today=TODAY, **asked)

    return ask


def rows(answer):
    return [[cell.text for cell in row.cells] for row in answer.rows]


def test_who_sits_with_us_in_many_small_networks_stands_out_of_the_crowd(crowd, ask, house):
    crowd(Kalabalık=(200, "İzmir", "Roma", "Bremen"), **RARE)

    told = ask()

    assert told.text.startswith("227 cities and bodies sit in one or more of 6 networks with")
    assert "1 of them shares more with us than chance would bring. Most: Rome (6)." in told.text
    assert rows(told) == [["Rome", "6", "6", "–"], ["226 others", "–", "–", "–"]]
    shared = told.rows[0].cells[1]
    assert shared.public
    assert {node.text for node in told.picture.nodes} >= {"İzmir", "Rome", "Ağ 0"}


def test_a_network_in_which_everybody_sits_says_nothing_of_anybody(crowd, ask, house):
    crowd(Kalabalık=(120, "İzmir", "Roma"))

    told = ask()

    assert told.text.endswith("None of them shares more with us than chance would bring.")
    assert rows(told) == [["121 others", "–", "–", "–"]]
    assert told.enough


def test_of_one_network_all_members_are_told(make, member, body, ask):
    network = body("Çember", kind=NETWORK)
    member(network)
    ours = member(network, of=body("Roma Belediyesi", "Roma"))
    member(network, of=body("Linz Belediyesi", "Linz"), relation=MembershipRelation.APPLICANT)

    told = ask(network=network.id)

    assert told.text == "Çember: 1 other member is known."
    assert rows(told) == [["Rome", "1", "1", "–"]]
    assert not told.rows[0].cells[1].public
    assert ours.id


def test_a_network_on_our_record_and_on_a_list_is_one(member, body, crowd, ask):
    member(body("Çember", kind=NETWORK))
    crowd(Çember=(4, "İzmir", "Roma"))

    told = ask()

    assert "of 1 networks with known members in which we have a seat" in told.text
    assert told.sample.startswith("members known of 1 of the 1 networks in which we have a seat")


def test_networks_with_the_same_members_overlap_and_one_of_all_does_not(crowd, ask, house):
    twelve = ["Roma", "Bremen", "Linz", "Bonn", "Hamburg", "Dublin", "Bristol", "Gdańsk", "Atina", "Üsküp"]
    crowd(Kalabalık=(300, "İzmir", *twelve), Bir=(0, "İzmir", *twelve), İki=(0, "İzmir", *twelve))

    told = ask(by=overlap.By.NETWORKS)

    assert told.text == (
        "1 pair of our networks shares more members than chance would bring. Most alike: İki and Bir, "
        "11 members in both, 100% of the smaller one."
    )
    first, *others = rows(told)
    assert first == ["İki – Bir", "11", "0.4", "100%", "yes"]
    assert [row[3:] for row in others] == [["100%", "no"], ["100%", "no"]]
    assert [(bar.label, bar.text) for bar in told.picture.bars] == [("İki – Bir", "11")]


def test_without_a_network_of_ours_the_answer_says_what_to_enter(ask, house):
    told = ask()

    assert told.text == "Not enough data: no network in which we sit is on record."
    assert [one.kind for one in told.wanted] == [RecordKind.MEMBERSHIP]
    assert not told.enough


def test_where_no_other_member_is_known_the_answer_says_so(member, body, crowd, ask):
    member(body("Çember", kind=NETWORK))
    member(body("Ağ", kind=NETWORK))
    crowd(Çember=(4, "İzmir", "Roma"))

    told = ask(data=Data.OWN)

    assert (
        told.text
        == "Not enough data: of none of the 2 networks in which we have a seat another member is known."
    )
    assert [one.text for one in told.wanted] == [
        "Enter or import the members of 2 networks in which we have a seat."
    ]
    assert ask(by=overlap.By.NETWORKS).text.startswith("Not enough data: of fewer than two networks")


@pytest.mark.parametrize("network", [10**9, -(10**9)])
def test_a_network_that_is_none_is_ignored(crowd, ask, house, network):
    crowd(**RARE)

    assert rows(ask(network=network)) == rows(ask())


def test_of_a_network_without_a_seat_of_ours_that_is_said(body, ask, house):
    network = body("Başkaları", kind=NETWORK)

    assert ask(network=network.id).text in (
        "Başkaları: no seat of ours is known.",
        "Not enough data: no network in which we sit is on record.",
    )


def test_both_languages_state_the_same_numbers(crowd, ask, house):
    crowd(Kalabalık=(60, "İzmir", "Roma"), **RARE)
    for by in overlap.By:
        told = [
            [[text.strip("%").replace(",", ".") for text in row[1:4]] for row in rows(ask(language, by=by))]
            for language in ("tr", "en")
        ]
        assert told[0] == told[1]


def test_another_municipality_is_not_us(crowd, ask, house):
    crowd(**RARE)

    assert ask(municipality="antalya").rows == ()
