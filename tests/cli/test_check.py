import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.nouns import NOUNS
from app.unit_of_work import unit_of_work
from models import Municipality, PartialDate
from models.vocabulary import LetterDirection, RecordKind, Role
from tests.make import TODAY

WELL = "Everything is as it should be.\n"


@pytest.fixture
def visited(own_house):
    """A house in which a visit of an organisation is recorded."""
    with Session(own_house.engine) as session, unit_of_work(session):
        actor = Actor(None, session.query(Municipality.id).scalar(), "Uzman", Role.OFFICER)
        body = kit.create(
            session, actor, NOUNS[RecordKind.ORGANISATION], {"title_tr": "Üsküp Belediyesi"}, today=TODAY
        )
        facts = {"held": PartialDate.on(TODAY), "counterparts": [{"organisation_id": body.id}]}
        kit.create(session, actor, NOUNS[RecordKind.VISIT], facts, today=TODAY)
        letter = {"direction": LetterDirection.OUTGOING, "registration_no": "E-7"}
        kit.create(session, actor, NOUNS[RecordKind.LETTER], letter, today=TODAY)
    own_house.close()
    return own_house


def spoil(house, *statements):
    if house.engine.dialect.name == "sqlite":  # by hand, where foreign keys are not asked for
        with closing(sqlite3.connect(house.engine.url.database)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return
    with house.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    house.close()


def test_a_sound_register_is_told_to_be_sound(visited):
    told = visited.run("check", "--deep")

    assert (told.exit_code, told.output) == (0, WELL)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE record SET folded = 'x' WHERE kind = 'visit'", "folded is out of date"),
        ("UPDATE record SET sort_key = 'x' WHERE kind = 'visit'", "sort_key is out of date"),
        ("UPDATE record SET sort_day = '2001-01-01' WHERE kind = 'visit'", "sort_day is out of date"),
        ("UPDATE letter SET number_key = ''", "number_key is out of date"),
        ("DELETE FROM mention", "what it mentions is out of date"),
        (
            "INSERT INTO mention SELECT v.id, c.id FROM visit v, (SELECT min(id) AS id FROM city) c",
            "what it mentions is out of date",
        ),
        ("DELETE FROM data_version WHERE id = 0", "data version 0 is missing"),
        pytest.param(
            "DELETE FROM record_fts_docsize WHERE id = (SELECT max(id) FROM record_fts_docsize)",
            "search index: 1 records are not in it",
            marks=pytest.mark.sqlite,
        ),
    ],
)
def test_what_can_be_derived_is_found_and_written_anew(visited, statement, finding):
    spoil(visited, statement)

    told = visited.run("check")
    assert (told.exit_code, finding in told.output) == (1, True)
    assert visited.run("check", "--repair").exit_code == 1, "it says what it found"
    assert visited.run("check", "--deep").output == WELL


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM visit", "visit: 1 records have no facts"),
        ("UPDATE user_account SET municipality_id = 99", "names a row of municipality that is not there"),
    ],
)
def test_what_cannot_be_derived_is_found_and_left_for_a_backup(visited, statement, finding):
    spoil(visited, statement)

    assert finding in visited.run("check", "--repair").output
    assert finding in visited.run("check").output


@pytest.mark.sqlite
def test_a_search_index_with_other_words_is_found_by_a_deep_look(visited):
    spoil(
        visited,
        "INSERT INTO record_fts(record_fts, rowid, folded) SELECT 'delete', id, folded FROM record "
        "WHERE kind = 'visit'",
        "INSERT INTO record_fts(rowid, folded) SELECT id, 'other words' FROM record WHERE kind = 'visit'",
    )

    assert visited.run("check").output == WELL
    assert "its words are not those of the records" in visited.run("check", "--deep").output
    visited.run("check", "--deep", "--repair")
    assert visited.run("check", "--deep").output == WELL


def test_a_database_of_another_schema_is_not_read_as_if_it_were_ours(ahead):
    told = ahead.run("check")

    assert told.exit_code == 1
    assert "its schema is 9999" in told.output
