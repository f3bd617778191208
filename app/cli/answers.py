"""``flask answer``: the director's questions from the command line."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answers import catalogue
from app.answers.answer import Answer
from app.answers.question import Question
from app.errors import NotFound
from app.extensions import db
from app.i18n import HOUSES, N_, Translator, translator
from app.permissions.actor import Actor
from app.queries import names
from app.unit_of_work import read_only
from app.web.clock import office_today
from models import Municipality
from models.vocabulary import RecordKind, Role

GAP = "  "


@click.command("answer")
@click.argument("key", type=click.Choice([question.key for question in catalogue.QUESTIONS]))
@click.option("--municipality", required=True, help="Short code, such as izmir.")
@click.option("--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the answer.")
@click.option("--city", help="Name or number of the city the question is about.")
@click.option("--theme", default="", help="Field of cooperation, such as climate.")
@click.option("--by", default="", help="country or partner.")
@click.option("--year", default="", help="Year of the visits.")
@with_appcontext
def answer(  # noqa: PLR0917 - one parameter for each option
    key: str, municipality: str, lang: str, city: str | None, theme: str, by: str, year: str
) -> None:
    """Answer KEY: sentence, table and method."""
    read_only.set(True)
    question, t, session = catalogue.find(key), translator(lang), db.session
    id_ = session.scalar(select(Municipality.id).where(Municipality.code == municipality))
    if id_ is None or question is None:
        message = f"There is no municipality {municipality}."
        raise click.ClickException(message)
    actor = Actor(None, id_, "Elçi", Role.VIEWER)
    asked = {"theme": theme, "by": by, "year": year, "city": _city(session, actor, question, city)}
    for choice in question.choices:
        if asked[choice.key] and choice.parse(asked[choice.key]) is None:
            message = f"--{choice.key} {asked[choice.key]} is not known."
            raise click.ClickException(message)
    try:
        told = question.answer(session, actor, asked, t=t, today=office_today())
    except NotFound:
        message = f"There is no city {city}."
        raise click.ClickException(message) from None
    for line in _lines(told, t):
        click.echo(line)


def _city(session: Session, actor: Actor, question: Question, asked: str | None) -> str:
    if "city" not in {one.key for one in question.lacking({})}:
        return ""
    if not asked:
        message = "This question is about a city: --city NAME."
        raise click.ClickException(message)
    if asked.isdecimal() and len(asked) < 12:
        return asked
    found = names.same_name(session, actor, [RecordKind.CITY], asked)
    if len(found) == 1:
        return str(found[0].id)
    if not found:
        message = f"There is no city {asked}."
        raise click.ClickException(message)
    numbers = ", ".join(str(record.id) for record in found)
    message = f"Several cities are called {asked}; name one by its number: {numbers}."
    raise click.ClickException(message)


def _lines(told: Answer, t: Translator) -> Iterator[str]:
    yield told.question
    yield ""
    yield told.text
    about = (told.counted, t(N_("data of %(day)s"), day=told.as_of), told.sample)
    yield " · ".join(part for part in about if part)
    if told.wanted:
        yield ""
        yield t(N_("What to enter"))
        yield from (f"- {one.text}" for one in told.wanted)
    if told.rows:
        yield ""
        yield from _table(told)
    yield ""
    yield t(N_("Method and reliability"))
    yield from told.method


def _table(told: Answer) -> Iterator[str]:
    lines = [
        [heading.text for heading in told.headings],
        *([one.text for one in row.cells] for row in told.rows),
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(told.headings))]
    for line in lines:
        shown = (
            text.rjust(width) if heading.numeric else text.ljust(width)
            for text, width, heading in zip(line, widths, told.headings, strict=True)
        )
        yield GAP.join(shown).rstrip()
