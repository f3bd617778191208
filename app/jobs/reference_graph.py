"""The figures of the world's twin towns: work of half a minute, kept until the lists change."""

from typing import Any

from sqlalchemy.orm import Session

from app.analysis import metrics
from app.i18n import N_
from app.jobs.working import Progress, Sessions
from app.queries.findings import found
from app.queries.listed_graph import ListedGraph, listed_graph, listed_version
from app.unit_of_work import only_reading, unit_of_work
from models import Finding, utc_now

KEY = "reference_graph"
_STEPS = {
    "transitivity": N_("Counting triangles"),
    "average_clustering": N_("Counting triangles"),
    "assortativity": N_("Comparing partners"),
    "distances": N_("Measuring distances"),
    "bridges": N_("Looking for bridges"),
    "articulation_points": N_("Looking for bridges"),
    "top_degree": N_("Comparing partners"),
    "top_pagerank": N_("Comparing partners"),
    "top_betweenness": N_("Counting the shortest ways"),
}


def wanted(session: Session) -> bool:
    """Say whether there is a list whose figures nobody has computed."""
    version = listed_version(session)
    there = found(session, KEY, version)
    return bool(version) and (there is None or there.stale)


def do(sessions: Sessions, about: str, progress: Progress) -> None:
    """Compute the figures and keep them."""
    with sessions() as session:
        with only_reading(session):
            version, listed = listed_version(session), listed_graph(session)
        measured = metrics.measure(
            listed.ties, progress=lambda name, done, total: progress(_STEPS[name], done, total)
        )
        with unit_of_work(session):
            keep(session, version, listed, measured)


def keep(session: Session, version: str, listed: ListedGraph, measured: metrics.Metrics) -> None:
    """Store the figures in place of what was found before. The caller commits."""
    session.merge(
        Finding(
            key=KEY,
            municipality_id=None,
            data_version=version,
            made_at=utc_now(),
            seconds=sum(measured.seconds.values()),
            value=told(listed, measured),
        )
    )


def told(listed: ListedGraph, measured: metrics.Metrics) -> dict[str, Any]:
    """Write the figures as the command prints them: places by the ids and names of their list."""
    return metrics.told(measured, lambda place: (listed.keys[place], listed.names[place]))
