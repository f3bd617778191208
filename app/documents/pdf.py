"""A paper as PDF."""

from collections.abc import Iterable
from typing import Any

from app.documents.columns import shares
from app.documents.paper import Block, Facts, Heading, Items, Paper, Paragraph, Picture, Run, Section, Table
from app.i18n import N_, Translator
from app.labels import label
from app.typesetting.paper import set_paper


def render(paper: Paper, t: Translator) -> bytes:
    """Set a paper as PDF.

    :param t: speaks the language of the paper.
    """
    return set_paper(
        {
            "title": paper.title,
            "kind": paper.kind,
            "subtitle": paper.subtitle,
            "language": paper.language,
            "issuer": paper.issuer,
            "day": " · ".join(part for part in (paper.number, t.date(paper.as_of)) if part),
            "mark": t(label(paper.mark)) if paper.mark else "",
            "foot": paper.foot,
            "letterhead": list(paper.letterhead),
            "sections": [_section(one) for one in paper.sections],
            "sources": list(paper.sources),
            "words": {"page": t(N_("Page {page} of {pages}")), "sources": t(N_("Sources"))},
        }
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "numbered": section.is_numbered,
        "blocks": [_block(one) for one in section.blocks],
        "written": [_block(one) for one in section.written],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "remark": block.is_remark, "words": _words(block.words)}
        case Facts():
            rows = [{"label": name, "words": _words(words)} for name, words in block.rows]
            return {"kind": "facts", "rows": rows}
        case Items():
            items = [_words(one) for one in block.items]
            return {"kind": "items", "numbered": block.is_numbered, "items": items}
        case Table():
            return {
                "kind": "table",
                "headings": list(block.headings),
                "numeric": sorted(block.numeric),
                "form": block.is_form,
                "widths": shares(block),
                "rows": [[_words(cell) for cell in row] for row in block.rows],
            }
        case Picture():
            svg = block.svg.decode()
            return {"kind": "picture", "svg": svg, "alt": block.alt, "caption": block.caption}


def _words(words: Iterable[Run]) -> list[dict[str, Any]]:
    return [
        {
            "text": one.text,
            "strong": one.strong,
            "soft": one.soft,
            "check": one.check,
            "marks": list(one.marks),
            "language": one.language if len(one.language) == 2 else "",
        }
        for one in words
    ]
