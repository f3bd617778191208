"""Organisations: where they begin and end, and where they are at home."""

import re
from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.gazetteer import Hit
from app.importers.text.lexicon import AFTER_PLACE, INTERNATIONAL, PARTICLES
from app.importers.text.party import Party
from app.importers.text.pieces import without_article
from app.importers.text.places import PlaceReader
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import PLACES, is_municipal, span_of, text_of

_MISSION_BODIES = frozenset(
    {
        "buyukelcilik",
        "baskonsolosluk",
        "konsolosluk",
        "atasalik",
        "musavirlik",
        "embassy",
        "consulate",
        "consulate general",
        "temsilcilik",
    }
)


_UNITS = frozenset(
    {
        "ofis",
        "mudurluk",
        "departman",
        "birim",
        "bolum",
        "daire",
        "sube",
        "office",
        "department",
        "unit",
        "division",
    }
)


_HOME_ENDS = ("dairesi baskanligi", "daire baskanligi", "sube mudurlugu", "mudurlugu", "baskanligi")


_MAYORS_OFFICE = re.compile(r"(?<=\w\s)(Belediye)(?:si)?(?:\s+Başkanlığı)?$")
"""What is read of a mayor's office; a municipality stands in the possessive behind its name."""


class BodyReader:
    """Reads organisations; takes their country and city where the name says so."""

    def __init__(self, places: PlaceReader, home: str) -> None:
        """Take whoever reads places.

        :param home: the country of the office.
        """
        self._places = places
        self._home = home

    def read(self, words: list[Token], party: Party) -> None:
        """Take words as an organisation, and its country and city where the name says so."""
        words = [token for place, token in enumerate(words) if place or token.kind is not Kind.PREPOSITION]
        words = list(without_article(words)) if words and words[0].folded == "the" else words
        words = up_to_owner(words)
        while words and words[0].kind is Kind.SMALL:
            words.pop(0)
        if not words or not any(token.is_capital for token in words):
            return
        if is_home_unit(words):
            return
        size, hit, is_country = self._places.place_at(words, 0)
        if hit and hit.code == "EU" and size < len(words) and words[size].is_a("common"):
            size, hit, is_country = 0, None, False  # "EU Affairs Department"
        start = 0
        whole = text_of(words)
        world = bool(INTERNATIONAL.match(fold(whole)))
        rooted = any(token.is_a("rooted") for token in words)
        municipal = any(is_municipal(token) for token in words)
        mission = any(token.word is not None and token.word.stem in _MISSION_BODIES for token in words)
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = span_of(words[:size])
            party.mission = party.mission or mission
            if not hit.exact:
                party.doubts["country"] = "spelling"
            count, city, also = self._places.place_at(words, size, country=hit.code)
            if city and not also and not world:
                self._places.set_city(words[size : size + count], city, party, of_country=not mission)
                start = size if not mission else 0
            elif municipal and size < len(words) - 1:
                place = [
                    token
                    for token in words[size:]
                    if not token.is_a("organisation") and token.kind is Kind.PROPER
                ]
                if place:
                    self._places.set_unknown_city(place, party)
                    start = size
        elif (hit and not world and rooted) or (hit and not world and size == len(words)):
            self._places.set_city(words[:size], hit, party)
        elif hit and self._is_a_city_abroad(hit) and not world and words[-1].is_a("organisation"):
            self._places.set_city(words[:size], hit, party)
            party.doubts.setdefault("city", "in_the_name")
            party.doubts.setdefault("country", "in_the_name")
        elif municipal and not world:
            head = next(place for place, token in enumerate(words) if is_municipal(token))
            place = [token for token in words[:head] if token.kind is Kind.PROPER]
            if place:
                self._places.set_unknown_city(place, party)
        last = words[-1]
        if not party.country and last.kind is Kind.COUNTRY and last.code != self._home and not world:
            party.country = last.code  # "AICEP Portugal"
            party.mission = party.mission or mission
            party.spans["country"] = span_of([last])
        if not party.city:
            self._place_of_english_body(words, party, rooted=rooted, mission=mission, world=world)
        people = next((one for one in words if one.code and one.code != self._home), None)
        if mission and not party.country and people is not None:
            party.country, party.mission = people.code, True  # "Royal Norwegian Embassy"
            party.spans["country"] = span_of([people])
        if mission and not party.city and len(words) > 1:
            # "British Embassy Ankara", "Hollanda Kraliyeti Ankara Büyükelçiliği"
            for one in (words[-1:], words[-2:-1]):
                seat = self._places.whole_city(one)
                if seat is not None and not party.city:
                    self._places.set_city(one, seat, party, of_country=False)
        if not party.city and not party.country and rooted and not world and len(words) > 1:
            ending = self._places.whole_city(words[-1:])
            if ending is not None and self._is_a_city_abroad(ending):
                self._places.set_city(words[-1:], ending, party)  # "University of Applied Sciences Utrecht"
                party.doubts.setdefault("city", "in_the_name")
                party.doubts.setdefault("country", "in_the_name")
        if (
            words[start:]
            and words[start:][-1].folded in AFTER_PLACE
            and len(words) - start > 1
            and not is_municipal(words[-1])
            and words[-2].folded not in PLACES
        ):
            words = words[:-1]
        if whole and len(words) > start:
            party.organisation = municipality_meant(text_of(words[start:]))
            party.spans["organisation"] = span_of(words[start:])
            party.unit = is_unit(words[start:]) and (not world or is_part_of_a_body(words[start:]))
            if words[-1].word is not None and not words[-1].word.exact:
                party.doubts.setdefault("organisation", "spelling")
            if any(token.kind is Kind.SMALL and token.folded not in PARTICLES for token in words[start:]):
                party.doubts.setdefault("organisation", "words_left")
            if not any(
                token.kind in {Kind.PROPER, Kind.ACRONYM, Kind.COUNTRY} or token.is_a("organisation")
                for token in words[start:]
            ):
                party.doubts["organisation"] = "common_words"
        if words and words[-1].folded.startswith("cemaat"):
            party.country = ""  # a community at home: "Ermeni Cemaati"
        if party.country == self._home and world:
            party.country = ""

    def _is_a_city_abroad(self, hit: Hit) -> bool:
        """Say whether a place is a city of so many people that hardly a person is called so."""
        return hit.clear and hit.large and hit.code != self._home

    def _place_of_english_body(
        self, words: list[Token], party: Party, *, rooted: bool, mission: bool, world: bool
    ) -> None:
        """Read the place in ``Embassy of India in Ankara``, ``University of Bologna``."""
        for place, token in enumerate(words[:-1]):
            if token.kind is not Kind.PREPOSITION or token.folded not in {"of", "in", "to", "at"}:
                continue
            target = list(without_article(words[place + 1 :]))
            count, hit, is_country = self._places.place_at(target, 0)
            if hit is None:
                continue
            if is_country:
                if not party.country and not (world and hit.code == self._home):
                    party.country = hit.code
                    party.spans["country"] = span_of(target[:count])
                    party.mission = party.mission or mission
            elif (rooted or mission) and not world:
                self._places.set_city(target[:count], hit, party, of_country=not party.mission)


