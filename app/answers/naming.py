"""A record as an answer names it."""

from dataclasses import dataclass

from models.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class Name:
    """A record as it is named in a sentence, a cell or a picture; the page makes it a link."""

    id: int
    kind: RecordKind
    text: str
