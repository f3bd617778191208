"""Measure an import: ``python -m tests.bench.importing [ROWS] [sqlite|postgresql]``.

As many visits, each with a guest, a body and a source, go into an office that knows bodies and people: first
past the reader of tables, by ``insert_all``, and out again by ``take_back``; then out of an XLSX by
``flask import table``, twice. Then the two public lists, twice each, where they lie beside the checkout.
Each in a process of its own, whose memory is told.
"""

import gc
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter import Workbook

from app import create_app
from app.extensions import alembic, db
from app.permissions.actor import Actor
from app.records.drafts import draft_of
from app.records.many import insert_all
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.taking_back import take_back
from app.records.visits import VISIT
from app.services import users
from app.unit_of_work import unit_of_work
from models import Municipality, Organisation, PartialDate, Person
from models.vocabulary import Direction, Role, Side, SourceCertainty, VisitMode
from tests import postgres
from tests.bench import store
from tests.bench.words import FIRST, LAST, SUBJECTS, TITLES

ROWS = 100_000
KNOWN = 2_000
"""Bodies and people that are on record before."""
STEP = 1_000
"""Visits of a unit of work."""
FIRST_DAY, TODAY = date(2000, 1, 1), date(2026, 1, 1)
HEADINGS = ("Tarih", "Ad Soyad", "Unvan", "Kurum", "Konu")
OPERATION = "a measured import"
LISTS = Path(__file__).resolve().parents[3] / "shared" / "data"
PUBLIC = {"reference-ties": LISTS / "twin_towns.csv", "reference-memberships": LISTS / "network_members.csv"}
"""Command → the list as it is published; neither is part of Elçi."""


@dataclass(frozen=True)
class Told:
    """A row of the list that somebody kept."""

    day: date
    person: str
    title: str
    body: str
    subject: str


def listed(rows: int) -> Iterator[Told]:
    """Yield as many rows, always the same."""
    dice = random.Random(5)
    for number in range(rows):
        yield Told(
            FIRST_DAY + timedelta(days=number % 9_000),
            _person(dice.randrange(KNOWN)),
            dice.choice(TITLES)[0],
            _body(dice.randrange(KNOWN)),
            f"{dice.choice(SUBJECTS)[0]} {number}",
        )


def insert(rows: int) -> None:
    """Write the visits in bulk."""
    gc.freeze()  # as a command does that runs for long: what is loaded is not looked at again and again
    gc.set_threshold(50_000, 20, 20)
    with _session() as (session, actor):
        people = dict(session.execute(select(Person.title_tr, Person.id)).all())  # type: ignore[arg-type]
        bodies = dict(session.execute(select(Organisation.title_tr, Organisation.id)).all())  # type: ignore[arg-type]
        waiting: list[Any] = []
        for number, told in enumerate(listed(rows), start=1):
            waiting.append(draft_of(VISIT, actor, _data(told, number, people, bodies)))
            if len(waiting) == STEP or number == rows:
                with unit_of_work(session, OPERATION):
                    insert_all(session, actor, VISIT, waiting, today=TODAY)
                waiting = []


def undo(rows: int) -> None:
    """Take all of them back."""
    with _session() as (session, actor):
        left = done = 1
        while left:
            with unit_of_work(session):
                told = take_back(session, actor, OPERATION, today=TODAY, limit=5 * STEP)
            left, done = told.left, done + told.done
        assert done == rows + 1, done


def prepare() -> None:
    """Make the office."""
    with _session(founded=False) as (session, actor):
        for noun, name in ((ORGANISATION, _body), (PERSON, _person)):
            drafts = [draft_of(noun, actor, {"title_tr": name(number)}) for number in range(KNOWN)]
            with unit_of_work(session):
                insert_all(session, actor, noun, drafts, today=TODAY)


