"""Shape and colour of every kind of line: the mark of a relation, which pages and paper have already."""

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


def mark_of(kind: str) -> str:
    """Return the relation whose mark a kind of line has.

    :param kind: a key of the legend; peers, by their ids, take turns.
    """
    if kind.startswith(PEER):
        return _PEERS[int(kind.removeprefix(PEER)) % len(_PEERS)].value
    found = _MARKS.get(kind)
    return found.value if found else kind
