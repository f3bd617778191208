"""A declaration signed by video with a city nobody knew: register, network, map, answer, note."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor

CITIES = {
    ("tr", DESKTOP): ("zagre", "Zagreb", "Zagreb"),
    ("en", DESKTOP): ("helsin", "Helsinki", "Helsinki"),
    ("tr", PHONE): ("oslo", "Oslo", "Oslo"),
    ("en", PHONE): ("lizb", "Lizbon", "Lisbon"),
}
HOSTILE = "<img src=x onerror=alert(1)> ${7*7} O'Neil \u202eşehir 🏛️"


def sign_by_video(visitor: Visitor, typed: str, shown: str) -> str:
    """Enter a goodwill declaration with a city; returns the path of the agreement."""
    page = visitor.page
    visitor.open("/agreements/new")
    visitor.see("#parties-0-organisation-ts-control")
    page.select_option("#relation", "goodwill")
    page.select_option("#instrument", "goodwill_declaration")
    page.locator('[data-rows-of="parties"] [data-row-add]').click()
    page.wait_for_function("() => document.activeElement.id.endsWith('-organisation-ts-control')")
    visitor.choose(typed, shown)
    for choice in ('[name="state"][value="in_force"]', '[name="mode"][value="online"]'):
        page.locator(f'label[for="{page.locator(choice).get_attribute("id")}"]').click()
    page.fill("#signed", "12.10.2023")
    visitor.press("Control+Enter")
    return visitor.arrives(r"/agreements/\d+")[1]


def join_network(visitor: Visitor, body: str) -> None:
    """Record that a municipality is a member of a network that ours is a member of."""
    page = visitor.page
    visitor.open("/memberships/new")
    visitor.see("#network-ts-control")
    page.locator("#network-ts-control").focus()
    visitor.choose("medcit", "MedCities")
    page.locator("#member-ts-control").focus()
    page.keyboard.press("Backspace")  # our own municipality stands there already
    visitor.choose(body)
    page.select_option("#relation", "member")
    visitor.press("Control+Enter")
    visitor.arrives(r"/memberships/\d+")
    visitor.see("main", body)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_from_the_signing_to_the_note(enter, language, size):
    typed, turkish, english = CITIES[language, size]
    name = turkish if language == "tr" else english
    visitor = enter("officer", language, size)

    agreement = sign_by_video(visitor, typed, name)
    visitor.see("h1", turkish if language == "tr" else english)
    visitor.see("main", visitor.t("Goodwill declaration"))
    visitor.axe()
    join_network(visitor, f"{turkish} Belediyesi" if language == "tr" else f"Municipality of {english}")

    visitor.open("/map")
    visitor.page.locator("tbody[data-city] th button", has_text=name).first.click()
    visitor.see("[data-selection]", name)
    # A small map comes to a city it began without; its name may give way to others, the mark is there.
    visitor.page.locator(".map-marker .map-name", has_text=name).first.wait_for(state="attached")
    city = visitor.page.locator("[data-selection] a[href*='/cities/']").first.get_attribute("href") or ""
    number = re.search(r"/cities/(\d+)", city)
    assert number is not None

    visitor.open(f"/answers/door?city={number[1]}")
    visitor.see(".answer", name)
    visitor.see("main", "MedCities")
    visitor.see(f'main a[href="{agreement}"], aside a[href="{agreement}"]')
    visitor.axe()

    for lang, title in (("tr", turkish), ("en", english)):
        visitor.open(f"/cities/{number[1]}/note?lang={lang}")
        paper = visitor.see(f'article[lang="{lang}"]', title).inner_text()
        assert {"tr": "İyi niyet beyanı", "en": "Goodwill declaration"}[lang] in paper
        assert {"tr": "12.10.2023", "en": "12 Oct 2023"}[lang] in paper
    visitor.axe()


def test_a_hostile_name_is_text_on_agreement_map_answer_and_note(enter):
    visitor = enter("admin", "en")
    city = visitor.record(
        "cities", title_tr=HOSTILE, title_en=HOSTILE, latitude="45.1", longitude="7.7", country=""
    )
    number = city.rsplit("/", 1)[-1]
    agreement = visitor.record(
        "agreements",
        **{
            "relation": "friendship_city",
            "state": "in_force",
            "title_tr": HOSTILE,
            "parties-0-organisation": f"#{house(visitor)}",
            "parties-1-organisation": f"#{number}",
        },
    )
    for path in (agreement, city, "/agreements", "/map", f"/answers/door?city={number}", f"{city}/note"):
        visitor.open(path)
        assert "<img src=x onerror=alert(1)>" in visitor.page.locator("body").inner_text(), path
        assert visitor.page.locator('img[src="x"]').count() == 0, path


def house(visitor: Visitor) -> str:
    """Return the number of our own municipality."""
    page = visitor.context.request.get(f"{visitor.house}/agreements/new").text()
    found = re.search(r'data-value="#(\d+)"', page)
    assert found is not None
    return found[1]
