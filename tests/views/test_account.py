import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from app.config import Mode
from app.extensions import limiter
from app.services import demo_accounts
from models import Person, Record, User, Visit
from tests.browser import Browser
from tests.laws.reading import typed_in
from tests.make import PASSWORD

WRONG = "E-mail or password is not right"
OURS = {"Sec-Fetch-Site": "same-origin"}
HOSTILE = "\"><script>alert(1)</script>${7*7} O'Brien 👩🏽\u200d🚀 محمد عبد الله"


@pytest.fixture
def stranger(app, make):
    return Browser(app, None)


@pytest.fixture
def throttled(app, monkeypatch):
    settings = replace(app.extensions["elci.settings"], sign_in_limit="3 per minute")
    monkeypatch.setitem(app.extensions, "elci.settings", settings)
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.fixture
def mode(app, monkeypatch):
    """Run the pages in another mode."""

    def change(to):
        settings = replace(app.extensions["elci.settings"], mode=to, demo_today=None)
        monkeypatch.setitem(app.extensions, "elci.settings", settings)

    return change


def sign_in(browser, email, password=PASSWORD, status=302):
    return browser.submit("/sign-in", {"email": email, "password": password}, status)


def send(browser, url, data, status, **headers):
    """Post as a browser does that has no session any more: with a token that is worth nothing."""
    return browser._page(
        browser.client.post(url, data={"csrf_token": "old", **data}, headers=headers), status, url
    )


def carried(page):
    """What the page carries along unseen, its own token left out."""
    fields = page.select("main input[type=hidden]")
    return {str(one["name"]): str(one["value"]) for one in fields if one["name"] != "csrf_token"}


def is_signed_in(browser):
    return browser.client.get("/account").status_code == 200


def test_an_officer_signs_in_and_lands_where_they_wanted_to_go(make, stranger):
    make.user(email="officer@izmir.test")
    asked = stranger.open("/visits?q=uskup&page=2", status=302).answer.location
    page = stranger.open(asked)
    action = page.select_one("main form")["action"]

    answer = stranger.submit(action, {"email": "officer@izmir.test", "password": PASSWORD}).answer

    assert answer.location == "/visits?q=uskup&page=2"
    assert is_signed_in(stranger)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example"]
)
def test_signing_in_never_leads_to_another_site(make, stranger, target):
    make.user(email="officer@izmir.test")

    answer = stranger.client.post(
        "/sign-in",
        query_string={"next": target},
        data={"csrf_token": stranger.token(), "email": "officer@izmir.test", "password": PASSWORD},
    )

    assert (answer.status_code, answer.location) == (302, "/")


def test_an_unknown_address_and_a_wrong_password_are_refused_in_the_same_words(make, stranger, session):
    make.user(email="officer@izmir.test")
    make.user(email="closed@izmir.test").is_active = False
    session.commit()

    pages = [
        sign_in(stranger, email, password, status=422)
        for email, password in (
            ("officer@izmir.test", "wrong horse battery"),
            ("nobody@izmir.test", PASSWORD),
            ("closed@izmir.test", PASSWORD),
        )
    ]

    told = {
        re.sub(r"(officer|nobody|closed)@izmir.test", "", page.select_one("main").decode()).replace(
            token(page), ""
        )
        for page in pages
    }
    assert len(told) == 1
    assert WRONG in pages[0].select_one("#email-error").get_text()
    assert pages[1].select_one("#email")["value"] == "nobody@izmir.test"
    assert PASSWORD not in pages[1].decode()
    assert not is_signed_in(stranger)


def token(page):
    return str(page.select_one("main input[name=csrf_token]")["value"])


def test_signing_in_without_an_address_or_a_password_says_what_to_enter(stranger):
    page = stranger.submit("/sign-in", {"email": " ", "password": ""}, status=422)

    assert "Enter your e-mail address" in page.select_one("#email-error").get_text()
    assert "Enter your password" in page.select_one("#password-error").get_text()


def test_an_address_that_tries_too_often_has_to_wait(make, stranger, throttled):
    make.user(email="officer@izmir.test")
    for _ in range(3):
        sign_in(stranger, "officer@izmir.test", "wrong horse battery", status=422)

    page = sign_in(stranger, "officer@izmir.test", status=429)

    assert "Too many tries" in page.h1.get_text()
    assert "You can try again at " in page.words
    assert not is_signed_in(stranger)
    limiter.reset()
    sign_in(stranger, "officer@izmir.test")


def test_an_account_that_is_tried_from_many_machines_has_to_wait_too(app, make, throttled):
    make.user(email="officer@izmir.test")

    def try_from(machine, email="officer@izmir.test"):
        browser = Browser(app, None)
        data = {"csrf_token": browser.token(), "email": email, "password": "wrong horse battery"}
        return browser.client.post(
            "/sign-in", data=data, environ_base={"REMOTE_ADDR": f"10.0.0.{machine}"}
        ).status_code

    assert {try_from(machine) for machine in range(1, 4)} == {422}
    assert try_from(4, " Officer@Izmir.test ") == 429
    assert try_from(5, "other@izmir.test") == 422


