"""``flask backup`` and ``flask restore``: everything into one file, and out of it again."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app import migrating
from app.backup import documents, read, write
from app.backup import restore as restoring
from app.backup.documents import checksum
from app.backup.manifest import Manifest, Refused
from app.cli.check import findings
from app.config import Mode
from app.extensions import db
from app.services import demo_accounts
from app.unit_of_work import unit_of_work
from app.web.clock import settings

INCOMPLETE = 2
"""Exit code of a backup that holds all there was, of a register that lacks something."""


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def backup(context: click.Context, file: Path) -> None:
    """Write database and documents into FILE while people work; the file must not exist yet.

    Exit code 2: the backup is made, but documents are missing or damaged on the disk.
    """
    write_archive(context, file, "Backup")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
@click.pass_context
@with_appcontext
def restore(context: click.Context, file: Path, *, yes: bool) -> None:
    """Put the backup FILE in place of database and documents. Stop the server first."""
    try:
        with read.verified(file) as (archive, manifest):
            click.echo(f"{file} is whole: {told(manifest)}, made {manifest.made_at}.")
            if not yes and not restoring.is_empty(db.engine):
                click.confirm("Replace everything that is in the database now?", abort=True)
            former = restoring.restore(db.engine, document_store(), archive, manifest)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    finish(context, manifest, former, "Restored")


def write_archive(context: click.Context, file: Path, name: str) -> None:
    """Write database and documents into one new file, and say so under a name."""
    try:
        manifest = write.backup(db.engine, document_store(), file)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{name}: {file}, {told(manifest)}.")
    click.echo(f"SHA-256 of the file: {checksum(file)}")
    for missing in manifest.missing:
        click.echo(f"document {missing} is missing or damaged on the disk", err=True)
    if manifest.missing:
        context.exit(INCOMPLETE)


def finish(context: click.Context, manifest: Manifest, former: Path | None, done: str) -> None:
    """Take away what no longer holds in a database that was just filled, and say how it is."""
    _take_demo_accounts_away()
    click.echo(f"{done}. Everybody has to sign in again.")
    if former:
        click.echo(f"The former database is kept: {former}")
    if manifest.revision != migrating.head():
        click.echo(f"The schema went from {manifest.revision} to {migrating.head()}; run flask init once.")
    found = list(findings(deep=False, repair=False))
    for line in found:
        click.echo(line)
    if found:
        click.echo(f"Check: {len(found)} findings, see above.")
        context.exit(1)
    click.echo("Check: everything is as it should be.")


def document_store() -> Path:
    """Return the folder of the documents."""
    return settings().data_dir / documents.FOLDER


def _take_demo_accounts_away() -> None:
    if settings().mode is not Mode.DEMO:
        with unit_of_work(db.session) as session:
            demo_accounts.remove_all(session)


def told(manifest: Manifest) -> str:
    """Say what an archive holds."""
    return (
        f"schema {manifest.revision}, {len(manifest.tables)} tables with {manifest.rows} rows, "
        f"{len(manifest.documents)} documents"
    )
