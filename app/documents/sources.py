"""The sources that a paper cites, numbered in the order in which they are first cited.

Source: docs/rules.md, R-15.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models import Record
from models.vocabulary import SourceCertainty

Marks = tuple[int, ...]
"""Numbers of sources, as they stand behind a fact."""


class CitedKind(StrEnum):
    """Where a fact comes from."""

    PRINTED = "printed"
    """Something that was printed or sent, named in the record."""
    REGISTER = "register"
    """What the office itself entered or changed."""
    GAZETTEER = "gazetteer"
    """The geographical database that the reference data were built from."""
    LIST = "list"
    """A public list that an administrator read in."""


@dataclass(frozen=True)
class Cited:
    """One entry of the list of sources.

    :param title: of what was printed, or of a list; empty for the other kinds.
    :param place: lines or pages in it. How certain it makes a fact stands with the fact.
    :param reference: the number of the place in the gazetteer.
    :param changed_at: the last change of the records cited; only for the register.
    :param read_at: when a list was read.
    """

    kind: CitedKind
    title: str = ""
    place: str = ""
    reference: int | None = None
    changed_at: datetime | None = None
    read_at: datetime | None = None


class Sources:
    """Collects sources while a paper is gathered."""

    def __init__(self) -> None:
        self._numbers: dict[Cited, int] = {}
        self._changed: datetime | None = None

    def of(self, *records: Record) -> Marks:
        """Cite what the records name; what the office entered or changed is the register's own.

        :param records: loaded with their sources.
        """
        found: list[Cited] = []
        for record in records:
            found += [Cited(CitedKind.PRINTED, source.title, source.place) for source in record.sources]
            if not record.sources or record.version > 1:
                found.append(Cited(CitedKind.REGISTER))
                self._changed = max(filter(None, (self._changed, record.updated_at)))
        return self._number(found)

    def gazetteer(self, geonames_id: int) -> Marks:
        """Cite the gazetteer."""
        return self._number([Cited(CitedKind.GAZETTEER, reference=geonames_id)])

    def public_list(self, title: str, read_at: datetime) -> Marks:
        """Cite a public list."""
        return self._number([Cited(CitedKind.LIST, title, read_at=read_at)])

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Everything cited so far, by number."""
        return tuple(
            Cited(CitedKind.REGISTER, changed_at=self._changed) if one.kind is CitedKind.REGISTER else one
            for one in self._numbers
        )

    def _number(self, found: Iterable[Cited]) -> Marks:
        numbers = [self._numbers.setdefault(one, len(self._numbers) + 1) for one in found]
        return tuple(sorted(set(numbers)))


@dataclass(frozen=True)
class Unsure:
    """What a source says of a fact that it does not simply print.

    :param note_tr, note_en: why, in the words of who imported it; may be empty.
    """

    certainty: SourceCertainty
    note_tr: str
    note_en: str


def unsure(record: Record) -> Unsure | None:
    """Return the weakest thing that the sources of a record say; None where all is printed so."""
    for certainty in (SourceCertainty.DISPUTED, SourceCertainty.INFERRED, SourceCertainty.DERIVED):
        for source in record.sources:
            if source.certainty is certainty:
                return Unsure(certainty, source.note_tr, source.note_en)
    return None
