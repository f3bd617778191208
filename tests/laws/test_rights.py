"""Everybody gets at every address what the table of endpoints says, and what nobody said is closed."""

import pytest
from flask import Flask

import views
from app import create_app
from app.config import Mode
from app.records.nouns import NOUNS
from app.web import access, uploads
from app.web.access import UnguardedEndpoint
from models.vocabulary import RecordKind
from tests.laws.endpoints import ASKED_TO_SIGN_IN, DONE, FILE, ROWS, STATUS, WHO, of_the_map
from tests.laws.prepared import prepare
from tests.laws.reading import with_a_line_more, written

SHOWN = {row.endpoint for row in ROWS if row.method == "GET"}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_at_every_address_what_the_table_says(app, browse, make, session, connection, row):
    for who, expected in zip(WHO, row.expected, strict=True):
        attempt = connection.begin_nested()
        address, posted = prepare(app, make, row.endpoint)
        browser = browse(make.user(*who) if who.role else None)
        before = written(session)

        answer = (
            browser.client.get(address, buffered=True)
            if row.method == "GET"
            else browser.client.post(address, data=posted | {"csrf_token": browser.token()}, buffered=True)
        )

        assert answer.status_code == (STATUS.get(expected) or int(expected)), who
        if expected == ASKED_TO_SIGN_IN:
            assert answer.location.startswith("/sign-in"), who
        if expected == FILE:
            assert written(session) == with_a_line_more(before), who
        elif row.method == "GET" or expected != DONE:
            assert written(session) == before, who
        session.close()
        attempt.rollback()  # the next one finds the office as it was


def test_the_table_has_a_row_for_every_address_and_every_row_an_address(app):
    rows = [(row.method, row.endpoint) for row in ROWS]

    assert len(rows) == len(set(rows))
    assert of_the_map(app) - set(rows) == set(), "an address without a row: say who may do what"
    assert set(rows) - of_the_map(app) == set(), "a row without an address"


def test_an_address_without_an_access_rule_stops_the_application(monkeypatch):
    register = views.register

    def careless(app: Flask) -> None:
        register(app)
        app.add_url_rule("/forgotten", "forgotten", lambda: "for everybody")

    monkeypatch.setattr(views, "register", careless)

    with pytest.raises(UnguardedEndpoint, match="no access rule"):
        create_app(
            {"database_url": "sqlite://", "mode": Mode.DEVELOPMENT, "secret_key": "for tests only" * 3}
        )


def test_an_address_added_later_is_closed(make):
    app = Flask("late")
    app.request_class = uploads.FormRequest
    access.init_app(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "for everybody")
    app.testing = True

    with pytest.raises(UnguardedEndpoint):
        app.test_client().get("/forgotten")


@pytest.mark.parametrize("token", [{}, {"csrf_token": "forged"}], ids=["without", "forged"])
@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "POST"], ids=str)
def test_a_form_without_the_token_of_its_session_changes_nothing(app, browse, make, session, row, token):
    browser = browse("admin")
    address, posted = prepare(app, make, row.endpoint)
    browser.open("/account")  # the session has a token by now
    before = written(session)

    answer = browser.client.post(address, data=posted | token)

    assert answer.status_code == 400
    assert "came from another site" in answer.text
    assert written(session) == before


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.method == "POST" and row.endpoint in SHOWN], ids=str
)
def test_who_asks_for_the_head_of_a_form_s_page_saves_nothing(app, browse, make, session, row):
    browser = browse("admin")
    address, posted = prepare(app, make, row.endpoint)
    before = written(session)

    head = browser.client.head(address, data=posted)

    assert head.status_code == browser.client.get(address).status_code
    assert written(session) == before


def test_the_token_of_another_session_is_forged_here(browse, make, session):
    theirs, ours = browse("officer"), browse("officer")
    ours.open("/visits/new")
    noun = NOUNS[RecordKind.VISIT]
    before = written(session)

    ours.submit("/visits/new", make.posted(noun) | {"csrf_token": theirs.token()}, status=400)

    assert written(session) == before
