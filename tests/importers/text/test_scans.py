"""What machines misread."""

from datetime import date

import pytest


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
