"""The one door to every page: it reads each page as a careful reviewer would, before the test does."""

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from app.web.headers import POLICY
from app.web.sessions import SignedIn
from models import User

_NAMED_BY_ITSELF = {"hidden", "submit", "button"}


class Page(BeautifulSoup):
    """A page that was opened, with the answer it came in."""

    answer: TestResponse

    @property
    def words(self) -> str:
        """All text of the page, its white space folded."""
        return re.sub(r"\s+", " ", self.get_text(" "))


class Browser:
    """A test client that signs in, sends tokens, and inspects what it gets."""

    def __init__(self, app: Flask, user: User | None, language: str = "en") -> None:
        self.client = app.test_client()
        with self.client.session_transaction() as session:
            session["language"] = language
            if user is not None:
                session["_user_id"], session["_fresh"] = SignedIn(user).get_id(), True
        self.language = language

    def open(self, url: str, status: int = 200, *, follow: bool = False) -> Page:
        """Open a page."""
        return self._page(self.client.get(url, follow_redirects=follow, buffered=True), status, url)

    def submit(self, url: str, data: dict[str, Any] | None = None, status: int = 302) -> Page:
        """Post a form with a valid token."""
        data = data or {}
        token = {} if "csrf_token" in data else {"csrf_token": self.token()}
        return self._page(self.client.post(url, data=token | data), status, url)

    def token(self) -> str:
        """Return a token of this session, from a page that has a form."""
        page = self.client.get("/sign-in")
        if page.status_code == 302:  # somebody is signed in
            page = self.client.get("/account")
        found = re.search(
            r'name="csrf_token" value="([^"]+)"', page.text
        )  # not parsed: it is asked for often
        assert found is not None, "no page with a form"
        return found[1]

    def _page(self, answer: TestResponse, status: int, url: str) -> Page:
        assert answer.status_code == status, f"{url}: {answer.status} {_gist(answer)}"
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        kind = answer.mimetype or ""
        is_text = kind.startswith("text/") or kind == "application/json"
        page = Page(answer.text if is_text else "", "html5lib")
        page.answer = answer
        if answer.mimetype == "text/html" and "<html" in answer.text and answer.status_code not in (301, 302):
            inspect(page, url)
        return page


def as_a_browser_sends(form: dict[str, Any], content: bytes, *, missing: int = 0) -> dict[str, Any]:
    """Return the request of a form with a large file; the test client would write it to a file of its own.

    :param missing: how many bytes are announced and never sent.
    """
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form.items()
        if name != "file"
    ]
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    body = ("".join(parts) + head).encode() + content + (b"" if missing else b"\r\n--b--\r\n")
    return {
        "input_stream": BytesIO(body),
        "content_length": len(body) + missing,
        "content_type": "multipart/form-data; boundary=b",
    }


def inspect(page: Page, url: str) -> None:
    """Assert what must hold on every page."""
    html = page.html
    assert isinstance(html, Tag)
    assert html.get("lang") in ("tr", "en"), f"{url}: no language"
    headings = [re.sub(r"\s+", " ", h1.get_text(" ")).strip() for h1 in page.find_all("h1")]
    assert len(headings) == 1, f"{url}: h1 {headings}"
    assert page.title is not None
    title = page.title.get_text().strip()
    title = re.sub(r"^(Error:|Hata:) ", "", title)
    assert title.endswith(" · Elçi"), f"{url}: title {title!r}"
    words = re.sub(r"\s+", " ", title.removesuffix(" · Elçi")).strip()
    assert headings[0].startswith(words), f"{url}: title {words!r}, h1 {headings[0]!r}"
    ids = Counter(str(tag["id"]) for tag in page.find_all(id=True) if not tag.find_parent("template"))
    assert not [id_ for id_, count in ids.items() if count > 1], f"{url}: {ids.most_common(3)}"
    for tag in page.select("*"):
        inline = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        assert not inline, f"{url}: <{tag.name}> with {inline}"
        for name in ("src", "href", "action"):
            assert not re.match(r"(https?:)?//", str(tag.get(name, ""))) or tag.get("rel") == [
                "noreferrer"
            ], f"{url}: {tag}"
    for script in page.find_all("script"):
        assert script.get("src") or script.get("type") == "application/json", f"{url}: inline script"
    assert not page.find_all("style"), f"{url}: inline style"
    for form in page.find_all("form"):
        if str(form.get("method", "get")).lower() == "post":
            assert form.select_one("input[name=csrf_token]"), f"{url}: a form without a token"
    for control in page.select("input, select, textarea"):
        if control.get("type") not in _NAMED_BY_ITSELF and not control.find_parent("template"):
            named = (
                control.get("aria-label")
                or control.find_parent("label")
                or (control.get("id") and page.find("label", attrs={"for": control["id"]}))
            )
            assert named, f"{url}: a control without a label: {control}"
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile(r"^h[1-6]$"))]
    steps = pairwise(levels)
    assert all(after <= before + 1 for before, after in steps), f"{url}: headings {levels}"


def _gist(answer: TestResponse) -> str:
    soup = BeautifulSoup(answer.text, "html5lib")
    errors = " | ".join(
        tag.get_text(" ", strip=True) for tag in soup.select(".error-summary, .field-error, h1")
    )
    return errors[:500]
