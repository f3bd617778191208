"""A note as a paper: what the register says, what people wrote, and what the writer left out.

Facts and written text stay apart: the facts are read anew, and no sentence of a person is lost with them.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from app.documents.cited import only_cited
from app.documents.markdown import blocks
from app.documents.paper import Paper, Section
from app.i18n import N_, Translator

WRITTEN = "written"
"""The anchor of what was written into sections that the facts do not fill any more."""


def finished(
    paper: Paper, title: str, left_out: Collection[str], texts: Mapping[str, str], t: Translator
) -> Paper:
    """Put what people wrote beside the facts, and leave out what the writer does not want.

    :param paper: the facts alone.
    :param left_out: anchors of sections; sources that only they cite are not listed.
    :param texts: anchor → light Markdown. A text whose section the paper does not have stands at its end.
    :param t: speaks the language of the paper.
    """
    sections = [
        replace(one, written=blocks(texts.get(one.anchor, "")))
        for one in paper.sections
        if one.anchor not in left_out
    ]
    known = {one.anchor for one in paper.sections}
    homeless = [body for anchor, body in texts.items() if anchor not in known | set(left_out)]
    if homeless:
        said = tuple(block for body in homeless for block in blocks(body))
        sections.append(Section(WRITTEN, t(N_("Remarks")), (), said))
    return only_cited(replace(paper, title=title, sections=tuple(sections)))


def issued(paper: Paper, number: str, day: date) -> Paper:
    """Give an approved paper its number and day; its facts stay those of the approval, as its foot says."""
    return replace(paper, number=number, as_of=day)


def seen(paper: Paper, *, restricted: bool) -> Paper:
    """Leave out what is for few, unless the reader is one of them."""
    if restricted:
        return paper
    return replace(paper, sections=tuple(one for one in paper.sections if not one.is_restricted))
