"""The small picture of a note: whom a city, a country or an organisation knows, and what links us."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.answers.drawing import drawn
from app.answers.neighbourhood import around
from app.documents.paper import Paper, Picture
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from models.vocabulary import NoteKind

SECTION = "networks"
_KINDS = frozenset({NoteKind.CITY, NoteKind.COUNTRY, NoteKind.ORGANISATION})
LEAST = 3
"""Of two and the line between them a sentence says as much."""
MOST = 20
"""Cities and bodies in it: on a page they can be told apart, and their names have room."""


def with_network(
    session: Session, actor: Actor, paper: Paper, kind: NoteKind, record_id: int, t: Translator
) -> Paper:
    """Show who is linked with the one that a note is on; nothing where nobody is."""
    if kind not in _KINDS:
        return paper
    country_id = record_id if kind is NoteKind.COUNTRY else None
    ids = () if country_id else (record_id,)
    found = around(session, actor, ids, country_id=country_id, t=t, today=paper.as_of, most=MOST)
    if found is None or len(found[0].nodes) < LEAST:
        return paper
    picture, left_out = found
    alt = t.plural(
        "Network picture: %(links)s links between %(n)s city or body.",
        "Network picture: %(links)s links between %(n)s cities and bodies.",
        len(picture.nodes),
        links=t.number(len(picture.edges)),
    )
    caption = t(N_("Who is linked with whom; the kinds of lines are explained below the picture."))
    if left_out:
        caption += " " + t.plural(
            "%(n)s more city or body is left out here.",
            "%(n)s more cities and bodies are left out here.",
            left_out,
        )
    block = Picture(drawn(picture, t).svg(alt, standing_alone=True).encode(), alt, caption)
    sections = tuple(
        replace(one, blocks=(*one.blocks, block)) if one.anchor == SECTION else one for one in paper.sections
    )
    return replace(paper, sections=sections)
