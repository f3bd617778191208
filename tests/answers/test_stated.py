"""What sources state beside what the record holds."""

from datetime import date

import pytest

from app.answers import stated as answers
from app.i18n import translator
from app.records.agreements import AGREEMENT
from models import PartialDate
from models.vocabulary import (
    AgreementState,
    Evidence,
    Instrument,
    MembershipRelation,
    Metric,
    OrganisationKind,
    PartyRole,
    Relation,
)
from tests.make import TODAY


@pytest.fixture
def compare(make, session):
    """Compare, in English."""

    def ask(municipality="izmir", language="en"):
        actor = make.actor("viewer", municipality)
        found = answers.compare(session, actor, t=translator(language), today=TODAY)
        return {(one.metric, one.ours): one for one in found}

    return ask


def recorded(compare, metric):
    return compare()[metric, True].recorded


def test_sister_cities_are_counted_by_city_and_only_while_the_tie_stands(tie, body, stated, compare):
    stated(Metric.SISTER_CITIES, 27)
    linz = body("Linz Belediyesi", "Linz")
    for state in AgreementState:
        tie(linz if state is AgreementState.DRAFT else body(f"B {state}", "Bonn"), state=state)
    tie(body("Üsküp Belediyesi", "Üsküp"), ends=PartialDate.of(2020), title_tr="Süresi dolan")
    tie(body("Adsız Belediye"))

    # in force and suspended share a city; Bonn is one, the municipality without a seat another
    assert recorded(compare, Metric.SISTER_CITIES) == 2


def test_an_agency_in_the_paper_is_no_city_and_a_witness_is_no_counterpart(
    tie, body, house, make, stated, compare
):
    stated(Metric.SISTER_CITIES, 27)
    agency = body("Kalkınma Ajansı", "Roma", kind=OrganisationKind.OTHER)
    tie(body("Linz Belediyesi", "Linz"), agency)
    bremen, witness = body("Bremen Belediyesi", "Bremen"), body("Bonn Belediyesi", "Bonn")
    make.record(
        AGREEMENT,
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        parties=[
            {"organisation_id": house.id},
            {"organisation_id": bremen.id},
            {"organisation_id": witness.id, "role": PartyRole.WITNESS},
        ],
    )

    assert recorded(compare, Metric.SISTER_CITIES) == 2


def test_a_tie_of_others_is_not_ours(tie, body, house, stated, compare):
    stated(Metric.SISTER_CITIES, 27)
    tie(body("Linz Belediyesi", "Linz"), body("Bremen Belediyesi", "Bremen"), ours=False)

    assert recorded(compare, Metric.SISTER_CITIES) == 0


def test_relation_and_instrument_are_counted_apart(tie, body, stated, compare):
    for metric in Metric:
        stated(metric, 3, title_tr="Başka")
    tie(body("Linz Belediyesi", "Linz"), relation=Relation.GOODWILL, instrument=Instrument.PROTOCOL)
    tie(body("Bremen Belediyesi", "Bremen"), relation=Relation.PROGRAMME, instrument=Instrument.PROTOCOL)

    found = compare()

    assert {metric.value: one.recorded for (metric, _), one in found.items()} == {
        "sister_cities": 0,
        "protocol_cities": 0,
        "protocols": 2,
        "goodwill_cities": 1,
        "memberships": 0,
        "visit_interpreting_hours": 0,
        "event_interpreting_hours": 0,
        "other": None,
    }


def test_a_membership_that_a_source_only_implies_or_that_has_ended_is_not_counted(
    member, body, stated, compare
):
    stated(Metric.MEMBERSHIPS, 24)
    networks = [body(f"Ağ {number}", kind=OrganisationKind.CITY_NETWORK) for number in range(6)]
    member(networks[0], evidence=Evidence.STATED)
    member(networks[1], evidence=None)
    member(networks[2], evidence=Evidence.IMPLIED)
    member(networks[3], relation=MembershipRelation.PARTICIPANT, evidence=Evidence.STATED)
    member(networks[4], evidence=Evidence.STATED, until=PartialDate.of(2020))
    member(networks[5], of=body("Linz Belediyesi", "Linz"), evidence=Evidence.STATED)

    assert recorded(compare, Metric.MEMBERSHIPS) == 2


