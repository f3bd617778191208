"""``flask check``: whether database, derived columns, search index and documents are whole."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app import migrating
from app.backup import documents
from app.extensions import db
from app.queries import integrity
from app.records import checking
from app.unit_of_work import read_only, unit_of_work
from app.web.clock import settings
from models import DataVersion


@click.command("check")
@click.option("--deep", is_flag=True, help="Also read every document and every word of the search index.")
@click.option("--repair", is_flag=True, help="Write anew what follows from the rest; others wait.")
@click.pass_context
@with_appcontext
def check(context: click.Context, *, deep: bool, repair: bool) -> None:
    """Look for damage, one line for each finding. Exit code 1: there is some, or there was."""
    count = 0
    for line in findings(deep=deep, repair=repair):
        click.echo(line)
        count += 1
    if count:
        click.echo(f"{count} findings{', what can be derived is written anew' if repair else ''}.")
        context.exit(1)
    click.echo("Everything is as it should be.")


def findings(*, deep: bool, repair: bool) -> Iterator[str]:
    """Yield one line for each thing that is not as it should be.

    Nobody waits while it reads. Others do for the moment in which the words of the search index are compared,
    and as long as a repair takes.

    :param deep: read documents and the words of the search index too.
    :param repair: write what can be derived anew.
    """
    with _work(reading=not repair) as session:
        there = migrating.current(session.connection())
        if there != migrating.head():
            yield f"database: its schema is {there}, this code needs {migrating.head()}: run flask init"
            return
        yield from integrity.damage(session)
        yield from _counters(session, repair=repair)
        yield from checking.wrong(session, repair=repair)
    with _work(reading=not (repair or deep)) as session:
        if gap := integrity.unindexed(session, deep=deep):
            yield gap
            if repair:
                integrity.index_anew(session)
    with _work(reading=True) as session:
        folder = settings().data_dir / documents.FOLDER
        for wrong in documents.wrong(session.connection(), folder, deep=deep):
            yield f"document {wrong.sha256} {wrong.what}"


@contextmanager
def _work(*, reading: bool) -> Iterator[Session]:
    before = read_only.set(reading)
    try:
        with unit_of_work(db.session) as session:
            yield session
    finally:
        read_only.reset(before)


def _counters(session: Session, *, repair: bool) -> Iterator[str]:
    for missing in integrity.uncounted(session):
        yield f"data version {missing} is missing"
        if repair:
            session.add(DataVersion(id=missing))
