"""Measure the answers: ``python -m tests.bench.answers [hidden] [metrics] [office]``; without a word all.

Needs the two public lists beside the checkout, which are no part of Elçi. They are imported into a database
of its own by the commands that an office uses, and asked for from there.

``hidden``
    Whom next, by a fixed protocol: a tenth of the ties is hidden; for each city that keeps two ties or more,
    all cities that are no neighbours are ranked; counted are the hidden partners among the first twenty, of
    all hidden partners of these cities.
"""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from heapq import nlargest
from multiprocessing import get_context
from typing import Any

import networkx as nx
import psutil
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.analysis.candidates import Suggestions
from app.analysis.public_graph import PublicGraph
from app.answers import catalogue
from app.extensions import db
from app.permissions.actor import Actor
from app.queries.public_graph import public_graph
from app.records.agreements import AGREEMENT
from app.records.drafts import draft_of
from app.records.many import insert_all
from app.records.memberships import MEMBERSHIP
from app.records.noun import Noun
from app.records.organisations import ORGANISATION
from app.records.visits import VISIT
from app.services import users
from app.unit_of_work import unit_of_work
from models import City, PartialDate, User
from models.vocabulary import (
    AgreementState,
    Direction,
    MembershipRelation,
    OrganisationKind,
    Relation,
    Role,
    VisitState,
)
from tests.analysis import independent
from tests.bench import store
from tests.bench.importing import PUBLIC
from tests.browser import Browser

HOME = store.HOME / "answers"
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
SEEDS = range(5)
HIDDEN = 0.1
FIRST = 20
LEAST_TIES = 2
ABOVE = 1.05
"""What is wanted on average, as a multiple of common neighbours; in no seed may it be less than 1."""
LONGEST, LARGEST, WARM = 30, 600, 150
"""Wanted: seconds and megabytes of the figures of the list, milliseconds of a question."""
TIES, NETWORKS, VISITS, ROUNDS = 500, 24, 1_000, 5
TODAY = date(2023, 10, 25)
Ranker = Callable[[int], Sequence[int]]


