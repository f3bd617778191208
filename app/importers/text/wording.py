"""What kind of word a token is, and how words are printed."""

from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.party import Span
from app.importers.text.tokens import Kind, Token

MUNICIPAL = "belediye"


PLACES = frozenset(
    {"metropolitan", "city", "municipality", "province", "prefecture", "region", "district", "town", "state"}
)


PLACE_STEMS = frozenset({"kent", "sehir", "ilce"})


def text_of(words: Sequence[Token]) -> str:
    """Return the words as printed, brackets and dashes set as they stood."""
    parts: list[str] = []
    for place, token in enumerate(words):
        if place and token.start > words[place - 1].end:
            parts.append(" ")
        text = _mission_put_right(token) or token.cleaned
        if place < len(words) - 1 and token.ending:
            text += "'" + token.ending
        parts.append(text)
    if words and words[-1].word is not None and words[-1].is_a("organisation") and words[-1].word.inflected:
        last = words[-1]
        parts[-1] = _mission_put_right(last) or possessive(last.cleaned, last.stem)
    return "".join(parts).strip()


def _mission_put_right(token: Token) -> str:
    """Return the possessive of a mission that a machine misread: ``Büyükelçlliği``; empty for other words."""
    word = token.word
    base = word.bases.get("organisation", "") if word is not None else ""
    if word is None or word.exact or not word.inflected or not base.endswith(("lik", "luk")):
        return ""
    return base[:1].upper() + base[1:-1] + ("ği" if base.endswith("lik") else "ğu")


def span_of(words: Sequence[Token]) -> Span:
    """Return the place of words in their stretch."""
    return words[0].start, words[-1].end


def possessive(printed: str, stem: str) -> str:
    """Return the possessive form within a longer one: ``Başkanının``, ``Başkanına`` → ``Başkanı``."""
    small = fold(printed)
    if len(printed) != len(small):
        return printed
    for end in range(len(stem) + 1, min(len(stem) + 3, len(small)) + 1):
        tail = small[len(stem) : end]
        if tail in {"i", "u", "si", "su", "lari", "leri"} and (end == len(small) or small[end] in "nyd"):
            return printed[:end]
    return printed


def is_municipal(token: Token) -> bool:
    """Say whether a word is a municipality, in whatever case."""
    return token.word is not None and token.word.stem in {MUNICIPAL, "municipality"}


def is_place_word(token: Token) -> bool:
    """Say whether a word only says that a city stands before it: ``kentinden``."""
    return token.word is not None and token.word.inflected and token.word.stem in PLACE_STEMS


def is_group(token: Token, following: Token | None) -> bool:
    """Say whether a word names several people; a ``Delegation to …`` is a body."""
    if token.folded == "mission" and following is not None and following.folded == "from":
        return True
    if not token.is_a("group") or (following is not None and following.folded == "to"):
        return False
    return not (token.is_a("title") or token.is_a("organisation")) or is_plural(token)


def is_plural(token: Token) -> bool:
    """Say whether a word speaks of several."""
    small = token.folded
    return (
        "lari" in small
        or "leri" in small
        or small.endswith(("ler", "lar", "s"))
        or small.startswith(("delegasyon", "delegation"))
    )


def is_plain_word(token: Token) -> bool:
    """Say whether a word is part of no proper name."""
    return token.kind in {Kind.KNOWN, Kind.CONJUNCTION, Kind.SMALL} and not token.is_a("organisation")


def is_plain_capital(token: Token) -> bool:
    """Say whether a word is a common one written as a name: ``Affairs``."""
    return token.kind is Kind.KNOWN and token.is_a("common") and token.is_capital and not token.is_inflected


def is_no_place(token: Token) -> bool:
    """Say whether a word that happens to be some town's name is a plain word here."""
    return token.word is not None and token.word.exact and not token.word.inflected
