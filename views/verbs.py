"""With which verbs the pages of a noun write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import Record

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)


class Create(Protocol[R_co]):
    """A verb that creates."""

    def __call__(self, session: Session, actor: Actor, data: Mapping[str, Any], /, *, today: date) -> R_co:
        """Write a new record; inside a unit of work."""


class Edit(Protocol[R_co]):
    """A verb that changes."""

    def __call__(
        self,
        session: Session,
        actor: Actor,
        record_id: int,
        seen_version: int,
        data: Mapping[str, Any],
        /,
        *,
        today: date,
    ) -> R_co:
        """Change a record, of which a version was seen; inside a unit of work."""


class Restore(Protocol[R_co]):
    """A verb that restores."""

    def __call__(self, session: Session, actor: Actor, record_id: int, /, *, today: date) -> R_co:
        """Take a record out of the bin; inside a unit of work."""


@dataclass(frozen=True)
class Verbs(Generic[R]):
    """The verbs of a noun that its service has; None: the kit's."""

    create: Create[R] | None = None
    edit: Edit[R] | None = None
    restore: Restore[R] | None = None
