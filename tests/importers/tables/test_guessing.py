"""What columns are taken for."""

import pytest

from app.importers.tables import guess
from app.importers.target import Target

TARGETS = (
    Target("held", "Date", ("Tarih", "Ziyaret tarihi", "Visit date"), "date"),
    Target("persons", "Visitors", ("Heyet", "Ad soyad", "Ziyaretçi", "Kişi")),
    Target("titles", "Title", ("Unvan", "Görevi")),
    Target("organisation", "Organisation", ("Kurum", "Kuruluş")),
    Target("city", "City", ("Şehir", "Kent")),
    Target("country", "Country", ("Ülke",)),
    Target("place", "Place of the meeting", ("Görüşme yeri", "Toplantı yeri")),
    Target("subject", "Subject", ("Konu",)),
    Target("size", "Number of people", ("Kişi sayısı",), "number"),
)
WHERE = (Target("name", "Name", ("Ad",)), Target("position", "Coordinates", ("Koordinat",), "place"))


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        *[("Date", "held"), ("TARİH", "held"), ("tarih:", "held")],
        *[("Ziyaretin tarihi", "held"), ("Date of the visit", "held"), ("Tarih (gg.aa.yyyy)*", "held")],
        *[("Tarih / Date", "held"), ("Ülkesi", "country"), ("Şehri", "city"), ("Konusu", "subject")],
        *[("Ziyaretçiler", "persons"), ("Ziyaretçinin Unvanı", "titles"), ("Geldiği ülke", "country")],
        *[
            ("Konuk kurum", "organisation"),
            ("Heyet / Unvan", "titles"),
            ("Görüşmenin yapıldığı yer", "place"),
        ],
        *[("Kişi Sayısı (adet)", "size"), ("Yer", "place")],
    ],
)
def test_headings_are_understood_in_both_languages_with_endings_and_marks(heading, key):
    assert guess([heading], [], TARGETS, {}) == [key]


@pytest.mark.parametrize(
    "heading",
    [
        *["Kayıt tarihi", "Doğum tarihi", "Country code", "Ülke kodu", "Ülke temsilcisi", "Heyet sayısı"],
        *["Gidiş tarihi", "Meclis karar tarihi", "S. No", "Sıra", "Telefon", "Not", "Kuruluş yılı", ""],
    ],
)
def test_a_column_is_rather_left_out_than_taken_for_something_else(heading):
    assert guess([heading], [], TARGETS, {}) == [None]


def test_a_heading_that_may_mean_two_things_means_none():
    targets = (
        Target("signed", "Signed on", ("İmza tarihi",)),
        Target("starts", "In force from", ("Yürürlük tarihi",)),
    )

    assert guess(["Tarih"], [], targets, {}) == [None]


def test_no_target_is_taken_twice_and_the_better_heading_has_it():
    assert guess(["Geldiği tarih", "Tarih", "Tarih (2)"], [], TARGETS, {}) == [None, "held", None]


def test_what_was_remembered_goes_first():
    remembered = {"tarih": "", "muhatap": "organisation", "eski": "gone"}

    assert guess(["Tarih", "Muhatap", "Kurum", "Eski"], [], TARGETS, remembered) == [
        *(None, "organisation", None, None),
    ]


def test_the_only_column_of_dates_is_the_date():
    samples = [["Ali", "12.01.2023", "x"], ["Veli", "", "y"], ["Ayşe", "3-5 Mart 2024", "z"]]

    assert guess(["A", "Geliş", "B"], samples, TARGETS, {}) == [None, "held", None]


def test_a_column_that_was_left_out_before_is_not_found_by_its_look():
    assert guess(["Geliş"], [["12.01.2023"]], TARGETS, {"gelis": ""}) == [None]


def test_of_two_columns_of_dates_none_is_guessed():
    assert guess(["Geliş", "Gidiş"], [["12.01.2023", "13.01.2023"]], TARGETS, {}) == [None, None]


def test_a_column_of_dates_whose_heading_says_another_thing_is_left_out():
    assert guess(["Kayıt zamanı"], [["12.01.2023"]], TARGETS, {}) == [None]


@pytest.mark.parametrize("text", ["Point(27.14 38.42)", "38.4237, 27.1428", "38,4237 27,1428"])
def test_the_only_column_of_coordinates_is_the_position(text):
    assert guess(["x"], [[text]], WHERE, {}) == ["position"]


def test_part_of_a_heading_counts_only_if_the_texts_look_right():
    assert guess(["Geliş tarihi"], [["Ankara"], ["Bonn"]], TARGETS, {}) == [None]
    assert guess(["Geliş tarihi"], [["12.01.2023"], ["2024"]], TARGETS, {}) == ["held"]


def test_the_more_telling_of_two_headings_for_one_thing_is_taken():
    assert guess(["Date", "Visit date"], [], TARGETS, {}) == [None, "held"]


def test_a_heading_that_may_be_two_things_is_the_one_that_no_other_column_is():
    targets = (
        Target("title_tr", "Name in Turkish", ("City", "Turkish name")),
        Target("title_en", "Name in English", ("City",)),
    )

    assert guess(["City"], [], targets, {}) == ["title_tr"]
    assert guess(["City", "Turkish name"], [], targets, {}) == ["title_en", "title_tr"]
