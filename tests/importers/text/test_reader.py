"""What the reader makes of single entries."""

import random
from datetime import date
from itertools import pairwise

import pytest

from app.importers.text.proposal import REASONS
from models.vocabulary import Direction, VisitMode


def person(visit):
    assert len(visit.persons) == 1, visit.persons
    return visit.persons[0]


@pytest.mark.parametrize(
    ("written", "name", "title", "organisation", "city", "country"),
    [
        (
            "Hindistan Ankara Büyükelçisi Dr. Asha Namuna",
            "Asha Namuna",
            "Büyükelçi",
            "Hindistan Ankara Büyükelçiliği",
            "Ankara",
            "IN",
        ),
        (
            "Almanya'nın İzmir Başkonsolosu Uwe Muster",
            "Uwe Muster",
            "Başkonsolos",
            "Almanya İzmir Başkonsolosluğu",
            "İzmir",
            "DE",
        ),
        (
            "Üsküp Belediye Başkanı Ana Primer",
            "Ana Primer",
            "Belediye Başkanı",
            "Üsküp Belediyesi",
            "Üsküp",
            "MK",
        ),
        (
            "Linz Belediyesi Başkanı Karl Muster'in katılımı ile toplantı",
            "Karl Muster",
            "Belediye Başkanı",
            "Linz Belediyesi",
            "Linz",
            "AT",
        ),
        (
            "KKTC Girne Belediye Başkanı Can Örnek",
            "Can Örnek",
            "Belediye Başkanı",
            "Girne Belediyesi",
            "Girne",
            "XN",
        ),
        (
            "Bremen Dostluk Derneği'nden Eva Muster",
            "Eva Muster",
            "",
            "Bremen Dostluk Derneği",
            "Bremen",
            "DE",
        ),
        ("Ambassador of Spain, H.E. Ana Ejemplo", "Ana Ejemplo", "Ambassador", "Embassy of Spain", "", "ES"),
        (
            "Mr Tom Sample, Deputy Mayor of Manchester",
            "Tom Sample",
            "Deputy Mayor",
            "Municipality of Manchester",
            "Manchester",
            "GB",
        ),
    ],
)
def test_a_person_is_read_with_title_body_and_place(one, written, name, title, organisation, city, country):
    found = person(one(f"12.03.2024 - {written}"))

    assert (found.name, found.title, found.organisation) == (name, title, organisation)
    assert (found.city, found.country) == (city, country)


@pytest.mark.parametrize("apostrophe", "'’")
def test_both_apostrophes_part_an_ending_from_a_name(one, apostrophe):
    visit = one(f"12.03.2024 - Peru{apostrophe}nun Ankara Büyükelçisi Luz Ejemplo{apostrophe}nun ziyareti")

    assert (person(visit).name, visit.country) == ("Luz Ejemplo", "PE")


def test_two_posts_of_one_person_stay_one_person(one):
    visit = one("12.03.2024 - Turin Belediye Başkanı ve Eurocities Başkanı Luca Esempio")

    assert person(visit).title == "Belediye Başkanı; Eurocities Başkanı"


def test_a_second_office_is_of_the_body_of_the_first(one):
    visit = one("12.03.2024 - Norveç Büyükelçisi Kari Eksempel ve Ticaret Ataşesi Ola Prøve")

    assert [(one.name, one.organisation) for one in visit.persons] == [
        ("Kari Eksempel", "Norveç Büyükelçiliği"),
        ("Ola Prøve", "Norveç Büyükelçiliği"),
    ]


def test_our_own_people_are_hosts_and_no_visitors(one):
    visit = one("12.03.2024 - UNICEF yetkilileri ile Genel Sekreter Ali Örnek'in görüşmesi")

    assert (visit.persons, visit.organisation) == ((), "UNICEF")


def test_our_own_municipality_is_no_visitor(one):
    visit = one("12.03.2024 - UNICEF ve İzmir Büyükşehir Belediyesi arasında imzalanan anlaşma")

    assert (visit.organisation, visit.city, visit.countries) == ("UNICEF", "", ())


def test_an_international_body_has_no_country(one):
    visit = one("12.03.2024 - Birleşmiş Milletler Çocuk Fonu (UNICEF) Türkiye Temsilcisi Eva Muster")

    assert (visit.country, person(visit).title) == ("", "Türkiye Temsilcisi")


