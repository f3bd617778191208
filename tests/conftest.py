"""Fixtures: one application, one migrated database, each test in a transaction of its own."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

HOME = Path(tempfile.mkdtemp(prefix="elci-tests-"))
os.environ["ELCI_DATA_DIR"] = str(HOME)

from app import create_app, migrating  # noqa: E402 - the data directory comes first
from app.config import Mode  # noqa: E402
from app.extensions import db, limiter  # noqa: E402
from app.i18n import Translator, translator  # noqa: E402
from app.queries import kept  # noqa: E402
from models import User  # noqa: E402
from seeds import load_reference  # noqa: E402
from tests.browser import Browser  # noqa: E402
from tests.house import House  # noqa: E402
from tests.make import TODAY, Make  # noqa: E402
from tests.postgres import database as postgresql  # noqa: E402

ENGINE = os.environ.get("ELCI_TEST_ENGINE", "sqlite")
REFERENCE = Path(__file__).parent / "reference"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is meant for the other engine."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[ENGINE]
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(reason=f"only for {other}"))


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """Lend an empty database of the engine under test."""
    with ExitStack() as stack:
        yield (
            stack.enter_context(postgresql()) if ENGINE == "postgresql" else f"sqlite:///{HOME}/test.sqlite3"
        )


@pytest.fixture(scope="session")
def app(database_url: str) -> Iterator[Flask]:
    """Build the application and migrate its database once, with a small part of the reference data."""
    built = create_app(
        {
            "database_url": database_url,
            "mode": Mode.DEMO,
            "demo_today": TODAY,
            "secret_key": "for tests only" * 3,
        }
    )
    built.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    limiter.enabled = False
    with built.app_context(), db.engine.begin() as connection:
        migrating.upgrade(connection, "head")
    with built.app_context(), db.sessionmaker() as session:
        load_reference.load(session, REFERENCE)
        session.commit()
    yield built  # outside of any context: a request must not find the session of an earlier one
    with built.app_context():
        db.engine.dispose()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Callable[[str], House]]:
    """Make installations of their own on the engine under test, their databases still without a table."""
    with ExitStack() as stack:

        def install(name: str) -> House:
            url = (
                stack.enter_context(postgresql())
                if ENGINE == "postgresql"
                else f"sqlite:///{tmp_path}/{name}/elci.sqlite3"
            )
            made = House(url, tmp_path / name)
            stack.callback(made.close)
            return made

        yield install


@pytest.fixture
def own_house(installation: Callable[[str], House]) -> House:
    """Make a municipality with one officer on a database of its own, for what a transaction cannot undo."""
    return installation("house").found()


@pytest.fixture
def connection(app: Flask) -> Iterator[Connection]:
    """Open the transaction of one test; everything in it is undone."""
    with app.app_context():
        engine, sessions = db.engine, db.sessionmaker
    with engine.connect() as opened:
        transaction = opened.begin()
        sessions.configure(bind=opened, join_transaction_mode="create_savepoint")
        yield opened
        sessions.configure(bind=engine, join_transaction_mode="conditional_savepoint")
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """Lend a session of the test itself; requests have their own."""
    with Session(connection, join_transaction_mode="create_savepoint") as opened:
        # Tests write past the unit of work, which would say that the data changed.
        for moment in ("after_flush", "after_commit"):
            event.listen(opened, moment, lambda *_: kept.forget())
        kept.forget()
        yield opened


@pytest.fixture
def make(session: Session) -> Make:
    """Make rows and form data of any noun."""
    return Make(session)


@pytest.fixture
def t() -> Translator:
    """Speak English, the language of the msgids."""
    return translator("en")


@pytest.fixture
def browse(app: Flask, make: Make) -> Callable[..., Browser]:
    """Open a browser for somebody: a role of the municipality under test, a user, or a stranger."""

    def open_for(who: User | str | None = "officer", language: str = "en") -> Browser:
        user = make.user(who) if isinstance(who, str) else who
        return Browser(app, user, language)

    return open_for


@pytest.fixture
def browser(browse: Callable[..., Browser]) -> Browser:
    """Open a browser for an officer, in English."""
    return browse()
