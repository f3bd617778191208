"""The network view, as somebody uses it: by mouse, by keyboard, on a phone, without WebGL or a script."""

import io
import re

import networkx as nx
import pytest
from PIL import Image

from tests.chromium.visitor import DESKTOP, PHONE

LANGUAGES = ("tr", "en")
SKOPJE = {"tr": "Üsküp", "en": "Skopje"}
SISTER, FOCUS = (0x12, 0x73, 0xCF), (0x0B, 0x5F, 0xD0)
NEAR = ((0, 0), (3, 0), (-3, 0), (0, 3), (0, -3))
NO_WEBGL = """
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.includes("webgl") ? null : get.call(this, kind, ...rest);
    };
"""


def open_network(visitor, query=""):
    """Open the page and wait until the picture is drawn."""
    visitor.open(f"/answers/network{query}")
    is_drawn(visitor)


def is_drawn(visitor):
    visitor.page.wait_for_function(
        """() => {
            const rows = document.querySelectorAll("tr[data-node]").length;
            const page = document.querySelector("[data-network]");
            const drawn = page.querySelector("[data-canvas]").dataset.drawn;
            return !page.hasAttribute("aria-busy") && Number(drawn) === rows + 1;
        }"""
    )


def rows(visitor):
    return visitor.page.locator("tr[data-node]").count()


def row(visitor, name):
    return visitor.page.locator("tr[data-node] th a:not(.detail)", has_text=name).first


def count_becomes(visitor, how, before):
    """Wait until there are more, fewer or as many rows as before."""
    visitor.page.wait_for_function(
        f"before => document.querySelectorAll('tr[data-node]').length {how} before", arg=before
    )
    is_drawn(visitor)


def marks(visitor, colour):
    """Return the points of the window in which a mark of this colour is: more of it than any line has."""
    box = visitor.page.locator("[data-canvas]").bounding_box()
    with Image.open(io.BytesIO(visitor.page.screenshot(clip=box))) as shot:
        seen = shot.convert("RGB")
        wide, high = seen.size
        return [
            (box["x"] + x, box["y"] + y)
            for y in range(8, high - 8, 3)
            for x in range(8, wide - 8, 3)
            if all(
                seen.getpixel((x + dx, y + dy)) == colour
                for dx, dy in ((0, 0), (3, 0), (-3, 0), (0, 3), (0, -3))
            )
        ]


def ring(visitor):
    """Return the middle of the ring around what is chosen."""
    box = visitor.page.locator("[data-canvas]").bounding_box()
    with Image.open(io.BytesIO(visitor.page.screenshot(clip=box))) as shot:
        seen = shot.convert("RGB")
        at = [(x, y) for y in range(seen.height) for x in range(seen.width) if seen.getpixel((x, y)) == FOCUS]
    xs, ys = zip(*at, strict=True)
    return box["x"] + (min(xs) + max(xs)) / 2, box["y"] + (min(ys) + max(ys)) / 2


def is_fine(visitor, size):
    visitor.look(size)
    if size == PHONE:
        visitor.unroll()
    visitor.axe()
    visitor.look(size, "dark")
    visitor.axe(["color-contrast"])
    visitor.look(size)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_neighbourhood_is_drawn_beside_its_table(enter, language, size):
    visitor = enter("officer", language, size)
    open_network(visitor)

    assert SKOPJE[language] in row(visitor, SKOPJE[language]).inner_text()
    assert marks(visitor, SISTER)
    canvas = visitor.page.locator("[data-canvas]")
    assert canvas.get_attribute("role") == "img"
    assert canvas.get_attribute("aria-label") == visitor.page.locator("[data-summary]").first.inner_text()
    is_fine(visitor, size)
    visitor.fits()


def test_a_mark_is_chosen_by_a_click(enter):
    visitor = enter("officer", "en")
    open_network(visitor)
    before = rows(visitor)

    visitor.page.mouse.click(*marks(visitor, SISTER)[0])

    visitor.see("#chosen")
    is_drawn(visitor)
    name = visitor.page.locator("#chosen").inner_text()
    assert visitor.page.locator("tr.is-current th a").first.inner_text() == name
    assert "chosen=" in visitor.path
    assert rows(visitor) == before


