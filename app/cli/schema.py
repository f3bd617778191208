"""``flask db``: Alembic's own commands, but for the way back, on which data are lost."""

import click
from flask.cli import with_appcontext
from flask_alembic.cli import cli

from app import migrating
from app.cli.database import back_up, quoted
from app.extensions import alembic
from app.web.readiness import revision


@click.command("downgrade")
@click.argument("target", metavar="REVISION")
@click.option("--yes", is_flag=True, help="Drop what newer schemas brought without asking.")
@with_appcontext
def downgrade(target: str, *, yes: bool) -> None:
    """Take the database back to an older REVISION, such as 0033. For developers.

    A number of steps is refused: 0033 taken for that many steps would empty the database. A backup in the
    data directory comes first.
    """
    names = [script.revision for script in migrating.known()]
    there = revision()
    older = names[: names.index(there)] if there in names else []
    if target not in older:
        example = f"Name one, such as {older[-1]}; a number of steps is not taken." if older else ""
        raise click.ClickException(f"There is no revision {target} before {there}. {example}")
    gone = ", ".join(names[names.index(target) + 1 : len(older) + 1])
    click.echo(f"Back from {there} to {target}: what {gone} brought is dropped, with all that it holds.")
    if not yes:
        click.confirm("Drop it now?", abort=True)
    file = back_up(target)
    click.echo(f"Backup of {there}: {file}")
    alembic.downgrade(target)
    click.echo(f"The database is at {target}. The way back: flask restore {quoted(file)}")


@click.group("db", commands={**cli.commands, "downgrade": downgrade})
@with_appcontext
@click.pass_context
def group(context: click.Context) -> None:
    """Alembic's own commands; a downgrade names a revision."""
    context.obj = alembic
