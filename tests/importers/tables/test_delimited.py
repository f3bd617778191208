"""Delimited text, whoever wrote it."""

import pytest

from tests.importers.tables.files import data, told

TURKISH = 'Ad;Şehir\nĞüşıöç İLGİLİ;Üsküp\nÇağrı;"Kırşehir; merkez"\n'
ROWS = [("Ğüşıöç İLGİLİ", "Üsküp"), ("Çağrı", "Kırşehir; merkez")]


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("windows-1254", "iso-8859-9", "mac-turkish", "cp857"),
    ],
)
def test_the_usual_encodings_are_recognised(read, encoding):
    assert data(read(TURKISH.encode(encoding))) == ROWS


def test_western_letters_of_windows_are_read(read):
    text = "Name;City\nJosé “Pepe” Müller;Košice – Žilina\n"

    assert data(read(text.encode("windows-1252"))) == [("José “Pepe” Müller", "Košice – Žilina")]


def test_a_few_foreign_letters_are_no_proof_of_an_old_mac(read):
    assert data(read("Name;City\nJan;Košice\n".encode("windows-1252"))) == [("Jan", "Košice")]


@pytest.mark.parametrize(("odd", "rest"), [("windows-1254", "utf-8"), ("utf-8", "windows-1254")])
def test_lines_in_another_encoding_are_read_by_what_fits_and_told(read, odd, rest):
    lines = ["Ad;Şehir", "Çağrı;Üsküp", "Ali;Muş", "Gül;Ankara"]
    content = b"".join(f"{line}\n".encode(odd if "Muş" in line else rest) for line in lines)
    table = read(content)

    assert data(table) == [("Çağrı", "Üsküp"), ("Ali", "Muş"), ("Gül", "Ankara")]
    assert told(table) == ["Row 3, column B: written in another encoding than the rest; look at its letters."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(read, delimiter):
    lines = [
        ["Ad", "Pay", "Not"],
        ["Ali", "1,5" if delimiter != "," else "1.5", "a.b"],
        ["Veli", "2", "c; d"],
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' if ";" in cell else cell for cell in line) for line in lines)

    assert data(read(text)) == [tuple(line) for line in lines[1:]]


def test_a_decimal_comma_is_no_delimiter(read):
    assert data(read("Ad;Pay\nAli;1,5\nVeli;2,5\n")) == [("Ali", "1,5"), ("Veli", "2,5")]


def test_the_line_that_tells_excel_the_delimiter_is_no_row(read):
    table = read("sep=|\nAd|Not\nAli|a;b;c\nVeli|d;e;f\n")

    assert data(table) == [("Ali", "a;b;c"), ("Veli", "d;e;f")]
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_will_do_and_lines_within_quotes_stay(read, end):
    text = end.join(["Ad;Not", 'Ali;"bir', 'iki"', "Veli;üç"])

    assert data(read(text)) == [("Ali", "bir\niki"), ("Veli", "üç")]


def test_a_row_has_the_number_that_a_spreadsheet_gives_it(read):
    table = read('Ad;Not\n\nAli;"bir\niki"\nVeli;üç\n')

    assert [row.number for row in table.rows] == [3, 4]


def test_short_rows_are_filled_and_long_ones_keep_their_cells(read):
    table = read("Ad;Ülke\nAli\nVeli;Peru;fazla\n")

    assert table.headings == ("Ad", "Ülke", "")
    assert data(table) == [("Ali", "", ""), ("Veli", "Peru", "fazla")]


def test_a_list_of_one_column_is_a_table(read):
    table = read("Şehir\nÜsküp\nBonn\n")

    assert (table.headings, data(table)) == (("Şehir",), [("Üsküp",), ("Bonn",)])


def test_a_quotation_mark_that_does_not_close_is_told_and_the_rest_is_read(read):
    table = read('Ad;Not\nAli;"açık\nVeli;kapalı\nAyşe;"tamam"\n')

    assert data(table) == [("Ali", '"açık'), ("Veli", "kapalı"), ("Ayşe", "tamam")]
    assert told(table) == ["Row 2, column B: a quotation mark opens here and does not close."]


def test_a_quotation_mark_that_never_closes_is_told_and_the_rest_is_read(read):
    table = read('Ad;Not\nAli;x\nVeli;"açık\nAyşe;y\n')

    assert data(table) == [("Ali", "x"), ("Veli", '"açık'), ("Ayşe", "y")]
    assert told(table) == ["Row 3, column B: a quotation mark opens here and does not close."]


def test_text_behind_a_closed_quotation_mark_is_nothing_to_tell(read):
    table = read('Ad;Not\n"Ali" ;"Grand" Hotel; \n')

    assert data(table) == [("Ali", "Grand Hotel", "")[:2]]
    assert told(table) == []


def test_too_many_open_quotation_marks_are_one_sentence(refusal):
    sentence = refusal("Ad;Not\n" + 'Ali;"x\nVeli;y\n' * 101)

    assert "more than 100 rows; the first is in row 2, column B" in sentence


def test_a_number_that_was_kept_as_text_is_its_text(read):
    assert data(read('Ad;No\nAli;="0042"\n')) == [("Ali", "0042")]


def test_a_formula_has_no_value(read):
    table = read("Ad;No\nAli;=A1+1\n")

    assert data(table) == [("Ali", "")]
    assert told(table) == ["Row 2, column B: the cell has a formula and no value."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a;b\nc;\0d\n", "NUL bytes"),
        (bytes(range(1, 32)) * 40, "no text file"),
        (b"\xff\xfe\x41", "cannot be read"),
    ],
)
def test_what_is_no_text_is_refused(refusal, content, words):
    assert words in refusal(content)


def test_two_hundred_thousand_rows_are_the_most(refusal):
    assert "more than 200,000 rows" in refusal("a;b\n" + "1;x\n" * 200_001)


def test_five_hundred_columns_are_the_most(refusal):
    assert "more than 500 columns" in refusal(";".join(map(str, range(1000))) + "\n")


def test_a_cell_that_is_longer_than_any_reader_takes_is_cut_and_told(read):
    table = read(f"Ad;Not\nAli;{'x' * 200_000}\nVeli;y\n")

    assert [len(cell) for _, cell in data(table)] == [20_000, 1]
    assert told(table) == ["Row 2, column B: only the first 20,000 letters of the text were read."]
