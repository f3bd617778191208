"""Search with one meaning on both engines.

Every word typed is the beginning of a word of the record's folded text, or of a city or country that the
record names, itself or through a city or an organisation. The query is expanded, nothing is copied into
records.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
    union,
)
from sqlalchemy.orm import Session

from app.domain.turkish import search_words
from models import City, Mention, Record
from models.vocabulary import RecordKind

MOST_WORDS = 30
_record = Record.__table__.c
_city = City.__table__.c
_mention = Mention.__table__.c


def matches(session: Session, query: str) -> ColumnElement[bool] | None:
    """Return the condition on ``Record.id`` that every word of ``query`` is found, or None for no words.

    Cost: per word one prefix look-up in the search index and one in ``mention`` for each place it finds.
    """
    words = _needed(search_words(query))
    return and_(*(_names(session, word) for word in words)) if words else None


def says(session: Session, query: str) -> ColumnElement[bool]:
    """Return the condition that a record itself says every word of ``query``, not only a place it names."""
    return and_(true(), *(Record.id.in_(_begins(session, word)) for word in _needed(search_words(query))))


def _needed(words: Sequence[str]) -> list[str]:
    """Leave out a word that begins another one, which says it already, and more than anybody types."""
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    kept: list[str] = []
    for word in longest_first:
        if not any(other.startswith(word) for other in kept):
            kept.append(word)
    return kept[:MOST_WORDS]


def _names(session: Session, word: str) -> ColumnElement[bool]:
    hits = _begins(session, word)
    lands = select(_record.id).where(_record.kind == RecordKind.COUNTRY, _record.id.in_(hits))
    towns = select(_city.id).where(or_(_city.id.in_(hits), _city.country_id.in_(lands)))
    places = union(lands, towns)
    bodies = (
        select(_mention.record_id)
        .join(Record.__table__, _record.id == _mention.record_id)
        .where(_record.kind == RecordKind.ORGANISATION, _mention.mentioned_id.in_(places))
    )
    by_place = select(_mention.record_id).where(_mention.mentioned_id.in_(union(lands, towns, bodies)))
    return or_(Record.id.in_(hits), Record.id.in_(by_place))


def _begins(session: Session, word: str) -> Select[int]:
    """Select the ids of the records with a word that begins so; ``word`` has letters and digits only."""
    if session.get_bind().dialect.name == "postgresql":
        vector = func.to_tsvector(literal_column("'simple'"), _record.folded)
        return select(_record.id).where(
            vector.op("@@")(func.to_tsquery(literal_column("'simple'"), f"'{word}':*"))
        )
    index = table("record_fts", column("rowid"), column("record_fts"))
    return select(index.c.rowid).where(index.c.record_fts.op("MATCH")(f'"{word}"*'))