def test_a_mark_grows_by_a_double_click(enter):
    visitor = enter("officer", "en")
    open_network(visitor)
    node = visitor.page.locator("tr a[id^=grow-]").first.get_attribute("id").removeprefix("grow-")
    visitor.page.locator(f"#node-{node}").click()
    visitor.see("#chosen")
    is_drawn(visitor)
    before = rows(visitor)

    visitor.page.mouse.dblclick(*ring(visitor))

    count_becomes(visitor, ">", before)
    assert f"open={node}" in visitor.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_keyboard_alone(enter, language):
    visitor = enter("officer", language)
    open_network(visitor)
    visitor.page.locator("[data-canvas]").focus()

    visitor.press("ArrowRight")  # from nowhere to the middle
    visitor.see("#chosen", "İzmir")
    visitor.press("ArrowRight")
    visitor.page.wait_for_function("() => document.getElementById('chosen')?.textContent !== 'İzmir'")
    is_drawn(visitor)
    first = visitor.page.locator("#chosen").inner_text()
    assert visitor.focused() == "net-canvas"
    visitor.press("ArrowRight")
    visitor.page.wait_for_function(
        "before => document.getElementById('chosen').textContent !== before", arg=first
    )
    is_drawn(visitor)
    visitor.press("+", "-")
    visitor.press("Escape")
    visitor.page.locator("#chosen").wait_for(state="detached")
    assert visitor.focused() == "net-canvas"


def test_enter_shows_more_around_whom_one_stands_on(enter):
    visitor = enter("officer", "en")
    open_network(visitor)
    grown = visitor.page.locator("a[id^=grow-]").first
    node = grown.get_attribute("id").removeprefix("grow-")
    before = rows(visitor)
    visitor.page.locator(f"#node-{node}").click()
    visitor.see("#chosen")
    is_drawn(visitor)

    visitor.page.locator("[data-canvas]").focus()
    visitor.press("Enter")

    count_becomes(visitor, ">", before)
    assert f"open={node}" in visitor.path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_can_be_done_from_the_table(enter, language, size):
    visitor = enter("officer", language, size)
    open_network(visitor)
    before = rows(visitor)

    visitor.page.locator("a[id^=grow-]").first.click()
    visitor.see("#chosen")
    is_drawn(visitor)
    assert rows(visitor) > before
    assert visitor.focused() == "chosen"
    is_fine(visitor, size)

    row(visitor, SKOPJE[language]).click()
    visitor.see("#chosen", SKOPJE[language])
    is_drawn(visitor)
    visitor.page.get_by_role("link", name=visitor.t("Put it in the middle")).click()
    visitor.see("tr[data-node]", "İzmir")
    is_drawn(visitor)
    assert rows(visitor) < before

    visitor.page.go_back()
    visitor.see("#chosen", SKOPJE[language])
    is_drawn(visitor)
    visitor.page.locator("[data-close]").click()
    visitor.page.locator("#chosen").wait_for(state="detached")


