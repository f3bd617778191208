"""What the map counts of countries besides its own lines."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.public_graph import PublicGraph
from app.answers.balance import countries_of
from app.permissions.actor import Actor
from app.queries import graph
from app.queries.kept import kept


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


def public(lists: PublicGraph) -> Mapping[int, int]:
    """Country → ties of its cities in the public lists; a tie within the country counts once."""
    found: Counter[int] = Counter()
    for a, b in lists.ties.edges:
        ends = {lists.countries.get(a), lists.countries.get(b)}
        found.update(id_ for id_ in ends if id_ is not None)
    return found
