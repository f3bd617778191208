"""Migrations are code under test: they lead to the models, up and down again, and lose nothing on the way."""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, insert, inspect, select, text
from sqlalchemy.orm import Session

from app import create_app
from app.config import Mode
from app.domain.letters import number_key
from app.extensions import alembic, db
from app.migrating import OPTIONS, SEARCH_INDEX
from app.permissions.actor import Actor
from app.records import kit
from app.records.nouns import NOUNS
from app.services import users
from app.unit_of_work import unit_of_work
from models import ChecklistLine, Letter, Model, TrailEntry
from models.vocabulary import RecordKind, Role, StepProof
from seeds import load_preparation
from tests.conftest import ENGINE
from tests.postgres import database as postgresql

MIGRATIONS = sorted((Path(__file__).resolve().parents[2] / "migrations").glob("*.py"))
FIRST = "0001"
MOMENT = datetime(2023, 10, 25, 9, 30, tzinfo=UTC)
DAY = date(2023, 10, 25)


@pytest.fixture
def empty(tmp_path) -> Iterator[str]:
    """A database of one's own, without a table."""
    if ENGINE == "postgresql":
        with postgresql() as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path}/empty.sqlite3"


@pytest.fixture
def office(empty):
    """An application that has just been installed on the empty database."""
    built = create_app({"database_url": empty, "mode": Mode.DEVELOPMENT, "secret_key": "for tests only" * 3})
    yield built
    with built.app_context():
        db.engine.dispose()


def go(office, target: str) -> None:
    with office.app_context():  # Alembic's connection closes with it
        (alembic.downgrade if target == "base" else alembic.upgrade)(target)


def revisions(office) -> list[str]:
    """All revisions, the oldest first."""
    with office.app_context():
        return [script.revision for script in alembic.script_directory.walk_revisions()][::-1]


def schema(connection: Connection) -> dict[str, Any]:
    """Everything that a database says of its tables, in an order of its own."""
    told = inspect(connection)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in told.get_columns(name)
            },
            "key": told.get_pk_constraint(name),
            "checks": {check["name"]: check["sqltext"] for check in told.get_check_constraints(name)},
            "foreign": {key["name"]: key for key in told.get_foreign_keys(name)},
            "unique": {key["name"]: key["column_names"] for key in told.get_unique_constraints(name)},
            "indexes": {
                index["name"]: (index["column_names"], index["unique"])
                for index in told.get_indexes(name)
                if None not in index["column_names"]  # an index of words is written by hand
            },
        }
        for name in told.get_table_names()
        if name != "alembic_version" and not name.startswith(SEARCH_INDEX)
    }


def now(office) -> dict[str, Any]:
    """The schema of the office's database."""
    with office.app_context(), db.engine.connect() as connection:
        return schema(connection)


def test_the_migrated_database_is_what_the_models_say(connection):
    context = MigrationContext.configure(connection, opts=OPTIONS)

    assert compare_metadata(context, Model.metadata) == []


def test_every_constraint_and_index_of_the_models_is_in_the_migrations(connection, empty):
    engine = create_engine(empty)
    with engine.connect() as fresh:
        Model.metadata.create_all(fresh)
        wanted = schema(fresh)
    engine.dispose()

    found = schema(connection)

    assert found.keys() == wanted.keys()
    for table, told in wanted.items():
        assert found[table] == told, table


def test_every_migration_goes_up_and_down_and_up_again(office):
    for revision in revisions(office):
        before = now(office)
        go(office, revision)
        there = now(office)
        with office.app_context():
            alembic.downgrade(-1)
        assert now(office) == before
        go(office, revision)
        assert now(office) == there

    go(office, "base")

    assert now(office) == {}
    with office.app_context():
        left = inspect(db.engine).get_view_names()
    assert left == []


