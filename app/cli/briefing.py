"""``flask briefing``: briefings into files."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.cli.note import FILE, SHAPES, write_note
from app.i18n import HOUSES
from models.vocabulary import NoteKind

group = AppGroup("briefing", help="Briefings into files.")


@group.command("workshop")
@click.argument("which", metavar="NAME_OR_ID")
@click.option("--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the briefing.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="pdf", help="Kind of file.")
@click.option("-o", "--output", type=FILE, required=True, help="File to write.")
@click.option(
    "--municipality", "house", help="Short code, such as izmir; without it the first that was founded."
)
def workshop(*, which: str, lang: str, shape: str, output: Path, house: str | None) -> None:
    """Write the briefing on the workshop or event NAME_OR_ID into a file."""
    write_note(NoteKind.WORKSHOP, which, lang=lang, shape=shape, output=output, house=house)
