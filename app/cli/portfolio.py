"""``flask portfolio``: our public portfolio into a file, that of a peer out of one, and its fingerprint."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.cli.whose import writer_of
from app.documents import portfolio as ours
from app.domain import portfolio_file
from app.domain.portfolio import Portfolio
from app.errors import Conflict, Invalid
from app.extensions import db
from app.i18n import HOUSES, N_, Translator, translator
from app.importers import portfolio as theirs
from app.importers.portfolio import TOLD
from app.unit_of_work import unit_of_work
from app.web import readiness
from app.web.clock import office_today

group = AppGroup("portfolio", help="Exchange public portfolios with other municipalities.")
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_MUNICIPALITY = click.option("--municipality", required=True, help="Short code, such as izmir.")
_LANG = click.option(
    "--lang", type=click.Choice(list(HOUSES)), default="tr", help="Language of the sentences."
)


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_MUNICIPALITY
@_LANG
def export(*, file: Path, municipality: str, lang: str) -> None:
    """Write the public portfolio of the municipality into FILE, which must not exist yet."""
    t = translator(lang)
    with _in_sentences(t):
        if file.exists():
            raise click.ClickException(t(N_("%(file)s is there already."), file=file.name))
        with unit_of_work(db.session) as session:
            made = ours.hand_out(session, writer_of(session, municipality, t), today=office_today())
            file.write_bytes(portfolio_file.write(made.portfolio))
    _tell(made.portfolio, made.sha256, t)


@group.command("import")
@_FILE
@_MUNICIPALITY
@_LANG
def import_(*, file: Path, municipality: str, lang: str) -> None:
    """Keep the portfolio that FILE holds, that of a peer; the same one again changes nothing."""
    t = translator(lang)
    with _in_sentences(t):
        data = _bytes_of(file)
        with unit_of_work(db.session) as session:
            verdict, peer = theirs.take(
                session, writer_of(session, municipality, t), data, today=office_today()
            )
            name = t.title(peer)
    click.echo(t(TOLD[verdict], name=name))
    read = portfolio_file.read(data)
    _tell(read.portfolio, read.sha256, t)


@group.command("fingerprint")
@_FILE
@_LANG
def fingerprint(*, file: Path, lang: str) -> None:
    """Say whose portfolio FILE is, of which day, and its fingerprint; nothing is written."""
    t = translator(lang)
    with _in_sentences(t):
        read = portfolio_file.read(_bytes_of(file))
    _tell(read.portfolio, read.sha256, t)


@contextmanager
def _in_sentences(t: Translator) -> Iterator[None]:
    """Tell a refusal in one sentence."""
    try:
        yield
    except Invalid as refusal:
        problem = refusal.problems[0]
        raise click.ClickException(t(problem.message, **problem.values)) from None
    except Conflict:
        message = N_("Somebody else reads the same portfolio at this moment; look again.")
        raise click.ClickException(t(message)) from None
    except OSError as problem:
        raise click.ClickException(str(problem)) from None
    except (OperationalError, ProgrammingError):
        readiness.ensure()  # where the database is new or behind, it says so in a sentence
        raise


def _bytes_of(file: Path) -> bytes:
    """Read a file, and of one that is too large no more than tells that it is."""
    with file.open("rb") as opened:
        return opened.read(portfolio_file.MOST_BYTES + 1)


def _tell(portfolio: Portfolio, sha256: str, t: Translator) -> None:
    body = portfolio.municipality
    click.echo(f"{t.either(body.name_tr, body.name_en)}, {t.date(portfolio.as_of)}")
    click.echo(t.plural("%(n)s tie", "%(n)s ties", len(portfolio.ties)))
    click.echo(
        t.plural(
            "%(n)s membership or other relation to a network",
            "%(n)s memberships and other relations to networks",
            len(portfolio.memberships),
        )
    )
    click.echo(t.plural("%(n)s project", "%(n)s projects", len(portfolio.projects)))
    click.echo(t(N_("Fingerprint: %(digits)s"), digits=portfolio_file.fingerprint(sha256)))
