"""Question 9: chains of named ties to a city."""

from datetime import date
from itertools import pairwise

import pytest

from app.answers import door
from app.errors import NotFound
from app.i18n import translator
from app.queries.kept import forget
from app.records import kit
from app.records.cities import CITY
from models import PartialDate
from models.vocabulary import (
    AgreementState,
    MembershipRelation,
    OrganisationKind,
    RecordKind,
    Relation,
    Side,
    VisitState,
)
from tests.make import TODAY

NETWORK, EMBASSY = OrganisationKind.CITY_NETWORK, OrganisationKind.EMBASSY


@pytest.fixture
def ask(make, session):
    """Ask about a city, in English."""

    def ask(city="Floransa", language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        city_id = city if isinstance(city, int) else make.city(city).id
        t = translator(language)
        return door.ask(session, actor, city_id=city_id, t=t, today=TODAY, **parameters)

    return ask


def ways(answer):
    return [" > ".join(stop.text for stop in way.stops[1:]) for way in answer.ways]


def ways_text(answer):
    return [[getattr(stop, "text", stop) for stop in way.stops] for way in answer.ways]


def person(make, name, *bodies, **facts):
    return make.person(name, posts=[{"organisation_id": one.id, **facts} for one in bodies])


def present(one):
    return {"delegates": [{"person_id": one.id, "name": one.title_tr}]}


def test_a_sister_city_opens_the_door_to_its_own_sister(tie, body, ask, make):
    uskup, zagreb = body("Üsküp Belediyesi", "Üsküp"), body("Floransa Belediyesi", "Floransa")
    ours = tie(uskup, signed=PartialDate.of(2023, 3, 23), title_tr="Bizim", title_en="Ours")
    theirs = tie(uskup, zagreb, ours=False, title_tr="Onların", title_en="Theirs")

    told = ask()

    assert told.text == "Best way: Skopje (Sister city, 23 Mar 2023) → Florence (Sister city)."
    assert [part.id for part in told.sentence if not isinstance(part, str)] == [
        make.city("Üsküp").id,
        make.city("Floransa").id,
    ]
    (way,) = told.ways
    assert [stop.text for stop in way.stops] == ["İzmir", "Skopje", "Florence"]
    assert [step.evidence.id for step in way.steps] == [ours.id, theirs.id]
    assert way.strength == "0.81"
    assert [[cell.text for cell in row.cells] for row in told.rows] == [
        ["1", "İzmir → Skopje", "Sister city", "23 Mar 2023", "Ours", "0.9"],
        ["1", "Skopje → Florence", "Sister city", "unknown", "Theirs", "0.9"],
    ]
    assert told.enough
    assert not told.wanted


def test_the_chain_in_turkish(tie, body, ask):
    uskup = body("Üsküp Belediyesi", "Üsküp")
    tie(uskup, signed=PartialDate.of(2023, 3, 23))
    tie(uskup, body("Floransa Belediyesi", "Floransa"), ours=False)

    told = ask(language="tr")

    assert told.question == "Floransa için bize kim kapı açar?"
    assert told.text == "En güçlü yol: Üsküp (Kardeş şehir, 23.03.2023) → Floransa (Kardeş şehir)."
    assert told.ways[0].strength == "0,81"


def test_a_tie_of_our_own_is_the_first_answer(tie, body, ask):
    tie(body("Floransa Belediyesi", "Floransa"), signed=PartialDate.of(1996))

    assert ask().text == "We know Florence ourselves: Sister city, 1996."


def test_a_shared_network_leads_on_and_who_presides_two_bodies_leads_between_them(
    body, member, met, ask, make
):
    network = body("Eurocities", kind=NETWORK)
    member(network)
    member(network, of=body("Roma Belediyesi", "Roma"))
    assert ways(ask("Roma")) == ["Eurocities > Rome"]
    assert ways(ask()) == []

    # mayor of Florence and president of the network: one person, two offices
    person(make, "Dario Nardella", network, body("Floransa Belediyesi", "Floransa"))
    told = ask()
    assert ways(told) == ["Eurocities > Dario Nardella > Florence"]
    assert [step.words for step in told.ways[0].steps] == ["Member", "Holds an office", "Holds an office"]


def test_two_who_came_together_know_each_other_and_a_large_company_less(body, met, ask, house):
    bonn, florence = body("Bonn Belediyesi", "Bonn"), body("Floransa Belediyesi", "Floransa")
    met(bonn, florence)
    assert ask().ways[0].strength == "0.3"

    met(bonn, florence, *(body(f"Kurum {number}") for number in range(8)))
    assert float(ask().ways[0].strength) == pytest.approx(0.34, abs=0.01)


def test_who_has_left_office_is_named_only_as_somebody_who_left_and_after_who_is_there(
    body, met, ask, make, house
):
    florence = body("Floransa Belediyesi", "Floransa")
    gone = person(make, "Eski Başkan", florence, until=PartialDate.of(2023, 6))
    met(**present(gone), on=date(2023, 2, 27))

    told = ask()
    assert ways(told) == ["Eski Başkan > Florence"]
    assert told.ways[0].steps[1].words == "Formerly held an office"
    assert [cell.text for cell in told.tables[0].rows[0].cells[:4]] == [
        "Eski Başkan",
        "Eski Başkan",
        "27 Feb 2023",
        "Left office: June 2023",
    ]

    there = person(make, "Başkan", florence, until=PartialDate.on(date(2024, 6, 1)))
    met(**present(there), on=date(2022, 2, 27))
    assert ways(ask()) == ["Başkan > Florence", "Eski Başkan > Florence"]


def test_a_tie_that_sleeps_opens_the_door_half_as_far(tie, body, met, ask):
    linz, bonn, florence = (body(f"{city} Belediyesi", city) for city in ("Linz", "Bonn", "Floransa"))
    for one in (linz, bonn):
        tie(one)
        tie(one, florence, ours=False)
    met(group_name="The register is old", on=date(2015, 1, 1))
    met(bonn, on=date(2021, 11, 1))

    told = ask()

    assert ways(told) == ["Bonn > Florence", "Linz > Florence"]
    assert [row.cells[-1].text for row in told.rows if row.cells[0].text == "2"] == ["0.45", "0.9"]


def test_with_whom_to_speak_is_whom_we_met_and_whether_they_are_still_in_office_is_said(
    tie, body, met, ask, make
):
    uskup = body("Üsküp Belediyesi", "Üsküp")
    tie(uskup)
    tie(uskup, body("Floransa Belediyesi", "Floransa"), ours=False)
    person(make, "Hiç Görülmedi", uskup, known_on=date(2023, 10, 1))
    mayor = person(
        make, "Başkan", uskup, known_on=date(2023, 3, 23), title_tr="Belediye Başkanı", title_en="Mayor"
    )
    met(**present(mayor), on=date(2023, 3, 23))

    (table,) = ask().tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Skopje", "Başkan", "23 Mar 2023", "Not confirmed since 23 Mar 2023", "0.81"]
    ]
    assert table.rows[0].cells[1].detail == ("Mayor, Üsküp Belediyesi",)