def test_the_password_asked_in_mid_edit_is_throttled_as_well(make, stranger, throttled):
    data = {"email": "officer@izmir.test", "password": "wrong", "target": "/visits/new"}
    for _ in range(3):
        stranger.submit("/sign-in/resume", data, status=422)

    stranger.submit("/sign-in/resume", data, status=429)


def test_a_new_session_begins_at_sign_in(make, stranger):
    make.user(email="officer@izmir.test")
    with stranger.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    before = stranger.token()

    sign_in(stranger, "officer@izmir.test")

    with stranger.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["language"] == "en"
    page = stranger.open("/account")
    assert stranger.client.post("/sign-out", data={"csrf_token": before}).status_code == 400
    assert stranger.client.post("/sign-out", data={"csrf_token": token(page)}).status_code == 302


def test_signing_out_ends_the_session(browser):
    browser.client.post("/sign-out", data={"csrf_token": token(browser.open("/account"))})

    assert not is_signed_in(browser)
    assert browser.open("/visits", status=302).answer.location == "/sign-in?next=/visits"


def test_a_session_cannot_be_ended_from_another_site(browser):
    browser.open("/sign-out", status=405)
    assert browser.client.post("/sign-out").status_code == 400
    assert is_signed_in(browser)


def test_signing_out_everywhere_ends_the_session_on_the_other_computer(make, browse):
    user, colleague = make.user(), browse()
    here, there = browse(user), browse(user)

    here.client.post("/sign-out/everywhere", data={"csrf_token": token(here.open("/account"))})

    assert not is_signed_in(here)
    assert not is_signed_in(there)
    assert is_signed_in(colleague)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(make, browse, stranger):
    user = make.user(email="officer@izmir.test")
    here, there = browse(user), browse(user)
    data = {"csrf_token": token(here.open("/account")), "current": PASSWORD, "new": "another good password"}

    assert here.client.post("/account/password", data=data).status_code == 302

    assert is_signed_in(here)
    assert not is_signed_in(there)
    sign_in(stranger, "officer@izmir.test", status=422)
    sign_in(stranger, "officer@izmir.test", "another good password")


def test_a_password_is_not_changed_without_the_current_one(browser):
    data = {"csrf_token": token(browser.open("/account")), "current": "wrong", "new": "another good password"}

    page = browser._page(browser.client.post("/account/password", data=data), 422, "/account/password")

    assert "This is not your current password" in page.select_one("#current-error").get_text()
    assert "another good password" not in page.decode()


def test_the_account_page_cannot_set_what_it_does_not_show(make, browse, session):
    user = make.user()
    browser = browse(user)
    form = typed_in(browser.open("/account"))
    form.pop("shortcuts_on", None)

    browser.submit("/account/preferences", form | {"theme": "dark", "density": "", "role": "admin"})

    session.expire_all()
    found = session.get_one(User, user.id)
    assert (found.theme, found.density, found.role, found.shortcuts_on) == ("dark", None, "officer", False)
    assert browser.open("/account").html["data-bs-theme"] == "dark"


def test_what_was_chosen_on_another_computer_meanwhile_is_not_overwritten(make, browse, session):
    user = make.user()
    here, there = browse(user), browse(user)
    address = "/account/preferences"
    first, second = (typed_in(one.open("/account")) for one in (here, there))
    here.submit(address, first | {"theme": "dark", "density": "compact"})

    page = there.submit(address, second | {"theme": "light"}, 409)

    assert "What you typed is safe" in page.words
    session.expire_all()
    found = session.get_one(User, user.id)
    assert (found.theme, found.density) == ("dark", "compact")
    there.submit(address, typed_in(page) | {"take-theme": "mine"})
    session.expire_all()
    assert (found.theme, found.density) == ("light", "compact")


def test_closing_an_account_ends_its_session_and_keeps_it_out(make, browse, stranger):
    user = make.user(email="officer@izmir.test")
    officer, admin = browse(user), browse("admin")
    data = {"csrf_token": token(admin.open("/users"))}

    admin.client.post(f"/users/{user.id}/close", data=data)

    assert not is_signed_in(officer)
    sign_in(stranger, "officer@izmir.test", status=422)
    admin.client.post(f"/users/{user.id}/open", data=data)
    assert not is_signed_in(officer)
    sign_in(stranger, "officer@izmir.test")


def test_the_demo_accounts_stand_on_the_sign_in_page_of_the_demo_only(stranger, mode):
    addresses = {account.email for account in demo_accounts.ACCOUNTS}
    page = stranger.open("/sign-in")
    assert {code.get_text() for code in page.select(".demo-accounts code")} == addresses
    assert demo_accounts.PASSWORD in page.words

    for other in (Mode.DEVELOPMENT, Mode.PRODUCTION):
        mode(other)
        page = stranger.open("/sign-in")
        assert not page.select(".demo-accounts")
        assert demo_accounts.PASSWORD not in page.words


