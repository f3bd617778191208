"""The first page of the day: how the ties stand, and how much of what is stated is on record."""

import re

import pytest

from app.records.nouns import NOUNS
from models import PartialDate
from models.vocabulary import (
    AgreementState,
    Instrument,
    MembershipRelation,
    Metric,
    OrganisationKind,
    RecordKind,
    Relation,
)
from tests.laws.reading import statements_on

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} %(name)s"
REPORT = "Faaliyet Raporu 2023"
CITIES = ("Üsküp", "Bremen", "Linz", "Frankfurt", "Xiamen", "Chengdu", "Barselona")


@pytest.fixture
def house(make):
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        ours=True,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
    )


@pytest.fixture
def partner(make):
    """Write the municipality of a city."""

    def write(city, title=None):
        seat = make.city(city)
        return make.organisation(
            title or f"{city} Belediyesi", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=seat.id
        )

    return write


@pytest.fixture
def tie(make, house):
    def write(other, relation=Relation.SISTER_CITY, **data):
        return make.record(
            NOUNS[RecordKind.AGREEMENT],
            relation=relation,
            parties=[{"organisation_id": house.id}, {"organisation_id": other.id}],
            **{"state": AgreementState.IN_FORCE, "instrument": Instrument.AGREEMENT, **data},
        )

    return write


def stated(make, house, metric, value):
    return make.record(
        NOUNS[RecordKind.STATED_FIGURE],
        about_id=house.id,
        metric=metric,
        value=value,
        as_of=PartialDate.of(2023, 12, 31),
        sources=[{"title": REPORT}],
    )


def section(page, heading):
    """The text of the section of the side column under a heading."""
    for one in page.select(".page-side section"):
        if one.h2 and one.h2.get_text(strip=True) == heading:
            return re.sub(r"\s+", " ", one.get_text(" ")).strip()
    return None


def test_what_is_recorded_stands_beside_what_is_stated(browser, make, house, partner, tie):
    for city in CITIES[:5]:
        tie(partner(city))
    for city in CITIES[5:]:
        tie(partner(city), Relation.GOODWILL)
    for number in range(5):
        network = make.organisation(f"Ağ {number}", organisation_kind=OrganisationKind.CITY_NETWORK)
        make.record(
            NOUNS[RecordKind.MEMBERSHIP],
            network_id=network.id,
            member_id=house.id,
            relation=MembershipRelation.MEMBER,
        )
    figures = {
        metric: stated(make, house, metric, value)
        for metric, value in (
            (Metric.SISTER_CITIES, 27),
            (Metric.PROTOCOL_CITIES, 3),
            (Metric.GOODWILL_CITIES, 6),
            (Metric.MEMBERSHIPS, 24),
        )
    }

    page = browser.open("/")

    told = section(page, "Recorded / stated")
    for pair in ("5 / 27", "0 / 3", "2 / 6", "5 / 24"):
        assert pair in told
    assert "22 are missing from the record" in told
    assert f"Stated in: {REPORT} (31 Dec 2023)" in told
    for figure in figures.values():
        assert page.select_one(f'.page-side a[href="/figures/{figure.id}"]')
    assert {str(link["href"]) for link in page.select(".page-side .detail a")} >= {
        "/agreements/new",
        "/memberships/new",
    }


def test_who_may_only_read_is_told_what_to_do_and_not_led_there(browse, make, house):
    stated(make, house, Metric.SISTER_CITIES, 27)

    page = browse("viewer").open("/")

    assert "27 are missing from the record" in section(page, "Recorded / stated")
    assert not page.select('a[href="/agreements/new"]')


def test_what_is_stated_of_others_or_elsewhere_is_not_on_the_page(browser, make, house):
    peer = make.organisation("Antalya Büyükşehir Belediyesi", peer=True)
    stated(make, peer, Metric.SISTER_CITIES, 12)
    theirs = make.organisation("Başkasının evi", "antalya", ours=True)
    make.record(
        NOUNS[RecordKind.STATED_FIGURE], "antalya", about_id=theirs.id, metric=Metric.MEMBERSHIPS, value=14
    )

    assert section(browser.open("/"), "Recorded / stated") is None


