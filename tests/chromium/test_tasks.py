"""Two promises from a visit's page by keyboard, one closed on Today with evidence: gone from the city."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE

CITIES = {
    ("tr", DESKTOP): "Varna",
    ("en", DESKTOP): "Graz",
    ("tr", PHONE): "Tampere",
    ("en", PHONE): "Split",
}


def a_city(visitor, name):
    """The number of a city, the first of its name."""
    visitor.open(f"/cities?q={name}")
    link = visitor.page.locator("main td.is-name a", has_text=re.compile(rf"^{name}$")).first
    found = re.search(r"/cities/(\d+)", link.get_attribute("href") or "")
    assert found is not None
    return found[1]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_promises_of_both_sides_return_until_they_are_closed(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    name = CITIES[language, size]
    city = a_city(visitor, name)
    path = visitor.record("visits", held="20.10.2023", group_name=f"Heyet {name}", city=f"#{city}")
    ours, theirs = f"Çizimleri gönderiyoruz {name}", f"Davet mektubu yolluyorlar {name}"

    visitor.open(path)
    page.focus("#ours-title_tr")
    visitor.type(ours)
    visitor.press("Tab")
    visitor.type("22.10.2023")
    visitor.press("Enter")
    visitor.arrives(rf"{path}\?promised=ours")
    assert visitor.focused() == "ours-title_tr"  # the next one can be typed at once
    visitor.see(".promises .task-late", t.plural("%(n)s day late", "%(n)s days late", 3))
    visitor.tab_to("theirs-title_tr")
    visitor.type(theirs)
    visitor.press("Enter")
    visitor.arrives(rf"{path}\?promised=theirs")
    visitor.see(".promises", theirs)
    visitor.axe()

    visitor.open(f"/cities/{city}")
    visitor.see(".tasks", ours)
    visitor.see(".tasks", theirs)
    visitor.open(f"/cities/{city}/note")
    visitor.see("section[aria-labelledby=promises]", ours)

    visitor.open("/")
    visitor.see("aside .tasks", theirs)
    row = page.locator("aside .tasks li", has_text=ours)
    row.locator("summary").focus()
    visitor.press("Enter", "Tab")
    visitor.axe()
    visitor.type("Yazı 2023/118")
    visitor.press("Enter")
    visitor.see("[data-toast]", t("Recorded as done."))
    assert page.locator("aside .tasks", has_text=ours).count() == 0

    visitor.open(f"/cities/{city}")
    visitor.see(".tasks", theirs)
    assert page.locator(".tasks", has_text=ours).count() == 0
    visitor.open(path)
    visitor.see(".promises", "Yazı 2023/118")
    visitor.fits()


def test_a_promise_is_written_and_closed_without_scripts(enter):
    visitor = enter("officer", "en", scripted=False)
    page = visitor.page
    path = visitor.record("visits", held="20.10.2023", group_name="Without scripts")

    visitor.open(path)
    page.fill("#theirs-title_tr", "A map of their lines")
    page.press("#theirs-title_tr", "Enter")
    row = page.locator(".promises li", has_text="A map of their lines")
    row.locator("summary").click()
    row.locator("input[name=evidence]").fill("Seen on their site")
    row.locator("button").click()

    assert "Seen on their site" in page.locator(".promises").inner_text()
