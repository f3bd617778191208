"""``flask init``: bring the database up to date."""

import time
from pathlib import Path

import click
from alembic.script import Script
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from app import migrating
from app.backup import write
from app.backup.manifest import Refused
from app.cli.backup import document_store
from app.config import Mode
from app.extensions import db
from app.services import demo_accounts
from app.unit_of_work import unit_of_work
from app.web.clock import office_today, settings
from app.web.readiness import AHEAD, revision
from models import utc_now
from seeds import load_reference, new_house


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
@with_appcontext
def init(*, dry_run: bool = False) -> None:
    """Create or upgrade the database and load the reference data. Can be repeated.

    Before an upgrade it makes a backup in the data directory.
    """
    begun = time.monotonic()
    there = revision()
    try:
        steps = migrating.missing(there)
    except ValueError:
        raise click.ClickException(AHEAD % {"revision": there}) from None
    if dry_run:
        _foretell(there, steps)
        return
    if there and steps:
        file = back_up(migrating.head())
        click.echo(f"Backup before the upgrade from {there} to {migrating.head()}: {file}")
        click.echo(
            f"The way back: put the former version of the code back, then flask restore {quoted(file)}"
        )
    try:
        with db.engine.begin() as connection:  # on SQLite too
            migrating.upgrade(connection, "head")
    except SQLAlchemyError as problem:
        message = f"The upgrade failed and nothing has changed: {problem}"
        raise click.ClickException(message) from problem
    with unit_of_work(db.session) as session:
        if settings().mode is not Mode.DEMO and (gone := demo_accounts.remove_all(session)):
            click.echo(f"Removed {gone} demo accounts: they exist in demo mode only.")
        told = load_reference.load(session)
        new_house.complete(session, today=office_today())
    click.echo(f"Database ready: {told} ({time.monotonic() - begun:.1f} s).")


def _foretell(there: str | None, steps: list[Script]) -> None:
    if not steps:
        click.echo(f"The database is at {there}, the newest schema. Reference data would be completed.")
        return
    click.echo(f"The database {f'is at {there}' if there else 'is new'}. These steps would be taken:")
    for step in steps:
        click.echo(f"  {step.revision}  {step.doc}")
    if there:
        click.echo(f"Before them, a backup into {settings().data_dir / 'backups'}. Nothing has been done.")


def back_up(target: str) -> Path:
    """Write a backup into the data directory before the schema becomes another one; return the file.

    :raises ClickException: it could not be written.
    """
    folder = settings().data_dir / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"before-{target}-{utc_now():%Y%m%dT%H%M%S}.elci.zip"
    try:
        write.backup(db.engine, document_store(), file)
    except Refused as refusal:
        raise click.ClickException(f"{refusal} Without a backup nothing is changed.") from None
    return file


def quoted(file: Path) -> str:
    """Return a path as a shell takes it."""
    return f"'{file}'" if " " in str(file) else str(file)
