"""What the map counts of countries besides its own lines."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import reference
from app.queries.kept import kept
from app.queries.public_graph import public_graph
from app.queries.visits import years_by_country
from models.vocabulary import ReferenceKind


def visits(
    session: Session, actor: Actor, *, today: date, units: tuple[int, ...] | None = None
) -> Mapping[int | None, Mapping[int, int]]:
    """Country → year → visits, as :func:`app.queries.visits.years_by_country` counts them.

    Cost: one statement, and that only once while the data stays as it is.
    """
    return kept(
        session,
        actor,
        ("visits by country", today, units),
        lambda: years_by_country(session, actor, today=today, units=units),
    )


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
