"""What everybody may do with a list: take it out as a file, choose its columns, keep it as a view."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import trail
from app.documents import exports
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.importers import offered
from app.permissions.policy import Permission
from app.queries import names
from app.queries.saved_views import Choices, View, choices
from app.records import bulk
from app.records.listing import Asked, understood
from app.records.notes import KIND_OF
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.services import favourites, saved_views
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.numbers import number_told
from views.saved import address_of, saving_url_of

bp = Blueprint("lists", __name__)
MOST_SELECTED = 1_000
_MOVES = {"up": -1, "down": 1}


@bp.post("/lists/<plural>/export.<ending>")
@requires(Permission.RECORD_VIEW)
@costly
def export(plural: str, ending: str) -> ResponseReturnValue:
    """Send a list, or what is selected of it, as a file, and leave in the trail that it left the house.

    The file is whole before the first piece is sent: what goes wrong on the way gives an error and no file.
    """
    noun, t = noun_of(plural), current_translator()
    wanted = exports.Wanted(noun, asked_of(noun), selected())
    try:
        file, written = _file_of(wanted, ending)
    except Invalid as refusal:
        flash(_said(refusal), "bad")
        return redirect(list_url(noun, wanted.asked.query))
    told = {
        "format": ending,
        "rows": written,
        "filters": urlencode(wanted.asked.chosen),
        "searched": bool(wanted.asked.q),
    }
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), f"{noun.name}.exported", told)
    name = f"{t(noun.many)} {office_today().isoformat()}.{ending}"
    return attachment(file, name, exports.MEDIA_TYPES[ending])


@bp.post("/lists/<plural>/columns")
@requires(Permission.RECORD_VIEW)
def columns(plural: str) -> ResponseReturnValue:
    """Remember which columns somebody wants in a list, and show it with them."""
    noun, actor = noun_of(plural), current_actor()
    chosen = "" if "usual" in request.form else ",".join(_moved(request.form.getlist("column")))
    asked = understood(noun, {**request.args, "columns": chosen}, office_today())
    with unit_of_work(db.session) as session:
        saved_views.choose_columns(session, actor, noun.kind, asked.columns_asked)
    return redirect(list_url(noun, asked.query))


@bp.post("/lists/<plural>/star")
@requires(Permission.RECORD_VIEW)
def star(plural: str) -> ResponseReturnValue:
    """Give the star to all that is selected."""
    noun, t, actor = noun_of(plural), current_translator(), current_actor()
    try:
        with unit_of_work(db.session) as session:
            starred = names.titles(session, actor, meant(noun)).keys()
            favourites.star_all(session, actor, starred)
    except Invalid as refusal:
        flash(_said(refusal), "bad")
        return redirect(list_url(noun, asked_of(noun).query))
    done = t.plural("%(n)s record is a favourite now.", "%(n)s records are favourites now.", len(starred))
    flash(done, "done")
    return redirect(list_url(noun, asked_of(noun).query))


@bp.post("/lists/<plural>/views")
@requires(Permission.RECORD_VIEW)
def save_view(plural: str) -> ResponseReturnValue:
    """Keep what the list shows under a name."""
    noun, t, actor = noun_of(plural), current_translator(), current_actor()
    name, shared = request.values.get("name", ""), request.values.get("shared") == "yes"
    query = shown_query(asked_of(noun))
    try:
        with unit_of_work(db.session) as session:
            saved_views.save(session, actor, noun.kind, name, urlencode(query), shared=shared)
    except Invalid as refusal:
        flash(_said(refusal), "bad")
    else:
        flash(t(N_("The view is saved: %(name)s"), name=" ".join(name.split())), "done")
    return redirect(list_url(noun, query))


@bp.post("/lists/<plural>/open-with")
@requires(Permission.RECORD_VIEW)
def open_with(plural: str) -> ResponseReturnValue:
    """Let the list open with a view from now on, or with everything."""
    noun, t = noun_of(plural), current_translator()
    wanted = request.form.get("view", "")
    view_id = number_told(wanted)
    if wanted and view_id is None:
        raise NotFound(f"view {wanted[:10]!r}")
    with unit_of_work(db.session) as session:
        saved_views.open_with(session, current_actor(), noun.kind, view_id)
    flash(
        t(
            N_("The list opens with this view from now on.")
            if view_id
            else N_("The list opens with everything.")
        ),
        "done",
    )
    return redirect(list_url(noun, asked_of(noun).query))


@bp.post("/views/<int:view_id>/rename")
@requires(Permission.RECORD_VIEW)
def rename_view(view_id: int) -> ResponseReturnValue:
    """Give a view another name."""
    try:
        with unit_of_work(db.session) as session:
            name, seen = request.form.get("name", ""), request.form.get("seen", "")
            view = saved_views.rename(session, current_actor(), view_id, name, seen)
            address = address_of(view)
    except Invalid as refusal:
        flash(_said(refusal), "bad")
        return redirect(request.referrer or url_for("home.today"))
    flash(current_translator()(N_("The view has a new name.")), "done")
    return redirect(address)


@bp.post("/views/<int:view_id>/remove")
@requires(Permission.RECORD_VIEW)
def remove_view(view_id: int) -> ResponseReturnValue:
    """Remove a view; the message offers to undo it, which saves it again."""
    t = current_translator()
    with unit_of_work(db.session) as session:
        view = saved_views.remove(session, current_actor(), view_id)
        name, address = view.name, address_of(view)
        again = urlencode({"name": name} | ({"shared": "yes"} if view.shared else {}))
        undo = f"{saving_url_of(view)}?{again}&{view.query}"
    flash({"text": t(N_("The view is removed: %(name)s"), name=name), "undo": undo}, "done")  # type: ignore[arg-type]
    return redirect(address)


@dataclass(frozen=True)
class ShownView:
    """A view above the list."""

    view: View
    url: str
    active: bool
    may_change: bool
    opens: bool


@dataclass(frozen=True)
class Tools:
    """What stands around a list so that somebody can live in it.

    :param columns: key, words, and whether it is shown: the shown ones first, in their order.
    :param addresses: where the forms go, by the name of the endpoint, with what the list shows.
    :param import_url: where records of the noun come in from a file.
    :param notes_url: where notes on the rows selected are asked for, if there are notes on such records.
    """

    views: tuple[ShownView, ...]
    all_url: str
    shows_all: bool
    columns: tuple[tuple[str, str, bool], ...]
    name_heading: str
    formats: tuple[str, ...]
    plural: str
    query: Mapping[str, str]
    import_url: str | None
    notes_url: str | None

    def address(self, endpoint: str, **values: str) -> str:
        """Return where a form of the list goes, with what the list shows."""
        return self.with_query(url_for(f"lists.{endpoint}", plural=self.plural, **values))  # type: ignore[arg-type]

    def with_query(self, url: str) -> str:
        """Return an address that says what the list shows."""
        return f"{url}?{urlencode(self.query)}" if self.query else url

    @property
    def active(self) -> ShownView | None:
        """The view that is open."""
        return next((one for one in self.views if one.active), None)


def tools(noun: Noun[Any], asked: Asked, mine: Choices) -> Tools:
    """Gather the views, the columns and the addresses of a list."""
    t, actor = current_translator(), current_actor()
    index, here = url_for(f"{noun.plural}.index"), shown_query(asked)
    shown = [column.key for column in asked.columns]
    others = [column for column in noun.columns if column.key not in shown]
    listed = [(column, True) for column in asked.columns[1:]] + [(column, False) for column in others]
    return Tools(
        views=tuple(
            ShownView(
                view,
                f"{index}?{view.query}",
                dict(parse_qsl(view.query)) == here,
                view.mine or actor.may(Permission.VIEW_KEEP),
                view == mine.opens_with,
            )
            for view in mine.views
        ),
        all_url=list_url(noun, {}),
        shows_all=not asked.is_narrowed,
        columns=tuple((column.key, t(column.heading), is_shown) for column, is_shown in listed),
        name_heading=t(asked.columns[0].heading),
        formats=tuple(exports.formats(noun)),
        plural=noun.plural,
        query=asked.query,
        import_url=_import_url(noun),
        notes_url=url_for("note_packages.choose", place=noun.plural) if noun.kind in KIND_OF else None,
    )


def _import_url(noun: Noun[Any]) -> str | None:
    """Return where records of this noun come in from a file; None for whoever may not, or what cannot."""
    may = noun.kind.value in set(offered.KINDS) and current_actor().may(Permission.RECORD_WRITE)
    return url_for("imports.index", kind=noun.kind.value) if may else None


def _file_of(wanted: exports.Wanted, ending: str) -> tuple[IO[bytes], int]:
    """Write the file where memory does not grow with it; return it open, and how many records are in it."""
    with ExitStack() as opened:
        file = opened.enter_context(TemporaryFile())
        with only_reading(db.session) as session:
            t, today = current_translator(), office_today()
            written = exports.write(session, current_actor(), wanted, ending, file, t, today=today)
        opened.pop_all()  # whoever sends it closes it
    return file, written


def noun_of(plural: str) -> Noun[Any]:
    """Return the noun of a list.

    :raises NotFound: there is none.
    """
    for noun in NOUNS.values():
        if noun.plural == plural:
            return noun
    message = f"list {plural[:40]}"
    raise NotFound(message)


def asked_of(noun: Noun[Any]) -> Asked:
    """Return what the address asks of the list, in the columns that the reader sees."""
    mine = choices(db.session, current_actor(), noun.kind)
    return understood(noun, request.args, office_today(), mine.columns)


def shown_query(asked: Asked) -> dict[str, str]:
    """Return the query that shows the list as the reader sees it, columns and all, to anybody."""
    return asked.query | {"columns": ",".join(column.key for column in asked.columns)}


def selected() -> list[int]:
    """Return the ids of the rows that are selected; none where all of the list is meant."""
    if "all" in request.form:
        return []
    return [
        int(id_) for id_ in request.form.getlist("id")[:MOST_SELECTED] if id_.isdecimal() and len(id_) < 10
    ]


def meant(noun: Noun[Any]) -> list[int]:
    """Return the ids of the rows that are selected, or of all that the list has, if that was said.

    :raises Invalid: there are more than can be changed at once.
    """
    if "all" not in request.form:
        return selected()
    return bulk.matching(db.session, current_actor(), noun, asked_of(noun))


def list_url(noun: Noun[Any], query: Mapping[str, str]) -> str:
    """Return the address of a list. All of it is asked for, because the bare address may open a view."""
    return f"{url_for(f'{noun.plural}.index')}?{urlencode(query or {'all': 'yes'})}"


def _moved(keys: Sequence[str]) -> list[str]:
    """Return the columns in their order, one of them moved if a button of it was pressed."""
    told, ordered = request.form.get("move", ""), list(keys)
    key, _, way = told.partition(" ")
    if key in ordered and way in _MOVES:
        at = ordered.index(key)
        ordered.insert(max(0, at + _MOVES[way]), ordered.pop(at))
    return ordered


def _said(refusal: Invalid) -> str:
    t, problem = current_translator(), refusal.problems[0]
    return t(problem.message, **problem.values)
