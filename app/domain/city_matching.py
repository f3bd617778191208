"""Which of our cities a name means. Pure: what is known comes in, and nothing is asked of anybody.

The rules, from sure to unsure: an outside id that is known already; what somebody decided before; the name
that we print, in either language; another spelling; a spelling whose marks somebody lost. A country narrows
it down, a position tells homonyms apart. Where the rules do not agree on one city, somebody has to say.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from app.domain.earth import Place, distance_km
from app.domain.turkish import match_key, search_key
from models.vocabulary import MatchHow

SAME_PLACE_KM = 35
"""Two positions of one city are not further apart; lists give the middle of a town or of its district."""
LOST_MARKS_KM = 25
"""So near must a place be to be the one whose name lost its marks: Münster is not Munster."""
ELSEWHERE_KM = 100
"""A place so far away is another one, whatever its name."""
NEAR_KM = 10
"""Places so near are shown to whoever decides, and never taken."""
ON_THE_SPOT_KM = 1
"""A town so near may be the same one under a name that is quite another."""
CLOSE_BY_KM = 3
SHARED_WORD_KM = 5
"""So near may a longer name be the same: Bendigo and Greater Bendigo."""
ALIKE, NEARLY_THE_SAME = 0.75, 0.85
"""Names that share so much may be two spellings of one (ratio of matching letters), close by and near."""
TOWN = 15_000
"""Inhabitants from which a city is meant although its position is wrong; a village is another one."""
TIMES_AS_FAR = 2
"""The next homonym must be so many times as far away."""
TIMES_AS_LARGE = 10
"""So many times larger than the next must the city be that everybody means without saying which."""
MOST_CANDIDATES = 8
SQUARES_PER_DEGREE = 4
"""At 60 degrees north a square is 14 km wide, so the squares around hold everything near."""

MARKS_ARE_LOST_IN = frozenset({"TR", "XN"})
"""Where machines abroad lose ``ç ğ ı ö ş ü``, and hardly any two towns differ by them alone."""

SAME_GROUND: Mapping[str, tuple[str, ...]] = {
    "CY": ("XN",),
    "TR": ("XN",),
    "RS": ("XK",),
    "XK": ("RS",),
}
"""Country that a list may name → countries under which our table has some of its towns; reviewed by hand."""
ONLY_WITH_POSITION = frozenset({("TR", "XN"), ("RS", "XK"), ("XK", "RS")})
"""Pairs of these where a name alone is not enough, since towns of both share names."""
DISPUTED_GROUND: Mapping[str, tuple[str, ...]] = {"XN": ("CY",)}
"""The same where the other country is only looked into for candidates: Nicosia is two cities."""

NAMED_FOR_THE_PROVINCE: Mapping[str, str] = {
    "kocaeli": "izmit",
    "sakarya": "adapazari",
    "hatay": "antakya",
}
"""Turkish provinces whose seat bears another name, by strict key: their municipality is known by both."""

_OFFICE = (
    r"(?:metropolitan|city)?\s*municipality",
    r"metropolitan(?:\s+city)?",
    r"(?:city|municipal|town|borough)\s+council",
    r"(?:(?:b[üu]y[üu]k[şs]eh[iı]r|[iı]l[çc]e)\s+)?beled[iı]ye(?:s[iı])?(?:\s+ba[şs]kanl[ıi][ğg][ıi])?",
    r"b[üu]y[üu]k[şs]eh[iı]r",
    r"kommune?",
    r"(?:város\s+)?önkormányzata",
)
_BEFORE = re.compile(
    r"^(?:(?:the\s+)?(?:metropolitan\s+)?(?:city|municipality|town|commune)\s+of\s+(?:the\s+)?"
    r"|(?:comune|ville|commune|mairie|ayuntamiento|ajuntament|munic[ií]pio)\s+d(?:[ei]\s+|[’'])"
    r"|(?:gemeente|dimos|gmina|stadt)\s+)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[\s,–-]+(?:{'|'.join(_OFFICE)})$", re.IGNORECASE)
_NO_CITY = re.compile(
    r"\b(?:county|province|prefecture|district|region|oblast|raion|microregion|voivodeship|communauté)\b",
    re.IGNORECASE,
)
"""What is named so is larger than the town whose name it shares."""
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalnum()}
_DOTTED_I = "i\N{COMBINING DOT ABOVE}"


@dataclass(frozen=True, slots=True)
class CityMatch:
    """What a name means.

    :param city_id: None where it is unsure or no city bears the name.
    :param candidates: cities it may be, the likeliest first; empty where the city is known.
    """

    city_id: int | None
    how: MatchHow
    candidates: tuple[int, ...] = ()


class KnownCity(NamedTuple):
    """A city as it is matched.

    :param country: its code; empty if unknown.
    """

    id: int
    title_tr: str
    title_en: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int | None


class _Found(NamedTuple):
    """A city that bears the name, and by which rule.

    :param km: how far away it is; None where a position is unknown.
    """

    city: KnownCity
    how: MatchHow
    km: float | None


class CityMatcher:
    """Every city and spelling, ready to be asked.

    :param spellings: id of the city and a further spelling.
    :param outside: id of an outside list → id of the city.
    :param decided: strict key of a name and code of a country (or empty) → id of the city somebody chose.
    """

    def __init__(
        self,
        cities: Iterable[KnownCity],
        spellings: Iterable[tuple[int, str]] = (),
        outside: Mapping[str, int] | None = None,
        decided: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        self._cities = {city.id: city for city in cities}
        self._outside, self._decided = outside or {}, decided or {}
        self._titled: _Index = {}
        self._spelt: _Index = {}
        for city in self._cities.values():
            _enter(self._titled, _strict(city.title_tr), city.id)
            if city.title_en and city.title_en != city.title_tr:
                _enter(self._titled, _strict(city.title_en), city.id)
        for id_, name in spellings:
            if id_ in self._cities:
                _enter(self._spelt, _strict(name), id_)
        for province, seat in NAMED_FOR_THE_PROVINCE.items():
            for id_ in self._titled.get(match_key(seat), ()):
                if self._cities[id_].country == "TR":
                    _enter(self._spelt, match_key(province), id_)

    @cached_property
    def _folded(self) -> "_Index":
        folded: _Index = {}
        for names in (self._titled, self._spelt):
            for name, ids in names.items():
                key = name if name.isascii() else search_key(name)
                for id_ in ids:
                    _enter(folded, key, id_)
        return folded

    @cached_property
    def _squares(self) -> dict[tuple[int, int], list[KnownCity]]:
        squares: dict[tuple[int, int], list[KnownCity]] = defaultdict(list)
        for city in self._cities.values():
            if city.latitude is not None and city.longitude is not None:
                squares[_square(city.latitude, city.longitude)].append(city)
        return squares

    def match(
        self,
        name: str,
        *,
        country: str | None = None,
        position: Place | None = None,
        outside_id: str | None = None,
    ) -> CityMatch:
        """Say which city a name means.

        :param country: code of the country it lies in, so that cities elsewhere are left out; empty or None:
            unknown.
        :param position: latitude and longitude in degrees.
        :param outside_id: what an outside list calls it.
        """
        known = self._outside.get(outside_id or "")
        if known in self._cities:
            return CityMatch(known, MatchHow.OUTSIDE_ID)
        decided = self._cities.get(self._decided.get((match_key(name), country or ""), 0))
        if decided is not None and (_km(decided, position) or 0) <= ELSEWHERE_KM:
            return CityMatch(decided.id, MatchHow.DECIDED)
        doubtful: dict[int, _Found] = {}
        for words in ways_to_say(name):
            for ground in _grounds(country or None, position):
                found = self._bearers(words, ground, position)
                taken = _one_of(found, position) if position else _one_by_name(found, country or None)
                if taken is not None and ground.sure:
                    return CityMatch(taken.city.id, taken.how)
                doubtful |= {one.city.id: one for one in found if _may_be(one, whole=words == name)}
        if doubtful:
            return CityMatch(None, MatchHow.UNSURE, tuple(doubtful)[:MOST_CANDIDATES])
        near = tuple(city.id for city in self.alike(name, position)) if position else ()
        return CityMatch(None, MatchHow.NEAR if near else MatchHow.UNKNOWN, near[:MOST_CANDIDATES])

    def add(self, city: KnownCity) -> None:
        """Make one more city known."""
        folded, squares = self._folded, self._squares
        self._cities[city.id] = city
        for title in {city.title_tr, city.title_en} - {""}:
            _enter(self._titled, _strict(title), city.id)
            _enter(folded, search_key(title), city.id)
        if city.latitude is not None and city.longitude is not None:
            squares[_square(city.latitude, city.longitude)].append(city)

    def alike(self, name: str, position: Place) -> list[KnownCity]:
        """Return the cities at the same place that may be meant by another name, the nearest first.

        A county or a province is none of them, though its middle lies in its capital.
        """
        if _NO_CITY.search(name):
            return []
        keys = [search_key(words) for words in ways_to_say(name)]
        return [
            city
            for km, city in self._around(position)
            if (km <= ON_THE_SPOT_KM and (city.population or 0) >= TOWN)
            or any(
                _alike(key, search_key(title), km)
                for key in keys
                for title in {city.title_tr, city.title_en} - {""}
            )
        ]

    def spelt_like(self, name: str, country: str) -> list[KnownCity]:
        """Return the cities of a country that a slip of the pen may mean by a name, the likeliest first."""
        asked = SequenceMatcher(None, b=search_key(name), autojunk=False)
        found: list[tuple[float, KnownCity]] = []
        for city in self._cities.values():
            if city.country != country:
                continue
            for title in {city.title_tr, city.title_en} - {""}:
                asked.set_seq1(search_key(title))
                if asked.quick_ratio() >= NEARLY_THE_SAME and asked.ratio() >= NEARLY_THE_SAME:
                    found.append((asked.ratio(), city))
        return list({city.id: city for _, city in sorted(found, key=itemgetter(0), reverse=True)}.values())

    def _around(self, position: Place) -> list[tuple[float, KnownCity]]:
        """Return the cities at the same place and how far away they are, in whichever country."""
        row, column = _square(*position)
        around = (
            (_km(city, position), city)
            for lat in (row - 1, row, row + 1)
            for lon in (column - 1, column, column + 1)
            for city in self._squares.get((lat, lon), ())
        )
        return sorted(
            ((km, city) for km, city in around if km is not None and km <= NEAR_KM), key=itemgetter(0)
        )

    def _bearers(self, words: str, ground: "_Ground", position: Place | None) -> list[_Found]:
        """Return the cities that bear the name there: by the surest rule first, then by distance."""
        rules = (
            (MatchHow.EXACT, self._titled.get(match_key(words), ())),
            (MatchHow.EXONYM, self._spelt.get(match_key(words), ())),
            (MatchHow.FOLDED, self._folded.get(search_key(words), ())),
        )
        found: dict[int, _Found] = {}
        for how, ids in rules:
            cities = (self._cities[id_] for id_ in ids if id_ not in found)
            there = (city for city in cities if ground.countries is None or city.country in ground.countries)
            of_rule = [_Found(city, how, _km(city, position)) for city in there]
            of_rule.sort(key=lambda one: (one.km is None, one.km or 0, -(one.city.population or 0)))
            found |= {one.city.id: one for one in of_rule}
        return list(found.values())


_Index: TypeAlias = dict[str, list[int]]


class _Ground(NamedTuple):
    """Where to look.

    :param countries: None for everywhere.
    :param sure: whether what is found there may be taken.
    """

    countries: Collection[str] | None
    sure: bool


def _grounds(country: str | None, position: Place | None) -> Iterator[_Ground]:
    """Yield where to look, in this order; a city whose country is unknown is only ever a candidate."""
    if country is None:
        yield _Ground(None, sure=True)
        return
    yield _Ground((country,), sure=True)
    for other in SAME_GROUND.get(country, ()):
        yield _Ground((other,), sure=position is not None or (country, other) not in ONLY_WITH_POSITION)
    yield _Ground((*DISPUTED_GROUND.get(country, ()), ""), sure=False)


def _one_of(found: Sequence[_Found], position: Place) -> _Found | None:
    """Return the one that stands where the name is said to stand."""
    placed = sorted((one for one in found if one.km is not None), key=lambda one: one.km or 0)
    for how in (MatchHow.EXACT, MatchHow.EXONYM, MatchHow.FOLDED):
        of_rule = [one for one in placed if one.how is how]
        if of_rule and _is_there(of_rule[0], of_rule[1:], found):
            return of_rule[0]
    unplaced = [one for one in found if one.km is None and one.how is not MatchHow.FOLDED]
    return unplaced[0] if len(unplaced) == len(found) == 1 else None


def _is_there(nearest: _Found, others: Sequence[_Found], found: Sequence[_Found]) -> bool:
    km = nearest.km or 0
    if nearest.how is MatchHow.FOLDED and nearest.city.country not in MARKS_ARE_LOST_IN:
        nearer = any(one.how is not MatchHow.FOLDED and (one.km or 0) < km for one in found)
        if km > LOST_MARKS_KM or nearer:
            return False
    if not others:
        return km <= SAME_PLACE_KM
    return km <= SAME_PLACE_KM and (others[0].km or 0) >= TIMES_AS_FAR * km


def _one_by_name(found: Sequence[_Found], country: str | None) -> _Found | None:
    """Return the one that is meant where nothing but its name is known, and perhaps its country."""
    exact = [one for one in found if one.how is MatchHow.EXACT]
    borne = exact or [one for one in found if one.how is MatchHow.EXONYM]
    if country is not None:
        borne = borne or [one for one in found if one.city.country in MARKS_ARE_LOST_IN]
        return borne[0] if len(borne) == 1 else None
    named = [one for one in found if one.how is not MatchHow.FOLDED]
    if not named:
        return found[0] if len(found) == 1 and found[0].city.country in MARKS_ARE_LOST_IN else None
    largest, *rest = sorted(named, key=lambda one: one.city.population or 0, reverse=True)
    next_one = max((one.city.population or 0 for one in rest), default=0)
    if len(borne) == 1 and (borne[0] is largest or not rest):
        return borne[0]
    if (largest.city.population or 0) >= TIMES_AS_LARGE * max(next_one, 1):
        return largest._replace(how=MatchHow.LARGEST)
    return None


def ways_to_say(name: str) -> Iterator[str]:
    """Yield a name as it is, then without the words of its office and brackets, then each of two names.

    The name of a county is said in one way only: shortened it would be its town's.
    """
    yield name
    if _NO_CITY.search(name):
        return
    whole = unicodedata.normalize("NFC", _BRACKETS.sub(" ", name)).replace(_DOTTED_I, "i").strip()
    bare = _AFTER.sub("", _BEFORE.sub("", whole)).strip(" ,-–")
    seen = {name, ""}
    for words in (bare, *(part.strip() for part in bare.split("/"))):
        if words not in seen:
            seen.add(words)
            yield words


def _may_be(one: _Found, *, whole: bool) -> bool:
    """Say whether a city that bears the name, and stands elsewhere, may still be meant.

    :param whole: whether it bears the name as it is written.
    """
    if one.km is None or one.km <= (SAME_PLACE_KM if one.how is MatchHow.FOLDED else ELSEWHERE_KM):
        return True
    # With other marks it is another name, and what bears it elsewhere another place.
    return whole and one.how is not MatchHow.FOLDED and (one.city.population or 0) >= TOWN


def _alike(one: str, other: str, km: float) -> bool:
    """Say whether two folded names, so far apart, may be spellings of one.

    Nearly all letters agree, or close by the greater part; or one begins with the other, or close by holds
    all its words.
    """
    if one.startswith(f"{other} ") or other.startswith(f"{one} "):
        return True
    words = set(one.split()), set(other.split())
    shared = words[0] & words[1]
    if km <= SHARED_WORD_KM and shared in words and max(map(len, shared), default=0) > 3:
        return True
    compared = SequenceMatcher(None, one, other, autojunk=False)
    enough = ALIKE if km <= CLOSE_BY_KM else NEARLY_THE_SAME
    return compared.quick_ratio() >= enough and compared.ratio() >= enough


def _enter(index: _Index, key: str, id_: int) -> None:
    ids = index.setdefault(key, [])
    if id_ not in ids:
        ids.append(id_)


def _strict(name: str) -> str:
    """Return the strict key, by the short way where every letter is plain."""
    return " ".join(name.lower().translate(_NO_LETTERS).split()) if name.isascii() else match_key(name)


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude * SQUARES_PER_DEGREE // 1), int(longitude * SQUARES_PER_DEGREE // 1)


def _km(city: KnownCity, position: Place | None) -> float | None:
    if position is None or city.latitude is None or city.longitude is None:
        return None
    return distance_km((city.latitude, city.longitude), position)
