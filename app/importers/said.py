"""What one row says, as far as it was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.importers.messages import Message, message
from app.importers.reading import written

WHICH_RECORD = "record"
"""What may be said of a row besides its targets; see :attr:`Said.which_record`."""
_LARGEST_ID = 2**31 - 1
Texts = Mapping[str, str]
"""Target → text; a target of which nothing is said is not there."""


@dataclass(slots=True)
class Said:
    """A row, and the rows that continue it, on the way to form data.

    A kind fills it with :meth:`put` and :meth:`add`, and says what is wrong or unsure. Records to be created
    along with it have ids below 0 until then; see :class:`app.importers.directory.Directory`.

    :param number: of the row in the sheet.
    :param rows: the texts of the row itself, then of the rows that continue it.
    :param data: column → value, as :func:`app.records.kit.create` takes it; rows of parts as lists of such.
    :param targets: column or part → target that said it.
    :param understood: target → text as it was understood, the same in every language:
        see :func:`app.importers.reading.written`.
    :param errors: a field cannot be read, or a rule refuses it.
    :param contested: several records fit; nobody can tell which is meant.
    :param notes: what else there is to know.
    :param doubts: target → why it is unsure, an English msgid.
    :param found: ids of the records on file that it may be, where looking a name up has told already.
    :param values: target → value, of what the kind puts together itself: see ``Kind.read_like``.
    """

    number: int
    rows: Sequence[Texts]
    data: dict[str, Any] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    understood: dict[str, str] = field(default_factory=dict)
    errors: list[Message] = field(default_factory=list)
    contested: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    found: Sequence[int] = ()
    values: dict[str, Any] = field(default_factory=dict)

    def told(self, target: str) -> str:
        """Return what the row itself says of a target; empty if nothing."""
        return self.rows[0].get(target, "")

    @property
    def which_record(self) -> str:
        """What somebody said about which record it is: ``#12`` that one, ``+`` a new one, empty nothing."""
        return self.told(WHICH_RECORD)

    def put(self, target: str, column: str, value: Any, shown: str | None = None) -> None:
        """Take down the value of a column.

        :param shown: how it was understood, where the value does not say it: the name of a record.
        """
        self.data[column] = value
        self.targets[column] = target
        self.understood[target] = written(value) if shown is None else shown

    def add(self, target: str, part: str, row: Mapping[str, Any], shown: str) -> None:
        """Take down one more row of a part.

        :param shown: one line of what was understood; lines of one target are joined.
        """
        self.data.setdefault(part, []).append(dict(row))
        self.targets.setdefault(part, target)
        self.show(target, shown)

    def show(self, target: str, line: str) -> None:
        """Take down one more line of what was understood, of which no column is made."""
        self.understood[target] = f"{self.understood[target]}\n{line}" if target in self.understood else line

    def refuse(self, target: str, msgid: str, **values: object) -> None:
        """Say that a text cannot be read, or must not be written."""
        self.errors.append(message(target, msgid, **values))

    def contest(
        self, target: str, msgid: str, candidates: Sequence[tuple[int, str]] = (), **values: object
    ) -> None:
        """Say that several records fit.

        :param candidates: ids and names, best first.
        """
        told = message(target, msgid, **values)
        self.contested.append({**told, "candidates": [list(one) for one in candidates]})

    def note(self, target: str, msgid: str, **values: object) -> None:
        """Say something that changes nothing."""
        self.notes.append({**message(target, msgid, **values), "note": True})

    def doubt(self, target: str, msgid: str) -> None:
        """Say that what was understood is unsure; the first doubt about a target stays."""
        self.doubts.setdefault(target, msgid)


def record_number(text: str) -> int:
    """Return the id in a text like ``#12``; 0, which no record has, where it can be none."""
    digits = text.removeprefix("#").strip()
    number = int(digits) if digits.isdecimal() and len(digits) <= len(str(_LARGEST_ID)) else 0
    return number if number <= _LARGEST_ID else 0
