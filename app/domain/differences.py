"""Where two texts differ, word by word."""

import re
from difflib import SequenceMatcher

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces: each with whether it differs from the other text."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PAIRS = 250_000
"""Comparing takes as many steps as there are pairs of words; beyond this all between counts as different."""


def marked(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Cut two texts into pieces and say of each whether the other text has it too."""
    mine, theirs = _WORDS.findall(one), _WORDS.findall(other)
    first = _common(mine, theirs)
    last = _common(mine[first:][::-1], theirs[first:][::-1])
    left, right = mine[first : len(mine) - last], theirs[first : len(theirs) - last]
    blocks = [(0, 0, 0)]
    if len(left) * len(right) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        blocks = [(a, b, size) for a, b, size in matcher.get_matching_blocks()]
    same = [(0, 0, first), *((a + first, b + first, size) for a, b, size in blocks)]
    same.append((len(mine) - last, len(theirs) - last, last))
    return (
        _pieces(mine, [(a, size) for a, _, size in same]),
        _pieces(theirs, [(b, size) for _, b, size in same]),
    )


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _pieces(words: list[str], same: list[tuple[int, int]]) -> Pieces:
    shared = {index for start, size in same for index in range(start, start + size)}
    found: list[tuple[str, bool]] = []
    for index, word in enumerate(words):
        differs = index not in shared
        if found and found[-1][1] == differs:
            found[-1] = (found[-1][0] + word, differs)
        else:
            found.append((word, differs))
    return tuple(found)
