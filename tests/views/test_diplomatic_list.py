"""The diplomatic list: the two corps by class, then by the day of credentials or exequatur."""

from datetime import date

import pytest

from models import PartialDate
from models.vocabulary import EqualsBy, OrganisationKind
from tests.laws.reading import statements


@pytest.fixture
def corps(make):
    """Write two embassies and a consulate, with people whose titles are of the lists, and one who is not."""
    italy, spain = (
        make.organisation(
            f"{code} Büyükelçiliği",
            organisation_kind=OrganisationKind.EMBASSY,
            represents_id=make.country(code).id,
        )
        for code in ("IT", "ES")
    )
    consulate = make.organisation(
        "Konsolosluk", organisation_kind=OrganisationKind.HONORARY_CONSULATE, district="İzmir, Manisa"
    )
    for name, title, body, day in (
        ("Ada", "Maslahatgüzar", italy, None),
        ("Bora", "Büyükelçi", spain, date(2022, 1, 1)),
        ("Can", "Büyükelçi", italy, date(2021, 1, 1)),
        ("Derya", "Ataşe", italy, None),
        ("Emre", "Fahri Konsolos", consulate, None),
    ):
        post = {"title_tr": title, "organisation_id": body.id, "accredited_on": day}
        make.person(name, posts=[post])
    gone = {"title_tr": "Büyükelçi", "organisation_id": italy.id, "until": PartialDate.of(2020)}
    make.person("Former", posts=[gone])
    make.person("Elsewhere", posts=[{"title_tr": "Büyükelçi", "organisation_id": make.organisation().id}])


def names(page, corps):
    return [link.get_text() for link in page.select(f"section[aria-labelledby={corps}] td.is-name a")]


def test_each_corps_stands_by_class_and_then_by_seniority_and_says_why(browse, make, corps):
    lists = {"code": "missions", "equals_by": EqualsBy.SENIORITY, "equals_basis_en": "art. 16/1"}
    make.ranking((1, "Büyükelçi"), (4, "Maslahatgüzar"), **lists)

    page = browse("viewer").open("/diplomatic-list")

    assert names(page, "diplomatic") == ["Can", "Bora", "Ada", "Derya"]
    assert names(page, "consular") == ["Emre"]
    assert "Consular district: İzmir, Manisa" in page.words
    assert "Can: credentials or exequatur on 1 Jan 2021, Bora: on 1 Jan 2022 (art. 16/1)" in page.words
    assert "Derya has no rank, so comes after everybody who has one" in page.words


def test_a_list_that_was_withdrawn_ranks_nobody(browse, make, corps):
    make.ranking((1, "Maslahatgüzar"), code="missions", valid_until=date(2010, 1, 1))

    page = browse().open("/diplomatic-list")

    assert "No list of ranks for this corps is in force today" in page.words
    assert names(page, "diplomatic") == ["Can", "Bora", "Ada", "Derya"]


def test_the_countries_are_named_in_the_language_of_the_alphabet_that_was_chosen(browse, corps):
    page = browse().open("/diplomatic-list?alphabet=fr")

    assert "Italie" in page.words
    assert browse().open("/diplomatic-list?alphabet=xx").select('strong[aria-current="true"]')


def test_who_holds_two_posts_at_a_mission_stands_there_once_and_our_own_missions_are_left_out(browse, make):
    ours, theirs = (
        make.organisation(
            f"{code} Büyükelçiliği",
            organisation_kind=OrganisationKind.EMBASSY,
            represents_id=make.country(code).id,
        )
        for code in ("TR", "PE")
    )
    make.organisation("İzmir", ours=True, seat_id=make.city("İzmir").id)
    make.person(
        "Ada", posts=[{"title_tr": title, "organisation_id": theirs.id} for title in ("Elçi", "Vekil")]
    )
    make.person("Bora", posts=[{"title_tr": "Büyükelçi", "organisation_id": ours.id}])

    page = browse().open("/diplomatic-list")

    assert names(page, "diplomatic") == ["Ada"]
    assert "Elçi; Vekil" in page.words


def test_another_municipality_sees_its_own(browse, make, corps):
    page = browse(make.user("officer", "antalya")).open("/diplomatic-list")

    assert page.words.count("Nobody at such a mission is recorded.") == 2


def test_the_list_costs_as_many_statements_for_many_as_for_one(app, browse, make):
    body = make.organisation("Elçilik", organisation_kind=OrganisationKind.EMBASSY)
    browser, counted = browse(), []
    for count in (1, 20):
        for number in range(count):
            make.person(f"Kişi {number}", posts=[{"title_tr": "Büyükelçi", "organisation_id": body.id}])
        with statements(app) as sent:
            browser.open("/diplomatic-list")
        counted.append(len(sent))

    assert counted[0] == counted[1]
