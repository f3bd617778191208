"""The letterhead of a municipality on a paper. Pure."""

from dataclasses import replace

from app.documents.paper import Paper
from app.i18n import Translator
from models import Letterhead


def with_letterhead(paper: Paper, letterhead: Letterhead | None, t: Translator) -> Paper:
    """Put the names of the house at the head, its address at the foot, and its mark where there is none.

    :param t: speaks the language of the paper; where the other language alone is entered, that stands there.
    """
    if letterhead is None:
        return paper
    lines = t.either(letterhead.lines_tr, letterhead.lines_en).splitlines()
    foot = " ".join(t.either(letterhead.foot_tr, letterhead.foot_en).split())
    return replace(
        paper,
        letterhead=tuple(line.strip() for line in lines if line.strip()),
        foot=" · ".join(part for part in (foot, paper.foot) if part),
        mark=paper.mark or letterhead.mark,
    )