def municipality_meant(body: str) -> str:
    """Return the municipality whose mayor's office is named: ``Batum Belediye Başkanlığı``."""
    return _MAYORS_OFFICE.sub(r"\1si", body)


def is_part_of_a_body(words: Sequence[Token]) -> bool:
    """Say whether common words end with an office, a department."""
    return is_unit(words) and words[-1].stem in _UNITS


def is_unit(words: Sequence[Token]) -> bool:
    """Say whether words name a department of a body named elsewhere: ``Uluslararası İlişkiler Ofisi``."""
    return all(token.kind in {Kind.KNOWN, Kind.CONJUNCTION, Kind.SMALL} for token in words)


def up_to_owner(words: list[Token]) -> list[Token]:
    """Cut after a body in the genitive: what follows is what it owns or does."""
    for place, token in enumerate(words[:-1]):
        if token.is_a("organisation") and (
            token.ending in {"nin", "nın", "nun", "nün", "in", "ın"}
            or token.folded.endswith(("sinin", "ginin", "sunun"))
        ):
            return words[: place + 1]
    return words


def is_home_unit(words: Sequence[Token]) -> bool:
    """Say whether words name a department of our own: common words, the last of them a department's."""
    text = " ".join(token.folded for token in words)
    plain = all(token.kind in {Kind.KNOWN, Kind.CONJUNCTION, Kind.SMALL} for token in words)
    alone = len(words) == 1 and "-" not in words[0].text  # "Goethe-Institut" has a name of its own
    return plain and (text.endswith(_HOME_ENDS) or alone or is_municipal(words[0]))
