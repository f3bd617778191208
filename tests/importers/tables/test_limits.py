"""What is too large, locked, spoilt or no table at all is refused with one sentence."""

import struct
import zipfile

import pytest

from app.importers.tables import apart
from app.importers.tables.limits import LARGEST, LARGEST_UNPACKED
from tests.importers.tables.files import OLD, SHEET, data, ods_cell, ods_row, ods_table, renamed_stream

MUCH = b"0" * (LARGEST_UNPACKED + 1)


def number(reference, value=1):
    return f'<c r="{reference}"><v>{value}</v></c>'


def row(at, *cells):
    return f'<row r="{at}">{"".join(cells)}</row>'


def in_sheet(cells):
    return row(1, number("A1"), number("B1")) + cells


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, refusal):
    assert refusal(b"a;b\n" + bytes(LARGEST)) == "The file is larger than 50 MB."


@pytest.mark.parametrize("content", [b"", b" \r\n\t", "\ufeff".encode()])
def test_an_empty_file_is_refused(refusal, content):
    assert refusal(content) == "The file is empty."


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"<html><table><tr><td>a</td></tr></table>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"\x1f\x8b\x08" + bytes(40), "GZ"),
    ],
)
def test_a_wrong_type_with_a_right_ending_is_refused_and_named(refusal, content, name):
    assert f"is of the type {name}," in refusal(content, name="list.xlsx")


@pytest.mark.parametrize(
    ("part", "name"), [("word/document.xml", "DOCX"), ("xl/workbook.bin", "XLSB"), ("a.txt", "ZIP")]
)
def test_an_archive_of_another_kind_is_refused_and_named(tmp_path, refusal, part, name):
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr(part, "text")

    assert f"is of the type {name}," in refusal((tmp_path / "a").read_bytes(), name="list.xlsx")


def test_the_ending_decides_nothing(read, written):
    assert data(read(written([["a", "b"], ["c", "d"]]), name="list.csv")) == [("c", "d")]
    assert data(read("a;b\nc;d\n", name="list.xlsx")) == [("c", "d")]


def test_what_unpacks_to_more_than_the_limit_is_refused(refusal, crafted):
    assert "larger than 200 MB when unpacked" in refusal(crafted(parts={"xl/a.bin": MUCH}, level=1))


def test_what_lies_about_its_unpacked_size_is_refused(refusal, crafted):
    content = crafted(parts={"xl/a.bin": MUCH}, level=1)
    lying = content.replace(struct.pack("<I", len(MUCH)), struct.pack("<I", 100))

    assert lying != content
    assert "larger than 200 MB when unpacked" in refusal(lying)


def test_what_says_that_it_unpacks_to_more_than_the_limit_is_believed(refusal, crafted):
    content = crafted(parts={"xl/a.bin": b"x" * 5000})
    boasting = content.replace(struct.pack("<I", 5000), struct.pack("<I", LARGEST_UNPACKED))

    assert "larger than 200 MB when unpacked" in refusal(boasting)


def test_parts_that_lie_upon_each_other_are_refused(refusal, crafted):
    content = crafted(parts={"xl/a.bin": b"", "xl/b.bin": bytes(range(256)) * 40})
    entry = content.index(b"PK\x01\x02")
    lying = content[: entry + 20] + struct.pack("<I", 10**6) + content[entry + 24 :]

    assert "damaged" in refusal(lying)


def test_a_text_that_stands_in_a_million_cells_counts_each_time(refusal, crafted):
    strings = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    cells = "".join(row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(1, 10_000))

    assert "larger than 200 MB when unpacked" in refusal(
        crafted(cells, parts={"xl/sharedStrings.xml": strings})
    )


def test_one_long_text_does_not_make_a_sheet_too_large(read, crafted):
    strings = f"<sst><si><t>{'x' * 30_000}</t></si><si><t>Ad</t></si><si><t>Not</t></si></sst>"
    text = '<c r="%s%d" t="s"><v>%d</v></c>'
    cells = row(1, text % ("A", 1, 1), text % ("B", 1, 2))
    cells += "".join(row(at, text % ("A", at, 1), text % ("B", at, 2)) for at in range(2, 5000))
    cells += row(5000, text % ("A", 5000, 0))
    table = read(crafted(cells, parts={"xl/sharedStrings.xml": strings}))

    assert sum(1 for _ in table.rows) >= 1


def test_two_hundred_thousand_rows_below_the_headings_are_the_most(refusal, crafted):
    sentence = refusal(crafted(in_sheet(row(200_002, number("A200002")))))

    assert sentence == "The table has more than 200,000 rows: the last one is row 200002."


