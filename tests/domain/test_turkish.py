"""Turkish letters: what is found, what is the same, and what comes first."""

import pytest

from app.domain.turkish import match_key, search_key, search_words, sort_key


def in_order(names):
    keys = [sort_key(name).encode() for name in names]
    return keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("izmir", "İZMİR"),
        ("ısparta", "ISPARTA"),
        ("sirnak", "ŞIRNAK"),
        ("igdir", "Iğdır"),
        ("uskup", "Üsküp"),
        ("hakkari", "Hakkâri"),
        ("munster", "Münster"),
        ("lodz", "Łódź"),
        ("giessen", "Gießen"),
        ("aero", "Ærø"),
        ("đakovo", "Dakovo"),
    ],
)
def test_a_name_is_found_whichever_keyboard_it_was_typed_on(typed, written):
    assert search_key(typed) == search_key(written)


def test_a_turkish_ending_after_an_apostrophe_does_not_hide_the_name():
    assert search_key("Üsküp'ün heyeti") == search_key("Üsküp\u2019ün  heyeti") == "uskup un heyeti"


def test_punctuation_only_sets_words_apart():
    assert search_words(" Köln–Bonn (NRW), 2023! ") == ["koln", "bonn", "nrw", "2023"]


def test_a_name_copied_from_a_pdf_is_found_in_spite_of_its_soft_hyphen():
    assert search_key("Saray\u00adbosna") == "saraybosna"


def test_a_name_in_another_script_stays_searchable_without_its_marks():
    assert search_key("СКОПЈЕ") == search_key("Скопје")
    assert search_words("عَمَّان") == search_words("عمان")


@pytest.mark.parametrize("spelling", ["izmir", "İZMİR", "Izmir", "IZMIR", "i\u0307zmi\u0307r", " İzmir. "])
def test_one_city_is_recognised_in_every_casing_of_its_i(spelling):
    assert match_key(spelling) == match_key("İzmir")


@pytest.mark.parametrize(("one", "other"), [("Münster", "Munster"), ("Fürth", "Furth"), ("Löhne", "Lohne")])
def test_two_cities_that_differ_by_a_mark_are_never_taken_for_one(one, other):
    assert match_key(one) != match_key(other)
    assert search_key(one) == search_key(other)


def test_the_two_ways_to_write_a_marked_letter_are_one_name():
    assert match_key("Mu\u0308nster") == match_key("MÜNSTER")


def test_punctuation_and_spaces_do_not_make_another_name():
    assert match_key("St.  Petersburg") == match_key("St\u00a0Petersburg")
    assert match_key("Frankfurt–Oder") == match_key("Frankfurt-Oder")


def test_lists_are_in_the_order_of_the_turkish_alphabet():
    ordered = [
        "34. Sokak", "Adana", "Çorum", "Denizli", "Fatih", "Gaziantep", "Ğ", "Hatay", "Iğdır", "Isparta",
        "İzmir", "Kars", "Ordu", "Ödemiş", "Sivas", "Şırnak", "Uşak", "Ünye", "Van", "Zonguldak",
    ]  # fmt: skip
    assert in_order(ordered)


def test_foreign_letters_stand_in_their_latin_places():
    ordered = ["Łódź", "Paris", "Quito", "Roma", "Valencia", "Wien", "Xanten", "York"]
    assert in_order(ordered)


def test_other_scripts_come_after_the_last_latin_name():
    assert sort_key("Zürich") < sort_key("Афины") < sort_key("Скопје")


def test_a_circumflex_only_decides_between_names_that_are_otherwise_equal():
    ordered = ["alem", "âlem", "alemdar", "âlî", "aliş"]
    assert in_order(ordered)


def test_a_shorter_name_comes_before_the_longer_one_that_begins_with_it():
    ordered = ["New", "New York", "Newark"]
    assert in_order(ordered)


def test_the_part_of_the_sort_key_that_orders_is_plain_digits_for_every_database():
    order, _, text = sort_key("Çeşme'ye & Афины").partition(" ")
    assert order.isascii()
    assert order.isdecimal()
    assert text == "Çeşme'ye & Афины"
