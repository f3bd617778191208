"""Columns that somebody chose, and views of a list under a name: one's own and the municipality's."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import select

from models import ListChoice, SavedView
from models.vocabulary import Direction, VisitMode


@pytest.fixture
def two(make):
    return [
        make.visit(group_name="Beyaz", direction=Direction.INCOMING, mode=VisitMode.ONLINE),
        make.visit(group_name="Siyah", direction=Direction.OUTGOING),
    ]


def heads(page):
    return [head.get_text(strip=True) for head in page.select("table.records thead th")[1:]]


def names(page):
    return [link.get_text(strip=True) for link in page.select("table.records td.is-name > a")]


def asked(location):
    return dict(parse_qsl(urlsplit(location).query))


def save(browser, name, query="direction=incoming", **posted):
    return browser.submit(f"/lists/visits/views?{query}", {"name": name, **posted})


def views(page):
    return {link.get_text(" ", strip=True): link for link in page.select(".views .view")}


# Columns


def test_chosen_columns_are_shown_in_their_order_and_the_name_stays_first(browser, two):
    page = browser.submit("/lists/visits/columns?direction=incoming", {"column": ["mode", "day"]})

    assert asked(page.answer.location) == {"direction": "incoming", "columns": "title,mode,day"}
    assert heads(browser.open(page.answer.location)) == ["Guest", "How they met", "Date"]


def test_columns_are_remembered_for_the_user_and_the_noun(browse, two):
    mine, other = browse("officer"), browse("officer")
    mine.submit("/lists/visits/columns", {"column": ["mode"]})

    assert heads(mine.open("/visits")) == ["Guest", "How they met"]
    assert heads(other.open("/visits"))[1:2] == ["Date"]
    mine.submit("/lists/visits/columns", {"usual": "yes", "column": ["mode"]})
    assert heads(mine.open("/visits")) == heads(other.open("/visits"))


def test_a_link_shows_its_columns_to_everybody(browse, two):
    reader = browse("viewer")
    reader.submit("/lists/visits/columns", {"column": ["mode"]})

    page = reader.open("/visits?columns=title,place,nonsense,place")

    assert heads(page) == ["Guest", "Place of the meeting"]
    sorting = page.select_one("thead a")
    assert asked(sorting["href"])["columns"] == "title,place"
    assert heads(reader.open("/visits?columns=nonsense")) == ["Guest", "How they met"]


def test_a_column_is_moved_without_a_script(browser, two):
    page = browser.submit("/lists/visits/columns", {"column": ["day", "state", "mode"], "move": "mode up"})
    assert asked(page.answer.location)["columns"] == "title,day,mode,state"

    page = browser.submit("/lists/visits/columns", {"column": ["day", "state"], "move": "day up"})
    assert asked(page.answer.location)["columns"] == "title,day,state"


@pytest.mark.parametrize("posted", [{"move": "nonsense sideways"}, {"column": ["'; --", "title"]}, {}])
def test_columns_that_are_none_do_no_harm(browser, two, posted):
    browser.submit("/lists/visits/columns", posted)

    assert heads(browser.open("/visits"))[0] == "Guest"


# Views


def test_a_view_keeps_filters_search_order_and_columns(browser, two, session):
    save(browser, "  Gelen   konuklar ", "direction=incoming&q=beyaz&sort=title&columns=title,mode&page=1")

    view = session.scalars(select(SavedView)).one()
    assert (view.name, view.shared) == ("Gelen konuklar", False)
    page = browser.open("/visits")
    assert names(page) == ["Siyah", "Beyaz"] or names(page) == ["Beyaz", "Siyah"]
    link = views(page)["Gelen konuklar"]
    assert asked(link["href"]) == {
        "direction": "incoming",
        "q": "beyaz",
        "sort": "title",
        "columns": "title,mode",
    }
    shown = browser.open(link["href"])
    assert (names(shown), heads(shown)) == (["Beyaz"], ["Guest", "How they met"])
    assert views(shown)["Gelen konuklar"]["aria-current"] == "page"


def test_a_view_keeps_the_columns_its_owner_sees(browser, two):
    browser.submit("/lists/visits/columns", {"column": ["mode"]})
    save(browser, "Gelen")
    browser.submit("/lists/visits/columns", {"column": ["place"]})

    link = views(browser.open("/visits"))["Gelen"]

    assert heads(browser.open(link["href"])) == ["Guest", "How they met"]


def test_a_view_is_ones_own_unless_it_is_shared(browse, make, two):
    mine, colleague, reader = browse("officer"), browse("officer"), browse("viewer")
    elsewhere = browse(make.user("officer", "antalya"))
    make.visit("antalya")
    save(mine, "Yalnız benim")
    save(mine, "Hepimizin", shared="yes")

    assert set(views(mine.open("/visits"))) == {"All", "Hepimizin", "Yalnız benim"}
    for browser in (colleague, reader):
        assert set(views(browser.open("/visits"))) == {"All", "Hepimizin"}
    assert views(elsewhere.open("/visits")) == {}
    assert views(mine.open("/people")) == {}


def test_a_reader_keeps_views_and_shares_none(browse, two, session):
    reader = browse("viewer")
    save(reader, "Okurun")

    reader.submit("/lists/visits/views", {"name": "Herkesin", "shared": "yes"}, status=403)

    assert session.scalars(select(SavedView.name)).all() == ["Okurun"]


def test_a_view_saved_again_under_its_name_is_replaced(browser, two, session):
    save(browser, "Gelen")
    save(browser, "Gelen", "direction=outgoing")

    assert asked("?" + session.scalars(select(SavedView.query)).one())["direction"] == "outgoing"


@pytest.mark.parametrize(("name", "said"), [("  ", "Enter a name"), ("x" * 61, "at most 60")])
def test_a_view_without_a_fit_name_is_refused(browser, two, session, name, said):
    page = browser.open(save(browser, name).answer.location)

    assert said in page.words
    assert session.scalars(select(SavedView)).all() == []


def test_the_owner_renames_and_removes_a_view_and_takes_it_back(browser, two, session):
    save(browser, "Gelen", shared="yes")
    view = session.scalars(select(SavedView)).one()
    view_id, query = view.id, view.query

    browser.submit(f"/views/{view_id}/rename", {"name": "Bize gelenler", "seen": "Gelen"})
    page = browser.open(browser.submit(f"/views/{view_id}/remove").answer.location)

    session.expire_all()
    assert session.scalars(select(SavedView)).all() == []
    browser.submit(page.select_one("[data-undo]")["action"])
    again = session.scalars(select(SavedView)).one()
    assert (again.name, again.query, again.shared) == ("Bize gelenler", query, True)


def test_a_shared_view_is_changed_by_its_owner_and_by_who_leads(browse, make, two, session):
    save(browse("officer"), "Hepimizin", shared="yes")
    view_id = session.scalars(select(SavedView.id)).one()

    browse("officer").submit(f"/views/{view_id}/rename", {"name": "X", "seen": "Hepimizin"}, status=403)
    browse("officer").submit(f"/views/{view_id}/remove", status=403)
    browse(make.user("admin", "antalya")).submit(f"/views/{view_id}/remove", status=404)
    browse("manager").submit(f"/views/{view_id}/rename", {"name": "Birimin", "seen": "Hepimizin"})

    assert session.scalars(select(SavedView.name)).one() == "Birimin"


def test_the_later_of_two_who_rename_a_view_is_told_its_new_name_and_changes_nothing(browse, two, session):
    officer, manager = browse("officer"), browse("manager")
    save(officer, "Hepimizin", shared="yes")
    view = session.scalars(select(SavedView)).one()
    address, listed = f"/views/{view.id}/rename", f"/visits?{view.query}"
    sent = [
        one.open(listed).select_one(f'form[action="{address}"] [name=seen]')["value"]
        for one in (officer, manager)
    ]

    officer.submit(address, {"name": "Birimin", "seen": sent[0]})
    answer = manager.submit(address, {"name": "Müdürlüğün", "seen": sent[1]}).answer

    said = manager.open(answer.location).words
    assert "was named “Birimin” meanwhile" in said
    assert "“Müdürlüğün”, rename it again" in said
    assert session.scalars(select(SavedView.name)).one() == "Birimin"
    manager.submit(address, {"name": "Müdürlüğün", "seen": "Birimin"})
    assert session.scalars(select(SavedView.name)).one() == "Müdürlüğün"


def test_what_is_somebodys_alone_is_not_found_by_who_leads(browse, two, session):
    save(browse("officer"), "Yalnız benim")
    view_id = session.scalars(select(SavedView.id)).one()

    browse("manager").submit(f"/views/{view_id}/remove", status=404)


def test_a_list_opens_with_the_view_of_the_reader_and_everything_stays_within_reach(browser, two, session):
    save(browser, "Gelen")
    view_id = session.scalars(select(SavedView.id)).one()
    browser.submit("/lists/visits/open-with?direction=incoming", {"view": view_id})

    opened = browser.open("/visits", follow=True)
    assert names(opened) == ["Beyaz"]
    clear = opened.select_one(".filters-clear")["href"]
    assert set(names(browser.open(clear))) == {"Beyaz", "Siyah"}
    assert set(names(browser.open(views(opened)["All"]["href"]))) == {"Beyaz", "Siyah"}
    assert set(names(browser.open("/visits?q="))) == {"Beyaz", "Siyah"}

    browser.submit(f"/views/{view_id}/remove")
    assert set(names(browser.open("/visits"))) == {"Beyaz", "Siyah"}
    assert session.scalars(select(ListChoice.view_id)).one() is None


def test_a_list_opens_with_everything_again(browser, two, session):
    save(browser, "Gelen")
    browser.submit("/lists/visits/open-with", {"view": session.scalars(select(SavedView.id)).one()})
    browser.submit("/lists/visits/open-with")

    assert set(names(browser.open("/visits"))) == {"Beyaz", "Siyah"}


def test_a_list_opens_with_no_view_of_another_list_or_user(browse, two, session):
    save(browse("officer"), "Yalnız benim")
    view_id = session.scalars(select(SavedView.id)).one()
    owner_of_none = browse("officer")

    owner_of_none.submit("/lists/visits/open-with", {"view": view_id}, status=404)
    save(owner_of_none, "Gelen")
    mine = session.scalars(select(SavedView.id).where(SavedView.name == "Gelen")).one()
    owner_of_none.submit("/lists/people/open-with", {"view": mine}, status=404)


@pytest.mark.parametrize("view", ["x", "0", "9" * 30, "\x00"])
def test_a_list_opens_with_no_view_that_somebody_made_up(browser, two, session, view):
    save(browser, "Gelen")
    mine = session.scalars(select(SavedView.id)).one()
    browser.submit("/lists/visits/open-with", {"view": mine})

    browser.submit("/lists/visits/open-with", {"view": view}, status=404)

    assert session.scalars(select(ListChoice.view_id)).one() == mine
