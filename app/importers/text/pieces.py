"""The text of an entry in pieces: between commas, dashes, brackets, ``ve`` and the words of meeting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.importers.text.lexicon import BEFORE_COUNTRY, BEFORE_PLACE
from app.importers.text.tokens import Kind, Token

_LONGEST_SHORT_NAME = 2
"""Words of a short name in brackets: ``(UN Women)``."""
_UNDER = re.compile(r"(?:baskanlig|liderlig|onculug|riyaset|eslig)\w{0,2}n[dt][ae](?:ki)?")
"""Who leads a delegation stands before it: ``X başkanlığındaki heyet``."""
_LED = frozenset({"headed", "led", "chaired", "accompanied", "represented"})
DASHES = frozenset("-–—−‐•·|/")
_TRAVELS = frozenset(
    {"travelled", "traveled", "travels", "went", "flew", "giderek", "gidip", "gitti", "gitmistir"}
)
_WHERE = frozenset({"a", "e", "ya", "ye", "da", "de", "ta", "te"})
"""Endings of a place where something happens: ``Viyana'da``."""
_GENITIVE = frozenset({"in", "ın", "un", "ün", "nin", "nın", "nun", "nün"})
_EVENTS = frozenset({"fuar", "zirve", "kongre", "festival", "forum", "expo", "summit"})
_OCCASIONS = frozenset(
    {"kapsaminda", "cercevesinde", "vesilesiyle", "dolayisiyla", "sirasinda", "marjinda", "munasebetiyle"}
)
_AT_EVENT = frozenset({"nda", "nde", "da", "de"})
_OURS = re.compile("[iu]m[iu]z(?!\\w{5})")
MASKED = "¦"
"""Stands for letters that say how people met, and for nobody's name."""
_BREAKS = frozenset(',;:()[]"“”«».!?*→>…') | {MASKED} | DASHES


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together.

    :param before: what parts it from the piece before: ``,``, ``ve``, ``ile``, ``(``, a meeting word.
    :param after: the same for the piece after it.
    """

    tokens: tuple[Token, ...]
    before: str
    after: str = ""


def pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Cut the tokens of an entry."""
    current: list[Token] = []
    before = ""
    for place, token in enumerate(tokens):
        mark = _break(tokens, place, current)
        if mark is None:
            current.append(token)
            if token.ending in _WHERE and token.kind in {Kind.PROPER, Kind.COUNTRY} and len(current) <= 2:
                yield Piece(tuple(current), before, "at")
                before, current = "at", []
            elif _is_at_an_event(token) or _ends_an_occasion(token, current):
                before, current = "at", []
            elif token.ending in _GENITIVE and _is_a_named_office(current):
                yield Piece(tuple(current), before, "whose")
                before, current = "whose", []
            continue
        if current:
            yield Piece(tuple(current), before, mark)
            before = ""
            current = []
        # A meeting word says more than the comma beside it.
        kept = (before == "meeting" and mark in {",", "by"}) or (before == "for" and mark == "of")
        before = before if kept else mark
    if current:
        yield Piece(tuple(current), before)


def _break(tokens: Sequence[Token], place: int, current: Sequence[Token]) -> str | None:
    """Return what parts the token's neighbours; None where the token belongs to a piece."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.kind is Kind.MARK:
        if token.text not in _BREAKS:
            return None
        if token.text == "." and before is not None and before.kind in {Kind.HONORIFIC, Kind.NUMBER}:
            return None
        if token.text in "()" and _is_acronym_in_brackets(tokens, place):
            return None
        if token.text in DASHES and _is_dash_within(before, token, after, tokens, place):
            return None
        if token.text == MASKED:
            return "meeting"
        return "-" if token.text in DASHES else token.text
    if token.kind is Kind.CONJUNCTION:
        return None if _joins_common_words(before, after) else token.folded
    if token.folded in _LED and after is not None and after.folded == "by":
        return "led"
    if current and token.text.islower() and _UNDER.fullmatch(token.folded):
        return "led"
    if _is_meeting(token) or is_ours(token) or token.folded in _TRAVELS:
        return "meeting"
    if token.folded == "travel" and after is not None and after.folded == "to":
        return "meeting"
    if token.folded == "our" or (before is not None and before.folded == "our"):
        return "meeting"
    if token.folded == "for" and before is not None and before.kind is Kind.PROPER and current:
        return "for"
    if token.kind is Kind.PREPOSITION and token.folded == "by":
        return "led" if before is not None and before.folded in _LED else "by"
    if token.kind is Kind.PREPOSITION and (not current):
        return before_mark(before)
    return None


def before_mark(token: Token | None) -> str:
    """Return the mark for a preposition that opens a piece: ``visit of``, ``meeting with``."""
    return "meeting" if token is not None and _is_meeting(token) else "of"


def _is_at_an_event(token: Token) -> bool:
    """Say whether a word says at which fair or summit people met: ``Fuarı'nda``, ``zirvesinde``."""
    there = token.ending in _AT_EVENT or token.folded.endswith(("nda", "nde"))
    return token.stem in _EVENTS and there


def _ends_an_occasion(token: Token, current: Sequence[Token]) -> bool:
    """Say whether a word says on which occasion people met: ``ITB Fuarı kapsamında``."""
    return token.folded in _OCCASIONS and not any(one.is_a("title") for one in current)


def _is_a_named_office(tokens: Sequence[Token]) -> bool:
    """Say whether tokens end with a title and a name: ``Genel Sekreter Barış Karcı'nın``."""
    last = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].kind is not Kind.PROPER), -1)
    return last >= 0 and len(tokens) - last > 2 and tokens[last].is_a("title")