def hidden(public: PublicGraph) -> None:
    """Print what each way of ranking finds again."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = list(pool.map(partial(found_again, public), SEEDS))
    names = list(found[0])
    print(f"hidden partners among the first {FIRST}, of all hidden partners")
    print(f"{'seed':<8}" + "".join(f"{name:>20}" for name in names))
    for seed, shares in zip(SEEDS, found, strict=True):
        print(f"{seed:<8}" + "".join(f"{shares[name]:>20.4f}" for name in names))
    means = {name: sum(shares[name] for shares in found) / len(found) for name in names}
    print(f"{'mean':<8}" + "".join(f"{means[name]:>20.4f}" for name in names))
    times = [shares["ours"] / shares["common neighbours"] for shares in found]
    reached = means["ours"] >= ABOVE * means["common neighbours"] and min(times) >= 1
    print(
        f"ours is {means['ours'] / means['common neighbours']:.3f} times common neighbours on average "
        f"(wanted {ABOVE}), at least {min(times):.3f} times in each seed (wanted 1): "
        + ("ok" if reached else "no")
    )


def found_again(public: PublicGraph, seed: int) -> Mapping[str, float]:
    """Hide ties, and return for each way of ranking the share of hidden partners that it finds."""
    dice = random.Random(seed)
    edges = sorted((min(edge), max(edge)) for edge in public.ties.edges)
    gone = dice.sample(edges, round(len(edges) * HIDDEN))
    ties = public.ties.copy()
    ties.remove_edges_from(gone)
    partners: dict[int, set[int]] = {}
    for a, b in gone:
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    asked = sorted(city for city in partners if ties.degree(city) >= LEAST_TIES)
    suggestions = Suggestions(replace(public, ties=ties))
    cities = sorted(ties)
    rankers: dict[str, Ranker] = {
        "random": lambda city: _highest({}, ties, city, dice, cities),
        "degree": lambda city: _highest(dict(ties.degree), ties, city, dice, cities),
        "common neighbours": lambda city: _highest(_common(ties, city), ties, city, dice, cities),
        "ours": lambda city: [one.city for one in suggestions.rank(city, limit=FIRST)],
    }
    number = sum(len(partners[city]) for city in asked)
    return {
        name: sum(len(partners[city].intersection(rank(city))) for city in asked) / number
        for name, rank in rankers.items()
    }


def _common(ties: nx.Graph, city: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for partner in ties[city]:
        for other in ties[partner]:
            found[other] = found.get(other, 0) + 1
    return found


def _highest(
    scores: Mapping[int, float], ties: nx.Graph, city: int, dice: random.Random, cities: Sequence[int]
) -> Sequence[int]:
    """The first of all non-neighbours; among equals chance decides."""
    known = {one: score for one, score in scores.items() if one != city and one not in ties[city]}
    first = nlargest(FIRST, known, key=lambda one: (known[one], dice.random()))
    while len(first) < FIRST:
        one = dice.choice(cities)
        if one != city and one not in ties[city] and one not in first:
            first.append(one)
    return first


def figures(environment: Mapping[str, str]) -> None:
    """Print what the figures of the list cost, and which differ from those of the file."""
    command = [*FLASK, "answers", "metrics", "--graph", "reference", "--exact", "--format", "json"]
    begun, peak, cpu = time.perf_counter(), 0, 0.0
    process = psutil.Popen(command, env=dict(environment), stdout=subprocess.PIPE, text=True)
    waiting = threading.Thread(target=process.wait)
    waiting.start()
    while waiting.is_alive():
        with suppress(psutil.Error):
            peak, cpu = max(peak, process.memory_info().rss), sum(process.cpu_times()[:2])
        waiting.join(0.05)
    seconds = time.perf_counter() - begun
    told = json.loads(process.stdout.read() if process.stdout else "")
    print("seconds by measure: " + ", ".join(f"{name} {took:.2f}" for name, took in told["seconds"].items()))
    wrong = list(_differences(told))
    reached = seconds <= LONGEST and peak <= LARGEST * 1e6
    print(
        f"figures of the list: {seconds:.1f} s (wanted {LONGEST}), CPU {cpu:.1f} s, "
        f"at most {peak / 1e6:.0f} MB (wanted {LARGEST}): {'ok' if reached else 'no'}; "
        f"differing from the file: {', '.join(wrong) or 'none'}"
    )


def _differences(told: Mapping[str, Any]) -> Iterator[str]:
    """Name the figures that are not those of the file."""
    with PUBLIC["reference-ties"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names: dict[str, str] = {}
    for row in rows:
        for end in "ab":
            names.setdefault(row[f"{end}_id"], row[f"{end}_name"])
    of = independent.neighbours([(row["a_id"], row["b_id"]) for row in rows])
    giant = max(independent.parts(of), key=len)
    counts = {
        "nodes": len(of),
        "edges": len({frozenset((row["a_id"], row["b_id"])) for row in rows}),
        "components": len(independent.parts(of)),
        "giant": len(giant),
    }
    numbers = {
        "average_degree": sum(map(len, of.values())) / len(of),
        "transitivity": independent.transitivity(of),
        "average_clustering": independent.average_clustering(of),
        "assortativity": independent.assortativity(of),
    }
    yield from (name for name, count in counts.items() if told[name] != count)
    yield from (name for name, number in numbers.items() if abs(told[name] - number) > 1e-9)
    inside = {city: of[city] for city in giant}
    if (told["diameter"], round(told["average_path_length"], 9)) != _distances(inside):
        yield "diameter or average_path_length"
    for name, values in (
        ("top_degree", {city: len(around) for city, around in of.items()}),
        ("top_pagerank", independent.pagerank(of)),
    ):
        first = sorted(values.values(), reverse=True)[: len(told[name])]
        shown = [values[one["id"]] for one in told[name]]
        if max(abs(a - b) for a, b in zip(first, shown, strict=True)) > 1e-9:
            yield name
    if any(names[one["id"]] != one["name"] for key in told if key.startswith("top_") for one in told[key]):
        yield "names"


def _distances(of: Mapping[str, set[str]]) -> tuple[int, float]:
    """Diameter and average path length by one search from each city, with lists instead of sets."""
    place = {city: number for number, city in enumerate(of)}
    around = [[place[other] for other in others] for others in of.values()]
    furthest = total = 0
    for start in range(len(around)):
        seen = bytearray(len(around))
        seen[start] = 1
        edge, step = [start], 0
        while edge:
            total += step * len(edge)
            furthest = max(furthest, step)
            step += 1
            further = []
            for here in edge:
                for there in around[here]:
                    if not seen[there]:
                        seen[there] = 1
                        further.append(there)
            edge = further
    return furthest, round(total / (len(around) * (len(around) - 1)), 9)


def office(app: Flask, public: PublicGraph) -> None:
    """Print how long each question takes an office with many ties."""
    dice = random.Random(4)
    with app.app_context(), db.sessionmaker() as session:
        user = _office(session, public, dice)
        session.expunge_all()
        target = session.scalars(
            select(City).where(City.id == max(public.ties, key=public.ties.degree))
        ).one()
        browser = Browser(app, session.get(User, user), "tr")
    slow = []
    for question in catalogue.QUESTIONS:
        address = f"/answers/{question.key}" + (f"?city={target.id}" if question.lacking({}) else "")
        times = []
        for _ in range(ROUNDS + 1):
            begun, cpu = time.perf_counter(), time.process_time()
            status = browser.client.get(address).status_code
            times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - cpu) * 1000))
            assert status == 200, (address, status)
        first, *warm = times
        middle, cpu = sorted(warm)[len(warm) // 2]
        slow += [question.key] if middle > WARM else []
        print(
            f"{question.key:<16}first {first[0]:>6.0f} ms, warm {middle:>6.0f} ms (wanted {WARM}), "
            f"CPU {cpu:>6.0f} ms"
        )
    print("one office's question: " + (f"no: {', '.join(slow)}" if slow else "ok"))


def _office(session: Session, public: PublicGraph, dice: random.Random) -> int:
    """Write an office with ties, networks and visits; return a user of it."""
    house = users.found_municipality(session, "bench", "Ölçüm Belediyesi", "Ölçüm")
    user = User(
        municipality_id=house,
        email="bench@office.test",
        name="Ölçen",
        role=Role.DIRECTOR,
        password_hash="",
        session_stamp="stamp",
    )
    session.add(user)
    session.flush()
    actor = Actor(user.id, house, "Ölçen", Role.ADMIN)
    cities = dice.sample(sorted(public.ties), TIES + 1)
    home, *theirs = cities
    session.commit()

    def write(noun: Noun[Any], rows: Sequence[dict[str, Any]]) -> list[int]:
        drafts = [draft_of(noun, actor, row) for row in rows]
        with unit_of_work(session):
            insert_all(session, actor, noun, drafts, today=TODAY)
        return [one.id for one in drafts]

    kind = OrganisationKind.MUNICIPALITY
    body = {"organisation_kind": kind}
    (ours,) = write(ORGANISATION, [body | {"title_tr": "Biz", "seat_id": home, "ours": True}])
    bodies = write(
        ORGANISATION, [body | {"title_tr": f"Belediye {city}", "seat_id": city} for city in theirs]
    )
    networks = write(
        ORGANISATION,
        [
            {"title_tr": f"Ağ {n}", "organisation_kind": OrganisationKind.CITY_NETWORK}
            for n in range(NETWORKS)
        ],
    )
    write(
        AGREEMENT,
        [
            {
                "relation": dice.choice(list(Relation)),
                "state": AgreementState.IN_FORCE,
                "signed": PartialDate.of(dice.randrange(1990, 2024)),
                "parties": [{"organisation_id": ours}, {"organisation_id": other}],
            }
            for other in bodies
        ],
    )
    seats = [(network, ours) for network in networks]
    seats += [(network, other) for network in networks for other in dice.sample(bodies, 20)]
    member = {"relation": MembershipRelation.MEMBER}
    write(MEMBERSHIP, [member | {"network_id": network, "member_id": one} for network, one in seats])
    write(
        VISIT,
        [
            {
                "held": PartialDate.on(date(dice.randrange(2015, 2023), dice.randrange(1, 13), 5)),
                "state": VisitState.HELD,
                "direction": dice.choice(list(Direction)),
                "counterparts": [{"organisation_id": dice.choice(bodies)}],
            }
            for _ in range(VISITS)
        ],
    )
    return user.id


@contextmanager
def lists_read() -> Iterator[dict[str, str]]:
    """Make a database with both lists; hand out the environment of commands that use it."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    environment = {
        **os.environ,
        "ELCI_DATA_DIR": str(HOME),
        "ELCI_DATABASE_URL": f"sqlite:///{HOME}/lists.sqlite3",
    }
    for command in (["init"], ["demo"], *(["import", name, str(file)] for name, file in PUBLIC.items())):
        subprocess.run([*FLASK, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    yield environment
    shutil.rmtree(HOME)


def main(words: Sequence[str]) -> None:
    """Measure what the words ask for."""
    if not all(file.exists() for file in PUBLIC.values()):
        print("The public lists are not beside this checkout: nothing to measure.")
        return
    with lists_read() as environment:
        app = create_app(store.settings(environment["ELCI_DATABASE_URL"]))
        with app.app_context(), db.sessionmaker() as session:
            public = public_graph(session)
        if not words or "metrics" in words:
            figures(environment)
        if not words or "office" in words:
            office(app, public)
        if not words or "hidden" in words:
            hidden(public)
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