def test_the_panel_leads_to_the_page_of_whom_it_is_about(enter):
    visitor = enter("officer", "en")
    open_network(visitor)
    row(visitor, "Skopje").click()
    visitor.see("#chosen", "Skopje")
    visitor.page.get_by_role("link", name="Open the page").click()
    visitor.arrives(r"/cities/\d+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_chips_and_legend_say_what_is_shown(enter, language):
    visitor = enter("officer", language)
    open_network(visitor)
    before = rows(visitor)

    visitor.page.locator("#kind-membership").uncheck()
    count_becomes(visitor, "<", before)
    assert visitor.focused() == "kind-membership"
    assert not visitor.page.locator("#kind-membership").is_checked()

    visitor.page.locator(".net-chips summary", has_text=visitor.t("Strength")).click()
    visitor.page.locator(".net-chips a", has_text=visitor.t("strong alone")).click()
    visitor.see(".chip-on", visitor.t("strong alone"))
    is_drawn(visitor)
    assert 0 < rows(visitor) < before

    visitor.page.locator(".filters-clear").click()
    count_becomes(visitor, "===", before)


def test_nothing_is_shown_when_every_kind_is_taken_away(enter):
    visitor = enter("officer", "en")
    open_network(visitor, "?kind=sister_city")
    visitor.page.locator("#kind-sister_city").uncheck()
    visitor.see("[data-summary]", "Nothing links İzmir with anybody in this view.")
    assert rows(visitor) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_else_in_the_middle_and_the_way_to_somebody(enter, language):
    visitor = enter("officer", language)
    open_network(visitor)

    visitor.page.locator(".net-chips summary").nth(1).click()
    visitor.page.locator("#to-ts-control").click()
    visitor.choose("linz", "Linz")
    visitor.page.locator(".net-asker:visible button[type=submit]").click()
    visitor.see("#way")
    is_drawn(visitor)
    steps = visitor.page.locator(".net-way li").all_inner_texts()
    assert (steps[0], steps[-1]) == ("İzmir", "Linz")

    visitor.page.locator(".net-chips summary").first.click()
    visitor.page.locator("#of-ts-control").click()
    visitor.press("Backspace")
    visitor.choose(SKOPJE[language].lower(), SKOPJE[language])
    visitor.page.locator(".net-asker:visible button[type=submit]").click()
    visitor.see(".net-chips summary b", SKOPJE[language])
    is_drawn(visitor)


def test_the_years_go_by_key_and_by_themselves(enter):
    visitor = enter("officer", "en")
    open_network(visitor)
    slider = visitor.page.locator("#net-year")
    first, last = slider.get_attribute("min"), slider.get_attribute("max")

    slider.focus()
    visitor.press("Home")
    visitor.page.wait_for_function("first => location.search.includes(`year=${first}`)", arg=first)
    is_drawn(visitor)
    assert visitor.page.locator("output[for=net-year]").inner_text() == first
    assert visitor.focused() == "net-year"

    visitor.page.locator("[data-play]").click()
    visitor.page.wait_for_function(
        """last => !location.search.includes("year=")
            && document.querySelector("output[for=net-year]").textContent === last
            && document.querySelector("[data-play]").getAttribute("aria-pressed") === "false" """,
        arg=last,
    )
    is_drawn(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_map_and_back(enter, language):
    visitor = enter("officer", language)
    open_network(visitor)

    visitor.page.locator("#as-map").click()
    visitor.see("[data-canvas].is-map")
    is_drawn(visitor)
    assert marks(visitor, SISTER)
    for how in ("in", "out", "all"):
        visitor.page.locator(f"[data-zoom={how}]").click()
    is_fine(visitor, DESKTOP)
    visitor.page.locator("#as-net").click()
    visitor.see("[data-canvas]:not(.is-map)")


def test_the_address_opens_the_same_view_for_a_colleague(enter):
    mine, theirs = enter("officer", "en"), enter("viewer", "en")
    open_network(mine)
    mine.page.locator("a[id^=grow-]").first.click()
    mine.see("#chosen")
    is_drawn(mine)

    open_network(theirs, mine.path.removeprefix("/answers/network"))

    assert theirs.page.locator("#chosen").inner_text() == mine.page.locator("#chosen").inner_text()
    assert rows(theirs) == rows(mine)


def test_files_for_other_tools_and_the_picture(enter, tmp_path):
    visitor = enter("officer", "tr")
    open_network(visitor)
    for label, name in (("GraphML", "a.graphml"), ("PNG", "a.png")):
        visitor.page.locator(".net-acts summary", has_text=visitor.t("Export")).click()
        with visitor.page.expect_download() as download:
            visitor.page.locator(".net-acts .menu-item", has_text=label).click()
        download.value.save_as(tmp_path / name)
        visitor.press("Escape")
    graph = nx.read_graphml(tmp_path / "a.graphml")
    assert "Üsküp" in {facts["label"] for _, facts in graph.nodes(data=True)}
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width > 1000


def test_a_view_is_kept_under_a_name(enter):
    visitor = enter("officer", "en")
    open_network(visitor, "?kind=sister_city")
    visitor.page.locator(".net-acts summary", has_text="Save the view").click()
    visitor.page.fill("#view-name", "Sisters alone")
    visitor.press("Enter")
    visitor.see("nav.views [aria-current=page]", "Sisters alone")
    assert re.search(r"kind=sister_city", visitor.path)


def test_without_webgl_the_page_says_so_and_the_table_does_it_all(enter):
    visitor = enter("officer", "en")
    visitor.page.add_init_script(NO_WEBGL)
    visitor.open("/answers/network")
    visitor.see("[data-failure]", "The picture could not be drawn. The table is complete.")
    assert visitor.page.locator(".net-tools").is_hidden()

    row(visitor, "Skopje").click()
    visitor.see("#chosen", "Skopje")
    visitor.axe()


def test_without_a_script_links_and_forms_do_it_all(enter):
    visitor = enter("officer", "en", scripted=False)
    visitor.open("/answers/network")
    assert rows(visitor) > 10
    visitor.page.locator("a[id^=grow-]").first.click()
    assert visitor.page.locator("#chosen").count()
    visitor.page.locator("#kind-membership").uncheck()
    visitor.page.locator(".net-legend button").click()
    assert "kind=" in visitor.path
    assert not visitor.page.locator("#kind-membership").is_checked()
