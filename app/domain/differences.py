"""Where two texts differ, word by word."""

import re
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces: each with whether it differs from the other text."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r"\S\s+\S")
_MOST_PAIRS = 250_000
"""Comparing takes as many steps as there are pairs of words; beyond this all between counts as different."""


def marked(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Cut two texts into pieces and say of each whether the other text lacks it.

    Marks help within sentences: nothing is marked in a text of one word, a date or a number, nor where the
    texts have no word in common.
    """
    if not (_SENTENCE.search(one) and _SENTENCE.search(other)):
        return ((one, False),), ((other, False),)
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
    if not any(word.isalnum() for a, _, size in same for word in mine[a : a + size]):
        return ((one, False),), ((other, False),)
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
    differs = [index not in shared for index in range(len(words))]
    for index in range(1, len(words) - 1):
        if words[index].isspace() and differs[index - 1] and differs[index + 1]:
            differs[index] = True  # two words that differ are one stretch
    return tuple(
        ("".join(word for word, _ in stretch), differing)
        for differing, stretch in groupby(zip(words, differs, strict=True), key=itemgetter(1))
    )
