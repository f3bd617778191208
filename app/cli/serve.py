"""``flask serve``: the server of a single machine."""

from contextlib import nullcontext

import click
import waitress
from flask import current_app
from flask.cli import with_appcontext

from app.cli import work
from app.config import Mode
from app.services import demo_accounts
from app.web import memory, readiness
from app.web.clock import settings

THREADS = 8


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on instead of ELCI_PORT.")
@with_appcontext
def serve(port: int | None) -> None:
    """Serve the pages with waitress, without a debugger, and do long work in a process beside it."""
    readiness.ensure()
    found = settings()
    port = port or found.port
    click.echo(f"Elçi: http://{found.host}:{port}")
    if found.mode is Mode.DEMO:
        click.echo(f"Demo accounts, password {demo_accounts.PASSWORD}:")
        for account in demo_accounts.ACCOUNTS:
            click.echo(f"  {account.email}")
    click.echo("Ctrl+C stops the server.")
    memory.settle()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - the documented way
    with work.beside() if found.worker else nullcontext():
        waitress.serve(app, host=found.host, port=port, threads=THREADS, ident="")