def test_a_demo_account_left_in_the_database_signs_in_nowhere_but_in_the_demo(make, session, stranger, mode):
    make.municipality("izmir")
    demo_accounts.ensure_all(session)
    session.commit()
    sign_in(stranger, "officer@izmir.demo", demo_accounts.PASSWORD)
    assert is_signed_in(stranger)

    mode(Mode.PRODUCTION)

    assert not is_signed_in(stranger)
    sign_in(stranger, "officer@izmir.demo", demo_accounts.PASSWORD, status=422)


def test_what_was_typed_when_the_session_ended_comes_back_after_the_password(make, stranger, session):
    make.user(email="officer@izmir.test")
    typed = {
        "held": "25.10.2023",
        "subject_tr": HOSTILE,
        "notes_tr": "first line\nsecond line",
        "delegates-0-person": "+" + HOSTILE,
        "delegates-0-side": "visitor",
        "delegates-1-person": "+Ayşe",
        "delegates-1-side": "ours",
        "form_key": "a-key-of-this-page",
    }

    page = send(stranger, "/visits/new", typed, 401, **OURS)
    assert page.select_one("main input[type=password]")
    assert not page.find_all("script", string=re.compile("alert"))
    assert set(typed.values()) <= set(carried(page).values())

    asked = {**carried(page), "email": "officer@izmir.test"}
    page = stranger.submit("/sign-in/resume", {**asked, "password": "wrong"}, status=422)
    assert WRONG in page.words
    assert page.select_one("#email")["value"] == "officer@izmir.test"
    assert carried(page).items() >= {name: asked[name] for name in asked if name != "email"}.items()
    assert session.scalar(select(func.count()).select_from(Visit)) == 0

    page = stranger.submit(
        "/sign-in/resume", {**carried(page), "email": "officer@izmir.test", "password": PASSWORD}, 200
    )
    form = page.select_one("main form")
    assert form["action"] == "/visits/new"
    assert carried(page) == typed

    answer = stranger.client.post(form["action"], data={**carried(page), "csrf_token": token(page)})
    assert answer.status_code == 302
    visit = session.scalars(select(Visit)).one()
    assert (visit.subject_tr, visit.notes_tr) == (HOSTILE, "first line\nsecond line")
    assert HOSTILE in session.scalars(select(Person.title_tr)).all()


def test_fields_that_are_named_like_those_of_the_password_page_come_back_too(make, stranger):
    make.user(email="officer@izmir.test")
    typed = {"title_tr": "Deneme Vakfı", "email": "vakif@example.org", "target": "x", "password": "y"}

    page = send(stranger, "/organisations/new", typed, 401, **OURS)
    assert page.select_one("#email")["value"] == ""
    page = stranger.submit(
        "/sign-in/resume", {**carried(page), "email": "officer@izmir.test", "password": PASSWORD}, 200
    )

    assert carried(page) == typed


def test_another_site_cannot_put_its_words_on_the_page_that_asks_for_the_password(stranger):
    typed = {"held": "25.10.2023", "subject_tr": "send your password to evil.example"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/visits/new"},
        {},
    ):
        page = send(stranger, "/visits/new", typed, 302, **headers)
        assert page.answer.location == "/sign-in"
        assert "evil" not in page.answer.text


def test_a_browser_that_says_only_where_it_comes_from_is_believed(stranger):
    page = send(stranger, "/visits/new", {"held": "x"}, 401, Origin="http://localhost")

    assert "x" in carried(page).values()


@pytest.mark.parametrize(
    "target",
    [
        "/nowhere",
        "/visits",
        "//evil.example/visits/new",
        "https://evil.example/visits/new",
        "",
        "/sign-in/none",
    ],
)
def test_what_was_typed_is_not_sent_on_to_an_address_that_takes_no_form(make, stranger, target):
    make.user(email="officer@izmir.test")
    data = {"email": "officer@izmir.test", "password": PASSWORD, "target": target}

    page = stranger.submit("/sign-in/resume", data)

    assert page.answer.location == "/"
    assert "evil" not in page.answer.text
    assert not is_signed_in(stranger)


def test_the_password_page_takes_no_form_of_another_site(make, stranger):
    make.user(email="officer@izmir.test")
    data = {"email": "officer@izmir.test", "password": PASSWORD, "target": "/visits/new", "notes_tr": "evil"}

    answer = stranger.client.post("/sign-in/resume", data=data)

    assert answer.status_code == 400
    assert "evil" not in BeautifulSoup(answer.text, "html5lib").decode()


def test_a_session_that_ended_at_a_button_leads_to_the_button_again(make, stranger, session):
    make.user(email="officer@izmir.test")
    visit = make.visit()

    page = send(stranger, f"/visits/{visit.id}/bin", {}, 401, **OURS)
    page = stranger.submit(
        "/sign-in/resume", {**carried(page), "email": "officer@izmir.test", "password": PASSWORD}, 200
    )

    assert page.select_one("main form")["action"] == f"/visits/{visit.id}/bin"
    session.expire_all()
    assert session.get_one(Record, visit.id).binned_at is None
