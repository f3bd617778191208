"""Words with a capital that no field was read from: what they say may be missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.importers.text.party import Party
from app.importers.text.pieces import is_ours
from app.importers.text.tokens import Kind, Token

_NOBODY = frozenset({"the", "a", "our", "this", "we", "bu"})
_BEHIND_A_HOST = frozenset({"makaminda", "tarafindan"})


def fields_left(tokens: Sequence[Token], read: Iterable[Party], home: str) -> set[str]:
    """Return the fields that words may belong to which nothing was read from.

    :param tokens: of a stretch.
    :param read: the parties of its pieces, their places those of the stretch.
    :param home: our own country, that is named for other reasons.
    """
    spans = [span for party in read for span in party.spans.values()]
    taken = [any(start <= token.start < end for start, end in spans) for token in tokens]
    known = {token.folded for token, is_taken in zip(tokens, taken, strict=True) if is_taken}
    hosts = {one.start for one, two in pairwise(tokens) if two.folded in _BEHIND_A_HOST}
    left = (
        token
        for token, is_taken in zip(tokens, taken, strict=True)
        if not is_taken
        and token.text[:1].isupper()
        and token.folded not in known
        and token.start not in hosts
    )
    return set(_fields(left, home)) | _bodies(tokens, taken)


def _fields(left: Iterable[Token], home: str) -> Iterator[str]:
    for token in left:
        if is_ours(token) or token.folded in _NOBODY or token.code == home:
            continue
        if token.kind is Kind.PROPER:
            yield "persons"
        elif token.is_a("title") and not token.is_a("organisation") and not token.is_a("modifier"):
            yield "titles"
        elif token.kind in {Kind.COUNTRY, Kind.DEMONYM}:
            yield "country"
        elif token.kind is Kind.ACRONYM:
            yield "organisation"


def _bodies(tokens: Sequence[Token], taken: Sequence[bool]) -> set[str]:
    """Return ``organisation`` where a body with a name is left over; ``City Hall`` names none."""
    for place, token in enumerate(tokens):
        beside = [*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]]
        named = any(one.kind in {Kind.PROPER, Kind.ACRONYM, Kind.COUNTRY, Kind.DEMONYM} for one in beside)
        if named and not taken[place] and token.is_capital and token.is_a("organisation"):
            return {"organisation"}
    return set()
