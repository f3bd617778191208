"""Networks as files: other tools read them back as they were."""

import csv
import io
import json

import networkx as nx
import pytest

from app.documents.graph_files import MEDIA_TYPES, FileEdge, FileNode, written
from models.vocabulary import Relation

NODES = [
    FileNode(1, "İzmir", "us", 38.42, 27.14),
    FileNode(2, 'Çernivtsi <ğüşıöç> & "tırnak"', "city"),
    FileNode(3, "=HYPERLINK(1)\x00\x1f القدس 🏙️", "network", -33.9, 151.2),
]
EDGES = [
    FileEdge(1, 2, Relation.SISTER_CITY, 0.9, 2017, None, (10, 11)),
    FileEdge(2, 3, "public", 0.3, public=True),
]


def read(ending):
    content = written(NODES, EDGES, ending)
    if ending == "json":
        return nx.node_link_graph(json.loads(content), edges="edges")
    reader = nx.read_graphml if ending == "graphml" else nx.read_gexf
    return reader(io.BytesIO(content), node_type=int)


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_networkx_reads_back_what_was_written(ending):
    graph = read(ending)

    assert set(graph.nodes) == {1, 2, 3}
    assert graph.nodes[1]["label"] == "İzmir"
    assert graph.nodes[2]["label"] == 'Çernivtsi <ğüşıöç> & "tırnak"'
    assert "القدس" in graph.nodes[3]["label"]
    assert "\x00" not in graph.nodes[3]["label"]
    assert graph.nodes[3]["latitude"] == -33.9
    assert {frozenset(edge) for edge in graph.edges} == {frozenset({1, 2}), frozenset({2, 3})}
    tie = graph.edges[1, 2]
    assert (tie["kind"], tie["since"], tie["records"], tie["public"]) == ("sister_city", 2017, "10 11", False)
    assert tie["weight"] == pytest.approx(0.9)
    assert graph.edges[2, 3]["public"] is True


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_what_is_not_known_is_left_out(ending):
    graph = read(ending)

    assert "latitude" not in graph.nodes[2]
    assert "until" not in graph.edges[1, 2]
    assert "since" not in graph.edges[2, 3]
    assert b"None" not in written(NODES, EDGES, ending)


def test_the_tables_have_the_headings_that_network_tools_read():
    nodes = list(csv.DictReader(io.StringIO(written(NODES, EDGES, "nodes.csv").decode())))
    edges = list(csv.DictReader(io.StringIO(written(NODES, EDGES, "edges.csv").decode())))

    assert [(row["Id"], row["Label"]) for row in nodes][:2] == [
        ("1", "İzmir"),
        ("2", 'Çernivtsi <ğüşıöç> & "tırnak"'),
    ]
    assert nodes[1]["Latitude"] == ""
    assert nodes[2]["Latitude"] == "-33.9"
    assert [(row["Source"], row["Target"], row["Type"]) for row in edges] == [
        ("1", "2", "Undirected"),
        ("2", "3", "Undirected"),
    ]
    assert (edges[0]["Since"], edges[0]["Until"], edges[0]["Records"]) == ("2017", "", "10 11")


def test_no_name_is_a_formula_in_a_spreadsheet():
    nodes = list(csv.DictReader(io.StringIO(written(NODES, EDGES, "nodes.csv").decode())))

    assert nodes[2]["Label"].startswith("'=HYPERLINK(1)")


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_an_empty_network_is_a_file_too(ending):
    assert written([], [], ending)


def test_there_is_no_other_format():
    with pytest.raises(KeyError):
        written(NODES, EDGES, "exe")
