"""How many records a list has, exactly, counted once for each state of the data."""

from collections.abc import Callable, Hashable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.kept import kept


def total(session: Session, actor: Actor, query: Callable[[], Select[Any]], asked: Hashable) -> int:
    """Count what a query selects.

    :param query: makes the query, which costs more than to look whether it was counted already.
    :param asked: what tells the query from every other one of the same municipality.
    """

    def count() -> int:
        return session.scalar(select(func.count()).select_from(query().subquery())) or 0

    return kept(session, actor, ("total", asked), count)
