"""The kinds of long work that need nothing but the database; ``flask work`` adds those that write papers."""

from collections.abc import Mapping

from app.jobs import reference_graph
from app.jobs.working import Work
from models.vocabulary import JobKind

KINDS: Mapping[JobKind, Work] = {
    JobKind.REFERENCE_GRAPH: Work(reference_graph.do, reference_graph.wanted),
}
