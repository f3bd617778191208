"""The words of a heading without what grammar added, so that ``Ziyaretin tarihi`` is ``Ziyaret tarihi``.

Stems only serve to compare headings with each other; they are no words.
"""

import re

from app.domain.turkish import search_words

_ENDINGS = tuple(
    sorted(
        (
            *("larinin", "lerinin", "larin", "lerin", "lari", "leri", "lar", "ler"),
            *(
                "sinin",
                "sunun",
                "sinda",
                "sinde",
                "sunda",
                "nin",
                "nun",
                "in",
                "un",
                "si",
                "su",
                "i",
                "u",
                "s",
            ),
        ),
        key=len,
        reverse=True,
    )
)
"""Folded, so that ``ı`` and ``ü`` are here too: plural, genitive, possessive, and the English plural."""
_SHORTEST = 2
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LINKS = frozenset({"ve", "ile", "veya", "the", "a", "an", "and", "or"}) | {
    # what makes no other heading of one: "Ziyaretin yapıldığı tarih", "Kurumun tam adı", "Yürürlükte mi?"
    *("yapildigi", "gerceklestigi", "tam", "bilgi", "bilgisi", "bilgileri", "mi", "mu"),
}
_OF = re.compile(r"\b(?:of|for)\b")
_LOST_VOWELS = {"sehr": "sehir", "ism": "isim", "sehri": "sehir", "ismi": "isim"}


def without_brackets(heading: str) -> str:
    """Return a heading without units, hints and marks: ``Tarih (gg.aa.yyyy)*`` → ``Tarih``."""
    return _IN_BRACKETS.sub(" ", heading).strip(" *:.#")


def stems(heading: str) -> tuple[str, ...]:
    """Return the stems of a heading, the word that says what it is at the end.

    ``Date of visit`` ends in the stem of *date*, as ``Visit date`` does.
    """
    begin, *rest = _OF.split(heading.lower(), maxsplit=1)
    words = [*(word for part in rest for word in search_words(part)), *search_words(begin)]
    return tuple(_stem(word) for word in words if word not in _LINKS)


def _stem(word: str) -> str:
    if word in _LOST_VOWELS:
        return _LOST_VOWELS[word]
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST), None)
    if ending is None or not word.isalpha():
        return _LOST_VOWELS.get(word, word)
    return _stem(word[: -len(ending)])
