"""Words, dates, numbers and names as the office prints them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from app import i18n
from app.i18n import N_, Month, Translator, translator
from models.partial_date import Certainty, PartialDate

TODAY = date(2023, 10, 25)
HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"""


@pytest.fixture
def tr():
    return translator("tr")


@pytest.fixture
def en():
    return translator("en")


@pytest.fixture
def speak(tmp_path, monkeypatch):
    """Give a Turkish translator that knows a few sentences."""

    def with_entries(entries):
        folder = tmp_path / "tr" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(HEADER + entries, encoding="utf-8")
        monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
        return Translator("tr")

    return with_entries


def test_a_sentence_is_translated_and_filled(speak):
    t = speak('\nmsgid "Signed with %(city)s"\nmsgstr "%(city)s ile imzalandı"\n')
    assert t(N_("Signed with %(city)s"), city="Linz") == "Linz ile imzalandı"


def test_a_sentence_without_a_translation_stays_english(speak):
    assert speak("")("Save") == "Save"


def test_a_translation_that_nobody_has_confirmed_is_not_shown(speak):
    assert speak('\n#, fuzzy\nmsgid "Save"\nmsgstr "Kaydetme"\n')("Save") == "Save"


def test_a_site_without_catalogues_speaks_english(tmp_path, monkeypatch):
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    assert Translator("tr")("Save") == "Save"


def test_english_is_the_language_of_the_sentences_themselves(en):
    assert en("%(named)s people are named", named=3) == "3 people are named"


def test_a_per_cent_sign_in_a_sentence_without_values_is_left_alone(en):
    assert en("At least 94% of it") == "At least 94% of it"


def test_an_empty_text_stays_empty(speak):
    assert speak("")("") == ""


def test_a_placeholder_without_its_value_is_an_error(en):
    with pytest.raises(KeyError):
        en("%(city)s and %(country)s", city="Linz")


def test_a_language_that_the_site_does_not_speak_is_an_error():
    with pytest.raises(KeyError):
        translator("de")


def test_the_translator_of_a_language_is_made_once():
    assert translator("tr") is translator("tr")
    assert str(translator("tr").locale) == "tr"
    assert str(translator("en").locale) == "en_GB"


def test_a_number_chooses_between_one_and_many(en):
    counted = [en.plural("%(n)s visit", "%(n)s visits", n) for n in (0, 1, 2, 1000)]
    assert counted == ["0 visits", "1 visit", "2 visits", "1,000 visits"]


def test_a_number_does_not_make_a_turkish_noun_plural(speak):
    entry = (
        '\nmsgid "%(n)s visit to %(city)s"\nmsgid_plural "%(n)s visits to %(city)s"\n'
        'msgstr[0] "%(city)s için %(n)s ziyaret"\nmsgstr[1] "%(city)s için %(n)s ziyaret"\n'
    )
    t = speak(entry)
    one, many = "%(n)s visit to %(city)s", "%(n)s visits to %(city)s"
    assert t.plural(one, many, 1000, city="Linz") == "Linz için 1.000 ziyaret"


def test_days_and_months_in_a_sentence_are_printed_in_its_language(tr, en):
    sentence = "%(day)s, %(month)s, %(when)s, %(year)s"
    values = {"day": date(2023, 9, 4), "month": Month(2024, 2), "when": PartialDate.of(2017), "year": 2023}
    assert tr(sentence, **values) == "04.09.2023, Şubat 2024, 2017, 2023"
    assert en(sentence, **values) == "4 Sept 2023, February 2024, 2017, 2023"


def test_a_turkish_date_is_padded_with_zeros_and_an_english_one_names_the_month(tr, en):
    assert tr.date(date(2023, 9, 4)) == "04.09.2023"
    assert en.date(date(2023, 9, 4)) == "4 Sept 2023"


def test_a_long_date_names_the_weekday(tr, en):
    assert tr.long_date(TODAY) == "25 Ekim 2023 Çarşamba"
    assert en.long_date(TODAY) == "Wednesday 25 October 2023"
    assert (tr.weekday(TODAY), en.weekday(TODAY)) == ("Çarşamba", "Wednesday")


def test_a_near_day_is_printed_without_its_year(tr, en):
    assert tr.short_day(date(2023, 10, 27)) == "27.10 Cum"
    assert en.short_day(date(2023, 10, 27)) == "27 Oct Fri"


def test_a_day_of_another_year_is_printed_with_it(tr, en):
    today = date(2023, 12, 30)
    assert tr.short_day(date(2023, 12, 31), today) == "31.12 Paz"
    assert tr.short_day(date(2024, 1, 2), today) == "02.01.2024 Sal"
    assert en.short_day(date(2024, 1, 2), today) == "2 Jan 2024 Tue"


def test_a_time_has_twenty_four_hours_in_both_languages(tr, en):
    assert tr.time(time(14)) == en.time(time(14)) == "14:00"
    assert tr.time(time(9, 5)) == "09:05"


def test_a_moment_is_printed_as_the_clock_of_its_own_zone_shows_it(tr, en):
    moment = datetime.fromisoformat("2023-09-04T14:05:59+03:00")
    assert tr.datetime(moment) == "04.09.2023 14:05"
    assert en.datetime(moment) == "4 Sept 2023, 14:05"


