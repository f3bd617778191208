"""Twin towns as the lists themselves tell them: their places under their own ids, not yet cities of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import OutsidePlace, Record, ReferenceSet, ReferenceTie
from models.vocabulary import ReferenceKind

_place, _set, _tie = OutsidePlace.__table__.c, ReferenceSet.__table__.c, ReferenceTie.__table__.c
_record = Record.__table__.c


@dataclass(frozen=True, slots=True)
class ListedGraph:
    """The ties of all lists that are on.

    :param ties: simple graph of outside places.
    :param keys, names: of a place, as its list has them.
    """

    ties: nx.Graph[int]
    keys: Mapping[int, str]
    names: Mapping[int, str]


def listed_graph(session: Session) -> ListedGraph:
    """Read every tie that a list has, also of places of which nobody knows which city they are.

    Cost: two statements.
    """
    query = (
        select(_tie.a_id, _tie.b_id)
        .join(ReferenceSet.__table__, _set.id == _tie.set_id)
        .where(_tie.gone_run_id.is_(None), _set.enabled)
    )
    ties: nx.Graph[int] = nx.Graph()
    ties.add_edges_from((a, b) for a, b in session.execute(query))
    places = session.execute(select(_place.id, _place.key, _place.name)).all()
    return ListedGraph(
        ties,
        {id_: key for id_, key, _ in places if id_ in ties},
        {id_: name for id_, _, name in places if id_ in ties},
    )


def listed_version(session: Session) -> str:
    """Tell one state of the lists from another; empty while no list of ties is on.

    Cost: one statement.
    """
    query = (
        select(_set.code, _set.imported_at, func.count(_tie.id))
        .outerjoin(ReferenceTie.__table__, (_tie.set_id == _set.id) & _tie.gone_run_id.is_(None))
        .where(_set.enabled, _set.imported_at.is_not(None), _set.kind == ReferenceKind.TIES)
        .group_by(_set.code, _set.imported_at)
        .order_by(_set.code)
    )
    return " ".join(
        f"{code}:{read_at:%Y%m%dT%H%M%S%f}:{ties}" for code, read_at, ties in session.execute(query)
    )


def cities_called(session: Session, keys: Collection[str]) -> Mapping[str, int]:
    """Return the cities of ours that places are, by the ids of their lists; none for who waits.

    Cost: one statement.
    """
    query = (
        select(_place.key, _place.city_id)
        .join(Record.__table__, _record.id == _place.city_id)
        .where(_place.key.in_(keys), _record.binned_at.is_(None))
    )
    return {key: city_id for key, city_id in session.execute(query) if city_id is not None}
