"""Question 8: what a change of our networks and ties takes away and brings."""

import pytest

from app.answers import network_choice, what_if
from app.errors import NotFound
from app.i18n import translator
from app.queries.kept import forget
from models import PartialDate
from models.vocabulary import AgreementState, MembershipRelation, OrganisationKind, RecordKind
from tests.make import TODAY

NETWORK = OrganisationKind.CITY_NETWORK
FEE = "Fees are not recorded: nothing can be said about money saved or spent."


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return what_if.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


@pytest.fixture
def network(body, member):
    """Write a network with some cities as members, and our house with them."""

    def write(title, *cities, ours=True, **facts):
        made = body(title, kind=NETWORK, title_en=title)
        if ours:
            member(made, **facts)
        for city in cities:
            member(made, of=body(f"{city} Belediyesi", city))
        return made

    return write


def rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def tables(told):
    return {table.title: rows(table) for table in told.tables}


def test_leaving_a_network_names_the_contacts_that_exist_nowhere_else(network, ask, make):
    mayors = network("Mayors", "Linz", "Bonn", "Roma")
    network("Rivers", "Bonn")

    told = ask(leave=mayors.id)

    assert told.text == (
        "If we leave Mayors, 2 of its 3 known members are reached no other way. "
        f"Countries reached only there: Austria and Italy. {FEE}"
    )
    assert {row[0]: row[3] for row in tables(told)["Contacts that would be lost"]} == {
        "Linz": "Mayors – Linz Belediyesi",
        "Rome": "Mayors – Roma Belediyesi",
    }
    assert tables(told)["What else brings the same contacts"] == [["Rivers", "1", "33%"]]
    assert rows(told) == [
        ["Contacts: cities and bodies", "3", "1", "−2"],
        ["Countries of the contacts", "3", "1", "−2"],
        ["Cities and bodies within two ties", "0", "0", "0"],
    ]
    assert [name.text for name in told.used] == ["Mayors – İzmir Büyükşehir Belediyesi"]
    assert told.enough


def test_both_languages_state_the_same_numbers(network, ask):
    mayors = network("Mayors", "Linz", "Bonn", "Roma")

    english, turkish = (ask(language, leave=mayors.id) for language in ("en", "tr"))

    assert [[cell.text for cell in row.cells[1:]] for row in turkish.rows] == [
        [cell.text for cell in row.cells[1:]] for row in english.rows
    ]
    assert [len(table.rows) for table in turkish.tables] == [len(table.rows) for table in english.tables]


def test_leaving_costs_nothing_where_every_member_is_met_elsewhere(network, tie, body, ask):
    mayors = network("Mayors", "Linz")
    tie(body("Linz Şehri", "Linz"))

    assert ask(leave=mayors.id).text == (
        f"If we leave Mayors, its 1 known member is still reached another way. {FEE}"
    )


def test_of_a_network_without_known_members_nothing_can_be_told(network, ask):
    mayors = network("Mayors")

    told = ask(leave=mayors.id)

    assert told.text == f"Not enough data: nobody else in Mayors is known. {FEE}"
    assert not told.enough
    assert [(one.text, one.kind, one.about) for one in told.wanted] == [
        ("Enter who else is in Mayors, or read a public list of it.", RecordKind.MEMBERSHIP, mayors.id)
    ]


def test_members_that_only_a_list_names_are_marked(network, listed, ask):
    mayors = network("Mayors")
    listed(members=[("Mayors", "Linz"), ("Mayors", "Bonn"), ("Mayors", "İzmir")])

    told = ask(leave=mayors.id)

    (lost,) = told.tables[:1]
    assert [row.cells[3].public for row in lost.rows] == [True, True]
    assert told.text.startswith("If we leave Mayors, 2 of its 2 known members are reached no other way.")


def test_joining_says_who_is_new_and_which_partners_can_speak_for_us(network, tie, body, ask):
    mayors = network("Mayors", "Linz", "Bonn", ours=False)
    tie(body("Linz Şehri", "Linz"))

    told = ask(join=mayors.id)

    assert told.text == (
        "If we join Mayors, 1 of its 2 known members is a new contact. New countries: Germany. "
        f"Partner of ours already there: Linz. {FEE}"
    )
    assert [row[0] for row in tables(told)["New contacts"]] == ["Bonn"]


def test_a_public_network_that_is_not_on_record_can_be_joined_by_its_number(
    house, listed, ask, session, make
):
    listed(members=[("Mayors", "Linz"), ("Mayors", "Bonn")])
    ((number, name),) = network_choice.others(session, make.actor("viewer"), translator("en"))

    chosen = network_choice.parse(number)
    assert name == "Mayors"
    assert chosen is not None
    assert chosen < 0
    assert ask(join=chosen).text.startswith("If we join Mayors, 2 of its 2 known members are new contacts.")


