"""What can go wrong in a use case. The edge decides what a person sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as declared


class DomainError(Exception):
    """A use case was refused. Its text is for the log; a person reads the page of the edge."""


class NotFound(DomainError):
    """There is no such record, or it is not the actor's: nobody can tell which."""


class Missing(NotFound):
    """The record names others that are not there, or not any more.

    :param ids: which.
    """

    def __init__(self, ids: Collection[int]) -> None:
        super().__init__(f"records {sorted(ids)}")
        self.ids = ids


class PermissionDenied(DomainError):
    """The actor lacks the permission."""


class Conflict(DomainError):
    """The database refused what another change made impossible."""


class Stale(DomainError):
    """Somebody else changed the record after the actor looked at it."""


@dataclass(frozen=True)
class Problem:
    """One reason why a record cannot be saved.

    :param field: the form field beside which the sentence appears.
    :param message: English msgid with ``%(name)s`` placeholders.
    :param values: what fills the placeholders.
    """

    field: str
    message: str
    values: Mapping[str, object] = declared(default_factory=dict)


class Invalid(DomainError):
    """The record breaks rules of the office.

    :param problems: one or more, in the order in which they are shown.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
        self.problems = problems


class Taken(Invalid):
    """Another record is what this one would be, and there can be one only."""
