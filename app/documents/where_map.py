"""The small map of a note. Who draws it is told by whoever asks for the paper: maps are no part of papers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from app.documents.facts import CityNote, Dossier, Spot
from app.documents.paper import Paper, Picture
from app.i18n import N_, Translator

Draw: TypeAlias = Callable[[Spot, Spot | None, Translator], bytes]
"""City, our own city, translator → SVG."""

SECTION = "where"


def with_map(paper: Paper, facts: Dossier, draw: Draw | None, t: Translator) -> Paper:
    """Show where the city of a note is; nothing where nobody knows, or nobody draws."""
    picture = picture_of(facts, draw, t) if draw is not None and isinstance(facts, CityNote) else None
    if picture is None:
        return paper
    sections = tuple(
        replace(one, blocks=(*one.blocks, picture)) if one.anchor == SECTION else one
        for one in paper.sections
    )
    return replace(paper, sections=sections)


def picture_of(facts: CityNote, draw: Draw, t: Translator) -> Picture | None:
    """Draw where a city is; None where nobody knows."""
    where, home = facts.where, facts.where.home
    if where.spot is None:
        return None
    city = t.title(where)
    alt = t(N_("Map: where %(city)s is."), city=city)
    if home and where.kilometres is not None:
        far, km = N_("Map: %(city)s, %(km)s km from %(home)s."), t.number(round(where.kilometres))
        alt = t(far, city=city, km=km, home=t.title(home.city))
    return Picture(draw(where.spot, home, t), alt, t(N_("Where the city is")))