def test_ties_in_force_are_counted_by_relation_and_each_count_opens_its_list(browser, partner, tie):
    for city in CITIES[:3]:
        tie(partner(city))
    tie(partner("Linz", "Linz Stadtwerke"), Relation.PROJECT)
    tie(partner("Barselona"), Relation.GOODWILL, state=AgreementState.DRAFT)

    page = browser.open("/")

    links = {
        link.get_text(" ", strip=True): str(link["href"])
        for link in page.select('.fact-line a[href^="/agreements"]')
    }
    assert list(links) == ["Sister city 3", "Project partnership 1"]
    rows = browser.open(links["Sister city 3"]).select("table.records tbody tr")
    assert len(rows) == 3


def test_a_young_register_calls_no_tie_asleep(browser, make, partner, tie):
    tie(partner("Üsküp"), signed=PartialDate.of(2017))
    make.visit(held=PartialDate.of(2023, 1, 12), city_id=make.city("Bremen").id)

    page = browser.open("/")

    told = section(page, "No contact recorded")
    assert "1 tie" in told
    assert "Üsküp Belediyesi Sister city · last contact: 2017" in told
    assert "Since the register begins (12 Jan 2023)" in told
    assert section(page, "Sleeping ties") is None


def test_an_old_register_says_which_ties_sleep_sister_cities_first(browser, make, partner, tie):
    make.visit(held=PartialDate.of(2020, 1, 12), city_id=make.city("Bremen").id)
    tie(partner("Linz"), Relation.CONTACT)
    tie(partner("Üsküp"), signed=PartialDate.of(2019))
    fresh = tie(partner("Frankfurt"), signed=PartialDate.of(2023, 3, 8))

    page = browser.open("/")

    told = section(page, "Sleeping ties")
    assert "24 months without contact" in told
    assert told.index("Üsküp Belediyesi") < told.index("Linz Belediyesi")
    assert f"/agreements/{fresh.id}" not in {str(a["href"]) for a in page.select(".page-side a")}
    assert section(page, "No contact recorded") is None


def test_sections_with_nothing_in_them_are_gone(browser, house):
    page = browser.open("/")

    for heading in ("Recorded / stated", "Sleeping ties", "No contact recorded", "Latest visits"):
        assert section(page, heading) is None
    assert not page.select('.fact-line a[href^="/agreements"]')


def test_hostile_names_are_text(browser, make, partner, tie):
    make.visit(held=PartialDate.of(2020, 1, 12), city_id=make.city("Bremen").id)
    tie(partner("Üsküp", HOSTILE))

    page = browser.open("/")

    assert HOSTILE in section(page, "Sleeping ties")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_opens_in_both_languages(browse, make, house, partner, tie, language):
    tie(partner("Üsküp"))
    stated(make, house, Metric.SISTER_CITIES, 27)

    assert "1 / 27" in browse("officer", language).open("/").words


def test_the_page_takes_the_same_number_of_statements_however_much_is_on_record(
    browser, connection, make, house, partner, tie
):
    def more(cities, number):
        for city in cities:
            body = partner(city)
            tie(body, signed=PartialDate.of(2017))
            make.visit(held=PartialDate.of(2020, number, 1), counterparts=[{"organisation_id": body.id}])
        stated(make, house, Metric.SISTER_CITIES, 27 + number)

    def cost():
        with statements_on(connection) as sent:
            browser.open("/")
        return sum(one.startswith("SELECT") for one in sent)

    more(CITIES[:1], 1)
    cost()
    one = cost()
    more(CITIES[1:], 2)
    cost()  # totals are counted once for each state of the data
    assert cost() == one
