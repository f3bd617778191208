"""The words of ``words.toml``, found in whatever case they stand and however a machine misread them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from app.domain.turkish import fold
from app.importers.text.endings import lower, parted, stems
from app.importers.text.misreading import is_plain, one_letter_apart

_SHORTEST_MISREAD = 7
"""A shorter word with one wrong letter may well be another word."""
_LONGEST_WORD = 60
_SHORTEST_STEM = 4
_SHORT = ("üye", "oda", "fon", "şef", "uye", "sef")
"""Shorter words take endings too seldom to be told from names."""
_MISREAD = str.maketrans("01!|58", "oiiisb")
_SMALL_L = re.compile(r"(?<=[a-zçğıöşü])I(?=[a-zçğıöşü]|$)|^I(?=[bcçdfgğhjklmprsştvyz][aeıioöuü])")


@cache
def _words() -> Mapping[str, Any]:
    with Path(__file__).with_name("words.toml").open("rb") as file:
        return tomllib.load(file)


COUNTRY_ALIASES: Mapping[str, tuple[str, ...]] = {
    code: tuple(names) for code, names in _words()["countries"].items()
}
"""Country → what offices call it beside its names in the reference data."""
DEMONYMS: Mapping[str, tuple[str, ...]] = {code: tuple(names) for code, names in _words()["demonyms"].items()}
"""Country → its people."""
ABBREVIATIONS: Mapping[str, str] = {fold(short): full for short, full in _words()["abbreviations"].items()}
"""Folded short form of a word, without its point → the word."""
SPELLINGS: Mapping[str, str] = _words()["spellings"]
"""Turkish spelling of a city → a name that the reference data has."""
MISSIONS: Mapping[str, str] = {fold(title): body for title, body in _words()["titles"]["mission"].items()}
"""Folded title → the mission that it stands for; ``Embassy of`` stands before its country."""

_CLASSES: Mapping[str, Iterable[str]] = {
    "title": _words()["titles"]["head"],
    "modifier": _words()["titles"]["modifier"],
    "organisation": _words()["organisations"]["head"],
    "part": _words()["organisations"]["part"],
    "rooted": _words()["organisations"]["rooted"],
    "group": _words()["people"]["group"],
    "common": _words()["people"]["common"],
    "meeting": [*_words()["meeting"]["word"], *_words()["meeting"]["verb"]],
}


def _by_base() -> Mapping[str, Mapping[str, str]]:
    index: dict[str, dict[str, str]] = defaultdict(dict)
    for name, words in _CLASSES.items():
        for word in words:
            index[fold(word)].setdefault(name, word)
    return index


_INDEX = _by_base()


def _shortened(word: str) -> Iterable[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _by_shortened() -> Mapping[str, str]:
    index: dict[str, str] = {}
    for base in _INDEX:
        if len(base) >= _SHORTEST_MISREAD:
            for short in _shortened(base):
                index.setdefault(short, base)
    return index


_MISREADINGS = _by_shortened()


@dataclass(frozen=True, slots=True)
class Known:
    """What a dictionary says about a word.

    :param bases: class → base form, as ``words.toml`` writes it.
    :param stem: folded base form.
    :param inflected: whether an ending was taken off.
    :param exact: whether every letter was right.
    """

    bases: Mapping[str, str]
    stem: str
    inflected: bool
    exact: bool

    @property
    def is_meeting(self) -> bool:
        """Whether it only says that somebody met somebody."""
        return set(self.bases) == {"meeting"}


def cleaned(word: str) -> str:
    """Return a word with figures that a machine read for letters put right: ``8aşkan`` → ``başkan``."""
    if any(letter.isalpha() for letter in word):
        word = _SMALL_L.sub("l", word)
        if any(letter.isdigit() for letter in word) and not word[-1].isdigit():
            word = word.translate(_MISREAD)
    return word


@lru_cache(maxsize=65536)
def known(word: str) -> Known | None:
    """Look a word up, without its endings; None if no dictionary has it.

    :param word: as printed; what follows an apostrophe does not count.
    """
    if len(word) > _LONGEST_WORD:
        return None
    printed = parted(word)[0]
    if found := _known(printed, exact=True):
        return found
    if (tidy := cleaned(printed)) != printed and (found := _known(tidy, exact=False)):
        return found
    if not is_plain(printed):
        return None  # no misread word of ours: "Cătălin"
    misread = (_known(tried, exact=False) for tried in _with_i(printed))
    return next((one for one in misread if one and len(one.stem) >= _SHORTEST_MISREAD), None)


def _with_i(printed: str) -> Iterable[str]:
    """Yield a word with each l read as an i: ``Büyükelçisl``; short ones are left as they are."""
    if len(printed) >= _SHORTEST_MISREAD:
        for place in range(len(printed) - 1, 0, -1):
            if printed[place] == "l":
                yield f"{printed[:place]}i{printed[place + 1 :]}"


def _known(printed: str, *, exact: bool) -> Known | None:
    small = lower(printed)
    # English has an i where Turkish has ı: a word all in capitals may be either.
    for spelt in dict.fromkeys((small, printed.lower())):
        for stem in stems(spelt, strict=False):
            if (bases := _INDEX.get(fold(stem))) and (
                len(stem) >= _SHORTEST_STEM or stem in {spelt, *_SHORT}
            ):
                return Known(bases, fold(stem), len(stem) < len(spelt), exact)
    if len(small) < _SHORTEST_MISREAD or not is_plain(small):
        return None
    for stem in stems(small, strict=False):
        if len(stem) >= _SHORTEST_MISREAD - 1:
            folded = fold(stem)
            for short in _shortened(folded):
                if (base := _MISREADINGS.get(short)) and one_letter_apart(folded, base):
                    return Known(_INDEX[base], base, len(stem) < len(small), exact=False)
    return None


def is_honorific(word: str) -> bool:
    """Say whether a word only does honour to a name: ``Dr.``, ``H.E.``, ``Sayın``."""
    bare = fold(word).replace(".", "").strip()
    return bare in _HONORIFICS and not (bare in {"he", "se"} and word.islower())


_HONORIFICS = frozenset(fold(word).replace(".", "") for word in _words()["people"]["honorific"])
NOT_SHORTENED = "".join(
    rf"(?<!(?i:{re.escape(word)})[.])"
    for word in sorted({*_words()["people"]["honorific"], *_words()["abbreviations"]})
    if word.isalpha() and 3 <= len(word) <= 5
)
"""Part of a pattern: what stands before is no shortened word, as ``Prof.``, whose point ends no sentence."""
PARTICLES = frozenset(fold(word) for word in _words()["people"]["particle"])
"""Small words inside a name."""
ACRONYMS = frozenset(_words()["organisations"]["acronym"])
"""Bodies that are known by one word."""
ABROAD = frozenset(_words()["organisations"]["abroad"])
"""Words in the names of bodies that are at home in another country."""
ENGLISH_MISSIONS = frozenset(
    fold(title) for title, body in _words()["titles"]["mission"].items() if body.endswith(" of")
)
INTERNATIONAL = re.compile(
    rf"(?:{'|'.join(re.escape(fold(word)) for word in _words()['organisations']['international'])})(?!\w)"
)
"""How the names of bodies begin that stand for no country."""
AFTER_COUNTRY = tuple(fold(word).split() for word in _words()["swallowed"]["after"])
BEFORE_COUNTRY = tuple(
    sorted((fold(word).split() for word in _words()["swallowed"]["before"]), key=len, reverse=True)
)
AFTER_PLACE = frozenset(fold(word) for word in _words()["swallowed"]["place"])
BEFORE_PLACE = tuple(
    sorted((fold(word).split() for word in _words()["swallowed"]["place_before"]), key=len, reverse=True)
)


WORDS_OF_PHRASES = frozenset(
    word
    for phrase in (
        *_words()["meeting"]["online"],
        *_words()["meeting"]["hybrid"],
        *_words()["organisations"]["international"],
        *_words()["swallowed"]["after"],
    )
    for word in fold(phrase).split()
)
"""Words that say how people met, or how bodies of the world and states are called; folded."""
MISREAD_LIKE = str.maketrans("l10|!", "iioii")
"""Letters that machines take for each other, as one."""


_MANY_ENDINGS = "['’]?[a-z]{0,8}"
_FEW_ENDINGS = "(?:['’]?(?:lar|ler)?(?:s?[iu])?(?:n?[iu]n|n[iu]|y[iu]|[yn]?[ae])?|s)"


def _pattern(words: Iterable[str], endings: str = _MANY_ENDINGS) -> re.Pattern[str]:
    """Return a pattern for folded text: any of the words, with what may follow them."""
    alternatives = "|".join(
        re.escape(fold(word)).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?:{endings})(?!\w)")


_MEETING = _words()["meeting"]
_TASKS = _words()["tasks"]
SIGNS: Mapping[str, re.Pattern[str]] = {
    **{
        name: _pattern(_MEETING[name])
        for name in ("in_person", "online", "hybrid", "outgoing", "third_place", "cancelled")
    },
    "online_misread": _pattern(
        fold(word).translate(MISREAD_LIKE) for word in [*_MEETING["online"], *_MEETING["hybrid"]]
    ),
    "somebody": _pattern([*_words()["titles"]["mission"], *_MEETING["word"], *_MEETING["verb"]]),
    "meeting": _pattern([*_MEETING["word"], *_MEETING["verb"]]),
    "task_object": _pattern(_TASKS["object"], _FEW_ENDINGS),
    "task_verb": _pattern(_TASKS["verb"], "(?!-)"),
    "task_done": _pattern(_TASKS["done"], ""),
    "task_mark": _pattern(_TASKS["mark"], ""),
    "office": _pattern(_TASKS["office"], ""),
}
"""What a folded text says about how and whether people met."""
