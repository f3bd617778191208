"""Access: every endpoint says whom it lets in, and an endpoint that does not stops the application."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.errors import DomainError
from app.extensions import csrf, db
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.web.uploads import make_room

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., object])
_RULE = "elci_access"


class SignInNeeded(DomainError):
    """Nobody is signed in, or not any more."""


class UnguardedEndpoint(RuntimeError):
    """An endpoint has no access rule; the application must not start."""


def public(view: V) -> V:
    """Let everybody in."""
    setattr(view, _RULE, None)
    return view


def requires(
    permission: Permission,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let in who has the permission; others sign in first or are refused."""

    def guard(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            ensure(current_actor(), permission)
            return view(*args, **kwargs)

        setattr(guarded, _RULE, permission)
        return guarded

    return guard


def rule_of(view: Callable[..., object]) -> Permission | None:
    """Return the permission a view needs, None for a public one.

    :raises UnguardedEndpoint: it has no rule.
    """
    if not hasattr(view, _RULE):
        raise UnguardedEndpoint(f"{view.__module__}.{getattr(view, '__qualname__', view)} has no access rule")
    rule: Permission | None = getattr(view, _RULE)
    return rule


def current_actor() -> Actor:
    """Return who is asking.

    :raises SignInNeeded: nobody is signed in.
    """
    if not current_user.is_authenticated:
        raise SignInNeeded
    if "actor" not in g:
        g.actor = current_user.actor
    actor: Actor = g.actor
    return actor


def init_app(app: Flask) -> None:
    """Check every endpoint for a rule, and every request that changes something for its token.

    :raises UnguardedEndpoint: an endpoint has no rule.
    """
    public(app.view_functions["static"])
    for view in app.view_functions.values():
        rule_of(view)

    @app.before_request
    def check() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None:
            return
        # Who is asking comes first: a form sent after the session has ended has lost its token as well,
        # and what was typed is kept by signing in again.
        with_files = make_room(request)
        if rule_of(view) is not None:
            current_actor()
        if with_files:
            db.session.rollback()  # a file may take minutes to arrive, and nobody shall wait for it
        csrf.protect()
