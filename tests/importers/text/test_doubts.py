"""Fields that are unsure because of what the words leave open."""

import pytest


@pytest.mark.parametrize(
    ("written", "field", "reason"),
    [
        ("Kazan Belediyesi heyeti, Genel Sekreter Anna Misal", "persons", "host_or_guest"),
        ("Rhodes Belediye Başkanı Anna Deigma ile Genel Sekreter Eleni Deigma", "persons", "host_or_guest"),
        ("Bakü Kalkınma Vakfı Başkanı Elnur Misal", "city", "in_the_name"),
        ("Linz Belediye Meclisi Üyesi Andrei Moldovan", "persons", "like_a_country"),
        (
            "Birleşmiş Milletler Nüfus Fonu (UNFPA) Saha Ofisi Başkanı Olivier Exemple",
            "titles",
            "where_the_body_ends",
        ),
        ("Fas Büyükelçisi Ali Misal (02.02.2024 yerine)", "date", "several"),
    ],
)
def test_what_is_inferred_is_marked(one, written, field, reason):
    assert one(f"- 12.03.2024 - {written}").doubts[field] == reason


def test_a_capital_word_that_no_field_was_read_from_makes_the_persons_doubtful(one):
    visit = one("- 12.03.2024 - Fas Büyükelçisi Ali Misal onuruna verilen Zazaoğlu yemeği")

    assert visit.doubts["persons"] == "words_left"


def test_a_host_with_a_case_ending_makes_nothing_doubtful(one):
    visit = one("- 12.03.2024 - Dünya Bankası Yetkilileri ile Genel Sekreter Barış Örnek'in görüşmesi")

    assert "persons" not in visit.doubts
    assert visit.persons == ()
