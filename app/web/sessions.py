"""Who is signed in: the user behind the session cookie, and ending all sessions at once."""

import hmac
from datetime import datetime
from typing import NamedTuple

from flask import Flask, Response, g, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import AnonymousUserMixin, UserMixin, current_user, login_user
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import Date, bindparam, select

from app.config import Mode
from app.extensions import db, login_manager
from app.permissions.actor import Actor
from app.queries import preparation, tasks
from app.queries.tasks import NOTHING_DUE, Called
from app.web.clock import office_today, settings
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
_TODAY = bindparam("today", type_=Date)
_WAITING = (
    due + step_due
    for due, step_due in zip(
        tasks.called(_user.id, _TODAY), preparation.called(_user.id, _TODAY), strict=True
    )
)
_ACCOUNT = (  # built once: one statement for each request
    select(
        *(_user[name] for name in _OWN),
        _municipality.title_tr,
        _municipality.title_en,
        # What waits for the user stands in the sidebar of every page.
        *_WAITING,
    )
    .join(Municipality.__table__, _municipality.id == _user.municipality_id)
    .where(_user.id == bindparam("user_id"), _user.is_active)
)


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A user's account in the shape Flask-Login wants."""

    def __init__(self, account: User | Account, called: Called = NOTHING_DUE) -> None:
        """Keep the account; its stamp is part of the session, so a new stamp ends every session.

        :param called: the tasks and the steps of preparation that wait for the user.
        """
        self.account, self.called = account, called

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


def own_account() -> User:
    """Load the account of who is signed in, to change it."""
    return db.session.get_one(User, current_user.account.id)


def admits(account: User | Account) -> bool:
    """Say whether the account may be used here: the passwords of the demo are published."""
    return settings().mode is Mode.DEMO or not account.is_demo


class PatientSigner(TimestampSigner):
    """Takes what was signed in the future for new: a clock moved back must sign nobody out."""

    def unsign(  # type: ignore[override]  # the stubs overload by a flag that the caller always gives
        self,
        signed_value: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,  # noqa: FBT001, FBT002 - as the class above has it
    ) -> bytes | tuple[bytes, datetime]:
        """Return the value, and the moment of signing where asked for.

        :raises BadSignature: it is forged, or older than ``max_age`` seconds.
        """
        value, moment = super().unsign(signed_value, return_timestamp=True)
        age = self.get_timestamp() - moment.timestamp()
        if max_age is not None and age > max_age:
            raise SignatureExpired(f"{age} s are more than {max_age}", payload=value, date_signed=moment)
        return (value, moment) if return_timestamp else value


class PatientSessions(SecureCookieSessionInterface):
    """Flask's signed cookies, with a signer of our own."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs and reads the cookie."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = PatientSigner
        return serializer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie, but not with what caches keep: that is the same whoever asks.

        With a cookie, a cache of many people would keep the session of one, and a browser would ask for every
        file again because its own cookie has been renewed since.
        """
        kept = response.cache_control
        if not (kept.public or kept.immutable):
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Tell Flask-Login how to find the user of a session, and let sessions outlive a clock moved back."""
    app.session_interface = PatientSessions()
    login_manager.user_loader(_load)


def _load(cookie: str) -> SignedIn | None:
    user_id, _, stamp = cookie.partition(":")
    if not user_id.isdecimal():
        return None
    row = db.session.execute(_ACCOUNT, {"user_id": int(user_id), "today": office_today()}).one_or_none()
    if row is None:
        return None
    account = Account._make((*row[:-4], House._make(row[-4:-2])))
    if not admits(account):
        return None
    known = hmac.compare_digest(account.session_stamp, stamp)
    return SignedIn(account, Called(*row[-2:])) if known else None
