"""``flask export all`` and ``flask import all``: the register in an open format, and a register from it.

The file is the one of ``flask backup``. Both must hold everything: what a backup lacks is lost one day, what
an export lacks holds the office here. So there is one format, docs/archive.md, and it is tried every night.
"""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from app.backup import read
from app.backup import restore as restoring
from app.backup.manifest import Refused
from app.cli import backup
from app.extensions import db

NOT_EMPTY = (
    "This database is not empty, and an archive goes into an empty one; to put it in place of what is there, "
    "use flask restore."
)

export = AppGroup("export", help="Hand out what is on record.")


@export.command("all")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def export_all(context: click.Context, file: Path) -> None:
    """Write everything into FILE, an archive in an open format; the file must not exist yet.

    Exit code 2: it is written, but documents are missing or damaged on the disk.
    """
    backup.write_archive(context, file, "Export")


@click.command("all")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def import_all(context: click.Context, file: Path) -> None:
    """Fill an empty database with everything that FILE holds, an archive of flask export all."""
    try:
        with read.verified(file) as (archive, manifest):
            if not restoring.is_empty(db.engine):
                raise click.ClickException(NOT_EMPTY)
            click.echo(f"{file} is whole: {backup.told(manifest)}, made {manifest.made_at}.")
            former = restoring.restore(db.engine, backup.document_store(), archive, manifest)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    backup.finish(context, manifest, former, "Imported")
