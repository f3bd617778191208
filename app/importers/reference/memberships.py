"""Memberships of a file against those on record."""

from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain.turkish import match_key
from app.importers.reference.places import Key, Places, resolve
from app.importers.reference.reading import BadRow, ListFile, MemberRow, Outside
from app.importers.reference.tally import REMOVED, TWICE, Tally
from app.permissions.actor import Actor
from models import ImportRun, ReferenceMembership, ReferenceNetwork, ReferenceSet
from models.vocabulary import Verdict

Pair = tuple[int, int]
"""Network and place."""
_network, _membership = ReferenceNetwork.__table__.c, ReferenceMembership.__table__.c


class _Member(NamedTuple):
    network: str
    place: Key
    joined: int | None


class _There(NamedTuple):
    id: int
    joined_year: int | None
    gone_run_id: int | None


def compare(
    session: Session, actor: Actor, run: ImportRun, list_: ReferenceSet, file: ListFile, tally: Tally
) -> None:
    """Make the memberships of a list equal to its file; of a repeated one the first row counts."""
    told: dict[Key, Outside] = {}
    networks: dict[str, MemberRow] = {}
    rows: list[_Member] = []
    for row in file.members():
        if isinstance(row, BadRow):
            tally.refuse(row)
            continue
        key = (row.place.source, row.place.key)
        told.setdefault(key, row.place)
        network = match_key(row.network)
        networks.setdefault(network, row)
        rows.append(_Member(network, key, row.joined))
    places = resolve(session, actor, run, list_, told)
    tally.before["places"] = places.before
    ids = _networks(session, list_, networks)
    query = select(
        _membership.network_id,
        _membership.place_id,
        _membership.id,
        _membership.joined_year,
        _membership.gone_run_id,
    ).where(_membership.set_id == list_.id)
    there = {(network, place): _There(*rest) for network, place, *rest in session.execute(query)}
    named = _sort_out(rows, places, ids, there, tally)
    _write(session, run, list_, tally, there, named)


def _networks(session: Session, list_: ReferenceSet, told: dict[str, MemberRow]) -> dict[str, int]:
    query = select(_network.key, _network.id).where(_network.set_id == list_.id)
    ids: dict[str, int] = dict(session.execute(query).all())
    new = [
        {"set_id": list_.id, "key": key, "name": row.network, "acronym": row.acronym}
        for key, row in told.items()
        if key not in ids
    ]
    if new:
        returned = insert(ReferenceNetwork.__table__).returning(_network.key, _network.id)
        ids |= dict(session.execute(returned, new).all())
    return ids


def _sort_out(
    rows: list[_Member],
    places: Places,
    networks: dict[str, int],
    there: dict[Pair, _There],
    tally: Tally,
) -> dict[Pair, int | None]:
    """Count each row by its verdict; return what the file names, with the year."""
    named: dict[Pair, int | None] = {}
    cities: set[Pair] = set()
    for row in rows:
        place = places.by_key[row.place]
        pair = (networks[row.network], place.id)
        of_city = (pair[0], place.city_id or 0)
        if pair in named or (pair not in there and place.city_id and of_city in cities):
            tally.ignore(TWICE)
            continue
        named[pair] = row.joined
        cities.add(of_city)
        known = there.get(pair)
        if known is None or known.gone_run_id is not None:
            tally.counts[Verdict.NEW] += 1
        elif place.changed or known.joined_year != row.joined:
            tally.counts[Verdict.CHANGED] += 1
        else:
            tally.counts[Verdict.SAME] += 1
    return named


def _write(
    session: Session,
    run: ImportRun,
    list_: ReferenceSet,
    tally: Tally,
    there: dict[Pair, _There],
    named: dict[Pair, int | None],
) -> None:
    fresh = [
        {
            "set_id": list_.id,
            "network_id": network,
            "place_id": place,
            "joined_year": joined,
            "first_run_id": run.id,
        }
        for (network, place), joined in named.items()
        if (network, place) not in there
    ]
    if fresh:
        session.execute(insert(ReferenceMembership.__table__), fresh)
    still = [(there[pair], joined) for pair, joined in named.items() if pair in there]
    returned = [one for one, _ in still if one.gone_run_id is not None]
    dated = [(one, joined) for one, joined in still if one.joined_year != joined]
    gone = [one.id for pair, one in there.items() if pair not in named and one.gone_run_id is None]
    tally.before["returned"] = [[one.id, one.gone_run_id] for one in returned]
    tally.before["years"] = [[one.id, one.joined_year] for one, _ in dated]
    tally.counts[REMOVED] = len(gone)
    moved = [{"id": one.id, "gone_run_id": None} for one in returned]
    moved += [{"id": id_, "gone_run_id": run.id} for id_ in gone]
    for changes in (moved, [{"id": one.id, "joined_year": joined} for one, joined in dated]):
        if changes:
            session.execute(update(ReferenceMembership), changes)
