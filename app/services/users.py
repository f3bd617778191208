"""Accounts: sign in, add, change, end all sessions."""

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.turkish import sort_key
from app.errors import Conflict, Invalid, NotFound, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.services import passwords
from models import DataVersion, Municipality, User, utc_now
from models.vocabulary import Role


class EmailTaken(Conflict):
    """Another account has this address."""


def authenticate(session: Session, email: str, password: str) -> User | None:
    """Return the active user of this address and password, or None; which of the two is wrong is not told."""
    query = select(User).where(User.email == email.strip().lower()).options(joinedload(User.municipality))
    user = session.scalar(query)
    right = passwords.fits(user.password_hash if user else None, password[: passwords.LONGEST])
    if user is None or not right or not user.is_active:
        return None
    if passwords.outdated(user.password_hash):
        user.password_hash = passwords.hashed(password)
    user.signed_in_at = utc_now()
    return user


def add(
    session: Session,
    municipality_id: int,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    is_demo: bool = False,
) -> User:
    """Create an account.

    :raises Invalid: the password is too short or too long.
    :raises EmailTaken: the address has an account already.
    """
    _check_password(password)
    address = email.strip().lower()
    if session.scalar(select(User.id).where(User.email == address)):
        raise EmailTaken(address)
    user = User(
        municipality_id=municipality_id,
        email=address,
        name=name.strip(),
        role=role,
        password_hash=passwords.hashed(password),
        session_stamp=secrets.token_hex(16),
        is_demo=is_demo,
    )
    session.add(user)
    session.flush()
    return user


def found_municipality(session: Session, code: str, title_tr: str, title_en: str = "") -> int:
    """Create a municipality and the counter of its data; return its id."""
    municipality = Municipality(code=code, title_tr=title_tr, title_en=title_en)
    session.add(municipality)
    session.flush()
    session.add(DataVersion(id=municipality.id))
    session.flush()
    return municipality.id


def colleagues(session: Session, actor: Actor) -> Sequence[User]:
    """Return the accounts of the actor's municipality.

    :raises PermissionDenied: the actor does not manage users.
    """
    ensure(actor, Permission.USER_MANAGE)
    found = session.scalars(select(User).where(User.municipality_id == actor.municipality_id))
    return sorted(found, key=lambda user: sort_key(user.name))


def set_active(session: Session, actor: Actor, user_id: int, *, active: bool) -> User:
    """Close an account, or open it again; closing ends its sessions.

    :raises PermissionDenied, NotFound: the actor does not manage users; there is no such account here.
    :raises Invalid: nobody closes their own account.
    """
    ensure(actor, Permission.USER_MANAGE)
    user = session.scalar(
        select(User).where(User.id == user_id, User.municipality_id == actor.municipality_id)
    )
    if user is None:
        message = f"user {user_id}"
        raise NotFound(message)
    if user.id == actor.user_id and not active:
        raise Invalid(Problem("", N_("You cannot close your own account")))
    user.is_active = active
    if not active:
        user.session_stamp = secrets.token_hex(16)
    return user


def change_password(session: Session, user: User, current: str, new: str) -> None:
    """Set a new password; every session ends, the caller begins a new one.

    :raises Invalid: the current password is wrong, the new one too short or the same.
    """
    if not passwords.fits(user.password_hash, current):
        raise Invalid(Problem("current", N_("This is not your current password")))
    if current == new:
        raise Invalid(Problem("new", N_("Choose a password other than the current one")))
    _check_password(new)
    user.password_hash = passwords.hashed(new)
    end_all_sessions(session, user)


def end_all_sessions(session: Session, user: User) -> None:
    """Sign the user out everywhere."""
    user.session_stamp = secrets.token_hex(16)
    session.flush()


def sign_everybody_out(session: Session) -> None:
    """End the sessions of all users of all municipalities."""
    for user in session.scalars(select(User)):
        user.session_stamp = secrets.token_hex(16)
    session.flush()


def _check_password(password: str) -> None:
    if len(password) < passwords.SHORTEST:
        raise Invalid(
            Problem(
                "new", N_("A password has at least %(shortest)s characters"), {"shortest": passwords.SHORTEST}
            )
        )
    if len(password) > passwords.LONGEST:
        raise Invalid(
            Problem(
                "new", N_("A password has at most %(longest)s characters"), {"longest": passwords.LONGEST}
            )
        )
