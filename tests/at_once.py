"""Two officers at the same moment, each with a connection of its own: none is done when the other begins."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.errors import DomainError
from app.extensions import alembic, db
from app.unit_of_work import unit_of_work
from models import Record
from tests.postgres import database


@contextmanager
def own_application() -> Iterator[Flask]:
    """Lend an application with a database of its own: no test can undo what two connections write."""
    with database() as url:
        built = create_app({"database_url": url, "secret_key": "for tests only" * 3})
        with built.app_context():
            alembic.upgrade()
        yield built
        with built.app_context():
            db.engine.dispose()


def at_once(app: Flask, *acts: Callable[[Session], object]) -> list[str]:
    """Do several things at once, each in a transaction of its own; return how each went, in order.

    What went well is ``done``; what was refused is called by its error.
    """
    ready, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[Session], object]) -> None:
        with app.app_context():
            try:
                with unit_of_work(db.session) as session:
                    session.execute(select(Record.id).limit(1))
                    ready.wait(timeout=10)
                    act(session)
                outcomes.append("done")
            except DomainError as refusal:
                outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)