def test_a_public_list_opens_the_door_marked_as_such_and_can_be_left_out(tie, body, ask, listed, make):
    tie(body("Üsküp Belediyesi", "Üsküp"), signed=PartialDate.of(2023, 3, 23))
    listed(("Üsküp", "Floransa"))

    told = ask()

    assert told.text == "Best way: Skopje (Sister city, 23 Mar 2023) → Florence (Twin town, open source)."
    (way,) = told.ways
    assert [step.public for step in way.steps] == [False, True]
    assert (way.steps[1].evidence.text, way.steps[1].evidence.id) in {
        ("Skopje – Florence", make.city(city).id) for city in ("Üsküp", "Floransa")
    }
    assert [row.cells[2].public for row in told.rows] == [False, True]
    assert "open source: ties 1" in told.sample
    own = ask(data=door.Data.OWN)
    assert (own.ways, own.enough) == ((), False)
    assert "open source" not in own.sample


def test_a_network_of_ours_leads_to_a_city_that_only_a_list_calls_a_member(body, member, ask, listed):
    member(body("Şehirler Ağı (ŞA)", kind=NETWORK, title_en="Cities Network (CN)"))
    listed(members=[("Cities Network", "Floransa"), ("Cities Network", "Roma"), ("Elsewhere", "Floransa")])

    told = ask()

    assert ways(told) == ["Cities Network (CN) > Florence"]
    assert told.text == ("Best way: Cities Network (CN) (Member) → Florence (Member, open source).")


