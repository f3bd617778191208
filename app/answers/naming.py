"""A record as an answer names it."""

import re
from dataclasses import dataclass

from models.vocabulary import RecordKind

_LONG = 26
_ABBREVIATION = re.compile(r"\(([^()]{2,14})\)\s*$")
_PARTS = re.compile(r"\s[-–—]\s|,\s|\s\(")


@dataclass(frozen=True, slots=True)
class Name:
    """A record as it is named in a sentence, a cell or a picture; the page makes it a link."""

    id: int
    kind: RecordKind
    text: str


def short(text: str) -> str:
    """Return what a long name is called in a picture: its abbreviation in brackets, else its first part.

    A name that has neither stays as it is.
    """
    if len(text) <= _LONG:
        return text
    if found := _ABBREVIATION.search(text):
        return found[1]
    return _PARTS.split(text, maxsplit=1)[0]
