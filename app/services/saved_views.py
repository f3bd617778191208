"""Views of lists and answers, saved under a name and shared; the columns and the view a list opens with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Invalid, NotFound, PermissionDenied, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.saved_views import visible
from models import ListChoice, SavedView
from models.vocabulary import RecordKind

LONGEST_NAME = 60
MOST_VIEWS = 30
"""Of one user for one list."""
RENAMED_SINCE = N_(
    "The view was named “%(theirs)s” meanwhile, and keeps that name. "
    "If it should be “%(yours)s”, rename it again."
)


def save(session: Session, actor: Actor, kind: str, name: str, query: str, *, shared: bool) -> SavedView:
    """Keep what a page shows under a name; the actor's own view of that name is replaced.

    :param kind: of what it is a view, as :class:`models.SavedView` has it.
    :param query: what the address of the page asks, as ``urlencode`` writes it.
    :raises PermissionDenied: the actor may not read, or not share.
    :raises Invalid: it has no name, too long a one, or there are too many.
    """
    ensure(actor, Permission.RECORD_VIEW)
    if shared:
        ensure(actor, Permission.VIEW_SHARE)
    name = _checked(name)
    mine = session.scalars(
        select(SavedView).where(SavedView.user_id == actor.user_id, SavedView.kind == kind)
    ).all()
    view = next((one for one in mine if one.name == name), None)
    if view is None:
        if len(mine) >= MOST_VIEWS:
            raise Invalid(
                Problem("name", N_("You have %(most)s views here; remove one first"), {"most": MOST_VIEWS})
            )
        view = SavedView(municipality_id=actor.municipality_id, user_id=actor.user_id, kind=kind, name=name)
        session.add(view)
    view.query, view.shared = query, shared
    session.flush()
    return view


def rename(session: Session, actor: Actor, view_id: int, name: str, seen: str) -> SavedView:
    """Give a view another name.

    :param seen: the name that the actor saw.
    :raises NotFound, PermissionDenied, Invalid: see :func:`_to_change` and :func:`save`; Invalid also where
        somebody gave it another name since.
    """
    view = _to_change(session, actor, view_id)
    session.refresh(view, with_for_update=True)
    name = _checked(name)
    if view.name not in (seen, name):
        told = {"theirs": view.name, "yours": name}
        raise Invalid(Problem("name", RENAMED_SINCE, told))
    view.name = name
    session.flush()
    return view


def remove(session: Session, actor: Actor, view_id: int) -> SavedView:
    """Remove a view; whoever opened the list with it sees the whole list again.

    :raises NotFound, PermissionDenied: see :func:`_to_change`.
    """
    view = _to_change(session, actor, view_id)
    session.delete(view)
    session.flush()
    return view


def open_with(session: Session, actor: Actor, kind: RecordKind, view_id: int | None) -> None:
    """Let the actor's list open with a view, or with everything again.

    :raises NotFound: there is no such view of this list, or it is not the actor's to see.
    """
    ensure(actor, Permission.RECORD_VIEW)
    if view_id is not None and _seen(session, actor, view_id).kind != kind:
        message = f"view {view_id} of {kind}"
        raise NotFound(message)
    _choice(session, actor, kind).view_id = view_id
    session.flush()


def choose_columns(session: Session, actor: Actor, kind: RecordKind, columns: str) -> None:
    """Remember the columns of the actor's list.

    :param columns: keys with commas between them, as the list understood them; empty for the usual ones.
    """
    ensure(actor, Permission.RECORD_VIEW)
    _choice(session, actor, kind).columns = columns
    session.flush()


def _choice(session: Session, actor: Actor, kind: RecordKind) -> ListChoice:
    choice = session.get(ListChoice, (actor.user_id, kind))
    if choice is None:
        choice = ListChoice(user_id=actor.user_id, kind=kind, columns="")
        session.add(choice)
    return choice


def _to_change(session: Session, actor: Actor, view_id: int) -> SavedView:
    """Return a view that the actor may change: their own, or a shared one for who leads.

    :raises NotFound: there is none, or it is not the actor's to see.
    :raises PermissionDenied: it is a colleague's.
    """
    view = _seen(session, actor, view_id)
    if view.user_id != actor.user_id and not actor.may(Permission.VIEW_KEEP):
        message = f"{actor.role} may not change view {view_id}"
        raise PermissionDenied(message)
    return view


def _seen(session: Session, actor: Actor, view_id: int) -> SavedView:
    view = session.scalars(select(SavedView).where(visible(actor), SavedView.id == view_id)).one_or_none()
    if view is None:
        message = f"view {view_id}"
        raise NotFound(message)
    return view


def _checked(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())  # PostgreSQL keeps no NUL
    if not name:
        raise Invalid(Problem("name", N_("Enter a name for the view")))
    if len(name) > LONGEST_NAME:
        raise Invalid(Problem("name", N_("Enter at most %(limit)s characters"), {"limit": LONGEST_NAME}))
    return name
