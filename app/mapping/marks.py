"""Shape and colour of every kind of line: the mark of a relation, which pages and paper have already."""

from collections.abc import Iterable

from app.mapping.asked import UNSAID
from app.mapping.sources.networks import NETWORK, PUBLIC
from app.mapping.sources.peers import PEER, US
from app.mapping.sources.route import BACK, STOP
from models.vocabulary import Direction, Relation

_MARKS = {
    NETWORK: Relation.NETWORK,
    PUBLIC: Relation.GOODWILL,
    US: Relation.SISTER_CITY,
    Direction.INCOMING.value: Relation.SISTER_CITY,
    Direction.OUTGOING.value: Relation.PROJECT,
    Direction.THIRD_PLACE.value: Relation.FRIENDSHIP_CITY,
    Direction.NOBODY.value: Relation.PROTOCOL_CITY,
    UNSAID: Relation.GOODWILL,
    STOP: Relation.SISTER_CITY,
    BACK: Relation.GOODWILL,
}
_PEERS = (Relation.PROJECT, Relation.FRIENDSHIP_CITY, Relation.GOODWILL, Relation.PROTOCOL_CITY)


def marks(kinds: Iterable[str]) -> dict[str, str]:
    """Return for every kind of line the relation whose mark it has.

    :param kinds: the keys of a legend, in its order; peers take turns, so that the first ones look different.
    """
    told = list(kinds)
    turns = {peer: _PEERS[turn % len(_PEERS)] for turn, peer in enumerate(_peers(told))}
    return {kind: (turns.get(kind) or _MARKS.get(kind) or kind) for kind in told}


def _peers(kinds: Iterable[str]) -> Iterable[str]:
    return (kind for kind in kinds if kind.startswith(PEER))
