"""Pictures and papers without a browser."""

import io

import pypdfium2
import pytest
from PIL import Image

from app.typesetting.letters import FONTS, MEDIUM, REGULAR, SEMIBOLD, printable, width
from app.typesetting.svg import WIDEST_PX, BadPicture, svg_to_pdf, svg_to_png

LETTERS = "İzmir ığüşöç ĞÜŞÖÇ · Москва Ђорђе Київ · Ελλάδα · €₺ – “”‹›→"
HOSTILE = (
    "</text><script>alert(1)</script>",
    "${alert(1)}",
    '#panic("x")',
    "\"quoted\" 'name' & <b>",
    "القاهرة‎ حلب",
    "ירושלים",
    "თბილისი Երևան",
    "北京 🎉 ☺️",
)


def picture(*lines, size=(400, 300)):
    """Return an SVG with these lines of text; nothing in them is markup."""
    from xml.etree import ElementTree as ET

    root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {size[0]} {size[1]}")
    root.set("font-family", "Inter")
    for number, line in enumerate(lines, start=1):
        text = ET.SubElement(root, "text", x="10", y=str(24 * number))
        text.text = line
    return ET.tostring(root, encoding="utf-8")


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_a_png_is_as_wide_as_asked_and_as_high_as_its_picture_wants():
    image = Image.open(io.BytesIO(svg_to_png(picture("İzmir"), 800)))

    assert image.format == "PNG"
    assert image.size == (800, 600)
    assert len(set(image.convert("L").tobytes())) > 10


def test_the_width_of_a_png_has_a_bound():
    flat = picture(size=(WIDEST_PX, 1))

    assert Image.open(io.BytesIO(svg_to_png(flat, 10**9))).size[0] == WIDEST_PX
    assert Image.open(io.BytesIO(svg_to_png(picture(), 0))).size[0] == 1


@pytest.mark.parametrize(
    ("paper", "landscape", "millimetres"),
    [
        ("a4", True, (297, 210)),
        ("a4", False, (210, 297)),
        ("a3", True, (420, 297)),
        ("a3", False, (297, 420)),
    ],
)
def test_a_sheet_is_one_page_of_the_paper_asked_for(paper, landscape, millimetres):
    document = pypdfium2.PdfDocument(
        svg_to_pdf(picture("İzmir"), title="Harita", language="tr", paper=paper, landscape=landscape)
    )

    assert len(document) == 1
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == list(millimetres)
    assert document.get_metadata_value("Title") == "Harita"
    assert document.is_tagged()
    document.close()


def test_a_sheet_says_its_language_and_what_it_shows():
    pdf = svg_to_pdf(picture("x"), title="Harita", language="tr", description="14 cities")

    assert b"/Lang(tr" in pdf.replace(b"/Lang (", b"/Lang(")
    assert b"/Figure" in pdf
    assert b"(14 cities)" in pdf


def test_the_same_picture_is_the_same_sheet():
    first, second = (svg_to_pdf(picture("x"), title="Harita", language="tr") for _ in range(2))

    assert first == second


def test_text_on_a_sheet_can_be_searched():
    assert "Gümülcine Москва Ελλάδα" in text_of(
        svg_to_pdf(picture("Gümülcine Москва Ελλάδα"), title="t", language="tr")
    )


def test_names_that_are_code_elsewhere_come_out_as_text():
    told = text_of(svg_to_pdf(picture(*HOSTILE), title='#panic("x")', language="en"))

    for one in ("</text><script>alert(1)</script>", "${alert(1)}", '#panic("x")', "\"quoted\" 'name' & <b>"):
        assert one in told
    assert svg_to_png(picture(*HOSTILE), 300)


def test_every_letter_of_our_languages_can_be_printed():
    assert printable(LETTERS) == LETTERS
    assert printable("القاهرة ירושלים თბილისი Երևան") == "القاهرة ירושלים თბილისი Երևան"


def test_a_letter_that_no_typeface_has_is_printed_as_its_number_and_never_as_a_box():
    assert printable("北 🎉") == "‹U+5317› ‹U+1F389›"
    assert svg_to_png(picture("北 🎉"), 400) == svg_to_png(picture("‹U+5317› ‹U+1F389›"), 400)


def test_what_cannot_be_seen_is_left_out():
    assert printable("a\u202eb\x00\u200bc\ufe0f\nd") == "abc d"
    assert printable("می\u200cخواهم") == "می\u200cخواهم"


def test_a_bolder_and_a_longer_text_is_wider():
    regular, medium, semibold = (width("Gelsenkirchen", 12, weight) for weight in (REGULAR, MEDIUM, SEMIBOLD))

    assert 80 < regular < medium < semibold < 90
    assert width("Gelsenkirchen", 24) == pytest.approx(2 * regular)
    assert width("القاهرة", 12) > 30


@pytest.mark.parametrize("svg", [b"", b"no picture", b"\xff", b"<svg"])
def test_what_is_no_picture_is_refused(svg):
    with pytest.raises(BadPicture):
        svg_to_png(svg, 100)


def test_every_typeface_has_its_licence_beside_it():
    told = (FONTS / "README.md").read_text()
    licences = "".join(path.read_text() for path in (FONTS / "licences").iterdir())

    assert all(path.name in told for path in FONTS.glob("*.ttf"))
    assert licences.count("SIL OPEN FONT LICENSE Version 1.1") == 5
