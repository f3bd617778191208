"""``flask import reference-ties``, ``reference-memberships`` and ``flask reference query``: public lists."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.cli.importing import group as imports
from app.errors import Conflict, Invalid
from app.extensions import db
from app.i18n import Translator, translator
from app.importers.reference import wikidata
from app.importers.reference.importing import import_list
from app.importers.reference.tally import REMOVED, UNSURE, Report
from app.permissions.actor import Actor
from app.unit_of_work import unit_of_work
from app.web import readiness
from models import Municipality
from models.vocabulary import ReferenceKind, Role, Verdict

group = AppGroup("reference", help="Public lists of twin towns and members of networks.")
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_SET = click.option("--set", "code", help="Code of the list; without it the usual one of such a file.")
_SHAPE = click.option(
    "--format", "shape", type=click.Choice(["json", "text"]), default="text", help="How it is shown."
)
_SHOWN = 20
"""Bad rows that are named."""


@imports.command("reference-ties")
@_FILE
@_SET
@_SHAPE
def reference_ties(*, file: Path, code: str | None, shape: str) -> None:
    """Make a public list of twin towns equal to FILE (CSV or TSV, or a downloaded answer of Wikidata)."""
    _import(ReferenceKind.TIES, file, code, shape)


@imports.command("reference-memberships")
@_FILE
@_SET
@_SHAPE
def reference_memberships(*, file: Path, code: str | None, shape: str) -> None:
    """Make a public list of members of networks equal to FILE (CSV or TSV)."""
    _import(ReferenceKind.MEMBERSHIPS, file, code, shape)


@group.command("query")
@click.option("--country", help="ISO code such as TR: only its places and their partners.")
def query(*, country: str | None) -> None:
    """Print the Wikidata query whose downloaded answer `flask import reference-ties` reads."""
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        message = "A country is two letters, such as TR."
        raise click.UsageError(message)
    click.echo(wikidata.query(country.upper() if country else None), nl=False)


def _import(kind: ReferenceKind, file: Path, code: str | None, shape: str) -> None:
    t = translator("en")
    try:
        with unit_of_work(db.session) as session:
            # The list is nobody's; the entry in the trail is for whoever was here first.
            first = session.scalar(select(func.min(Municipality.id))) or 0
            report = import_list(session, Actor(None, first, "Elçi", Role.ADMIN), kind, file, code=code)
            told = report.as_json()
    except Invalid as refused:
        problem = refused.problems[0]
        raise click.ClickException(t(problem.message, **problem.values)) from None
    except Conflict:
        message = "Somebody else imports a list at this moment; try again."
        raise click.ClickException(message) from None
    except (OperationalError, ProgrammingError):
        readiness.ensure()  # where the database is new or behind, it says so in a sentence
        raise
    click.echo(json.dumps(told) if shape == "json" else _in_words(report, t))


def _in_words(report: Report, t: Translator) -> str:
    counts = report.tally.counts
    words = ", ".join(f"{counts[name]} {name}" for name in (*Verdict, REMOVED) if counts[name])
    lines = [f"Import {report.run.id}: {words or 'nothing'} ({report.seconds:.1f} s)."]
    lines += [f"  {number} ignored: {t(why)}" for why, number in report.tally.ignored.most_common()]
    for row in report.tally.bad[:_SHOWN]:
        column = f", column {row.problem.field}" if row.problem.field else ""
        lines.append(f"  row {row.number}{column}: {t(row.problem.message, **row.problem.values)}")
    if counts[Verdict.ERROR] > _SHOWN:
        lines.append(f"  … and {counts[Verdict.ERROR] - _SHOWN} more rows")
    if counts[UNSURE]:
        lines.append(f"  {counts[UNSURE]} places wait in the review queue.")
    return "\n".join(lines)
