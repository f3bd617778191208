"""A network as a file that other tools open: GraphML, GEXF, JSON, and two tables of nodes and edges.

What is not known is left out and never written as a word; several records are one text with spaces between
their numbers; years are numbers. Names are as the reader has them.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from app.documents.formulas import harmless
from app.typesetting.letters import cleaned

MEDIA_TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
    "nodes.csv": "text/csv; charset=utf-8",
    "edges.csv": "text/csv; charset=utf-8",
}
"""The formats, by the ending of the file."""


@dataclass(frozen=True, slots=True)
class FileNode:
    """A node of a file.

    :param latitude, longitude: degrees; None where the position is not known.
    """

    id: int
    name: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class FileEdge:
    """An edge of a file, without direction.

    :param strength: 0 to 1.
    :param since, until: years.
    :param records: ids of the records behind it.
    :param public: a public list says so.
    """

    a: int
    b: int
    kind: str
    strength: float
    since: int | None = None
    until: int | None = None
    records: Sequence[int] = ()
    public: bool = False


def written(nodes: Iterable[FileNode], edges: Iterable[FileEdge], ending: str) -> bytes:
    """Return a network in one of :data:`MEDIA_TYPES`.

    The tables have the headings that Gephi and Cytoscape read, commas and no mark at the beginning; a name
    that a spreadsheet would take for a formula has an apostrophe before it.

    :raises KeyError: there is no such format.
    """
    write = {
        "graphml": _graphml,
        "gexf": _gexf,
        "json": _json,
        "nodes.csv": _nodes_csv,
        "edges.csv": _edges_csv,
    }[ending]
    return write(_graph(nodes, edges))


def _graph(nodes: Iterable[FileNode], edges: Iterable[FileEdge]) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    for node in nodes:
        graph.add_node(node.id, **_known(_node_facts(node)))
    for edge in edges:
        graph.add_edge(edge.a, edge.b, **_known(_edge_facts(edge)))
    return graph


def _node_facts(node: FileNode) -> dict[str, Any]:
    return {
        "label": cleaned(node.name),
        "kind": str(node.kind),
        "latitude": node.latitude,
        "longitude": node.longitude,
    }


def _edge_facts(edge: FileEdge) -> dict[str, Any]:
    return {
        "kind": str(edge.kind),
        "weight": round(edge.strength, 4),
        "since": edge.since,
        "until": edge.until,
        "public": edge.public,
        "records": " ".join(str(id_) for id_ in edge.records) or None,
    }


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


def _graphml(graph: "nx.Graph[int]") -> bytes:
    file = io.BytesIO()
    nx.write_graphml_xml(graph, file)
    return file.getvalue()


def _gexf(graph: "nx.Graph[int]") -> bytes:
    file = io.BytesIO()
    nx.write_gexf(graph, file)
    return file.getvalue()


def _json(graph: "nx.Graph[int]") -> bytes:
    told = nx.node_link_data(graph, edges="edges")
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _nodes_csv(graph: "nx.Graph[int]") -> bytes:
    rows = (
        [id_, *(facts.get(name, "") for name in ("label", "kind", "latitude", "longitude"))]
        for id_, facts in graph.nodes(data=True)
    )
    return _csv(["Id", "Label", "Kind", "Latitude", "Longitude"], rows)


def _edges_csv(graph: "nx.Graph[int]") -> bytes:
    names = ("weight", "kind", "since", "until", "public", "records")
    rows = (
        [a, b, "Undirected", *(facts.get(name, "") for name in names)]
        for a, b, facts in graph.edges(data=True)
    )
    return _csv(["Source", "Target", "Type", "Weight", "Kind", "Since", "Until", "Public", "Records"], rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(one) if isinstance(one, str) else one for one in row] for row in rows)
    return text.getvalue().encode()