def test_a_place_without_its_marks_is_unsure_and_never_another_place(one):
    exact, bare = (
        one("12.03.2024 - Münster Belediye Başkanı Eva Muster"),
        one("12.03.2024 - Uskup Belediye Başkanı Ana Primer"),
    )

    assert (exact.country, "city" in exact.doubts) == ("DE", False)
    assert (bare.country, bare.doubts["city"]) == ("MK", "spelling")


def test_an_unknown_place_is_kept_as_printed_and_unsure(one):
    visit = one("12.03.2024 - Hiçbiryer Belediye Başkanı Eva Muster")

    assert (visit.city, visit.country) == ("Hiçbiryer", "")
    assert {"city", "country"} <= visit.doubts.keys()


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("ile çevrim içi toplantı", VisitMode.ONLINE),
        ("ile video konferans", VisitMode.ONLINE),
        ("(Zoom)", VisitMode.ONLINE),
        ("- Zoom üzerinden toplantı", VisitMode.ONLINE),
        ("ile hibrit toplantı", VisitMode.HYBRID),
        ("nezaket ziyareti", VisitMode.IN_PERSON),
        ("", None),
    ],
)
def test_how_people_met_is_said_by_words_or_unknown(one, words, mode):
    visit = one(f"12.03.2024 - Japonya Büyükelçisi Ken Reiwa {words}")

    assert visit.mode is mode
    assert person(visit).name == "Ken Reiwa"


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("Japonya Büyükelçisi Ken Reiwa'nın ziyareti", Direction.INCOMING),
        ("Kyoto Belediyesi'ne gidildi, Kyoto Belediye Başkanı Ken Reiwa ile görüşüldü", Direction.OUTGOING),
        ("Japonya Büyükelçisi Ken Reiwa ile çevrim içi görüşme", Direction.NOBODY),
    ],
)
def test_who_travelled(one, line, direction):
    assert one(f"12.03.2024 - {line}").direction is direction


@pytest.mark.parametrize(
    "line",
    [
        "Japonya Büyükelçisi için bilgi notu hazırlanacak",
        "Tiran heyeti için otel rezervasyonu yapılacak",
        "[ ] Japonya Büyükelçisi Ken Reiwa",
        "Book hotel for the Tirana delegation",
        "Send invitation to the Ambassador of Japan",
        "Personel toplantısı",
        "Japonya Büyükelçisi Ken Reiwa'nın ziyareti iptal edildi",
    ],
)
def test_tasks_and_days_of_the_office_are_no_visits(read, line):
    assert read(f"- 12.03.2024 - {line}") == []


def test_a_sentence_that_only_mentions_a_date_is_no_visit(read):
    assert read("Rapor 31 Aralık 2023 tarihinde tamamlanmıştır. Toplam 45 kişi ağırlanmıştır.") == []


def test_the_entries_of_a_paragraph_need_no_comma_between_them(read):
    visits = read("01.02.2024 - Peru Büyükelçisi Luz Ejemplo 02.02.2024 - Japonya Büyükelçisi Ken Reiwa")

    assert [person(visit).name for visit in visits] == ["Luz Ejemplo", "Ken Reiwa"]


def test_a_page_that_ends_within_an_entry_does_not_cut_it(one):
    text = "01.02.2024 - Linz Belediyesi ve İzmir arasında\n\n- 47 -\n\nvideo konferans ile imza"
    visit = one(text)

    assert (visit.mode, visit.organisation) == (VisitMode.ONLINE, "Linz Belediyesi")


def test_a_word_that_a_line_broke_is_put_together(one):
    assert person(one("01.02.2024 - Kişinev Belediye Baş-\nkanı Ion Exemplu")).title == "Belediye Başkanı"


def test_bullets_have_the_date_of_the_day_above_them(read):
    first = "2 Ekim 2023 Pazartesi\n- 10.00 Peru Büyükelçisi Luz Ejemplo\n\n"
    text = first + "3 Ekim 2023 Salı\n- 11.00 Japonya Büyükelçisi Ken Reiwa"

    assert [visit.date for visit in read(text)] == [date(2023, 10, 2), date(2023, 10, 3)]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("12.03.2024", date(2024, 3, 12), None),
        ("12/03/2024", date(2024, 3, 12), None),
        ("2024-03-12", date(2024, 3, 12), None),
        ("12-14.03.2024", date(2024, 3, 12), date(2024, 3, 14)),
        ("28 Şubat - 2 Mart 2024", date(2024, 2, 28), date(2024, 3, 2)),
        ("30.12.2023 - 02.01.2024", date(2023, 12, 30), date(2024, 1, 2)),
        ("3–5 March 2024", date(2024, 3, 3), date(2024, 3, 5)),
        ("March 12, 2024", date(2024, 3, 12), None),
        ("12th of March 2024", date(2024, 3, 12), None),
        ("O1.O3.2O24", date(2024, 3, 1), None),
    ],
)
def test_dates_in_the_ways_people_write_them(one, written, first, last):
    visit = one(f"{written} - Japonya Büyükelçisi Ken Reiwa")

    assert (visit.date, visit.date_end) == (first, last)


