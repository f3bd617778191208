"""Projects and grants: what is known of the money and of the consortium, and where a project is seen."""

import pytest
from sqlalchemy import select

from models import Project
from models.vocabulary import ProjectState
from tests.laws.reading import typed_in

NEW = "/projects/new"


@pytest.fixture
def enter(browse, session):
    """Enter a project by the form; return it, or what is said beside the fields."""

    def send(*, refused=False, **typed):
        browser = browse()
        form = typed_in(browser.open(NEW)) | {"title_tr": "Serin Öğle"} | typed
        page = browser.submit(NEW, form, status=422 if refused else 302)
        if refused:
            return {link["href"] for link in page.select(".error-summary a")}
        return session.scalars(select(Project)).one()

    return send


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.446.875,00", 1446875.0),
        ("1,446,875.5", 1446875.5),
        ("116055,52", 116055.52),
        ("99.996", 99996.0),
        ("405 125", 405125.0),
        ("0,5", 0.5),
        ("1 446 875,5", 1446875.5),
    ],
)
def test_amounts_are_read_as_either_language_writes_them(enter, typed, amount):
    assert enter(budget=typed, currency="eur").budget == amount


@pytest.mark.parametrize(
    "typed", ["1.44.68", "-5", "bin", "1e9", "1,2,3", "9" * 15, "0,500", "1,234.567", "1.234.56"]
)
def test_what_is_no_amount_is_refused(enter, typed):
    assert enter(refused=True, budget=typed, currency="EUR") == {"#budget"}


@pytest.mark.parametrize(("typed", "code"), [("€", "EUR"), ("tl", "TRY"), ("usd", "USD"), ("Try", "TRY")])
def test_a_currency_is_known_by_its_code_or_its_sign(enter, typed, code):
    assert enter(budget="100", currency=typed).currency == code


@pytest.mark.parametrize("currency", ["", "ZZZ", "XXX"])
def test_an_amount_is_in_a_currency(enter, currency):
    assert enter(refused=True, budget="100", currency=currency) == {"#currency"}


def test_neither_grant_nor_share_is_more_than_the_budget(enter):
    told = enter(refused=True, currency="EUR", budget="100", own_share="101", grant_asked="100,5")

    assert told == {"#own_share", "#grant_asked"}


def test_a_project_does_not_end_before_it_starts(enter):
    assert enter(refused=True, starts="2024", ends="2023") == {"#ends"}


def test_a_body_is_in_the_consortium_once(enter, make):
    nice = f"#{make.organisation('Nice Belediyesi').id}"

    told = enter(refused=True, **{"partners-0-organisation": nice, "partners-1-organisation": nice})

    assert told == {"#partners-1-organisation"}


def test_a_line_of_the_consortium_says_somebody(enter):
    assert enter(refused=True, **{"partners-0-role": "partner"}) == {"#partners-0-organisation"}


def test_what_is_not_known_stays_open(enter):
    project = enter()

    assert project.project_state is None
    assert project.our_role is None
    assert project.budget is None
    assert not project.starts.is_known


def test_partners_are_known_by_record_name_country_or_number(make, browse):
    greece, nice = make.country("GR"), make.organisation("Nice Belediyesi")
    partners = [
        {"organisation_id": nice.id},
        {"name": "Rebus"},
        {"country_id": greece.id},
        {"number": 17},
    ]
    project = make.project(partners=partners, currency="EUR", budget=1446875.0)

    page = browse().open(f"/projects/{project.id}")

    cells = [
        row.select_one("td").get_text(strip=True)
        for row in page.select("#consortium ~ * tbody tr, table.records tbody tr")
    ]
    assert cells[:2] == ["Nice Belediyesi", "Rebus"]
    assert "17" in cells[3]
    assert page.select_one(f"a[href='/countries/{greece.id}']")
    assert "€1,446,875.00" in page.words


def test_a_project_stands_on_the_page_of_a_partner_and_of_its_city(make, browse):
    seat = make.city("Bremen")
    body = make.organisation("Nice Belediyesi", seat_id=seat.id)
    project = make.project(partners=[{"organisation_id": body.id}], project_state=ProjectState.ONGOING)
    browser = browse()

    for path in (f"/organisations/{body.id}", f"/cities/{seat.id}"):
        assert browser.open(path).select(f"a[href='/projects/{project.id}']")


def test_projects_are_listed_by_a_country_of_their_consortium(make, browse):
    greece, spain = make.country("GR"), make.country("ES")
    athens = make.organisation("Atina Belediyesi", seat_id=make.city("Atina").id)
    ours = [
        make.project("Biri", partners=[{"organisation_id": athens.id}]),
        make.project("Öteki", partners=[{"country_id": greece.id}]),
    ]
    make.project("Başka", partners=[{"country_id": spain.id}])

    page = browse().open(f"/projects?country={greece.id}")

    shown = {link["href"] for link in page.select("main tbody td.is-name a")}
    assert shown == {f"/projects/{one.id}" for one in ours}


def test_what_a_source_does_not_say_of_a_project_is_not_missing(make, browse):
    assert "Serin Öğle" not in browse().open("/to-complete").words
    make.project("Serin Öğle")
    assert "Serin Öğle" in browse().open("/to-complete").words


def test_what_is_unknown_and_a_number_bear_the_name_of_their_column_where_a_list_has_no_heads(enter, browse):
    enter(budget="100", currency="EUR")

    cells = browse().open("/projects").select("tbody td[data-label]")

    named = {cell["data-label"]: cell.get_text(strip=True) for cell in cells}
    wanted = {"Our role": "unknown", "State": "unknown", "Starts on": "unknown", "Budget": "€100.00"}
    assert named == wanted
