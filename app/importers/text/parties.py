"""Who a piece of text names: a person with title and organisation, a body, a group, a place."""

from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.bodies import BodyReader
from app.importers.text.gazetteer import Gazetteer, Hit
from app.importers.text.lexicon import AFTER_PLACE, ENGLISH_MISSIONS, MISSIONS
from app.importers.text.names import name_behind, take_name
from app.importers.text.party import Party
from app.importers.text.pieces import Piece, without_article
from app.importers.text.places import PlaceReader
from app.importers.text.titles import AFTER_HEAD, first_of_title, last_office, mission_role, title_text
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import (
    PLACES,
    is_group,
    is_municipal,
    is_place_word,
    is_plain_word,
    possessive,
    span_of,
    text_of,
)

_OF = frozenset({"of", "to", "for", "from", "at", "in"})


class PieceReader:
    """Reads pieces with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, home: str) -> None:
        """Take the names of places.

        :param home: the country of the office; it is no visitor's country only because it is named.
        """
        self._places = PlaceReader(gazetteer)
        self._bodies = BodyReader(self._places, home)
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
        if group is not None and (not offices or group >= offices[-1]):
            self._read_group(tokens, group, party)
        elif offices:
            self._read_office(tokens, offices, party)
        else:
            self._read_plain(tokens, party)
        return party

    def _read_office(self, tokens: Sequence[Token], offices: Sequence[int], party: Party) -> None:
        """Read ``body title name`` or ``title of body name``."""
        last = last_office(tokens, offices)
        first = first_of_title(tokens, last)
        end = last + 1
        while end < len(tokens) and tokens[end].stem in AFTER_HEAD:
            end += 1
        body, rest = list(tokens[:first]), list(tokens[end:])
        title = list(tokens[first:end])
        if rest and rest[0].kind is Kind.PREPOSITION and rest[0].folded in _OF | {"the"}:
            rest = self._read_of(title, rest, body, party)
        else:
            self._read_body(body, title, party)
        take_name(rest, party)
        party.title_ending = title[-1].ending if party.name else (tokens[last].ending or "")

    def _read_of(self, title: list[Token], rest: list[Token], body: list[Token], party: Party) -> list[Token]:
        """Read what follows ``of``; return the tokens of the name, if one follows."""
        target = list(without_article(rest[1:]))
        if body and rest[0].folded in {"in", "to", "for"} and target and target[0].code == self._home:
            # "UNICEF Representative in Türkiye": where they work, not whom they stand for.
            self._read_body(body, title, party)
            return target[1:]
        # "Head of International Relations", "Director of the Office": part of the title.
        common = 0
        while common < len(target) and is_plain_word(target[common]):
            common += 1
        has_name = len(target) - common >= 2 and all(token.kind is Kind.PROPER for token in target[common:])
        if (
            common
            and has_name
            and not any(token.is_a("common") and token.folded in PLACES for token in target[:common])
        ):
            title.extend(rest[: len(rest) - len(target) + common])
            self._title(title, party)
            if body:
                self._bodies.read(body, party)
            return target[common:]
        if common and (common == len(target) or target[common].kind is Kind.PREPOSITION):
            title.extend(rest[: len(rest) - len(target) + common])
            target = target[common:]
            if target and target[0].kind is Kind.PREPOSITION:
                target = list(without_article(target[1:]))
        self._title(title, party)
        size, hit, is_country = self._places.place_at(target, 0)
        following = target[size:] if hit else []
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = span_of(target[:size])
            country = text_of(target[:size])
            city_words: list[Token] = []
            if (
                following
                and following[0].kind is Kind.PREPOSITION
                and following[0].folded in {"in", "to", "at"}
            ):
                more = list(without_article(following[1:]))
                count, seat, seat_is_country = self._places.place_at(more, 0)
                if seat and not seat_is_country:
                    city_words = more[:count]
                    self._places.set_city(city_words, Hit(seat.code), party, of_country=False)
                following = more[count:] if seat else more
            self._mission_of(title, country, city_words, party)
            if following and (following[0].is_a("organisation") or following[0].is_a("common")):
                party.organisation = text_of(target)
                party.spans["organisation"] = span_of(target)
                return []
            return following
        whole = target
        if hit and not is_country and all(token.folded in PLACES for token in following):
            target, following = target[:size], []
        if (
            hit
            and len(following) != 1
            and not any(token.is_a("organisation") or token.is_a("common") for token in following)
        ):
            self._places.set_city(target[:size], hit, party)
            role = mission_role(title)
            if role and fold(role) in ENGLISH_MISSIONS:
                named = whole if len(whole) > size and not following else target[:size]
                party.organisation = f"{MISSIONS[fold(role)]} {text_of(named)}"
                party.spans["organisation"] = (title[0].start, named[-1].end)
            return following
        if target:
            role = mission_role(title)
            if role and fold(role) in ENGLISH_MISSIONS and not any(t.is_a("organisation") for t in target):
                # A place that the gazetteer lacks.
                party.city = text_of(target)
                party.spans["city"] = span_of(target)
                party.doubts["city"] = "unknown_place"
                party.doubts["country"] = "unknown_place"
                party.organisation = f"{MISSIONS[fold(role)]} {party.city}"
                party.spans["organisation"] = (title[0].start, target[-1].end)
                if len(target) > 1:
                    party.doubts["persons"] = "where_the_name_begins"
                return []
            size = name_behind(target)
            if all(token.kind in {Kind.KNOWN, Kind.PREPOSITION} for token in target[:size]):
                # "Chair of the City Council": whose council stands elsewhere.
                party.titles[-1] = f"{party.titles[-1]} of the {text_of(target[:size])}"
            else:
                self._bodies.read(target[:size], party)
            return target[size:]
        if body:
            self._read_body(body, [], party)
        return []

    def _mission_of(self, title: list[Token], country: str, city: list[Token], party: Party) -> None:
        role = mission_role(title)
        if not role:
            party.organisation = ""
            return
        mission = MISSIONS[fold(role)]
        english = fold(role) in ENGLISH_MISSIONS
        party.mission = True
        words = [mission, country] if english else [country, mission]
        if city:
            words = [*words, "in", text_of(city)] if english else [country, text_of(city), mission]
        party.organisation = " ".join(words)
        party.spans["organisation"] = (title[0].start, party.spans["country"][1])

    def _read_body(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read what stands before a title: country, city, organisation."""
        body = [
            token
            for token in body
            if token.kind not in {Kind.PREPOSITION, Kind.NUMBER, Kind.HONORIFIC} and not is_place_word(token)
        ]
        while body and body[0].kind is Kind.SMALL:
            body.pop(0)
        for place, token in enumerate(body[:-1]):
            if token.is_a("organisation") and token.ending:
                # "Vilnius Belediyesi'nden Ulaştırma Müdürü": what comes behind the body is of the title.
                body, title = body[: place + 1], [*body[place + 1 :], *title]
                break
        role = mission_role(title)
        lands = [place for place, token in enumerate(body) if token.kind is Kind.COUNTRY]
        if role and lands and not any(token.is_a("organisation") for token in body[lands[-1] :]):
            body = body[lands[-1] :]  # "Gaziantep'te görevli Suriye Başkonsolosu"
        municipal = any(is_municipal(token) for token in title[:2])
        bodies = [
            place for place, token in enumerate(body) if token.is_a("organisation") or token.is_a("part")
        ]
        if bodies or not body:
            self._title(title, party, body)
            if body:
                self._bodies.read(body, party)
            return
        self._title(title, party, body)
        size, hit, is_country = self._places.place_at(body, 0)
        if hit and is_country:
            party.country = hit.code
            party.spans["country"] = span_of(body[:size])
            if not hit.exact:
                party.doubts["country"] = "spelling"
            rest = body[size:]
            if rest:
                found, city, also_country = self._places.place_at(rest, 0, country=hit.code)
                if city and not also_country and found == len(rest):
                    self._places.set_city(
                        rest, city, party, of_country=municipal or role in {"vali", "kaymakam"}
                    )
                elif municipal or role:
                    self._places.set_unknown_city(rest, party)
                else:
                    party.organisation = text_of(body)
                    party.spans["organisation"] = span_of(body)
            if municipal and rest:
                self._municipality(rest, title, party)
            elif role and not municipal:
                english = fold(role) in ENGLISH_MISSIONS
                country, city_text = text_of(body[:size]), text_of(rest)
                party.mission = True
                party.organisation = " ".join(
                    [MISSIONS[fold(role)], country, *(["in", city_text] if city_text else [])]
                    if english
                    else [country, *([city_text] if city_text else []), MISSIONS[fold(role)]]
                )
                party.spans["organisation"] = (body[0].start, title[-1].end)
            elif not party.organisation and not municipal and title and not rest:
                self._country_office(body, title, party)
            return
        if municipal or (role and fold(role) != "diplomat"):
            found, city, also_country = self._places.place_at(body, 0)
            if city and not also_country and found == len(body):
                self._places.set_city(body, city, party, of_country=not (party.mission))
            else:
                self._places.set_unknown_city(body, party)
            if municipal:
                self._municipality(body, title, party)
            elif role:
                english = fold(role) in ENGLISH_MISSIONS
                mission = MISSIONS[fold(role)]
                party.organisation = f"{mission} {text_of(body)}" if english else f"{text_of(body)} {mission}"
                party.spans["organisation"] = (body[0].start, title[-1].end)
            return
        party.organisation = text_of(body)
        party.spans["organisation"] = span_of(body)
        if city_hit := self._places.whole_city(body):
            self._places.set_city(body, city_hit, party)

    def _country_office(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read ``Ukrayna Kültür Bakanı``: the minister's ministry is the organisation."""
        words = [token.folded for token in title]
        minister = next(
            (place for place, token in enumerate(title) if token.word and token.word.stem == "bakan"), None
        )
        if minister is not None and body[0].code != self._home:
            middle = text_of(title[:minister])
            party.organisation = " ".join(part for part in (text_of(body), middle, "Bakanlığı") if part)
            party.spans["organisation"] = (body[0].start, title[-1].end)
        elif "disisleri" in words:
            party.organisation = text_of([*body, *title])

    def _municipality(self, place: list[Token], title: list[Token], party: Party) -> None:
        english = any(token.folded in ENGLISH_MISSIONS for token in title)
        name = text_of(place)
        if english:
            party.organisation = f"Municipality of {name}"
        else:
            greater = any(token.folded.startswith("buyuksehir") for token in title)
            party.organisation = f"{name} Büyükşehir Belediyesi" if greater else f"{name} Belediyesi"
        party.spans["organisation"] = (place[0].start, title[-1].end)

    def _read_group(self, tokens: Sequence[Token], at: int, party: Party) -> None:
        """Read a delegation, officials: what stands before (or, in English, after) is their organisation."""
        party.group = True
        party.spans["group"] = span_of(tokens)
        before = [token for token in tokens[:at] if token.kind is not Kind.PREPOSITION]
        while before and (before[-1].kind is Kind.SMALL or before[-1].is_a("group")):
            before.pop()
        while before and before[0].kind is Kind.SMALL:
            before.pop(0)
        if len(before) > 1 and before[-1].kind is Kind.COUNTRY and before[-1].code == self._home:
            # "Avrupa Birliği Türkiye Delegasyonu" is a permanent body.
            self._bodies.read(list(tokens[: at + 1]), party)
            return
        if at + 1 < len(tokens) and tokens[at + 1].kind is Kind.PREPOSITION:
            target = list(tokens[at + 2 :])
            while target and target[0].folded == "the":
                target.pop(0)
            if target:
                self._read_body_of_group(target, party)
        elif before and not all(is_plain_word(token) for token in before if not token.is_a("organisation")):
            self._read_body_of_group(before, party)
        elif before and any(
            token.is_a("organisation") and token.word and token.word.inflected for token in before
        ):
            party.has_body = True
        rest = list(tokens[at + 1 :])
        if rest and rest[0].kind is not Kind.PREPOSITION:
            take_name(rest, party)

    def _read_body_of_group(self, body: list[Token], party: Party) -> None:
        if all(token.kind in {Kind.COUNTRY, Kind.DEMONYM} or is_plain_word(token) for token in body):
            land = next((token for token in body if token.kind in {Kind.COUNTRY, Kind.DEMONYM}), None)
            if land is not None:
                party.country = land.code
                party.spans["country"] = span_of([land])
                return
        while (
            body
            and (body[-1].is_a("title") or (is_plain_word(body[-1]) and not body[-1].is_a("organisation")))
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
        self._bodies.read(body, party)

    def _read_plain(self, tokens: Sequence[Token], party: Party) -> None:
        """Read a piece without a title: a name, a body, a place."""
        words = list(tokens)
        while words and words[0].kind in {Kind.SMALL, Kind.PREPOSITION, Kind.NUMBER}:
            words.pop(0)
        if not words:
            return
        if words[0].kind is Kind.HONORIFIC:
            if take_name(words, party):
                behind = [token for token in words if token.start >= party.spans["persons"][1]]
                if len(behind) > 1 and behind[0].folded in {"from", "of", "at"}:
                    self._bodies.read(list(behind[1:]), party)
                return
            words = [token for token in words if token.kind is not Kind.HONORIFIC]
            if not words:
                return
        party.start, party.end = words[0].start, words[-1].end
        if len(words) > 2 and words[0].folded in PLACES and words[1].folded == "of":
            self._bodies.read(words, party)
            return
        heads = [place for place, token in enumerate(words) if token.is_a("organisation")]
        acronym = words[0].kind is Kind.ACRONYM
        if heads or acronym:
            end = (heads[-1] if heads else 0) + 1
            of = end < len(words) and words[end].kind is Kind.PREPOSITION
            if of or not words[end - 1].is_inflected:
                # An English head may stand in front: all that follows belongs to it.
                while end < len(words) and (words[end].kind is not Kind.SMALL):
                    end += 1
            elif acronym and not heads:
                end = len(words)
            self._bodies.read(words[:end], party)
            rest = words[end:]
            if rest:
                take_name(rest, party)
            return
        size, hit, is_country = self._places.place_at(words, 0)
        if hit:
            if is_country:
                party.country = hit.code
                party.spans["country"] = span_of(words[:size])
                if not hit.exact:
                    party.doubts["country"] = "spelling"
                rest = words[size:]
                count, city, also = self._places.place_at(rest, 0, country=hit.code)
                if city and not also:
                    self._places.set_city(rest[:count], city, party)
                    rest = rest[count:]
                if rest and rest[0].kind is Kind.PROPER and not party.city and rest[0].text:
                    take_name(rest, party)
                elif (
                    rest
                    and all(is_plain_word(token) or token.kind is Kind.PROPER for token in rest)
                    and len(rest) > 1
                ):
                    party.rest = text_of(words)
                return
            if size == len(words) or words[size].folded in AFTER_PLACE or words[size].kind is Kind.SMALL:
                self._places.set_city(words[:size], hit, party)
                return
            if size < len(words) and (words[size].kind is Kind.COUNTRY):
                self._places.set_city(words[:size], hit, party)
                return
        if not take_name(words, party):
            party.rest = text_of(words)
            return
        if hit and size >= 1 and len(party.name.split()) <= size:
            self._places.set_city(words[:size], hit, party)
            party.name = ""

    def _title(self, words: Sequence[Token], party: Party, body: Sequence[Token] = ()) -> None:
        if not words:
            return
        party.titles.append(title_text(words, body))
        head = words[-1]
        party.post = " ".join(
            [
                *(one.text for one in words[:-1]),
                possessive(head.text, head.word.stem) if head.word else head.text,
            ]
        )
        party.spans["titles"] = span_of(words)
        party.plural = "lar" in words[-1].folded[-6:] or "ler" in words[-1].folded[-6:]
        if any(token.word is not None and not token.word.exact for token in words):
            party.doubts["titles"] = "spelling"