def test_a_network_that_is_not_on_record_is_named_without_a_link(house, ask, listed):
    listed(members=[("Elsewhere", "Floransa"), ("Elsewhere", "İzmir")])

    told = ask()

    assert ways_text(told) == [["İzmir", "Elsewhere", "Florence"]]
    assert told.ways[0].stops[1] == "Elsewhere"


def test_an_embassy_opens_the_door_only_after_it_has_met_us_and_never_to_its_seat(
    body, met, ask, make, house
):
    embassy = body("İtalya Büyükelçiliği", "Ankara", kind=EMBASSY, represents_id=make.country("IT").id)
    assert ways(ask()) == []

    visit = met(embassy, on=date(2023, 5, 3))
    told = ask()
    assert ways(told) == ["İtalya Büyükelçiliği > Florence"]
    assert [step.words for step in told.ways[0].steps] == ["Meeting", "Represents the country"]
    assert told.ways[0].steps[0].evidence.id == visit.id
    assert ways(ask("Ankara")) == []


def test_what_is_planned_called_off_or_over_opens_nothing(tie, body, met, ask):
    florence = body("Floransa Belediyesi", "Floransa")
    met(florence, state=VisitState.PLANNED)
    met(florence, state=VisitState.CANCELLED, state_reason_tr="Hava")
    for state in (AgreementState.DRAFT, AgreementState.ENDED, AgreementState.SUPERSEDED):
        tie(florence, state=state)
    tie(florence, relation=Relation.PROJECT, ends=PartialDate.of(2020))

    assert ways(ask()) == []


def test_a_suspended_tie_counts_half(tie, body, ask):
    tie(body("Floransa Belediyesi", "Floransa"), state=AgreementState.SUSPENDED)

    assert ask().ways[0].strength == "0.45"


def test_an_applicant_sits_in_no_network_and_a_membership_that_ended_is_none(body, member, ask):
    network, old = body("Ağ", kind=NETWORK), body("Eski ağ", kind=NETWORK)
    florence = body("Floransa Belediyesi", "Floransa")
    member(network, of=florence)
    member(old, of=florence)
    member(network, relation=MembershipRelation.APPLICANT)
    member(old, until=PartialDate.of(2020))
    assert ways(ask()) == []

    member(network, relation=MembershipRelation.PARTICIPANT)
    told = ask()
    assert ways(told) == ["Ağ > Florence"]
    assert [step.words for step in told.ways[0].steps] == ["Participant", "Member"]


def test_our_units_and_companies_are_we_and_a_unit_of_theirs_is_the_city(tie, body, met, ask, house):
    company = body("Şirketimiz", "İzmir", kind=OrganisationKind.MUNICIPAL_COMPANY, ours=True)
    florence = body("Floransa Belediyesi", "Floransa")
    unit = body("Dış İlişkiler", "Floransa", kind=OrganisationKind.UNIT, parent_id=florence.id)
    tie(company, unit, ours=False, relation=Relation.PROTOCOL_CITY)

    assert ways(ask()) == ["Florence"]
    assert ask("İzmir").text == "İzmir is our own city."


def test_a_body_of_the_city_knows_it_and_a_network_that_sits_there_does_not(body, met, ask, house):
    met(body("Ağ", "Floransa", kind=NETWORK))
    assert ways(ask()) == []

    met(body("Floransa Üniversitesi", "Floransa", kind=OrganisationKind.UNIVERSITY))
    assert ways(ask()) == ["Floransa Üniversitesi > Florence"]


