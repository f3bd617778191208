"""The way back to an older schema: by its name, after a question and a backup."""

import pytest
from sqlalchemy import inspect

from app import migrating


def schema_of(house):
    with house.engine.connect() as connection:
        found = migrating.current(connection), set(inspect(connection).get_table_names())
    house.close()
    return found


def backups(house):
    return list((house.data_dir / "backups").glob("*"))


def test_four_digits_are_the_name_of_a_revision_and_no_number_of_steps(own_house, installation):
    told = own_house.run("db", "downgrade", "0035", "--yes")

    assert told.exit_code == 0, told.output
    revision, tables = schema_of(own_house)
    assert revision == "0035"
    assert "visit" in tables
    (kept,) = backups(own_house)
    assert f"flask restore {kept}" in told.output
    assert installation("elsewhere").run("restore", str(kept)).exit_code == 0, "the way back is open"


@pytest.mark.parametrize("target", ["1", "33", "--", "9999", "base", "head", "+1"])
def test_what_names_no_older_revision_is_refused_and_nothing_happens(own_house, target):
    before = schema_of(own_house)

    told = own_house.run("db", "downgrade", target, "--yes")

    assert told.exit_code != 0
    assert (schema_of(own_house), backups(own_house)) == (before, [])


def test_the_revision_at_which_the_database_is_is_no_way_back(own_house):
    told = own_house.run("db", "downgrade", migrating.head(), "--yes")

    assert told.exit_code == 1
    assert f"no revision {migrating.head()} before {migrating.head()}" in told.output


def test_it_asks_first(own_house):
    before = schema_of(own_house)

    told = own_house.run("db", "downgrade", "0035")

    assert (told.exit_code, "Drop it now?" in told.output) == (1, True)
    assert (schema_of(own_house), backups(own_house)) == (before, [])


def test_alembics_other_commands_are_still_there(own_house):
    told = own_house.run("db", "current")

    assert (told.exit_code, migrating.head() in told.output) == (0, True)
