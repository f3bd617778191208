"""Turkish letters: what is found, what is the same, and what comes first.

Neither Python nor the databases get ``İ I ı i`` right, so these keys are made here and stored in columns.
"""

import unicodedata
from collections.abc import Callable

_DROPPED = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Marks, and the soft hyphens and joiners that come along when a name is copied from a PDF."""
_SPELT_OUT = str.maketrans(
    {"ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
)


class _Letters(dict[int, int | str | None]):
    """A table for ``str.translate`` that asks once for each letter that occurs."""

    def __init__(self, told: Callable[[str], str | None]) -> None:
        super().__init__()
        self.told = told

    def __missing__(self, code: int) -> str | None:
        self[code] = found = self.told(chr(code))
        return found


_BARE = _Letters(lambda c: None if unicodedata.category(c) in _DROPPED else c)
_WORDS = _Letters(lambda c: c if c.isalnum() else " ")
_ONE_I = str.maketrans("İIı", "iii")
_TURKISH_LOWER = str.maketrans("İI", "iı")

_ALPHABET = "0123456789abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_SPACE = "00"
_CODES = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET, 1)}
_OTHER_SCRIPT = str(len(_ALPHABET) + 1)
_CODED = _Letters(lambda c: _CODES.get(c) or f"{_OTHER_SCRIPT}{ord(c):07}")
_SPELT = _Letters(lambda c: c if c in _CODES else fold(c))
_LONGEST_KEY = 2_500
"""Bytes of a key of order; PostgreSQL refuses a row of an index that is longer than 2,704."""
_SHORT_KEY = _LONGEST_KEY // 4


def fold(text: str) -> str:
    """Return the text in small letters without marks, its punctuation kept: ``Şırnak'ın`` → ``sirnak'in``.

    Only folded texts may be compared with each other.
    """
    return unicodedata.normalize("NFKD", text).translate(_BARE).casefold().translate(_SPELT_OUT)


def search_key(text: str) -> str:
    """Return the loose key by which words are found: folded words with one space between them.

    An apostrophe ends a word, which sets Turkish endings apart: ``Üsküp'ün`` → ``uskup un``.
    """
    return " ".join(search_words(text))


def search_words(text: str) -> list[str]:
    """Return the words of :func:`search_key`."""
    return fold(text).translate(_WORDS).split()


def match_key(text: str) -> str:
    """Return the strict key of identity, for imports and merging: two names are the same if their keys are.

    Capitals, punctuation, spaces and the four Turkish letters ``İ I ı i`` do not count, since machines and
    foreigners mix them up. Every other mark does: ``İZMİR`` is ``Izmir``, ``Münster`` is not ``Munster``.
    """
    small = unicodedata.normalize("NFC", text).translate(_ONE_I).casefold()
    # A machine made İ small and left its dot behind.
    whole = unicodedata.normalize("NFC", small.replace("i\N{COMBINING DOT ABOVE}", "i"))
    return " ".join("".join(map(_kept, whole)).split())


def sort_key(text: str) -> str:
    """Return a key whose bytes are in the order of the Turkish alphabet on both databases.

    Two digits for every letter: spaces first, then digits, letters, other scripts. ``q w x`` stand in
    their Latin places; a letter that is not Turkish stands with its base, ``â`` with ``a``. The text itself
    comes last and decides between equals. The key has at most 2,500 bytes: PostgreSQL indexes no more.
    """
    small = unicodedata.normalize("NFC", text).translate(_TURKISH_LOWER).lower()
    words = small.translate(_SPELT).translate(_WORDS).split()
    key = _SPACE.join(word.translate(_CODED) for word in words) + " " + text
    return key if len(key) <= _SHORT_KEY else key.encode()[:_LONGEST_KEY].decode(errors="ignore")


def _kept(letter: str) -> str:
    """Return a letter, digit or mark as it is, nothing for a soft hyphen, a space for the rest."""
    category = unicodedata.category(letter)
    return letter if letter.isalnum() or category[0] == "M" else "" if category == "Cf" else " "
