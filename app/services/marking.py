"""Marks of confidentiality: nobody marks a record out of their own sight."""

from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from models.vocabulary import RESTRICTED_MARKS, Confidentiality

MAY_NOT_MARK = N_("Only those who may see documents so marked can mark one: branch managers and above")


def ensure_may_mark(actor: Actor, field: str, mark: Confidentiality | None) -> None:
    """Let nobody mark a record out of their own sight.

    :param field: of the form in which the mark stands.
    :raises Invalid: the actor would not see it any more.
    """
    if mark in RESTRICTED_MARKS and not actor.may(Permission.DOCUMENT_RESTRICTED):
        raise Invalid(Problem(field, MAY_NOT_MARK))
