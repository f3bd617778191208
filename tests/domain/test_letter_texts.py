"""Texts of letters: placeholders, forms of address, languages."""

import pytest

from app.domain.forms_of_address import Form, rank_of, salutation, usual
from app.domain.letter_merge import Addressee, language_of, write
from app.domain.letter_texts import PLACEHOLDERS, Text, merged, named, problems, starting
from models.vocabulary import AddressRank, Language, LetterKind


def test_every_kind_of_letter_has_a_text_to_begin_with_whose_placeholders_are_known():
    assert starting().keys() == set(LetterKind)
    for text in starting().values():
        assert all(text)
        for part in text:
            assert set(named(part)) <= PLACEHOLDERS.keys()
            assert not list(problems("text_tr", part))


def test_an_unknown_placeholder_is_named():
    (problem,) = problems("text_tr", "Sayın {{ isim }}, {{ name }} {{ 7*7 }}")

    assert problem.values == {"names": "isim, 7*7"}


@pytest.mark.parametrize("text", ["{{ name", "name }}", "{{ name }} }}"])
def test_a_brace_that_is_not_closed_is_refused(text):
    assert list(problems("text_tr", text))


@pytest.mark.parametrize("name", ["{{ 7*7 }}", '#panic("x")', "{{ name }}", "{% raw %}", "\\1 \\g<0>"])
def test_what_stands_in_a_value_is_text_and_is_not_read_again(name):
    assert merged("Sayın {{ name }},", {"name": name}) == f"Sayın {name},"


def test_a_line_with_nothing_left_in_it_goes():
    assert merged("Saygılarımla,\n\n{{ signatory }}\n{{ name }}", {"signatory": "", "name": "A"}) == (
        "Saygılarımla,\n\nA"
    )


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Almanya İzmir Başkonsolosu", "consul_general"),
        ("Fransa Ankara Büyükelçisi", "ambassador"),
        ("Büyükelçilik Müsteşarı", "person"),
        ("Fahri Konsolos", "honorary_consul"),
        ("Muavin Konsolos", "consul"),
        ("Chargé d'Affaires a.i.", "charge"),
        ("BELEDİYE BAŞKANI", "mayor"),
        ("Belediye Başkan Yardımcısı", "deputy_mayor"),
        ("Deputy Mayor of Graz", "deputy_mayor"),
        ("Lord Mayor", "mayor"),
        ("Vali Yardımcısı", "deputy_governor"),
        ("İzmir Valisi", "governor"),
        ("Dışişleri Bakan Yardımcısı", "deputy_minister"),
        ("Genel Sekreter Yardımcısı", "person"),
        ("Başkan Danışmanı", "person"),
        ("Dış İlişkiler Müdürü", "director"),
        ("Öğretmen", "person"),
        ("", "person"),
    ],
)
def test_a_title_tells_the_rank_and_a_deputy_is_not_whom_they_stand_in_for(title, rank):
    assert rank_of(title) == rank


def test_the_form_of_address_of_a_person_wins():
    form = usual()[AddressRank.AMBASSADOR]

    assert salutation(form, "Sayın Büyükelçim,", "tr", name="A", title="B") == "Sayın Büyükelçim"
    assert salutation(form, "", "tr", name="A", title="B") == "Sayın Büyükelçi"
    assert salutation(form, "", "en", name="A", title="B") == "Your Excellency"


@pytest.mark.parametrize(
    ("languages", "home", "expected"),
    [
        ("Türkçe, İngilizce", "DE", "tr"),
        ("İngilizce, Türkçe", "TR", "en"),
        ("English", "", "en"),
        ("Fransızca", "FR", None),
        ("", "FR", "en"),
        ("", "TR", "tr"),
        ("", "XN", "tr"),
        ("", "", None),
    ],
)
def test_the_language_is_what_somebody_entered_else_that_of_the_country_else_unknown(
    languages, home, expected
):
    assert language_of(languages, home) == expected


def addressee(**told):
    nothing = dict.fromkeys(("title", "organisation", "city", "country", "address", "own"), "")
    return Addressee(**{"name": "Ada Yılmaz", "rank": AddressRank.PERSON, **nothing, **told})


def test_a_house_says_otherwise_for_a_rank():
    text = Text("", "", "{{ salutation }},", "")
    forms = {AddressRank.MAYOR: Form("Kıymetli Başkan", "")}

    told = write(text, Language.TURKISH, addressee(rank=AddressRank.MAYOR), {}, forms)

    assert told.body == "Kıymetli Başkan,"


def test_the_address_says_nothing_twice():
    to = addressee(
        organisation="Linz Belediyesi", address="Hauptplatz 1\n4041 Linz", city="Linz", country="Avusturya"
    )

    told = write(Text("K", "", "x", ""), Language.TURKISH, to, {}, {})

    assert told.addressed_to == "Ada Yılmaz\nLinz Belediyesi\nHauptplatz 1\n4041 Linz\nAvusturya"


def test_a_text_that_is_there_in_one_language_stands_in_for_the_other():
    told = write(Text("", "Greetings", "", "Dear {{ name }}"), Language.TURKISH, addressee(), {}, {})

    assert (told.subject, told.body) == ("Greetings", "Dear Ada Yılmaz")


def test_a_placeholder_without_a_value_is_said():
    told = write(
        Text("", "", "{{ salutation }} {{ title }} {{ years }}", ""), Language.TURKISH, addressee(), {}, {}
    )

    assert told.without == ["title", "years"]


def test_words_that_lead_to_a_value_go_with_it_and_stay_where_something_follows():
    text = (
        "Dear {{ name }}:\n\nCome:\n{{ day }}\n{{ place }}\n\n"
        "Answer by:\n{{ answer_by }}\n\nRSVP: {{ answer_by }}\n\nYours"
    )
    told = {"name": "Ada", "day": "", "place": "Konak", "answer_by": ""}
    assert merged(text, told) == "Dear Ada:\n\nCome:\nKonak\n\nYours"
