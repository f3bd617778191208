"""Talking points and sensitivities in a note: a section of its own, for those who may read them."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.documents.paper import Block, Heading, Items, Paper, Section, Words
from app.documents.saying import bilingual, joined
from app.domain.note_sections import heading_of
from app.i18n import Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries.advice import about
from models import Advice
from models.vocabulary import RESTRICTED_MARKS, AdviceKind


def with_advice(session: Session, actor: Actor, paper: Paper, record_id: int, *, t: Translator) -> Paper:
    """Add what colleagues advise about a record, before the sources; nothing where nobody did.

    What the actor may not see is not read. The section is restricted if any of it is.
    """
    found = about(session, actor, record_id)
    blocks: list[Block] = []
    for kind in AdviceKind:
        these = [one for one in found if one.advice_kind is kind]
        if these:
            blocks += [Heading(t(label(kind))), Items(tuple(_said(one, t) for one in these))]
    if not blocks:
        return paper
    section = Section(
        "advice",
        t(heading_of("advice")),
        tuple(blocks),
        is_restricted=any(one.mark in RESTRICTED_MARKS for one in found),
    )
    return replace(paper, sections=(*paper.sections, section))


def _said(one: Advice, t: Translator) -> Words:
    title, *tag = bilingual(one.title_tr, one.title_en, t)
    more = bilingual(one.text_tr, one.text_en, t)
    return joined(((replace(title, strong=True), *tag), more), " ")
