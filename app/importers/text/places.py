"""Cities and countries at the beginning of words."""

from collections.abc import Sequence

from app.importers.text.endings import lower, stems
from app.importers.text.gazetteer import LONGEST, Gazetteer, Hit
from app.importers.text.lexicon import ACRONYMS
from app.importers.text.party import Party
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import is_no_place, span_of, text_of


class PlaceReader:
    """Reads places with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the names of places."""
        self._gazetteer = gazetteer

    def place_at(
        self, words: Sequence[Token], at: int, country: str | None = None
    ) -> tuple[int, Hit | None, bool]:
        """Return how many tokens at a place name a country or a city, which, and whether it is a country."""
        if at >= len(words):
            return 0, None, False
        first = words[at]
        if first.kind in {Kind.COUNTRY, Kind.DEMONYM}:
            return 1, Hit(first.code, first.exact), True
        for count in range(min(LONGEST, len(words) - at), 0, -1):
            run = words[at : at + count]
            if any(token.kind in {Kind.MARK, Kind.NUMBER} for token in run) or not first.is_capital:
                continue
            if count == 1 and (len(first.text) < 3 or is_no_place(first) or first.text in ACRONYMS):
                continue
            if any(token.ending for token in run[:-1]):
                continue
            hit = self._gazetteer.city([token.text for token in run], run[-1].ending, country)
            if hit is not None:
                return count, hit, False
        return 0, None, False

    def whole_city(self, words: Sequence[Token]) -> Hit | None:
        """Return the city that all the words name."""
        size, hit, is_country = self.place_at(words, 0)
        return hit if hit and not is_country and size == len(words) else None

    def set_city(self, words: Sequence[Token], hit: Hit, party: Party, *, of_country: bool = True) -> None:
        """Take words as the city; its country too, unless it is only the seat of a mission."""
        party.city = self._printed(words)
        party.spans["city"] = span_of(words)
        if not hit.exact:
            party.doubts["city"] = "spelling"
        if not of_country or party.country:
            return
        party.country = hit.code
        party.spans["country"] = span_of(words)
        if not hit.clear:
            party.doubts["country"] = "namesakes"

    def _printed(self, words: Sequence[Token]) -> str:
        """Return a city as printed, without the ending of its last word."""
        text = text_of(words)
        if words[-1].ending or self._gazetteer.is_city(text):
            return text
        small = lower(words[-1].text)
        for stem in stems(small):
            shown = text[: len(text) - (len(small) - len(stem))] if small.startswith(stem) else ""
            if shown and shown != text and self._gazetteer.is_city(shown):
                return shown
        return text

    def set_unknown_city(self, words: Sequence[Token], party: Party, *, of_country: bool = True) -> None:
        """Take words as a city that the reference data lacks; a known one at their end is meant.

        :param of_country: whether a known one is in the country that is meant, and no mission's seat.
        """
        for place in range(1, len(words)):
            hit = self.whole_city(words[place:])
            if hit is not None:
                self.set_city(words[place:], hit, party, of_country=of_country)
                party.doubts.setdefault("city", "words_left")
                party.doubts.setdefault("country", "words_left")
                return
        party.city = text_of(words)
        party.spans["city"] = span_of(words)
        party.doubts["city"] = "unknown_place"
        near = self._gazetteer.near_city(party.city) if len(words) == 1 else None
        if near is not None and of_country and not party.country:
            party.country = near.code
            party.doubts["city"] = party.doubts["country"] = "spelling"
        elif not party.country:
            party.doubts["country"] = "unknown_place"
