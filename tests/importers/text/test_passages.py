"""What the preview of an import shows of a text."""

from datetime import date

import pytest

from app.domain.dates import parse_partial_date
from app.importers.text.home import Home
from app.importers.text.proposal import REASONS, WHY_LEFT_OUT
from app.importers.text.rows_for_import import passages
from models.partial_date import PartialDate


@pytest.fixture
def shown(gazetteer):
    def shown(text, year=None):
        return list(passages(text, gazetteer, Home("TR", ("İzmir", "Izmir")), year))

    return shown


def test_a_visit_comes_as_the_texts_that_a_person_would_type(shown):
    (passage,) = shown(
        "- 12.03.2024 - Almanya İzmir Başkonsolosu Uwe Muster ve Konsolos Eva Örnek'in ziyareti"
    )

    assert passage.left_out == ""
    assert passage.values == {
        "held": "12.03.2024",
        "persons": "Uwe Muster\nEva Örnek",
        "titles": "Başkonsolos\nKonsolos",
        "organisations": "Almanya İzmir Başkonsolosluğu\nAlmanya İzmir Başkonsolosluğu",
        "organisation": "Almanya İzmir Başkonsolosluğu",
        "city": "İzmir",
        "country": "DE",
        "mode": "in_person",
        "direction": "incoming",
    }


def test_the_places_of_values_are_places_in_the_passage(shown):
    passage = shown("Eski bir satır.\n- 12.03.2024 - Linz Belediye Başkanı Eva Muster ile görüşme")[-1]

    words = {name: [passage.words[one:two] for one, two in spans] for name, spans in passage.spans.items()}
    assert words["held"] == ["12.03.2024"]
    assert words["persons"] == ["Eva Muster"]
    assert words["titles"] == ["Belediye Başkanı"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("13.09.2023", date(2023, 9, 13), date(2023, 9, 13)),
        ("3-5.09.2023", date(2023, 9, 3), date(2023, 9, 5)),
        ("28 Şubat - 2 Mart 2023", date(2023, 2, 28), date(2023, 3, 2)),
        ("30.12.2023 - 02.01.2024", date(2023, 12, 30), date(2024, 1, 2)),
    ],
)
def test_the_form_reads_the_date_back(shown, written, first, last):
    (passage,) = shown(f"- {written}: Linz Belediye Başkanı Eva Muster'in ziyareti")

    assert parse_partial_date(passage.values["held"], date(2020, 1, 1)) == PartialDate.span(first, last)


def test_a_whole_month_stays_one_for_the_form(shown):
    (passage,) = shown("- Eylül 2023: Linz Belediye Başkanı Eva Muster'in ziyareti")

    assert passage.values["held"] == "09.2023"
    assert passage.doubts["held"] == REASONS["whole_month"]


def test_what_nobody_knows_has_no_value(shown):
    (passage,) = shown("- 12.03.2024 - Net Zero Cities yetkilileri")

    assert {"persons", "city", "country", "mode"}.isdisjoint(passage.values)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Yabancı konuklar", "heading"),
        ("- 12.03.2024 - Linz heyeti için otel rezervasyonu yapılacak", "task"),
        ("Yıl içinde 27 yazışma yapılmış, 6 protokol hazırlanmıştır.", "figures"),
        ("Personel Sayısı\tKişi\t3.119\t6.000\t1.964", "figures"),
        ("Birimimiz çalışmalarını sürdürmüştür.", "no_date"),
        ("12.03.2024 tarihinde birim içi değerlendirme toplantısı yapılmıştır.", "nobody"),
    ],
)
def test_what_is_no_visit_is_shown_with_the_reason(shown, written, why):
    (passage,) = shown(written)

    assert passage.values == {}
    assert passage.left_out == WHY_LEFT_OUT[why]


def test_passages_count_in_the_order_of_the_text(shown):
    found = shown("Konuklar\n\n- 12.03.2024 - Linz Belediye Başkanı Eva Muster\n- Bilet alınacak\n")

    assert [passage.number for passage in found] == [1, 2, 3]
    assert [bool(passage.left_out) for passage in found] == [True, False, True]


def test_a_long_passage_that_is_left_out_is_shown_in_part(shown):
    (passage,) = shown("Birimimiz çalışmalarını sürdürmüştür ve sürdürecektir. " * 100)

    assert len(passage.words) <= 501
