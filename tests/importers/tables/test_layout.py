"""Which row names the columns, and which rows are data."""

import pytest
from xlsxwriter import Workbook

from tests.importers.tables.files import data

HEADINGS = ["Tarih", "Heyet", "Şehir", "Sayı"]
ROWS = [["12.01.2023", "Çin Heyeti", "Pekin", 3], ["13.01.2023", "Peru Heyeti", "Lima", 5]]
TEXTS = [("12.01.2023", "Çin Heyeti", "Pekin", "3"), ("13.01.2023", "Peru Heyeti", "Lima", "5")]


def left_out(table):
    return [(row.number, row.left_out) for row in table.rows if row.left_out]


def test_titles_above_the_headings_are_left_out_and_say_so(read, written):
    def fill(book, sheet):
        sheet.merge_range(0, 0, 0, 3, "İZMİR BÜYÜKŞEHİR BELEDİYESİ")

    table = read(written([[], ["2023 yılı", "", "", "Sayfa 1"], [], HEADINGS, *ROWS], fill))

    assert (table.heading_row, table.headings) == (4, tuple(HEADINGS))
    assert left_out(table) == [(1, "It stands above the headings."), (2, "It stands above the headings.")]
    assert data(table) == TEXTS


def test_a_title_over_some_columns_is_no_heading_of_a_group(read, written):
    table = read(
        written([[], HEADINGS, *ROWS], lambda book, sheet: sheet.merge_range(0, 0, 0, 3, "Heyetler"))
    )

    assert table.headings == tuple(HEADINGS)


def test_a_group_above_the_headings_is_joined_to_them(read, written):
    def fill(book, sheet):
        sheet.merge_range(0, 0, 1, 0, "Tarih")
        sheet.merge_range(0, 1, 0, 2, "Heyet")

    rows = [["", "", "", "Konu"], ["", "Ad", "Unvan", ""], ["12.01.2023", "Yan Ting", "Büyükelçi", "Liman"]]
    table = read(written(rows, fill))

    assert (table.heading_row, table.headings) == (2, ("Tarih", "Heyet / Ad", "Heyet / Unvan", "Konu"))
    assert data(table) == [("12.01.2023", "Yan Ting", "Büyükelçi", "Liman")]


def test_a_heading_over_two_columns_without_names_of_their_own_names_both(read, written):
    def fill(book, sheet):
        sheet.merge_range(0, 1, 0, 2, "Heyet")

    table = read(written([["Tarih", "", "", "Konu"], ["12.01.2023", "Yan Ting", "Büyükelçi", "Liman"]], fill))

    assert table.headings == ("Tarih", "Heyet", "Heyet (2)", "Konu")


def test_a_heading_that_stands_twice_is_numbered(read, written):
    table = read(written([["Ad", "Tarih", "AD", "Tarih", "Tarih"], ["a", "b", "c", "d", "e"]]))

    assert table.headings == ("Ad", "Tarih", "AD (2)", "Tarih (2)", "Tarih (3)")


def test_lines_within_a_heading_become_one(read, written):
    assert read(written([["Ziyaret\ntarihi", "Ad"], ["a", "b"]])).headings == ("Ziyaret tarihi", "Ad")


def test_headings_that_are_printed_again_are_left_out(read, written):
    table = read(written([HEADINGS, ROWS[0], [], [word.upper() for word in HEADINGS], ROWS[1]]))

    assert left_out(table) == [(4, "The headings once more.")]
    assert data(table) == TEXTS


@pytest.mark.parametrize(
    "words",
    [
        "Toplam",
        "TOPLAM:",
        "Genel Toplam",
        "ARA TOPLAM",
        "Total",
        "Subtotal",
        "Grand total",
        "Yekûn",
        "Pekin Toplamı",
    ],
)
def test_sums_are_left_out(read, written, words):
    table = read(written([HEADINGS, *ROWS, [words, "", "", 8]]))

    assert left_out(table) == [(4, "A sum of other rows.")]
    assert data(table) == TEXTS


@pytest.mark.parametrize("name", ["Total Enerji", "Toplamda", "Total"])
def test_a_name_that_sounds_like_a_sum_is_data(read, written, name):
    table = read(written([["Kurum", "Ülke", "Üye"], ["x", "y", 1], [name, "Fransa", 2]]))

    assert data(table)[1] == (name, "Fransa", "2")


def test_a_heading_between_the_rows_is_left_out(read, written):
    table = read(
        written([HEADINGS, ROWS[0], [], ROWS[1]], lambda book, sheet: sheet.merge_range(2, 0, 2, 3, "ŞUBAT"))
    )

    assert left_out(table) == [(3, "A heading between the rows.")]
    assert data(table) == TEXTS


def test_a_note_below_the_table_is_left_out(read, written):
    table = read(written([HEADINGS, *ROWS, ["Kaynak: Dış İlişkiler"], ["* Çevrim içi"]]))

    assert [number for number, _ in left_out(table)] == [4, 5]


def test_a_row_that_only_numbers_the_columns_is_left_out(read, written):
    table = read(written([HEADINGS, ["(1)", "(2)", "(3)", "(4)"], *ROWS]))

    assert left_out(table) == [(2, "It only numbers the columns.")]


def test_a_row_of_numbers_further_down_is_data(read, written):
    assert data(read(written([["A", "B", "C"], ["x", "y", "z"], [1, 2, 3]])))[1] == ("1", "2", "3")


def test_a_row_with_one_cell_is_data(read, written):
    assert data(read(written([HEADINGS, ["", "Gana Heyeti"], *ROWS])))[0] == ("", "Gana Heyeti", "", "")


def test_a_table_without_headings_is_told(refusal, written):
    assert refusal(written(ROWS)) == "No row with headings was found. Name the columns in the first row."


def test_headings_alone_are_a_table_without_rows(read, written):
    table = read(written([HEADINGS]))

    assert (table.headings, list(table.rows)) == (tuple(HEADINGS), [])


def test_the_row_of_the_headings_can_be_said(read, written):
    table = read(written([["a", "b", "c", "d"], HEADINGS, *ROWS]), heading_row=2)

    assert (table.heading_row, table.headings) == (2, tuple(HEADINGS))
    assert data(table) == TEXTS


@pytest.mark.parametrize("row", [0, 3, 99])
def test_a_blank_row_cannot_be_said_to_have_the_headings(refusal, written, row):
    assert (
        refusal(written([HEADINGS, ROWS[0], [], ROWS[1]]), heading_row=row) == f"Row {row} has no headings."
    )


def test_where_a_column_numbers_the_rows_a_lone_number_a_sentence_and_a_sum_beside_it_are_no_data(
    read, written
):
    rows = [["Sıra No", *HEADINGS], [1, *ROWS[0]], [2], [3, "Toplam: 1 heyet"], ["Bir kayıt listelendi."]]
    table = read(written(rows))

    assert left_out(table) == [
        (3, "Only a running number stands in it."),
        (4, "A sum of other rows."),
        (5, "A note on the table."),
    ]


def test_a_cover_with_lines_in_one_column_is_passed_over(tmp_path, read):
    path = tmp_path / "kapakli.xlsx"
    with Workbook(path) as book:
        cover, sheet = book.add_worksheet("Kapak"), book.add_worksheet("2023")
        cover.write(0, 1, "Dış İlişkiler")
        cover.write(2, 1, "Ziyaretler")
        for place, row in enumerate([HEADINGS, *ROWS]):
            sheet.write_row(place, 0, row)

    assert read(path.read_bytes()).sheet == "2023"
