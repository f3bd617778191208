"""Who may do what at every address: one table, as long as the application's own map."""

from typing import Any, NamedTuple

import pytest
from flask import Flask

import views
from app import create_app
from app.config import Mode
from app.records import kit
from app.records.nouns import NOUNS
from app.web import access
from app.web.access import UnguardedEndpoint
from models.vocabulary import RecordKind
from tests.laws.reading import written
from tests.make import PASSWORD, TODAY

# What each of them gets who asks for a record, an account, a page of İzmir: a status, or `in` for being asked
# to sign in. 302 after a POST means that it was done. Another municipality's record is 404; countries and
# cities are shared, and administrators keep them.
TABLE = """
                                   ------------- İzmir -------------  - Antalya -
                          stranger viewer  officer  auditor  admin    officer  admin

GET  static                    200    200      200      200    200        200    200
GET  locale.choose             302    302      302      302    302        302    302

GET  account.sign_in           200    302      302      302    302        302    302
POST account.sign_in           422    422      422      422    422        422    422
POST account.resume            422    422      422      422    422        422    422
POST account.sign_out           in    302      302      302    302        302    302
POST account.sign_out_everywhere in   302      302      302    302        302    302
GET  account.show               in    200      200      200    200        200    200
POST account.save_preferences   in    302      302      302    302        302    302
POST account.change_password    in    302      302      302    302        302    302

GET  home.today                 in    200      200      200    200        200    200
GET  search.results             in    200      200      200    200        200    200
GET  search.first               in    200      200      200    200        200    200
GET  suggestions.suggest        in    200      200      200    200        200    200
GET  suggestions.understood     in    200      200      200    200        200    200
GET  to_complete.index          in    200      200      200    200        200    200

GET  users.index                in    403      403      403    200        403    200
GET  users.new                  in    403      403      403    200        403    200
POST users.new                  in    403      403      403    302        403    302
POST users.close                in    403      403      403    302        403    404
POST users.reopen               in    403      403      403    302        403    404

GET  about.show                 in    200      200      200    200        200    200
GET  networks.index             in    200      200      200    200        200    200
GET  map.show                   in    200      200      200    200        200    200
GET  map.data                   in    200      200      200    200        200    200
GET  map.shell_script           in    200      200      200    200        200    200
GET  answers.index              in    200      200      200    200        200    200
GET  answers.show               in    200      200      200    200        200    200
GET  notes.city                 in    200      200      200    200        200    200

GET  agreements.index           in    200      200      200    200        200    200
GET  agreements.new             in    403      200      403    200        200    200
POST agreements.new             in    403      302      403    302        422    422
GET  agreements.show            in    200      200      200    200        404    404
GET  agreements.edit            in    403      200      403    200        404    404
POST agreements.edit            in    403      302      403    302        404    404
POST agreements.bin             in    403      302      403    302        404    404
POST agreements.restore         in    403      302      403    302        404    404
GET  agreements.sign            in    403      200      403    200        404    404
POST agreements.sign            in    403      302      403    302        404    404
GET  agreements.end             in    403      200      403    200        404    404
POST agreements.end             in    403      422      403    422        404    404
POST agreements.suspend         in    403      302      403    302        404    404
POST agreements.resume          in    403      302      403    302        404    404

GET  memberships.index          in    200      200      200    200        200    200
GET  memberships.new            in    403      200      403    200        200    200
POST memberships.new            in    403      302      403    302        422    422
GET  memberships.show           in    200      200      200    200        404    404
GET  memberships.edit           in    403      200      403    200        404    404
POST memberships.edit           in    403      302      403    302        404    404
POST memberships.bin            in    403      302      403    302        404    404
POST memberships.restore        in    403      302      403    302        404    404

GET  figures.index              in    200      200      200    200        200    200
GET  figures.new                in    403      200      403    200        200    200
POST figures.new                in    403      302      403    302        422    422
GET  figures.show               in    200      200      200    200        404    404
GET  figures.edit               in    403      200      403    200        404    404
POST figures.edit               in    403      302      403    302        404    404
POST figures.bin                in    403      302      403    302        404    404
POST figures.restore            in    403      302      403    302        404    404

GET  decisions.index            in    200      200      200    200        200    200
GET  decisions.new              in    403      200      403    200        200    200
POST decisions.new              in    403      302      403    302        302    302
GET  decisions.show             in    200      200      200    200        404    404
GET  decisions.edit             in    403      200      403    200        404    404
POST decisions.edit             in    403      302      403    302        404    404
POST decisions.bin              in    403      302      403    302        404    404
POST decisions.restore          in    403      302      403    302        404    404

GET  visits.index               in    200      200      200    200        200    200
GET  visits.new                 in    403      200      403    200        200    200
POST visits.new                 in    403      302      403    302        302    302
GET  visits.show                in    200      200      200    200        404    404
GET  visits.edit                in    403      200      403    200        404    404
POST visits.edit                in    403      302      403    302        404    404
POST visits.held                in    403      302      403    302        404    404
POST visits.bin                 in    403      302      403    302        404    404
POST visits.restore             in    403      302      403    302        404    404
POST visits.promise             in    403      302      403    302        404    404

GET  tasks.index                in    200      200      200    200        200    200
GET  tasks.new                  in    403      200      403    200        200    200
POST tasks.new                  in    403      302      403    302        302    302
GET  tasks.show                 in    200      200      200    200        404    404
GET  tasks.edit                 in    403      200      403    200        404    404
POST tasks.edit                 in    403      302      403    302        404    404
POST tasks.bin                  in    403      302      403    302        404    404
POST tasks.restore              in    403      302      403    302        404    404
GET  tasks.close                in    403      200      403    200        404    404
POST tasks.close                in    403      302      403    302        404    404
GET  tasks.drop                 in    403      200      403    200        404    404
POST tasks.drop                 in    403      302      403    302        404    404
POST tasks.reopen               in    403      302      403    302        404    404

GET  organisations.index        in    200      200      200    200        200    200
GET  organisations.new          in    403      200      403    200        200    200
POST organisations.new          in    403      302      403    302        302    302
GET  organisations.show         in    200      200      200    200        404    404
GET  organisations.edit         in    403      200      403    200        404    404
POST organisations.edit         in    403      302      403    302        404    404
POST organisations.bin          in    403      302      403    302        404    404
POST organisations.restore      in    403      302      403    302        404    404

GET  people.index               in    200      200      200    200        200    200
GET  people.new                 in    403      200      403    200        200    200
POST people.new                 in    403      302      403    302        302    302
GET  people.show                in    200      200      200    200        404    404
GET  people.edit                in    403      200      403    200        404    404
POST people.edit                in    403      302      403    302        404    404
POST people.bin                 in    403      302      403    302        404    404
POST people.restore             in    403      302      403    302        404    404

GET  cities.index               in    200      200      200    200        200    200
GET  cities.new                 in    403      200      403    200        200    200
POST cities.new                 in    403      302      403    302        302    302
GET  cities.show                in    200      200      200    200        200    200
GET  cities.edit                in    403      403      403    200        403    200
POST cities.edit                in    403      403      403    302        403    302
POST cities.bin                 in    403      403      403    302        403    302
POST cities.restore             in    403      403      403    302        403    302

GET  countries.index            in    200      200      200    200        200    200
GET  countries.new              in    403      403      403    200        403    200
POST countries.new              in    403      403      403    302        403    302
GET  countries.show             in    200      200      200    200        200    200
GET  countries.edit             in    403      403      403    200        403    200
POST countries.edit             in    403      403      403    302        403    302
POST countries.bin              in    403      403      403    302        403    302
POST countries.restore          in    403      403      403    302        403    302
"""
ASKED_TO_SIGN_IN = "in"
DONE = "302"


