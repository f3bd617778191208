"""Everything goes out in an open format, and into an empty house again."""

import hashlib
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.backup import documents as store
from app.permissions.actor import Actor
from app.records.drafts import draft_of
from app.records.many import insert_all
from app.records.nouns import NOUNS
from app.services import documents
from app.storage import Store
from app.unit_of_work import unit_of_work
from models import ImportRun, Municipality, PartialDate, User
from models.vocabulary import ImportKind, ImportState, ImportWay, RecordKind, Role, SourceCertainty
from tests.backup.rows import read, rows
from tests.conftest import ENGINE
from tests.house import House
from tests.make import TODAY, Make

PAPER = b"%PDF-1.4 Protokol"


def furnish(house):
    """Write a record of every noun, a document with its file, an import's worth of visits."""
    with Session(house.engine) as session:
        make = Make(session)
        for noun in NOUNS.values():
            make.minimal(noun)
        actor = Actor(None, make.municipality().id, "Uzman", Role.OFFICER)
        person = make.person("Ayşe Yılmaz", email="ayse@example.org")
        kept = Store(house.data_dir / "documents").receive(len(PAPER))
        kept.write(PAPER)
        file = documents.StoredFile("protokol.pdf", "application/pdf", len(PAPER), kept.keep(), 1)
        visits = [
            {
                "held": PartialDate.of(2023, month),
                "delegates": [{"name": "Ayşe Yılmaz", "person_id": person.id}],
                "sources": [{"title": "liste.xlsx", "certainty": SourceCertainty.PRINTED}],
            }
            for month in range(1, 11)
        ]
        with unit_of_work(session):
            documents.enter(session, actor, {"title_tr": "Protokol"}, file, today=TODAY)
            noun = NOUNS[RecordKind.VISIT]
            drafts = [draft_of(noun, actor, data) for data in visits]
            insert_all(session, actor, noun, drafts, today=TODAY)
            session.add(an_import(actor))


def an_import(actor):
    """Return the run of an import, most of which is JSON."""
    return ImportRun(
        municipality_id=actor.municipality_id,
        operation_id="the import",
        actor_name=actor.name,
        import_kind=ImportKind.VISIT,
        way=ImportWay.TABLE,
        state=ImportState.APPLIED,
        file_name="liste.xlsx",
        sha256="0" * 64,
        headings=["Tarih", "Ülke"],
        targets=["held", None],
        settings={"year": 2023, "a": {"ş": [1, None, True]}},
    )


def members(file):
    """Return what an archive holds, without what tells of its making and of sessions, which end."""
    with ZipFile(file) as archive:
        found: dict[str, Any] = {
            name: [read(line) for line in archive.read(name).splitlines()]
            if name.endswith(".jsonl")
            else archive.read(name)
            for name in archive.namelist()
            if name != "manifest.json"
        }
    for user in found["tables/user_account.jsonl"]:
        del user["session_stamp"]
    return found


@pytest.fixture
def exported(own_house, tmp_path):
    """A furnished house, and everything that is in it."""
    furnish(own_house)
    file = tmp_path / "everything.zip"
    told = own_house.run("export", "all", str(file))
    assert told.exit_code == 0, told.output
    own_house.engine.dispose()
    return own_house, file


@pytest.fixture
def elsewhere(installation, tmp_path):
    """Another empty house: on the engine under test, and under PostgreSQL also one on SQLite."""
    return [installation("elsewhere")] + (
        [House(f"sqlite:///{tmp_path}/lite/elci.sqlite3", tmp_path / "lite")]
        if ENGINE == "postgresql"
        else []
    )


def test_what_goes_out_comes_in_elsewhere_and_goes_out_the_same(exported, elsewhere, tmp_path):
    house, file = exported
    for place, other in enumerate(elsewhere):
        told = other.run("import", "all", str(file))
        assert told.exit_code == 0, told.output
        assert rows(other) == rows(house)

        again = tmp_path / f"again-{place}.zip"
        assert other.run("export", "all", str(again)).exit_code == 0
        assert members(again) == members(file)
        (sha256,) = dict(store.there(other.data_dir / "documents"))
        assert sha256 == hashlib.sha256(PAPER).hexdigest()
        other.close()


def test_an_archive_goes_into_a_house_that_was_only_initialised(exported, installation):
    house, file = exported
    other = installation("initialised")
    assert other.run("init").exit_code == 0

    assert other.run("import", "all", str(file)).exit_code == 0
    assert rows(other) == rows(house)


def test_an_archive_never_goes_into_a_database_that_is_not_empty(exported, installation):
    house, file = exported
    before = rows(house)

    told = house.run("import", "all", str(file))

    assert told.exit_code == 1
    assert "flask restore" in told.output
    assert rows(house) == before

    strangers = installation("strangers")
    strangers.data_dir.mkdir(exist_ok=True)
    with strangers.engine.begin() as connection:
        connection.execute(text("CREATE TABLE another_program (id INTEGER)"))
    strangers.engine.dispose()
    assert strangers.run("import", "all", str(file)).exit_code == 1
    with strangers.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM another_program")).scalar() == 0


def test_an_altered_archive_is_refused_and_nothing_is_made(exported, installation, tmp_path):
    _, file = exported
    altered = tmp_path / "altered.zip"
    with ZipFile(file) as archive, ZipFile(altered, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace("Ayşe".encode(), "Aişe".encode()))
    other = installation("other")

    told = other.run("import", "all", str(altered))

    assert told.exit_code == 1
    assert "checksum" in told.output
    assert other.run("import", "all", str(file)).exit_code == 0


def test_accounts_of_a_demo_do_not_come_into_a_house_that_is_none(own_house, installation, tmp_path):
    own_house.make_demo_account()
    own_house.run("export", "all", str(tmp_path / "demo.zip"))
    other = installation("other")

    assert other.run("import", "all", str(tmp_path / "demo.zip")).exit_code == 0

    with other.session() as session:
        assert session.query(User).count() == 0
        assert session.query(Municipality).count() == 1


def test_an_export_never_overwrites_a_file(exported):
    house, file = exported
    assert house.run("export", "all", str(file)).exit_code == 1
