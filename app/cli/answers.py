"""``flask answers``: the director's questions from the command line, and networks in figures."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from app.analysis import metrics
from app.analysis.graph import ties_graph
from app.answers import candidates as candidates_of
from app.answers import catalogue
from app.answers.answer import Answer, Name
from app.answers.question import Question
from app.cli import told_answers
from app.cli.whose import actor_of, record_of
from app.errors import NotFound
from app.extensions import db
from app.i18n import HOUSES, Translator, translator
from app.jobs import reference_graph
from app.permissions.actor import Actor
from app.queries import graph, names
from app.queries.listed_graph import listed_graph, listed_version
from app.unit_of_work import only_reading, read_only, unit_of_work
from app.web.clock import office_today

group = AppGroup("answers", help="The director's questions, and networks in figures.")
Command = Callable[..., None]
_SHAPE = click.option(
    "--format", "shape", type=click.Choice(["json", "text"]), default="text", help="How it is shown."
)
_HOUSE = click.option(
    "--municipality", "house", help="Short code, such as izmir; without it the first that was founded."
)
_LANG = click.option("--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the answer.")


@group.command("ask")
@click.argument("key", type=click.Choice([question.key for question in catalogue.QUESTIONS]))
@_HOUSE
@_LANG
@_SHAPE
@click.option("--city", help='City the question is about: its name, as in Roma or "Roma, IT", or its number.')
@click.option("--with", "given", multiple=True, metavar="NAME=VALUE", help="Any other parameter of its page.")
def ask(
    *, key: str, house: str | None, lang: str, shape: str, city: str | None, given: Sequence[str]
) -> None:
    """Answer KEY: sentence, table and method."""
    asked = dict(_pair(one) for one in given) | ({"city": city} if city else {})
    _answer(key, asked, house, lang, shape)


@group.command("introduce")
@click.option(
    "--to", "city", required=True, help='The city: its name, as in Roma or "Roma, IT", or its number.'
)
@_HOUSE
@_LANG
@_SHAPE
def introduce(*, city: str, house: str | None, lang: str, shape: str) -> None:
    """Say who can open the door to a city: the same as `ask door`."""
    _answer("door", {"city": city}, house, lang, shape)


@group.command("candidates")
@click.option("--limit", type=click.IntRange(1, 500), default=candidates_of.SHOWN, help="Cities at most.")
@_HOUSE
@_LANG
@_SHAPE
def candidates(*, limit: int, house: str | None, lang: str, shape: str) -> None:
    """Say whom to approach next; as JSON with every reason and its weight."""
    if shape == "text":
        _answer("candidates", {}, house, lang, shape)
        return
    read_only.set(True)
    session, t = db.session, translator(lang)
    found = candidates_of.find(session, actor_of(session, house), t=t, today=office_today(), limit=limit)
    click.echo(json.dumps(_advised(found) if found else [], ensure_ascii=False))


@group.command("metrics")
@click.option(
    "--graph",
    "which",
    type=click.Choice(["reference", "own"]),
    default="reference",
    help="The public lists of twin towns, or the ties on record.",
)
@click.option("--exact", is_flag=True, help="Estimate nothing, however large it is.")
@_HOUSE
@_SHAPE
def figures(*, which: str, exact: bool, house: str | None, shape: str) -> None:
    """Compute the figures of a network: how large, how dense, how far apart, who stands at the top."""
    session = db.session
    told = (
        _of_lists(session, exact=exact) if which == "reference" else _of_record(session, house, exact=exact)
    )
    if shape == "json":
        click.echo(json.dumps({"graph": which, **told}, ensure_ascii=False))
        return
    for name, value in told.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            click.echo(f"{name}: " + ", ".join(f"{one['name']} ({one['value']:.6g})" for one in value))
        elif name != "seconds":
            click.echo(f"{name}: {value}")
    click.echo(f"seconds: {sum(told['seconds'].values()):.1f}")


def _of_lists(session: Session, *, exact: bool) -> dict[str, Any]:
    """Compute the figures of the lists; exact ones are kept for whoever asks a page."""
    with only_reading(session):
        version, listed = listed_version(session), listed_graph(session)
    measured = metrics.measure(listed.ties, exact=exact)
    if version and not measured.estimated:
        with unit_of_work(session):
            reference_graph.keep(session, version, listed, measured)
    return reference_graph.told(listed, measured)


def _of_record(session: Session, house: str | None, *, exact: bool) -> dict[str, Any]:
    with only_reading(session):
        actor, today = actor_of(session, house), office_today()
        net = graph.network(session, actor, today=today, layers={graph.Layer.TIES})
        ties = ties_graph(tie for tie in net.register.ties if tie.kind != "sits_in")
        titles = names.titles(session, actor, set(ties))
        called = {id_: translator("tr").title(record) for id_, record in titles.items()}
    return metrics.told(metrics.measure(ties, exact=exact), lambda node: (node, called.get(node, "")))


def _answer(key: str, given: Mapping[str, str], house: str | None, lang: str, shape: str) -> None:
    read_only.set(True)
    question, t, session = catalogue.find(key), translator(lang), db.session
    if question is None:
        message = f"There is no question {key}."
        raise click.ClickException(message)
    told = _told(session, actor_of(session, house), question, given, t)
    if shape == "json":
        click.echo(json.dumps(told_answers.as_json(told), ensure_ascii=False))
        return
    for line in told_answers.lines(told, t):
        click.echo(line)


def _told(
    session: Session, actor: Actor, question: Question, given: Mapping[str, str], t: Translator
) -> Answer:
    choices = {one.key: one for one in question.choices}
    subjects = {one.key: one for one in question.subjects}
    asked = {}
    for name, value in given.items():
        if name in subjects:
            asked[name] = str(record_of(session, actor, list(subjects[name].kinds), value))
        elif name not in choices or choices[name].parse(value) is None:
            message = f"{name}={value} is not known to this question."
            raise click.ClickException(message)
        else:
            asked[name] = value
    for missing in question.lacking(asked):
        message = f"This question is about a {missing.key}: --{'' if missing.key == 'city' else 'with '}"
        raise click.ClickException(message + f"{missing.key}{' NAME' if missing.key == 'city' else '=NAME'}.")
    try:
        return question.answer(session, actor, asked, t=t, today=office_today())
    except NotFound:
        told = ", ".join(f"{name} {given[name]}" for name in given if name in subjects)
        message = f"There is no {told}."
        raise click.ClickException(message) from None


def _pair(text: str) -> tuple[str, str]:
    name, is_, value = text.partition("=")
    if not is_:
        message = f"--with {text}: say NAME=VALUE."
        raise click.ClickException(message)
    return name, value


def _advised(found: candidates_of.Found) -> list[dict[str, Any]]:
    def named(id_: int, kind: str) -> dict[str, Any]:
        name = found.networks.get(id_) if kind == "networks" else found.named.get(id_)
        return {"id": id_, "name": name.text if isinstance(name, Name) else name or ""}

    return [
        {
            "rank": one.rank,
            "city": named(one.city, "city"),
            "score": round(one.score, 4),
            "reasons": [
                {
                    "kind": str(ground.kind),
                    "weight": round(ground.weight, 4),
                    "number": ground.number,
                    "evidence": [named(id_, str(ground.kind)) for id_ in ground.evidence],
                }
                for ground in one.grounds
            ],
        }
        for one in found.advised
    ]
