"""Requests by name, and what each costs: time, processor, statements, bytes."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.extensions import db
from tests.bench.asking import Answer, Colleague, Line
from tests.bench.serving import Server

BURST = 12
"""Requests between two looks at the processor's clock. Their median leaves out the burst in which the
background writer wrote."""


@dataclass(frozen=True)
class Asked:
    """A request that is measured.

    :param path: makes the address; called for each request.
    :param bare: the same on the bare page, None where there is none.
    :param posted: makes what is posted, None for a page that is only read.
    :param p95: the target in ms, None where the issue names none.
    :param cpu: the target of the processor's time over the bare page's.
    """

    name: str
    path: Callable[[], str]
    bare: Callable[[], str] | None = None
    posted: Callable[[], dict[str, str]] | None = None
    p95: float | None = None
    cpu: float | None = None


@dataclass
class Cost:
    """What a request costs; times in milliseconds."""

    median: float
    p95: float
    cpu: float
    bare_cpu: float | None
    statements: int
    plain: int
    gzip: int


def measure(
    asked: Asked, ours: Server, bare: Server | None, people: Iterator[Colleague], rounds: int
) -> tuple[list[float], float, float | None]:
    """Ask ours and the bare page in turns; return the seconds of ours, and the processor's of both."""
    line, bare_line = Line(ours.port), Line(bare.port) if bare and asked.bare else None
    taken: list[float] = []
    spent: list[float] = []
    bare_spent: list[float] = []
    for number in range(rounds + 1):
        before = ours.cpu()
        answers = [_once(asked, line, next(people)) for _ in range(BURST)]
        burst = (ours.cpu() - before) / BURST
        if bare_line and bare and asked.bare:
            before = bare.cpu()
            for _ in range(BURST):
                _expect(bare_line.ask(asked.bare()), asked.name)
            bare_burst = (bare.cpu() - before) / BURST
        if number:  # the first one warms up
            taken += [answer.seconds for answer in answers]
            spent.append(burst)
            if bare_line:
                bare_spent.append(bare_burst)
    return taken, statistics.median(spent), statistics.median(bare_spent) if bare_spent else None


def _once(asked: Asked, line: Line, who: Colleague) -> Answer:
    return _expect(line.ask(asked.path(), who, asked.posted() if asked.posted else None), asked.name)


def _expect(answer: Answer, name: str) -> Answer:
    good = 303 > answer.status >= 300 and "/sign-in" not in answer.location if answer.status != 200 else True
    if not good:
        raise RuntimeError(f"{name}: {answer.status} {answer.location} {answer.text[:300]}")
    return answer


def cost(
    asked: Asked,
    ours: Server,
    bare: Server | None,
    people: list[Colleague],
    statements: int,
    rounds: int,
) -> Cost:
    """Measure one request."""
    taken, cpu, bare_cpu = measure(asked, ours, bare, cycle(people), rounds)
    who = people[0]
    plain = Line(ours.port, compressed=False).ask(asked.path(), who) if asked.posted is None else None
    packed = Line(ours.port).ask(asked.path(), who) if asked.posted is None else None
    return Cost(
        median=statistics.median(taken) * 1000,
        p95=statistics.quantiles(taken, n=20)[-1] * 1000,
        cpu=cpu * 1000,
        bare_cpu=bare_cpu * 1000 if bare_cpu is not None else None,
        statements=statements,
        plain=len(plain.body) if plain else 0,
        gzip=len(packed.body) if packed else 0,
    )


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Take down the statements of an application in this process."""
    sent: list[str] = []

    def take(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", take)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", take)


def statements(app: Flask, who: Colleague, asked: Asked) -> int:
    """Count what one request sends to the database, in an application of this process; the second time."""
    client = app.test_client(use_cookies=False)
    headers = {"Cookie": who.cookie}
    for _ in range(2):
        with counted(app) as sent:
            if asked.posted is None:
                client.get(asked.path(), headers=headers)
            else:
                client.post(asked.path(), data=asked.posted() | {"csrf_token": who.token}, headers=headers)
    return len(sent)
