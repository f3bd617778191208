"""Words, dates, numbers and names in the reader's language. Babel alone, no Flask.

The catalogues are read as the translators write them, ``translations/<language>/LC_MESSAGES/messages.po``;
nothing compiled is kept. Msgids are English, so English has no catalogue.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_time,
    format_timedelta,
    get_timezone_location,
)
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    list_currencies,
)

from models.partial_date import Certainty, PartialDate

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


def N_(msgid: str) -> str:  # noqa: N802 - the mark that message extraction looks for
    """Mark an English sentence where it is written; it is translated where it is shown."""
    return msgid


@dataclass(frozen=True)
class Month:
    """A month as the value of a placeholder; the translator prints its name and year."""

    year: int
    month: int


@dataclass(frozen=True)
class Name:
    """A name in both languages as the value of a placeholder; the translator prints the reader's.

    :param english: empty where there is none.
    """

    turkish: str
    english: str


@dataclass(frozen=True)
class House:
    """How the office prints in one language where CLDR prints otherwise.

    :param locale: the CLDR locale.
    :param countries: names that CLDR lacks, or has otherwise than the office; by code.
    """

    locale: str
    day: str
    long_day: str
    short_day: str
    short_day_of_year: str
    moment: str
    money: str
    countries: Mapping[str, str]


def is_currency(code: str) -> bool:
    """Say whether a code is of a currency: ISO 4217 has two codes for none and for tests."""
    return code in list_currencies() and code not in {"XXX", "XTS"}


class Titled(Protocol):
    """Anything with a title in both languages."""

    @property
    def title_tr(self) -> str:
        """The Turkish title."""

    @property
    def title_en(self) -> str:
        """The English title, empty where there is none."""


HOUSES = {
    "tr": House(
        locale="tr",
        day="dd.MM.y",
        long_day="d MMMM y EEEE",
        short_day="dd.MM EEE",
        short_day_of_year="dd.MM.y EEE",
        moment="dd.MM.y HH:mm",
        money="#,##0.00 ¤",
        countries={"PS": "Filistin", "XN": "Kuzey Kıbrıs Türk Cumhuriyeti"},
    ),
    "en": House(
        locale="en_GB",
        day="d MMM y",
        long_day="EEEE d MMMM y",
        short_day="d MMM EEE",
        short_day_of_year="d MMM y EEE",
        moment="d MMM y, HH:mm",
        money="¤#,##0.00",
        countries={"PS": "Palestine", "XN": "Turkish Republic of Northern Cyprus"},
    ),
}
"""The languages of the site, by code."""


class Translator:
    """Speaks one language.

    :param language: a key of :data:`HOUSES`.
    :raises KeyError: the site does not speak the language.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.house = HOUSES[language]
        self.locale = Locale.parse(self.house.locale)
        self._catalogue = _catalogue(language)
        self.date = lru_cache(maxsize=10_000)(self.date)  # type: ignore[method-assign]  # lists say days often

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Translate a sentence and fill its ``%(name)s``.

        Without values a ``%`` is a per cent sign; with values it is doubled. Days, months, partial dates
        and names among the values are printed in the language.

        :raises KeyError: a placeholder has no value.
        """
        if not msgid:
            return ""  # gettext would answer with the header of the catalogue
        sentence = self._catalogue.gettext(msgid)
        return sentence % {name: self._shown(value) for name, value in values.items()} if values else sentence

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Translate the sentence that fits a number; ``%(n)s`` is the number, printed.

        :param one, many: English msgids.
        """
        shown = {name: self._shown(value) for name, value in values.items()}
        return self._catalogue.ngettext(one, many, n) % {"n": self.number(n), **shown}

    def either(self, turkish: str, english: str) -> str:
        """Choose the text in the reader's language, or the other one where there is none."""
        return (turkish or english) if self.language == "tr" else (english or turkish)

    def title(self, record: "Titled") -> str:
        """Print the title of a record."""
        return self.either(record.title_tr, record.title_en)

    def date(self, day: dt.date) -> str:
        """Print a day for lists: ``04.09.2023``, ``4 Sept 2023``."""
        return format_date(day, self.house.day, self.locale)

    def long_date(self, day: dt.date) -> str:
        """Print a day with its weekday: ``25 Ekim 2023 Çarşamba``, ``Wednesday 25 October 2023``."""
        return format_date(day, self.house.long_day, self.locale)

    def weekday(self, day: dt.date) -> str:
        """Print the name of the weekday."""
        return format_date(day, "EEEE", self.locale)

    def short_day(self, day: dt.date, today: dt.date | None = None) -> str:
        """Print a near day, of which the year is plain: ``27.10 Cum``, ``27 Oct Fri``.

        :param today: with it the year is printed where it is another one: ``27.10.2022 Per``.
        """
        is_plain = today is None or day.year == today.year
        return format_date(
            day, self.house.short_day if is_plain else self.house.short_day_of_year, self.locale
        )

    def month(self, year: int, month: int) -> str:
        """Print a month: ``Ekim 2023``."""
        return format_date(dt.date(year, month, 1), "LLLL y", self.locale)

    def time(self, time: dt.time) -> str:
        """Print a time of day: ``14:00``."""
        return format_time(time, "HH:mm", locale=self.locale)

    def datetime(self, moment: dt.datetime) -> str:
        """Print day and time as the moment's own zone has them; the edge converts to the office's zone."""
        return format_datetime(moment, self.house.moment, locale=self.locale)

    def number(self, number: float | Decimal, decimals: int = 0) -> str:
        """Print a number: ``1.000``, ``1,000``.

        :param decimals: how many places are always printed, so that a column of numbers lines up.
        """
        pattern = f"#,##0.{'0' * decimals}" if decimals else None
        return format_decimal(number, pattern, locale=self.locale)

    def exact_number(self, number: float | Decimal) -> str:
        """Print a number with all the decimal places that it has: ``29,7345``; a rate is not rounded."""
        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def percent(self, share: float | Decimal) -> str:
        """Print a share, 1 being the whole, in whole per cent: ``%94``, ``94%``."""
        return format_percent(share, locale=self.locale)

    def money(self, amount: float | Decimal, currency: str) -> str:
        """Print an amount: ``1.446.875,00 €``, ``€1,446,875.00``.

        :param currency: ISO 4217 code.
        """
        pattern = self.house.money
        if get_currency_symbol(currency, self.locale)[-1:].isalpha():  # CLDR wants it, Babel does not do it
            pattern = pattern.replace("¤#", "¤ #")
        return format_currency(amount, currency, pattern, self.locale)

    def partial(self, value: PartialDate) -> str:
        """Print a partial date as precisely as it is known, never more.

        ``23.03.2023``, ``Ağustos 2024``, ``2017``, ``9–12 Ekim 2023``, ``bilinmiyor``.

        Source: docs/rules.md, R-13.
        """
        return self._partial(value, self.date, self._span)

    def partial_long(self, value: PartialDate) -> str:
        """Print a partial date like :meth:`partial`, but days with their weekdays.

        Source: docs/rules.md, R-13.
        """
        return self._partial(value, self.long_date, lambda *days: " – ".join(map(self.long_date, days)))

    def country(self, code: str) -> str:
        """Print the name of a country, or its code where nobody has a name for it.

        :param code: ISO 3166-1, or the office's own ``XN``; ``EU`` and ``XK`` are CLDR's.
        """
        return self.house.countries.get(code) or str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Print the name of a language, or its code where nobody has a name for it."""
        return str(self.locale.languages.get(code, code))

    def zone_city(self, zone: str) -> str:
        """Print the city after which a time zone is named: ``İstanbul``, ``Istanbul``.

        :param zone: a name of the tz database.
        """
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def ago(self, day: dt.date, today: dt.date) -> str:
        """Print how far away a day is: ``7 ay önce``. It stands beside the day, never alone."""
        near = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}.get((day - today).days)
        if near:
            return self(near)
        return format_timedelta(day - today, "day", add_direction=True, locale=self.locale)

    def join(self, names: Sequence[str]) -> str:
        """Print a list as a sentence has it: ``A, B ve C``."""
        return format_list(names, locale=self.locale)

    def _partial(
        self, value: PartialDate, day: Callable[[dt.date], str], span: Callable[[dt.date, dt.date], str]
    ) -> str:
        first, last = value.earliest, value.latest
        if first is None or last is None:
            return self(N_("unknown"))
        match value.precision:
            case "day":
                text = day(first)
            case "month":
                text = self.month(first.year, first.month)
            case "year":
                text = str(first.year)
            case "span":
                text = span(first, last)
            case _:
                between = N_("between %(first)s and %(last)s")
                text = self(between, **self._ends(first, last, day))
        return self(N_("%(date)s (doubtful)"), date=text) if value.certainty is Certainty.DOUBTFUL else text

    def _ends(self, first: dt.date, last: dt.date, day: Callable[[dt.date], str]) -> dict[str, str]:
        """Print the ends of a range: of whole years the years, of whole months the months."""
        if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
            if (first.month, last.month) == (1, 12):
                return {"first": str(first.year), "last": str(last.year)}
            return {"first": self.month(first.year, first.month), "last": self.month(last.year, last.month)}
        return {"first": day(first), "last": day(last)}

    def _span(self, first: dt.date, last: dt.date) -> str:
        """Print a span, saying month and year once where they are the same."""
        same_year = first.year == last.year
        same_month = same_year and first.month == last.month
        begin = format_date(first, "d" if same_month else "d MMMM" if same_year else "d MMMM y", self.locale)
        end = format_date(last, "d MMMM y", self.locale)
        return f"{begin}–{end}" if same_month else f"{begin} – {end}"

    def _shown(self, value: object) -> object:
        match value:
            case PartialDate():
                return self.partial(value)
            case Month(year, month):
                return self.month(year, month)
            case Name(turkish, english):
                return self.either(turkish, english)
            case dt.date():
                return self.date(value)
            case _:
                return value


@cache
def translator(language: str) -> Translator:
    """Return the translator of a language, the same one every time.

    :raises KeyError: the site does not speak the language.
    """
    return Translator(language)


def _catalogue(language: str) -> NullTranslations:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        written = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return GNUTranslations(compiled)
