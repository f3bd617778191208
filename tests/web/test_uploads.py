"""A file on its way in: nobody waits for it."""

import sqlite3
from io import BytesIO

import pytest
from sqlalchemy import func, select

from app import create_app
from app.config import Mode
from app.extensions import alembic, db
from models import Document
from tests.browser import Browser, as_a_browser_sends
from tests.laws.reading import typed_in
from tests.make import TODAY, Make, picture

pytestmark = pytest.mark.sqlite  # PostgreSQL has no lock that all who write wait for


class SlowLine(BytesIO):
    """A body that arrives while something else happens."""

    def __init__(self, body, meanwhile):
        super().__init__(body)
        self.meanwhile = meanwhile

    def readinto(self, buffer):
        self.meanwhile()
        return super().readinto(buffer)


@pytest.fixture
def office(tmp_path):
    """An application on a database file of its own."""
    settings = {
        "database_url": f"sqlite:///{tmp_path}/elci.sqlite3",
        "data_dir": tmp_path,
        "demo_today": TODAY,
    }
    built = create_app({"mode": Mode.DEMO, "secret_key": "for tests only" * 3, **settings})
    with built.app_context():
        alembic.upgrade()
    yield built
    with built.app_context():
        db.engine.dispose()


def test_a_colleague_writes_while_a_file_arrives(office, tmp_path):
    with office.app_context(), db.sessionmaker() as session:
        browser = Browser(office, Make(session).user())
    form = typed_in(browser.open("/documents/new"))
    sent = as_a_browser_sends(form, picture("PDF"))
    written = []

    def a_colleague_writes():
        colleague = sqlite3.connect(tmp_path / "elci.sqlite3", timeout=0, isolation_level=None)
        colleague.execute("BEGIN IMMEDIATE")
        colleague.execute("ROLLBACK")
        colleague.close()
        written.append("yes")

    sent["input_stream"] = SlowLine(sent["input_stream"].getvalue(), a_colleague_writes)
    answer = browser.client.post("/documents/new", **sent)

    assert answer.status_code == 302
    assert written
    with office.app_context(), db.sessionmaker() as session:
        assert session.scalar(select(func.count()).select_from(Document)) == 1


def test_a_strangers_file_is_not_written_anywhere(office, tmp_path):
    stranger, seen = office.test_client(), []
    sent = as_a_browser_sends({"title_tr": "x"}, b"%PDF-1.7" + b"x" * 500_000)
    body = sent["input_stream"].getvalue()
    sent["input_stream"] = SlowLine(body, lambda: seen.extend(tmp_path.glob("documents/arriving-*")))

    answer = stranger.post("/documents/new", **sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 401
    assert seen == []
