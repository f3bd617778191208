"""The network around somebody: the page with its table, the data of the picture, and both as files."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.answers import neighbourhood
from app.answers.drawing.colours import family_of
from app.answers.drawing.network import looks_of, network
from app.answers.kinds import kind_label
from app.answers.naming import Name, short
from app.answers.neighbourhood import USUAL, View
from app.answers.picture import Figure, letter_of
from app.answers.question import given
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import names
from app.queries.saved_views import of_page
from app.services import saved_views
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from views.answers import record_url
from views.asking import Asked, understood

bp = Blueprint("network", __name__, url_prefix="/answers/network")

STILL_WIDTH = 860
"""Of the drawing, in CSS pixels."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show a neighbourhood: the table, and beside it the place of the picture."""
    asked = asked_of()
    if asked.typed and asked.clear:
        return redirect(asked.url())
    seen, t = view_of(asked), current_translator()
    chosen = next((one for one in seen.nodes if str(one.id) == asked.values.get("chosen")), None)
    page = render_template(
        "answers/network.html",
        asked=asked,
        view=seen,
        chosen=chosen,
        hidden=next((one.left_out for one in seen.lines if one.node is chosen), 0),
        evidence=evidence_of(seen, chosen.id) if chosen else (),
        kinds=[(kind, kind_label(kind, t), count) for kind, count in seen.kinds.items()],
        shown_kinds=given(asked.question, asked.values).get("kind", USUAL),
        views=of_page(db.session, current_actor(), "network"),
        summary=summary_of(seen),
        still=Markup(still_of(seen)),  # noqa: S704 - escaped where it is drawn
        record_url=record_url,
        letter_of=letter_of,
        data_url=f"{url_for('.data')}?{urlencode(asked.values)}",
    )
    return page, HTTPStatus.OK if asked.clear else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/data.json")
@requires(Permission.RECORD_VIEW)
def data() -> ResponseReturnValue:
    """Return what is drawn: nodes with their places and looks, links with theirs."""
    asked = asked_of()
    seen = view_of(asked)
    return jsonify(
        centre=seen.centre.id if seen.centre else None,
        nodes=list(_nodes(seen)),
        edges=[
            {
                "a": one.a,
                "b": one.b,
                "ink": family_of(one.kind, public=one.public).style,
                "dash": family_of(one.kind, public=one.public).dash,
                "strength": round(one.strength, 2),
                "public": one.public,
            }
            for one in seen.edges
        ],
        way=seen.way,
    )


@bp.post("/views")
@requires(Permission.RECORD_VIEW)
def save_view() -> ResponseReturnValue:
    """Keep what is shown under a name."""
    asked, t, actor = asked_of(), current_translator(), current_actor()
    name, shared = request.values.get("name", ""), request.values.get("shared") == "yes"
    try:
        with unit_of_work(db.session) as session:
            saved_views.save(session, actor, "network", name, urlencode(asked.values), shared=shared)
    except Invalid as refusal:
        problem = refusal.problems[0]
        flash(t(problem.message, **problem.values), "bad")
    else:
        flash(t(N_("The view is saved: %(name)s"), name=" ".join(name.split())), "done")
    return redirect(asked.url())


def asked_of() -> Asked:
    """Return what the address asks; several kinds may come one by one, as a form sends them.

    :raises NotFound: somebody in the middle or at the end of the way is not there.
    """
    query = MultiDict(request.args)
    query["kind"] = ",".join(request.args.getlist("kind"))
    return understood(neighbourhood.PAGE, query)


def view_of(asked: Asked) -> View:
    """Return what is shown."""
    values: dict[str, Any] = given(asked.question, asked.values)
    for only_the_page in ("chosen", "as"):
        values.pop(only_the_page, None)
    return neighbourhood.view(
        db.session, current_actor(), t=current_translator(), today=office_today(), **values
    )


def summary_of(seen: View) -> str:
    """Return the picture as one sentence."""
    t = current_translator()
    if seen.centre is None:
        return t(N_("No organisation on record is marked as our own house, so the network has no middle."))
    if not seen.lines:
        return t(N_("Nothing links %(name)s with anybody in this view."), name=seen.centre.text)
    return t.plural(
        "%(name)s in the middle, %(n)s around; %(links)s links.",
        "%(name)s in the middle, %(n)s around; %(links)s links.",
        len(seen.lines),
        name=seen.centre.text,
        links=t.number(len(seen.edges)),
    )


def figure_of(seen: View) -> Figure:
    """Return what is shown as something to draw; the way is what matters most."""
    return Figure(seen.nodes, seen.edges, frozenset(seen.way), summary_of(seen))


def still_of(seen: View) -> str:
    """Return the picture as it stands before a script moves it, and on paper; empty where there is nobody."""
    if not seen.nodes:
        return ""
    drawn = network(figure_of(seen), STILL_WIDTH, current_translator(), seen.places)
    return drawn.svg(summary_of(seen), standing_alone=False)


def evidence_of(seen: View, node: int) -> list[tuple[str, str, Name | None]]:
    """Return what links a node with the others shown: kind, the other, and the record that says so."""
    t, texts = current_translator(), {one.id: one.text for one in seen.nodes}
    found = [
        (edge, seen.evidence.get((edge.a, edge.b), ())) for edge in seen.edges if node in {edge.a, edge.b}
    ]
    titles = names.titles(db.session, current_actor(), {ids[0] for _, ids in found if ids})
    told = []
    for edge, ids in found:
        record = titles.get(ids[0]) if ids else None
        other = texts[edge.b if edge.a == node else edge.a]
        name = Name(record.id, record.kind, t.title(record)) if record else None
        told.append((kind_label(edge.kind, t, public=edge.public), other, name))
    return told


def _nodes(seen: View) -> Iterator[dict[str, Any]]:
    looks = looks_of(figure_of(seen))
    for node in seen.nodes:
        x, y = seen.places[node.id]
        yield {
            "id": node.id,
            "name": short(node.text),
            "kind": node.kind.value,
            "bloc": letter_of(node.group) if node.group is not None else "",
            "ink": looks[node.id].style,
            "shape": looks[node.id].shape,
            "hollow": looks[node.id].hollow,
            "x": round(x, 4),
            "y": round(y, 4),
            "lon": node.x,
            "lat": node.y,
        }
