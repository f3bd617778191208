"""What the log says, and what it must never say."""

import io
import json
import logging

import pytest

from app import create_app
from app.config import Mode
from app.web.access import public
from app.web.logs import JsonLines
from tests.make import PASSWORD

NAME, WORDS, EMAIL = "Ayşegül Karadağ", "şüpheli arama", "aysegul@office.test"


@pytest.fixture
def log():
    """Write everything down as an office does; lends the lines, and the text they stand in."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lambda: ([json.loads(line) for line in text.getvalue().splitlines()], text.getvalue())
    root.removeHandler(handler)
    root.setLevel(level)


def requests(lines):
    return [line for line in lines if line["logger"] == "elci.request"]


def test_nothing_that_somebody_is_or_types_gets_into_the_log(app, browse, make, session, monkeypatch, log):
    user = make.user(email=EMAIL)
    user.name = NAME
    session.commit()

    @public
    def broken() -> str:
        raise ValueError(f"{NAME} is not a number") from KeyError(EMAIL)

    stranger = browse(None)
    for password in ("a wrong one", PASSWORD):
        posted = {"csrf_token": stranger.token(), "email": EMAIL, "password": password}
        stranger.client.post("/sign-in", data=posted, buffered=True)
    browser = browse(user)
    browser.open(f"/search?q={WORDS}")
    posted = {"csrf_token": browser.token(), "title_tr": NAME, "email": EMAIL}
    assert browser.client.post("/people/new", data=posted, buffered=True).status_code == 302
    assert browser.client.post("/people/new", data={"title_tr": NAME}, buffered=True).status_code == 400
    browser.open(f"/nowhere/{NAME}?{WORDS}", status=404)
    monkeypatch.setitem(app.view_functions, "home.today", broken)
    browser.open(f"/?q={WORDS}", status=500)

    lines, text = log()
    assert [line["status"] for line in requests(lines)] == [422, 302, 200, 302, 400, 404, 500]
    for said in (*NAME.split(), *WORDS.split(), EMAIL.partition("@")[0]):
        for spelt in (said, json.dumps(said)[1:-1]):
            assert spelt not in text, spelt
    assert PASSWORD not in text


def test_an_error_is_told_by_its_kinds_and_places_under_the_number_that_the_page_shows(
    app, browser, monkeypatch, log
):
    @public
    def broken() -> str:
        raise ValueError("12") from KeyError("13")

    monkeypatch.setitem(app.view_functions, "home.today", broken)

    page = browser.open("/", status=500)

    lines, _ = log()
    number = page.answer.headers["X-Request-Id"]
    assert f"Number of this message: {number}" in page.words
    (told,) = [line for line in lines if "error" in line]
    assert told["request"] == number
    assert told["error"] == ["builtins.ValueError", "builtins.KeyError"]
    assert told["at"][-1].startswith("tests/laws/test_log.py:")
    assert told["at"][-1].endswith(" broken")


def test_every_request_has_one_line_with_what_an_operator_asks(browser, log):
    browser.open("/visits?q=x")

    (told,) = requests(log()[0])
    assert told.keys() == {
        "time", "level", "logger", "message", "request", "method", "endpoint", "status", "ms", "statements"
    }  # fmt: skip
    assert (told["method"], told["endpoint"], told["status"]) == ("GET", "visits.index", 200)
    assert told["statements"] > 0
    assert told["ms"] > 0


def test_what_is_asked_all_the_time_is_told_only_to_who_asks_for_everything(app, log):
    for address in ("/health", f"{app.static_url_path}/logo.svg"):
        app.test_client().get(address, buffered=True)

    assert {line["level"] for line in requests(log()[0])} == {"DEBUG"}


@pytest.mark.parametrize(
    ("proxies", "sent", "kept"),
    [
        (0, "from-anybody-0001", False),
        (1, "from-the-proxy-0001", True),
        (1, "short", False),
        (1, "with a space and more", False),
        (1, "a" * 65, False),
        (1, "Ayşegül-Karadağ", False),
    ],
)
def test_a_request_keeps_the_number_that_a_trusted_proxy_gave_it(proxies, sent, kept):
    built = create_app(
        {
            "mode": Mode.DEVELOPMENT,
            "database_url": "sqlite://",
            "secret_key": "for tests only" * 3,
            "demo_today": None,
            "trusted_proxies": proxies,
        }
    )

    answer = built.test_client().get("/sign-in", headers={"X-Request-Id": sent.encode().decode("latin-1")})

    assert (answer.headers["X-Request-Id"] == sent) is kept
    assert len(answer.headers["X-Request-Id"]) >= 8
