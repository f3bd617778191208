import dataclasses

import pytest
from sqlalchemy import text

from tests.house import House


def health(house):
    answer = house.app.test_client().get("/health")
    house.close()
    return answer.status_code, answer.json


def test_all_is_well(own_house):
    assert health(own_house) == (200, {"status": "ok"})


def test_nobody_is_told_more_than_that(own_house):
    answer = own_house.app.test_client().get("/health")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.content_length < 30


def test_a_database_of_another_schema_is_told(own_house):
    with own_house.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert health(own_house) == (503, {"status": "failing", "failing": ["schema"]})


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/elci.sqlite3", "postgresql+psycopg://nobody@/x?host=/nowhere"]
)
def test_a_database_that_does_not_answer_is_told(tmp_path, url):
    house = House(url, tmp_path / "house")

    assert health(house) == (503, {"status": "failing", "failing": ["database"]})


def test_a_disk_that_takes_no_files_is_told(own_house, tmp_path):
    own_house.app.extensions["elci.settings"] = dataclasses.replace(
        own_house.app.extensions["elci.settings"], data_dir=tmp_path / "nowhere"
    )

    assert health(own_house) == (503, {"status": "failing", "failing": ["disk"]})


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/elci.sqlite3", "postgresql+psycopg://nobody@/x?host=/nowhere"]
)
def test_a_page_without_its_database_says_so_and_does_not_ask_it_again(tmp_path, url):
    house = House(url, tmp_path / "house")
    client = house.app.test_client()
    with client.session_transaction() as session:
        session["language"], session["_user_id"], session["_fresh"] = "en", "1:stamp", True

    answer = client.get("/visits")

    assert answer.status_code == 503
    assert "The database does not answer at the moment" in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    with client.session_transaction() as session:
        assert session["_user_id"] == "1:stamp", "nobody has to sign in again for it"