def test_a_year_that_is_missing_is_the_one_asked_for_or_that_of_the_list(read):
    text = "5 Mart - Peru Büyükelçisi Luz Ejemplo\n6 Mart 2021 - Japonya Büyükelçisi Ken Reiwa"

    assert [visit.date.year for visit in read(text)] == [2021, 2021]
    assert [visit.date.year for visit in read(text, 2023)] == [2023, 2021]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31.02.2024", "impossible_date"),
        ("O1.03.2024", "misread_date"),
        ("12.03.2024 Pazartesi", "other_weekday"),
        ("5 Mart", "no_year"),
    ],
)
def test_a_date_that_cannot_be_trusted_is_marked(one, written, reason):
    assert one(f"{written} - Japonya Büyükelçisi Ken Reiwa").doubts["date"] == reason


def test_a_wrong_year_is_marked_and_not_corrected(read):
    days = [f"{day:02}.03.2024" for day in range(1, 12)]
    days[5] = "06.03.2023"
    visits = read("\n".join(f"{day} - Japonya Büyükelçisi Ken Reiwa" for day in days))

    marked = [(visit.date.year, visit.doubts["date"]) for visit in visits if "date" in visit.doubts]
    assert marked == [(2023, "other_year")]


def test_every_field_shows_the_words_it_came_from(one):
    text = "12.03.2024 - Peru Ankara Büyükelçisi Luz Ejemplo"
    visit = one(text)
    words = {name: [text[start:end] for start, end in spans] for name, spans in visit.spans.items()}

    assert words == {
        "date": ["12.03.2024"],
        "country": ["Peru"],
        "city": ["Ankara"],
        "titles": ["Büyükelçisi"],
        "persons": ["Luz Ejemplo"],
        "organisation": ["Peru Ankara Büyükelçisi"],
    }
    assert text[slice(*visit.raw)] == visit.text == text


PARTS = (
    "12.03.2024",
    "- ",
    "\n",
    "\n\n",
    "\t",
    " ve ",
    " ile ",
    ", ",
    "Büyükelçisi",
    "Belediye Başkanı",
    "Peru",
    "Üsküp",
    "Dr. ",
    "(",
    ")",
    "of the ",
    "Mayor ",
    "delegation",
    "heyeti",
    "31 Şubat",
    "İ",
    "ı",
    "'nin",
    "\u0307",
    "\x00",
    "\ufeff",
    "🙂",
    "10.30",
    "I",
    "l",
    "|",
    "|||",
    "…",
    "«",
    "99.99.9999",
    "Mart ",
    "Luz",
    "\f",
    "\x85",
    "ß",
    "ﬁ",
    "٣",
    "²",
    "5. ",
    "[ ] ",
    "H.E. ",
    "&",
    "Çin Halk Cumhuriyeti",
    "-",
    "—",
)


def test_an_empty_text_and_one_without_visits_are_read_too(read):
    assert [read(text) for text in ("", "\n", "\t\t\t", "12.03.2024", "a" * 5000)] == [[]] * 5


def test_no_text_brings_the_reader_down(read):
    chance = random.Random(5)  # always the same texts
    for _ in range(400):
        text = "".join(chance.choice(PARTS) + chance.choice(("", " ")) for _ in range(chance.randint(1, 60)))
        for visit in read(text):
            assert 0 <= visit.raw[0] < visit.raw[1] <= len(text)
            assert visit.doubts.keys() <= {
                "date", "persons", "titles", "organisation", "city", "country", "mode", "direction",
            }  # fmt: skip
            assert set(visit.doubts.values()) <= REASONS.keys()
            for spans in visit.spans.values():
                assert all(0 <= start < end <= len(text) for start, end in spans)


def test_entries_do_not_overlap_and_keep_their_order(read):
    text = "; ".join(f"{day:02}.03.2024 - Peru Büyükelçisi Luz Ejemplo" for day in range(1, 29))
    visits = read(text)

    assert len(visits) == 28
    assert all(one.raw[1] <= two.raw[0] for one, two in pairwise(visits))
