"""The list of sources of a paper that lacks sections: what only they cite goes with them."""

from collections.abc import Mapping
from dataclasses import replace

from app.documents.paper import Block, Facts, Items, Paper, Paragraph, Section, Table, Words
from app.documents.saying import runs


def only_cited(paper: Paper) -> Paper:
    """Leave out the sources that no section cites, and number the others anew, in the order of the list."""
    cited = {mark for one in paper.sections for run in runs(one.blocks) for mark in run.marks}
    kept = [number for number, _ in enumerate(paper.sources, start=1) if number in cited]
    if len(kept) == len(paper.sources):
        return paper
    anew = {old: new for new, old in enumerate(kept, start=1)}
    return replace(
        paper,
        sections=tuple(_renumbered(one, anew) for one in paper.sections),
        sources=tuple(paper.sources[number - 1] for number in kept),
    )


def _renumbered(section: Section, anew: Mapping[int, int]) -> Section:
    return replace(section, blocks=tuple(_block(one, anew) for one in section.blocks))


def _block(block: Block, anew: Mapping[int, int]) -> Block:
    def said(words: Words) -> Words:
        return tuple(replace(run, marks=tuple(anew[mark] for mark in run.marks)) for run in words)

    match block:
        case Paragraph():
            return replace(block, words=said(block.words))
        case Facts():
            return replace(block, rows=tuple((name, said(words)) for name, words in block.rows))
        case Items():
            return replace(block, items=tuple(map(said, block.items)))
        case Table():
            return replace(block, rows=tuple(tuple(map(said, row)) for row in block.rows))
    return block