def test_our_own_side_of_a_visit_opens_no_door(body, met, ask, make, house):
    florence = body("Floransa Belediyesi", "Floransa")
    escort = person(make, "Bizden Biri", florence)
    met(delegates=[{"person_id": escort.id, "name": "Bizden Biri", "side": Side.OURS}], group_name="Heyet")

    assert ways(ask()) == []


def test_three_steps_are_the_longest_way(tie, body, ask):
    chain = [body(f"{city} Belediyesi", city) for city in ("Linz", "Bonn", "Bremen", "Floransa")]
    tie(chain[0])
    for a, b in pairwise(chain):
        tie(a, b, ours=False)

    assert ways(ask("Bremen")) == ["Linz > Bonn > Bremen"]
    assert ways(ask("Floransa")) == []


def test_without_a_link_the_answer_says_what_to_enter(tie, body, ask, make):
    tie(body("Linz Belediyesi", "Linz"))

    told = ask()

    assert told.text == "Not enough data: nothing on record links us with Florence in three steps or fewer."
    assert not told.enough
    assert [(one.kind, one.about) for one in told.wanted] == [
        (RecordKind.VISIT, make.city("Floransa").id),
        (RecordKind.MEMBERSHIP, None),
        (RecordKind.AGREEMENT, make.city("Floransa").id),
    ]
    assert told.wanted[0].text == "Enter a visit with somebody from Florence."


def test_without_our_own_house_nothing_can_be_told(ask, make):
    told = ask()

    assert told.text == "Not enough data: no organisation on record is marked as our own house."
    assert [one.kind for one in told.wanted] == [RecordKind.ORGANISATION]


def test_a_city_in_the_bin_ends_the_way_and_the_question(tie, body, ask, make, session):
    linz = body("Linz Belediyesi", "Linz")
    tie(linz)
    tie(linz, body("Floransa Belediyesi", "Floransa"), ours=False)
    kit.throw_away(session, make.actor("admin"), CITY, make.city("Linz").id, today=TODAY)
    session.commit()

    assert ways(ask()) == []
    with pytest.raises(NotFound):
        ask(make.city("Linz").id)


@pytest.mark.parametrize("other", [lambda house: house.id, lambda house: 10**9])
def test_only_a_city_can_be_asked_about(house, ask, other):
    with pytest.raises(NotFound):
        ask(other(house))


def test_another_municipality_does_not_use_our_ways(tie, body, ask):
    tie(body("Floransa Belediyesi", "Floransa"))

    assert ask(municipality="antalya").ways == ()


def test_a_hostile_name_is_text(tie, body, ask, make):
    name = "%(city)s <img src=x> {0}"
    network = body(name, kind=NETWORK)
    tie(network, relation=Relation.NETWORK)
    tie(network, body("Floransa Belediyesi", "Floransa"), ours=False, relation=Relation.NETWORK)

    assert ask().text == f"Best way: {name} (Network tie) → Florence (Network tie)."


def test_constant_statements(tie, body, met, member, ask, make, sent):
    def count():
        forget()
        sent.clear()
        ask()
        return len(sent)

    def more(number, city):
        one = body(f"Belediye {number}", city)
        network = body(f"Ağ {number}", kind=NETWORK)
        tie(one)
        member(network, of=one)
        mayor = person(make, f"Başkan {number}", one)
        met(one, **present(mayor))

    tie(body("Floransa Belediyesi", "Floransa"))
    more(1, "Linz")
    ask()
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen", "Üsküp"), start=2):
        more(number, city)
    assert count() == first <= 36


def test_whoever_is_only_awaited_in_an_office_is_announced_and_the_way_through_it_has_no_day(
    body, member, met, ask, make
):
    network = body("Eurocities", kind=NETWORK)
    member(network)
    mayor = person(
        make, "Beklenen", network, body("Floransa Belediyesi", "Floransa"), known_on=date(2023, 11, 14)
    )
    met(**present(mayor), on=date(2023, 2, 27))

    told = ask()

    (table,) = told.tables
    assert [row.cells[3].text for row in table.rows] == ["Announced for 14 Nov 2023"]
    offices = [step for way in told.ways for step in way.steps if "Holds an office" in step.words]
    assert [step.since for step in offices] == [""] * len(offices)
    assert offices
