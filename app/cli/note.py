"""``flask note``: information notes into files."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.whose import actor_of, record_of
from app.documents import docx, kinds, pdf
from app.documents.html import picture_url
from app.documents.paper import Paper
from app.errors import NotFound
from app.extensions import db
from app.i18n import HOUSES, Translator, translator
from app.labels import label
from app.unit_of_work import read_only
from app.web.clock import office_today, settings
from app.web.note_map import draw
from models.vocabulary import NoteKind

SHAPES = ["html", "docx", "pdf"]
FILE = click.Path(path_type=Path, dir_okay=False)
_STYLES = ("tokens.css", "alone.css", "tables.css", "document.css", "note.css")


@click.command("note")
@click.argument(
    "kind", type=click.Choice([kind.value for kind in kinds.KINDS if kind is not NoteKind.WORKSHOP])
)
@click.argument("which", metavar="NAME_OR_ID")
@click.option("--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the note.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="pdf", help="Kind of file.")
@click.option("-o", "--output", type=FILE, required=True, help="File to write.")
@click.option(
    "--municipality", "house", help="Short code, such as izmir; without it the first that was founded."
)
@with_appcontext
def note(*, kind: str, which: str, lang: str, shape: str, output: Path, house: str | None) -> None:
    """Write the information note on KIND NAME_OR_ID into a file."""
    write_note(NoteKind(kind), which, lang=lang, shape=shape, output=output, house=house)


def write_note(kind: NoteKind, which: str, *, lang: str, shape: str, output: Path, house: str | None) -> None:
    """Write a note of any kind into a file, and say so.

    :raises click.ClickException: there is no such record or municipality.
    """
    read_only.set(True)
    session, t = db.session, translator(lang)
    actor = actor_of(session, house)
    record_id = record_of(session, actor, [kinds.KINDS[kind].on], which)
    try:
        paper = kinds.write(
            session,
            actor,
            kind,
            record_id,
            t=t,
            today=office_today(),
            zone=settings().timezone,
            draw=draw,
        )
    except NotFound:
        what = kinds.KINDS[kind].on.value
        raise click.ClickException(f"There is no {what} {which}.") from None
    output.write_bytes(_made(paper, t, shape))
    click.echo(f"{paper.title}: {output}")


def _made(paper: Paper, t: Translator, shape: str) -> bytes:
    match shape:
        case "pdf":
            return pdf.render(paper, t)
        case "docx":
            return docx.render(paper, t)
    styles = "\n".join(_style(name) for name in _STYLES)
    page = current_app.jinja_env.get_template("papers/alone.html").render(
        paper=paper,
        label=label,
        t=t,
        _=t,
        ngettext=t.plural,
        lang=t.language,
        record_url=None,
        picture_url=picture_url,
    )
    return page.replace("</head>", f"<style>{styles}</style></head>", 1).encode()


def _style(name: str) -> str:
    css = Path(__file__).resolve().parents[2] / "static" / "css" / name
    return css.read_text(encoding="utf-8")