# What the first migration could hold, in its own words: it is frozen as the migration is. The tables stand in
# an order in which a row finds what it names.
FOUNDATION: dict[str, list[dict[str, Any]]] = {
    "data_version": [{"id": 0, "counter": 3}, {"id": 1, "counter": 5}],
    "municipality": [{"id": 1, "code": "izmir", "title_tr": "İzmir", "title_en": ""}],
    "user_account": [
        {
            "id": 1,
            "municipality_id": 1,
            "email": "officer@izmir.test",
            "name": "Uzman",
            "role": "officer",
            "password_hash": "x",
            "session_stamp": "x",
            "theme": "dark",
            "density": None,
            "shortcuts_on": True,
            "is_active": True,
            "is_demo": False,
            "created_at": MOMENT,
            "signed_in_at": None,
        }
    ],
    "record": [
        {
            "id": id_,
            "kind": kind,
            "municipality_id": owner,
            "title_tr": title,
            "title_en": "",
            "sort_key": title.lower(),
            "sort_day": DAY,
            "folded": f"{folded} first words",
            "version": 2,
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "binned_at": None,
            "form_key": f"key {id_}",
        }
        for id_, kind, owner, title, folded in (
            (1, "country", None, "Kuzey Makedonya", "kuzey makedonya"),
            (2, "city", None, "Üsküp", "uskup"),
            (3, "organisation", 1, "Üsküp Belediyesi", "uskup belediyesi"),
            (4, "person", 1, "Ayşe Yılmaz", "ayse yilmaz"),
            (5, "visit", 1, "Ayşe Yılmaz", "ayse yilmaz"),
        )
    ],
    "country": [{"id": 1, "code": "MK", "region": "europe_south", "country_kind": "state"}],
    "city": [
        {
            "id": 2,
            "country_id": 1,
            "region": "",
            "latitude": 42.0,
            "longitude": 21.43,
            "population": 526502,
            "geonames_id": 785842,
        }
    ],
    "city_name": [
        {"id": 1, "city_id": 2, "position": 0, "name": "Skopje", "language": "mk", "source": "GeoNames"}
    ],
    "organisation": [
        {
            "id": 3,
            "organisation_kind": "municipality",
            "seat_id": 2,
            "represents_id": None,
            "parent_id": None,
            "ours": False,
            "website": "",
            "email": "",
            "phone": "",
            "address": "",
            "notes": "",
        }
    ],
    "person": [
        {
            "id": 4,
            "printed_name": "",
            "honorific": "Dr.",
            "address_tr": "",
            "address_en": "",
            "languages": "",
            "email": "",
            "phone": "",
            "consent": "given",
            "retain_until": DAY,
            "notes": "",
        }
    ],
    "post": [
        {
            "id": 1,
            "person_id": 4,
            "position": 0,
            "organisation_id": 3,
            "title_tr": "Başkan",
            "title_en": "",
            "since_earliest": date(2019, 1, 1),
            "since_latest": date(2019, 12, 31),
            "since_certainty": "within",
            "until_earliest": None,
            "until_latest": None,
            "until_certainty": None,
            "known_on": DAY,
        }
    ],
    "visit": [
        {
            "id": 5,
            "held_earliest": DAY,
            "held_latest": DAY,
            "held_certainty": "exact",
            "starts_at": None,
            "direction": "incoming",
            "mode": "in_person",
            "visit_kind": "courtesy",
            "state": "held",
            "state_reason": "",
            "subject_tr": "Nezaket",
            "subject_en": "",
            "city_id": 2,
            "country_id": 1,
            "host_id": 3,
            "place": "",
            "group_name": "",
            "headcount": 2,
            "headcount_about": True,
            "minutes": "",
            "notes": "",
            "listed_in": "",
            "listed_no": None,
            "doubt_tr": "",
            "doubt_en": "",
        }
    ],
    "counterpart": [{"id": 1, "visit_id": 5, "position": 0, "organisation_id": 3}],
    "delegate": [
        {
            "id": 1,
            "visit_id": 5,
            "position": 0,
            "side": "visitor",
            "person_id": 4,
            "name": "Ayşe Yılmaz",
            "printed_name": "",
            "title_tr": "Başkan",
            "title_en": "",
            "organisation_id": 3,
            "organisation_name": "",
        }
    ],
    "source": [
        {
            "id": 1,
            "record_id": 5,
            "position": 0,
            "title": "Report of 2023",
            "place": "12",
            "printed": "",
            "certainty": "printed",
            "note_tr": "",
            "note_en": "",
        }
    ],
    "mention": [{"record_id": 5, "mentioned_id": mentioned} for mentioned in (1, 2, 3, 4)],
    "trail_entry": [
        {
            "id": 1,
            "municipality_id": 1,
            "operation_id": "one",
            "at": MOMENT,
            "user_id": 1,
            "actor_name": "Uzman",
            "event": "visit.created",
            "record_id": 5,
            "changes": {"subject_tr": [None, "Nezaket"]},
        }
    ],
    "trail_personal": [
        {
            "id": 1,
            "entry_id": 1,
            "subject_id": 4,
            "field": "delegates.1.name",
            "before": None,
            "after": "Ayşe Yılmaz",
            "salt": "x",
        }
    ],
}


