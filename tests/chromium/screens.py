"""The pictures of the README, taken anew: ``python -m tests.chromium.screens``."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from app.services.demo_accounts import PASSWORD
from tests.chromium.house import HOME, find_browser, launch, served
from tests.chromium.visitor import Visitor

FOLDER = HOME / "docs" / "screens"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LARGEST = 300_000
"""Bytes that a picture may have; a repository keeps every one of them for ever."""


def officer(browser: Browser, house: str, language: str, size: ViewportSize, scale: float = 1) -> Visitor:
    """Sign in."""
    context = browser.new_context(viewport=size, device_scale_factor=scale, reduced_motion="reduce")
    visitor = Visitor(context, house, language)
    visitor.open(f"/language/{language}?next=/sign-in")
    visitor.page.fill("#email", "officer@izmir.demo")
    visitor.page.fill("#password", PASSWORD)
    visitor.page.press("#password", "Enter")
    visitor.arrives("/")
    return visitor


def fill_in_a_visit(visitor: Visitor) -> None:
    """Write what the fifth visit of an afternoon looks like, without saving it."""
    visitor.open("/visits/new")
    visitor.see("#host-ts-control")
    visitor.type("dün")
    visitor.press("Tab")
    visitor.type("14:00")
    visitor.press("Tab")
    visitor.choose("morr")
    visitor.tab_to("subject_tr")
    visitor.type("Nezaket ziyareti")
    visitor.press("Tab")
    visitor.choose("soy")
    visitor.press("Tab")
    visitor.see("#held-understood", "24 Ekim 2023")
    visitor.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")


def take(visitor: Visitor, name: str) -> None:
    """Take one picture of the window.

    :raises SystemExit: it is too large.
    """
    path: Path = FOLDER / f"{name}.png"
    visitor.page.evaluate("() => document.fonts.ready")
    visitor.page.screenshot(path=path, animations="disabled", caret="hide")
    print(f"{path.relative_to(HOME)}: {path.stat().st_size / 1000:.0f} kB")  # noqa: T201 - a tool prints
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path.name} is larger than {LARGEST} bytes")


def main() -> None:
    """Take them all."""
    found = find_browser()
    if found is None:
        sys.exit("the pictures need Chromium: install it, or name its path in ELCI_TEST_BROWSER")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as house, sync_playwright() as playwright:
        browser = launch(playwright, found)
        visitor = officer(browser, house, "tr", DESKTOP)
        take(visitor, "dashboard-tr")
        fill_in_a_visit(visitor)
        take(visitor, "log-a-visit-tr")
        visitor.open("/map")
        visitor.see(".map-home .map-name", "İzmir")
        visitor.see("[data-map][data-drawn]")
        take(visitor, "map-tr")
        visitor.open("/cities?q=uskup")
        visitor.page.locator("td.is-name a").first.click()
        visitor.arrives(r"/cities/\d+")
        visitor.open(f"{visitor.path}/note?lang=en")
        take(visitor, "note-en")
        visitor = officer(browser, house, "en", DESKTOP)
        visitor.open("/visits")
        take(visitor, "visits-en")
        visitor = officer(browser, house, "tr", PHONE, scale=2)
        take(visitor, "phone-tr")
        browser.close()


if __name__ == "__main__":
    main()
