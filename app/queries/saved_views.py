"""The views on offer above a list or an answer, and what somebody chose for a list."""

from collections.abc import Iterable
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

    :param kind: of what it is a view.
    :param query: what the address asks, as ``urlencode`` writes it.
    """

    id: int
    kind: str
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
    views = {view.id: view for view in _views(session, actor, _view.kind == kind)}
    chosen = session.execute(
        select(_choice.columns, _choice.view_id).where(_choice.user_id == actor.user_id, _choice.kind == kind)
    ).one_or_none()
    columns, view_id = chosen or ("", None)
    return Choices(_sorted(views.values()), columns, views.get(view_id or 0))


def of_answers(session: Session, actor: Actor) -> tuple[View, ...]:
    """Return the views of all questions that somebody sees, in the order of their names."""
    return _sorted(_views(session, actor, _view.kind.startswith("answer:", autoescape=True)))


def of_page(session: Session, actor: Actor, kind: str) -> tuple[View, ...]:
    """Return the views of a page that is no list, in the order of their names.

    :param kind: of what they are views, as :class:`models.SavedView` has it.
    """
    return _sorted(_views(session, actor, _view.kind == kind))


def _sorted(views: Iterable[View]) -> tuple[View, ...]:
    return tuple(sorted(views, key=lambda view: sort_key(view.name)))


def _views(session: Session, actor: Actor, of: ColumnElement[bool]) -> list[View]:
    rows = session.execute(
        select(_view.id, _view.kind, _view.name, _view.query, _view.shared, _view.user_id)
        .where(visible(actor), of)
        .order_by(_view.id)
    )
    return [
        View(id_, kind, name, query, shared, user_id == actor.user_id)
        for id_, kind, name, query, shared, user_id in rows
    ]


def visible(actor: Actor) -> ColumnElement[bool]:
    """Views of the actor's municipality that are their own or shared."""
    return and_(
        _view.municipality_id == actor.municipality_id,
        or_(_view.user_id == actor.user_id, _view.shared),
    )
