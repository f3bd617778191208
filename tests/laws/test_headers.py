"""What holds for every answer: its headers, its cookie, and where it may send somebody."""

from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from app import create_app
from app.config import Mode
from app.web.access import public
from tests.make import PASSWORD

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
ANSWERS = {
    "page": "/visits",
    "form": "/visits/new",
    "nothing there": "/visits/999999999",
    "no such address": "/nowhere",
    "not for officers": "/users",
    "redirect": "/language/tr",
    "data": "/suggest?q=a&kinds=city",
    "fragment": "/search/first?q=a",
}
WAYS_OUT = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/visits",
    "javascript:alert(1)",
    " //evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "visits",
]


@pytest.mark.parametrize("address", ANSWERS.values(), ids=ANSWERS)
def test_no_page_runs_what_is_not_ours_and_none_is_kept(browser, address):
    answer = browser.client.get(address)

    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_refused_form_is_not_kept_either(browser):
    for status, data in ((422, {}), (400, {"csrf_token": "forged"})):
        answer = browser.submit("/visits/new", data, status=status).answer
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_unexpected_error_shows_a_number_and_nothing_of_the_inside(app, browser, monkeypatch):
    @public
    def broken() -> str:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setitem(app.view_functions, "home.today", broken)

    page = browser.open("/", status=500)

    assert page.answer.headers["Content-Security-Policy"] == POLICY
    assert "ZeroDivisionError" not in page.answer.text
    assert "secret of the inside" not in page.answer.text


def test_files_of_our_own_are_kept_under_the_same_policy(app):
    with app.test_client().get(f"{app.static_url_path}/logo.svg", buffered=True) as answer:
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert "no-store" not in answer.headers["Cache-Control"]
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert "immutable" in answer.headers["Cache-Control"]


def cookies(app: Flask, base_url: str) -> str:
    (cookie,) = app.test_client().get("/sign-in", base_url=base_url).headers.getlist("Set-Cookie")
    return cookie


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(app):
    cookie = cookies(app, "http://localhost")

    assert cookie.startswith("elci=")
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie
    assert "Domain=" not in cookie


def test_in_production_the_cookie_travels_over_https_only():
    built = create_app(
        {
            "mode": Mode.PRODUCTION,
            "database_url": "sqlite://",
            "secret_key": "for tests only" * 3,
            "demo_today": None,
        }
    )

    assert "; Secure" in cookies(built, "https://elci.example")
    answer = built.test_client().get("/sign-in", base_url="https://elci.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_signing_in_begins_a_new_session(app, browse, make):
    user, browser = make.user(), browse(None)
    token = browser.token()
    with browser.client.session_transaction() as kept:
        kept["left over"] = "by somebody else"

    browser.submit("/sign-in", {"csrf_token": token, "email": user.email, "password": PASSWORD})

    with browser.client.session_transaction() as session:
        assert "left over" not in session
    assert browser.token() != token


@pytest.mark.parametrize("target", WAYS_OUT)
def test_signing_in_leads_nowhere_else(browse, make, target):
    user = make.user()
    query = urlencode({"next": target})

    assert browse(user).open(f"/sign-in?{query}", status=302).answer.location == "/"
    signed = browse(None).submit(f"/sign-in?{query}", {"email": user.email, "password": PASSWORD})
    assert signed.answer.location == "/"


@pytest.mark.parametrize("target", WAYS_OUT)
def test_neither_choosing_a_language_nor_signing_in_again_leads_out(browse, make, target):
    user = make.user()

    assert browse(None).open(f"/language/en?{urlencode({'next': target})}", status=302).answer.location == "/"
    resumed = browse(None).submit(
        "/sign-in/resume", {"target": target, "email": user.email, "password": PASSWORD}
    )
    assert resumed.answer.location == "/"


def test_signing_in_leads_back_to_the_page_and_its_query(browse, make):
    user, stranger = make.user(), browse(None)
    wanted = f"/visits?q={quote('Üsküp')}&state=held"

    asked = stranger.open(wanted, status=302).answer.location
    signed = stranger.submit(asked, {"email": user.email, "password": PASSWORD})

    assert signed.answer.location == wanted


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/visits?q=%C3%9Csk%C3%BCp&state=held&sort=-day",
        "/search?q=a%26b%3Dc+%23d",
        "/cities/new?about=1",
        "/sign-in?next=%2Fvisits%3Fq%3Da%26sort%3Dtitle",
        "/visits/999999999",
    ],
)
def test_the_other_language_shows_the_same_page_with_the_same_query(browse, address):
    browser = browse(None) if address.startswith("/sign-in") else browse()
    status = 404 if address.endswith("999") else 200
    page = browser.open(address, status)

    link = page.select_one('a[hreflang="tr"]')
    answer = browser.open(link["href"], status=302).answer

    assert answer.location == address
    assert browser.open(answer.location, status).html["lang"] == "tr"


def test_a_language_we_do_not_speak_changes_nothing(browser):
    browser.open("/language/xx?next=/visits", status=302)

    assert browser.open("/visits").html["lang"] == "en"
