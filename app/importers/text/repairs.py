"""Words that a machine ran together or tore apart, put right: ``RomanyaBüyükelçisi``, ``Beledi yesi``.

Only where a dictionary knows what comes out, and does not know what stands there.
"""

import re
from collections.abc import Iterator

from app.domain.turkish import fold
from app.importers.text.endings import lower
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.lexicon import ACRONYMS, PARTICLES, WORDS_OF_PHRASES, known
from app.importers.text.misreading import is_plain, with_i_or_l, with_pairs

_WORD = re.compile(r"[^\W\d_]+")
_TORN = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) ([^\W\d_]{2,})(?![\w'’-])")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zçğıöşü])(?=[A-ZÇĞİÖŞÜ])")
_LINKS = ("ve", "of", "and")
_ALONE = (
    frozenset({"ve", "ile", "and", "with", "the", "for", "from", "to", "of", "in", "at", "by"}) | PARTICLES
)
"""Small words that are no piece of another."""
_MISREAD_CAPITALS = (
    (
        re.compile(
            r"(?<![\w'’])l(?=[b-df-hj-km-np-tv-zçğş][^\W\d_]{2})"
            r"|(?<=[A-Z][a-z] |[a-z]{2} )l(?=[b-df-hj-km-np-tv-zçğş](?!\w))"
        ),
        "İ",
    ),
    (re.compile(r"(?<![\w'’])1(?=[b-df-hj-np-tv-zçğş][^\W\d_]{3})"), "İ"),
    (re.compile(r"(?<![\w'’])0(?=[^\W\d_]{3})"), "O"),
)
"""``lzmir``, ``1zmir``, ``0lena``."""
_LAST_I = re.compile(r"(?<![\w'’])([^\W\d_]{4,})([!1|])(?=\s+[^\W\d_]|\s*$|\s*[,;)])")
"""``Müsteşar!``, ``toplant1``: the last letter of a word."""
_CAPITAL_I = re.compile(r"(?<![^\W_])l(?=[A-ZÇĞİÖŞÜ]{2,}(?![a-zçğıöşü]))|(?<=[A-ZÇĞİÖŞÜ])l(?=[A-ZÇĞİÖŞÜ]{2})")
"""``lLO``, ``EUROClTIES``."""
_ONE = re.compile(r"(?<=[^\W\d_])1(?=[^\W\d_]{2})|(?<=[^\W\d_]{3})1(?![\w'’.])")
_VOWELS = frozenset("aeıioöuü")
_FIRST_HALVES = frozenset({"Büyük", "Buyuk", "Baş", "Bas"})
"""Words that a title begins with and that are words too: ``Büyük elçisi``."""
_POSSESSIVES = frozenset({"sı", "si", "su", "sü", "sının", "sinin", "sünün", "sına", "sine", "sını", "sini"})
_SHORTEST_RUN, _LONGEST_RUN = 8, 60
_SHORTEST_PART = 4
_SHORTEST_WORD = 6
_SHORTEST_MISREAD = 5
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
"""``B Ü Y Ü K E L Ç İ``."""


def with_capitals(text: str) -> str:
    """Return a text, as long as it was, with what a machine read for capitals put right."""
    for pattern, capital in _MISREAD_CAPITALS:
        text = pattern.sub(capital, text)
    text = _ONE.sub(lambda found: _letter_for_one(text, found.start()), text)
    return _LAST_I.sub(_with_its_last_letter, _CAPITAL_I.sub("I", text))


def _letter_for_one(text: str, place: int) -> str:
    """Return the letter that stands for a figure in a word: an ``l`` beside a vowel, else an ``i``."""
    before, behind = lower(text[place - 1]), lower(text[place + 1 : place + 2])
    word = re.split(r"\W", text[:place])[-1]
    if not behind.isalpha() and known(word) is not None:
        return "1"  # "toplant1": a dictionary knows better
    return "l" if before in _VOWELS or behind in _VOWELS else "i"


def _with_its_last_letter(found: re.Match[str]) -> str:
    """Return a word with the ``ı`` or ``i`` that a machine misread, if a dictionary has it so."""
    if (
        (plain := known(found[1])) is not None
        and plain.exact
        and found[2] == "!"
        and not found[0][:1].isupper()
    ):
        return found[0]
    word = next((found[1] + letter for letter in "ıi" if _is_word(found[1] + letter)), "")
    return word or found[0]


def repaired(text: str, places: list[int], gazetteer: Gazetteer) -> tuple[str, list[int]]:
    """Return a text on one line with its words put right, and where each letter stood.

    :param places: where each letter of the text stands.
    """
    text, places = _with_words_put_right(with_capitals(text), places, gazetteer)
    cuts = sorted(_cuts(text, gazetteer))
    if cuts:
        parts = [text[one:two] for one, two in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        for cut in reversed(cuts):
            places = [*places[:cut], places[cut], *places[cut:]]
        text = " ".join(parts)
    for gap in sorted(_gaps(text, gazetteer), reverse=True):
        text = text[:gap] + text[gap + 1 :]
        places = places[:gap] + places[gap + 1 :]
    return text, places


def _with_words_put_right(text: str, places: list[int], gazetteer: Gazetteer) -> tuple[str, list[int]]:
    """Put words right in which a machine took letters for others: ``Ternsilcisi``."""
    for found in reversed(list(_WORD.finditer(text))):
        word = found[0]
        named = gazetteer.names(word) or gazetteer.is_word_of_a_country(word)
        if len(word) < _SHORTEST_MISREAD or not is_plain(word) or named:
            continue
        if (there := known(word)) is not None and there.exact:
            continue
        meant = _meant(word, text[found.end() :], gazetteer)
        if meant:
            begin, end = found.span()
            kept = [places[begin + min(at, len(word) - 1)] for at in range(len(meant))]
            text = text[:begin] + meant + text[end:]
            places = [*places[:begin], *kept, *places[end:]]
    return text, places


def _meant(word: str, behind: str, gazetteer: Gazetteer) -> str:
    """Return what a misread word was; empty where no dictionary knows it.

    :param behind: what follows it: a city's name is put right only before a word of office.
    """
    tries = [*with_pairs(word), *with_i_or_l(word)]
    if not word[:1].isupper():
        return next((one for one in tries if _is_clear(one) or _is_of_a_phrase(one)), "")
    for one in tries:
        if _is_clear(one) or _is_of_a_phrase(one) or gazetteer.is_word_of_a_country(one):
            return one
    if not any(map(_is_office, _WORD.findall(behind)[:2])):
        return ""
    return next((one for one in tries if gazetteer.is_large_city(one)), "")


def _is_clear(word: str) -> bool:
    """Say whether a dictionary has a word, and it is too long to be another by chance."""
    found = known(word)
    if found is None or not found.exact:
        return False
    telling = {"title", "organisation"} & set(found.bases)
    return len(found.stem) >= (_SHORTEST_MISREAD if telling else _SHORTEST_WORD + found.inflected)


def _is_of_a_phrase(word: str) -> bool:
    return fold(word) in WORDS_OF_PHRASES


def _is_office(word: str) -> bool:
    found = known(word)
    return found is not None and bool({"title", "organisation"} & set(found.bases))


def _cuts(text: str, gazetteer: Gazetteer) -> Iterator[int]:
    """Yield where a space is missing."""
    for found in _WORD.finditer(text):
        word = found[0]
        if _SHORTEST_RUN <= len(word) <= _LONGEST_RUN:
            cut = _cut(word, gazetteer) if _is_unknown(word, gazetteer) else _before_a_link(word)
            if cut:
                yield found.start() + cut


def _is_unknown(word: str, gazetteer: Gazetteer) -> bool:
    return known(word) is None and word not in ACRONYMS and not gazetteer.names(word)


def _cut(word: str, gazetteer: Gazetteer) -> int:
    for inside in _CAPITAL_INSIDE.finditer(word):
        left, right = word[: inside.start()], word[inside.start() :]
        if _is_word(right) or (_is_word(left) and len(right) > 1):
            return inside.start()
    if link := _before_a_link(word):
        return link
    for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        left, right = word[:place], word[place:]
        if (_is_word(left) or gazetteer.names(left)) and _is_word(right, exact=False):
            return place
    return 0


def _before_a_link(word: str) -> int:
    """Return where ``ve`` or ``of`` was run into the word before it; 0 where none was."""
    found = known(word)
    if found is not None and found.exact:
        return 0
    return next(
        (len(word) - len(link) for link in _LINKS if word.endswith(link) and _is_word(word[: -len(link)])), 0
    )


def _is_word(word: str, *, exact: bool = True) -> bool:
    if len(word) < _SHORTEST_WORD:
        return False
    found = known(word)
    return found is not None and (found.exact or not exact) and not found.is_meeting


def _gaps(text: str, gazetteer: Gazetteer) -> Iterator[int]:
    """Yield the spaces that tear a word apart."""
    for spaced in _SPACED.finditer(text):
        if known(spaced[0].replace(" ", "")) is not None or gazetteer.names(spaced[0].replace(" ", "")):
            yield from range(spaced.start() + 1, spaced.end(), 2)
    place = 0
    while found := _TORN.search(text, place):
        left, right = found[1], found[2]
        if (
            right.islower()
            and right not in _ALONE
            and (known(right) is None or right in _POSSESSIVES or left in _FIRST_HALVES)
            and _tears(left, right, gazetteer)
        ):
            yield found.end(1)
            place = found.end()
        else:
            place = found.start(2)


def _tears(left: str, right: str, gazetteer: Gazetteer) -> bool:
    whole = left + right
    if left[:1].isupper() and gazetteer.names_country(whole):
        return True
    if (
        left[:1].isupper()
        and known(left) is None
        and not gazetteer.names(left)
        and gazetteer.is_large_city(whole)
    ):
        return True  # "Kaz an"
    word = known(whole) if len(whole) > _SHORTEST_WORD else None
    if word is None or not word.exact:
        return False
    if (
        left[:1].isupper()
        and (part := known(right)) is not None
        and {"title", "organisation"} & set(part.bases)
    ):
        return True  # "Büyük elçisi"
    if gazetteer.names(left):
        return False
    alone = known(left) if len(left) > _SHORTEST_WORD else None
    # "Yardımcı sı": what no word of its own can be.
    torn = right in _POSSESSIVES and lower(left)[-1] in "aeıioöuü"
    return alone is None or not alone.exact or (torn and alone.stem == word.stem)
