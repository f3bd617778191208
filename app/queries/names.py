"""Finding records by what somebody typed: suggestions, exact matches, near duplicates."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import case, func, not_, select
from sqlalchemy.orm import Session

from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries import fitting
from app.queries.scope import owned, sees_restricted
from app.queries.search import LARGEST_ID, matches, says
from models import City, CityName, Mention, Record
from models.vocabulary import RecordKind


def suggest(
    session: Session, actor: Actor, kinds: Collection[RecordKind], typed: str, limit: int = 8
) -> Sequence[Record]:
    """Return the records of these kinds that ``typed`` finds, best first.

    Best is who has exactly this name, then whose name begins with it, then who says it at all and is not only
    found through a place; then larger cities; then Turkish order.
    """
    condition = matches(session, typed)
    if condition is None:
        return ()
    population = City.__table__.c.population
    query = (
        select(Record, population)
        .outerjoin(City.__table__, City.__table__.c.id == Record.id)
        .where(owned(actor), Record.binned_at.is_(None), Record.kind.in_(kinds), condition)
        .order_by(
            fitting.roughly(typed),
            case((says(session, typed), 0), else_=1),
            func.coalesce(population, 0).desc(),
            Record.sort_key,
            Record.id,
        )
        .limit(max(limit, fitting.CANDIDATES))
    )
    found = {record.id: (record, size) for record, size in session.execute(query)}
    hits = [fitting.Hit(id_, one.title_tr, one.title_en, size) for id_, (one, size) in found.items()]
    return [found[id_][0] for id_ in fitting.closest(session, typed, hits)[:limit]]


def same_name(session: Session, actor: Actor, kinds: Collection[RecordKind], typed: str) -> Sequence[Record]:
    """Return the records that bear exactly this name in one of their spellings: Münster is not Munster."""
    wanted = match_key(typed)
    found = suggest(session, actor, kinds, typed, limit=200)
    spellings: dict[int, set[str]] = {record.id: {record.title_tr, record.title_en} for record in found}
    cities = [record.id for record in found if record.kind is RecordKind.CITY]
    for city_id, name in session.execute(
        select(CityName.city_id, CityName.name).where(CityName.city_id.in_(cities))
    ):
        spellings[city_id].add(name)
    return [
        record for record in found if wanted in {match_key(name) for name in spellings[record.id] if name}
    ]


def titles(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Record]:
    """Return live records by id; those that are not the actor's are left out."""
    possible = [id_ for id_ in ids if id_ <= LARGEST_ID]
    if not possible:
        return {}
    query = select(Record).where(owned(actor), Record.binned_at.is_(None), Record.id.in_(possible))
    return {record.id: record for record in session.scalars(query)}


def unseen(
    session: Session, actor: Actor, absent: Mapping[int, Collection[int]]
) -> Mapping[int, dict[int, Record]]:
    """Return by id what records name although it does not exist for the actor, being restricted.

    Whoever changes the record keeps it; its title is not for them. What is in the bin is among it.

    :param absent: record → ids of what it may name.
    :returns: record → what it names of that; who names nothing restricted is left out.
    Cost: one statement, none where nothing is absent.
    """
    possible = {id_ for ids in absent.values() for id_ in ids if id_ <= LARGEST_ID}
    if not possible or sees_restricted(actor):
        return {}
    query = (
        select(Mention.record_id, Record)
        .join(Mention, Mention.mentioned_id == Record.id)
        .where(
            Mention.record_id.in_(absent),
            Record.id.in_(possible),
            Record.municipality_id == actor.municipality_id,
            not_(owned(actor)),
        )
    )
    found: dict[int, dict[int, Record]] = {}
    for record_id, named in session.execute(query):
        if named.id in absent[record_id]:
            found.setdefault(record_id, {})[named.id] = named
    return found
