"""Measure the pages an office opens all day, in figures that say what was reached.

``python -m tests.bench [S|M|L] [sqlite|postgresql]``. The database is filled once and kept in a directory
(``BENCH_DIR``). A machine is never quiet: trust the processor's time first. More words: only the requests
with one of them in their name.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle
from urllib.parse import quote, unquote

import psutil
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import create_app
from app.domain.turkish import search_key
from app.extensions import db
from models import City, Country, Organisation, Person, User, Visit
from tests import postgres
from tests.bench import special, store
from tests.bench.asking import Writer, colleagues, visit_form
from tests.bench.measuring import Asked, Cost, cost, statements
from tests.bench.serving import Server, server
from tests.bench.words import COMMON, RARE

PORTS = (5250, 5251)
ROUNDS = 5
CONFIG = "docs/deploy/gunicorn.conf.py"
YEAR = 2019
FILES = ("/lists/visits/export.csv", "/lists/visits/export.xlsx")


def requests(session: Session) -> Iterator[Asked]:
    """What is measured, and what the issue asks of it at size M on SQLite."""
    dice = random.Random(3)
    ids = session.scalars(select(Visit.id)).all()
    visits = cycle(dice.sample(ids, min(500, len(ids))))
    same = cycle(dice.sample(ids, min(500, len(ids))))
    cities = cycle(session.scalars(select(City.id).order_by(City.id).limit(40)).all())
    country = session.scalars(select(Country.id).where(Country.code == "DE")).one()
    person = session.scalars(select(Person.id)).first()
    body = session.scalars(select(Organisation.id)).first()
    assert person is not None
    assert body is not None
    pages = -(-len(ids) // 50)

    def page(name: str, query: str, *, bare: bool = True, p95: float = 12, cpu: float | None = 4) -> Asked:
        address, plain = f"/visits{query}", f"/visits{query}"
        if "?q=" in query:  # the bare page does not know how Turkish words are folded
            plain = f"/visits?q={search_key(unquote(query.removeprefix('?q=')))}"
        return Asked(name, lambda: address, (lambda: plain) if bare else None, None, p95, cpu)

    yield page("list, page 1", "")
    yield page(f"list, page {pages // 2}", f"?page={pages // 2}", cpu=None)
    yield page(f"list, page {pages * 9 // 10}", f"?page={pages * 9 // 10}", cpu=None)
    yield page("country and year", f"?country={country}&year={YEAR}")
    yield page("country and year and word", f"?country={country}&year={YEAR}&q={quote(COMMON)}", bare=False)
    yield page("search, common word", f"?q={quote(COMMON)}")
    yield page("search, rare word", f"?q={quote(RARE)}")
    yield page("search, a city", f"?q={quote('istanbul')}", bare=False)
    yield Asked("one visit", lambda: f"/visits/{next(visits)}", lambda: f"/visits/{next(same)}", None, 5, 4)
    yield Asked("create", lambda: "/visits/new", None, lambda: visit_form(person, body), 8)
    yield Asked("empty form", lambda: "/visits/new")
    yield Asked("today", lambda: "/")
    yield Asked("one city", lambda: f"/cities/{next(cities)}")
    yield Asked("search everything", lambda: f"/search?q={quote(COMMON)}")
    yield Asked("first hits", lambda: "/search/first?q=is")
    yield Asked("suggest", lambda: "/suggest?kinds=person,organisation&q=bu")
    yield Asked("years to choose from", lambda: "/visits/choices/year")
    yield Asked("countries to choose from", lambda: "/visits/choices/country")
    for place in ("organisations", "people", "agreements", "cities"):
        yield Asked(f"list of {place}", lambda place=place: f"/{place}")  # type: ignore[misc]


def main() -> None:
    """Fill, serve, ask, print."""
    words = set(sys.argv[1:])
    size = next((one for one in ("S", "M", "L") if one in words), "M")
    engine = "postgresql" if "postgresql" in words else "sqlite"
    only = [word for word in sys.argv[1:] if word not in {"S", "M", "L", "sqlite", "postgresql"}]
    with store.database(engine, size) as url:
        app = create_app(store.settings(url))
        with app.app_context(), db.sessionmaker() as session:
            setting = _synchronous(session)
            count = session.scalar(select(func.count()).select_from(Visit.__table__))
            asked = [one for one in requests(session) if not only or any(word in one.name for word in only)]
            users = session.execute(
                select(User.id, User.session_stamp).where(User.email.like("officer%")).order_by(User.id)
            ).all()
            person = session.scalars(select(Person.id)).first()
            body = session.scalars(select(Organisation.id)).first()
        print(f"\nSize {size}, {engine}, {setting}, {count:,} visits, one worker (gunicorn, 4 threads)")
        database = _postmaster() if engine == "postgresql" else None
        environment = {
            "ELCI_DATABASE_URL": url,
            "ELCI_MODE": "production",
            "ELCI_SECRET_KEY": store.SECRET,
            "ELCI_LOG_LEVEL": "ERROR",
        }
        with (
            server("wsgi:app", PORTS[0], environment, database, config=CONFIG) as ours,
            server("tests.bench.bare:app", PORTS[1], {"BARE_DATABASE": url}, database) as bare,
        ):
            people = colleagues(app, PORTS[0], [(id_, stamp) for id_, stamp in users])
            writer = Writer(PORTS[0], people.pop(), person, body)  # type: ignore[arg-type]
            writer.start()
            costs = _costs(app, asked, ours, bare, people)
            writer.stop()
            print(f"\nmemory of the worker: {ours.memory() / 1e6:.0f} MB (bare {bare.memory() / 1e6:.0f})")
            if not only:
                _files(ours, people)
                with app.app_context(), db.sessionmaker() as session:
                    _turkish(session, ours, people)
                creates = special.CREATES if size != "S" else 400
                _together(special.write_together(ours, people, person, body, creates), creates)  # type: ignore[arg-type]
        with app.app_context():
            db.engine.dispose()
    if not only:
        _growth(engine, size, costs)


def _costs(app: object, asked: list[Asked], ours: Server, bare: Server, people: list) -> dict[str, Cost]:
    head = ("request", "median", "p95", "target", "CPU", "bare", "ratio", "target", "stmts", "plain", "gzip")
    print(("{:<28}" + "{:>8}" * 10).format(*head))
    costs: dict[str, Cost] = {}
    for one in asked:
        sent = statements(app, people[0], one)  # type: ignore[arg-type]
        told = costs[one.name] = cost(one, ours, bare, people, sent, ROUNDS)
        ratio = told.cpu / told.bare_cpu if told.bare_cpu else None
        print(
            f"{one.name:<28}{told.median:>8.1f}{told.p95:>8.1f}{_target(told.p95, one.p95):>8}"
            f"{told.cpu:>8.2f}{told.bare_cpu or 0:>8.2f}{ratio or 0:>8.1f}{_target(ratio, one.cpu):>8}"
            f"{told.statements:>8}{told.plain:>8}{told.gzip:>8}",
            flush=True,
        )
    return costs


def _synchronous(session: Session) -> str:
    """Say when a commit is on the disk."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        return "synchronous_commit=" + connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    return (
        "synchronous="
        + ("OFF", "NORMAL", "FULL")[connection.exec_driver_sql("PRAGMA synchronous").scalar_one()]
    )


