"""``flask init``: bring the database up to date."""

import time

import click
from flask import current_app
from flask.cli import with_appcontext

from app.config import Mode
from app.extensions import alembic, db
from app.services import demo_accounts
from app.unit_of_work import unit_of_work
from app.web.clock import settings
from seeds import load_reference


@click.command("init")
@with_appcontext
def init() -> None:
    """Create or upgrade the database and load the reference data. Can be repeated."""
    begun = time.monotonic()
    with current_app.app_context():  # a context of its own: Alembic's connection closes at its end
        alembic.upgrade()
    with unit_of_work(db.session) as session:
        if settings().mode is not Mode.DEMO and (gone := demo_accounts.remove_all(session)):
            click.echo(f"Removed {gone} demo accounts: they exist in demo mode only.")
        told = load_reference.load(session)
    click.echo(f"Database ready: {told} ({time.monotonic() - begun:.1f} s).")
