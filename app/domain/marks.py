"""Marking what somebody searched for in a text, across spellings."""

import re

from app.domain.turkish import search_key, search_words

_WORD = re.compile(r"\w+")


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """Split a text into parts; a part is marked where a word begins with a word of the query.

    >>> marked("Üsküp Belediyesi", "usk")
    [('Üsk', True), ('üp Belediyesi', False)]
    """
    wanted = search_words(query)
    parts: list[tuple[str, bool]] = []
    end = 0
    for word in _WORD.finditer(text):
        length = max((_covers(word.group(), begin) for begin in wanted), default=0)
        if length:
            if word.start() > end:
                parts.append((text[end : word.start()], False))
            end = word.start() + length
            parts.append((text[word.start() : end], True))
    if end < len(text):
        parts.append((text[end:], False))
    return parts


def _covers(word: str, begin: str) -> int:
    """Return how many letters of ``word`` a beginning covers; folding may change the length of letters."""
    if not search_key(word).startswith(begin):
        return 0
    return next(
        (length for length in range(1, len(word) + 1) if len(search_key(word[:length])) >= len(begin)), 0
    )
