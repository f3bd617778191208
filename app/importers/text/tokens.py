"""A text as words and marks, each with its place; and what the dictionaries say about each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from app.domain.turkish import fold
from app.importers.text.endings import parted
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.lexicon import (
    ABBREVIATIONS,
    ACRONYMS,
    AFTER_COUNTRY,
    MISSIONS,
    PARTICLES,
    Known,
    cleaned,
    is_honorific,
    known,
)

_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}|                                # T.C., H.E.
        (?:A\.Ş\.|[^\W\d_]{1,5}\.(?=\s?[^\W\d_]))|         # Dr., S.
        [^\W_](?:[^\W_]|[̀-ͯ]|[-'’‘`´ʼ](?=[^\W_]))*|
        [^\s]""",
    re.VERBOSE,
)
_CONJUNCTIONS = frozenset({"ve", "and", "ile", "with", "&", "veya", "birlikte", "together", "yanısıra"})
_PREPOSITIONS = frozenset({"of", "to", "for", "from", "at", "in", "by", "the", "on"})
_OFFICES = frozenset(MISSIONS) | {
    "buyukelcilik",
    "baskonsolosluk",
    "konsolosluk",
    "belediye",
    "embassy",
    "fahri",
    "ticaret",
}
_MOSTLY = 0.7
_SMALL_I = re.compile("l[b-df-hj-np-tv-z]")
"""A capital I that a machine took for an l."""


_folded = lru_cache(maxsize=65536)(fold)


class Kind(Enum):
    """What a token is before its neighbours are looked at."""

    MARK = auto()
    NUMBER = auto()
    COUNTRY = auto()
    DEMONYM = auto()
    HONORIFIC = auto()
    CONJUNCTION = auto()
    PREPOSITION = auto()
    ACRONYM = auto()
    KNOWN = auto()
    PROPER = auto()
    SMALL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or the words of a country's name.

    :param text: without what follows an apostrophe.
    :param ending: what follows it, small.
    :param code: the country, for a country or its people.
    :param exact: whether the name of the country is spelt right.
    """

    kind: Kind
    text: str
    start: int
    end: int
    ending: str = ""
    word: Known | None = None
    code: str = ""
    exact: bool = True

    def is_a(self, name: str) -> bool:
        """Say whether a dictionary has it in this class."""
        return self.word is not None and name in self.word.bases

    @property
    def stem(self) -> str:
        """The folded base form, or the folded word where no dictionary has it."""
        return self.word.stem if self.word is not None else self.folded

    @property
    def is_inflected(self) -> bool:
        """Whether a dictionary knows it with an ending."""
        return self.word is not None and self.word.inflected

    @property
    def word_has_office(self) -> bool:
        """Whether a dictionary has it as something else than a common word."""
        return self.word is not None and bool(set(self.word.bases) - {"common", "modifier"})

    @property
    def folded(self) -> str:
        """The text as texts are compared."""
        return _folded(self.text)

    @property
    def cleaned(self) -> str:
        """The text, put right where a dictionary knows the word that a machine misread."""
        return cleaned(self.text) if self.word is not None and not self.word.exact else self.text

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper() or self.text[:1].isdigit()


def is_flat(text: str) -> bool:
    """Say whether capitals tell nothing in a text: it has hardly any letters else, or none."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return bool(letters) and (capitals > _MOSTLY * len(letters) or not capitals)


def tokenise(text: str, gazetteer: Gazetteer, *, flat: bool = False) -> list[Token]:
    """Return the tokens of a stretch of an entry.

    :param flat: what :func:`is_flat` says of the entry.
    """
    raw = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    tokens: list[Token] = []
    place = 0
    while place < len(raw):
        country = _country(raw, place, gazetteer, tokens, flat=flat) or _misread_country(
            raw, place, gazetteer
        )
        if country is not None:
            token, place = country
            tokens.append(token)
            continue
        token = _token(raw[place], tokens, flat=flat, gazetteer=gazetteer)
        if token.folded == "excellency" and tokens and tokens[-1].folded in {"his", "her"}:
            tokens[-1] = replace(tokens[-1], kind=Kind.HONORIFIC)
        tokens.append(token)
        place += 1
    return tokens


def _in_full(text: str, before: Sequence[Token]) -> str:
    """Return a shortened word in full: ``bşk``; ``yrd`` behind a title only, since it does honour too."""
    full = ABBREVIATIONS.get(fold(text).rstrip("."), "") if before or text[:1].isupper() else ""
    return full if full and ((before and before[-1].word is not None) or not is_honorific(text)) else text


