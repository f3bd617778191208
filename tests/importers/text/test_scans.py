"""What machines misread."""

from datetime import date

import pytest

from models.vocabulary import VisitMode


@pytest.mark.parametrize(
    ("written", "organisation"),
    [
        ("12.01.2022 - RomanyaBüyükelçisi Ion Exemplu", "Romanya Büyükelçiliği"),
        ("12.01.2022 - Duisburg Beledi yesi Meclis Üyesi Eva Muster", "Duisburg Belediyesi"),
        ("12.01.2022 - Ka tar Büyükelçisi Ali Misal", "Katar Büyükelçiliği"),
        ("12.01.2022 - Sırbistan lstanbul Başkonsolosu Ana Primer", "Sırbistan İstanbul Başkonsolosluğu"),
        (
            "12.01.2022 - Türk-Alman Ticaretve Sanayi Odası Sekreteri Eva Muster",
            "Türk-Alman Ticaret ve Sanayi Odası",
        ),
    ],
)
def test_words_that_a_machine_tore_or_ran_together_are_put_right(one, written, organisation):
    assert one(written).organisation == organisation


@pytest.mark.parametrize("written", ["Selime Alves", "Jassim AlMisal", "Ayşe McÖrnek"])
def test_names_are_not_torn(one, written):
    assert one(f"12.01.2022 - Katar Büyükelçisi {written} kabul edildi").persons[0].name == written


def test_a_small_word_is_not_run_into_the_name_before_it(one):
    assert one("12.01.2022 - Linz Belediye Başkanı Eva Muster ile görüşme").persons[0].name == "Eva Muster"


def test_a_letter_that_was_put_right_is_marked(one):
    visit = one("12.01.2022 - Ukrayna İstanbul Konsolosu 0lena Zrazok")

    assert visit.persons[0].name == "Olena Zrazok"
    assert visit.doubts["persons"] == "spelling"


def test_a_name_that_may_be_torn_is_marked(one):
    visit = one("12.01.2022 - Hırvatistan İzmir Fahri Konsolosu Selim Güven türk")

    assert visit.doubts["persons"] == "words_left"


def test_a_hyphen_before_a_capital_at_a_margin_is_kept(one):
    visit = one("* 08 January 2020 - Ambassador of Malta, Ms Theresa Camilleri-\nBorg")

    assert visit.persons[0].name == "Theresa Camilleri-Borg"


def test_a_torn_month_is_read_and_marked(one):
    visit = one("* 06 Febru ary 2020 - Consul General of Ukraine Mr Ivan Zrazok")

    assert visit.date == date(2020, 2, 6)
    assert visit.doubts["date"] == "misread_date"


def test_a_five_read_as_a_letter_is_a_figure(one):
    assert one("1S.02.2022 - Katar Büyükelçisi Ali Misal").date == date(2022, 2, 15)


@pytest.mark.parametrize(
    ("written", "organisation"),
    [
        ("Rornanya Büyükelçisi Ion Exemplu", "Romanya Büyükelçiliği"),
        ("Arnsterdam Belediye Başkanı Eva Muster", "Amsterdam Belediyesi"),
        ("Almanya İzrnir Başkonsolosu Eva Muster", "Almanya İzmir Başkonsolosluğu"),
        ("Birleşik Arap Ernirlikleri Büyükelçisi Ali Misal", "Birleşik Arap Emirlikleri Büyükelçiliği"),
        ("Dünya Sağhk Örgütü Temsilcisi Eva Muster", "Dünya Sağlık Örgütü"),
        ("Vllnius Belediyesi Müdürü Eva Muster", "Vilnius Belediyesi"),
    ],
)
def test_letters_that_machines_take_for_others_are_put_right_and_marked(one, written, organisation):
    visit = one(f"- 12.01.2022 - {written}")

    assert visit.organisation == organisation
    assert visit.doubts["organisation"] == "spelling"


@pytest.mark.parametrize("name", ["Werner Bernard", "Cătălin Modelle", "Clara Turner"])
def test_a_name_is_no_misread_word(one, name):
    visit = one(f"- 12.01.2022 - Linz Belediye Başkanı {name}")

    assert (visit.persons[0].name, visit.persons[0].title) == (name, "Belediye Başkanı")


def test_a_misread_word_of_meeting_online_is_one(one):
    assert one("- 12.01.2022 - Linz Belediyesi ile çevrirn içi toplantı").mode is VisitMode.ONLINE


@pytest.mark.parametrize(("written", "month"), [("19 Kasırn", 11), ("21 Arahk", 12), ("14 Ternmuz", 7)])
def test_months_with_misread_letters_are_read(one, written, month):
    visit = one(f"- {written} 2022 - Katar Büyükelçisi Ali Misal")

    assert visit.date.month == month
    assert visit.doubts["date"] == "misread_date"


def test_the_head_and_the_number_of_a_page_part_nobody_from_their_title(read):
    text = (
        "DIŞ İLİŞKİLER DAİRESİ\n- 12.01.2022 - Katar Büyükelçisi Ali Misal,\n"
        "- 15.01.2022 - Birleşmiş Milletler Kalkınma Programı (UNDP) Türkiye Temsilcisi\n\n"
        "Sayfa 12\nDIŞ İLİŞKİLER DAİRESİ\n\nEva Muster,\n- 18.01.2022 - Fas Büyükelçisi Omar Misal\n"
    )

    assert [visit.persons[0].name for visit in read(text)] == ["Ali Misal", "Eva Muster", "Omar Misal"]


def test_a_name_on_the_next_line_of_a_list_belongs_to_its_title(read):
    text = (
        "• 05.01.2024  Macaristan Başkonsolosu Laszlo\nPelda\n"
        "• 15.02.2024  Danimarka Büyükelçisi\nDanny Eksempel'ın ziyareti\n"
    )

    assert [visit.persons[0].name for visit in read(text)] == ["Laszlo Pelda", "Danny Eksempel"]


def test_a_city_a_letter_off_gives_its_country_with_a_doubt(one):
    visit = one("- 18.01.2024 - Roterdam Belediyesi Müdürü Frank Voorbeeld")

    assert (visit.city, visit.country) == ("Roterdam", "NL")
    assert visit.doubts["country"] == "spelling"
