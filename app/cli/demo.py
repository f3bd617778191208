"""``flask demo``: İzmir's record of 2023, to try Elçi with."""

import click
from flask.cli import with_appcontext

from app.config import Mode
from app.extensions import db
from app.services import demo_accounts
from app.unit_of_work import unit_of_work
from app.web.clock import office_today, settings
from seeds import load_demo, new_house


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the demo record and its accounts. Can be repeated: what is there stays as it is."""
    if settings().mode is not Mode.DEMO:
        message = "The demo can be loaded in demo mode only (ELCI_MODE=demo)."
        raise click.ClickException(message)
    with unit_of_work(db.session) as session:
        load_demo.ensure_municipalities(session)
        demo_accounts.ensure_all(session)
        told = load_demo.load(session, today=office_today())
        new_house.complete(session, today=office_today())
    click.echo(f"Demo record: {told}")
