from sqlalchemy import inspect, text

from app import migrating
from app.extensions import alembic


def old_house(installation):
    """A house as version 0001 left it, with a municipality."""
    house = installation("old")
    with house.app.app_context():
        alembic.upgrade("0001")
    with house.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO municipality (id, code, title_tr, title_en) VALUES (7, 'izmir', 'İzmir', '')")
        )
        connection.execute(text("INSERT INTO data_version (id, counter) VALUES (0, 1), (7, 1)"))
    house.close()
    return house


def backups(house):
    return list((house.data_dir / "backups").glob("*"))


def revision(house):
    with house.engine.connect() as connection:
        found = migrating.current(connection)
    house.close()
    return found


def test_an_upgrade_makes_a_backup_first_goes_over_every_skipped_version_and_tells_the_way_back(
    installation,
):
    house = old_house(installation)

    told = house.run("init")

    assert told.exit_code == 0, told.output
    (kept,) = backups(house)
    assert kept.name.startswith(f"before-{migrating.head()}-")
    assert f"flask restore {kept}" in told.output
    assert revision(house) == migrating.head()

    elsewhere = installation("elsewhere")
    assert elsewhere.run("restore", str(kept)).exit_code == 0, "the way back is open"


def test_a_dry_run_tells_the_steps_and_takes_none(installation):
    house = old_house(installation)

    told = house.run("init", "--dry-run")

    assert told.exit_code == 0
    steps = [line.split()[0] for line in told.output.splitlines() if line.startswith("  ")]
    assert steps == [script.revision for script in migrating.known()][1:]
    assert "Nothing has been done" in told.output
    assert revision(house) == "0001"
    assert backups(house) == []


def test_neither_a_new_database_nor_one_that_is_up_to_date_is_backed_up(own_house, installation):
    new = installation("new")

    assert "is new" in new.run("init", "--dry-run").output
    assert own_house.run("init").exit_code == 0
    assert "the newest schema" in own_house.run("init", "--dry-run").output
    assert backups(own_house) == backups(new) == []


def test_a_database_that_a_newer_version_has_upgraded_is_left_alone(ahead):
    told = ahead.run("init")

    assert told.exit_code == 1
    assert told.output.startswith("Error: The database is at schema 9999, which this version")
    assert revision(ahead) == "9999"


def test_without_its_backup_nothing_is_upgraded(installation):
    house = old_house(installation)
    (house.data_dir / "backups").write_text("a file where the folder should be")

    told = house.run("init")

    assert told.exit_code != 0
    assert revision(house) == "0001"


def test_an_upgrade_that_fails_half_way_changes_nothing(installation):
    house = old_house(installation)
    with house.engine.begin() as connection:  # the next version makes one of this name, after many others
        connection.execute(text("CREATE TABLE agreement_party (id INTEGER)"))
        before = set(inspect(connection).get_table_names())
    house.close()

    told = house.run("init")

    assert told.exit_code == 1
    assert "Error: The upgrade failed and nothing has changed" in told.output
    assert revision(house) == "0001"
    with house.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == before
    house.close()
