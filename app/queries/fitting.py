"""How well a record that was found fits what was typed: the name itself, what begins so, the rest."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from app.domain.turkish import search_key, search_words
from app.queries.search import MOST_WORDS
from models import CityName, Record

CANDIDATES = 48
"""Hits of which the closest are chosen; more share a beginning only while hardly anything is typed."""
LEAST = 3
"""Letters from which on every spelling of a city is looked at: fewer begin too many of them."""
_record, _name = Record.__table__.c, CityName.__table__.c


class Hit(NamedTuple):
    """A record that was found; ``population`` is that of a city."""

    id: int
    title_tr: str
    title_en: str
    population: int | None


def roughly(typed: str) -> ColumnElement[int]:
    """Return 0 for what may have exactly this name, 1 for what may have one that begins so, 2 for the rest.

    No database folds letters as we do: what may be the name itself is a spelling as long as what was typed,
    of a record that has all the words typed. :func:`closest` decides.

    Cost: a look-up in the spellings of each city that is found, none for fewer than three letters.
    """
    said = " ".join(typed.replace("\0", " ").split())
    text = literal(" ") + _record.folded + literal(" ")
    words = and_(*(text.contains(f" {word} ") for word in search_words(typed)[:MOST_WORDS]))
    begins = or_(
        _record.folded.startswith(search_key(typed), autoescape=True),
        _has_name(lambda name: func.lower(name).startswith(said.lower(), autoescape=True), said),
    )
    return case(
        (and_(words, _has_name(lambda name: func.length(name) == len(said), said)), 0), (begins, 1), else_=2
    )


def closest(session: Session, typed: str, hits: Sequence[Hit]) -> list[int]:
    """Return the ids of hits by how well they fit, larger cities first; the order of the rest is kept.

    A name is a title in either language or a spelling of a city: Vienna is exactly *Wien*.

    Cost: one statement.
    """
    key = search_key(typed)
    keys = {hit.id: {search_key(hit.title_tr), search_key(hit.title_en)} for hit in hits}
    for city_id, name in session.execute(select(_name.city_id, _name.name).where(_name.city_id.in_(keys))):
        keys[city_id].add(search_key(name))

    def rank(hit: Hit) -> tuple[int, int]:
        if key in keys[hit.id]:
            return 0, -(hit.population or 0)
        if any(each.startswith(key) for each in keys[hit.id]):
            return 1, -(hit.population or 0)
        return 2, 0

    return [hit.id for hit in sorted(hits, key=rank)]


def _has_name(
    condition: Callable[[ColumnElement[str]], ColumnElement[bool]], said: str
) -> ColumnElement[bool]:
    titles = or_(condition(_record.title_tr), condition(_record.title_en))
    if len(said) < LEAST:
        return titles
    return or_(titles, exists().where(_name.city_id == _record.id, condition(_name.name)))
