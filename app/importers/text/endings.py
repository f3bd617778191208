"""Turkish endings: what may stand between a name in a dictionary and the name in a sentence.

``Hindistan'ın``, ``Üsküplü``, ``kentinden``, ``derneğinden``: plural, possessive and case endings agree with
the vowel before them and soften the consonant they follow. No mark of a stem is ever dropped.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

APOSTROPHES = "'’‘`´ʼ"
_LONGEST = 10
_ELISION = 2
"""Letters before the apostrophe of ``d'Yves``."""
_SHORTEST_STEM = 3

_BACK, _FRONT, _ROUNDED = frozenset("aıouâû"), frozenset("eiöüî"), frozenset("ouöüû")
_VOWELS = _BACK | _FRONT
_TURKISH_LOWER = str.maketrans("İI", "iı")

_CASE = "[ıiuü]n|n[ıiuü]n|y?[ıiuü]|n[ıiuü]|[yn]?[ae]|n?[dt][ae]n?|y?l[ae]|n?c[ae]"
_ENDING = re.compile(
    "(?=.)(?:l[ıiuü])?(?:l[ae]r)?(?:s?[ıiuü])?(?:m[ıiuü]z)?(?:n(?=[dt]))?"
    f"(?:{_CASE})?(?:(?<=[dt][ae])ki(?:l[ae]r)?)?(?:n[ıiuü]n)?"
)
_LINKED = re.compile("(?:d[ıi]r|t[ıi]r)")
_HARD = {"ğ": "k", "g": "k", "b": "p", "c": "ç", "d": "t"}


def lower(text: str) -> str:
    """Return the text in small letters of the Turkish alphabet."""
    return text.translate(_TURKISH_LOWER).lower().replace("i\N{COMBINING DOT ABOVE}", "i")


@lru_cache(maxsize=4096)
def is_ending(text: str) -> bool:
    """Say whether small letters are a chain of plural, possessive and case endings."""
    return bool(_ENDING.fullmatch(text) or _LINKED.fullmatch(text))


def parted(word: str) -> tuple[str, str]:
    """Part a word at its apostrophe: ``Luger'in`` → ``("Luger", "in")``; ``O'Brien`` stays whole.

    The English ``'s`` is parted too.
    """
    place = max(word.rfind(mark) for mark in APOSTROPHES)
    if place <= 0:
        return word, ""
    rest = lower(word[place + 1 :])
    if place <= _ELISION and word[place + 1 :].istitle() and len(rest) > 1:
        return word, ""  # "d'Yves", "L'Estrange"
    return (word[:place], rest) if rest == "s" or is_ending(rest) else (word, "")


def agrees(stem: str, ending: str) -> bool:
    """Say whether the vowels of an ending agree with the stem's last one, and with each other.

    An ``l`` at the end of a stem may be soft: ``Kabil'in`` and ``Seul'ün`` both occur.
    """
    vowels = [letter for letter in lower(stem) if letter in _VOWELS]
    if not vowels:
        return True
    before = vowels[-1]
    soft = lower(stem).endswith("l")
    for letter in ending:
        if letter not in _VOWELS:
            continue
        if (letter in _BACK) != (before in _BACK) and not soft:
            return False
        if letter not in "ae" and (letter in _ROUNDED) != (before in _ROUNDED):
            return False
        before, soft = letter, False
    return True


def stems(word: str, *, strict: bool = True) -> Iterator[str]:
    """Yield what a word may be without its endings, the longest first and the word itself before all.

    :param word: without an apostrophe; small letters.
    :param strict: whether vowels have to agree; not so for words whose marks a machine lost.
    """
    yield word
    for cut in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST) - 1, -1):
        stem, ending = word[:cut], word[cut:]
        if not is_ending(ending) or (strict and not agrees(stem, ending)):
            continue
        yield stem
        if stem[-1] in _HARD and ending[0] in "ıiuüae":
            yield stem[:-1] + _HARD[stem[-1]]
