"""The figures of a graph once more, in plain Python, by their definitions: nothing here is fast or shared."""

from collections import deque
from itertools import combinations
from math import sqrt
from typing import Any


def neighbours(edges, nodes=()) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {node: set() for node in nodes}
    for a, b in edges:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def steps_from(start, of, without=None):
    """Steps to whoever can be reached; ``without`` is a node or an edge that is not there."""
    found = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in of[here]:
            if there not in found and without not in (there, frozenset((here, there))):
                found[there] = found[here] + 1
                queue.append(there)
    return found


def parts(of, without=None):
    left = {node for node in of if node != without}
    found = []
    while left:
        part = set(steps_from(min(left), of, without))
        found.append(part)
        left -= part
    return found


def transitivity(of):
    closed = open_ = 0
    for around in of.values():
        for a, b in combinations(sorted(around), 2):
            open_ += 1
            closed += b in of[a]
    return closed / open_ if open_ else 0


def average_clustering(of):
    total = 0.0
    for around in of.values():
        pairs = list(combinations(sorted(around), 2))
        total += sum(b in of[a] for a, b in pairs) / len(pairs) if pairs else 0
    return total / len(of)


def assortativity(of):
    """Pearson's correlation over both directions of every edge."""
    pairs = [(len(of[a]), len(of[b])) for a in of for b in of[a]]
    mean = sum(a for a, _ in pairs) / len(pairs)
    spread = sqrt(sum((a - mean) ** 2 for a, _ in pairs) * sum((b - mean) ** 2 for _, b in pairs))
    return sum((a - mean) * (b - mean) for a, b in pairs) / spread


def diameter_and_path_length(of):
    lengths = [steps for a in of for b, steps in steps_from(a, of).items() if a != b]
    return max(lengths), sum(lengths) / len(lengths)


def bridges(of):
    """Edges without which their two ends do not reach each other."""
    edges = {frozenset((a, b)) for a in of for b in of[a]}
    return sum(max(edge) not in steps_from(min(edge), of, without=edge) for edge in edges)


def articulation_points(of):
    before = len(parts(of))
    return sum(len(parts(of, without=node)) > before for node in of if of[node])


def betweenness(of):
    """For each pair the share of its shortest ways through a node, of all pairs of others."""
    steps = {node: steps_from(node, of) for node in of}
    ways = {}
    for a in of:
        ways[a] = {a: 1}
        for b in sorted(steps[a], key=steps[a].get):
            if b != a:
                ways[a][b] = sum(ways[a][c] for c in of[b] if steps[a][c] == steps[a][b] - 1)
    found = dict.fromkeys(of, 0.0)
    for a, b in combinations(of, 2):
        for node in of:
            if node in {a, b} or b not in steps[a] or node not in steps[a]:
                continue
            if steps[a][node] + steps[node][b] == steps[a][b]:
                found[node] += ways[a][node] * ways[node][b] / ways[a][b]
    others = (len(of) - 1) * (len(of) - 2) / 2
    return {node: value / others if others else 0.0 for node, value in found.items()}


def pagerank(of, alpha=0.85):
    """The power method; who has no neighbour gives to everybody."""
    rank = dict.fromkeys(of, 1 / len(of))
    while True:
        lost = sum(rank[node] for node in of if not of[node])
        new = {
            node: (1 - alpha + alpha * lost) / len(of)
            + alpha * sum(rank[other] / len(of[other]) for other in of[node])
            for node in of
        }
        if sum(abs(new[node] - rank[node]) for node in of) < 1e-13:
            return new
        rank = new
