"""Who is signed in: the user behind the session cookie, and ending all sessions at once."""

import hmac
from typing import NamedTuple

from flask import Flask, session
from flask_login import UserMixin, current_user, login_user
from sqlalchemy import bindparam, select

from app.config import Mode
from app.extensions import db, login_manager
from app.permissions.actor import Actor
from app.web.clock import settings
from models import Municipality, User
from models.vocabulary import Colours, Density, Role


class House(NamedTuple):
    """The name of the municipality in both languages."""

    title_tr: str
    title_en: str


class Account(NamedTuple):
    """What every page asks of the account behind it, by the names of :class:`models.User`."""

    id: int
    municipality_id: int
    email: str
    name: str
    role: Role
    session_stamp: str
    theme: Colours | None
    density: Density | None
    shortcuts_on: bool
    is_demo: bool
    municipality: House


_user, _municipality = User.__table__.c, Municipality.__table__.c
_OWN = Account._fields[:-1]
_ACCOUNT = (  # built once: one statement for each request
    select(*(_user[name] for name in _OWN), _municipality.title_tr, _municipality.title_en)
    .join(Municipality.__table__, _municipality.id == _user.municipality_id)
    .where(_user.id == bindparam("user_id"), _user.is_active)
)


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A user's account in the shape Flask-Login wants."""

    def __init__(self, account: User | Account) -> None:
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


def own_account() -> User:
    """Load the account of who is signed in, to change it."""
    return db.session.get_one(User, current_user.account.id)


def admits(account: User | Account) -> bool:
    """Say whether the account may be used here: the passwords of the demo are published."""
    return settings().mode is Mode.DEMO or not account.is_demo


def init_app(app: Flask) -> None:
    """Tell Flask-Login how to find the user of a session."""
    login_manager.user_loader(_load)


def _load(cookie: str) -> SignedIn | None:
    user_id, _, stamp = cookie.partition(":")
    if not user_id.isdecimal():
        return None
    row = db.session.execute(_ACCOUNT, {"user_id": int(user_id)}).one_or_none()
    account = Account._make((*row[:-2], House._make(row[-2:]))) if row is not None else None
    if account is None or not admits(account):
        return None
    return SignedIn(account) if hmac.compare_digest(account.session_stamp, stamp) else None
