"""The network as files: the picture of what is shown, and graphs for other tools."""

from collections.abc import Iterable
from io import BytesIO

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app import trail
from app.analysis.neighbourhood import PUBLIC_STRENGTH
from app.answers import neighbourhood
from app.answers.drawing import titled
from app.answers.drawing.network import network
from app.answers.neighbourhood import View
from app.answers.picture import Edge, Node
from app.documents.graph_files import MEDIA_TYPES, FileEdge, FileNode, written
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import names
from app.queries.public_graph import public_graph
from app.typesetting.svg import svg_to_png
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from views.answers_out import MEDIA_TYPES as PICTURES
from views.answers_out import PICTURE_WIDTH
from views.network import asked_of, figure_of, summary_of, view_of

bp = Blueprint("network_out", __name__, url_prefix="/answers/network")

PARTS = ("record", "public")
"""What goes out besides what is shown: the whole record, all public lists that are on."""

WIDTH = 960
"""Of the drawing, in CSS pixels: more nodes than the picture of an answer has."""


@bp.post("/export.<any('svg','png','graphml','gexf','json','nodes.csv','edges.csv'):ending>")
@requires(Permission.RECORD_VIEW)
@costly
def export(ending: str) -> ResponseReturnValue:
    """Send the network as a file, and leave in the trail that it left the house.

    The form says how much: what is shown, the whole record, or all public lists that are on.
    """
    t, what = current_translator(), request.form.get("what", "")
    what = what if what in PARTS else "shown"
    with only_reading(db.session):
        file = BytesIO(_picture(ending) if ending in PICTURES else written(*_graph(what), ending))
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), "network.exported", {"format": ending, "what": what})
    name = f"{t(N_('Network view'))} {office_today().isoformat()}.{ending}"
    return attachment(file, name, (PICTURES | MEDIA_TYPES)[ending])


def _picture(ending: str) -> bytes:
    t, seen = current_translator(), view_of(asked_of())
    about = t(N_("Elçi · data of %(day)s"), day=t.date(office_today()))
    drawn = network(figure_of(seen), WIDTH, t, seen.places)
    svg = titled(drawn, t(N_("Network view")), summary_of(seen), about).encode()
    return svg if ending == "svg" else svg_to_png(svg, PICTURE_WIDTH)


def _graph(what: str) -> tuple[Iterable[FileNode], Iterable[FileEdge]]:
    if what == "public":
        return _public()
    if what == "record":
        seen = neighbourhood.everything(
            db.session, current_actor(), t=current_translator(), today=office_today()
        )
    else:
        seen = view_of(asked_of())
    return [_node(one) for one in seen.nodes], [_edge(one, seen) for one in seen.edges]


def _public() -> tuple[list[FileNode], list[FileEdge]]:
    t, public = current_translator(), public_graph(db.session)
    titles = names.titles(db.session, current_actor(), set(public.ties))
    nodes = [
        FileNode(id_, t.title(city), "city", *public.positions.get(id_, (None, None)))
        for id_, city in titles.items()
    ]
    edges = [
        FileEdge(a, b, "public", PUBLIC_STRENGTH, public=True)
        for a, b in public.ties.edges
        if a in titles and b in titles
    ]
    return nodes, edges


def _node(one: Node) -> FileNode:
    return FileNode(one.id, one.text, one.kind.value, one.y, one.x)


def _edge(one: Edge, seen: View) -> FileEdge:
    records = seen.evidence.get((one.a, one.b), ())
    return FileEdge(one.a, one.b, one.kind, one.strength, one.since, one.until, records, one.public)
