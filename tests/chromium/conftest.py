"""Fixtures of the browser tests: one served demo, and visitors who have nothing in common but it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from app.services.demo_accounts import PASSWORD
from tests.chromium.house import find_browser, launch, served
from tests.chromium.visitor import DESKTOP, Visitor

Keys: TypeAlias = Callable[[str, str], StorageState]
PATIENCE = 10_000
"""Milliseconds until what a test waits for must be there."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once."""
    found = find_browser()
    if found is None:
        pytest.exit(
            "the browser tests need Chromium: install it, or name it in ELCI_TEST_BROWSER", returncode=1
        )
    with sync_playwright() as playwright:
        browser = launch(playwright, found)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house() -> Iterator[str]:
    """Serve the demo once; lends the address."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def keys(chromium: Browser, house: str) -> Keys:
    """Sign each account in once; its cookies open the door for any number of visitors."""
    kept: dict[tuple[str, str], StorageState] = {}

    def cookies(who: str, language: str) -> StorageState:
        if (who, language) not in kept:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"{house}/language/{language}?next=/sign-in")
            if who != "stranger":
                page.fill("#email", f"{who}@izmir.demo")
                page.fill("#password", PASSWORD)
                page.press("#password", "Enter")
                page.wait_for_url(f"{house}/")
            kept[who, language] = context.storage_state()
            context.close()
        return kept[who, language]

    return cookies


@pytest.fixture(scope="session")
def regulars() -> Iterator[dict[tuple[str, str], Visitor]]:
    """Visitors who only look around stay from test to test: their browser has our files already."""
    known: dict[tuple[str, str], Visitor] = {}
    yield known
    for visitor in known.values():
        visitor.context.close()


@pytest.fixture
def enter(
    chromium: Browser, house: str, keys: Keys, regulars: dict[tuple[str, str], Visitor]
) -> Iterator[Callable[..., Visitor]]:
    """Let visitors in; when the test is over, none of them may have heard a complaint."""
    visitors: list[Visitor] = []

    def let_in(
        who: str = "officer", language: str = "tr", size: tuple[int, int] = DESKTOP, *, scripted: bool = True
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"tr": "tr-TR", "en": "en-GB"}[language],
            storage_state=keys(who, language),
            reduced_motion="reduce",
            java_script_enabled=scripted,
        )
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context, house, language, scripted=scripted))
        return visitors[-1]

    yield let_in
    for visitor in visitors:
        if visitor not in regulars.values():
            visitor.context.close()
    for visitor in visitors:
        visitor.is_well()


@pytest.fixture
def look_around(
    enter: Callable[..., Visitor], regulars: dict[tuple[str, str], Visitor]
) -> Iterator[Callable[[str, str], Visitor]]:
    """Let in somebody who changes nothing."""
    seen: list[Visitor] = []

    def let_in(who: str, language: str) -> Visitor:
        if (who, language) not in regulars:
            regulars[who, language] = enter(who, language)
        seen.append(regulars[who, language])
        return seen[-1]

    yield let_in
    for visitor in seen:
        visitor.is_well()