def _is_meeting(token: Token) -> bool:
    return token.is_a("meeting") and not token.is_a("organisation") and not token.is_a("title")


def is_ours(token: Token) -> bool:
    """Say whether a title is said of our own people: ``Başkanımızı``, ``Genel Sekreterimiz``."""
    return (token.is_a("title") or token.is_a("group")) and bool(_OURS.search(token.folded))


def _is_acronym_in_brackets(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a bracket holds the short name of the organisation before it: ``Birliği (UITP)``."""
    opening = place
    while tokens[opening].text != "(" and opening > max(0, place - _LONGEST_SHORT_NAME - 1):
        opening -= 1
    inside = tokens[opening + 1 : opening + _LONGEST_SHORT_NAME + 2]
    closing = next((at for at, token in enumerate(inside) if token.text == ")"), 0)
    if tokens[opening].text != "(" or not opening or not closing:
        return False
    short = inside[0].kind is Kind.ACRONYM and all(token.is_capital for token in inside[1:closing])
    return short and tokens[opening - 1].kind in {Kind.KNOWN, Kind.PROPER}


def _is_dash_within(
    before: Token | None, dash: Token, after: Token | None, tokens: Sequence[Token], place: int
) -> bool:
    """Say whether a dash stands inside a name: ``Müller - Eckert``, ``Bremen - İzmir Derneği``."""
    if before is None or after is None or dash.text in "•·|/":
        return False
    if before.end == dash.start and after.start == dash.end:
        return True
    second = tokens[place + 2] if place + 2 < len(tokens) else None
    names = before.kind is Kind.PROPER and after.kind is Kind.PROPER and place >= 2
    alone = second is None or (second.kind is Kind.MARK and second.text not in DASHES)
    double = place >= 3 and tokens[place - 2].kind is Kind.PROPER and tokens[place - 3].kind is Kind.KNOWN
    return names and alone and double and tokens[place - 3].is_a("title")


def _joins_common_words(before: Token | None, after: Token | None) -> bool:
    """Say whether ``ve`` stands inside one name: ``Dış İlişkiler ve Turizm Dairesi``."""
    if before is None or after is None:
        return False
    left = before.is_a("common") or before.is_a("modifier")
    right = after.is_a("common") or after.is_a("modifier") or after.is_a("organisation") or after.is_a("part")
    return (
        left and right and not before.is_a("title") and not before.is_a("group") and not after.is_a("group")
    )


def starts_with(tokens: Sequence[Token], phrases: Sequence[Sequence[str]]) -> int:
    """Return how many tokens the longest phrase at the start takes; 0 if none stands there."""
    for phrase in phrases:
        if [token.folded for token in tokens[: len(phrase)]] == list(phrase):
            return len(phrase)
    return 0


def without_article(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens after ``the``, ``the Republic of``, ``the City of``, ``the Kingdom of the``."""
    taken = max(starts_with(tokens, BEFORE_PLACE), starts_with(tokens, BEFORE_COUNTRY))
    rest = tokens[taken:]
    return rest[1:] if taken and len(rest) > 1 and rest[0].folded == "the" else rest
