import hashlib
import json
import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import JSON, Column, Integer, MetaData, Table, create_engine, select, text
from sqlalchemy.orm import Session

from app import migrating
from app.backup import tables
from app.extensions import alembic
from app.permissions.actor import Actor
from app.records import kit
from app.records.nouns import NOUNS
from app.services import documents, house_papers
from app.storage import Store
from app.unit_of_work import unit_of_work
from models import Municipality, TrailPersonal, User
from models.vocabulary import NoteKind, RecordKind, Role
from tests.backup.rows import rows
from tests.conftest import ENGINE
from tests.house import House
from tests.make import TODAY

PERSON = NOUNS[RecordKind.PERSON]


def write(house, name="Ayşe Yılmaz", **data):
    """Write a person, whose values stand apart in the trail."""
    with Session(house.engine) as session, unit_of_work(session):
        actor = Actor(None, session.scalars(select(Municipality.id)).one(), "Uzman", Role.OFFICER)
        made = kit.create(session, actor, PERSON, {"title_tr": name, **data}, today=TODAY)
        return made.id


@pytest.fixture
def backed_up(own_house, tmp_path):
    """A house with a record in it, and its backup."""
    write(own_house)
    file = tmp_path / "backup.elci.zip"
    told = own_house.run("backup", str(file))
    assert told.exit_code == 0, told.output
    own_house.engine.dispose()
    return own_house, file


