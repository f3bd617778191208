"""Words with a capital that no field was read from: what they say may be missing."""

from collections.abc import Iterable, Iterator, Sequence

from app.importers.text.party import Party
from app.importers.text.tokens import Kind, Token


def fields_left(tokens: Sequence[Token], read: Iterable[Party]) -> set[str]:
    """Return the fields that words may belong to which nothing was read from.

    :param tokens: of a stretch.
    :param read: the parties of its pieces, their places those of the stretch.
    """
    spans = [span for party in read for span in party.spans.values()]
    left = [
        token
        for token in tokens
        if token.is_capital and not any(start <= token.start < end for start, end in spans)
    ]
    return set(_fields(left))


def _fields(left: Iterable[Token]) -> Iterator[str]:
    for token in left:
        if token.kind is Kind.PROPER:
            yield "persons"
        elif token.is_a("title") and not token.is_a("organisation") and not token.is_a("modifier"):
            yield "titles"
        elif token.kind in {Kind.COUNTRY, Kind.DEMONYM}:
            yield "country"
        elif token.kind is Kind.ACRONYM or (token.is_a("organisation") and not token.is_a("common")):
            yield "organisation"
