"""Search with one meaning on both engines.

Every word typed is the beginning of a word of the record's folded text, or of a city or country that the
record names, itself or through a city or an organisation. The query is expanded, nothing is copied into
records.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    TableClause,
    and_,
    cast,
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
from models import City, Mention, Organisation, Record

MOST_WORDS = 30
LARGEST_ID = 2**31 - 1
"""Databases refuse to look for a record of a greater number."""
_record = Record.__table__.c
_city = City.__table__.c
_mention = Mention.__table__.c
_organisation = Organisation.__table__.c


def matches(session: Session, query: str) -> ColumnElement[bool] | None:
    """Return the condition on ``Record.id`` that every word of ``query`` is found, or None for no words.

    Cost: per word one prefix look-up in the search index, one in that of places, which is a statement of its
    own, and one in ``mention`` for each place it finds.
    """
    words = _needed(search_words(query))
    return and_(*(_names(session, word) for word in words)) if words else None


def newest(session: Session, ids: Select[int], query: str) -> tuple[Select[int], ColumnElement[int]] | None:
    """Narrow a selection of ids to those that say every word, and return what orders it by day and id.

    The search index of SQLite is numbered by day, so the newest hits are read from its end and no others.

    :param ids: selects ids from ``record``, in no order.
    :returns: None where the index does not know the order: on PostgreSQL, and where a word is a place.
    """
    words = _needed(search_words(query))
    if not words or _is_postgresql(session) or any(_finds_a_place(session, word) for word in words):
        return None
    every_word = " AND ".join(f'"{word}"*' for word in words)
    index = table("record_fts", column("rowid", Integer), column("record_fts"))
    hits = index.c.record_fts.op("MATCH")(every_word)
    return ids.join_from(index, Record.__table__, _record.id == _id(index)).where(hits), index.c.rowid


def newest_of_place(
    session: Session, ids: Select[int], query: str, *, downwards: bool
) -> CompoundSelect[int] | None:
    """Select, in order of day and id, what says the one word of a query or names a place that it finds.

    What comes are the numbers that the search index of SQLite has for records; :func:`id_of` tells the ids.
    The database merges two orders, and reads no further than it is asked.

    :param ids: selects ids from ``record``, in no order.
    :returns: None where the index does not know the order: on PostgreSQL, and for several words.
    """
    words = _needed(search_words(query))
    if len(words) != 1 or _is_postgresql(session) or not _finds_a_place(session, words[0]):
        return None
    index = table("record_fts", column("rowid", Integer), column("record_fts"))
    saying = (
        ids.with_only_columns(index.c.rowid.label("number"))
        .join_from(index, Record.__table__, _record.id == _id(index))
        .where(index.c.record_fts.op("MATCH")(f'"{words[0]}"*'))
    )
    day = cast(func.julianday(_record.sort_day), Integer)
    naming = select(_mention.record_id).where(_mention.mentioned_id.in_(_named(session, words[0])))
    there = ids.with_only_columns(day * (LARGEST_ID + 1) + _record.id).where(_record.id.in_(naming))
    number = literal_column("number", Integer)
    return union(saying, there).order_by(number.desc() if downwards else number)


def id_of(number: int) -> int:
    """Return the id of a record from the number that the search index has for it, or from the id itself."""
    return number & LARGEST_ID


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
    if not _finds_a_place(session, word):
        return _record.id.in_(hits)
    naming = select(_mention.record_id).where(_mention.mentioned_id.in_(_named(session, word)))
    return _record.id.in_(union(hits, naming))


def _named(session: Session, word: str) -> CompoundSelect[int]:
    """Select the places that a word finds, what lies in them, and the organisations that name these."""
    found = _places(session, word)
    towns = select(_city.id).where(or_(_city.id.in_(found), _city.country_id.in_(found)))
    places = union(found, towns)
    bodies = (
        select(_mention.record_id)
        .join(Organisation.__table__, _organisation.id == _mention.record_id)
        .where(_mention.mentioned_id.in_(places))
    )
    return union(found, towns, bodies)


def _finds_a_place(session: Session, word: str) -> bool:
    return session.scalar(_places(session, word).limit(1)) is not None


def _begins(session: Session, word: str) -> Select[int]:
    """Select the ids of the records with a word that begins so; ``word`` has letters and digits only."""
    if _is_postgresql(session):
        return select(_record.id).where(_says(word))
    index = table("record_fts", column("rowid", Integer), column("record_fts"))
    return select(_id(index)).where(index.c.record_fts.op("MATCH")(f'"{word}"*'))


def _places(session: Session, word: str) -> Select[int]:
    """Select the ids of the countries and cities with a word that begins so."""
    if _is_postgresql(session):
        return select(_record.id).where(_record.municipality_id.is_(None), _says(word))
    index = table("place_fts", column("rowid", Integer), column("place_fts"))
    return select(index.c.rowid).where(index.c.place_fts.op("MATCH")(f'"{word}"*'))


def _says(word: str) -> ColumnElement[bool]:
    vector = func.to_tsvector(literal_column("'simple'"), _record.folded)
    return vector.op("@@")(func.to_tsquery(literal_column("'simple'"), f"'{word}':*"))


def _id(index: TableClause) -> ColumnElement[int]:
    """Take the id out of the number of a row, which is the day and the id."""
    return index.c.rowid.bitwise_and(LARGEST_ID)


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
