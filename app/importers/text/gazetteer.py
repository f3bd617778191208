"""Names of countries and cities, in every spelling the reference data knows; found with strict keys.

``Münster`` is not ``Munster``: a name without its marks is found too, but only where no other name bears it
strictly, and it is said to be unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.turkish import match_key, search_key
from app.importers.text.endings import agrees, is_ending, lower
from app.importers.text.lexicon import COUNTRY_ALIASES, DEMONYMS, MISREAD_LIKE, SPELLINGS
from app.importers.text.misreading import one_letter_apart

LONGEST = 6
"""Words of the longest name that is looked for."""
_BEGIN = 3
_SHORTEST_MISREAD = 6
_LONGEST_ENDING = 8
_SHORTEST_WORD = 5
"""Letters of a word that tells of a country's name by itself."""
_LARGE = 50_000
"""Inhabitants of a city that a misread name may be taken for."""
_CLEAR_LEAD = 4
"""A city is the one meant if it is so many times larger than its next namesake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city that bears a name.

    :param country: ISO 3166-1 alpha-2 or the office's own code; empty if unknown.
    """

    name: str
    country: str
    population: int


@dataclass(frozen=True, slots=True)
class Hit:
    """What a run of words names.

    :param code: the country, or the country of the city.
    :param exact: whether it is written as the reference data writes it.
    :param clear: whether no namesake in another country comes near.
    :param large: whether it is a city that many people live in.
    """

    code: str
    exact: bool = True
    clear: bool = True
    large: bool = False


