"""What a question gives back: a sentence, a table, the method, and what is missing. No addresses, no HTML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.answers.naming import Name
from app.answers.picture import Bars, Picture
from app.i18n import Translator
from models import Record
from models.vocabulary import RecordKind

__all__ = [
    "Answer",
    "Cell",
    "Further",
    "Heading",
    "Name",
    "Row",
    "Speaker",
    "Step",
    "Table",
    "Wanted",
    "Way",
    "Words",
    "apart",
    "cell",
    "names_in",
    "plain",
    "sentences",
]

_SPLIT = re.compile("\x00(\\d+)\x00")  # no text holds a NUL: forms drop it, PostgreSQL refuses it


Words = tuple[str | Name, ...]
"""A sentence or a cell: text, and the names in it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table, in words.

    :param detail: a second, quieter line.
    :param tone, glyph: of a state that asks for something; empty where it is plain text.
    :param faint: it says that something is not known.
    :param public: a public list says so, and not the office's own record.
    """

    words: Words
    detail: Words = ()
    tone: str = ""
    glyph: str = ""
    faint: bool = False
    public: bool = False

    @property
    def text(self) -> str:
        """The value as plain text."""
        return plain(self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    cells: tuple[Cell, ...]

    @property
    def record_id(self) -> int | None:
        """The record that the line is about: the first one it names."""
        return next((name.id for cell in self.cells for name in names_in(cell.words)), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a way: what it rests on, and the record that says so.

    :param public: a public list says so; the evidence is then the city of which it says it.
    """

    words: str
    since: str
    evidence: Name
    public: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A chain from us to the target: one step fewer than there are stops.

    A network that only a public list knows is a stop without a link.
    """

    stops: tuple[Name | str, ...]
    steps: tuple[Step, ...]
    strength: str


@dataclass(frozen=True, slots=True)
class Table:
    """A further table of an answer, below the first one."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to record or import, so that the question can be answered.

    :param kind: of the record to add; None where nothing can be added by form.
    :param about: the record from which the form is opened.
    """

    text: str
    kind: RecordKind | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Further:
    """A next question, with its parameters as the address has them."""

    question: str
    key: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What page, command line and note show alike.

    :param counted: how many were found, in words.
    :param as_of: the day on which it was asked.
    :param sample: what the answer rests on, in words.
    :param enough: whether the record bears the answer; if not, the sentence says so.
    :param wanted: what to enter or import.
    :param used: the records behind it that the table does not show.
    :param title: the heading of the table, where it needs one of its own.
    :param tables: what else is told in lines.
    :param picture: what helps to see it; None where the table says it better.
    """

    question: str
    sentence: Words
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    method: tuple[str, ...]
    as_of: date
    sample: str
    counted: str = ""
    enough: bool = True
    wanted: tuple[Wanted, ...] = ()
    ways: tuple[Way, ...] = ()
    used: tuple[Name, ...] = ()
    further: tuple[Further, ...] = ()
    title: str = ""
    tables: tuple[Table, ...] = ()
    picture: Picture | Bars | None = None

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return plain(self.sentence)


class Speaker:
    """Fills sentences with names that stay names.

    A name among the values is carried through translation as a mark, and put back as itself: what it is
    called is never read as a placeholder or as markup.
    """

    def __init__(self, t: Translator) -> None:
        """Take the reader's language."""
        self.t = t
        self._names: list[Name] = []

    def __call__(self, msgid: str, /, **values: object) -> Words:
        """Translate a sentence and fill its placeholders; a value may be words or a name."""
        return self._parted(self.t(msgid, **{key: self._marked(value) for key, value in values.items()}))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Words:
        """Translate the sentence that fits a number."""
        marked = {key: self._marked(value) for key, value in values.items()}
        return self._parted(self.t.plural(one, many, n, **marked))

    def join(self, parts: Iterable[Words | Name | str]) -> Words:
        """List things as a sentence has it: ``A, B ve C``."""
        return self._parted(self.t.join([str(self._marked(part)) for part in parts]))

    def name(self, record: Record) -> Name:
        """Name a record in the reader's language."""
        return Name(record.id, record.kind, self.t.title(record))

    def _marked(self, value: object) -> object:
        if isinstance(value, Name):
            self._names.append(value)
            return f"\x00{len(self._names) - 1}\x00"
        if isinstance(value, tuple):
            return "".join(str(self._marked(part)) for part in value)
        return value

    def _parted(self, text: str) -> Words:
        pieces = _SPLIT.split(text)
        return tuple(
            self._names[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces) if piece
        )


def plain(words: Words) -> str:
    """Return words without their links."""
    return "".join(part.text if isinstance(part, Name) else part for part in words)


def names_in(words: Words) -> Iterator[Name]:
    """Yield the records that are named."""
    return (part for part in words if isinstance(part, Name))


def sentences(*parts: Words) -> Words:
    """Put sentences behind each other; empty ones are left out."""
    told: Words = ()
    for part in parts:
        if part:
            told = (*told, " ", *part) if told else part
    return told


def apart(parts: Iterable[Words | Name | str], by: str = ", ") -> Words:
    """Put words behind each other with a mark between them; empty ones are left out."""
    told: Words = ()
    for part in parts:
        words: Words = part if isinstance(part, tuple) else (part,)
        if any(words):
            told = (*told, by, *words) if told else words
    return told


def cell(*words: str | Name, detail: str = "", faint: bool = False, public: bool = False) -> Cell:
    """Make a cell of text and names."""
    return Cell(words, (detail,) if detail else (), faint=faint, public=public)
