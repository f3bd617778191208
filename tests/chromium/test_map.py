"""The map of ties, as somebody uses it: by mouse, by keyboard, on a phone, without a script."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE

LANGUAGES = ("tr", "en")
SKOPJE = {"tr": "Üsküp", "en": "Skopje"}
HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`'\" القدس 🏙️"


def open_map(visitor, query=""):
    """Open the map and wait until it is drawn."""
    visitor.open(f"/map{query}")
    visitor.see(".map-home .map-name", "İzmir")
    visitor.page.locator(".map-land").first.wait_for(state="attached")


def is_fine(visitor, size):
    visitor.look(size)
    if size == PHONE:
        visitor.unroll()
    visitor.axe()
    visitor.look(size, "dark")
    visitor.axe(["color-contrast"])
    visitor.look(size)


def city(visitor, name):
    return visitor.page.locator("tbody[data-city] th button", has_text=name).first


def shown(visitor):
    """Names of the cities that have a mark on the map."""
    return set(visitor.page.locator(".map-marker:not(.map-home) .map-name").all_text_contents())


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tie_has_its_mark_and_its_arc(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor)

    for kind in ("sister", "goodwill", "protocol", "project"):
        assert visitor.page.locator(f".map-marker svg.is-{kind}").count()
        assert visitor.page.locator(f"path.map-arc.is-{kind}").count()
    assert visitor.page.locator(".map-marker svg.is-contact").count()
    assert not visitor.page.locator("path.map-arc.is-contact").count()
    assert SKOPJE[language] in shown(visitor)
    assert visitor.page.locator("#map_ties").get_attribute("role") == "img"
    is_fine(visitor, size)
    visitor.fits()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_the_table_selects_the_city(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor)

    city(visitor, SKOPJE[language]).click()

    visitor.see("[data-selection] h2", SKOPJE[language])
    visitor.see(".map-marker.is-selected .map-name", SKOPJE[language])
    assert visitor.page.locator("path.map-arc.is-selected").count() == 1
    assert city(visitor, SKOPJE[language]).get_attribute("aria-pressed") == "true"
    is_fine(visitor, size)
    visitor.page.get_by_role("link", name=visitor.t("Open the page"), exact=True).click()
    visitor.arrives(r"/cities/\d+")


def test_from_the_keyboard_alone(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.tab_to("map-find")
    visitor.type("skopj")
    visitor.press("Enter")
    visitor.see("[data-selection] h2", "Skopje")
    visitor.page.fill("#map-find", "")
    city(visitor, "Bremen").focus()
    visitor.press("Enter")
    visitor.see("[data-selection] h2", "Bremen")
    visitor.press("Escape")
    visitor.page.locator("[data-selection]").wait_for(state="hidden")
    assert visitor.page.evaluate("() => document.activeElement.textContent") == "Bremen"

    visitor.page.locator("#map_ties").focus()
    before = visitor.path
    visitor.press("ArrowRight")
    visitor.page.wait_for_function("before => !location.href.endsWith(before)", arg=before)
    zoomed = visitor.page.get_by_role("button", name="Zoom in")
    zoomed.focus()
    before = visitor.path
    visitor.press("Enter")
    visitor.page.wait_for_function("before => !location.href.endsWith(before)", arg=before)


def test_a_mark_on_the_map_selects_its_row(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.page.locator(".map-marker", has_text="Xiamen").click()
    visitor.see("tbody.is-current", "Xiamen")
    visitor.page.locator(".map-home").click()
    visitor.see("[data-selection] h2", "İzmir")


def test_the_address_opens_the_same_view_for_a_colleague(enter):
    mine, theirs = enter("officer", "en"), enter("viewer", "en")
    open_map(mine)
    for kind in ("contact", "programme"):
        mine.page.locator(f"[name=relation][value={kind}]").uncheck()
    city(mine, "Linz").click()
    mine.see(".map-marker.is-selected", "Linz")

    open_map(theirs, mine.path.removeprefix("/map"))

    theirs.see("[data-selection] h2", "Linz")
    assert theirs.path == mine.path
    assert shown(theirs) == shown(mine)
    assert "Dublin" not in shown(theirs)
    assert not theirs.page.locator("[value=contact]").is_checked()


def test_the_filters_keep_what_is_in_view(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.page.locator("[value=contact]").uncheck()
    visitor.page.locator("#filters summary", has_text="Country").click()
    visitor.page.locator("#filters a", has_text="Germany").click()
    visitor.arrives(r"/map\?.*country=\d+.*")
    visitor.see(".chip-on", "Germany")
    assert not visitor.page.locator("[value=contact]").is_checked()
    assert shown(visitor) == {"Bremen", "Frankfurt"}
    visitor.page.locator(".filters-clear").click()
    visitor.arrives(r"/map(\?.*)?")
    visitor.see(".map-marker", "Skopje")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filter_that_matches_nothing_says_so(enter, language):
    visitor = enter("officer", language)
    open_map(visitor, "?relation=network")
    visitor.see("[data-nothing]", visitor.t("No tie matches these filters."))
    is_fine(visitor, DESKTOP)
    visitor.page.locator("[data-nothing] a").click()
    visitor.see(".map-marker", SKOPJE[language])


def test_the_other_language_keeps_what_is_in_view(enter):
    visitor = enter("officer", "tr")
    open_map(visitor)
    visitor.page.locator("[value=contact]").uncheck()
    city(visitor, "Üsküp").click()
    visitor.see(".map-marker.is-selected", "Üsküp")
    visitor.page.locator('.languages a[hreflang="en"]').first.click()
    visitor.see("[data-selection] h2", "Skopje")
    assert not visitor.page.locator("[value=contact]").is_checked()


def test_a_hostile_name_is_text_on_the_map(enter):
    visitor = enter("officer", "en")
    visitor.record("cities", title_tr=HOSTILE, latitude="45", longitude="40")
    found = visitor.context.request.get(f"{visitor.house}/cities?q=onerror").text()
    id_ = re.findall(r'href="/cities/(\d+)"', found)[0]
    form = visitor.context.request.get(f"{visitor.house}/agreements/new").text()
    house = re.findall(r'data-value="(#\d+)"', form)[0]
    visitor.record(
        "agreements",
        **{
            "relation": "contact",
            "state": "in_force",
            "title_tr": HOSTILE,
            "parties-0-organisation": house,
            "parties-0-role": "party",
            "parties-1-organisation": f"#{id_}",
            "parties-1-role": "party",
        },
    )
    open_map(visitor)
    city(visitor, "onerror").click()
    visitor.see("[data-selection] h2", HOSTILE)
    visitor.see("[data-selection] a", HOSTILE)
    visitor.see(".map-marker.is-selected .map-name", HOSTILE)
    assert not visitor.page.locator("main img").count()


def test_without_a_script_the_table_and_the_legend_do(enter):
    visitor = enter("officer", "en", scripted=False)
    visitor.open("/map")
    assert visitor.page.locator("noscript").count()
    for kind in ("sister_city", "goodwill", "programme", "contact"):
        visitor.page.locator(f"[value={kind}]").uncheck()
    visitor.page.get_by_role("button", name="Show only these").click()
    visitor.arrives(r"/map\?relation=project")
    assert visitor.page.locator("tbody[data-city]:not([hidden]) th a").all_text_contents() == ["Ljubljana"]