def _token(
    found: tuple[str, int, int], before: Sequence[Token], *, flat: bool, gazetteer: Gazetteer
) -> Token:
    whole, start, end = found
    if not any(letter.isalnum() for letter in whole):
        return Token(Kind.CONJUNCTION if whole == "&" else Kind.MARK, whole, start, end)
    text, ending = parted(whole)
    text = _in_full(text, before)
    folded = fold(text)
    if is_honorific(text):
        return Token(Kind.HONORIFIC, text, start, end, ending)
    if folded in _CONJUNCTIONS and not text.isupper():
        return Token(Kind.CONJUNCTION, text, start, end)
    if folded in _PREPOSITIONS and not text[:1].isupper():
        return Token(Kind.PREPOSITION, text, start, end)
    if text[0].isdigit() and not any(letter.isalpha() for letter in text[1:]):
        return Token(Kind.NUMBER, text, start, end, ending)
    word = known(text)
    if before and before[-1].folded == "is" and folded.startswith("birlig"):
        return Token(Kind.SMALL, text, start, end, ending)  # "iş birliği" is no union
    if word is not None and not word.exact and gazetteer.is_city(text):
        word = None  # Münster is no misread minister
    if text in ACRONYMS or (
        not flat and len(text) > 1 and text.isupper() and word is None and "." not in text
    ):
        return Token(Kind.ACRONYM, text, start, end, ending)
    capital = text[0].isupper() or (cleaned(text)[0].isalpha() and text[0].isdigit() and len(text) > 2)
    if hit := (gazetteer.demonym(text) if capital else None):
        return Token(Kind.DEMONYM, text, start, end, ending, word, hit.code)
    if word is None and capital and "-" in text:
        word = _compound(text)
    if word is not None:
        return Token(Kind.KNOWN, text, start, end, ending, word)
    proper = (capital or flat or bool(_SMALL_I.match(text)) or text[2:].istitle()) and len(folded) > 0
    return Token(Kind.PROPER if proper else Kind.SMALL, text, start, end, ending)


def _compound(text: str) -> Known | None:
    """Return what a body written with a hyphen is: ``Goethe-Institut``."""
    word = known(text.rsplit("-", 1)[-1])
    return word if word is not None and word.exact and set(word.bases) == {"organisation"} else None


def _country(
    raw: Sequence[tuple[str, int, int]],
    place: int,
    gazetteer: Gazetteer,
    before: Sequence[Token],
    *,
    flat: bool,
) -> tuple[Token, int] | None:
    """Return the country that begins here and the place after it; the longest name wins."""
    first = raw[place][0]
    if not (first[0].isupper() or flat):
        return None
    longest = gazetteer.longest_country(first) or gazetteer.longest_country(cleaned(first))
    for count in range(min(longest, len(raw) - place), 0, -1):
        words = raw[place : place + count]
        if any(not any(letter.isalnum() for letter in word) and word != "&" for word, _, _ in words):
            continue
        texts = [word for word, _, _ in words]
        texts[-1], ending = parted(texts[-1])
        if count == 1 and len(texts[0]) < 3 and not texts[0].isupper():
            continue
        if any(parted(text)[1] for text in texts[:-1]):
            continue
        hit = gazetteer.country(texts, ending) or gazetteer.country([cleaned(text) for text in texts], ending)
        if hit is None or (count == 1 and _is_another_word(raw, place, before)):
            continue
        start, end = words[0][1], words[-1][2]
        shown = " ".join([*(word for word, _, _ in words[:-1]), parted(words[-1][0])[0]])
        token = Token(Kind.COUNTRY, shown, start, end, ending, code=hit.code, exact=hit.exact)
        return token, _after_country(raw, place + count)
    return None


def _misread_country(
    raw: Sequence[tuple[str, int, int]], place: int, gazetteer: Gazetteer
) -> tuple[Token, int] | None:
    """Return a country whose name a machine misread: only where an office or a mission is named behind it."""
    word, start, end = raw[place]
    behind = [known(one) for one, _, _ in raw[place + 1 : place + 3]]
    offices = [one for one in behind if one is not None and one.stem in _OFFICES]
    beside = behind[0] if behind else None
    if beside is not None and beside.stem in {"belediye", "buyuksehir"}:
        return None  # a city's own office, as Bolonya's
    if not offices or len(word) < 4 or known(word) is not None or gazetteer.is_city(parted(word)[0]):
        return None
    text, ending = parted(word)
    found = gazetteer.misread_country(text)
    if found is None or gazetteer.demonym(text) is not None:
        return None
    code, name = found
    return Token(Kind.COUNTRY, name, start, end, ending, code=code, exact=False), place + 1


def _after_country(raw: Sequence[tuple[str, int, int]], place: int) -> int:
    """Return the place after what belongs to the name of a state: ``Federal Cumhuriyeti``."""
    for words in sorted(AFTER_COUNTRY, key=len, reverse=True):
        following = [fold(parted(word)[0]) for word, _, _ in raw[place : place + len(words)]]
        if [one[: len(two)] for one, two in zip(following, words, strict=False)] == words:
            return place + len(words)
    return place


def _is_another_word(raw: Sequence[tuple[str, int, int]], place: int, before: Sequence[Token]) -> bool:
    """Say whether what is spelt like a country is a given name after a title, or a plain word."""
    following = raw[place + 1][0] if place + 1 < len(raw) else ""
    word = fold(raw[place][0])
    if word == "mali":
        return (known(following) is not None) and not (known(following) or _NONE).stem.startswith(
            ("buyukelci", "baskonsolos", "konsolos", "heyet", "belediye")
        )
    names = before and (
        before[-1].kind is Kind.HONORIFIC
        or (before[-1].is_a("title") and before[-1].end + 1 == raw[place][1])
    )
    return bool(
        names
        and following[:1].isupper()
        and known(following) is None
        and fold(following) not in PARTICLES
        and not is_honorific(following)
    )


_NONE = Known({}, "", inflected=False, exact=False)
