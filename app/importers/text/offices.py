"""Offices: a title with what stands before it, or behind its ``of``."""

from collections.abc import Sequence

from babel import Locale

from app.domain.turkish import fold
from app.importers.text.bodies import BodyReader, is_part_of_a_body
from app.importers.text.gazetteer import Hit
from app.importers.text.lexicon import ACRONYMS, AFTER_PLACE, ENGLISH_MISSIONS, INTERNATIONAL, MISSIONS
from app.importers.text.names import name_behind, take_name
from app.importers.text.party import Party
from app.importers.text.pieces import without_article
from app.importers.text.places import PlaceReader
from app.importers.text.titles import AFTER_HEAD, first_of_title, last_office, mission_role, title_text
from app.importers.text.tokens import Kind, Token
from app.importers.text.wording import (
    PLACES,
    is_municipal,
    is_place_word,
    is_plain_capital,
    is_plain_word,
    possessive,
    span_of,
    text_of,
)

_OF = frozenset({"of", "to", "for", "from", "at", "in", "the"})
_AT = frozenset({"in", "to", "at", "for"})
_PARTS = frozenset(
    {"ofis", "temsilcilik", "program", "merkez", "meclis", "birim", "bolum", "departman", "office"}
)
_STAFF = frozenset({"mission", "staff", "cabinet", "office", "delegation", "section"})
_RANKS = frozenset({"buyukelci", "elci"})
_THERE = frozenset({"deki", "daki", "teki", "taki"})
"""Endings of a place where a body is: ``İzmir'deki``."""
_LONGEST_FIELD = 3
"""Words of a field of work in a title."""
_OF_A_CHURCH = frozenset({"patrik", "metropolit", "baspiskopos", "piskopos"})
_OF_A_PLACE = frozenset({"vali", "kaymakam"})
"""Offices whose city is in the country that is named, not the seat of a mission."""