def manifest(file):
    with ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def rewritten(file, change):
    """The same backup with its members altered by ``change``, and packed properly again."""
    with ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    altered = file.with_name("altered.elci.zip")
    with ZipFile(altered, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return altered


# What is in it


def test_what_is_restored_elsewhere_is_what_was_backed_up_row_by_row(backed_up, installation):
    house, file = backed_up
    elsewhere = installation("elsewhere")

    told = elsewhere.run("restore", str(file))

    assert told.exit_code == 0, told.output
    assert rows(elsewhere) == rows(house)
    assert write(elsewhere, "Mehmet Demir") == write(house, "Mehmet Demir"), "ids go on where they were"
    assert elsewhere.run("check", "--deep").exit_code == 0


@pytest.mark.postgresql
def test_a_trial_on_sqlite_moves_to_postgresql_and_back(installation, tmp_path):
    trial = House(f"sqlite:///{tmp_path}/trial/elci.sqlite3", tmp_path / "trial").found()
    write(trial)
    trial.run("backup", str(tmp_path / "trial.elci.zip"))
    served = installation("served")
    assert served.run("restore", str(tmp_path / "trial.elci.zip")).exit_code == 0
    assert rows(served) == rows(trial)

    served.run("backup", str(tmp_path / "served.elci.zip"))
    served.engine.dispose()
    again = House(f"sqlite:///{tmp_path}/again/elci.sqlite3", tmp_path / "again")
    assert again.run("restore", str(tmp_path / "served.elci.zip")).exit_code == 0

    assert rows(again) == rows(trial)
    again.close()
    trial.close()


def test_a_value_that_says_null_is_not_a_column_without_a_value(own_house):
    """The trail tells ``before: null`` of a new value; SQL's NULL is something else."""
    about = Table("said", MetaData(), Column("id", Integer, primary_key=True), Column("what", JSON))
    with own_house.engine.begin() as connection:
        about.create(connection)
        connection.execute(about.insert(), [{"id": 1, "what": None}, {"id": 2, "what": {"a": "ş"}}])
        connection.execute(text("INSERT INTO said (id, what) VALUES (3, NULL)"))
        found = next(table for table in tables.kept(connection) if table.name == "said")
        kept = list(tables.lines(connection, found))
        read = tables.reader(found)
        connection.execute(found.delete())
        connection.execute(found.insert(), [read(line) for line in kept])
        assert list(tables.lines(connection, found)) == kept
        assert connection.scalars(text("SELECT id FROM said WHERE what IS NULL")).all() == [3]
        found.drop(connection)


def test_a_backup_says_what_it_holds_and_only_its_owner_can_read_it(backed_up):
    _, file = backed_up
    told = manifest(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (told["format"], told["format_version"]) == ("elci-backup", 1)
    assert (told["revision"], told["engine"]) == (migrating.head(), ENGINE)
    people = next(table for table in told["tables"] if table["name"] == "person")
    with ZipFile(file) as archive:
        member = archive.read("tables/person.jsonl")
        names = archive.namelist()
    assert people == {"name": "person", "rows": 1, "sha256": hashlib.sha256(member).hexdigest()}
    assert not [name for name in names if "fts" in name or "alembic" in name]


def test_a_table_stands_after_those_it_names(own_house):
    with own_house.engine.connect() as connection:
        order = [table.name for table in tables.kept(connection)]

    assert order.index("municipality") < order.index("record") < order.index("person") < order.index("post")


def test_a_backup_never_overwrites_a_file(backed_up):
    house, file = backed_up
    before = file.read_bytes()

    told = house.run("backup", str(file))

    assert (told.exit_code, "is there already" in told.output) == (1, True)
    assert file.read_bytes() == before


@pytest.mark.parametrize("target", ["nowhere/backup.zip", ""])
def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(own_house, tmp_path, target):
    (tmp_path / "shut").mkdir()

    told = own_house.run("backup", str(tmp_path / "shut" / target))

    assert told.exit_code != 0
    assert "Traceback" not in told.output
    assert list((tmp_path / "shut").iterdir()) == []


def test_an_empty_database_is_not_backed_up(installation, tmp_path):
    told = installation("new").run("backup", str(tmp_path / "backup.zip"))

    assert (told.exit_code, "run flask init first" in told.output) == (1, True)
    assert not (tmp_path / "backup.zip").exists()


# Restoring over something


def test_a_restore_asks_before_it_replaces_what_is_there(backed_up):
    house, file = backed_up
    write(house, "Written since")
    before = rows(house)

    told = house.run("restore", str(file), typed="n\n")

    assert told.exit_code == 1
    assert "Replace everything" in told.output
    assert rows(house) == before


def test_a_restore_replaces_what_is_there_and_everybody_signs_in_again(backed_up):
    house, file = backed_up
    before = rows(house)
    write(house, "Written since")
    house.engine.dispose()

    told = house.run("restore", "--yes", str(file))

    assert told.exit_code == 0, told.output
    assert rows(house) == before
    with house.session() as session:
        assert session.scalars(select(User.session_stamp)).one() != "stamp"


@pytest.mark.sqlite
def test_the_database_that_was_replaced_is_kept(backed_up):
    house, file = backed_up
    write(house, "Written since")
    house.engine.dispose()

    told = house.run("restore", "--yes", str(file))

    (former,) = house.data_dir.glob("elci.sqlite3.before-restore-*")
    assert str(former) in told.output
    engine = create_engine(f"sqlite:///{former}")
    with Session(engine) as session:
        assert len(session.scalars(select(TrailPersonal.subject_id).distinct()).all()) == 2
    engine.dispose()


@pytest.mark.sqlite
def test_a_database_that_is_spoilt_is_replaced_and_kept(backed_up):
    house, file = backed_up
    before = rows(house)
    database = house.data_dir / "elci.sqlite3"
    database.write_bytes(b"\0" * 5000)

    told = house.run("restore", "--yes", str(file))

    assert told.exit_code == 0, told.output
    assert rows(house) == before


def test_nothing_is_restored_under_a_running_server(backed_up):
    house, file = backed_up
    before = rows(house)
    with house.serving():  # nobody has opened a page yet
        told = house.run("restore", "--yes", str(file))

    assert (told.exit_code, "stop the server first" in told.output) == (1, True)
    assert rows(house) == before


def test_a_backup_of_an_older_schema_is_restored_and_taken_forward(installation, tmp_path):
    old, file = installation("old"), tmp_path / "old.elci.zip"
    with old.app.app_context():
        alembic.upgrade("0001")
    with old.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO municipality (id, code, title_tr, title_en) VALUES (7, 'izmir', 'İzmir', '')")
        )
        connection.execute(text("INSERT INTO data_version (id, counter) VALUES (0, 1), (7, 1)"))
    old.engine.dispose()
    assert old.run("backup", str(file)).exit_code == 0
    new = installation("new")

    told = new.run("restore", str(file))

    assert told.exit_code == 0, told.output
    assert f"The schema went from 0001 to {migrating.head()}" in told.output
    with new.engine.connect() as connection:
        assert migrating.current(connection) == migrating.head()
    assert rows(new)["municipality"] == [{"id": 7, "code": "izmir", "title_tr": "İzmir", "title_en": ""}]


# What is refused


def altered_row(members):
    members["tables/person.jsonl"] = members["tables/person.jsonl"].replace(
        b'"notes_tr":""', b'"notes_tr":"-"'
    )


def another_file(members):
    members["tables/../../x"] = b""


def missing_table(members):
    del members["tables/person.jsonl"]


def told_otherwise(**changes):
    def change(members):
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return change


def a_row_that_names_nobody(members):
    """Altered with care: the checksum fits."""
    told = json.loads(members["manifest.json"])
    people = members["tables/person.jsonl"]
    id_ = str(json.loads(people)["id"]).encode()
    members["tables/person.jsonl"] = people.replace(b'"id":' + id_, b'"id":999999')
    for table in told["tables"]:
        if table["name"] == "person":
            table["sha256"] = hashlib.sha256(members["tables/person.jsonl"]).hexdigest()
    members["manifest.json"] = json.dumps(told).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (altered_row, "the checksum of tables/person.jsonl is wrong"),
        (another_file, "does not hold what its manifest says"),
        (missing_table, "does not hold what its manifest says"),
        (told_otherwise(format_version=2), "use the newer Elçi"),
        (told_otherwise(revision="9999"), "which this version does not know"),
        (told_otherwise(revision="0001"), "are not those of its schema"),
        (told_otherwise(format="another"), "is not a backup of Elçi"),
        (told_otherwise(tables=3), "cannot be read"),
        (lambda members: members.pop("manifest.json"), "is not a backup of Elçi"),
        (a_row_that_names_nobody, "do not fit together"),
    ],
)
def test_a_backup_that_is_not_as_it_was_written_is_refused_and_nothing_changes(backed_up, change, sentence):
    house, file = backed_up
    before = rows(house)

    told = house.run("restore", "--yes", str(rewritten(file, change)))

    assert told.exit_code == 1
    error = told.output.splitlines()[-1]
    assert error.startswith("Error: ")
    assert sentence in error
    assert rows(house) == before
    assert not list(house.data_dir.glob("*restor*"))


