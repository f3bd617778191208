"""Who is signed in: the user behind the session cookie, and ending all sessions at once."""

import hmac
from datetime import datetime

from flask import Flask, g, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import AnonymousUserMixin, UserMixin, login_user
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer
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


def ask_no_more() -> None:
    """Treat the rest of this request as a stranger's: a page about a failing database cannot ask it.

    The session itself stays as it is.
    """
    g._login_user = AnonymousUserMixin()  # noqa: SLF001 - where Flask-Login keeps the user of a request


def admits(account: User) -> bool:
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


def init_app(app: Flask) -> None:
    """Tell Flask-Login how to find the user of a session, and let sessions outlive a clock moved back."""
    app.session_interface = PatientSessions()
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
