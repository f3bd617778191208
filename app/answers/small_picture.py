"""The picture of an answer about our surroundings: whom it speaks of, and what links them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from app.answers.picture import MOST_NODES, Edge, Node, NodeKind, Picture
from app.answers.surroundings import PUBLIC, Naming, Surroundings
from models.vocabulary import RecordKind


def draw(
    seen: Surroundings,
    named: Naming,
    nodes: Iterable[int],
    *,
    caption: str,
    links: nx.Graph[int] | None = None,
    highlighted: Iterable[int] = (),
    groups: Mapping[int, int] | None = None,
) -> Picture | None:
    """Draw some nodes and all that links them; None where nothing does.

    :param links: another graph than that of our surroundings, with edges as it has them.
    :param nodes: the most important first: those beyond what a picture may hold are left out.
    """
    chosen = [id_ for id_ in dict.fromkeys(nodes) if id_ == seen.us or named.knows(id_)][:MOST_NODES]
    inside, graph = frozenset(chosen), links or seen.graph
    edges = tuple(
        Edge(a, b, _kind(facts["kinds"][0]), facts["strength"], public=PUBLIC.issuperset(facts["kinds"]))
        for a, b, facts in sorted(graph.subgraph(inside).edges(data=True), key=lambda edge: edge[:2])
    )
    if not edges:
        return None
    return Picture(
        tuple(_node(seen, named, id_, (groups or {}).get(id_)) for id_ in chosen),
        edges,
        frozenset(highlighted) & inside,
        caption,
    )


def _node(seen: Surroundings, named: Naming, id_: int, group: int | None) -> Node:
    if id_ == seen.us:
        kind = NodeKind.US
    elif id_ < 0:
        kind = NodeKind.PUBLIC_NETWORK
    elif id_ in seen.networks:
        kind = NodeKind.NETWORK
    else:
        kind = NodeKind.CITY if named.kind(id_) is RecordKind.CITY else NodeKind.BODY
    at = seen.positions.get(seen.home or 0 if id_ == seen.us else id_)
    return Node(id_, named(id_), kind, group=group, x=at[1] if at else None, y=at[0] if at else None)


def _kind(kind: str) -> str:
    """The kind of an edge as pictures know it."""
    family, _, relation = kind.partition(":")
    if family == "tie":
        return relation
    if family == "meeting":
        return family
    if family == "consortium":
        return "project"
    return "public" if family == "listed" else "network"
