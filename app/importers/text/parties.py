"""Who a piece of text names: a person with title and organisation, a body, a group, a place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.turkish import fold
from app.importers.text.endings import lower, stems
from app.importers.text.gazetteer import LONGEST, Gazetteer, Hit
from app.importers.text.lexicon import (
    AFTER_PLACE,
    ENGLISH_MISSIONS,
    INTERNATIONAL,
    MISSIONS,
    PARTICLES,
)
from app.importers.text.pieces import Piece, without_article
from app.importers.text.tokens import Kind, Token

_PLAIN = frozenset(
    "genel fahri eski yeni birinci ikinci ucuncu onursal kidemli es daimi gecici sayin".split()
)
_AFTER_HEAD = frozenset({"general", "plenipotentiary", "d'affaires", "emeritus", "designate"})
_OF = frozenset({"of", "to", "for", "from", "at", "in"})
_MUNICIPAL = "belediye"
_LONGEST_NAME = 8

Span = tuple[int, int]


@dataclass(slots=True)
class Party:
    """What one piece says; joined with its neighbours later.

    :param before: what parted its piece from the one before it.
    :param spans: field → the words it was read from.
    :param doubts: fields that are unsure, with the reason.
    """

    before: str = ""
    after: str = ""
    name: str = ""
    titles: list[str] = field(default_factory=list)
    organisation: str = ""
    city: str = ""
    country: str = ""
    home_city: bool = False
    group: bool = False
    plural: bool = False
    has_body: bool = False
    name_ending: str = ""
    title_ending: str = ""
    mission: bool = False
    post: str = ""
    rest: str = ""
    start: int = 0
    end: int = 0
    spans: dict[str, Span] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def is_name(self) -> bool:
        """Whether it is a name and nothing else."""
        return bool(self.name) and not self.titles and not self.organisation

    @property
    def is_office(self) -> bool:
        """Whether it is a title without a name."""
        return bool(self.titles) and not self.name

    @property
    def is_place(self) -> bool:
        """Whether it is a city or a country and nothing else."""
        return bool(self.city or self.country) and not (
            self.name or self.titles or self.organisation or self.group
        )


class PieceReader:
    """Reads pieces with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, home: str) -> None:
        """Take the names of places.

        :param home: the country of the office; it is no visitor's country only because it is named.
        """
        self._gazetteer = gazetteer
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
                if _is_group(token, tokens[place + 1] if place + 1 < len(tokens) else None)
            ),
            None,
        )
        if group is not None and (not offices or group >= offices[-1]):
            self._read_group(tokens, group, party)
        elif offices:
            self._read_office(tokens, offices, party)
        else:
            self._read_plain(tokens, party)
        return party

    def _read_office(self, tokens: Sequence[Token], offices: Sequence[int], party: Party) -> None:
        """Read ``body title name`` or ``title of body name``."""
        last = _last_office(tokens, offices)
        first = _first_of_title(tokens, last)
        end = last + 1
        while (
            end < len(tokens)
            and (tokens[end].word.stem if tokens[end].word else tokens[end].folded) in _AFTER_HEAD
        ):
            end += 1
        body, rest = list(tokens[:first]), list(tokens[end:])
        title = list(tokens[first:end])
        if rest and rest[0].kind is Kind.PREPOSITION and rest[0].folded in _OF | {"the"}:
            rest = self._read_of(title, rest, body, party)
        else:
            self._read_body(body, title, party)
        name_at = _leading_name_end(body) if not party.organisation and not party.city else 0
        if not self._read_name(rest, party) and name_at:
            pass
        party.title_ending = title[-1].ending if party.name else (tokens[last].ending or "")

    def _read_of(self, title: list[Token], rest: list[Token], body: list[Token], party: Party) -> list[Token]:
        """Read what follows ``of``; return the tokens of the name, if one follows."""
        target = list(without_article(rest[1:]))
        # "Head of International Relations", "Director of the Office": part of the title.
        common = 0
        while common < len(target) and _is_plain_word(target[common]):
            common += 1
        named = len(target) - common >= 2 and all(token.kind is Kind.PROPER for token in target[common:])
        if (
            common
            and named
            and not any(token.is_a("common") and token.folded in _PLACES for token in target[:common])
        ):
            title.extend(rest[: len(rest) - len(target) + common])
            self._title(title, party)
            if body:
                self._organisation(body, party)
            return target[common:]
        if common and (common == len(target) or target[common].kind is Kind.PREPOSITION):
            title.extend(rest[: len(rest) - len(target) + common])
            target = target[common:]
            if target and target[0].kind is Kind.PREPOSITION:
                target = list(without_article(target[1:]))
        self._title(title, party)
        size, hit, is_country = self._place_at(target, 0)
        following = target[size:] if hit else []
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = _span(target[:size])
            country = _text(target[:size])
            city_words: list[Token] = []
            if (
                following
                and following[0].kind is Kind.PREPOSITION
                and following[0].folded in {"in", "to", "at"}
            ):
                more = list(without_article(following[1:]))
                count, seat, seat_is_country = self._place_at(more, 0)
                if seat and not seat_is_country:
                    city_words = more[:count]
                    self._set_city(city_words, Hit(seat.code), party, of_country=False)
                following = more[count:] if seat else more
            self._mission_of(title, country, city_words, party)
            if following and (following[0].is_a("organisation") or following[0].is_a("common")):
                party.organisation = _text(target)
                party.spans["organisation"] = _span(target)
                return []
            return following
        whole = target
        if hit and not is_country and all(token.folded in _PLACES for token in following):
            target, following = target[:size], []
        if (
            hit
            and len(following) != 1
            and not any(token.is_a("organisation") or token.is_a("common") for token in following)
        ):
            self._set_city(target[:size], hit, party)
            role = _role(title)
            if role and fold(role) in ENGLISH_MISSIONS:
                named = whole if len(whole) > size and not following else target[:size]
                party.organisation = f"{MISSIONS[fold(role)]} {_text(named)}"
                party.spans["organisation"] = (title[0].start, named[-1].end)
            return following
        if target:
            role = _role(title)
            if role and fold(role) in ENGLISH_MISSIONS and not any(t.is_a("organisation") for t in target):
                # A place that the gazetteer lacks.
                party.city = _text(target)
                party.spans["city"] = _span(target)
                party.doubts["city"] = "unknown_place"
                party.doubts["country"] = "unknown_place"
                party.organisation = f"{MISSIONS[fold(role)]} {party.city}"
                party.spans["organisation"] = (title[0].start, target[-1].end)
                if len(target) > 1:
                    party.doubts["persons"] = "where_the_name_begins"
                return []
            size = _name_behind(target)
            if all(token.kind in {Kind.KNOWN, Kind.PREPOSITION} for token in target[:size]):
                # "Chair of the City Council": whose council stands elsewhere.
                party.titles[-1] = f"{party.titles[-1]} of the {_text(target[:size])}"
            else:
                self._organisation(target[:size], party)
            return target[size:]
        if body:
            self._read_body(body, [], party)
        return []

    def _mission_of(self, title: list[Token], country: str, city: list[Token], party: Party) -> None:
        role = _role(title)
        if not role:
            party.organisation = ""
            return
        mission = MISSIONS[fold(role)]
        english = fold(role) in ENGLISH_MISSIONS
        party.mission = True
        words = [mission, country] if english else [country, mission]
        if city:
            words = [*words, "in", _text(city)] if english else [country, _text(city), mission]
        party.organisation = " ".join(words)
        party.spans["organisation"] = (title[0].start, party.spans["country"][1])

    def _read_body(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read what stands before a title: country, city, organisation."""
        body = [
            token
            for token in body
            if token.kind not in {Kind.PREPOSITION, Kind.NUMBER, Kind.HONORIFIC} and not _is_place_word(token)
        ]
        while body and body[0].kind is Kind.SMALL:
            body.pop(0)
        role = _role(title)
        lands = [place for place, token in enumerate(body) if token.kind is Kind.COUNTRY]
        if role and lands and not any(token.is_a("organisation") for token in body[lands[-1] :]):
            body = body[lands[-1] :]  # "Gaziantep'te görevli Suriye Başkonsolosu"
        municipal = any(_is_municipal(token) for token in title[:2])
        bodies = [
            place for place, token in enumerate(body) if token.is_a("organisation") or token.is_a("part")
        ]
        if bodies or not body:
            self._title(title, party, body)
            if body:
                self._organisation(body, party)
            return
        self._title(title, party, body)
        size, hit, is_country = self._place_at(body, 0)
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = _span(body[:size])
            if not hit.exact:
                party.doubts["country"] = "spelling"
            rest = body[size:]
            if rest:
                found, city, also_country = self._place_at(rest, 0, country=hit.code)
                if city and not also_country and found == len(rest):
                    self._set_city(rest, city, party, of_country=municipal or role in {"vali", "kaymakam"})
                elif municipal or role:
                    self._set_unknown_city(rest, party)
                else:
                    party.organisation = _text(body)
                    party.spans["organisation"] = _span(body)
            if municipal and rest:
                self._municipality(rest, title, party)
            elif role and not municipal:
                english = fold(role) in ENGLISH_MISSIONS
                country, city_text = _text(body[:size]), _text(rest)
                party.mission = True
                party.organisation = " ".join(
                    [MISSIONS[fold(role)], country, *(["in", city_text] if city_text else [])]
                    if english
                    else [country, *([city_text] if city_text else []), MISSIONS[fold(role)]]
                )
                party.spans["organisation"] = (body[0].start, title[-1].end)
            elif not party.organisation and not municipal:
                if body[0].kind is Kind.COUNTRY and title and not rest:
                    self._country_office(body, title, party)
            return
        if municipal or (role and fold(role) not in {"diplomat", "musteşar"}):
            found, city, also_country = self._place_at(body, 0)
            if city and not also_country and found == len(body):
                self._set_city(body, city, party, of_country=not (party.mission))
            else:
                self._set_unknown_city(body, party)
            if municipal:
                self._municipality(body, title, party)
            elif role:
                english = fold(role) in ENGLISH_MISSIONS
                mission = MISSIONS[fold(role)]
                party.organisation = f"{mission} {_text(body)}" if english else f"{_text(body)} {mission}"
                party.spans["organisation"] = (body[0].start, title[-1].end)
            return
        party.organisation = _text(body)
        party.spans["organisation"] = _span(body)
        if city_hit := self._whole_city(body):
            self._set_city(body, city_hit, party)

    def _country_office(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read ``Ukrayna Kültür Bakanı``: the minister's ministry is the organisation."""
        words = [token.folded for token in title]
        minister = next(
            (place for place, token in enumerate(title) if token.word and token.word.stem == "bakan"), None
        )
        if minister is not None and body[0].code != self._home:
            middle = _text(title[:minister])
            party.organisation = " ".join(part for part in (_text(body), middle, "Bakanlığı") if part)
            party.spans["organisation"] = (body[0].start, title[-1].end)
        elif "disisleri" in words:
            party.organisation = _text([*body, *title])

    def _municipality(self, place: list[Token], title: list[Token], party: Party) -> None:
        english = any(token.folded in ENGLISH_MISSIONS for token in title)
        name = _text(place)
        if english:
            party.organisation = f"Municipality of {name}"
        else:
            greater = any(token.folded.startswith("buyuksehir") for token in title)
            party.organisation = f"{name} Büyükşehir Belediyesi" if greater else f"{name} Belediyesi"
        party.spans["organisation"] = (place[0].start, title[-1].end)

    def _read_group(self, tokens: Sequence[Token], at: int, party: Party) -> None:
        """Read a delegation, officials: what stands before (or, in English, after) is their organisation."""
        party.group = True
        party.spans["group"] = _span(tokens)
        before = [token for token in tokens[:at] if token.kind is not Kind.PREPOSITION]
        while before and (before[-1].kind is Kind.SMALL or before[-1].is_a("group")):
            before.pop()
        while before and before[0].kind is Kind.SMALL:
            before.pop(0)
        if len(before) > 1 and before[-1].kind is Kind.COUNTRY and before[-1].code == self._home:
            # "Avrupa Birliği Türkiye Delegasyonu" stays; who comes and goes has no country of ours in its name.
            self._organisation(list(tokens[: at + 1]), party)
            return
        if at + 1 < len(tokens) and tokens[at + 1].kind is Kind.PREPOSITION:
            target = list(tokens[at + 2 :])
            while target and target[0].folded == "the":
                target.pop(0)
            if target:
                self._read_body_of_group(target, party)
        elif before and not all(_is_plain_word(token) for token in before if not token.is_a("organisation")):
            self._read_body_of_group(before, party)
        elif before and any(
            token.is_a("organisation") and token.word and token.word.inflected for token in before
        ):
            party.has_body = True
        rest = list(tokens[at + 1 :])
        if rest and rest[0].kind is not Kind.PREPOSITION:
            self._read_name(rest, party)

    def _read_body_of_group(self, body: list[Token], party: Party) -> None:
        if all(token.kind in {Kind.COUNTRY, Kind.DEMONYM} or _is_plain_word(token) for token in body):
            land = next((token for token in body if token.kind in {Kind.COUNTRY, Kind.DEMONYM}), None)
            if land is not None:
                party.country = land.code
                party.spans["country"] = _span([land])
                return
        while (
            body
            and (body[-1].is_a("title") or (_is_plain_word(body[-1]) and not body[-1].is_a("organisation")))
            and len(body) > 1
        ):
            if (
                any(token.is_a("organisation") for token in body[:-1])
                or body[-1].is_a("title")
                or body[0].kind in {Kind.COUNTRY, Kind.ACRONYM, Kind.PROPER}
            ):
                body = body[:-1]
            else:
                break
        self._organisation(body, party)

    def _read_plain(self, tokens: Sequence[Token], party: Party) -> None:
        """Read a piece without a title: a name, a body, a place."""
        words = list(tokens)
        while words and words[0].kind in {Kind.SMALL, Kind.PREPOSITION, Kind.NUMBER}:
            words.pop(0)
        if not words:
            return
        if words[0].kind is Kind.HONORIFIC:
            if self._read_name(words, party):
                return
            words = [token for token in words if token.kind is not Kind.HONORIFIC]
            if not words:
                return
        party.start, party.end = words[0].start, words[-1].end
        if len(words) > 2 and words[0].folded in _PLACES and words[1].folded == "of":
            self._organisation(words, party)
            return
        heads = [place for place, token in enumerate(words) if token.is_a("organisation")]
        acronym = words[0].kind is Kind.ACRONYM
        if heads or acronym:
            end = (heads[-1] if heads else 0) + 1
            of = end < len(words) and words[end].kind is Kind.PREPOSITION
            if of or not words[end - 1].word or not words[end - 1].word.inflected:
                # An English head may stand in front: all that follows belongs to it.
                while end < len(words) and (words[end].kind is not Kind.SMALL):
                    end += 1
            elif acronym and not heads:
                end = len(words)
            self._organisation(words[:end], party)
            rest = words[end:]
            if rest:
                self._read_name(rest, party)
            return
        size, hit, is_country = self._place_at(words, 0)
        if hit:
            if is_country:
                party.country = hit.code
                party.spans["country"] = _span(words[:size])
                if not hit.exact:
                    party.doubts["country"] = "spelling"
                rest = words[size:]
                count, city, also = self._place_at(rest, 0, country=hit.code)
                if city and not also:
                    self._set_city(rest[:count], city, party)
                    rest = rest[count:]
                if rest and rest[0].kind is Kind.PROPER and not party.city and rest[0].text:
                    self._read_name(rest, party)
                elif (
                    rest
                    and all(_is_plain_word(token) or token.kind is Kind.PROPER for token in rest)
                    and len(rest) > 1
                ):
                    party.rest = _text(words)
                return
            if size == len(words) or words[size].folded in AFTER_PLACE or words[size].kind is Kind.SMALL:
                self._set_city(words[:size], hit, party)
                return
            if size < len(words) and (words[size].kind is Kind.COUNTRY):
                self._set_city(words[:size], hit, party)
                return
        if not self._read_name(words, party):
            party.rest = _text(words)
            return
        if hit and size >= 1 and len(party.name.split()) <= size:
            self._set_city(words[:size], hit, party)
            party.name = ""

    def _read_name(self, tokens: Sequence[Token], party: Party) -> bool:
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
            if not _is_name_part(token, following, bool(taken)):
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
        if len(taken) == 1 and not honoured and taken[0].kind is Kind.ACRONYM:
            return False
        party.name = _text(taken)
        party.name_ending = taken[-1].ending
        party.spans["persons"] = _span(taken)
        if len(taken) == 1:
            party.doubts["persons"] = "one_word"
        elif any(letter.isdigit() for letter in party.name):
            party.doubts["persons"] = "spelling"
        return True

    def _organisation(self, words: list[Token], party: Party) -> None:
        """Take words as an organisation, and its country and city where the name says so."""
        words = [token for place, token in enumerate(words) if place or token.kind is not Kind.PREPOSITION]
        words = list(without_article(words)) if words and words[0].folded == "the" else words
        words = _up_to_owner(words)
        while words and words[0].kind is Kind.SMALL:
            words.pop(0)
        if not words or not any(token.is_capital for token in words):
            return
        if _is_home_unit(words):
            party.has_body = True
            return
        size, hit, is_country = self._place_at(words, 0)
        start = 0
        whole = _text(words)
        world = bool(INTERNATIONAL.match(fold(whole)))
        rooted = any(token.is_a("rooted") for token in words)
        municipal = any(_is_municipal(token) for token in words)
        mission = any(token.word is not None and token.word.stem in _MISSION_BODIES for token in words)
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = _span(words[:size])
            party.mission = party.mission or mission
            if not hit.exact:
                party.doubts["country"] = "spelling"
            count, city, also = self._place_at(words, size, country=hit.code)
            if city and not also and not world:
                self._set_city(words[size : size + count], city, party, of_country=not mission)
                start = size if not mission else 0
            elif municipal and size < len(words) - 1:
                place = [
                    token
                    for token in words[size:]
                    if not token.is_a("organisation") and token.kind is Kind.PROPER
                ]
                if place:
                    self._set_unknown_city(place, party)
                    start = size
        elif hit and not world and rooted:
            self._set_city(words[:size], hit, party)
        elif hit and not world and size == len(words):
            self._set_city(words[:size], hit, party)
        elif municipal and not world:
            head = next(place for place, token in enumerate(words) if _is_municipal(token))
            place = [token for token in words[:head] if token.kind is Kind.PROPER]
            if place:
                self._set_unknown_city(place, party)
        if not party.city:
            self._place_of_english_body(words, party, rooted=rooted, mission=mission, world=world)
        if (
            words[start:]
            and words[start:][-1].folded in AFTER_PLACE
            and len(words) - start > 1
            and not _is_municipal(words[-1])
        ):
            words = words[:-1]
        if whole and len(words) > start:
            party.organisation = _text(words[start:])
            party.spans["organisation"] = _span(words[start:])
            party.has_body = True
            if not any(
                token.kind in {Kind.PROPER, Kind.ACRONYM, Kind.COUNTRY} or token.is_a("organisation")
                for token in words[start:]
            ):
                party.doubts["organisation"] = "common_words"
        if party.country == self._home and world:
            party.country = ""

    def _place_of_english_body(
        self, words: list[Token], party: Party, *, rooted: bool, mission: bool, world: bool
    ) -> None:
        """Read the place in ``Embassy of India in Ankara``, ``University of Bologna``."""
        for place, token in enumerate(words[:-1]):
            if token.kind is not Kind.PREPOSITION or token.folded not in {"of", "in", "to", "at"}:
                continue
            target = list(without_article(words[place + 1 :]))
            count, hit, is_country = self._place_at(target, 0)
            if hit is None:
                continue
            if is_country:
                if not party.country and not (world and hit.code == self._home):
                    party.country = hit.code
                    party.spans["country"] = _span(target[:count])
                    party.mission = party.mission or mission
            elif (rooted or mission) and not world:
                self._set_city(target[:count], hit, party, of_country=not party.mission)

    def _place_at(
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
            if count == 1 and (len(first.text) < 3 or _is_no_place(first)):
                continue
            if any(token.ending for token in run[:-1]):
                continue
            hit = self._gazetteer.city([token.text for token in run], run[-1].ending, country)
            if hit is not None:
                return count, hit, False
        return 0, None, False

    def _whole_city(self, words: Sequence[Token]) -> Hit | None:
        size, hit, is_country = self._place_at(words, 0)
        return hit if hit and not is_country and size == len(words) else None

    def _set_city(self, words: Sequence[Token], hit: Hit, party: Party, *, of_country: bool = True) -> None:
        party.city = self._printed(words)
        party.spans["city"] = _span(words)
        if not hit.exact:
            party.doubts["city"] = "spelling"
        if not of_country or party.country:
            return
        party.country = hit.code
        party.spans["country"] = _span(words)
        if not hit.clear:
            party.doubts["country"] = "namesakes"

    def _printed(self, words: Sequence[Token]) -> str:
        """Return a city as printed, without the ending of its last word."""
        text = _text(words)
        if words[-1].ending or self._gazetteer.is_city(text):
            return text
        small = lower(words[-1].text)
        for stem in stems(small):
            shown = text[: len(text) - (len(small) - len(stem))] if small.startswith(stem) else ""
            if shown and shown != text and self._gazetteer.is_city(shown):
                return shown
        return text

    def _set_unknown_city(self, words: Sequence[Token], party: Party) -> None:
        party.city = _text(words)
        party.spans["city"] = _span(words)
        party.doubts["city"] = "unknown_place"
        if not party.country:
            party.doubts["country"] = "unknown_place"

    def _title(self, words: Sequence[Token], party: Party, body: Sequence[Token] = ()) -> None:
        if not words:
            return
        party.titles.append(title_text(words, body))
        head = words[-1]
        party.post = " ".join(
            [
                *(one.text for one in words[:-1]),
                _possessive(head.text, head.word.stem) if head.word else head.text,
            ]
        )
        party.spans["titles"] = _span(words)
        party.plural = "lar" in words[-1].folded[-6:] or "ler" in words[-1].folded[-6:]
        if any(token.word is not None and not token.word.exact for token in words):
            party.doubts["titles"] = "spelling"


_PLACES = frozenset(
    {"metropolitan", "city", "municipality", "province", "prefecture", "region", "district", "town", "state"}
)
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
_HOME_ENDS = ("dairesi baskanligi", "daire baskanligi", "sube mudurlugu", "mudurlugu", "baskanligi")


def title_text(words: Sequence[Token], body: Sequence[Token] = ()) -> str:
    """Return a title without its case ending: ``Büyükelçisi`` → ``Büyükelçi``, ``Belediye Başkanı`` stays.

    :param body: what stands before it; a mayor's title keeps its municipality.
    """
    *before, head = words
    word = head.word
    if word is None:
        return _text(words)
    plain = all(token.folded in _PLAIN for token in before)
    base = word.bases.get("title", word.stem)
    shown = head.text
    if word.inflected and (plain or head.is_a("title") and fold(base) in ENGLISH_MISSIONS):
        shown = base[:1].upper().replace("I", "İ" if base[0] == "i" else "I") + base[1:]
        if base[0] == "i":
            shown = "İ" + base[1:]
    elif word.inflected:
        shown = _possessive(head.text, word.stem)
    elif not word.exact and fold(head.text) != word.stem:
        shown = base[:1].upper() + base[1:]
    text = " ".join([*(token.text for token in before), shown])
    mayor = word.stem in {"baskan", "vekil", "yardimci"} or (before and before[0].folded.startswith("baskan"))
    if (
        mayor
        and body
        and body[-1].word is not None
        and body[-1].word.stem == _MUNICIPAL
        and not _is_municipal(words[0])
    ):
        return f"Belediye {text if before else _possessive(head.text, word.stem)}"
    if (
        (mayor or word.stem == "uye")
        and len(body) >= 2
        and body[-1].word is not None
        and body[-1].word.stem == "meclis"
        and _is_municipal(body[-2])
    ):
        return f"{_text(body[-2:])} {text if before else _possessive(head.text, word.stem)}"
    return text


def _possessive(printed: str, stem: str) -> str:
    """Return the possessive form within a longer one: ``Başkanının`` → ``Başkanı``, ``Başkanına`` → ``Başkanı``."""
    small = fold(printed)
    if len(printed) != len(small):
        return printed
    for end in range(len(stem) + 1, min(len(stem) + 3, len(small)) + 1):
        tail = small[len(stem) : end]
        if tail in {"i", "u", "si", "su", "lari", "leri"} and (end == len(small) or small[end] in "nyd"):
            return printed[:end]
    return printed


def _last_office(tokens: Sequence[Token], offices: Sequence[int]) -> int:
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


def _first_of_title(tokens: Sequence[Token], last: int) -> int:
    """Return where a title begins: its head takes the common words before it, not the body."""
    first = last
    whole = any(token.is_a("organisation") and not token.is_a("common") for token in tokens[:last])
    while first > 0:
        token = tokens[first - 1]
        if token.kind is Kind.PREPOSITION or token.kind in {Kind.MARK, Kind.HONORIFIC, Kind.NUMBER}:
            break
        if token.kind is Kind.COUNTRY or token.kind is Kind.DEMONYM:
            near = last - first <= 1 and first - 1 > 0 and not _is_mission_head(tokens[last])
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
        if token.word is not None and token.word.stem in AFTER_PLACE | _PLACE_STEMS and token.word.inflected:
            break
        if token.kind is Kind.CONJUNCTION:
            first -= 1
            continue
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


_PLACE_STEMS = frozenset({"kent", "sehir", "ilce"})


def _is_place_word(token: Token) -> bool:
    """Say whether a word only says that a city stands before it: ``kentinden``."""
    return token.word is not None and token.word.inflected and token.word.stem in _PLACE_STEMS


def _is_mission_head(token: Token) -> bool:
    return token.word is not None and token.word.stem in MISSIONS


def _is_word_of_title(token: Token, *, inside: bool = False) -> bool:
    if token.word is None:
        return False
    if token.is_a("organisation"):
        # "Belediye Başkanı", but "Belediyesi Başkanı": a body stands in the possessive.
        return not token.word.inflected and (token.is_a("modifier") or token.is_a("common"))
    return any(token.is_a(name) for name in ("title", "modifier", "common", "part"))


def _name_behind(words: Sequence[Token]) -> int:
    """Return where a name begins after an English body: ``City Council Petya Obrazcova``."""
    heads = [place for place, token in enumerate(words) if token.is_a("organisation")]
    behind = words[heads[-1] + 1 :] if heads else ()
    if len(behind) >= 2 and all(token.kind is Kind.PROPER for token in behind):
        return heads[-1] + 1
    return len(words)


def _is_municipal(token: Token) -> bool:
    return token.word is not None and token.word.stem in {_MUNICIPAL, "municipality"}


def _is_group(token: Token, following: Token | None) -> bool:
    if not token.is_a("group") or (following is not None and following.folded == "to"):
        return False
    return not (token.is_a("title") or token.is_a("organisation")) or _is_plural(token)


def _is_plural(token: Token) -> bool:
    small = token.folded
    return (
        "lari" in small
        or "leri" in small
        or small.endswith(("ler", "lar"))
        or small.endswith("s")
        or small.startswith(("delegasyon", "delegation"))
    )


def _is_plain_word(token: Token) -> bool:
    return token.kind in {Kind.KNOWN, Kind.CONJUNCTION, Kind.SMALL} and not token.is_a("organisation")


def _is_no_place(token: Token) -> bool:
    """Say whether a word that happens to be some town's name is a plain word here."""
    return token.word is not None and token.word.exact and not token.word.inflected


def _role(title: Sequence[Token]) -> str:
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


def _is_name_part(token: Token, following: Token | None, begun: bool) -> bool:
    if token.kind is Kind.PROPER:
        return True
    if token.kind is Kind.ACRONYM:
        return token.text.isalpha()
    if token.kind in {Kind.COUNTRY, Kind.DEMONYM} and begun is False:
        return following is not None and following.kind is Kind.PROPER and token.kind is Kind.COUNTRY
    if token.kind is Kind.MARK:
        return begun and token.text in DASHED and following is not None and following.kind is Kind.PROPER
    if token.folded in PARTICLES and following is not None:
        return following.kind in {Kind.PROPER, Kind.ACRONYM} or following.folded in PARTICLES
    if token.kind is not Kind.KNOWN or not token.is_capital or token.word_has_office:
        return False
    # A common word may be a name too: "Adil", "Deniz".
    return following is None if begun else following is not None and following.kind is Kind.PROPER


DASHED = frozenset("-–.")


def _leading_name_end(tokens: Sequence[Token]) -> int:
    count = 0
    for token in tokens:
        if token.kind is not Kind.PROPER:
            break
        count += 1
    return count


def _up_to_owner(words: list[Token]) -> list[Token]:
    """Cut after a body in the genitive: what follows is what it owns or does."""
    for place, token in enumerate(words[:-1]):
        if token.is_a("organisation") and (
            token.ending in {"nin", "nın", "nun", "nün", "in", "ın"}
            or token.folded.endswith(("sinin", "ginin", "sunun"))
        ):
            return words[: place + 1]
    return words


def _is_home_unit(words: Sequence[Token]) -> bool:
    """Say whether words name a department of our own: common words only, and the end of a department's name."""
    text = " ".join(token.folded for token in words)
    plain = all(token.kind in {Kind.KNOWN, Kind.CONJUNCTION, Kind.SMALL} for token in words)
    return plain and (text.endswith(_HOME_ENDS) or len(words) == 1 or _is_municipal(words[0]))


def _text(words: Sequence[Token]) -> str:
    """Return the words as printed, brackets and dashes set as they stood."""
    parts: list[str] = []
    for place, token in enumerate(words):
        if place and token.start > words[place - 1].end:
            parts.append(" ")
        text = token.text
        if place < len(words) - 1 and token.ending:
            text += "'" + token.ending
        parts.append(text)
    if words and words[-1].word is not None and words[-1].is_a("organisation") and words[-1].word.inflected:
        parts[-1] = _possessive(words[-1].text, words[-1].word.stem)
    return "".join(parts).strip()


def _span(words: Sequence[Token]) -> Span:
    return words[0].start, words[-1].end
