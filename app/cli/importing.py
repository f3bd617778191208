"""``flask import``: what the office already has, from the command line."""

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar

import click
from flask.cli import AppGroup
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from app.cli import told_rows
from app.cli.whose import writer_of
from app.domain.our_country import OUR_COUNTRY
from app.errors import DomainError, Invalid, NotFound, Stale
from app.extensions import db
from app.i18n import HOUSES, N_, Translator, translator
from app.importers import offered, pasted, runs, starting
from app.importers.plan import ReadAs
from app.importers.reference import removing
from app.importers.tables import read_table
from app.importers.text.home import Home
from app.importers.text.proposal import REASONS, ProposedVisit
from app.importers.text.reader import read_visits
from app.permissions.actor import Actor
from app.queries import imports as import_rows
from app.queries import spellings
from app.unit_of_work import read_only, unit_of_work
from app.web import readiness
from app.web.clock import office_today
from models import ImportRun, Municipality
from models.vocabulary import ImportKind, ImportState, Role, Verdict

FIRST_YEAR, LAST_YEAR = 1900, 2099
_AT_A_TIME = 20.0
"""Seconds of one transaction: others who write wait no longer than that."""

group = AppGroup("import", help="Read what the office already has.")
Command = TypeVar("Command", bound=Callable[..., None])

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_YEAR = click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Year of dates without one.")
_MUNICIPALITY = click.option("--municipality", required=True, help="Short code, such as izmir.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Only read and show; nothing is written.")
_ALL_OR_NOTHING = click.option(
    "--all-or-nothing",
    is_flag=True,
    help="Write nothing if a row is wrong; without it, the others are written.",
)
_SURE_ONLY = click.option(
    "--sure-only",
    is_flag=True,
    help="Leave out rows in which something is unsure; without it, they are written.",
)
_SHAPE = click.option(
    "--format", "shape", type=click.Choice(["json", "text"]), default="text", help="How it is shown."
)
_LANG = click.option(
    "--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the sentences."
)


_KINDS: Mapping[str, ImportKind] = {
    **{kind.value: kind for kind in offered.KINDS},
    **{offered.plural_of(kind): kind for kind in offered.KINDS},
    "tie": ImportKind.AGREEMENT,
    "ties": ImportKind.AGREEMENT,
}
"""What may be said for a kind: its name, and that of the list."""