class OfficeReader:
    """Reads pieces that hold a title."""

    def __init__(self, places: PlaceReader, bodies: BodyReader, home: str) -> None:
        """Take whoever reads places and bodies.

        :param home: the country of the office that reads.
        """
        self._places = places
        self._bodies = bodies
        self._home = home

    def read(self, tokens: Sequence[Token], offices: Sequence[int], party: Party) -> None:
        """Read ``body title name`` or ``title of body name``.

        :param offices: where in the tokens words of titles stand.
        """
        last = last_office(tokens, offices)
        first = first_of_title(tokens, last)
        end = last + 1
        while end < len(tokens) and (tokens[end].stem in AFTER_HEAD or _joins_ranks(tokens, end)):
            end += 1
        if _is_land_of_title(tokens[end : end + 2], self._home):
            end += 1  # "Director Türkiye Mr …"
        if end < len(tokens) and all(map(is_plain_capital, tokens[end:])):
            end = len(tokens)  # "Senior Advisor International Affairs"
        body, title, rest = list(tokens[:first]), list(tokens[first:end]), list(tokens[end:])
        if rest and rest[0].kind is Kind.PREPOSITION and rest[0].folded in _OF:
            rest = self._of(title, rest, body, party)
        elif not body and (of := _of_behind_a_name(rest)):
            self._of(title, rest[of:], body, party)  # "Mayor Luca Esempio of Turin"
        else:
            self._before(body, title, party)
        take_name(rest, party)
        party.title_ending = tokens[last].ending

    # title of …

    def _of(self, title: list[Token], rest: list[Token], body: list[Token], party: Party) -> list[Token]:
        """Read what follows ``of``; return the tokens behind it, where a name may stand."""
        target = list(without_article(rest[1:]))
        if target and target[0].folded in _STAFF and _ends_a_title(target[1:]):
            # "Deputy Chief of Mission of the U.S. Embassy"
            title, rest = [*title, *rest[:2]], rest[2:]
            if not rest or rest[0].kind is not Kind.PREPOSITION:
                self._before(body, title, party)
                return rest
            target = list(without_article(rest[1:]))
        if body and rest[0].folded in _AT and target and target[0].code == self._home:
            # "UNICEF Representative in Türkiye": where they work, not whom they stand for.
            self._before(body, title, party)
            return target[1:]
        if rest[0].folded in _AT and any(one.kind in {Kind.COUNTRY, Kind.DEMONYM} for one in body):
            size, hit, is_country = self._places.place_at(target, 0)
            if hit and not is_country:
                # "US Consul in Adana"
                self._before(body, title, party)
                self._seat(target[:size], hit, party)
                return target[size:]
        common = next((at for at, token in enumerate(target) if not is_plain_word(token)), len(target))
        behind = target[common:]
        placed = any(token.folded in PLACES for token in target[:common])
        named = len(behind) >= 2 and all(token.kind is Kind.PROPER for token in behind) and not placed
        named = named or (bool(behind) and behind[0].kind is Kind.HONORIFIC)
        if common and (named or not behind or behind[0].kind is Kind.PREPOSITION):
            # "Head of International Relations": common words belong to the title.
            title = [*title, *rest[: len(rest) - len(behind)]]
            rest = behind if behind and not named else []
            target = list(without_article(rest[1:]))
        self._title(title, party)
        if not target:
            if body:
                self._before(body, [], party)
            return behind if named else []
        size, hit, is_country = self._places.place_at(target, 0)
        if hit and is_country:
            return self._of_country(title, target, size, hit, party)
        following = target[size:]
        if hit and size == len(target) and len(rest) > len(target) + 2 and not mission_role(title):
            # "Director of International Affairs of the City of Bordeaux"
            self._places.set_city(target, hit, party)
            body_of_city = rest[2:] if rest[1].folded == "the" else rest[1:]
            self._say(party, text_of(body_of_city), *span_of(body_of_city))
            return []
        if hit and all(token.folded in PLACES for token in following):
            return self._of_city(title, target, target[:size], hit, party)
        plain = not any(token.is_a("organisation") or token.is_a("common") for token in following)
        if hit and plain and len(following) != 1:
            self._of_city(title, target[:size], target[:size], hit, party)
            return following
        return self._of_body(title, target, party)

    def _of_country(
        self, title: list[Token], target: list[Token], size: int, hit: Hit, party: Party
    ) -> list[Token]:
        """Read ``Ambassador of Japan in Ankara``."""
        party.country = hit.code
        party.spans["country"] = span_of(target[:size])
        following = target[size:]
        if following and (following[0].is_a("organisation") or following[0].is_a("common")):
            # "Officer at the U.S. Consulate General in Istanbul"
            party.country = ""
            party.spans.pop("country")
            self._bodies.read(target, party)
            return []
        seat: list[Token] = []
        if following and following[0].kind is Kind.PREPOSITION and following[0].folded in _AT:
            following = list(without_article(following[1:]))
            count, city, is_country = self._places.place_at(following, 0)
            if city and not is_country:
                seat = following[:count]
                self._places.set_city(seat, city, party, of_country=False)
            following = following[count:]
        self._mission(title, target[:size], seat, party)
        return following

    def _of_city(
        self, title: list[Token], named: list[Token], city: list[Token], hit: Hit, party: Party
    ) -> list[Token]:
        """Read ``Mayor of Daegu Metropolitan City``."""
        self._places.set_city(city, hit, party)
        role = mission_role(title)
        if fold(role) in ENGLISH_MISSIONS:
            self._say(party, f"{MISSIONS[fold(role)]} {text_of(named)}", title[0].start, named[-1].end)
        return []

    def _of_body(self, title: list[Token], target: list[Token], party: Party) -> list[Token]:
        """Read ``Rector of the University of Graz``, or a place that the gazetteer lacks."""
        role = mission_role(title)
        if fold(role) in ENGLISH_MISSIONS and not any(token.is_a("organisation") for token in target):
            self._places.set_unknown_city(target, party)
            self._say(party, f"{MISSIONS[fold(role)]} {text_of(target)}", title[0].start, target[-1].end)
            if len(target) > 1:
                party.doubts["persons"] = "where_the_name_begins"
            return []
        size = name_behind(target)
        # "Member of the European Parliament": a body that needs no other to be told.
        world = title[-1].stem == "member" and INTERNATIONAL.match(fold(text_of(target[:size]))) is not None
        seat = next((at for at, token in enumerate(target) if token.kind is Kind.PREPOSITION), 0)
        if seat and is_part_of_a_body(target[:seat]) and self._is_at_home(target[seat + 1 :]):
            # "Head of Office in Ankara": where they work, not whom they stand for.
            party.titles[-1] = f"{party.titles[-1]} of {text_of(target[:seat])}"
            return []
        if all(token.kind in {Kind.KNOWN, Kind.PREPOSITION} for token in target[:size]) and not world:
            # "Chair of the City Council": whose council stands elsewhere.
            party.titles[-1] = f"{party.titles[-1]} of the {text_of(target[:size])}"
        else:
            self._bodies.read(target[:size], party)
        return target[size:]

    def _is_at_home(self, words: Sequence[Token]) -> bool:
        _, hit, _ = self._places.place_at(list(without_article(words)), 0)
        return hit is not None and hit.code == self._home

    # … title

    def _before(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read what stands before a title: country, city, organisation."""
        body, title = list(without_article(_without_what_only_links(body))), list(title)
        for place, token in enumerate(body[:-1]):
            if token.is_a("organisation") and token.ending:
                # "Vilnius Belediyesi'nden Ulaştırma Müdürü": what comes behind the body is of the title.
                body, title = body[: place + 1], [*body[place + 1 :], *title]
                break
        closed = next((at for at, token in enumerate(body) if token.text == ")"), 0)
        behind = body[closed + 1 :] if closed else []
        if 0 < len(behind) <= _LONGEST_FIELD and all(token.is_capital for token in behind):
            # "… (UNHCR) Saha Ofisi Başkanı": behind its short name a body ends.
            body, title = body[: closed + 1], [*behind, *title]
            party.doubts.setdefault("titles", "where_the_body_ends")
        heads = [place for place, token in enumerate(body) if token.is_a("organisation")]
        if heads and body[heads[-1]].is_inflected and _is_of_title(body[heads[-1] + 1 :]):
            # "Seul Belediyesi Salgın Koordinatörü": no body ends with a word that is none.
            body, title = body[: heads[-1] + 1], [*body[heads[-1] + 1 :], *title]
        if body and not heads and self._is_only_its_first_word(body):
            # "UNHCR Protection Officer": the short name is the whole body.
            body, title = body[:1], [*body[1:], *title]
        role = mission_role(title)
        lands = [place for place, token in enumerate(body) if token.kind is Kind.COUNTRY]
        if role and lands and not any(token.is_a("organisation") for token in body[lands[-1] :]):
            body = body[lands[-1] :]  # "Gaziantep'te görevli Suriye Başkonsolosu"
        self._title(title, party, body)
        if not body:
            return
        if any(token.is_a("organisation") or token.is_a("part") for token in body):
            self._bodies.read(body, party)
            if len(title) == 1 and _ends_with_a_part(body, title[0]):
                party.doubts.setdefault("titles", "where_the_body_ends")
                party.doubts.setdefault("organisation", "where_the_body_ends")
            return
        size, hit, is_country = self._places.place_at(body, 0)
        if hit and is_country:
            self._before_country(body, size, hit, title, party)
        elif role or _is_of_a_city(title):
            self._before_city(body, title, party)
        else:
            self._say(party, text_of(body), *span_of(body))
            if city := self._places.whole_city(body):
                self._places.set_city(body, city, party)

    def _is_only_its_first_word(self, body: Sequence[Token]) -> bool:
        """Say whether a body is known by one word, and the others name no place."""
        return (
            body[0].text in ACRONYMS
            and _is_of_title(body[1:])
            and not any(self._places.place_at(body, place)[1] for place in range(1, len(body)))
        )

    def _before_country(
        self, body: list[Token], size: int, hit: Hit, title: list[Token], party: Party
    ) -> None:
        """Read ``Japonya Ankara Büyükelçisi``, ``KKTC Girne Belediye Başkanı``, ``Peru Kültür Bakanı``."""
        party.country = hit.code
        party.spans["country"] = span_of(body[:size])
        if not hit.exact:
            party.doubts["country"] = "spelling"
        rest, role = body[size:], mission_role(title)
        municipal = _is_of_a_city(title)
        if hit.code == "EU" and not rest and not municipal and not role and party.titles:
            # "AB Uzmanı": what they know, not whom they stand for.
            party.titles[-1] = f"{text_of(body)} {party.post}"
            party.country = ""
            party.spans.pop("country")
        elif not rest and not municipal and not role:
            self._ministry(body, title, party)
        elif rest and not municipal and not role:
            owned = rest if body[0].ending else body  # "Avusturya'nın Graz kentinden Kültür Müdürü"
            self._say(party, text_of(owned), *span_of(owned))
        if rest:
            count, city, is_country = self._places.place_at(rest, 0, country=hit.code)
            if city and not is_country and count == len(rest):
                there = municipal or role in _OF_A_PLACE
                self._places.set_city(rest, city, party, of_country=there)
            elif (
                city
                and not is_country
                and all(token.is_a("common") or token.folded in AFTER_PLACE for token in rest[count:])
            ):
                self._places.set_city(rest[:count], city, party)
            elif municipal or role:
                self._places.set_unknown_city(rest, party)
        if municipal and rest:
            self._municipality(rest, title, party)
        elif role and not municipal:
            self._mission(title, body[:size], rest, party, body[0].start)

    def _before_city(self, body: list[Token], title: list[Token], party: Party) -> None:
        """Read ``Üsküp Belediye Başkanı``, ``Erbil Valisi``."""
        size, hit, _ = self._places.place_at(body, 0)
        if city := self._places.whole_city(body):
            self._places.set_city(body, city, party)
        elif hit and fold(mission_role(title)) in _OF_A_CHURCH:
            self._places.set_city(body[:size], hit, party)  # "Kudüs Rum Ortodoks Patriği"
        else:
            of_country = _is_of_a_city(title) or fold(mission_role(title)) in _OF_A_PLACE | _OF_A_CHURCH
            self._places.set_unknown_city(body, party, of_country=of_country)
        if _is_of_a_city(title):
            self._municipality(body, title, party)
            return
        role = fold(mission_role(title))
        words = (
            [MISSIONS[role], text_of(body)] if role in ENGLISH_MISSIONS else [text_of(body), MISSIONS[role]]
        )
        self._say(party, " ".join(words), body[0].start, title[-1].end)

    # what an office stands for

    def _mission(
        self,
        title: Sequence[Token],
        country: Sequence[Token],
        seat: Sequence[Token],
        party: Party,
        start: int | None = None,
    ) -> None:
        """Name the mission that somebody with a title comes from; nothing if the title is of no mission."""
        role = fold(mission_role(title))
        if not role:
            return
        party.mission = True
        of = _land_of(country) if role in ENGLISH_MISSIONS else text_of(country)
        city = text_of(seat)
        if of != text_of(country):
            party.doubts.setdefault("organisation", "derived")
        words = (
            [MISSIONS[role], of, "in" if city else "", city]
            if role in ENGLISH_MISSIONS
            else [of, city, MISSIONS[role]]
        )
        begin = title[0].start if start is None else start
        self._say(party, " ".join(filter(None, words)), begin, max(country[-1].end, title[-1].end))

    def _seat(self, city: list[Token], hit: Hit, party: Party) -> None:
        """Add the seat to a mission that was read."""
        self._places.set_city(city, hit, party, of_country=False)
        if party.organisation:
            party.organisation = f"{party.organisation} in {text_of(city)}"

    @staticmethod
    def _municipality(place: Sequence[Token], title: Sequence[Token], party: Party) -> None:
        greater = any(token.folded.startswith("buyuksehir") for token in title)
        kind = "Büyükşehir Belediyesi" if greater else "Belediyesi"
        OfficeReader._say(party, f"{text_of(place)} {kind}", place[0].start, title[-1].end)

    def _ministry(self, country: Sequence[Token], title: Sequence[Token], party: Party) -> None:
        """Read ``Ukrayna Kültür Bakanı``: the minister's ministry is the organisation."""
        minister = next((place for place, token in enumerate(title) if token.stem == "bakan"), None)
        if minister is not None and country[0].code != self._home:
            words = [text_of(country), text_of(title[:minister]), "Bakanlığı"]
            self._say(party, " ".join(filter(None, words)), country[0].start, title[-1].end)

    @staticmethod
    def _say(party: Party, organisation: str, start: int, end: int) -> None:
        party.organisation = organisation
        party.spans["organisation"] = (start, end)

    def _title(self, words: Sequence[Token], party: Party, body: Sequence[Token] = ()) -> None:
        if not words:
            return
        if (
            len(words) > 1
            and words[-1].stem in _RANKS
            and not words[-1].is_inflected
            and words[-2].is_inflected
        ):
            # "Delegasyon Başkanı Büyükelçi X": a rank behind the office.
            party.titles.append(title_text(words[:-1], body))
            party.doubts["titles"] = "several"
            words, body = words[-1:], ()
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


def _land_of(words: Sequence[Token]) -> str:
    """Return a country's name, in English for its people: ``Swiss`` → ``Switzerland``."""
    if len(words) != 1 or words[0].kind is not Kind.DEMONYM:
        return text_of(words)
    return Locale("en").territories.get(words[0].code) or text_of(words)


def _joins_ranks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether ``and`` stands in ``Ambassador Extraordinary and Plenipotentiary``."""
    behind = tokens[at + 1 : at + 2]
    return tokens[at].kind is Kind.CONJUNCTION and any(one.stem == "plenipotentiary" for one in behind)


def _ends_with_a_part(body: Sequence[Token], title: Token) -> bool:
    """Say whether the end of a body may be of the title: ``JICA Türkiye Ofisi Temsilcisi``."""
    whole = any(token.is_a("organisation") or token.kind is Kind.ACRONYM for token in body[:-1])
    return (whole and body[-1].stem in _PARTS) or (title.stem == "uye" and body[-1].is_inflected)


def _ends_a_title(behind: Sequence[Token]) -> bool:
    """Say whether what follows ``of Mission`` is of another kind: nothing, a name, another ``of``."""
    return not behind or behind[0].kind in {Kind.HONORIFIC, Kind.PROPER} or behind[0].folded == "of"


def _is_of_a_city(title: Sequence[Token]) -> bool:
    """Say whether an office is of a municipality: ``Belediye Başkanı``, ``Büyükşehir Meclis Üyesi``."""
    return any(map(is_municipal, title[:2])) or (bool(title) and title[0].folded == "buyuksehir")


def _of_behind_a_name(rest: Sequence[Token]) -> int:
    """Return where ``of`` stands behind a name; 0 where it does not."""
    of = next((at for at, token in enumerate(rest) if token.kind is Kind.PREPOSITION), 0)
    named = all(token.kind in {Kind.PROPER, Kind.HONORIFIC} for token in rest[:of])
    return of if of and named and rest[of].folded in {"of", "from"} else 0


def _is_land_of_title(words: Sequence[Token], home: str) -> bool:
    land = bool(words) and words[0].kind is Kind.COUNTRY and words[0].code == home
    return land and (len(words) == 1 or words[1].kind is Kind.HONORIFIC)


def _is_of_title(words: Sequence[Token]) -> bool:
    """Say whether words behind a body belong to the title: capitals that name no place and no part."""
    return 0 < len(words) <= _LONGEST_FIELD and all(
        token.kind in {Kind.PROPER, Kind.KNOWN}
        and token.is_capital
        and not token.ending
        and not token.is_a("part")
        for token in words
    )


def _without_what_only_links(words: Sequence[Token]) -> list[Token]:
    """Drop prepositions, figures, honorifics, ``kentinden``, and small words at the beginning."""
    kept = [
        token
        for token in words
        if token.kind not in {Kind.PREPOSITION, Kind.NUMBER, Kind.HONORIFIC}
        and not is_place_word(token)
        and token.ending not in _THERE
    ]
    while kept and kept[0].kind is Kind.SMALL:
        kept.pop(0)
    return kept
