"""The network of the public lists in figures: what long work found, when, and whether it is at work again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.i18n import N_
from app.jobs import reference_graph, request, stop
from app.permissions.policy import Permission
from app.queries.findings import found, latest_job
from app.queries.listed_graph import cities_called, listed_version
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from models.vocabulary import JobKind

bp = Blueprint("listed_network", __name__, url_prefix="/reference/network")

FIGURES = (
    ("nodes", N_("Places in the lists"), ""),
    ("edges", N_("Ties"), ""),
    ("components", N_("Parts without a tie between them"), N_("components")),
    ("giant", N_("Places in the largest part"), N_("giant component")),
    ("average_degree", N_("Partners of a place, on average"), N_("average degree")),
    ("transitivity", N_("Share of pairs with a partner in common who are partners"), N_("transitivity")),
    ("average_clustering", N_("The same share, averaged over places"), N_("average clustering")),
    ("assortativity", N_("How much places with many partners keep to such"), N_("degree assortativity")),
    ("diameter", N_("Steps between the two places furthest apart"), N_("diameter")),
    ("average_path_length", N_("Steps between two places, on average"), N_("average path length")),
    ("bridges", N_("Ties that alone hold two parts together"), N_("bridges")),
    ("articulation_points", N_("Places that alone hold two parts together"), N_("articulation points")),
)
"""Key of a figure, what it says, and what an expert calls it."""

TOPS = (
    ("top_degree", N_("Most partners"), N_("degree")),
    ("top_betweenness", N_("Most often on the shortest way between others"), N_("betweenness")),
    ("top_pagerank", N_("Partners who have many themselves"), N_("PageRank")),
)


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show the figures that were found last, and the work on new ones."""
    session = db.session
    version = listed_version(session)
    last = found(session, reference_graph.KEY, version)
    keys = {one["id"] for key, *_ in TOPS for one in last.value[key]} if last else set()
    return render_template(
        "reference/network.html",
        last=last,
        listed=bool(version),
        job=latest_job(session, JobKind.REFERENCE_GRAPH),
        figures=FIGURES,
        tops=TOPS,
        cities=cities_called(session, keys),
    )


@bp.post("")
@requires(Permission.REFERENCE_WRITE)
def compute() -> ResponseReturnValue:
    """Ask for new figures."""
    with unit_of_work(db.session) as session:
        request(session, current_actor(), JobKind.REFERENCE_GRAPH)
    flash(current_translator()(N_("Asked for; it takes about half a minute.")), "done")
    return redirect(url_for("listed_network.show"))


@bp.post("/stop/<int:job_id>")
@requires(Permission.REFERENCE_WRITE)
def halt(job_id: int) -> ResponseReturnValue:
    """Stop the work on new figures."""
    with unit_of_work(db.session) as session:
        stop(session, current_actor(), job_id)
    flash(current_translator()(N_("Stopped.")), "done")
    return redirect(url_for("listed_network.show"))
