"""Favourites: one press puts a record at hand, another takes it away."""

import pytest

from models import Favourite


@pytest.fixture
def body(make):
    return make.organisation("Üsküp Belediyesi")


def star_of(page):
    return page.select_one(".is-star")


def press(browser, record, on):
    return browser.submit(f"/favourites/{record.id}", {"on": on})


def test_a_star_is_given_and_taken_away_on_the_page(browser, body):
    page = browser.open(f"/organisations/{body.id}")
    assert star_of(page)["aria-pressed"] == "false"
    assert star_of(page).find_parent("form").select_one("[name=on]")["value"] == "yes"

    assert press(browser, body, "yes").answer.location == f"/organisations/{body.id}"

    page = browser.open(f"/organisations/{body.id}")
    assert star_of(page)["aria-pressed"] == "true"
    press(browser, body, "no")
    assert star_of(browser.open(f"/organisations/{body.id}"))["aria-pressed"] == "false"


def test_pressing_twice_does_no_harm(browser, body, session):
    press(browser, body, "yes")
    press(browser, body, "yes")
    assert session.query(Favourite).count() == 1

    press(browser, body, "no")
    press(browser, body, "no")
    assert session.query(Favourite).count() == 0


def test_favourites_are_nobody_elses_business(browse, body):
    press(browse("officer"), body, "yes")

    assert star_of(browse("officer").open(f"/organisations/{body.id}"))["aria-pressed"] == "false"


def test_a_record_of_another_municipality_gets_no_star(browse, make, session):
    theirs = make.organisation("Kardeş", municipality="antalya")

    browse("officer").submit(f"/favourites/{theirs.id}", {"on": "yes"}, status=404)

    assert session.query(Favourite).count() == 0


def test_favourites_stand_on_today_and_in_the_empty_search_box(browser, body):
    for address in ("/", "/search", "/search/first?q="):
        assert "Üsküp Belediyesi" not in browser.open(address).get_text(), address

    press(browser, body, "yes")

    assert browser.open("/").select(f'aside a[href="/organisations/{body.id}"]')
    assert browser.open("/search").select(f'main a[href="/organisations/{body.id}"]')
    assert browser.open("/search/first?q=").select(f'[data-href="/organisations/{body.id}"]')


def test_what_is_in_the_bin_is_not_at_hand(browser, body):
    press(browser, body, "yes")
    browser.submit(f"/organisations/{body.id}/bin")

    for address in ("/", "/search"):
        assert not browser.open(address).select(f'a[href="/organisations/{body.id}"]')


def test_what_somebody_worked_on_last_is_at_hand_and_looking_is_no_work(browse, make):
    looked_at = make.organisation("Bakılan Kurum")
    mine, theirs = browse("officer"), browse("officer")
    for title in ("Birinci Kurum", "İkinci Kurum"):
        mine.submit("/organisations/new", {"title_tr": title})
    theirs.submit("/organisations/new", {"title_tr": "Başkasının Kurumu"})
    mine.open(f"/organisations/{looked_at.id}")

    hits = [hit.get_text(strip=True) for hit in mine.open("/search").select("main .plain-list li a")]

    assert [hit for hit in hits if "Kurum" in hit] == ["İkinci Kurum", "Birinci Kurum"]


def test_two_of_one_name_are_told_apart_by_what_they_are(browse):
    browser = browse()
    browser.submit("/visits/new", {"held": "24.10.2023", "delegates-0-name": "Ali"})
    browser.submit("/people/new", {"title_tr": "Ali"})

    hits = [hit.get_text(" ", strip=True) for hit in browser.open("/search").select("main .plain-list li")]

    assert len(set(hits)) == len(hits) >= 2
    assert any("Person" in hit for hit in hits)