def test_numbers_and_shares_follow_the_language(tr, en):
    assert (tr.number(1000), en.number(1000)) == ("1.000", "1,000")
    assert (tr.number(8.9, 2), en.number(1000, 2)) == ("8,90", "1,000.00")
    assert tr.number(0.125) == "0,125"
    assert (tr.exact_number(29.7345), en.exact_number(30.0)) == ("29,7345", "30")
    assert (tr.percent(0.94), en.percent(0.94)) == ("%94", "94%")


def test_money_is_printed_in_turkish_with_the_symbol_after_the_figure(tr):
    assert tr.money(Decimal(1446875), "EUR") == "1.446.875,00 €"
    assert tr.money(Decimal("12.5"), "TRY") == "12,50 ₺"


def test_money_is_printed_in_english_with_the_symbol_before_and_a_code_set_apart(en):
    assert en.money(Decimal(1446875), "EUR") == "€1,446,875.00"
    assert en.money(Decimal("12.5"), "TRY") == "TRY 12.50"


def test_a_currency_without_cents_is_printed_without_them(tr):
    assert tr.money(5000, "JPY") == "5.000 ¥"


@pytest.mark.parametrize(
    ("value", "turkish", "english"),
    [
        (PartialDate.of(2023, 3, 23), "23.03.2023", "23 Mar 2023"),
        (PartialDate.of(2024, 8), "Ağustos 2024", "August 2024"),
        (PartialDate.of(2017), "2017", "2017"),
        (PartialDate.span(date(2023, 10, 9), date(2023, 10, 12)), "9–12 Ekim 2023", "9–12 October 2023"),
        (
            PartialDate.span(date(2023, 10, 30), date(2023, 11, 2)),
            "30 Ekim – 2 Kasım 2023",
            "30 October – 2 November 2023",
        ),
        (
            PartialDate.span(date(2023, 12, 30), date(2024, 1, 2)),
            "30 Aralık 2023 – 2 Ocak 2024",
            "30 December 2023 – 2 January 2024",
        ),
    ],
)
def test_a_partial_date_is_printed_as_precisely_as_it_is_known(tr, en, value, turkish, english):
    assert tr.partial(value) == turkish
    assert en.partial(value) == english


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (date(2023, 9, 4), date(2023, 10, 25), "between 4 Sept 2023 and 25 Oct 2023"),
        (date(2023, 9, 1), date(2023, 10, 31), "between September 2023 and October 2023"),
        (date(2019, 1, 1), date(2021, 12, 31), "between 2019 and 2021"),
    ],
)
def test_a_range_is_printed_with_its_ends_and_never_more_precisely(en, first, last, printed):
    assert en.partial(PartialDate(first, last, Certainty.WITHIN)) == printed


def test_an_unknown_date_says_so(en):
    assert en.partial(PartialDate.unknown()) == en.partial_long(PartialDate.unknown()) == "unknown"


def test_a_disputed_date_says_so(en):
    disputed = PartialDate(date(2022, 10, 3), date(2022, 10, 3), Certainty.DOUBTFUL)
    assert en.partial(disputed) == "3 Oct 2022 (doubtful)"
    assert en.partial(PartialDate(date(2022, 10, 1), date(2022, 10, 31), Certainty.DOUBTFUL)) == (
        "October 2022 (doubtful)"
    )


def test_a_long_partial_date_names_the_weekdays_of_its_days(tr, en):
    assert tr.partial_long(PartialDate.on(TODAY)) == "25 Ekim 2023 Çarşamba"
    assert en.partial_long(PartialDate.span(date(2023, 10, 9), date(2023, 10, 12))) == (
        "Monday 9 October 2023 – Thursday 12 October 2023"
    )
    assert tr.partial_long(PartialDate.of(2024, 8)) == "Ağustos 2024"


def test_a_country_is_named_by_cldr(tr, en):
    assert (tr.country("MK"), tr.country("XK"), tr.country("CY")) == ("Kuzey Makedonya", "Kosova", "Kıbrıs")
    assert (tr.country("EU"), en.country("EU")) == ("Avrupa Birliği", "European Union")


def test_the_office_names_a_country_that_cldr_lacks_or_words_differently(tr, en):
    assert (tr.country("XN"), en.country("XN")) == (
        "Kuzey Kıbrıs Türk Cumhuriyeti",
        "Turkish Republic of Northern Cyprus",
    )
    assert (tr.country("PS"), en.country("PS")) == ("Filistin", "Palestine")


def test_a_code_that_nobody_has_a_name_for_is_shown_as_it_is(tr):
    assert tr.country("ZQ") == "ZQ"
    assert tr.language_name("qqq") == "qqq"


def test_a_language_is_named_in_the_reader_s_language(tr, en):
    assert (tr.language_name("en"), en.language_name("tr")) == ("İngilizce", "Turkish")


def test_how_long_ago_is_said_in_round_units(tr, en):
    assert tr.ago(date(2023, 3, 23), TODAY) == "7 ay önce"
    assert en.ago(TODAY + timedelta(days=3), TODAY) == "in 3 days"


def test_the_days_around_today_are_said_by_name(en):
    said = [en.ago(TODAY + timedelta(days=days), TODAY) for days in (-1, 0, 1)]
    assert said == ["yesterday", "today", "tomorrow"]


def test_a_list_reads_as_a_sentence_has_it(tr, en):
    assert tr.join(["Linz", "Üsküp", "Zagreb"]) == "Linz, Üsküp ve Zagreb"
    assert en.join(["Linz", "Üsküp", "Zagreb"]) == "Linz, Üsküp and Zagreb"
    assert tr.join([]) == ""
