"""The pages of public lists, and what the page of a city says of them."""

import pytest
from sqlalchemy import select

from app.records.nouns import NOUNS
from models import City, Record, ReferenceSet
from models.vocabulary import OrganisationKind, RecordKind, Relation

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
IZMIR, SKOPJE = "Q35997,İzmir,TR,38.41,27.13", "Q384,Skopje,MK,42.00,21.43"


@pytest.fixture
def admin(browse):
    return browse("admin")


@pytest.fixture
def list_(make):
    return make.public_list()


def test_without_a_list_the_page_says_how_to_read_one(admin):
    assert "flask import reference-ties" in admin.open("/reference").words


def test_a_list_says_its_source_its_licence_and_its_counts(admin, list_):
    words = admin.open("/reference").words

    assert "Lists of twin towns and sister cities of the English Wikipedia" in words
    assert "Licence: CC BY-SA 4.0" in words
    assert "2 rows 1 place waits" in words


def test_who_may_not_change_what_all_share_reads_and_has_no_buttons(browser, list_):
    assert browser.open("/reference").select("main form, main .btn") == []
    assert browser.open("/reference/places").select("main form, main .btn") == []


def test_a_list_is_switched_off_and_on(admin, list_, session):
    admin.submit(f"/reference/{list_.id}/switch", {"on": "0"})
    assert "Switched off: Twin towns by country lists" in admin.open("/reference").words
    session.expire_all()
    assert not session.get_one(ReferenceSet, list_.id).enabled

    admin.submit(f"/reference/{list_.id}/switch", {"on": "1"})
    session.expire_all()
    assert session.get_one(ReferenceSet, list_.id).enabled


def test_a_list_is_removed_after_a_question_and_brought_back(admin, list_, make):
    page = admin.open(f"/reference/{list_.id}/remove")
    assert "2 rows of the list go as a whole" in page.words

    admin.submit(f"/reference/{list_.id}/remove")
    assert "Removed" in admin.open("/reference").words
    admin.open(f"/reference/{list_.id}/remove", status=404)
    assert "In public lists" not in admin.open(f"/cities/{make.city('İzmir').id}").words

    admin.submit(f"/reference/{list_.id}/bring-back")
    assert "In public lists" in admin.open(f"/cities/{make.city('İzmir').id}").words


def test_the_queue_offers_the_cities_that_may_be_meant(admin, list_, make):
    page = admin.open("/reference/places")
    munster = make.city("Münster").id

    assert [button["value"] for button in page.select("main form button")] == [str(munster), "new"]
    assert "511 km away" in page.words
    assert "Münster is Münster, Germany." in [one.get("aria-label") for one in page.select("main button")]


def test_one_of_them_is_chosen(admin, list_, make):
    admin.submit(f"/reference/places/{make.outside_place().id}", {"city": str(make.city("Münster").id)})

    page = admin.open("/reference/places")
    assert "Münster is Münster." in page.words
    assert "No place waits for a decision." in page.words


def test_or_it_is_a_new_city(admin, list_, make, session):
    admin.submit(f"/reference/places/{make.outside_place().id}", {"city": "new"})

    found = session.scalars(select(City.id).where(Record.title_tr == "Münster")).all()
    assert len(found) == 2


@pytest.mark.parametrize("city", ["", "x", "0", "9" * 30, "-1"])
def test_what_is_no_city_is_not_found_and_changes_nothing(admin, list_, make, city):
    admin.submit(f"/reference/places/{make.outside_place().id}", {"city": city}, status=404)

    assert make.outside_place().city_id is None


def test_who_comes_too_late_is_told(admin, list_, make):
    address = f"/reference/places/{make.outside_place().id}"
    admin.submit(address, {"city": "new"})
    admin.submit(address, {"city": "new"})

    assert "Somebody decided about this place in the meantime." in admin.open("/reference/places").words


def test_the_page_of_a_city_says_what_lists_say_and_that_they_do(browser, list_, make):
    page = browser.open(f"/cities/{make.city('Üsküp').id}")
    section = page.select_one("section[aria-labelledby=public]")

    assert section.select_one(".provenance").get_text() == "open source"
    assert [link.get_text() for link in section.select("td.is-name a")] == ["İzmir"]


def test_a_city_that_no_list_names_says_nothing_of_them(browser, list_, make):
    page = browser.open(f"/cities/{make.city('Linz').id}")

    assert page.select_one("section[aria-labelledby=public]") is None


def test_our_own_city_is_reconciled(browser, list_, make):
    ours = make.organisation(
        "İzmir Büyükşehir Belediyesi",
        ours=True,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
    )
    theirs = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    parties = [{"organisation_id": ours.id}, {"organisation_id": theirs.id}]
    make.record(NOUNS[RecordKind.AGREEMENT], relation=Relation.SISTER_CITY, state="in_force", parties=parties)

    section = browser.open(f"/cities/{make.city('İzmir').id}").select_one("section[aria-labelledby=public]")

    links = [link.get_text() for link in section.select("table a, .plain-list a")]
    assert links == ["Skopje", "Linz"]


def test_all_that_lists_say_of_a_city_has_a_page(browser, list_, make):
    page = browser.open(f"/reference/cities/{make.city('İzmir').id}")

    assert [link.get_text() for link in page.select("td.is-name a")] == ["Skopje"]
    assert (
        "No public list names this city." in browser.open(f"/reference/cities/{make.city('Linz').id}").words
    )
    browser.open("/reference/cities/999999", status=404)


def test_what_a_file_says_is_text_and_no_markup(admin, make):
    make.read_list(f'{TIES}{IZMIR},x-1,<b>Munster</b>,DE,,\n{IZMIR},x-2,"{{{{ 7*7 }}}}",DE,,\n')
    make.read_list("network_name,city_name,country\n<i>Net</i>,İzmir,TR\n")
    page = admin.open(f"/cities/{make.city('İzmir').id}")

    assert "<i>Net</i>" in page.words
    assert "{{ 7*7 }}" in page.words


def test_the_administrator_finds_the_lists_in_the_sidebar(admin, browser):
    assert admin.open("/about").select('nav a[href="/reference"]')
    assert not browser.open("/about").select('nav a[href="/reference"]')


def test_the_trail_says_what_was_done_with_a_list(admin, list_, make):
    admin.submit(f"/reference/{list_.id}/switch", {"on": "0"})
    admin.submit(f"/reference/places/{make.outside_place().id}", {"city": str(make.city("Münster").id)})
    words = admin.open("/audit/trail").words

    assert "read a public list" in words
    assert "switched a public list on or off" in words
    assert "said which city a place of a public list is" in words
    assert admin.open(f"/cities/{make.city('Münster').id}/history")
