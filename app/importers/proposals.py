"""Records that rows of an import name and nobody has yet: proposed, and created along with the rows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from app.errors import DomainError, Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor
from app.records import many
from app.records.drafts import draft_of
from app.records.naming import references
from app.records.noun import Noun
from app.records.nouns import NOUNS
from models import Model, Record
from models.vocabulary import RecordKind

_A_CIRCLE = N_("An organisation cannot be a part of itself")


@dataclass(slots=True)
class Proposed:
    """A record to be created along with the rows that name it.

    :param number: of the row that named it first.
    :param has_row: whether a row of the file is about it, and not only names it.
    """

    kind: RecordKind
    data: dict[str, Any]
    number: int
    has_row: bool = False
    id: int | None = None


class CannotBeMade(DomainError):
    """Proposed records cannot be created, and so no row that names them can be written.

    :param ids: theirs, below 0.
    :param reason: what :func:`app.records.kit.save` raises over them.
    :param made: kind of record → how many others were created before.
    """

    def __init__(self, ids: Collection[int], reason: DomainError, made: Mapping[RecordKind, int]) -> None:
        super().__init__(f"proposed records {sorted(ids)}: {reason}")
        self.ids, self.reason, self.made = frozenset(ids), reason, made


@dataclass
class Proposals:
    """The proposed records of an import by their ids below 0, and the ids they get when they are created.

    :param today: the office's day.
    """

    session: Session
    actor: Actor
    today: date
    _proposed: dict[int, Proposed] = field(default_factory=dict)

    def __getitem__(self, id_: int) -> Proposed:
        """Return the proposed record of an id below 0."""
        return self._proposed[id_]

    def add(self, kind: RecordKind, data: dict[str, Any], number: int) -> int:
        """Propose a record that the row of this number names first; return its id."""
        id_ = -(len(self._proposed) + 1)
        self._proposed[id_] = Proposed(kind, data, number)
        return id_

    def realise(
        self, ids: Iterable[int], source: Callable[[int], Mapping[str, Any]]
    ) -> Mapping[RecordKind, int]:
        """Create the proposed records among these, and those they name; return how many of which kind.

        :param source: tells the source of what a row says, by its number.
        :raises PermissionDenied: as :func:`app.records.many.insert_all`.
        :raises CannotBeMade: some of them are refused; others may have been created.
        """
        not_yet = [id_ for id_ in self.needed_for(ids) if self[id_].id is None]
        wanted = {id_: self[id_] for id_ in sorted(not_yet, reverse=True)}
        made: dict[RecordKind, int] = defaultdict(int)
        while wanted:
            ready = [id_ for id_, one in wanted.items() if not self.named_in(self.settled(one.data))]
            if not ready:  # two bodies that are a part of each other
                raise CannotBeMade(wanted, Invalid(Problem("parent", _A_CIRCLE)), made)
            kind = wanted[ready[0]].kind
            of_kind = [id_ for id_ in ready if wanted[id_].kind is kind]
            noun: Noun[Any] = NOUNS[kind]
            drafts = [
                draft_of(noun, self.actor, {**self.settled(one.data), "sources": [source(one.number)]})
                for one in map(wanted.__getitem__, of_kind)
            ]
            try:
                many.insert_all(self.session, self.actor, noun, drafts, today=self.today)
            except many.Refused as refused:
                raise CannotBeMade({of_kind[refused.place]}, refused.reason, made) from refused
            for id_, record in zip(of_kind, drafts, strict=True):
                wanted.pop(id_).id = record.id
            made[kind] += len(of_kind)
        return made

    def settled(self, value: Any) -> Any:
        """Return form data in which proposed records have their real ids, as far as they have them."""
        match value:
            case dict():
                return {
                    name: self.real(one)
                    if name.endswith("_id") and isinstance(one, int)
                    else self.settled(one)
                    for name, one in value.items()
                }
            case list():
                return [self.settled(one) for one in value]
            case _:
                return value

    def settle(self, noun: Noun[Any], record: Record) -> None:
        """Put the real ids of proposed records into a new record that names them."""
        self._settle_columns(record, noun.model)
        for part in noun.parts:
            for row in getattr(record, part.name):
                self._settle_columns(row, part.model)

    def _settle_columns(self, row: Any, model: type[Model]) -> None:
        for column in _references(model):
            id_ = getattr(row, column)
            if id_ is not None and id_ < 0:
                setattr(row, column, self.real(id_))

    def real(self, id_: int) -> int:
        """Return the id on file of a proposed record, or the id itself."""
        return (self[id_].id or id_) if id_ < 0 else id_

    def named_in(self, data: Mapping[str, Any]) -> set[int]:
        """Return the ids of proposed records that form data names, in its columns and in rows of parts."""
        found = set[int]()
        for name, one in data.items():
            if isinstance(one, list):
                found.update(*(self.named_in(row) for row in one))
            elif isinstance(one, int) and one < 0 and name.endswith("_id"):
                found.add(one)
        return found

    def needed_for(self, ids: Iterable[int]) -> set[int]:
        """Return the proposed records among these, and those they name."""
        open_, found = {id_ for id_ in ids if id_ < 0}, set[int]()
        while open_:
            found |= open_
            open_ = set().union(*(self.named_in(self[id_].data) for id_ in open_)) - found
        return found


@cache
def _references(model: type[Model]) -> Sequence[str]:
    return sorted(references(model.__table__))
