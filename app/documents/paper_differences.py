"""What changed between two papers: section by section, line by line, words added and removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from app.documents.paper import Block, Facts, Heading, Items, Paper, Paragraph, Picture, Section, Table, Words
from app.domain.differences import Pieces, marked


@dataclass(frozen=True, slots=True)
class Line:
    """A line that differs.

    :param before, after: the line in pieces, each with whether the other paper lacks it; empty for a line
        that only one of them has.
    """

    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Difference:
    """A section that differs."""

    title: str
    lines: tuple[Line, ...]

    @property
    def removed(self) -> int:
        """Words that went."""
        return sum(_words(line.before) for line in self.lines)

    @property
    def added(self) -> int:
        """Words that came."""
        return sum(_words(line.after) for line in self.lines)


def differences(before: Paper, after: Paper) -> tuple[Difference, ...]:
    """Compare two papers; sections in the order of the later one, those that went last."""
    was = {one.anchor: one for one in before.sections}
    is_ = {one.anchor: one for one in after.sections}
    pairs = [(is_.get(anchor, was.get(anchor)), anchor) for anchor in dict.fromkeys((*is_, *was))]
    found = [
        Difference(one.title, tuple(_compared(_lines(was.get(anchor)), _lines(is_.get(anchor)))))
        for one, anchor in pairs
        if one is not None
    ]
    head = Difference("", tuple(_compared([before.title], [after.title])))
    return tuple(one for one in (head, *found) if one.lines)


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for verb, first, last, start, end in matcher.get_opcodes():
        if verb == "equal":
            continue
        for one, other in zip_longest(before[first:last], after[start:end], fillvalue=""):
            yield _line(one, other)


def _line(before: str, after: str) -> Line:
    old, new = marked(before, after)
    if not any(differs for _, differs in (*old, *new)):  # nothing in common that would be worth a mark
        old, new = ((before, True),), ((after, True),)
    return Line(old if before else (), new if after else ())


def _words(pieces: Pieces) -> int:
    return sum(len(text.split()) for text, differs in pieces if differs)


def _lines(section: Section | None) -> list[str]:
    if section is None:
        return []
    return [line for block in (*section.blocks, *section.written) for line in _of_block(block) if line]


def _of_block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text]
        case Paragraph():
            return [_plain(block.words)]
        case Facts():
            return [f"{name}: {_plain(said)}" for name, said in block.rows]
        case Items():
            return [_plain(one) for one in block.items]
        case Table():
            return [" · ".join(_plain(cell) for cell in row) for row in block.rows]
        case Picture():
            return [block.alt]


def _plain(words: Words) -> str:
    return "".join(run.text for run in words)