class Gazetteer:
    """Looks up names; built once for a text from rows of the database or of the reference files."""

    def __init__(self, countries: Iterable[tuple[str, str]], cities: Iterable[tuple[str, Place]]) -> None:
        """Take names.

        :param countries: code and name, one for every spelling.
        :param cities: a spelling and the city that bears it.
        """
        self._countries: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        for code, name in countries:
            if name:
                self._countries.setdefault(match_key(name), code)
                self._printed.setdefault(match_key(name), name)
        for code, names in COUNTRY_ALIASES.items():
            self._countries.update((match_key(name), code) for name in names)
        self._words_of_countries = {
            word for key in self._countries for word in key.split() if len(word) >= _SHORTEST_WORD
        }
        self._demonyms = {match_key(name): code for code, names in DEMONYMS.items() for name in names}
        self._cities: dict[str, list[Place]] = defaultdict(list)
        for name, place in cities:
            key = match_key(name)
            if key and place not in self._cities[key]:
                self._cities[key].append(place)
        for spelling, name in SPELLINGS.items():
            bearers = self._cities[match_key(spelling)]
            bearers.extend(place for place in self._cities.get(match_key(name), ()) if place not in bearers)
        self._longest: dict[str, int] = defaultdict(int)
        for key in self._countries:
            # "k. makedonya" begins with a word that is shorter than what is looked up.
            for begin in {search_key(key)[:_BEGIN], search_key(key.split()[0])[:_BEGIN]}:
                self._longest[begin] = max(self._longest[begin], len(key.split()))
        self._misread = {
            short: key
            for key in self._printed
            if len(key) >= _SHORTEST_MISREAD and " " not in key
            for short in _shortened(_alike(key))
        } | {_alike(key): key for key in self._printed if " " not in key}
        self._bare_countries = _bare(self._countries)
        self._bare_cities = _bare(self._cities)

    def longest_country(self, word: str) -> int:
        """Return how many words a country's name may have that begins with this one; 0 if none does."""
        begin = search_key(word)[:_BEGIN]
        return max(self._longest.get(begin, 0), self._longest.get(begin[:2], 0))

    def country(self, words: Sequence[str], ending: str = "") -> Hit | None:
        """Return the country that words name, whatever case the last one is in.

        :param ending: what stood after the last word's apostrophe.
        """
        return self._find(words, ending, self._countries, self._bare_countries)

    def misread_country(self, word: str) -> tuple[str, str] | None:
        """Return code and name of the country that a machine misread: one letter off, or ``lrak``."""
        like = _alike(match_key(word))
        tries = _shortened(like) if len(like) >= _SHORTEST_MISREAD else [like]
        found = (self._misread[one] for one in tries if one in self._misread)
        key = next((one for one in found if one_letter_apart(like, _alike(one))), None)
        return (self._countries[key], self._printed[key]) if key else None

    def demonym(self, word: str) -> Hit | None:
        """Return the country whose people or language a word names: ``Alman``, ``Dutch``."""
        code = self._demonyms.get(match_key(word))
        return Hit(code) if code else None

    def city(self, words: Sequence[str], ending: str = "", country: str | None = None) -> Hit | None:
        """Return the city that words name: of that country, or the largest.

        :param country: the country said beside it, if any; a namesake elsewhere is then not meant.
        """
        for stem in _readings(words, ending):
            places = self._cities.get(stem)
            if not places and (strict := self._bare_cities.get(search_key(stem))):
                places = self._cities[strict]
            if not places:
                continue
            exact = stem in self._cities
            if country is not None and any(place.country == country for place in places):
                return Hit(country, exact)
            ranked = sorted(places, key=lambda place: -place.population)
            best = ranked[0]
            rivals = [place for place in ranked if place.country != best.country]
            clear = not rivals or best.population >= _CLEAR_LEAD * max(rivals[0].population, 1)
            return Hit(best.country, exact, clear, best.population >= _LARGE)
        if "-" in words[-1]:  # "Tel Aviv-Yafa"
            return self.city([*words[:-1], words[-1].split("-")[0]], ending, country)
        return None

    def is_city(self, name: str) -> bool:
        """Say whether a city bears a name as it is written."""
        return match_key(name) in self._cities

    def is_large_city(self, name: str) -> bool:
        """Say whether a name, as it is written, is that of a city many people live in."""
        places = self._cities.get(match_key(name), ())
        return any(place.population >= _LARGE for place in places)

    def is_word_of_a_country(self, word: str) -> bool:
        """Say whether a word, whatever case it is in, stands in the name of a country: ``Emirlikleri``."""
        return match_key(word) in self._words_of_countries

    def near_city(self, name: str) -> Hit | None:
        """Return the large city whose name is a letter from another: ``Roterdam``."""
        like = search_key(name)
        if len(like) < _SHORTEST_MISREAD:
            return None
        for short in _shortened(like):
            for key in self._nearly.get(short, ()):
                if one_letter_apart(like, search_key(key)):
                    place = max(self._cities[key], key=lambda one: one.population)
                    return Hit(place.country, exact=False, clear=False)
        return None

    @cached_property
    def _nearly(self) -> Mapping[str, Sequence[str]]:
        """Names of large cities by what is left of them without a letter; made where one is asked for."""
        index: dict[str, list[str]] = defaultdict(list)
        for key, places in self._cities.items():
            largest = max((place.population for place in places), default=0)
            if largest >= _LARGE and len(key) >= _SHORTEST_MISREAD and " " not in key:
                for short in set(_shortened(search_key(key))):
                    index[short].append(key)
        return index

    def names_country(self, word: str) -> bool:
        """Say whether a country bears a name as it is written."""
        return match_key(word) in self._countries

    def names(self, word: str) -> bool:
        """Say whether a country or a city bears a name as it is written."""
        return self.names_country(word) or self.is_city(word)

    @staticmethod
    def _find(
        words: Sequence[str], ending: str, names: Mapping[str, str], bare: Mapping[str, str]
    ) -> Hit | None:
        for stem in _readings(words, ending):
            if code := names.get(stem):
                return Hit(code)
            if strict := bare.get(search_key(stem)):
                return Hit(names[strict], exact=False)
        return None


def _alike(key: str) -> str:
    return search_key(key).translate(MISREAD_LIKE)


def _shortened(word: str) -> list[str]:
    """Return a word, and it with each letter left out: two words that share one are a letter apart."""
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _bare(names: Iterable[str]) -> dict[str, str]:
    """Return folded names and the strict key that bears each alone; ambiguous ones are left out."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for key in names:
        bearers[search_key(key)].add(key)
    return {bare: next(iter(keys)) for bare, keys in bearers.items() if len(keys) == 1 and len(bare) > 3}


def _readings(words: Sequence[str], ending: str) -> Iterator[str]:
    """Yield the strict keys that words may stand for: as written, then without the last one's ending."""
    *first, last = words
    yield match_key(" ".join(words))
    if ending:
        return
    small = lower(last)
    for cut in range(len(small) - 1, max(3, len(small) - _LONGEST_ENDING - 1), -1):
        tail = small[cut:]
        if is_ending(tail) and agrees(small[:cut], tail):
            yield match_key(" ".join([*first, last[:cut]]))
