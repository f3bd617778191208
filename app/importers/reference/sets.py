"""The public lists that we know by name; any other is called as its code says."""

from typing import NamedTuple

from app.i18n import N_
from models.vocabulary import ReferenceKind


class KnownSet(NamedTuple):
    """What is said of a list."""

    code: str
    kind: ReferenceKind
    title: str
    source: str
    licence: str


TWIN_TOWNS = KnownSet(
    "twin-towns",
    ReferenceKind.TIES,
    N_("Twin towns by country lists"),
    N_("Lists of twin towns and sister cities of the English Wikipedia"),
    "CC BY-SA 4.0",
)
WIKIDATA_TIES = KnownSet(
    "wikidata-twin-towns",
    ReferenceKind.TIES,
    N_("Twin towns by Wikidata"),
    N_("Wikidata, property P190"),
    "CC0 1.0",
)
NETWORK_MEMBERS = KnownSet(
    "network-members",
    ReferenceKind.MEMBERSHIPS,
    N_("Members of city networks"),
    N_("Web sites of the networks, as a public list collects them"),
    N_("not stated"),
)
_KNOWN = {known.code: known for known in (TWIN_TOWNS, WIKIDATA_TIES, NETWORK_MEMBERS)}


def known(code: str, kind: ReferenceKind, file_name: str) -> KnownSet:
    """Return what is said of a list; of one that we do not know, its code and its file."""
    return _KNOWN.get(code) or KnownSet(code, kind, code, file_name, "")
