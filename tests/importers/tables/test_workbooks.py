"""Sheets of workbooks become rows of text."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.importers.tables.files import OLD, data, ods_cell, ods_row, ods_table, told

HEADINGS = ["Tarih", "Heyet", "Sayı"]


def test_cells_become_what_a_person_would_have_typed(read, written):
    def fill(book, sheet):
        def put(row, value, shown):
            sheet.write_datetime(row, 0, value, book.add_format({"num_format": shown}))

        put(1, date(2023, 1, 12), "dd.mm.yyyy")
        put(2, datetime.fromisoformat("2023-01-12T14:00"), "dd.mm.yyyy hh:mm")
        put(3, time(14, 0), "hh:mm")
        put(4, timedelta(hours=25, minutes=30), "[h]:mm")
        for row, value in enumerate([3.0, 0.1 + 0.2, 9053212345678900.0, 1e-7, True, False, -2.5], 5):
            sheet.write(row, 0, value)

    table = read(written([["Değer", "Not"], *[["", "x"]] * 11], fill))

    assert [first for first, _ in data(table)] == [
        *("2023-01-12", "2023-01-12 14:00", "14:00", "25:30"),
        *("3", "0.3", "9053212345678900", "0.0000001", "1", "0", "-2.5"),
    ]


@pytest.mark.parametrize(
    "nothing", ["-", "–", "...", "NA", "N/A", "n/a", "#N/A", "#YOK", "NULL", "  ", "\u00a0"]
)
def test_a_mark_that_says_nothing_is_an_empty_cell(read, written, nothing):
    assert data(read(written([["Ad", "Kurum"], ["Ayşe", nothing]]))) == [("Ayşe", "")]


@pytest.mark.parametrize("word", ["yok", "Nan", "na", "?", "bilinmiyor", "0"])
def test_a_word_is_a_word(read, written, word):
    assert data(read(written([["Ad", "Kurum"], ["Ayşe", word]]))) == [("Ayşe", word)]


def test_controls_go_and_lines_stay(read, written):
    table = read(written([["Ad", "Not"], ["A\x01li\u200b", " bir\r\niki\u00a0üç\t "]]))

    assert data(table) == [("Ali", "bir\niki üç")]


def test_of_a_formula_the_value_is_taken(read, written):
    content = written(
        [HEADINGS, ["2023", "x"]], lambda book, sheet: sheet.write_formula(1, 2, "=1+1", None, 2)
    )

    assert data(read(content)) == [("2023", "x", "2")]


def test_a_formula_that_nobody_calculated_is_told_with_its_place(read, written):
    content = written(
        [HEADINGS, ["2023", "x"]], lambda book, sheet: sheet.write_formula(1, 2, "=1+1", None, "")
    )
    table = read(content)

    assert data(table) == [("2023", "x", "")]
    assert told(table) == ["Row 2, column C: the formula has no value. Open the file in Excel and save it."]


def test_a_last_row_of_nothing_but_such_formulas_is_told_too(read, written):
    content = written([HEADINGS], lambda book, sheet: sheet.write_formula(4, 2, "=1+1", None, ""))

    assert [row.number for row in read(content).rows] == [5]


def test_a_formula_that_says_nothing_is_no_problem(read, crafted):
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>x</v></c>' for n in (1,))
    cells += '<c r="B1" t="str"><v>y</v></c></row><row r="2"><c r="A2" t="str"><v>z</v></c>'
    cells += '<c r="B2" t="str"><f>IF(A1="","",1)</f><v></v></c></row>'
    table = read(crafted(cells))

    assert data(table) == [("z", "")]
    assert told(table) == []


def test_an_error_is_told_with_its_place(read, written):
    content = written(
        [HEADINGS, ["2023", "x"]], lambda book, sheet: sheet.write_formula(1, 2, "=X!A1", None, "#REF!")
    )
    table = read(content)

    assert data(table) == [("2023", "x", "")]
    assert told(table) == ["Row 2, column C: the cell shows the error #REF!."]


def test_a_formula_that_finds_nothing_is_an_empty_cell(read, written):
    content = written(
        [HEADINGS, ["2023", "x"]], lambda book, sheet: sheet.write_formula(1, 2, "=X()", None, "#N/A")
    )
    table = read(content)

    assert (data(table), told(table)) == ([("2023", "x", "")], [])


def test_an_error_that_somebody_typed_in_turkish_is_one(read, written):
    table = read(written([HEADINGS, ["2023", "x", "#BAŞV!"]]))

    assert data(table) == [("2023", "x", "")]
    assert told(table) == ["Row 2, column C: the cell shows the error #BAŞV!."]


def test_too_many_formulas_without_values_are_one_sentence(refusal, crafted):
    head = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="str"><v>y</v></c></row>'
    cells = "".join(f'<row r="{n}"><c r="A{n}"><f>1+1</f></c></row>' for n in range(2, 10_010))

    assert "10,000 rows have formulas" in refusal(crafted(head + cells))


def test_a_very_long_text_is_cut_and_told(read, written):
    table = read(written([["Ad", "Not"], ["Ali", "x" * 20_001]]))

    ((_, text),) = data(table)
    assert len(text) == 20_000
    assert told(table) == ["Row 2, column B: only the first 20,000 letters of the text were read."]


def test_the_first_visible_sheet_with_something_in_it_is_read(read, written):
    def fill(book, sheet):
        sheet.hide()
        book.add_worksheet("Boş")
        book.add_worksheet("Dolu").write_row(0, 0, ["Ad", "Ülke"])
        book.worksheets()[1].activate()

    table = read(written([["Gizli", "Sayfa"]], fill))

    assert (table.sheet, table.headings) == ("Dolu", ("Ad", "Ülke"))
    assert table.sheets == ("Liste", "Boş", "Dolu")


def test_a_cover_without_headings_is_passed_over(read, written):
    def fill(book, sheet):
        book.add_worksheet("Tablo").write_row(0, 0, ["Ad", "Ülke"])

    assert read(written([["Dış İlişkiler"], ["", "12.01.2023"], ["2023"]], fill)).sheet == "Tablo"


def test_a_cover_that_looks_like_headings_is_passed_over_for_a_table_with_rows(read, written):
    def fill(book, sheet):
        table = book.add_worksheet("Tablo")
        table.write_row(0, 0, ["Ad", "Ülke"])
        table.write_row(1, 0, ["Linz", "Avusturya"])

    assert read(written([["Dış İlişkiler", "2023"]], fill)).sheet == "Tablo"


def test_a_sheet_is_read_that_somebody_names(read, written):
    content = written(
        [["Ad", "Ülke"]], lambda book, sheet: book.add_worksheet("Öteki").write_row(0, 0, ["A", "B"])
    )

    assert read(content, sheet="Öteki").headings == ("A", "B")


def test_a_sheet_that_is_not_there_is_told(refusal, written):
    assert refusal(written([["a", "b"]]), sheet="Yok") == "The workbook has no sheet “Yok”."


def test_a_workbook_without_a_cell_is_told(refusal, written):
    assert refusal(written()) == "No sheet of the workbook has anything in it."


def test_rows_have_the_numbers_of_the_sheet_and_can_be_gone_through_again(read, written):
    table = read(written([[], [], HEADINGS, [], ["2023", "x", 1]]))

    assert table.heading_row == 3
    assert [row.number for row in table.rows] == [row.number for row in table.rows] == [5]


def test_columns_that_are_empty_or_only_coloured_do_not_count(read, written):
    def fill(book, sheet):
        sheet.write_row(0, 2, ["Ad", "Ülke"])
        sheet.write_row(1, 2, ["Ali", "Peru"])
        sheet.write_blank(0, 900, None, book.add_format({"bg_color": "red"}))
        sheet.write_blank(500_000, 0, None, book.add_format({"bg_color": "red"}))

    table = read(written(then=fill))

    assert table.headings == ("Ad", "Ülke")
    assert data(table) == [("Ali", "Peru")]


def test_a_problem_names_the_column_of_the_sheet(read, written):
    table = read(written(then=lambda book, sheet: [
        sheet.write_row(0, 2, ["Ad", "Ülke"]), sheet.write_row(1, 2, ["Ali", "#REF!"])
    ]))  # fmt: skip

    assert told(table) == ["Row 2, column D: the cell shows the error #REF!."]
    assert [problem.column for row in table.rows for problem in row.problems] == [1]


def test_cells_merged_downwards_have_the_text_of_the_first(read, written):
    def fill(book, sheet):
        sheet.merge_range(1, 0, 3, 0, "12.01.2023")

    table = read(
        written([HEADINGS, ["", "Çin", 3], ["", "Peru", 1], ["", "", ""], ["13.01.2023", "Gana", 2]], fill)
    )

    assert data(table) == [
        ("12.01.2023", "Çin", "3"),
        ("12.01.2023", "Peru", "1"),
        ("13.01.2023", "Gana", "2"),
    ]
    assert [row.merged for row in table.rows] == [frozenset(), {0}, frozenset()]


def test_a_heading_that_reaches_down_fills_no_data(read, written):
    content = written(
        [["", "Ad"], ["", "Ali"], ["x", "Veli"]], lambda book, sheet: sheet.merge_range("A1:A2", "Yer")
    )

    assert data(read(content)) == [("", "Ali"), ("x", "Veli")]


def test_a_sheet_without_a_dimension_or_with_a_lying_one_is_read(read, crafted):
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{word}</t></is></c>'
        f'<c r="B{n}" t="inlineStr"><is><t>{word}!</t></is></c></row>'
        for n, word in enumerate(["Ad", "Ali"], 1)
    )
    content = crafted(cells, after='<dimension ref="A1:XFD1048576"/>')

    assert data(read(content)) == [("Ali", "Ali!")]


def test_cells_that_do_not_say_where_they_are_follow_each_other(read, crafted):
    text = '<x:c t="inlineStr"><x:is><x:t>%s</x:t></x:is></x:c>'
    rows = "".join(
        f"<x:row>{text % one}{text % other}</x:row>" for one, other in [("Ad", "Yer"), ("Ali", "Bonn")]
    )
    cells = rows.replace(
        "<x:row>", '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )

    assert data(read(crafted(cells))) == [("Ali", "Bonn")]


def test_a_hidden_sheet_of_libreoffice_is_not_the_first(read, open_document):
    style = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    )
    hidden = ods_table(ods_row("Gizli", "Sayfa"), name="Gizli").replace(
        "<table:table ", '<table:table table:style-name="ta2" '
    )
    content = open_document(hidden + ods_table(ods_row("Ad", "Ülke")), styles=f"{style}</style:style>")

    assert read(content).sheet == "Liste"


def test_a_number_beyond_all_numbers_is_told_as_it_is(read, open_document):
    endless = ods_cell("x", 'office:value="1e999"', "float")
    table = read(
        open_document(ods_table(ods_row("Ad", "Sayı"), f"<table:table-row>{endless}</table:table-row>"))
    )

    assert data(table) == [("inf", "")]


def test_old_workbooks_are_read_with_merged_cells_errors_and_hidden_sheets(read):
    table = read(OLD.read_bytes())

    assert (table.sheet, table.sheets) == ("Heyetler", ("Gizli", "Boş", "Heyetler"))
    assert table.headings == ("Tarih", "Heyet", "Şehir", "Kişi sayısı")
    assert data(table) == [
        ("2023-01-12", "Çin Heyeti", "Pekin", "3"),
        ("2023-01-12", "Ğüşıöç", "Lyon", "2.5"),
        ("2023-02-01", "Peru Heyeti", "", ""),
    ]
    assert [row.merged for row in table.rows if not row.left_out] == [frozenset(), {0}, frozenset()]
    assert told(table) == ["Row 5, column D: the cell shows the error #DIV/0!."]


def test_workbooks_of_libreoffice_are_read_with_merged_cells_and_errors(read, open_document):
    day = ods_cell("12.01.2023", 'office:date-value="2023-01-12" table:number-rows-spanned="2"', "date")
    failed = ods_cell("#DIV/0!", 'office:string-value="" calcext:value-type="error"')
    uncalculated = '<table:table-cell table:formula="of:=1+1"/>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = [
        ods_row("Tarih", "Heyet", "Sayı"),
        f"<table:table-row>{day}{ods_cell('Çin')}{failed}</table:table-row>",
        f"<table:table-row><table:covered-table-cell/>{ods_cell('Peru')}{uncalculated}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>',
    ]
    table = read(open_document(ods_table(*rows)))

    assert data(table) == [("2023-01-12", "Çin", ""), ("2023-01-12", "Peru", "")]
    assert [row.merged for row in table.rows] == [frozenset(), {0}]
    assert told(table) == [
        "Row 2, column C: the cell shows the error #DIV/0!.",
        "Row 3, column C: the formula has no value. Open the file in Excel and save it.",
    ]
