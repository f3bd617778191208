"""How lists are laid out: programmes of a day, tables without tabs, dates behind."""

from datetime import date


def days_and_names(visits):
    return [(visit.date, [person.name for person in visit.persons]) for visit in visits]


def test_each_time_of_a_programme_begins_an_entry(read):
    text = """Pazartesi 04.03.2024
09:00 Encümen toplantısı
10:30 Güney Kore Ankara Büyükelçisi Kim Sal'ın makam ziyareti
13:00 Öğle yemeği
16:00 Hollanda Ticaret Odası Genel Sekreteri Jan Voorbeeld"""

    assert days_and_names(read(text)) == [
        (date(2024, 3, 4), ["Kim Sal"]),
        (date(2024, 3, 4), ["Jan Voorbeeld"]),
    ]


def test_a_note_under_a_day_takes_its_date(read):
    text = "12 Mart 2024\nLinz Belediye Başkanı Eva Muster'in ziyareti\n13 Mart 2024\nBilet alınacak"

    assert days_and_names(read(text)) == [(date(2024, 3, 12), ["Eva Muster"])]


def test_a_day_is_not_joined_with_the_small_letters_under_it(read):
    text = "Wed 11 Oct 2023\n all day  Budget committee\n 13:00  Lunch with Ambassador of Poland Jan Przykład"

    assert days_and_names(read(text)) == [(date(2023, 10, 11), ["Jan Przykład"])]


def test_short_forms_are_read_in_full(one):
    visit = one("7/9 Torino bld bşk yrd Chiara Esempio, yanında 4 kişi vardı", year=2022)

    assert visit.organisation == "Torino Belediyesi"
    assert visit.persons[0].title == "Belediye Başkan Yardımcısı"


def test_cells_parted_by_semicolons_are_a_table(read):
    text = """"Sıra";"Tarih";"Gelen";"Görevi";"Yer"
"1";"17/01/2023";"Aida Ülgülü";"Kırgızistan Büyükelçisi";"Başkanlık"
"2";"26/01/2023";"Éva Minta";"Budapeşte Belediyesi Proje Yöneticisi";"Zoom\""""

    assert days_and_names(read(text)) == [
        (date(2023, 1, 17), ["Aida Ülgülü"]),
        (date(2023, 1, 26), ["Éva Minta"]),
    ]


def test_cells_parted_by_wide_gaps_are_a_table(read):
    text = """SIRA  TARİH       ZİYARETÇİ            KURUM                   ŞEKİL
1     04.01.2022  Vittorio Esempio     İtalya Büyükelçiliği    Yüzyüze
2     10.02.2022  Dragoslav Primer     Novi Sad Belediyesi     Çevrimiçi"""
    visits = read(text)

    assert days_and_names(visits) == [
        (date(2022, 1, 4), ["Vittorio Esempio"]),
        (date(2022, 2, 10), ["Dragoslav Primer"]),
    ]
    assert [visit.organisation for visit in visits] == ["İtalya Büyükelçiliği", "Novi Sad Belediyesi"]


def test_names_and_titles_in_two_cells_belong_together_in_their_order(one):
    visit = one("30.01.2024\tAli Misal, Leyla Misal\tFas Büyükelçisi ve Fas Konsolosu\tmakam")

    assert [(person.name, person.title) for person in visit.persons] == [
        ("Ali Misal", "Büyükelçi"),
        ("Leyla Misal", "Konsolos"),
    ]


def test_a_department_in_the_cell_of_a_title_is_part_of_the_title(one):
    visit = one("15.02.2023\tKöln Belediyesi\tMarkus Muster\tUluslararası İlişkiler Ofisi Başkanı")

    assert visit.organisation == "Köln Belediyesi"
    assert visit.persons[0].title == "Uluslararası İlişkiler Ofisi Başkanı"


def test_a_cell_with_a_country_decides_between_namesakes(one):
    visit = one("2024-03-12\tOscar Ejemplo\tPresident\tValencia Chamber of Commerce\tValencia\tSpain")

    assert visit.country == "ES"


def test_dates_behind_part_the_lines_of_a_list(read):
    text = """ALMANYA - Leverkusen Belediye Başkanı Uwe Muster - 16.01.2018
HOLLANDA - Büyükelçi Marjolein Voorbeeld - 21.03.2018"""
    visits = read(text)

    assert [visit.organisation for visit in visits] == ["Leverkusen Belediyesi", "Hollanda Büyükelçiliği"]
    assert [visit.date for visit in visits] == [date(2018, 1, 16), date(2018, 3, 21)]


