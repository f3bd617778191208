"""Who is signed in: the user behind the session cookie, and ending all sessions at once."""

import hmac

from flask import Flask, session
from flask_login import UserMixin, login_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.config import Mode
from app.extensions import db, login_manager
from app.permissions.actor import Actor
from app.queries.tasks import NOTHING_DUE, Called, called
from app.web.clock import office_today, settings
from models import Municipality, User


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A user's account in the shape Flask-Login wants."""

    def __init__(
        self, account: User, called: Called = NOTHING_DUE, municipality: Municipality | None = None
    ) -> None:
        """Keep the account; its stamp is part of the session, so a new stamp ends every session.

        :param called: the tasks that wait for the user.
        :param municipality: the account's own, if it is at hand already.
        """
        self.account, self.called, self._municipality = account, called, municipality

    @property
    def municipality(self) -> Municipality:
        """The municipality of the account, also after a refusal has made the session forget what it read."""
        return self._municipality or self.account.municipality

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
    # What waits for the user stands in the sidebar of every page: one statement reads it with the account.
    row = db.session.execute(
        select(User, *called(User.id, office_today()))
        .where(User.id == int(user_id), User.is_active)
        .options(joinedload(User.municipality))
    ).one_or_none()
    if row is None or not admits(row[0]):
        return None
    account, due, overdue = row
    known = hmac.compare_digest(account.session_stamp, stamp)
    return SignedIn(account, Called(due, overdue), account.municipality) if known else None
