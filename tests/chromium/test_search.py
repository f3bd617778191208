"""The box at the top: first hits as one types; and the keys that lead there, or keep quiet."""

import pytest

from tests.chromium.visitor import PHONE

BOX, PANEL = "#search", ".hits-panel:visible"


@pytest.mark.parametrize("language", ["tr", "en"])
def test_hits_come_as_one_types_and_enter_opens_one(enter, language):
    visitor = enter("officer", language)
    visitor.open("/people")
    visitor.press("Control+k")
    assert visitor.focused() == "search"
    visitor.type("u")
    assert not visitor.page.locator(PANEL).count()
    visitor.type("skup")
    visitor.see(f"{PANEL} mark", "Üsküp" if language == "tr" else None)
    visitor.axe()
    visitor.press("ArrowDown", "ArrowDown")
    chosen = visitor.see('.hits-panel [role="option"][aria-selected="true"]')
    assert visitor.page.get_attribute(BOX, "aria-activedescendant") == chosen.get_attribute("id")
    visitor.axe()
    visitor.look((1440, 900), "dark")
    visitor.axe(["color-contrast"])
    address = chosen.get_attribute("data-href")
    visitor.press("Enter")
    visitor.arrives(address)


def test_arrows_go_round_and_the_box_is_a_stop(enter):
    visitor = enter("officer", "en")
    visitor.open("/")
    visitor.press("Control+k")
    visitor.type("jill morris")
    visitor.see(PANEL)
    visitor.press("ArrowUp")
    visitor.see('.hits-panel .is-all[aria-selected="true"]')
    visitor.press("ArrowDown")
    assert visitor.page.get_attribute(BOX, "aria-activedescendant") is None
    visitor.press("Enter")
    visitor.arrives(r"/search\?q=jill\+morris")


def test_escape_closes_then_empties_then_leaves(enter):
    visitor = enter("officer", "en")
    visitor.open("/")
    visitor.press("/")
    visitor.type("uskup")
    visitor.see(PANEL)
    visitor.press("Escape")
    visitor.page.locator(".hits-panel").wait_for(state="hidden")
    assert visitor.page.input_value(BOX) == "uskup"
    visitor.press("Escape")
    assert visitor.page.input_value(BOX) == ""
    visitor.press("Escape")
    assert visitor.focused() != "search"


def test_a_hit_opens_with_the_mouse(enter):
    visitor = enter("officer", "en")
    visitor.open("/")
    visitor.page.click(BOX)
    visitor.type("jill morris")
    visitor.see(f'{PANEL} [role="option"]', "Jill Morris").click()
    visitor.arrives(r"/(people|visits)/\d+")


def test_nothing_found_leads_to_the_page_that_says_so(enter):
    visitor = enter("officer", "en")
    visitor.open("/")
    visitor.press("Control+k")
    visitor.type("zzzz")
    visitor.see(PANEL)
    visitor.axe()
    visitor.press("Enter")
    visitor.arrives(r"/search\?q=zzzz")
    visitor.see("main", "Nothing on record begins with these words.")


def test_on_a_phone_the_key_opens_the_page_of_search(enter):
    visitor = enter("officer", "tr", PHONE)
    visitor.open("/")
    visitor.page.locator(".topbar-search-link").click()
    visitor.arrives("/search")
    visitor.page.fill("#words", "isparta")
    visitor.press("Enter")
    visitor.arrives(r"/search\?q=isparta")
    visitor.see("main mark", "Isparta")


def test_single_keys_are_silent_in_a_field(enter):
    visitor = enter("officer", "en")
    visitor.open("/visits")
    visitor.page.focus("#list-search")
    visitor.type("n/?g1jkz")
    assert visitor.page.input_value("#list-search") == "n/?g1jkz"
    assert visitor.path == "/visits"
    assert not visitor.page.locator("#shortcuts[open]").count()


def test_places_are_reached_by_g_and_their_number(enter):
    visitor = enter("officer", "en")
    visitor.open("/")
    visitor.press("g", "2")
    visitor.arrives("/visits")
    visitor.press("2")  # without g it is nothing
    visitor.press("g", "1")
    visitor.arrives("/")
    visitor.press("n")
    visitor.arrives("/visits/new")


def test_single_keys_can_be_switched_off(enter):
    visitor = enter("director", "en")  # nobody else in these tests
    visitor.open("/account")
    visitor.page.locator("#shortcuts_on").uncheck()
    visitor.page.get_by_role("button", name="Save display settings").click()
    visitor.see(".toast-line", "Saved.")
    visitor.page.locator("main").focus()
    visitor.press("n", "/", "?", "g", "2")
    assert visitor.path == "/account"
    assert visitor.focused() != "search"
    assert not visitor.page.locator("#shortcuts[open]").count()
    visitor.press("Control+k")  # is no single key
    assert visitor.focused() == "search"