def test_numbers_of_an_outline_are_no_dates(read):
    text = "1.1 2 July 2021: Mayor of Linz Ms Eva Muster\n1.2 8 July 2021: Mayor of Graz Mr Uwe Muster"

    assert [visit.date for visit in read(text)] == [date(2021, 7, 2), date(2021, 7, 8)]


def test_the_day_of_a_month_in_a_sentence_is_found(one):
    visit = one("2020 yılı Ocak ayının 8'inde İran Başkonsolosu Ali Misal Başkanımızı ziyaret etmiştir.")

    assert visit.date == date(2020, 1, 8)


def test_what_stands_in_quotes_is_no_name(one):
    visit = one('- 15.05.2024 – "Yeşil Kentler" projesi toplantısı: Linz Belediyesi\'nden Eva Muster')

    assert [person.name for person in visit.persons] == ["Eva Muster"]


def test_a_subject_is_no_task(one):
    assert one(
        "1) Tarih: 14.11.2024\n   Konuk: Linz Belediye Başkanı Eva Muster\n   Konu: Linz'de yapılacak tören"
    )


def test_the_number_of_a_line_is_no_day_of_the_month_behind_it(read):
    text = """Guests in 2023

1. January 10 – Jonas Exempel, Ambassador, Sweden
2. February 1 – Eva Muster, Mayor of Linz"""
    visits = read(text)

    assert [visit.date for visit in visits] == [date(2023, 1, 10), date(2023, 2, 1)]
    assert visits[0].organisation == "Embassy of Sweden"


def test_who_leads_a_delegation_comes_from_where_it_comes(one):
    visit = one(
        "7. April 4–6 2023 – Delegation from Linz, Austria (8 members), headed by Vice Mayor Eva Muster"
    )

    assert [(person.name, person.country) for person in visit.persons] == [("Eva Muster", "AT")]


def test_a_ticked_box_is_no_task_and_an_empty_one_is(read):
    text = """[x] Thu 3 Nov 2022 – courtesy visit by the Ambassador of Austria, Eva Muster
[ ] Fri 4 Nov 2022 – visit of Ana Primer, Mayor of Split"""

    assert days_and_names(read(text)) == [(date(2022, 11, 3), ["Eva Muster"])]


def test_a_heading_of_two_things_leaves_it_to_the_words(read):
    rows = [
        "Tarih\tÜlke\tŞehir/Kurum\tKonuk\tGörevi",
        "15.02.2024\tAlmanya\tKarlsruhe\tEva Muster\tBelediye Başkan Yardımcısı",
        "07.03.2024\t-\tUNFPA\tAli Misal\tTürkiye Temsilcisi",
    ]
    text = "\n".join(rows)

    assert [visit.organisation for visit in read(text)] == ["Karlsruhe Belediyesi", "UNFPA"]


def test_a_column_of_hosts_or_of_places_names_no_visitor(read):
    text = (
        "Tarih\tKonuk\tUnvan\tKurum\tGörüştüğü Makam\tBuluşma\n"
        "05.01.2023\tHeinz Muster\tMüdür\tBremen Belediyesi\tBaşkan Ali Örnek\tKültürpark\n"
    )
    (visit,) = read(text)

    assert [person.name for person in visit.persons] == ["Heinz Muster"]


def test_a_first_name_and_a_surname_with_a_column_each_are_one_name(read):
    (visit,) = read(
        "Tarih\tAdı\tSoyadı\tUnvan\tKurum\n05.01.2023\tAnna Lena\tde Vries\tKonsolos\tHollanda Konsolosluğu\n"
    )

    assert [person.name for person in visit.persons] == ["Anna Lena de Vries"]


def test_a_row_without_a_date_has_that_of_the_row_before(read):
    text = (
        "Tarih\tKonuk\tUnvan\tKurum\n"
        "05.01.2023\tHeinz Muster\tMüdür\tBremen Belediyesi\n"
        "\tUwe Muster\tBüyükelçi\tAlmanya Büyükelçiliği\n"
        "\tToplam\t2 ziyaret\t\n"
    )
    first, second = read(text)

    assert second.date == first.date
    assert second.doubts["date"] == "from_context"