def _expect_many_objects() -> None:
    """Let Python look for garbage less often: it would look through all rows again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 5)


def _told_in_a_sentence(command: Command) -> Command:
    """Turn what is refused into one line per reason, in the language that was asked for."""

    @wraps(command)
    def told(**options: Any) -> None:
        t = translator(options.get("lang", "tr"))
        try:
            command(**options)
        except Invalid as refused:
            lines = [t(problem.message, **problem.values) for problem in refused.problems]
            raise click.ClickException("\n".join(lines)) from None
        except Stale:
            raise click.ClickException(t(N_("The import is in another step by now."))) from None
        except NotFound:
            raise click.ClickException(t(N_("There is no such import."))) from None
        except DomainError as refused:
            raise click.ClickException(str(refused)) from None
        except (OperationalError, ProgrammingError):
            readiness.ensure()  # where the database is new or behind, it says so in a sentence
            raise

    return told  # type: ignore[return-value]  # wraps keeps the signature, and mypy cannot see it


@group.command("table")
@_FILE
@click.option(
    "--kind",
    "kind_name",
    required=True,
    type=click.Choice(list(_KINDS)),
    help="What a row is.",
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON of headings and what they are: {"Tarih": "held", "Sıra no": null}. The others are guessed.',
)
@click.option(
    "--fixed",
    "fixed_values",
    multiple=True,
    metavar="TARGET=TEXT",
    help="What stands in every row that says nothing of it: relation=sister_city. May be repeated.",
)
@click.option("--sheet", help="Name of the sheet; without it, the first one with something in it.")
@_YEAR
@_MUNICIPALITY
@_DRY_RUN
@_ALL_OR_NOTHING
@_SURE_ONLY
@_SHAPE
@_LANG
@_told_in_a_sentence
def table(  # noqa: PLR0913 - one for each option
    *,
    file: Path,
    kind_name: str,
    map_file: Path | None,
    fixed_values: tuple[str, ...],
    sheet: str | None,
    year: int | None,
    municipality: str,
    dry_run: bool,
    all_or_nothing: bool,
    sure_only: bool,
    shape: str,
    lang: str,
) -> None:
    """Write the rows of FILE, a table (XLSX, XLS, ODS, CSV), into the record; or show what that would do.

    What the file says again is left out; a second import of the same file changes nothing. The exit code is 1
    when rows are wrong.
    """
    _expect_many_objects()
    t, kind = translator(lang), _KINDS[kind_name]
    said, fixed = _mapping(map_file, t), _fixed(fixed_values, t)
    if dry_run:
        read_only.set(True)
        read_as = ReadAs(file.name, year, fixed=fixed)
        _preview(writer_of(db.session, municipality, t), kind, file, sheet, said, read_as, shape=shape, t=t)
        return
    session, actor = db.session, writer_of(db.session, municipality, t)
    with unit_of_work(session):
        run = starting.start_table(session, actor, kind, file, file.name, sheet=sheet)
        run.settings = {**run.settings, **({"year": year} if year else {})}
        targets = _mapped(run.headings, run.targets, said, kind, t)
        runs.set_targets(session, actor, run, targets, fixed)
    _write(session, actor, run, _How(all_or_nothing, sure_only), shape, t)


@group.command("text")
@_FILE
@_YEAR
@_MUNICIPALITY
@_DRY_RUN
@_ALL_OR_NOTHING
@_SURE_ONLY
@_SHAPE
@_LANG
@_told_in_a_sentence
def text(
    *,
    file: Path,
    year: int | None,
    municipality: str,
    dry_run: bool,
    all_or_nothing: bool,
    sure_only: bool,
    shape: str,
    lang: str,
) -> None:
    """Write the visits that FILE, a text, tells of into the record; or show them."""
    t, session = translator(lang), db.session
    written = pasted.read(file)
    if dry_run:
        read_only.set(True)
        _show_text(session, writer_of(db.session, municipality, t), written, year, shape, t)
        return
    actor = writer_of(db.session, municipality, t)
    with unit_of_work(session):
        run = starting.start_text(session, actor, written, file.name, year=year, today=office_today())
    _write(session, actor, run, _How(all_or_nothing, sure_only), shape, t)


@group.command("undo")
@click.argument("run_id", metavar="ID", type=int)
@_SHAPE
@_LANG
@_told_in_a_sentence
def undo(*, run_id: int, shape: str, lang: str) -> None:
    """Take back what the import ID wrote, except what somebody has touched since."""
    t, session = translator(lang), db.session
    run = session.get(ImportRun, run_id)
    if run is None:
        raise NotFound(f"import {run_id}")
    _undo(session, run)
    kept, taken_back = run.settings["kept"], run.settings["taken_back"]
    if shape == "json":
        click.echo(json.dumps({"run": run.id, "taken_back": taken_back, "kept": kept}, ensure_ascii=False))
        return
    click.echo(t.plural("%(n)s record was taken back.", "%(n)s records were taken back.", taken_back))
    for one in kept:
        click.echo(f"#{one['record_id']} {one['title']}: {t(one['why'])}")


def _undo(session: Session, run: ImportRun) -> None:
    if run.municipality_id is None:  # public reference data
        anybody = _acting_for(session.scalar(select(func.min(Municipality.id))) or 0)
        with unit_of_work(session):
            removing.undo(session, anybody, run)
        return
    actor = _acting_for(run.municipality_id)
    with unit_of_work(session):
        runs.start_undoing(session, actor, run)
    while run.state is ImportState.UNDOING:
        with unit_of_work(session):
            runs.undo_on(session, actor, run, today=office_today(), seconds=_AT_A_TIME)


def _acting_for(municipality_id: int) -> Actor:
    return Actor(None, municipality_id, "Elçi", Role.ADMIN)


def _preview(
    actor: Actor,
    kind: ImportKind,
    file: Path,
    sheet: str | None,
    said: dict[str, str | None],
    read_as: ReadAs,
    *,
    shape: str,
    t: Translator,
) -> None:
    session = db.session
    found = read_table(file, file.name, sheet=sheet)
    targets = _mapped(found.headings, starting.guessed(session, actor, kind, found), said, kind, t)
    planned = runs.preview(session, actor, kind, found, targets, read_as, today=office_today())
    columns = _columns(found.headings, targets)
    pieces = (
        told_rows.as_json(planned, columns, t)
        if shape == "json"
        else told_rows.as_text(planned, kind, columns, t)
    )
    for piece in pieces:
        click.echo(piece, nl=False)


class _How(NamedTuple):
    all_or_nothing: bool
    sure_only: bool


def _write(session: Session, actor: Actor, run: ImportRun, how: _How, shape: str, t: Translator) -> None:
    today = office_today()
    if any(how):
        wrong = _reads_wrong_rows(session, actor, run, today)
        if wrong and how.all_or_nothing:
            _tell(session, run, shape, t)
            with unit_of_work(session):
                runs.drop(session, actor, run)
            raise click.exceptions.Exit(1)
    with unit_of_work(session):
        if run.state is ImportState.PREVIEW and not how.sure_only:
            runs.pick(session, actor, run, None, picked=True)
        runs.start_applying(session, actor, run)
    runs.apply_all(session, actor, run, today=today, seconds=_AT_A_TIME)
    _tell(session, run, shape, t)
    if run.counts.get(Verdict.ERROR):
        raise click.exceptions.Exit(1)


def _reads_wrong_rows(session: Session, actor: Actor, run: ImportRun, today: date) -> bool:
    while run.state is ImportState.READING:
        with unit_of_work(session):
            runs.read_on(session, actor, run, today=today, seconds=_AT_A_TIME)
    return bool(run.counts.get(Verdict.ERROR))


def _tell(session: Session, run: ImportRun, shape: str, t: Translator) -> None:
    if shape == "json":
        told = {
            "run": run.id,
            "counts": told_rows.in_order(run.counts),
            "along": run.settings.get("along", {}),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    columns = _columns(run.headings, run.targets)
    for line in told_rows.not_written(import_rows.refused(session, run), columns, t):
        click.echo(line)
    click.echo(told_rows.totals(run.counts, t))
    if unsure := import_rows.counts(session, run).doubtful:
        click.echo(
            t.plural("In %(n)s row something is unsure.", "In %(n)s rows something is unsure.", unsure)
        )
    if run.state is ImportState.APPLIED:
        command = f"flask import undo {run.id}"
        click.echo(t(N_("Import %(id)s. To take it back: %(command)s"), id=run.id, command=command))
    else:
        click.echo(t(N_("Nothing was written.")))


def _mapping(file: Path | None, t: Translator) -> dict[str, str | None]:
    if file is None:
        return {}
    try:
        said = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        said = None
    if not isinstance(said, dict) or not all(one is None or isinstance(one, str) for one in said.values()):
        _refuse(t(N_('%(file)s is no such list: {"Tarih": "held", "Sıra no": null}'), file=file.name))
    return said


def _fixed(given: Sequence[str], t: Translator) -> dict[str, str]:
    told = [one.partition("=") for one in given]
    for target, sign, text in told:
        if not (target and sign and text.strip()):
            _refuse(t(N_("Write TARGET=TEXT, such as relation=sister_city; this is %(typed)s"), typed=target))
    return {target.strip(): text.strip() for target, _, text in told}


def _mapped(
    headings: Sequence[str],
    guessed: Sequence[str | None],
    said: dict[str, str | None],
    kind: ImportKind,
    t: Translator,
) -> list[str | None]:
    """Let what somebody said of headings win over what was guessed."""
    known = {target.key for target in offered.targets_of(kind)}
    for heading, target in said.items():
        if heading not in headings:
            _refuse(t(N_("The table has no column %(heading)s."), heading=heading))
        if target is not None and target not in known:
            values = {"target": target, "known": ", ".join(sorted(known))}
            _refuse(t(N_("There is no %(target)s; choose one of these: %(known)s"), **values))
    taken = set(said.values()) - {None}
    free = (None if one in taken else one for one in guessed)
    targets = [said.get(heading, one) for heading, one in zip(headings, free, strict=True)]
    unread = [
        heading
        for heading, target in zip(headings, targets, strict=True)
        if heading and target is None and heading not in said
    ]
    if unread:
        click.echo(t(N_("Not read: %(headings)s"), headings=", ".join(unread)), err=True)
    return targets


def _refuse(sentence: str) -> NoReturn:
    raise click.ClickException(sentence)


def _columns(headings: Sequence[str], targets: Sequence[str | None]) -> dict[str, str]:
    return {target: heading for heading, target in zip(headings, targets, strict=True) if target}


def _show_text(
    session: Session, actor: Actor, written: str, year: int | None, shape: str, t: Translator
) -> None:
    country, names = spellings.of_our_city(session, actor)
    home = Home(country or OUR_COUNTRY, names)
    visits = read_visits(written, starting.gazetteer(session), home, year)
    if shape == "json":
        click.echo(json.dumps([visit.as_json() for visit in visits], ensure_ascii=False, indent=1))
        return
    for line in _lines(visits, written, t):
        click.echo(line)


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
