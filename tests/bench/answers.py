"""Measure the answers: ``python -m tests.bench.answers [hidden] [metrics] [office]``; without a word all.

Needs the two public lists beside the checkout, which are no part of Elçi. They are imported into a database
of its own by the commands that an office uses, and asked for from there.

``hidden``
    Whom next, by a fixed protocol: a tenth of the ties is hidden; for each city that keeps two ties or more,
    all cities that are no neighbours are ranked; counted are the hidden partners among the first twenty, of
    all hidden partners of these cities.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from heapq import nlargest

import networkx as nx

from app import create_app
from app.analysis.candidates import Suggestions
from app.analysis.public_graph import PublicGraph
from app.extensions import db
from app.queries.public_graph import public_graph
from tests.bench import store
from tests.bench.importing import PUBLIC

HOME = store.HOME / "answers"
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
SEEDS = range(5)
HIDDEN = 0.1
FIRST = 20
LEAST_TIES = 2
ABOVE = 1.05
"""What is wanted on average, as a multiple of common neighbours; in no seed may it be less than 1."""
Ranker = Callable[[int], Sequence[int]]


def hidden(public: PublicGraph) -> None:
    """Print what each way of ranking finds again."""
    with ProcessPoolExecutor(2) as pool:
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
        if not words or "hidden" in words:
            hidden(public)


if __name__ == "__main__":
    main(sys.argv[1:])
