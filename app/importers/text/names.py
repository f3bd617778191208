"""Names of persons: where they end."""

import re
from collections.abc import Sequence

from app.importers.text.lexicon import PARTICLES
from app.importers.text.party import Party
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import span_of, text_of

_LONGEST_NAME = 8
_SHORTEST_WHOLE_NAME = 2


_VERB = re.compile(r"(?:[dt][iu]|m[iu]s(?:t[iu]r)?|[iu]yor|ile|icin|[ae]c[ae]k)$")
"""How words end that go on with the sentence."""


_NO_NAMES = frozenset({"the", "a", "an", "this", "bu", "bir", "his", "her", "their"})


_INITIAL = 2
"""Letters of an initial with its point, and of the shortest name."""
_DASHES = frozenset("-–.")


def take_name(tokens: Sequence[Token], party: Party) -> bool:
    """Take the name at the start of the tokens, after its honorifics."""
    words = list(tokens)
    honoured = False
    while words and (
        words[0].kind is Kind.HONORIFIC or (words[0].kind is Kind.MARK and words[0].text == ".")
    ):
        honoured = True
        words.pop(0)
    taken: list[Token] = []
    for place, token in enumerate(words[:_LONGEST_NAME]):
        following = words[place + 1] if place + 1 < len(words) else None
        if token.kind is Kind.HONORIFIC and taken and token.end - token.start <= 5:
            break
        begun = bool(taken)
        if token.kind in {Kind.COUNTRY, Kind.DEMONYM}:  # "The Gambia" and "K. Makedonya" are no names
            begun = any(len(one.folded) > _INITIAL and one.folded not in _NO_NAMES for one in taken)
        if not _is_name_part(token, following, begun=begun):
            break
        taken.append(token)
        if token.ending:
            break
    while taken and taken[-1].kind in {Kind.MARK, Kind.PREPOSITION}:
        taken.pop()
    if not taken or not any(
        token.kind in {Kind.PROPER, Kind.COUNTRY} or token.text[:1].isupper() for token in taken
    ):
        return False
    if len(taken) == 1 and not honoured and (taken[0].kind is Kind.ACRONYM or taken[0].folded in _NO_NAMES):
        return False
    party.name = text_of(taken)
    party.name_ending = taken[-1].ending
    party.spans["persons"] = span_of(taken)
    rest = words[len(taken) :]
    if len(rest) == 1 and rest[0].kind is Kind.SMALL and not _VERB.search(rest[0].folded):
        party.doubts["persons"] = "words_left"  # a scan may have torn the name: "Güven türk"
    if len(taken) == 1:
        party.doubts["persons"] = "one_word"
    elif taken[-1].kind in {Kind.COUNTRY, Kind.DEMONYM}:
        party.doubts["persons"] = "like_a_country"
    elif any(letter.isdigit() for letter in party.name):
        party.doubts["persons"] = "spelling"
    return True


def name_behind(words: Sequence[Token]) -> int:
    """Return where a name begins after an English body: ``City Council Petya Obrazcova``."""
    heads = [place for place, token in enumerate(words) if token.is_a("organisation")]
    if not heads and words and words[0].kind is Kind.ACRONYM and _is_whole_name(words[1:]):
        return 1  # "Secretary General of MedCities Josep Canals"
    honour = next((place for place, token in enumerate(words) if token.kind is Kind.HONORIFIC), 0)
    if heads and honour > heads[0]:
        return honour
    behind = words[heads[-1] + 1 :] if heads else ()
    if len(behind) >= 2 and all(token.kind is Kind.PROPER for token in behind):
        return heads[-1] + 1
    return len(words)


def _is_whole_name(words: Sequence[Token]) -> bool:
    return len(words) >= _SHORTEST_WHOLE_NAME and all(token.kind is Kind.PROPER for token in words)


def _is_name_part(token: Token, following: Token | None, *, begun: bool) -> bool:
    if token.kind is Kind.PROPER:
        return True
    if token.kind is Kind.ACRONYM:
        return token.text.isalpha()
    if token.kind in {Kind.COUNTRY, Kind.DEMONYM}:
        if begun:
            return following is None  # "Andrei Moldovan"
        return following is not None and following.kind is Kind.PROPER and token.kind is Kind.COUNTRY
    if token.kind is Kind.MARK:
        return begun and token.text in _DASHES and following is not None and following.kind is Kind.PROPER
    if token.folded in PARTICLES and following is not None:
        return following.kind in {Kind.PROPER, Kind.ACRONYM} or following.folded in PARTICLES
    if token.kind is not Kind.KNOWN or not token.is_capital or token.word_has_office:
        return False
    # A common word may be a name too: "Adil", "Deniz".
    return following is None if begun else following is not None and following.kind is Kind.PROPER