def test_a_tie_that_ends_takes_its_partner_along_unless_another_link_stays(tie, body, network, ask):
    linz, bonn = body("Linz Şehri", "Linz"), body("Bonn Şehri", "Bonn")
    alone, beside = tie(linz, title_en="Linz tie"), tie(bonn, title_en="Bonn tie")
    network("Mayors", "Bonn")

    assert ask(tie_id=alone.id).text == "If Linz tie ends, nothing else brings us together with Linz."
    assert ask(tie_id=beside.id).text == "If Bonn tie ends, the partner is still reached through Mayors."


def test_a_new_tie_reaches_the_partners_of_its_partner(house, listed, ask, make):
    listed(("Linz", "Bonn"), ("Linz", "Roma"), ("Linz", "İzmir"))

    told = ask(city_id=make.city("Linz").id)

    assert told.text == "Linz would be a new contact. A tie brings 3 more cities and bodies within two ties."


def test_several_changes_are_reckoned_together(network, ask):
    left, joined = network("Mayors", "Linz"), network("Rivers", "Linz", "Bonn", ours=False)

    told = ask(leave=left.id, join=joined.id)

    assert rows(told)[0] == ["Contacts: cities and bodies", "1", "2", "+1"]
    assert "Contacts that would be lost" not in tables(told)
    assert told.counted == "2 changes"


def test_without_a_change_every_network_of_ours_is_weighed(network, ask):
    network("Mayors", "Linz", "Bonn")
    network("Rivers", "Bonn")
    network("Silent")

    told = ask()

    assert told.text == (
        "Leaving Mayors would cost the most: 1 contact that nothing else brings. "
        "Of 1 network in which we sit or take part nobody else is known."
    )
    assert rows(told) == [
        ["Mayors", "2", "1", "Austria"],
        ["Rivers", "1", "0", "–"],
    ]
    assert tables(told) == {"Networks of ours of which nobody else is known": [["Silent"]]}
    assert [one.parameters for one in told.further] == [
        {"leave": str(row.cells[0].words[0].id)} for row in told.rows[:2]
    ]


def test_an_empty_record_and_one_without_our_house_say_what_to_enter(ask, house, make):
    assert ask().text == "Not enough data: no network of ours is recorded with another member."
    assert not ask().enough

    other = ask(municipality="antalya")
    assert other.text == "Not enough data: no organisation on record is marked as our own house."
    assert [one.kind for one in other.wanted] == [RecordKind.ORGANISATION]


def test_what_is_not_ours_cannot_be_left_and_what_is_ours_cannot_be_joined(network, tie, body, ask):
    ours, theirs = network("Mayors", "Linz"), network("Rivers", "Bonn", ours=False)
    draft = tie(body("Roma Şehri", "Roma"), state=AgreementState.DRAFT)
    overview = ask().text

    assert ask(leave=theirs.id).text == overview
    assert ask(join=ours.id).text == overview
    assert ask(join=10**9).text == overview
    assert ask(tie_id=draft.id).text == f"The agreement is no tie of our own house that stands. {overview}"
    with pytest.raises(NotFound):
        ask(tie_id=10**9)


def test_who_only_applies_or_has_left_is_in_no_network(network, ask):
    network("Mayors", "Linz", relation=MembershipRelation.APPLICANT)
    network("Rivers", "Bonn", until=PartialDate.of(2020))

    assert ask().rows == ()


def test_the_partner_of_an_agency_does_not_meet_its_other_partners(body, member, ask, make, session):
    agency = body("Ajans", kind=OrganisationKind.INTERNATIONAL_ORGANISATION)
    circle = body("Ağ", kind=NETWORK)
    for one in (agency, circle):
        member(one, relation=MembershipRelation.PARTNER)

    assert [row[0] for row in rows(ask().tables[0])] == ["Ağ"]
    offered = network_choice.ours(session, make.actor("viewer"), translator("en"))
    assert [name for _, name in offered] == ["Ağ"]


def test_networks_are_offered_by_name_to_be_left_or_joined(network, listed, make, session):
    actor, t = make.actor("viewer"), translator("en")
    network("Zebra", "Linz")
    network("Alpha", "Bonn", ours=False)
    network("Gone", "Roma", until=PartialDate.of(2020))
    listed(members=[("Beta", "İzmir"), ("Gamma", "Linz")])

    assert [name for _, name in network_choice.ours(session, actor, t)] == ["Beta", "Zebra"]
    assert [name for _, name in network_choice.others(session, actor, t)] == ["Alpha", "Gamma", "Gone"]
    assert network_choice.parse("−3") is None
    assert network_choice.parse("-" * 3) is None


def test_constant_statements(network, ask, sent):
    def count():
        forget()
        sent.clear()
        ask(leave=left.id)
        return len(sent)

    left = network("Mayors", "Linz")
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen")):
        network(f"Network {number}", city)
    assert count() == first <= 24
