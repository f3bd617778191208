"""Public holidays on the days of a visit: who comes on a feast finds closed doors. Pure.

The days, closed afternoons among them, are those that the library ``holidays`` knows for a whole country.
Those of a province or a faith only are not looked at; a feast that depends on the moon says in its name where
it is only computed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import holidays

from app.domain.our_country import OUR_COUNTRY
from models import PartialDate

LONGEST = 31
"""Days: when a visit is known less exactly than that, its holidays tell nothing."""
_ENGLISH = "en_US"


class PublicHoliday(NamedTuple):
    """A day on which a country rests.

    :param code: of the country.
    :param name: in ``language``, which is the reader's where the library has it, else English, else its own.
    """

    day: date
    code: str
    name: str
    language: str


class Holidays(NamedTuple):
    """What is known of the days of a visit.

    :param days: by day; of one day our country's first.
    :param unknown: codes of countries of which no holiday is known at all.
    """

    days: Sequence[PublicHoliday] = ()
    unknown: Sequence[str] = ()


def during(held: PartialDate, codes: Iterable[str], language: str) -> Holidays:
    """Return the public holidays on the days of a visit, in our country and in those that it is with.

    :param codes: ISO 3166-1 alpha-2 codes.
    :param language: two letters, of the reader.

    Nothing, where the days are not known or only within more than :data:`LONGEST` days.
    """
    first, last = held.earliest, held.latest
    if first is None or last is None or last - first >= timedelta(days=LONGEST):
        return Holidays()
    asked = list(dict.fromkeys((OUR_COUNTRY, *codes)))
    known = [code for code in asked if code in _supported()]
    years = range(first.year, last.year + 1)
    found = chain.from_iterable(_of(code, year, language) for code in known for year in years)
    days = sorted((one for one in found if first <= one.day <= last), key=attrgetter("day"))
    return Holidays(days, [code for code in asked if code not in known])


@lru_cache(maxsize=1)
def _supported() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=500)
def _of(code: str, year: int, language: str) -> Sequence[PublicHoliday]:
    about = holidays.country_holidays(code)
    offered = about.supported_languages
    wanted = (one for one in offered if one.partition("_")[0] == language)
    spoken = next(wanted, _ENGLISH if _ENGLISH in offered else None)
    rests = [one for one in (holidays.PUBLIC, holidays.HALF_DAY) if one in about.supported_categories]
    days = holidays.country_holidays(code, years=year, language=spoken, categories=rests)
    told = spoken or days.default_language or ""
    return [PublicHoliday(day, code, name, told.partition("_")[0]) for day, name in days.items()]