def write_xlsx(path: Path, rows: int) -> None:
    """Write the list as somebody keeps it."""
    with Workbook(path, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        for number, told in enumerate(listed(rows), start=1):
            sheet.write_datetime(number, 0, told.day, day)  # type: ignore[arg-type]
            sheet.write_row(number, 1, (told.person, told.title, told.body, told.subject))


def main(rows: int, engine: str) -> None:
    """Measure each step in a process of its own."""
    home = store.HOME / "importing"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with _database(engine, home) as url:
        environment = {
            **os.environ,
            "BENCH_IMPORT": url,
            "ELCI_DATABASE_URL": url,
            "ELCI_DATA_DIR": str(home),
        }
        itself = [sys.executable, "-m", "tests.bench.importing", str(rows)]
        _measured("office", KNOWN * 2, [*itself, "prepare"], environment)
        _measured("insert_all", rows, [*itself, "insert"], environment)
        _measured("take_back", rows, [*itself, "undo"], environment)
        write_xlsx(home / "list.xlsx", rows)
        flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
        table = [
            *flask,
            "import",
            "table",
            str(home / "list.xlsx"),
            "--kind",
            "visit",
            "--municipality",
            "izmir",
        ]
        _measured("flask import table", rows, table, environment)
        _measured("a second time", rows, table, environment)
        there = {name: file for name, file in PUBLIC.items() if file.exists()}
        if there:  # their places are in the countries that come with the product
            subprocess.run([*flask, "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
        for name, file in there.items():
            lines = file.read_text(encoding="utf-8").count("\n") - 1
            for again in ("", " again"):
                command = [*flask, "import", name, str(file), "--format", "json"]
                _measured(f"{name}{again}", lines, command, environment)
    shutil.rmtree(home)


def _measured(name: str, rows: int, command: Sequence[str], environment: dict[str, str]) -> None:
    begun, peak, cpu = time.perf_counter(), 0, 0.0
    process = psutil.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    while process.poll() is None:
        try:
            peak = max(peak, process.memory_info().rss)
            cpu = sum(process.cpu_times()[:2])
        except psutil.Error:
            break
        time.sleep(0.05)
    said = (process.stdout.read() if process.stdout else "").strip().splitlines()
    seconds = time.perf_counter() - begun
    print(
        f"{name:<28}{rows:>9,} rows {seconds:>7.1f} s {rows / seconds:>8,.0f} rows/s   CPU {cpu:>6.1f} s   "
        f"at most {peak / 1e6:,.0f} MB   {'exit code ' + str(process.wait()) if process.wait() else ''}"
        f"{said[-1] if said else ''}",
        flush=True,
    )


@contextmanager
def _database(engine: str, home: Path) -> Iterator[str]:
    if engine == "postgresql":
        with postgres.database() as url:
            yield url
    else:
        yield f"sqlite:///{home}/import.sqlite3"


@contextmanager
def _session(*, founded: bool = True) -> Iterator[tuple[Session, Actor]]:
    app = create_app(store.settings(os.environ["BENCH_IMPORT"]))
    with app.app_context():
        if not founded:
            alembic.upgrade()
            with unit_of_work(db.session) as session:
                users.found_municipality(session, "izmir", "İzmir Büyükşehir Belediyesi")
        house = db.session.scalars(select(Municipality.id)).one()
        db.session.rollback()
        yield db.session, Actor(None, house, "Bench", Role.OFFICER)
        db.engine.dispose()


def _data(told: Told, number: int, people: dict[str, int], bodies: dict[str, int]) -> dict[str, Any]:
    guest = {
        "name": told.person,
        "person_id": people[told.person],
        "title_tr": told.title,
        "side": Side.VISITOR,
    }
    return {
        "held": PartialDate.on(told.day),
        "direction": Direction.INCOMING,
        "mode": VisitMode.IN_PERSON,
        "subject_tr": told.subject,
        "delegates": [guest],
        "counterparts": [{"organisation_id": bodies[told.body]}],
        "sources": [{"title": "liste.xlsx", "place": f"row {number}", "certainty": SourceCertainty.PRINTED}],
    }


def _person(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}"


def _body(number: int) -> str:
    return f"{LAST[number % len(LAST)]} Belediyesi {number}"


if __name__ == "__main__":
    words = sys.argv[1:]
    wanted = next((int(word) for word in words if word.isdigit()), ROWS)
    step = {"prepare": prepare, "insert": lambda: insert(wanted), "undo": lambda: undo(wanted)}
    chosen = next((step[word] for word in words if word in step), None)
    if chosen:
        chosen()
    else:
        main(wanted, "postgresql" if "postgresql" in words else "sqlite")
