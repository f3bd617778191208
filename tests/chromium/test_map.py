"""The map of ties, as somebody uses it: by mouse, by keyboard, on a phone, without a script."""

import json
import random
import re
from functools import partial

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Route, expect

from app.mapping.paper import legend
from tests.chromium.visitor import DESKTOP, PHONE

LANGUAGES = ("tr", "en")
SKOPJE = {"tr": "Üsküp", "en": "Skopje"}
HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`'\" القدس 🏙️"
HOME = (38.42, 27.14)
EACH_LOOK = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

# Pixels of a canvas within some pixels of a place; the longitude may run on beyond 180.
PIXELS = """([lat, lon, reach, name]) => {
    const map = window.map_ties;
    const canvas = document.querySelector(`canvas.map-${name}`);
    const box = canvas.getBoundingClientRect();
    const frame = map.getContainer().getBoundingClientRect();
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const ratio = canvas.width / box.width;
    const [left, top] = [x + frame.left - box.left, y + frame.top - box.top];
    const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const side = probe.canvas.width = probe.canvas.height = 2 * reach * ratio;
    probe.drawImage(canvas, (left - reach) * ratio, (top - reach) * ratio, side, side, 0, 0, side, side);
    const { data } = probe.getImageData(0, 0, side, side);
    return Array.from({ length: data.length / 4 }, (_, i) => Array.from(data.slice(4 * i, 4 * i + 4)));
}"""


def open_map(visitor, query=""):
    """Open the map and wait until it is drawn."""
    visitor.open(f"/map{query}")
    is_drawn(visitor)


def is_drawn(visitor):
    visitor.see("[data-map][data-drawn]")


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
    """Names of the cities that have a mark of their own on the map."""
    return set(visitor.page.locator(".map-marker:not(.map-home) .map-name").all_text_contents())


def ink(visitor, lat, lon, reach=5):
    """How much of an arc runs by a place."""
    return sum(pixel[3] > 8 for pixel in visitor.page.evaluate(PIXELS, [lat, lon, reach, "arcs"]))


def colours(visitor, lat, lon):
    """The colours of the land at a place."""
    return {tuple(pixel) for pixel in visitor.page.evaluate(PIXELS, [lat, lon, 6, "base"])}


def waits_for(visitor, words, **arguments):
    """Wait for a condition in the page."""
    visitor.page.wait_for_function(words, **arguments)


def moves(visitor, act):
    """Act, and wait until the address says that the view has changed."""
    before = visitor.page.url
    act()
    waits_for(visitor, "before => location.href !== before", arg=before)


# --- Views of our own making


def tie(a, b, kind=0, since=None, until=None, stands=1):
    return [a, b, kind, "in_force", since, until, 0.4, stands]


def view(cities, ties, **others):
    """The answer of /map/data.json (app/mapping/view.py): home first, then these cities."""
    countries = [[1, "TR", "Türkiye", {"ties": 0, "visits": None, "warmth": None, "public": None}]]
    everywhere = [("İzmir", *HOME), *cities]
    return {
        "view": "ties",
        "home": 0,
        "cities": [[900_000 + n, name, lat, lon, 0] for n, (name, lat, lon) in enumerate(everywhere)],
        "countries": countries,
        "kinds": [["sister_city", "Kardeş şehir"], ["contact", "Temas"]],
        "ties": ties,
        "stacks": [],
        "unplaced": [],
        "terms": [],
        "years": None,
        "notes": {},
    } | others


def show(visitor, told, query=""):
    """Open the map with an answer of ours instead of the server's."""
    visitor.page.route(
        "**/map/data.json*",
        lambda route: route.fulfill(content_type="application/json", body=json.dumps(told)),
    )
    visitor.page.route(
        re.compile(r"/map/cities/900\d{3}"),
        lambda route: route.fulfill(content_type="text/html", body="<h2>?</h2>"),
    )
    open_map(visitor, query)


# --- What there is


@EACH_LOOK
@EACH_LANGUAGE
def test_every_tie_has_its_mark_and_its_arc(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor)

    for kind in ("sister", "goodwill", "programme", "project"):
        assert visitor.page.locator(f".map-marker svg.is-{kind}").count()
    assert visitor.page.locator(".map-marker svg.is-contact").count()
    assert SKOPJE[language] in shown(visitor)
    assert ink(visitor, 40.3, 24.3)  # on the way to Skopje
    assert visitor.page.locator("#map_ties").get_attribute("role") == "img"
    is_fine(visitor, size)
    visitor.fits()


@EACH_LANGUAGE
def test_the_bar_has_room_in_a_window_of_any_width(enter, language):
    visitor = enter("officer", language)
    open_map(visitor, "?as=countries")
    for size in [(width, 800) for width in (320, 480, 767, 768, 780, 860, 960, 1024, 1180, 1440)] + [
        (844, 390)
    ]:
        visitor.look(size)
        export = visitor.page.locator(".map-export").bounding_box()
        assert visitor.page.evaluate("() => document.documentElement.scrollWidth") <= size[0], size
        assert export["x"] + export["width"] <= size[0], size


@EACH_LOOK
@EACH_LANGUAGE
def test_a_row_of_the_table_selects_the_city(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor)

    city(visitor, SKOPJE[language]).click()

    visitor.see("[data-selection] h2", SKOPJE[language])
    visitor.see(".map-marker.is-selected .map-name", SKOPJE[language])
    assert city(visitor, SKOPJE[language]).get_attribute("aria-pressed") == "true"
    is_fine(visitor, size)
    visitor.page.locator("[data-selection] a", has_text=visitor.t("Open the page")).click()
    visitor.arrives(r"/cities/\d+")


def test_a_contact_has_an_arc_while_it_is_selected(enter):
    visitor = enter("officer", "en")
    show(visitor, view([("Far", 10.0, 27.14)], [tie(0, 1, kind=1)]))
    assert not ink(visitor, 24, HOME[1])

    visitor.page.locator(".map-marker", has_text="Far").click()
    visitor.see(".map-marker.is-selected", "Far")

    assert ink(visitor, 24, HOME[1])


def test_from_the_keyboard_alone(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.tab_to("map-find")
    visitor.type("üskü")
    visitor.see("[role=option][aria-selected=true]", "Skopje")
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
    moves(visitor, partial(visitor.press, "ArrowRight"))
    visitor.page.get_by_role("button", name="Zoom in").focus()
    moves(visitor, partial(visitor.press, "Enter"))
    visitor.page.get_by_role("button", name="Show all cities").focus()
    moves(visitor, partial(visitor.press, "Enter"))


def test_a_head_of_the_table_sorts_it_and_keeps_the_keyboard(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?relation=sister_city")
    head = visitor.page.locator(".map-table [data-column=country]").first
    for way in ("ascending", "descending"):
        head.focus()
        visitor.press("Enter")
        visitor.see(".map-table [data-column=country]", f"Country (sorted {way})")
        assert visitor.page.evaluate("document.activeElement.dataset.column") == "country"
    assert "relation=sister_city" in visitor.page.url
    assert "sort=-country" in visitor.page.url
    city(visitor, "Skopje").click()
    visitor.see("[data-selection] h2", "Skopje")


@EACH_LANGUAGE
def test_the_search_box_is_a_list_to_choose_from(enter, language):
    visitor = enter("officer", language)
    open_map(visitor)
    visitor.page.locator("#map-find").focus()
    visitor.type("br")
    visitor.see("[role=option]")
    visitor.axe()
    visitor.press("ArrowDown")
    second = visitor.page.locator("[role=option]").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert visitor.page.locator("#map-find").get_attribute("aria-activedescendant") == second.get_attribute(
        "id"
    )
    visitor.press("Escape")
    visitor.page.locator("[role=listbox]").wait_for(state="hidden")
    assert visitor.page.locator("#map-find").input_value() == ""
    visitor.type("zzzzzz")
    visitor.see(".map-hit.is-none")


def test_a_mark_on_the_map_selects_its_row(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.page.locator(".map-marker", has_text="Xiamen").click()
    visitor.see("tbody.is-current", "Xiamen")
    visitor.page.locator(".map-home").click()
    visitor.see("[data-selection] h2", "İzmir")


@EACH_LOOK
@EACH_LANGUAGE
def test_a_city_without_a_tie_has_a_pin_while_it_is_chosen(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor)
    visitor.page.locator("#map-find").focus()
    visitor.type("rio de janeiro")
    visitor.see("[role=option][aria-selected=true]", "Rio de Janeiro")
    visitor.press("Enter")

    visitor.see("[data-selection] h2", "Rio de Janeiro")
    pin = visitor.page.locator(".map-marker.is-found", has_text="Rio de Janeiro")
    expect(pin).to_be_visible()
    assert not pin.locator(".kind").count()
    waits_for(visitor, "() => /[?&]city=\\d+/.test(location.search)")
    is_fine(visitor, size)

    visitor.page.reload()
    is_drawn(visitor)
    expect(pin).to_be_visible()
    visitor.see("[data-selection] h2", "Rio de Janeiro")
    visitor.page.locator("[data-selection] [data-close]").click()
    expect(visitor.page.locator("[data-selection]")).to_be_hidden()
    expect(pin).to_have_count(0)
    assert "city=" not in visitor.page.url


def test_one_press_of_escape_closes_the_panel_of_a_city_that_was_found(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?as=countries")
    visitor.page.locator("#map-find").focus()
    visitor.type("rio de janeiro")
    visitor.see("[role=option][aria-selected=true]", "Rio de Janeiro")
    visitor.press("Enter")
    visitor.see(".map-marker.is-found", "Rio de Janeiro")
    visitor.press("Escape")
    expect(visitor.page.locator("[data-selection]")).to_be_hidden()
    expect(visitor.page.locator(".map-marker.is-found")).to_have_count(0)


def test_a_city_that_had_no_tie_in_the_year_that_is_shown_is_seen_when_it_is_found(enter):
    visitor = enter("officer", "en")
    show(visitor, LIVES, "?year=1992&city=900002")
    visitor.see(".map-marker.is-found", "New")
    assert alpha(visitor, "New") == 1


def test_a_late_answer_about_another_city_changes_nothing(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    held: list[Route] = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    visitor.page.route("**/map/cities/*", hold_the_first)
    with visitor.page.expect_request("**/map/cities/*"):
        city(visitor, "Bremen").click()
    city(visitor, "Linz").click()
    visitor.see("[data-selection] h2", "Linz")

    held[0].fulfill(content_type="text/html", body="<h2>Bremen</h2>")

    visitor.page.evaluate("() => fetch(location.href)")  # an answer that comes after it
    assert visitor.page.locator("[data-selection] h2").inner_text() == "Linz"


# --- The address


@EACH_LOOK
def test_a_view_with_no_city_in_it_gives_way_to_one_that_shows_them(enter, size):
    visitor = enter("officer", "en", size)
    told = view([("Bremen", 53.1, 8.8), ("Berlin", 52.5, 13.4)], [tie(0, 1), tie(0, 2)])
    show(visitor, told, "?view=4,-5,75")
    in_sight = "([lat, lon]) => window.map_ties.getBounds().contains([lat, lon])"
    assert visitor.page.evaluate(in_sight, [53.1, 8.8])
    waits_for(visitor, "() => !location.search.includes('view=4%2C-5') && location.search.includes('view=')")

    show(visitor, told, "?view=6,53,9")
    assert visitor.page.evaluate("() => window.map_ties.getZoom()") == 6  # one is seen: as it was sent


def test_the_address_opens_the_same_view_for_a_colleague(enter):
    mine, theirs = enter("officer", "en"), enter("viewer", "en")
    open_map(mine)
    for kind in ("contact", "programme"):
        mine.page.locator(f"[data-legend] [data-kind={kind}]").uncheck()
    mine.page.locator("tbody[data-city]", has_text="Dublin").wait_for(state="detached")
    city(mine, "Linz").click()
    mine.see("[data-selection] h2", "Linz")

    open_map(theirs, mine.path.removeprefix("/map"))

    theirs.see("[data-selection] h2", "Linz")
    assert theirs.path == mine.path
    assert shown(theirs) == shown(mine)
    assert "Dublin" not in shown(theirs)
    assert not theirs.page.locator("[data-legend] [data-kind=contact]").is_checked()


def test_the_filters_keep_what_is_in_view(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.page.locator("[data-legend] [data-kind=contact]").uncheck()
    visitor.page.locator("#filters summary", has_text="Country").click()
    visitor.page.locator("#filters a", has_text="Germany").click()
    visitor.arrives(r"/map\?.*country=\d+.*")
    is_drawn(visitor)
    visitor.see(".chip-on", "Germany")
    assert not visitor.page.locator("[data-legend] [data-kind=contact]").is_checked()
    assert shown(visitor) == {"Bremen", "Frankfurt"}
    visitor.page.locator(".filters-clear").click()
    visitor.arrives(r"/map(\?.*)?")
    visitor.see(".map-marker", "Skopje")


@EACH_LANGUAGE
def test_a_filter_that_matches_nothing_says_so(enter, language):
    visitor = enter("officer", language)
    open_map(visitor, "?relation=network")
    visitor.see("[data-nothing]")
    is_fine(visitor, DESKTOP)
    visitor.page.locator("[data-nothing] a").click()
    visitor.see(".map-marker", SKOPJE[language])


def test_the_other_language_keeps_what_is_in_view(enter):
    visitor = enter("officer", "tr")
    open_map(visitor)
    visitor.page.locator("[data-legend] [data-kind=contact]").uncheck()
    city(visitor, "Üsküp").click()
    visitor.see("[data-selection] h2", "Üsküp")
    visitor.page.locator('.languages a[hreflang="en"]').first.click()
    visitor.see("[data-selection] h2", "Skopje")
    assert not visitor.page.locator("[data-legend] [data-kind=contact]").is_checked()


# --- Time

OLD, NEW, VAGUE, PARTIAL, OVER, GONE = (
    ("Old", 50.0, 10.0),
    ("New", 55.0, 20.0),
    ("Vague", 45.0, 5.0),
    (
        "Partial",
        40.0,
        45.0,
    ),
    ("Over", 60.0, 30.0),
    ("Gone", 62.0, 35.0),
)
LIVES = view(
    [OLD, NEW, VAGUE, PARTIAL, OVER, GONE],
    [
        tie(0, 1, since=[1990, 1990]),
        tie(0, 2, since=[2010, 2010]),
        tie(0, 3),
        tie(0, 4, since=[2000, 2004]),
        tie(0, 5, since=[1995, 1995], until=[2005, 2005], stands=0),
        tie(0, 6, since=[1995, 1995], stands=0),
    ],
    years=[1985, 2020],
    terms=[[1989, 2004, "Yüksel"], [2004, None, HOSTILE]],
)


def alpha(visitor, name):
    mark = visitor.page.locator(".map-marker", has=visitor.page.locator(".map-name", has_text=name))
    return mark.evaluate("mark => Number(mark.style.opacity || 1)")


@EACH_LOOK
@EACH_LANGUAGE
def test_the_year_is_moved_by_the_keyboard(enter, language, size):
    visitor = enter("officer", language, size)
    show(visitor, LIVES)
    assert shown(visitor) == {"Old", "New", "Vague", "Partial"}
    assert "year=" not in visitor.page.url
    slider = visitor.page.locator("#map-year")
    slider.focus()

    visitor.press("Home")
    waits_for(visitor, "() => location.search.includes('year=1985')")
    assert shown(visitor) == {"Vague"}
    assert alpha(visitor, "Vague") < 0.5  # nobody knows whether it was there

    for year in range(1986, 2002):
        visitor.press("ArrowRight")
        waits_for(visitor, "year => location.search.includes(`year=${year}`)", arg=year)
    assert shown(visitor) == {"Old", "Vague", "Partial", "Over"}
    assert alpha(visitor, "Old") == 1
    assert 0 < alpha(visitor, "Partial") < 1  # between its earliest and its latest day
    assert "2001" in visitor.page.locator("[data-counted]").inner_text()
    visitor.see("[data-term]", "Yüksel")

    for _ in range(4):
        visitor.press("ArrowRight")
    waits_for(visitor, "() => location.search.includes('year=2005')")
    assert 0 < alpha(visitor, "Over") < 1  # the year of its end
    visitor.see("[data-term]", HOSTILE)
    is_fine(visitor, size)

    visitor.press("End")
    waits_for(visitor, "() => !location.search.includes('year=')")
    assert shown(visitor) == {"Old", "New", "Vague", "Partial"}


@EACH_LANGUAGE
def test_the_years_play_and_stop(enter, language):
    visitor = enter("officer", language)
    show(visitor, LIVES)
    button = visitor.page.locator("[data-year] button")
    assert button.inner_text() == visitor.t("Play")
    button.focus()
    visitor.press("Space")
    waits_for(visitor, "() => Number(new URLSearchParams(location.search).get('year')) >= 1986")
    assert button.inner_text() == visitor.t("Pause")
    visitor.press("Space")
    assert button.inner_text() == visitor.t("Play")
    assert visitor.page.locator("output").inner_text() in visitor.page.url


def test_a_link_to_a_year_opens_that_year(enter):
    visitor = enter("officer", "en")
    show(visitor, LIVES, "?year=1992")
    assert shown(visitor) == {"Old", "Vague"}
    assert visitor.page.locator("output").inner_text() == "1992"


def test_without_dates_there_is_no_year_to_choose(enter):
    visitor = enter("officer", "en")
    show(visitor, view([OLD], [tie(0, 1)]))
    assert visitor.page.locator("[data-year]").is_hidden()


@EACH_LANGUAGE
def test_of_visits_the_right_end_of_the_years_is_all_of_them(enter, language):
    visitor = enter("officer", language)
    open_map(visitor, "?show=visits")
    slider, told = visitor.page.locator("#map-year"), visitor.page.locator(".map-year output")
    expect(told).to_have_text(visitor.t("All years"))
    assert slider.get_attribute("aria-valuetext") == visitor.t("All years")
    every = shown(visitor)
    slider.focus()

    visitor.press("ArrowLeft")
    waits_for(visitor, "() => location.search.includes('year=2023')")
    expect(told).to_have_text("2023")
    assert shown(visitor) < every
    expect(visitor.page.locator("[data-counted]")).to_have_text(
        visitor.t("Counted: cities of visits that took place in %(year)s, once in each direction", year=2023)
    )
    visitor.page.reload()
    is_drawn(visitor)
    expect(told).to_have_text("2023")
    assert shown(visitor) < every

    slider.focus()
    visitor.press("End")
    waits_for(visitor, "() => !location.search.includes('year=')")
    assert shown(visitor) == every


def told_by_legend(visitor):
    """Places of each kind, and what it says of them."""
    parts = visitor.page.locator("[data-legend] fieldset label, [data-legend] p").all()
    return [" ".join(part.inner_text().split()) for part in parts]


def test_the_legend_counts_a_year_as_the_server_does_whether_it_is_opened_or_moved_to(enter):
    visitor = enter("officer", "en")

    def as_served(query):
        page = visitor.context.request.get(f"{visitor.house}/map{query}").text()
        parts = BeautifulSoup(page, "html.parser").select("[data-legend] fieldset label, [data-legend] p")
        return [" ".join(part.get_text(" ").split()) for part in parts]

    open_map(visitor, "?year=2012")
    assert told_by_legend(visitor) == as_served("?year=2012")
    slider = visitor.page.locator("#map-year")
    for key, query in (("Home", "?year=1996"), ("End", "")):
        slider.press(key)
        expect(visitor.page.locator("[data-legend] p")).to_have_text(
            as_served(query)[-1], use_inner_text=True
        )
        assert told_by_legend(visitor) == as_served(query)


def test_a_link_to_a_year_before_all_others_opens_that_year(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?year=1980")
    expect(visitor.page.locator("#map-year")).to_have_value("1980")
    assert "year=1980" in visitor.page.url


def test_the_table_follows_the_year(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    city(visitor, "Skopje").wait_for()
    visitor.page.locator("#map-year").focus()
    for _ in range(3):
        visitor.press("ArrowLeft")
    city(visitor, "Skopje").wait_for(state="detached")
    city(visitor, "Bremen").wait_for()


# --- Countries


def test_on_a_phone_what_is_told_of_a_city_comes_into_view(enter):
    visitor = enter("officer", "tr", PHONE)
    open_map(visitor)
    visitor.page.locator("[data-city] th button").last.click()
    expect(visitor.page.locator("[data-selection] h2")).to_be_in_viewport()


def test_where_no_country_has_anything_the_map_is_drawn_all_the_same(enter):
    visitor = enter("officer", "tr", DESKTOP)
    open_map(visitor, "?as=countries&country=1&theme=sport")
    assert visitor.page.locator("[data-nothing]").is_visible()
    assert visitor.page.locator("[data-failed]").is_hidden()


@EACH_LOOK
@EACH_LANGUAGE
def test_countries_are_coloured_by_pattern_too_and_lead_to_their_list(enter, language, size):
    visitor = enter("officer", language, size)
    open_map(visitor, "?as=countries&measure=ties")
    assert len(colours(visitor, 35, 100)) > 1  # lines on a ground
    assert len(colours(visitor, 65, 100)) == 1  # nobody in Siberia
    assert colours(visitor, 35, 100).isdisjoint(colours(visitor, 65, 100))
    assert visitor.page.locator(".map-classes li").count() > 2
    is_fine(visitor, size)
    if size == DESKTOP:
        found = visitor.page.evaluate(
            """() => {
                const map = window.map_ties;
                const { x, y } = map.latLngToContainerPoint([51, 10]);
                const { left, top } = map.getContainer().getBoundingClientRect();
                return [x + left, y + top];
            }"""
        )
        visitor.page.mouse.click(*found)
        visitor.arrives(r"/map\?.*country=\d+.*")
        is_drawn(visitor)
        assert shown(visitor) >= {"Bremen"}


@pytest.mark.parametrize(
    ("language", "words"), [("tr", "Çin · İlişki sayısı: 2"), ("en", "China · Number of ties: 2")]
)
def test_a_country_says_its_name_and_number_to_the_mouse_and_to_the_keyboard(enter, language, words):
    visitor = enter("officer", language)
    open_map(visitor, "?as=countries")
    told = visitor.page.locator(".map-said")

    canvas = visitor.page.locator("#map .leaflet-container").bounding_box()
    x, y = visitor.page.evaluate(
        "() => { const { x, y } = window.map_ties.latLngToContainerPoint([35, 100]); return [x, y]; }"
    )
    visitor.page.mouse.move(canvas["x"] + x, canvas["y"] + y)
    expect(told).to_have_text(words)
    visitor.page.mouse.move(2, 2)
    expect(told).to_have_count(0)

    row = visitor.page.locator("tr[data-country]", has_text=words.partition(" ")[0]).get_by_role("link")
    row.focus()
    expect(told).to_have_text(words)
    row.blur()
    expect(told).to_have_count(0)


def test_countries_are_counted_anew_for_the_year_of_the_slider(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?as=countries&measure=visits&year=2005")
    classes = visitor.page.locator(".map-classes li")
    expect(visitor.page.locator("#map-year")).to_have_value("2005")
    expect(classes).to_have_text(["0"])
    visitor.page.locator("#map-year").press("End")
    expect(classes.nth(1)).to_be_visible()
    expect(visitor.page.locator("[data-counted]")).not_to_contain_text("2005")
    expect(visitor.page.locator("[data-year] output")).to_have_text(
        "All years"
    )  # visits are counted of all of them
    visitor.page.locator("#map-year").press("ArrowLeft")
    expect(visitor.page.locator("[data-counted]")).to_contain_text("visits of 2023")


def test_a_country_coloured_by_visits_leads_to_its_visits(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?as=countries&measure=visits")
    found = visitor.page.evaluate(
        """() => {
            const map = window.map_ties;
            const { x, y } = map.latLngToContainerPoint([51, 10]);
            const { left, top } = map.getContainer().getBoundingClientRect();
            return [x + left, y + top];
        }"""
    )
    visits = visitor.page.locator("tr[data-country]", has_text="Germany").locator("td").first.text_content()
    visitor.page.mouse.click(*found)
    visitor.arrives(r"/visits\?partner=\d+$")
    assert visitor.page.locator("table.records tbody tr").count() == int(visits)


def test_what_is_of_today_has_no_slider(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?as=countries&measure=warmth&year=2005")
    assert visitor.page.locator("[data-year]").is_hidden()
    waits_for(visitor, "() => !location.search.includes('year=')")


def test_the_exact_shapes_are_fetched_when_somebody_comes_near(enter):
    visitor = enter("officer", "en")
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    open_map(visitor, "?view=2,30,20")
    assert "world-far.json" in asked
    assert "world.json" not in asked

    with visitor.page.expect_response(re.compile(r"/world\.json$")):
        visitor.page.evaluate("() => { window.map_ties.setZoom(5, { animate: false }); }")


def test_the_page_and_the_paper_have_the_same_classes(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    largest = [0, 1, 4, 5, 6, 7, 12, 100, 999, 3788, 40_000]
    told = visitor.page.evaluate(
        """async (largest) => {
            const script = document.querySelector("script[src$='/js/map.js']").src;
            const { breaks } = await import(script.replace("map.js", "map/countries.js"));
            return largest.map(breaks);
        }""",
        largest,
    )
    assert told == [legend.breaks(each) for each in largest]


# --- Crowds


def test_cities_at_one_point_open_like_a_fan(enter):
    visitor = enter("officer", "en")
    cities = [(f"Twin {number}", 50.0, 10.0) for number in range(40)]
    show(visitor, view(cities, [tie(0, number + 1) for number in range(40)]))
    visitor.page.locator(".map-cluster", has_text="40").click()
    visitor.see(".map-marker", "Twin 39")
    assert visitor.page.locator(".map-marker:not(.map-home)").count() == 40
    visitor.page.locator(".map-marker", has=visitor.page.get_by_text("Twin 39", exact=True)).click()
    visitor.see(".map-marker.is-selected", "Twin 39")
    visitor.press("Escape")
    visitor.page.locator(".map-marker.is-selected").wait_for(state="detached")


def test_organisations_of_one_city_open_around_it(enter):
    visitor = enter("officer", "en")
    visitor.open("/organisations?q=uskup")
    body = int(re.findall(r'href="/organisations/(\d+)"', visitor.page.content())[0])
    show(
        visitor,
        view([("Two", 45.0, 20.0)], [tie(0, 1)], stacks=[[1, [[body, "Town hall"], [900_100, HOSTILE]]]]),
    )
    assert visitor.page.locator(".map-stack").inner_text() == "2"
    visitor.page.locator(".map-marker", has_text="Two").click()
    visitor.see(".map-leaf", HOSTILE)
    visitor.page.locator(".map-leaf", has_text="Town hall").click()
    visitor.arrives(rf"/organisations/{body}")


def test_a_crowd_costs_no_element_each(enter):
    visitor = enter("officer", "en")
    dice = random.Random(1)
    cities = [(f"City {n}", dice.uniform(-50, 70), dice.uniform(-180, 180)) for n in range(17_000)]
    ties = [tie(dice.randrange(1, 17_001), dice.randrange(1, 17_001)) for _ in range(24_000)]
    show(visitor, view(cities, ties, view="world"))
    assert visitor.page.locator(".map-cluster").count()
    assert visitor.page.locator(".leaflet-marker-icon").count() < 500
    assert ink(visitor, *cities[0][1:], reach=3)  # each is a dot
    tools = visitor.context.new_cdp_session(visitor.page)
    tools.send("Performance.enable")
    told = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    assert told["JSHeapUsedSize"] < 150e6
    moves(visitor, visitor.page.locator(".map-cluster").first.click)


def test_three_thousand_ties_from_one_point_are_a_pale_veil(enter):
    visitor = enter("officer", "en")
    cities = [(f"City {n}", -40 + 80 * n / 3000, -20 + n % 60) for n in range(3_000)]
    show(visitor, view(cities, [tie(0, n + 1) for n in range(3_000)]))
    assert ink(visitor, 30, 24)


# --- Round the world


def test_an_arc_over_the_date_line_leaves_on_one_side_and_comes_in_on_the_other(enter):
    visitor = enter("officer", "en")
    told = view([("Fiji", -17.7, 178.0), ("Samoa", -13.8, -171.8)], [tie(1, 2)], view="world")
    show(visitor, told, "?view=2,0,0")
    assert ink(visitor, -15.8, -176.9, reach=8)  # drawn from the west …
    assert ink(visitor, -15.8, 183.1, reach=8)  # … and from the east
    assert not ink(visitor, -15.8, 20, reach=20)


def test_one_place_and_its_antipode_break_nothing(enter):
    visitor = enter("officer", "en")
    show(visitor, view([("Here", *HOME), ("Antipode", -HOME[0], HOME[1] - 180)], [tie(0, 1), tie(0, 2)]))
    assert "Antipode" in shown(visitor)


# --- Bad input


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
    visitor.page.locator("#map-find").focus()
    visitor.type("onerror")
    visitor.see("[role=option]", HOSTILE)
    assert not visitor.page.locator("main img").count()


def test_without_data_the_table_stands(enter):
    visitor = enter("officer", "en")
    visitor.page.route("**/map/data.json*", lambda route: route.fulfill(status=200, body="no longer JSON"))
    visitor.open("/map")
    visitor.see("[data-failed]", visitor.t("The map could not be drawn. The table is complete."))
    assert visitor.page.locator("tbody[data-city] th a", has_text="Skopje").count()


def test_without_a_script_the_table_and_the_legend_do(enter):
    visitor = enter("officer", "en", scripted=False)
    visitor.open("/map")
    assert visitor.page.locator("noscript").count()
    assert visitor.page.locator("#map-year-plain").bounding_box()["width"] > 60
    for kind in ("sister_city", "goodwill", "programme", "contact"):
        visitor.page.locator(f"[data-legend] [data-kind={kind}]").uncheck()
    visitor.page.get_by_role("button", name="Show only these").click()
    visitor.arrives(r"/map\?.*relation=project.*")
    assert visitor.page.locator("tbody[data-city]:not([hidden]) th a").all_text_contents() == ["Ljubljana"]


def test_on_paper_the_map_is_what_was_seen(enter):
    visitor = enter("officer", "en")
    open_map(visitor)
    visitor.page.emulate_media(media="print")
    for gone in (".map-tools", ".map-find", "[data-year] button"):
        assert visitor.page.locator(gone).is_hidden()
    assert visitor.page.locator("[data-legend]").is_visible()
    assert visitor.page.locator("canvas.map-arcs").is_visible()
    visitor.page.emulate_media(media="screen")


def test_on_paper_the_colours_of_countries_have_a_key_that_names_what_is_measured(enter):
    visitor = enter("officer", "en")
    open_map(visitor, "?as=countries&measure=visits")
    visitor.page.emulate_media(media="print")
    for one in visitor.page.locator("[data-classes] .map-class").all():
        assert one.is_visible()
    assert visitor.page.locator("[data-classes] .map-class").last.inner_text() == "0"
    assert visitor.page.locator("[data-legend] .map-measure").inner_text() == "Visits"
    visitor.page.emulate_media(media="screen")