def test_a_record_of_the_first_day_comes_through_every_migration(office):
    go(office, FIRST)
    with office.app_context(), db.engine.begin() as connection:
        then = MetaData()
        then.reflect(connection)
        ours = {name for name in then.tables if not name.startswith((*SEARCH_INDEX, "alembic_"))}
        assert ours == FOUNDATION.keys(), "the first migration never changes, and neither does what it held"
        for name, rows in FOUNDATION.items():
            assert {column.name for column in then.tables[name].columns} == rows[0].keys(), name
            connection.execute(insert(then.tables[name]), rows)

    for revision in revisions(office)[1:]:
        go(office, revision)
        go_down_and_up(office)

    with office.app_context(), Session(db.engine) as session:
        visit = kit.load(session, Actor(1, 1, "Uzman", Role.OFFICER), NOUNS[RecordKind.VISIT], 5)
        assert (visit.held.earliest, visit.subject_tr, visit.version) == (DAY, "Nezaket", 2)
        assert [delegate.name for delegate in visit.delegates] == ["Ayşe Yılmaz"]
        assert [counterpart.organisation_id for counterpart in visit.counterparts] == [3]
        assert visit.city.country.title_tr == "Kuzey Makedonya"
        assert [source.title for source in visit.sources] == ["Report of 2023"]
        assert [entry.changes for entry in session.scalars(select(TrailEntry))] == [
            {"subject_tr": [None, "Nezaket"]}
        ]
        for name, rows in FOUNDATION.items():
            if name in Model.metadata.tables:
                assert len(session.execute(select(Model.metadata.tables[name])).all()) == len(rows), name
    go(office, "base")
    assert now(office) == {}


def go_down_and_up(office) -> None:
    with office.app_context():
        alembic.downgrade(-1)
    with office.app_context():
        alembic.upgrade(1)


def test_what_was_incomplete_before_the_mark_is_marked_as_the_application_marks_it(office):
    go(office, "0005")
    with office.app_context():
        alembic.downgrade(-1)
    with office.app_context(), db.engine.begin() as connection:
        then = MetaData()
        then.reflect(connection)
        for name, rows in FOUNDATION.items():
            if not name.startswith("trail"):
                connection.execute(insert(then.tables[name]), rows)
        for id_, (kind, facts) in enumerate(IN_A_HURRY, start=100):
            like = next(row for row in FOUNDATION["record"] if row["kind"] == kind)
            row = like | {"id": id_, "form_key": None}
            connection.execute(insert(then.tables["record"]), [row])
            (fact,) = FOUNDATION[kind]
            unique = {"geonames_id": id_} if kind == "city" else {}
            connection.execute(insert(then.tables[kind]), [fact | unique | {"id": id_} | facts])
    go(office, "heads")

    admin = Actor(1, 1, "Yönetici", Role.ADMIN)
    with office.app_context(), Session(db.engine) as session:
        marked: dict[str, set[bool]] = {}
        for id_, (kind, facts) in enumerate(IN_A_HURRY, start=100):
            noun = NOUNS[RecordKind(kind)]
            record = kit.load(session, admin, noun, id_)
            assert record.incomplete == bool(noun.missing(record)), (kind, facts)
            marked.setdefault(kind, set()).add(record.incomplete)
    assert marked["visit"] == marked["organisation"] == marked["city"] == {True, False}
    assert marked["person"] == {True}


def test_the_list_that_came_with_the_first_installation_says_what_shows_its_steps(office):
    go(office, "heads")
    with office.app_context(), unit_of_work(db.session) as session:
        actor = Actor(None, users.found_municipality(session, "izmir", "İzmir"), "Uzman", Role.OFFICER)
        load_preparation.load(session, actor, today=DAY)
        own = {"title_tr": "Bizim", "steps": [{"what_tr": "Hediye", "days": 0}]}
        kit.create(session, actor, NOUNS[RecordKind.CHECKLIST], own, today=DAY)
    told = select(ChecklistLine.what_tr, ChecklistLine.proof).order_by(ChecklistLine.id)
    with office.app_context():
        before = [tuple(row) for row in db.session.execute(told)]
    with office.app_context():
        alembic.downgrade("0033")
    go(office, "heads")

    with office.app_context():
        assert [tuple(row) for row in db.session.execute(told)] == before
    assert ("Hediye", StepProof.GIFT) in before
    assert ("Teşekkür yazısı", StepProof.THANKS) in before
    assert before[-1] == ("Hediye", None), "what a house means by its own words it says itself"


