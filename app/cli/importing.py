"""``flask import``: what the office already has, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Invalid
from app.extensions import db
from app.i18n import HOUSES, Translator, translator
from app.importers import pasted
from app.importers.text.gazetteer import Gazetteer, Place
from app.importers.text.home import Home
from app.importers.text.proposal import REASONS, ProposedVisit
from app.importers.text.reader import read_visits
from app.permissions.actor import Actor
from app.queries import spellings
from app.unit_of_work import read_only
from models import Municipality
from models.vocabulary import Role

FIRST_YEAR, LAST_YEAR = 1900, 2099
OUR_COUNTRY = "TR"
"""Of a municipality whose city is not on record yet."""

group = AppGroup("import", help="Read what the office already has.")


@group.command("text")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Year of dates without one.")
@click.option("--municipality", required=True, help="Short code, such as izmir.")
@click.option(
    "--dry-run", is_flag=True, required=True, help="Only read and show; nothing is written. Required."
)
@click.option(
    "--format", "shape", type=click.Choice(["json", "text"]), default="text", help="How it is shown."
)
@click.option("--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the text format.")
def text(*, file: Path, year: int | None, municipality: str, dry_run: bool, shape: str, lang: str) -> None:
    """Show the visits that FILE, a text, tells of. This command only reads."""
    if not dry_run:
        message = "This command only reads: say --dry-run."
        raise click.UsageError(message)
    read_only.set(True)
    t, session = translator(lang), db.session
    id_ = session.scalar(select(Municipality.id).where(Municipality.code == municipality))
    if id_ is None:
        message = f"There is no municipality {municipality}."
        raise click.ClickException(message)
    try:
        written = pasted.read(file)
    except Invalid as refused:
        raise click.ClickException(t(refused.problems[0].message)) from None
    home, names = spellings.of_our_city(session, Actor(None, id_, "Elçi", Role.VIEWER))
    visits = read_visits(written, _gazetteer(session), Home(home or OUR_COUNTRY, names), year)
    if shape == "json":
        click.echo(json.dumps([visit.as_json() for visit in visits], ensure_ascii=False, indent=1))
        return
    for line in _lines(visits, written, t):
        click.echo(line)


def _gazetteer(session: Session) -> Gazetteer:
    cities = (
        (spelling, Place(name, code, population))
        for spelling, name, code, population in spellings.cities(session)
    )
    return Gazetteer(spellings.countries(session), cities)


def _lines(visits: list[ProposedVisit], written: str, t: Translator) -> Iterator[str]:
    """Yield for people: each field, the words it came from, and why it is unsure."""
    for visit in visits:
        yield " ".join(visit.text.split())
        for name, value in _fields(visit):
            words = " … ".join(
                " ".join(written[start:end].split()) for start, end in visit.spans.get(name, ())
            )
            doubt = f" [{t(REASONS[visit.doubts[name]])}]" if name in visit.doubts else ""
            if value or doubt:
                yield f"  {name}: {value or '–'}" + (f" « {words} »" if words else "") + doubt
        yield ""
    yield t.plural("%(n)s visit was read.", "%(n)s visits were read.", len(visits))


def _fields(visit: ProposedVisit) -> Iterator[tuple[str, str]]:
    shown = visit.as_json()
    yield "date", " – ".join(filter(None, (shown["date"], shown["date_end"])))
    yield "persons", "; ".join(person.name for person in visit.persons)
    yield "titles", "; ".join(filter(None, (person.title for person in visit.persons)))
    for name in ("organisation", "city", "country", "mode", "direction"):
        yield name, shown[name] or ""
