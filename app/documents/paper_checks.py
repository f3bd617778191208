"""What somebody should look at before a paper is printed, told by the paper itself. Pure.

Source: docs/rules.md, R-15.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.paper import Block, Facts, Heading, Items, Paper, Paragraph, Picture, Run, Section, Table


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A section with something to look at.

    :param doubts: places that are stale, doubtful or missing, as the paper marks them.
    :param is_empty: nothing is known and nobody wrote anything.
    """

    anchor: str
    title: str
    doubts: int
    is_empty: bool


def to_check(paper: Paper) -> tuple[ToCheck, ...]:
    """Return the sections of a paper that somebody should look at, in their order."""
    found = (ToCheck(one.anchor, one.title, _doubts(one), _is_empty(one)) for one in paper.sections)
    return tuple(one for one in found if one.doubts or one.is_empty)


def _doubts(section: Section) -> int:
    return sum(run.check for block in section.blocks for run in _runs(block))


def _is_empty(section: Section) -> bool:
    """Say whether all there is to read is one quiet or doubtful sentence."""
    if section.written:
        return False
    match section.blocks:
        case ():
            return True
        case (Paragraph(words=words),):
            return all(run.check or run.soft for run in words)
    return False


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph():
            yield from block.words
        case Facts():
            for _, said in block.rows:
                yield from said
        case Items():
            for one in block.items:
                yield from one
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from cell
        case Heading() | Picture():
            return
