"""What the map counts of countries besides its own lines."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.answers.balance import countries_of
from app.permissions.actor import Actor
from app.queries import graph, reference
from app.queries.kept import kept
from app.queries.public_graph import public_graph
from models.vocabulary import ReferenceKind


def visits(session: Session, actor: Actor, *, today: date) -> Mapping[int | None, Mapping[int, int]]:
    """Country → year → visits that took place and concern it; with two countries, a visit counts in both.

    None stands for those without a country. Each counts in the year of its first day (docs/rules.md, R-10).

    Cost: six statements, and one while the data stays as it is.
    """

    def count() -> Mapping[int | None, Mapping[int, int]]:
        bodies = graph.bodies(session, actor)
        cities = graph.countries_of_cities(session, actor)
        found: defaultdict[int | None, Counter[int]] = defaultdict(Counter)
        for one in graph.encounters(session, actor, today=today):
            if one.held.earliest is not None:
                lands: set[int | None] = {*countries_of(one, bodies, cities)}
                for id_ in lands or {None}:
                    found[id_][one.held.earliest.year] += 1
        return found

    return kept(session, actor, ("visits by country", today), count)


def public(session: Session) -> Mapping[int, int] | None:
    """Country → ties of its cities in the public lists; a tie within the country counts once.

    :returns: None while no list of ties is switched on: nobody knows of any, which is not none.
    """
    if ReferenceKind.TIES not in reference.switched_on(session):
        return None
    lists = public_graph(session)
    found: Counter[int] = Counter()
    for a, b in lists.ties.edges:
        ends = {lists.countries.get(a), lists.countries.get(b)}
        found.update(id_ for id_ in ends if id_ is not None)
    return found
