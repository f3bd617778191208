"""Who is signed in: the user behind the session cookie, and ending all sessions at once."""

import hmac

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, UserMixin, login_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.config import Mode
from app.extensions import db, login_manager
from app.permissions.actor import Actor
from app.web.clock import settings
from models import User


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A user's account in the shape Flask-Login wants."""

    def __init__(self, account: User) -> None:
        """Keep the account; its stamp is part of the session, so a new stamp ends every session."""
        self.account = account

    def get_id(self) -> str:
        """Return what the session cookie carries."""
        return f"{self.account.id}:{self.account.session_stamp}"

    @property
    def actor(self) -> Actor:
        """Return the user as the application knows them."""
        account = self.account
        return Actor(account.id, account.municipality_id, account.name, account.role)


def begin(account: User) -> None:
    """Sign in with a new session; only the language is carried over."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    login_user(SignedIn(account))


def ask_no_more() -> None:
    """Treat the rest of this request as a stranger's: a page about a failing database cannot ask it.

    The session itself stays as it is.
    """
    g._login_user = AnonymousUserMixin()  # noqa: SLF001 - where Flask-Login keeps the user of a request


def admits(account: User) -> bool:
    """Say whether the account may be used here: the passwords of the demo are published."""
    return settings().mode is Mode.DEMO or not account.is_demo


def init_app(app: Flask) -> None:
    """Tell Flask-Login how to find the user of a session."""
    login_manager.user_loader(_load)


def _load(cookie: str) -> SignedIn | None:
    user_id, _, stamp = cookie.partition(":")
    if not user_id.isdecimal():
        return None
    account = db.session.scalar(
        select(User).where(User.id == int(user_id), User.is_active).options(joinedload(User.municipality))
    )
    if account is None or not admits(account):
        return None
    return SignedIn(account) if hmac.compare_digest(account.session_stamp, stamp) else None
