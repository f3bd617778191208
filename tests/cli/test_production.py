"""The server of an office: what it refuses, what it writes down, and that it works at all."""

import json

import pytest

from app import migrating
from app.extensions import alembic
from tests.house import EMAIL, House

GUNICORN = ("gunicorn", "--config", "docs/deploy/gunicorn.conf.py", "wsgi:app")


def refusal(house, *command, **settings):
    """What a server says that does not start; plain sentences, whatever else the log has."""
    with pytest.raises(RuntimeError) as refused, house.serving(*command, **settings):
        pass
    assert "Traceback" not in str(refused.value)
    return [line for line in str(refused.value).splitlines()[1:] if not line.startswith("{")]


def test_the_office_is_served_in_production_and_every_line_of_the_log_is_json_without_a_word_of_theirs(
    own_house,
):
    with own_house.serving(*GUNICORN, MODE="production", TRUSTED_PROXIES="1") as served:
        officer = served.visitor(secure=True)
        assert officer.post("/people/new", {"title_tr": "Ayşe Yılmaz"})[0] == 302
        status, text = officer.get("/people?q=Ay%C5%9Fe")
        assert (status, "Ayşe Yılmaz" in text) == (200, True)
        assert officer.get("/people?q=Ay%C5%9Fe&page=nonsense")[0] in {200, 400, 404}
        assert served.stranger().get("/nowhere/Ay%C5%9Fe")[0] == 404
        served.end()
        log = served.log

    lines = [json.loads(line) for line in log.splitlines()]
    asked = [(line["method"], line["endpoint"], line["status"]) for line in lines if "endpoint" in line]
    assert ("POST", "people.new", 302) in asked
    assert ("GET", None, 404) in asked
    told = next(line for line in lines if line.get("endpoint") == "people.index")
    assert told["statements"] > 0
    assert told["ms"] > 0
    for word in ("Ayşe", "Ay%C5%9Fe", "Yılmaz", "Y\\u0131lmaz", EMAIL, "Uzman"):
        assert word not in log, word


def test_gunicorn_does_not_serve_a_demo(own_house):
    assert refusal(own_house, *GUNICORN, MODE="demo") == [
        "ELCI_MODE is demo: gunicorn serves production only, flask serve the rest."
    ]


def test_neither_server_starts_on_a_database_of_an_older_schema(installation):
    house = installation("behind")
    with house.app.app_context():
        alembic.upgrade("0001")
    house.close()

    (told,) = refusal(house, *GUNICORN, MODE="production")

    assert (
        told == f"The database is at schema 0001 and this version needs {migrating.head()}: run flask init."
    )
    assert house.run("serve").output == f"{told}\n"


def test_no_server_starts_on_an_empty_database(installation):
    assert installation("new").run("serve").output == "The database is empty: run flask init.\n"


def test_no_server_starts_on_a_database_that_a_newer_version_has_upgraded(ahead):
    told = ahead.run("serve")

    assert told.exit_code == 1
    assert told.output.startswith("The database is at schema 9999, which this version of Elçi does not know")


def test_no_server_starts_on_a_database_that_does_not_answer(tmp_path):
    house = House("sqlite:////nowhere/elci.sqlite3", tmp_path / "house")

    assert house.run("serve").output == "The database does not answer: see ELCI_DATABASE_URL.\n"


def test_no_server_starts_in_earnest_with_the_accounts_of_the_demo(own_house):
    own_house.make_demo_account()

    told = own_house.run("serve")

    assert told.exit_code == 1
    assert told.output.startswith("The database has accounts of the demo")
