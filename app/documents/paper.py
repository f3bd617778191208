"""A paper as a value: sections, tables and sentences in one language, with sources and pictures.

What a note, a briefing or a programme says is put into words once; screen, Word file and PDF render the same
value. Nothing in it is markup: whatever a person typed is text.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from models.vocabulary import Confidentiality, RecordKind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    :param check: somebody should look at it before it is passed on: stale, doubtful or missing.
    :param soft: said more quietly.
    :param marks: numbers of the sources that say so, from 1.
    :param record: the record that is named, for a link on the screen.
    :param language: of the text where it is not that of the paper; ``own`` for a name in its own script.
    """

    text: str
    strong: bool = False
    soft: bool = False
    check: bool = False
    marks: tuple[int, ...] = ()
    record: tuple[RecordKind, int] | None = None
    language: str = ""


Words: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a remark stands apart from the facts."""

    words: Words
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what there is to say of each."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row.

    :param numeric: columns, from 0, whose values are figures.
    :param is_form: somebody writes into it by hand, so the rows are high.
    :param letters: of the longest cell of each column among all tables whose columns stand under each other;
        empty: the columns are as wide as this table alone asks for.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numeric: frozenset[int] = frozenset()
    is_form: bool = False
    letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ours.

    :param svg: with its own legend; every word in it is escaped.
    :param alt: what it shows, in a sentence.
    """

    svg: bytes
    alt: str
    caption: str


Block: TypeAlias = Heading | Paragraph | Facts | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a paper.

    :param written: what somebody wrote into it; it stays when the facts are read anew.
    :param is_restricted: seen only by who may see restricted documents, and left out for everybody else.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    written: tuple[Block, ...] = ()
    is_numbered: bool = True
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    :param kind: what is printed above the title, such as *Information note*.
    :param language: ``tr`` or ``en``.
    :param issuer: the house, as it is printed at the head.
    :param mark: printed on every page.
    :param number: of the issued paper, empty before.
    :param as_of: the office's day on which the register was read.
    :param sources: in the order of their numbers.
    """

    kind: str
    title: str
    language: str
    issuer: str
    as_of: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    mark: Confidentiality | None = None
    number: str = ""
    sources: tuple[str, ...] = ()
    foot: str = ""
    letterhead: tuple[str, ...] = field(default=())
