"""Titles: where they begin and end, what they are without their case, and whom they stand for."""

from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.lexicon import AFTER_COUNTRY, AFTER_PLACE, ENGLISH_MISSIONS, MISSIONS
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import MUNICIPAL, PLACE_STEMS, is_municipal, possessive, text_of

_PLAIN = frozenset(
    [
        "genel",
        "fahri",
        "eski",
        "yeni",
        "birinci",
        "ikinci",
        "ucuncu",
        "onursal",
        "kidemli",
        "es",
        "daimi",
        "gecici",
        "sayin",
    ]
)


_STATES = frozenset(words[-1] for words in AFTER_COUNTRY)
AFTER_HEAD = frozenset(
    {"extraordinary", "executive", "general", "plenipotentiary", "d'affaires", "emeritus", "designate"}
)


def title_text(words: Sequence[Token], body: Sequence[Token] = ()) -> str:
    """Return a title without its case ending: ``Büyükelçisi`` → ``Büyükelçi``, ``Belediye Başkanı`` stays.

    :param body: what stands before it; a mayor's title keeps its municipality.
    """
    *before, head = words
    word = head.word
    if word is None:
        return text_of(words)
    plain = all(token.folded in _PLAIN for token in before)
    base = word.bases.get("title", word.stem)
    shown = head.text
    if word.inflected and (plain or (head.is_a("title") and fold(base) in ENGLISH_MISSIONS)):
        shown = base[:1].upper().replace("I", "İ" if base[0] == "i" else "I") + base[1:]
        if base[0] == "i":
            shown = "İ" + base[1:]
    elif word.inflected:
        shown = possessive(head.text, word.stem)
    elif not word.exact and fold(head.text) != word.stem:
        shown = base[:1].upper() + base[1:]
    text = " ".join([*(token.cleaned for token in before), shown])
    mayor = word.stem in {"baskan", "vekil", "yardimci"} or (before and before[0].folded.startswith("baskan"))
    if (
        mayor
        and (not before or before[0].folded.startswith("baskan"))
        and body
        and body[-1].word is not None
        and body[-1].word.stem == MUNICIPAL
        and not is_municipal(words[0])
    ):
        return f"Belediye {text if before else possessive(head.text, word.stem)}"
    if (
        (mayor or word.stem == "uye")
        and len(body) >= 2
        and body[-1].word is not None
        and body[-1].word.stem == "meclis"
        and is_municipal(body[-2])
    ):
        return f"{text_of(body[-2:])} {text if before else possessive(head.text, word.stem)}"
    return text


def last_office(tokens: Sequence[Token], offices: Sequence[int]) -> int:
    """Return the head of the title: the last office of the first run that a name or ``of`` follows."""
    last = offices[0]
    for place in offices[1:]:
        between = tokens[last + 1 : place]
        if any(token.kind is Kind.PREPOSITION for token in between):
            break
        if any(token.kind in {Kind.PROPER, Kind.COUNTRY, Kind.ACRONYM} for token in between) and _looks_named(
            between
        ):
            break
        last = place
    return last


def _looks_named(between: Sequence[Token]) -> bool:
    return sum(token.kind is Kind.PROPER for token in between) >= 2


def first_of_title(tokens: Sequence[Token], last: int) -> int:
    """Return where a title begins: its head takes the common words before it, not the body."""
    first = last
    whole = any(token.is_a("organisation") and not token.is_a("common") for token in tokens[:last])
    while first > 0:
        token = tokens[first - 1]
        if token.kind is Kind.PREPOSITION or token.kind in {Kind.MARK, Kind.HONORIFIC, Kind.NUMBER}:
            break
        if token.kind is Kind.COUNTRY or token.kind is Kind.DEMONYM:
            near = last - first <= 2 and first - 1 > 0 and not _is_mission_head(tokens[last])
            if token.code == "TR" and token.kind is Kind.COUNTRY and near:
                first -= 1
                continue
            break
        if token.kind in {Kind.PROPER, Kind.ACRONYM}:
            break
        if token.kind is Kind.SMALL:
            if not any(_is_word_of_title(one) for one in tokens[max(0, first - 3) : first - 1]):
                break
            first -= 1
            continue
        if token.folded in _STATES:
            break  # "Tataristan Cumhuriyeti Türkiye Temsilcisi"
        if token.word is not None and token.word.stem in AFTER_PLACE | PLACE_STEMS and token.word.inflected:
            break
        if token.kind is Kind.CONJUNCTION:
            first -= 1
            continue
        if first > 1 and tokens[first - 2].text in {"UN", "BM"} and token.is_capital:
            break  # "UN Women Country Director"
        if token.folded in AFTER_PLACE and first > 1 and _is_of_a_name(tokens[first - 2]):
            break  # "Bask Özerk Bölgesi Turizm Müdürü"
        if token.is_a("organisation") and not _is_word_of_title(token, inside=True):
            break
        if token.is_a("part") and not whole and first - 1 > 0:
            first -= 1
            continue
        if not _is_word_of_title(token, inside=True) and not token.is_a("part"):
            break
        first -= 1
    while first < last and tokens[first].kind is Kind.CONJUNCTION:
        first += 1
    return first


def _is_of_a_name(token: Token) -> bool:
    return token.kind is Kind.PROPER or token.stem in {"ozerk", "federal"}


def _is_mission_head(token: Token) -> bool:
    return token.word is not None and token.word.stem in MISSIONS


def _is_word_of_title(token: Token, *, inside: bool = False) -> bool:
    if token.word is None:
        return False
    if token.is_a("organisation"):
        # "Belediye Başkanı", but "Belediyesi Başkanı": a body stands in the possessive.
        return not token.word.inflected and (token.is_a("modifier") or token.is_a("common"))
    return any(token.is_a(name) for name in ("title", "modifier", "common", "part"))


def mission_role(title: Sequence[Token]) -> str:
    """Return the mission title that a title ends with, as the word list writes it."""
    stems_ = [token.word.stem if token.word else token.folded for token in title]
    for length in (3, 2, 1):
        for end in range(len(stems_), 0, -1):
            phrase = " ".join(stems_[max(0, end - length) : end])
            if phrase in MISSIONS:
                if phrase == "vali" and end < len(stems_):
                    return phrase
                return phrase
    return ""
