"""Somebody at a browser: counts the keys pressed, reads each page as axe does, notices every complaint."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from app.i18n import Translator, translator

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE, SMALLEST = (1440, 900), (390, 844), (320, 700)
_REFUSED_PAGES = {400, 401, 403, 404, 409, 422}
_FAILED_LOAD = "Failed to load resource"
_DRIVER = "GL Driver Message"  # what rendering without a graphics card says of its own speed


class Visitor:
    """One browser context with one page open, signed in or not."""

    def __init__(self, context: BrowserContext, house: str, language: str, *, scripted: bool = True) -> None:
        self.context, self.house, self.language, self.scripted = context, house, language, scripted
        self.t: Translator = translator(language)
        self.presses = 0
        self.complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"error in a script: {error.error}"))
        context.on("request", self._see_request)
        context.on("response", self._see_response)
        context.on("requestfailed", self._see_failure)
        self.page: Page = context.new_page()

    # --- Going about ----------------------------------------------------------------------------------------

    def open(self, path: str, status: int = 200) -> None:
        """Open a page of the house."""
        answer = self.page.goto(self.house + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        self.is_painted()

    @property
    def path(self) -> str:
        """Path and query of the page that is open."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def arrives(self, pattern: str) -> "re.Match[str]":
        """Wait until the path of the page matches as a whole."""
        regex = re.compile(rf"{re.escape(self.house)}({pattern})$")
        self.page.wait_for_url(regex)
        found = regex.match(self.page.url)
        assert found is not None
        self.is_painted()
        return found

    def is_painted(self) -> None:
        """Wait for the first paint: Chromium drops clicks and keys that come before it."""
        if self.scripted:
            self.page.evaluate(
                """async () => {
                    while (!performance.getEntriesByName("first-contentful-paint").length)
                        await new Promise(requestAnimationFrame);
                }"""
            )

    def press(self, *keys: str) -> None:
        """Press keys, each with what is held down counted as one."""
        for key in keys:
            self.presses += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type letter by letter."""
        self.presses += len(text)
        self.page.keyboard.type(text)

    def tab_to(self, id_: str) -> None:
        """Press Tab until the element with this id has the focus."""
        for _ in range(60):
            if self.focused() == id_:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {id_}")

    def choose(self, typed: str, option: str | None = None) -> None:
        """Type in a field that suggests, and take the first suggestion with Enter."""
        self.type(typed)
        first = self.page.locator(".ts-dropdown:visible .option.active")
        first.wait_for()
        if option:
            assert option in first.inner_text()
        self.press("Enter")

    def focused(self) -> str:
        """Return the id of what has the focus."""
        return str(self.page.evaluate("() => document.activeElement?.id ?? ''"))

    def see(self, selector: str, text: str | None = None) -> Locator:
        """Wait for an element, with these words in it."""
        found = self.page.locator(selector, has_text=text).first
        found.wait_for()
        self.is_painted()
        return found

    # --- Without the page -----------------------------------------------------------------------------------

    def record(self, noun: str, **data: str) -> str:
        """Write a record through its form, unseen; returns its path."""
        form = self.context.request.get(f"{self.house}/{noun}/new").text()
        carried = dict(re.findall(r'name="(csrf_token|form_key)" value="([^"]*)"', form))
        answer = self.context.request.post(f"{self.house}/{noun}/new", form=carried | data, max_redirects=0)
        assert answer.status == 302, f"{answer.status} {re.findall('field-error.*', answer.text())}"
        return answer.headers["location"]

    def lose_session(self) -> None:
        """End the session as time does; the language stays chosen."""
        self.context.clear_cookies()
        self.context.request.get(f"{self.house}/language/{self.language}")

    # --- Reading the page -----------------------------------------------------------------------------------

    def look(self, size: tuple[int, int], scheme: str = "light") -> None:
        """Make the window this large and the system light or dark."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    def unroll(self) -> None:
        """Make the window as high as the page: what sticks to its edges covers nothing then."""
        for _ in range(2):  # a part that is measured by the window grows with it, up to a limit
            width, height = self.page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
            self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(
            "() => scrollY === 0 && innerHeight >= document.documentElement.scrollHeight"
        )

    def axe(self, rules: Iterable[str] = ()) -> None:
        """Run axe on the page as it stands; only these rules, or all that we hold ourselves to."""
        self.page.evaluate(AXE)
        only: dict[str, Any] = {"type": "rule", "values": list(rules)}
        if not only["values"]:
            only = {"type": "tag", "values": STANDARDS}
        found = self.page.evaluate(
            "only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", only
        )
        told = [
            f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
        where = f"{self.path} at {self.page.viewport_size}"
        assert not told, f"axe on {where}:\n" + "\n".join(told)

    def fits(self) -> None:
        """Expect that nothing makes the page wider than the smallest window."""
        self.look(SMALLEST)
        wider = self.page.evaluate(
            """() => {
                const room = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= room) return [];
                return [...document.querySelectorAll("body *")]
                    .filter((each) => each.getBoundingClientRect().right > room + 0.5)
                    .map((each) => each.outerHTML.slice(0, 120));
            }"""
        )
        assert not wider, f"{self.path} scrolls sideways at {SMALLEST[0]} px: {wider[:5]}"

    def is_well(self) -> None:
        """Expect that nothing complained since last asked, and nobody else was asked for anything."""
        told = Counter(self.complaints)
        self.complaints.clear()
        assert not told, "\n".join(f"{count} × {words}" for words, count in told.items())

    # --- Noticing -------------------------------------------------------------------------------------------

    def _hear(self, message: ConsoleMessage) -> None:
        ours = not message.text.startswith(_FAILED_LOAD) and _DRIVER not in message.text
        if message.type in {"error", "warning"} and ours:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((self.house + "/", "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        refused_page = response.status in _REFUSED_PAGES and response.request.is_navigation_request()
        if response.status >= 400 and not refused_page:
            self.complaints.append(f"{response.status} {response.url}")

    def _see_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a newer question of our own took its place
            self.complaints.append(f"{request.failure} {request.url}")