def test_what_is_missing_is_said_with_what_to_do(stated, tie, body, compare):
    stated(Metric.SISTER_CITIES, 27, sources=[{"title": "Faaliyet Raporu 2023"}])
    stated(Metric.GOODWILL_CITIES, 0)
    stated(Metric.PROTOCOL_CITIES, 1)
    tie(body("Linz Belediyesi", "Linz"))
    tie(body("Bonn Belediyesi", "Bonn"), relation=Relation.GOODWILL)
    tie(body("Bremen Belediyesi", "Bremen"), relation=Relation.PROTOCOL_CITY)

    found = compare()

    sisters = found[Metric.SISTER_CITIES, True]
    assert (sisters.stated, sisters.recorded, sisters.enough) == (27, 1, False)
    assert sisters.short == "1 of 27 sister cities are recorded"
    assert sisters.todo == "26 are missing from the record: enter or import them."
    assert (sisters.source, sisters.as_of) == ("Faaliyet Raporu 2023", PartialDate.of(2022, 12, 31))
    assert sisters.about.text == "İzmir Büyükşehir Belediyesi"
    goodwill = found[Metric.GOODWILL_CITIES, True]
    assert goodwill.todo == "More is recorded than stated: check the figure and the records."
    assert (found[Metric.PROTOCOL_CITIES, True].todo, found[Metric.PROTOCOL_CITIES, True].enough) == (
        "",
        True,
    )


def test_a_peer_is_shown_as_stated_and_nobody_else_is_shown(stated, body, compare):
    stated(Metric.SISTER_CITIES, 12, about=body("Antalya Büyükşehir Belediyesi", "Antalya", peer=True))
    stated(Metric.SISTER_CITIES, 99, about=body("Bursa Büyükşehir Belediyesi", "Bursa"))

    (found,) = compare().values()

    assert (found.stated, found.recorded, found.ours, found.todo) == (12, None, False, "")
    assert not compare("antalya")


def test_of_several_statements_the_latest_counts(stated, compare):
    stated(Metric.SISTER_CITIES, 27)
    stated(Metric.SISTER_CITIES, 25, as_of=PartialDate.on(date(2021, 12, 31)))

    assert compare()[Metric.SISTER_CITIES, True].stated == 27


def test_too_thin_a_record_says_so_in_one_sentence(stated, tie, body, compare, both, make, session):
    stated(Metric.SISTER_CITIES, 27)
    stated(Metric.MEMBERSHIPS, 24)
    tie(body("Linz Belediyesi", "Linz"))
    found = answers.compare(session, make.actor(), t=both, today=TODAY)

    told, wanted = answers.thin(found, (Metric.SISTER_CITIES, Metric.MEMBERSHIPS), both)

    assert (
        "".join(str(part) for part in told)
        == {
            "tr": "Veri yetmiyor: 27 kardeş şehirden 1 tanesi kayıtlı ve 24 üyelikten 0 tanesi yürürlükte ve "
            "kaynakta açıkça belirtilmiş olarak kayıtlı.",
            "en": "Not enough data: 1 of 27 sister cities are recorded and 0 of 24 memberships are recorded "
            "as in force and stated by a source.",
        }[both.language]
    )
    assert len(wanted) == 2
    assert answers.thin(found, (Metric.PROTOCOLS,), both) == ((), ())


def test_constant_statements(stated, tie, body, compare, sent):
    def count():
        sent.clear()
        compare()
        return len(sent)

    stated(Metric.SISTER_CITIES, 27)
    tie(body("Linz Belediyesi", "Linz"))
    compare()
    first = count()
    for number in range(5):
        stated(Metric.OTHER, number, title_tr=f"Başka {number}", sources=[{"title": "S"}])
        tie(body(f"Belediye {number}", "Bonn"), relation=Relation.GOODWILL)
    assert count() == first <= 7
