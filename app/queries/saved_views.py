"""The views on offer above a list, and what somebody chose for it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain.turkish import sort_key
from app.permissions.actor import Actor
from models import ListChoice, SavedView
from models.vocabulary import RecordKind

_view, _choice = SavedView.__table__.c, ListChoice.__table__.c


@dataclass(frozen=True)
class View:
    """A saved view as its reader sees it.

    :param query: what the address of the list asks, as ``urlencode`` writes it.
    """

    id: int
    name: str
    query: str
    shared: bool
    mine: bool


@dataclass(frozen=True)
class Choices:
    """The views of a list in the order of their names, and what the reader chose for it.

    :param columns: keys of columns, empty for the usual ones.
    :param opens_with: the view with which the list opens, None for the whole list.
    """

    views: tuple[View, ...] = ()
    columns: str = ""
    opens_with: View | None = None


def choices(session: Session, actor: Actor, kind: RecordKind) -> Choices:
    """Return what somebody has for the list of a kind: their own views and the shared ones.

    Cost: two statements that read a few rows by an index.
    """
    rows = session.execute(
        select(_view.id, _view.name, _view.query, _view.shared, _view.user_id)
        .where(visible(actor), _view.kind == kind)
        .order_by(_view.id)
    )
    views = {
        id_: View(id_, name, query, shared, user_id == actor.user_id)
        for id_, name, query, shared, user_id in rows
    }
    chosen = session.execute(
        select(_choice.columns, _choice.view_id).where(_choice.user_id == actor.user_id, _choice.kind == kind)
    ).one_or_none()
    columns, view_id = chosen or ("", None)
    ordered = sorted(views.values(), key=lambda view: sort_key(view.name))
    return Choices(tuple(ordered), columns, views.get(view_id))


def visible(actor: Actor) -> ColumnElement[bool]:
    """Views of the actor's municipality that are their own or shared."""
    return and_(
        _view.municipality_id == actor.municipality_id,
        or_(_view.user_id == actor.user_id, _view.shared),
    )
