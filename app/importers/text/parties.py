"""Who a piece of text names: a person with title and organisation, a body, a group, a place."""

from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.bodies import BodyReader
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.lexicon import AFTER_PLACE, INTERNATIONAL
from app.importers.text.names import take_name
from app.importers.text.offices import OfficeReader
from app.importers.text.party import Party
from app.importers.text.pieces import Piece
from app.importers.text.places import PlaceReader
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import (
    PLACES,
    is_group,
    is_place_word,
    is_plain_word,
    span_of,
    text_of,
)

_SHORT_NAME = 3
"""Tokens of an acronym in brackets."""
_FROM = frozenset({"den", "dan", "ten", "tan"})


def _ends_with_its_short_name(words: Sequence[Token]) -> bool:
    """Say whether words are called by an acronym behind them: ``Agence Française de Développement (AFD)``."""
    behind = len(words) > _SHORT_NAME and words[-1].text == ")" and words[-2].kind is Kind.ACRONYM
    return behind and sum(token.kind is Kind.PROPER for token in words) * 2 >= len(words) - _SHORT_NAME


class PieceReader:
    """Reads pieces with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, home: str) -> None:
        """Take the names of places.

        :param home: the country of the office; it is no visitor's country only because it is named.
        """
        self._places = PlaceReader(gazetteer)
        self._bodies = BodyReader(self._places, home)
        self._offices = OfficeReader(self._places, self._bodies, home)
        self._home = home

    def read(self, piece: Piece) -> Party:
        """Return what a piece says."""
        tokens = piece.tokens
        party = Party(before=piece.before, after=piece.after, start=tokens[0].start, end=tokens[-1].end)
        offices = [place for place, token in enumerate(tokens) if token.is_a("title")]
        group = next(
            (
                place
                for place, token in enumerate(tokens)
                if is_group(token, tokens[place + 1] if place + 1 < len(tokens) else None)
            ),
            None,
        )
        while group is not None and group + 1 < len(tokens) and tokens[group + 1].is_a("group"):
            group += 1  # "youth delegation"
        if group and offices and tokens[group].is_capital and tokens[group - 1].folded == "the":
            group = None  # "Head of Cooperation at the Delegation of …"
        if group is not None and (not offices or group >= offices[-1]):
            self._read_group(tokens, group, party)
        elif offices:
            self._offices.read(tokens, offices, party)
        else:
            self._read_plain(tokens, party)
        return party

    def _read_group(self, tokens: Sequence[Token], at: int, party: Party) -> None:
        """Read a delegation, officials: what stands before (or, in English, after) is their organisation."""
        party.group = True
        party.spans["group"] = span_of(tokens)
        before = [token for token in tokens[:at] if token.kind is not Kind.PREPOSITION]
        while before and (before[-1].kind is Kind.SMALL or before[-1].is_a("group")):
            before.pop()
        place = next((at for at, token in enumerate(before) if is_place_word(token)), 0)
        behind = before[place + 1 :] if place else []
        before = before[:place] if place else before
        if any(token.is_a("organisation") and token.is_capital for token in behind):
            # "Split kentinden Ticaret Odası heyeti"
            self._read_place(before, party)
            before = [*before[len(before) - len(party.city.split()) :], *behind] if party.city else behind
        while before and before[0].kind in {Kind.SMALL, Kind.NUMBER}:
            before.pop(0)
        at_home = len(before) > 1 and before[-1].kind is Kind.COUNTRY and before[-1].code == self._home
        if at_home and not tokens[at].folded.startswith("delegas"):
            before.pop()  # "UNICEF Türkiye ekibi"
        elif at_home:
            # "Avrupa Birliği Türkiye Delegasyonu" is a permanent body.
            self._bodies.read(list(tokens[: at + 1]), party)
            return
        if at + 1 < len(tokens) and tokens[at + 1].kind is Kind.PREPOSITION:
            target = list(tokens[at + 2 :])
            source = next((n for n, token in enumerate(target) if token.folded == "from"), None)
            if source is not None:
                target = target[source + 1 :]  # "delegation of six from the Province of …"
            of = next((n for n, token in enumerate(target) if token.kind is Kind.PREPOSITION), 0)
            if of and any(token.is_a("group") for token in target[:of]):
                target = target[of + 1 :]  # "delegation of 15 students from …"
            while target and (target[0].folded == "the" or target[0].kind is Kind.NUMBER):
                target.pop(0)
            if target:
                self._read_body_of_group(target, party, behind=True)
        elif before and (
            not all(is_plain_word(token) for token in before if not token.is_a("organisation"))
            or (before[-1].is_a("organisation") and INTERNATIONAL.match(fold(text_of(before))))
        ):
            self._read_body_of_group(before, party)
        rest = list(tokens[at + 1 :])
        if rest and rest[0].kind is not Kind.PREPOSITION:
            take_name(rest, party)

    def _read_body_of_group(self, body: list[Token], party: Party, *, behind: bool = False) -> None:
        """Read whose group it is; ``behind``: the English ``representatives of …``, complete as it stands."""
        if all(token.kind in {Kind.COUNTRY, Kind.DEMONYM} or is_plain_word(token) for token in body):
            land = next((token for token in body if token.kind in {Kind.COUNTRY, Kind.DEMONYM}), None)
            if land is not None:
                party.country = land.code
                party.spans["country"] = span_of([land])
                return
        while (
            not behind
            and body
            and (body[-1].is_a("title") or (is_plain_word(body[-1]) and not body[-1].is_a("organisation")))
            and len(body) > 1
            and not (body[-1].folded in PLACES and body[-2].folded in PLACES)
        ):
            if (
                any(token.is_a("organisation") for token in body[:-1])
                or body[-1].is_a("title")
                or body[0].kind in {Kind.COUNTRY, Kind.ACRONYM, Kind.PROPER}
            ):
                body = body[:-1]
            else:
                break
        self._bodies.read(body, party)

    def _read_plain(self, tokens: Sequence[Token], party: Party) -> None:
        """Read a piece without a title: a name, a body, a place."""
        words = list(tokens)
        while words and words[0].kind in {Kind.SMALL, Kind.PREPOSITION, Kind.NUMBER}:
            words.pop(0)
        if words and words[0].kind is Kind.HONORIFIC:
            if self._read_honoured(words, party):
                return
            words = [token for token in words if token.kind is not Kind.HONORIFIC]
        if not words:
            return
        party.start, party.end = words[0].start, words[-1].end
        if len(words) > 2 and words[0].folded in PLACES and words[1].folded == "of":
            self._bodies.read(words, party)
        elif (
            words[0].kind is Kind.ACRONYM
            or _ends_with_its_short_name(words)
            or any(token.is_a("organisation") for token in words)
        ):
            self._read_body(words, party)
        elif not self._read_place(words, party):
            take_name(words, party)

    def _read_honoured(self, words: list[Token], party: Party) -> bool:
        """Read ``Mr Tiago Exemplo from the Lisbon Chamber of Commerce``."""
        if not take_name(words, party):
            return False
        behind = [token for token in words if token.start >= party.spans["persons"][1]]
        if len(behind) > 1 and behind[0].folded in {"from", "of", "at"}:
            self._bodies.read(behind[1:], party)
        return True

    def _read_body(self, words: list[Token], party: Party) -> None:
        """Read a body, and a name behind it: ``Bremen Derneği'nden Eva Muster``."""
        heads = [place for place, token in enumerate(words) if token.is_a("organisation")]
        if not heads and words[0].ending in _FROM:  # "EBRD'den Ayşe Yılmaz"
            self._bodies.read(words[:1], party)
            take_name(words[1:], party)
            return
        end = heads[-1] + 1 if heads and not _ends_with_its_short_name(words) else len(words)
        of = end < len(words) and words[end].kind is Kind.PREPOSITION
        if of or not words[end - 1].is_inflected:
            # An English head may stand in front: all that follows belongs to it.
            while end < len(words) and words[end].kind is not Kind.SMALL:
                end += 1
        self._bodies.read(words[:end], party)
        take_name(words[end:], party)

    def _read_place(self, words: list[Token], party: Party) -> bool:
        """Read a country, a city, or a city of a country; say whether the words were one."""
        size, hit, is_country = self._places.place_at(words, 0)
        if hit is None:
            return False
        rest = words[size:]
        if not is_country:
            if rest and rest[0].kind not in {Kind.SMALL, Kind.COUNTRY} and rest[0].folded not in AFTER_PLACE:
                return False
            self._places.set_city(words[:size], hit, party)
            names = [token for token in rest if token.kind is Kind.PROPER]
            if len(names) > 1 and names == rest[-len(names) :] and take_name(names, party):
                # "Aşgabat Şehir Hakimi Oraz Mysal": a title that no dictionary has.
                party.doubts["persons"] = "where_the_name_begins"
            return True
        party.country, party.land = hit.code, text_of(words[:size])
        party.spans["country"] = span_of(words[:size])
        if not hit.exact:
            party.doubts["country"] = "spelling"
        count, city, also = self._places.place_at(rest, 0, country=hit.code)
        if city and not also:
            self._places.set_city(rest[:count], city, party)
        elif rest and rest[0].kind is Kind.PROPER:
            take_name(rest, party)
        return True