def test_five_hundred_columns_are_the_most(refusal, crafted):
    sentence = refusal(crafted(row(1, number("A1"), number("SG1"))))

    assert sentence == "The table has more than 500 columns: the last one is column SG."


def test_cells_far_from_each_other_are_refused_for_the_room_between_them(refusal, crafted):
    sentence = refusal(crafted(in_sheet(row(200_000, number("CV200000")))))

    assert "spread over 200000 rows and 100 columns, more than 10 million cells" in sentence


@pytest.mark.parametrize("reference", ["ZZZZZZ1", "A99999999999", "A0", "1A", "Ä1"])
def test_a_cell_outside_of_any_sheet_is_damage(refusal, crafted, reference):
    assert "damaged" in refusal(crafted(row(1, number(reference))))


def test_a_merged_cell_as_large_as_a_sheet_costs_nothing(read, crafted):
    text = '<c r="%s" t="str"><v>%s</v></c>'
    cells = row(1, text % ("A1", "Ad"), text % ("B1", "Yer")) + row(2, text % ("A2", "Ali"))
    cells += row(3, text % ("B3", "Bonn"))
    after = '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'

    assert data(read(crafted(cells, after=after))) == [("Ali", "Bonn")]


def test_a_workbook_with_entities_is_damage(refusal, crafted):
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'

    assert "damaged" in refusal(crafted(parts={SHEET: bomb}))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_that_is_cut_off_is_damage(refusal, written, share):
    content = written([["a", "b"], ["c", "d"]])

    assert "damaged" in refusal(content[: int(len(content) * share)])


def test_a_repeated_row_of_libreoffice_counts_each_time(refusal, open_document):
    rows = [ods_row("Ad", "Yer"), ods_row("Ali", attributes='table:number-rows-repeated="1000000"')]

    assert "more than 200,000 rows" in refusal(open_document(ods_table(*rows)))


def test_a_repeated_cell_of_libreoffice_counts_each_time(refusal, open_document):
    many = ods_cell("x", 'table:number-columns-repeated="16000"')

    assert "more than 500 columns" in refusal(
        open_document(ods_table(f"<table:table-row>{many}</table:table-row>"))
    )


def test_a_repeated_text_of_libreoffice_counts_each_time(refusal, open_document):
    rows = [ods_row("Ad", "Yer"), ods_row("x" * 30_000, attributes='table:number-rows-repeated="10000"')]

    assert "larger than 200 MB when unpacked" in refusal(open_document(ods_table(*rows)))


def test_all_sheets_of_libreoffice_count_together(refusal, open_document):
    wide = ods_row("x", "y", attributes='table:number-rows-repeated="190000"')
    repeated = ods_cell("x", 'table:number-columns-repeated="50"')
    far = f"<table:table-row>{repeated}</table:table-row>"
    sheets = [ods_table(far, wide, name=f"Sheet {number}") for number in range(2)]

    assert "larger than 200 MB when unpacked" in refusal(open_document("".join(sheets)))


def test_an_old_workbook_that_reaches_too_far_is_refused(refusal):
    cell = struct.pack("<HHHH", 0x27E, 10, 3, 3)  # a number in row 4, column D
    content = OLD.read_bytes()
    far = content.replace(cell, struct.pack("<HHHH", 0x27E, 10, 3, 600))

    assert far != content
    assert refusal(far) == "The table has more than 500 columns: the last one is column WC."


def test_the_texts_of_an_old_workbook_are_counted_before_they_are_taken():
    with pytest.raises(apart.TooLarge):
        apart.read(OLD, 50)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_an_old_workbook_that_is_cut_off_is_damage(refusal, share):
    content = OLD.read_bytes()

    assert "damaged" in refusal(content[: int(len(content) * share)])


def test_an_old_file_of_word_is_named(refusal):
    assert "is of the type DOC," in refusal(renamed_stream(OLD.read_bytes(), "Workbook", "WordDocument"))


def test_a_locked_workbook_is_told(refusal):
    locked = renamed_stream(OLD.read_bytes(), "Workbook", "EncryptedPackage")

    assert "locked with a password" in refusal(locked)


def test_a_locked_old_workbook_is_told(refusal):
    content = OLD.read_bytes()
    locked = content.replace(struct.pack("<HH", 0xE1, 2), struct.pack("<HH", 0x2F, 2), 1)

    assert locked != content
    assert "locked with a password" in refusal(locked)


def test_a_locked_workbook_of_libreoffice_is_told(refusal, open_document):
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )

    assert "locked with a password" in refusal(open_document(ods_table(ods_row("a", "b")), manifest))


def test_an_archive_with_a_password_is_told(refusal, written):
    content = bytearray(written([["a", "b"]]))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1

    assert "locked with a password" in refusal(bytes(content))