# Documents


@pytest.fixture
def bare(installation):
    """An installation of a time without documents in the database: whatever stands in the folder is kept."""
    house = installation("bare")
    with house.app.app_context():
        alembic.upgrade("0002")
    house.engine.dispose()
    return house


@pytest.fixture
def document():
    """Store a file as the document store does."""

    def store(house, content):
        sha256 = hashlib.sha256(content).hexdigest()
        path = Path(house.data_dir / "documents" / sha256[:2] / sha256)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return path

    return store


def test_documents_go_with_the_database_and_come_back(bare, installation, tmp_path, document):
    kept = document(bare, b"a protocol")
    file, elsewhere = tmp_path / "backup.elci.zip", installation("elsewhere")
    assert "1 documents" in bare.run("backup", str(file)).output

    elsewhere.run("restore", str(file))

    assert (elsewhere.data_dir / kept.relative_to(bare.data_dir)).read_bytes() == b"a protocol"


def test_a_document_that_is_damaged_on_the_disk_is_told_and_the_rest_is_saved(bare, tmp_path, document):
    whole, damaged = document(bare, b"whole"), document(bare, b"damaged")
    damaged.write_bytes(b"d*maged")
    file = tmp_path / "backup.elci.zip"

    told = bare.run("backup", str(file))

    assert told.exit_code == 2
    assert f"document {damaged.name} is missing or damaged" in told.output
    assert manifest(file)["missing"] == [damaged.name]
    assert [one["sha256"] for one in manifest(file)["documents"]] == [whole.name]


def test_the_file_of_a_document_on_record_goes_with_it_and_a_missing_one_is_found(
    own_house, installation, tmp_path
):
    content = b"a protocol"
    store = Store(own_house.data_dir / "documents")
    arriving = store.receive(len(content))
    arriving.write(content)
    sha256 = arriving.keep()
    with Session(own_house.engine) as session, unit_of_work(session):
        actor = Actor(None, session.scalars(select(Municipality.id)).one(), "Uzman", Role.OFFICER)
        paper = documents.StoredFile("protokol.pdf", "application/pdf", len(content), sha256, 1)
        documents.enter(session, actor, {}, paper, today=TODAY)
    file, elsewhere = tmp_path / "backup.elci.zip", installation("elsewhere")

    assert own_house.run("backup", str(file)).exit_code == 0
    assert elsewhere.run("restore", str(file)).exit_code == 0

    restored = Store(elsewhere.data_dir / "documents")
    assert restored.intact(sha256).read_bytes() == content
    assert elsewhere.run("check", "--deep").exit_code == 0
    restored.path(sha256).unlink()
    told = elsewhere.run("check")
    assert (told.exit_code, f"{sha256} is missing on the disk" in told.output) == (1, True)


def test_the_word_template_of_the_office_goes_with_it_and_writes_notes_again(
    own_house, installation, tmp_path
):
    content = b"PK a template"
    store = Store(own_house.data_dir / "documents")
    arriving = store.receive(len(content))
    arriving.write(content)
    sha256 = arriving.keep()
    with Session(own_house.engine) as session, unit_of_work(session):
        actor = Actor(None, session.scalars(select(Municipality.id)).one(), "Yönetici", Role.ADMIN)
        sent = (NoteKind.CITY, "sablon.docx", sha256, ["body"])
        house_papers.keep_template(session, actor, *sent, replaces="")
    file, elsewhere = tmp_path / "backup.elci.zip", installation("elsewhere")
    assert own_house.run("check", "--deep").exit_code == 0

    assert "1 documents" in own_house.run("backup", str(file)).output
    assert elsewhere.run("restore", str(file)).exit_code == 0

    assert Store(elsewhere.data_dir / "documents").intact(sha256).read_bytes() == content
    assert elsewhere.run("check", "--deep").exit_code == 0
    store.path(sha256).unlink()
    assert f"document {sha256} is missing" in own_house.run("backup", str(tmp_path / "b.zip")).output
