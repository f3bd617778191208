"""Who acts: a value that is passed along, never looked up."""

from dataclasses import dataclass

from app.errors import PermissionDenied
from app.permissions.policy import RIGHTS, Permission
from models.vocabulary import Role


@dataclass(frozen=True)
class Actor:
    """A user at work in one municipality.

    :param user_id: ``None`` for the system itself, which loads seeds and runs commands.
    """

    user_id: int | None
    municipality_id: int
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Say whether the actor's role has ``permission``."""
        return permission in RIGHTS[self.role]


def ensure(actor: Actor, permission: Permission) -> None:
    """Let the actor pass or stop here.

    :raises PermissionDenied: the actor's role lacks ``permission``.
    """
    if not actor.may(permission):
        message = f"{actor.role} lacks {permission}"
        raise PermissionDenied(message)
