"""A paper as a Word file: real styles and headings, repeated table heads, descriptions of pictures."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.documents.paper import (
    Block,
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    Words,
)
from app.i18n import N_, Translator
from app.labels import label
from app.typesetting.letters import printable
from app.typesetting.svg import svg_to_png

_LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}
_SOFT = RGBColor(0x4A, 0x55, 0x63)
_TEXT_WIDTH = Mm(166)
_PICTURE_PX = 1600
_FACE = "Arial"
"""A Word file is read with the reader's typefaces; this one, or one of its measures, is everywhere."""


def render(paper: Paper, t: Translator) -> bytes:
    """Write a paper as DOCX.

    :param t: speaks the language of the paper.
    """
    document = Document()
    _set_up(document, paper)
    _head_and_foot(document, paper, t)
    for line in paper.letterhead:
        _aligned(document.add_paragraph(style="Letterhead"), line)
    day = " · ".join(part for part in (paper.number, t.date(paper.as_of)) if part)
    document.add_paragraph(f"{printable(paper.issuer)} · {day}", style="Small")
    document.add_paragraph(printable(paper.kind), style="Small")
    document.add_paragraph(printable(paper.title), style="Title")
    if paper.subtitle:
        document.add_paragraph(printable(paper.subtitle), style="Subtitle")
    add_sections(document, paper, t)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def add_sections(document: Any, paper: Paper, t: Translator) -> None:
    """Write the sections and the sources of a paper at the end of a document that has our styles."""
    number = 0
    for section in paper.sections:
        number += section.is_numbered
        _section(document, section, number)
    if paper.sources:
        document.add_heading(t(N_("Sources")), level=1)
        for source in paper.sources:
            document.add_paragraph(printable(source), style="List Number")


def _section(document: Any, section: Section, number: int) -> None:
    title = f"{number}. {section.title}" if section.is_numbered else section.title
    document.add_heading(printable(title), level=1)
    for block in (*section.blocks, *section.written):
        _block(document, block)


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(printable(block.text), level=2)
        case Paragraph():
            _say(document.add_paragraph(style="Quote" if block.is_remark else "Normal"), block.words)
        case Facts():
            for name, words in block.rows:
                paragraph = document.add_paragraph(style="Fact")
                paragraph.add_run(f"{printable(name)}\t").font.color.rgb = _SOFT
                _say(paragraph, words)
        case Items():
            for words in block.items:
                _say(
                    document.add_paragraph(style="List Number" if block.is_numbered else "List Bullet"), words
                )
        case Table():
            _table(document, block)
        case Picture():
            _picture(document, block)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
        _say(cell.paragraphs[0], (Run(heading, strong=True),))
    _mark(table.rows[0], "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for place, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
            _say(cell.paragraphs[0], words)
            if place in block.numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _describe(table, block.caption)
    document.add_paragraph(style="Small")


def _picture(document: Any, block: Picture) -> None:
    shape = document.add_picture(BytesIO(svg_to_png(block.svg, _PICTURE_PX)), width=_TEXT_WIDTH)
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no public way to a description
    properties.set("descr", printable(block.alt))
    document.add_paragraph(printable(block.caption), style="Caption")


def _say(paragraph: Any, words: Iterable[Run] | Words) -> None:
    for one in words:
        run = paragraph.add_run(printable(one.text))
        run.bold = one.strong or None
        if one.soft:
            run.font.color.rgb = _SOFT
        if one.check:
            run.font.underline = WD_UNDERLINE.DOTTED
        if one.marks:
            marks = paragraph.add_run(",".join(str(number) for number in one.marks))
            marks.font.superscript = True


# --- The frame ----------------------------------------------------------------------------------------------


def _set_up(document: Any, paper: Paper) -> None:
    document.core_properties.title = printable(paper.title)
    document.core_properties.author = printable(paper.issuer)
    document.core_properties.language = _LANGUAGES[paper.language]
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(24), Mm(22)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _FACE, Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    _speak(styles, _LANGUAGES[paper.language])
    for name, size in (("Title", 18), ("Heading 1", 13), ("Heading 2", 11.5), ("Subtitle", 11)):
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), RGBColor(0x1D, 0x27, 0x33)
        _plain_face(styles[name])
    for name, size in (("Small", 9), ("Letterhead", 11), ("Fact", 10.5)):
        style = styles.add_style(name, 1)
        style.base_style, style.font.size = styles["Normal"], Pt(size)
    styles["Letterhead"].font.bold = True
    hang(styles["Fact"])


def hang(style: Any) -> None:
    """Let what is said of a fact stand beside its name, also in further lines."""
    fact = style.paragraph_format
    fact.left_indent, fact.first_line_indent, fact.space_after = Mm(38), Mm(-38), Pt(2)
    fact.tab_stops.add_tab_stop(Mm(38))


def _plain_face(style: Any) -> None:
    """Let a heading have the face of the text: a theme's own wins over what a style says."""
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), _FACE)


def _speak(styles: Any, language: str) -> None:
    """Say in which language the whole file is: spelling and screen readers ask for it."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), language)


def _head_and_foot(document: Any, paper: Paper, t: Translator) -> None:
    page = document.sections[0]
    head = page.header.paragraphs[0]
    head.text = printable(t(label(paper.mark)) if paper.mark else "")
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = page.footer.paragraphs[0]
    before, _, rest = t(N_("Page {page} of {pages}")).partition("{page}")
    between, _, after = rest.partition("{pages}")
    foot.add_run(f"{printable(paper.foot)}    {before}")
    _field(foot, "PAGE")
    foot.add_run(between)
    _field(foot, "NUMPAGES")
    foot.add_run(after)


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _mark(row: Any, what: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(what))  # noqa: SLF001 - python-docx has no head rows


def _describe(table: Any, words: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), printable(words))
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - nor descriptions of tables


def _aligned(paragraph: Any, line: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(printable(line))