def _target(reached: float | None, target: float | None) -> str:
    if target is None or reached is None:
        return ""
    return f"{target:g} {'ok' if reached <= target else 'no'}"


def _files(ours: Server, people: list) -> None:
    for path in FILES:
        ending = path.rpartition(".")[2].upper()
        for name, query in (("a year", f"?year={YEAR}"), ("all", "")):
            got = special.download(ours, people[0], path + query)
            print(
                f"{ending} of {name}: {got.seconds * 1000:.0f} ms, CPU {got.cpu * 1000:.0f} ms, "
                f"{got.rows:,} rows, {got.megabytes:.1f} MB, memory +{got.grown:.0f} MB"
            )


def _turkish(session: Session, ours: Server, people: list) -> None:
    found = special.turkish(session, ours, people[0])
    exact = sum(truth == shown for _, truth, shown in found)
    print(
        f"Turkish queries: {exact} of {len(found)} exact; " + ", ".join(f"{q} {n}/{m}" for q, m, n in found)
    )


def _together(told: special.Writing, creates: int) -> None:
    print(
        f"{special.WRITERS} writers, {creates:,} creates: {told.written:,} written, {told.failed} failed, "
        f"{told.lost} lost; median {told.median:.0f} ms, p95 {told.p95:.0f} ms (target 150)"
    )


def _growth(engine: str, size: str, costs: dict[str, Cost]) -> None:
    """Keep the figures, and compare those of L with those of M."""
    path = store.HOME / "figures.json"
    figures = json.loads(path.read_text()) if path.exists() else {}
    figures[f"{engine} {size}"] = {name: asdict(one) for name, one in costs.items()}
    path.write_text(json.dumps(figures, indent=1))
    small, large = figures.get(f"{engine} M"), figures.get(f"{engine} L")
    if small and large:
        print("growth of CPU, M to L:")
        for (name, few), (_, many) in zip(small.items(), large.items(), strict=False):
            print(f"  {name:<28}{many['cpu'] / few['cpu']:.2f}")


def _postmaster() -> psutil.Process:
    pid = int((postgres.server().socket / "postmaster.pid").read_text().splitlines()[0])
    return psutil.Process(pid)


if __name__ == "__main__":
    main()
