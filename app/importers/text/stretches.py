"""A stretch of an entry, made ready for reading: on one line, and without what names nobody."""

import re

from app.importers.text.dates import flattened
from app.importers.text.lexicon import MISREAD_LIKE, NOT_SHORTENED, SIGNS
from app.importers.text.pieces import MASKED

_HYPHEN = re.compile(
    r"(?<=[^\W\d_])[-\xad‐]\s*[\n\r\f]\s*(?=[a-zçğıöşü])|(?<=[^\W\d_]-)\s*[\n\r\f]\s*(?=[^\W\d_])"
)
"""A word broken at a margin; a hyphen before a capital is its own."""


_SUBJECT = re.compile(
    r"(?<!\w)(?:konu|konusu|gorusme konusu|amac|amaci|gundem|subject|topic|purpose|agenda"
    r"|not|note|notes|yer|venue|place|location)\s*:[^;|\n]*"
)


_FACE = re.compile(r"(?<!\w)(?:yuz\s?yuze|in[ -]person|face[ -]to[ -]face|fiziki)(?!\w)")


_SENTENCE = re.compile(r"(?<=[a-zçğıöşü]{4}[.!?])" + NOT_SHORTENED + r"\s+(?=[A-ZÇĞİÖŞÜ\"“])")
_SHORTEST_SENTENCE = 20


def first_sentence(text: str) -> str:
    """Return what stands before the second sentence; ``Prof.`` ends none."""
    found = _SENTENCE.search(text, _SHORTEST_SENTENCE)
    return text[: found.start()] if found else text


def unbroken(text: str) -> tuple[str, list[int]]:
    """Return a stretch on one line, broken words put together, and where each letter stood."""
    letters: list[str] = []
    places: list[int] = []
    skipped = 0
    for found in [*_HYPHEN.finditer(text), None]:
        end = found.start() if found else len(text)
        letters.extend(" " if letter.isspace() else letter for letter in text[skipped:end])
        places.extend(range(skipped, end))
        skipped = found.end() if found else end
    return "".join(letters), places


def without_subject(flat: str) -> str:
    """Return a folded text without what it says under a label as ``Konu:``."""
    return _SUBJECT.sub(" ", flat)


def masked(text: str) -> str:
    """Return a text without the words that say how people met; each letter keeps its place."""
    flat = flattened(text)
    spans = [found.span() for name in ("online", "hybrid") for found in SIGNS[name].finditer(flat)]
    spans += [found.span() for found in SIGNS["online_misread"].finditer(flat.translate(MISREAD_LIKE))]
    spans += [found.span() for found in _FACE.finditer(flat)]
    spans += [found.span() for found in _SUBJECT.finditer(flat)]
    for start, end in spans:
        text = text[:start] + MASKED + " " * (end - start - 1) + text[end:]
    return text
