"""A list somebody lives in: columns, a view under a name, rows changed together, a file."""

import pytest

from tests.chromium.visitor import DESKTOP, PHONE


def menu(visitor, words):
    """Open a menu of the list by its word."""
    visitor.page.locator("details.menu > summary", has_text=visitor.t(words)).first.click()


def ticked(visitor):
    return visitor.page.locator("[data-select]:checked").count()


def heads(visitor):
    return [
        words.strip()
        for words in visitor.page.locator("table.records thead th").all_inner_texts()
        if words.strip()
    ]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_view_with_columns_is_found_again_and_its_rows_are_changed_together(  # noqa: PLR0915 - one story
    enter, language
):
    visitor = enter("manager", language, DESKTOP)
    page, t = visitor.page, visitor.t
    name = "Gelecek görüşmeler" if language == "tr" else "Meetings to come"

    visitor.open("/visits?all=yes&state=planned")
    menu(visitor, "Columns")
    page.locator('[name="column"][value="mode"]').check()
    page.locator('[name="column"][value="bodies"]').uncheck()
    page.locator("[data-column]", has=page.locator('[value="state"]')).locator('[value="state up"]').click()
    visitor.axe()
    page.locator("[data-columns] .btn-primary").click()
    visitor.arrives(r"/visits\?.*columns=.*")
    assert heads(visitor) == [t(words) for words in ("Guest", "Date", "State", "Country", "How they met")]

    menu(visitor, "Save the view")
    page.fill("#view-name", name)
    visitor.axe()
    visitor.press("Enter")
    visitor.see("[data-toast]", name)
    visitor.open("/visits?all=yes")
    page.locator(".view", has_text=name).click()
    visitor.see(".view[aria-current]", name)
    assert "mode" in visitor.path
    assert heads(visitor)[-1] == t("How they met")

    visitor.press("j", "x", "j", "x")
    visitor.see("[data-selected]", "2")
    assert ticked(visitor) == 2
    assert not page.locator(".count-line").is_visible()
    visitor.axe()
    visitor.press("Escape")
    assert ticked(visitor) == 0
    visitor.press("k", "x", "j", "x")
    assert ticked(visitor) == 2

    with page.expect_download() as file:
        page.locator('.selection-bar [formaction*="export.csv"]').click()
    assert file.value.suggested_filename.endswith(".csv")
    told = file.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(told) == 3
    assert told[0].split(";" if language == "tr" else ",")[-1] == t("How they met")

    page.locator('.selection-bar [formaction*="/bulk"]').focus()
    visitor.press("Enter")
    visitor.arrives(r"/visits/bulk.*")
    visitor.axe()
    page.select_option("#mode", "hybrid")
    assert page.locator('[name="set"][value="mode"]').is_checked()
    visitor.press("Control+Enter")
    visitor.see("#ready")
    visitor.see("td", t("Hybrid"))
    visitor.axe()
    visitor.press("Control+Enter")
    visitor.arrives(r"/visits\?.*")
    visitor.see("[data-toast]", t.plural("%(n)s record is changed.", "%(n)s records are changed.", 2))
    assert page.locator("td", has_text=t("Hybrid")).count() == 2

    visitor.press("z")
    page.wait_for_function("() => !document.querySelector('[data-undo]')")
    assert page.locator("td", has_text=t("Hybrid")).count() == 0

    menu(visitor, "Columns")
    page.locator('[name="usual"]').click()
    page.wait_for_url(lambda url: "columns=" not in url)
    assert t("How they met") not in heads(visitor)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_favourite_waits_in_the_empty_search_box(enter, language):
    visitor = enter("officer", language, DESKTOP)
    page = visitor.page

    visitor.open("/organisations?q=fransa" if language == "tr" else "/organisations?q=germany")
    page.locator("td.is-name a").first.click()
    title = visitor.see("h1").inner_text().split("\n")[0].strip()
    page.locator(".is-star").focus()
    visitor.press("Enter")
    visitor.see('.is-star[aria-pressed="true"]')
    visitor.axe()

    visitor.press("Control+k")
    hit = visitor.see(".hits-panel .hit")
    assert hit.inner_text().split("\n")[0].strip() in title or title in hit.inner_text()
    visitor.axe()
    visitor.press("ArrowDown", "Enter")
    visitor.see('.is-star[aria-pressed="true"]')


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_rows_are_changed_without_a_script(enter, size):
    visitor = enter("manager", "tr", size, scripted=False)
    page = visitor.page

    visitor.open("/people?all=yes")
    page.locator("[data-select]").first.check()
    page.locator('.selection-bar [formaction*="/bulk"]').click()
    page.locator('[name="set"][value="consent"]').check()
    page.select_option("#consent", "given")
    page.locator('[name="do"][value="preview"]').click()
    assert page.locator("#ready").is_visible()
    assert visitor.t("Consent given") in page.locator("main").inner_text()


def test_menus_of_the_list_fit_on_a_phone(enter):
    visitor = enter("manager", "tr", PHONE)

    visitor.open("/visits?all=yes")
    for words in ("Columns", "Save the view", "Export"):
        menu(visitor, words)
        panel = visitor.page.locator("details.menu[open] .menu-panel").bounding_box()
        assert panel is not None
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= PHONE[0]
        visitor.press("Escape")
    visitor.page.locator("[data-select]").first.check()
    visitor.axe()
    visitor.fits()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_search_page_of_a_phone_has_the_focus_and_suggests(enter, language):
    visitor = enter("officer", language, PHONE)
    page = visitor.page

    visitor.open("/search")
    assert visitor.focused() == "words"
    assert not page.locator(".hits-panel:visible").count()
    visitor.type("uskup")
    hit = visitor.see("main .hits-panel .hit")
    assert ("Üsküp" if language == "tr" else "Skopje") in hit.inner_text()
    box = page.locator("main .hits-panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    visitor.axe()
    visitor.press("ArrowDown", "Enter")
    visitor.arrives(r"/\w[\w-]*/\d+")