def test_numbers_of_letters_get_the_key_that_the_register_gives_them(office):
    go(office, "0036")
    with office.app_context(), db.engine.begin() as connection:
        then = MetaData()
        then.reflect(connection)
        for name in ("municipality", "record"):
            connection.execute(insert(then.tables[name]), FOUNDATION[name])
        like = {"id": 5, "direction": "out", "dated_certainty": None} | dict.fromkeys(TEXTS_OF_A_LETTER, "")
        for id_, number in enumerate(NUMBERS, start=100):
            row = FOUNDATION["record"][-1] | {"id": id_, "kind": "letter", "form_key": None}
            connection.execute(insert(then.tables["record"]), [row])
            connection.execute(insert(then.tables["letter"]), [like | {"id": id_, "registration_no": number}])
    go(office, "0037")

    with office.app_context(), db.engine.connect() as connection:
        told = select(Letter.__table__.c.registration_no, Letter.__table__.c.number_key)
        found = {row.registration_no: row.number_key for row in connection.execute(told)}
    assert found == {number: number_key(number) for number in NUMBERS}


NUMBERS = (
    "",
    "E-7",
    "e - 7",
    "E.İI-ıi/7",
    "ı\u0307",
    "I\u0307",
    "Ş.5",
    "S\u0327.5",
    "a\u00ad-9",
    "Straße",
    "№ 4",
    "—",
)
"""Numbers with everything that the key leaves out or makes one."""
TEXTS_OF_A_LETTER = (
    "subject_tr",
    "subject_en",
    "distribution_tr",
    "distribution_en",
    "occasion_tr",
    "occasion_en",
    "file_code",
    "notes_tr",
    "notes_en",
)


IN_A_HURRY: list[tuple[str, dict[str, Any]]] = [
    ("visit", {}),
    ("visit", {"group_name": "Heyet"}),
    *(
        ("visit", {"group_name": "Heyet"} | blank)
        for blank in (
            {"subject_tr": ""},
            {"subject_tr": "", "subject_en": "Courtesy"},
            {"host_id": None},
            {"visit_kind": None},
            {"mode": None},
            {"direction": None},
            {"listed_in": "Report", "host_id": None, "direction": None},
            {"held_certainty": "doubtful", "listed_in": "Report"},
            {"held_certainty": None, "held_earliest": None, "held_latest": None},
        )
    ),
    ("organisation", {}),
    ("organisation", {"organisation_kind": None}),
    ("organisation", {"seat_id": None}),
    ("organisation", {"seat_id": None, "parent_id": 3}),
    ("organisation", {"seat_id": None, "ours": True}),
    ("organisation", {"seat_id": None, "organisation_kind": "city_network"}),
    ("organisation", {"organisation_kind": "embassy"}),
    ("organisation", {"organisation_kind": "embassy", "represents_id": 1}),
    ("organisation", {"organisation_kind": "eu_delegation"}),
    ("person", {}),
    ("city", {}),
    ("city", {"country_id": None}),
    ("city", {"latitude": None, "longitude": None}),
]
"""Facts in which a record of the first day is changed: complete, and lacking each thing alone."""


def test_search_finds_what_was_written_past_the_application(office):
    go(office, "heads")
    with office.app_context(), db.engine.begin() as connection:
        for name in ("municipality", "record"):
            connection.execute(insert(Model.metadata.tables[name]), FOUNDATION[name])
        connection.execute(text("UPDATE record SET folded = 'later words' WHERE id = 4"))
        connection.execute(text("DELETE FROM record WHERE id = 3"))
        query = (
            "SELECT rowid & 2147483647 FROM record_fts WHERE record_fts MATCH :word ORDER BY 1"
            if ENGINE == "sqlite"
            else "SELECT id FROM record"
            " WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', :word) ORDER BY id"
        )
        found = {
            word: list(connection.scalars(text(query), {"word": word}))
            for word in ("first", "later", "uskup")
        }

    assert found == {"first": [1, 2, 5], "later": [4], "uskup": [2]}


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_knows_nothing_of_our_code(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "a relative import"
            imported.add((node.module or "").partition(".")[0])

    assert imported - sys.stdlib_module_names <= {"alembic", "sqlalchemy"}


def test_there_is_one_head_and_no_fork(office):
    with office.app_context():
        scripts = alembic.script_directory
        assert len(scripts.get_heads()) == 1
        assert len(scripts.get_bases()) == 1
    assert len(revisions(office)) == len(MIGRATIONS)