OF_A_VERB = {
    "agreements.sign": {"signed": "2023", "ends": "2023"},
    "agreements.end": {"signed": "2023", "ends": "2023"},
    "tasks.close": {"evidence": "Letter 12", "done_on": "25.10.2023"},
    "tasks.drop": {"dropped_because": "They withdrew"},
    "visits.promise": {"side": "theirs", "theirs-title_tr": "A letter"},
}
"""What the form of a verb posts besides."""


class Who(NamedTuple):
    """A column of the table."""

    role: str | None
    municipality: str = "izmir"


WHO = (
    Who(None),
    *(Who(role) for role in ("viewer", "officer", "auditor", "admin")),
    *(Who(role, "antalya") for role in ("officer", "admin")),
)


class Row(NamedTuple):
    """A line of the table."""

    method: str
    endpoint: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method}-{self.endpoint}"


ROWS = [
    Row(words[0], words[1], tuple(words[2:]))
    for words in map(str.split, TABLE.splitlines())
    if words and words[0] in {"GET", "POST"}
]


def of_the_map(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in {"GET", "POST"}.intersection(rule.methods or ())
    }


def noun_of(endpoint: str) -> Any:
    return next((noun for noun in NOUNS.values() if noun.plural == endpoint.partition(".")[0]), None)


def prepare(app: Flask, make: Any, endpoint: str) -> tuple[str, dict[str, Any]]:
    """Make what an endpoint of İzmir works on; return its address and what a valid form posts there."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    known: dict[str, Any] = {"code": "tr", "filename": "logo.svg", "key": "friends"}
    known["city_id"] = make.city("Üsküp").id
    posted: dict[str, Any] = {}
    noun = noun_of(endpoint)
    if noun is not None:
        posted = make.posted(noun)
        if "record_id" in rule.arguments:
            record = make.minimal(noun)
            known["record_id"], posted["seen_version"] = record.id, record.version
            posted |= OF_A_VERB.get(endpoint, {})
            if endpoint.endswith(".restore"):
                kit.throw_away(make.session, make.actor("admin"), noun, record.id, today=TODAY)
                make.session.commit()
    elif "user_id" in rule.arguments:
        known["user_id"] = make.user().id
    elif endpoint == "users.new":
        posted = {
            "name": "A Colleague",
            "email": "a.colleague@office.test",
            "role": "viewer",
            "new": PASSWORD,
        }
    elif endpoint == "account.change_password":
        posted = {"current": PASSWORD, "new": "another battery"}
    elif endpoint in {"account.sign_in", "account.resume"}:
        posted = {"email": "nobody@office.test", "password": "a guess", "target": "/visits/new"}
    with app.test_request_context():
        return app.url_for(endpoint, **{name: known[name] for name in rule.arguments}), posted


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
            else browser.client.post(address, data=posted | {"csrf_token": browser.token()})
        )

        assert answer.status_code == int(DONE if expected == ASKED_TO_SIGN_IN else expected), who
        if expected == ASKED_TO_SIGN_IN:
            assert answer.location.startswith("/sign-in"), who
        if row.method == "GET" or expected != DONE:
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


def test_the_token_of_another_session_is_forged_here(browse, make, session):
    theirs, ours = browse("officer"), browse("officer")
    ours.open("/visits/new")
    noun = NOUNS[RecordKind.VISIT]
    before = written(session)

    ours.submit("/visits/new", make.posted(noun) | {"csrf_token": theirs.token()}, status=400)

    assert written(session) == before
