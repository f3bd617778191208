"""A paper as a Word file: real styles and headings, repeated table heads, descriptions of pictures."""

from collections.abc import Iterable
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor

from app.documents.columns import longest, shares
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
from app.documents.word_properties import property_text
from app.i18n import N_, Translator
from app.labels import label
from app.typesetting.letters import cleaned
from app.typesetting.svg import svg_to_png

_LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}
_SOFT = RGBColor(0x4A, 0x55, 0x63)
_LINE = "B8C0CA"
_TEXT_WIDTH = Mm(166)
_TALLEST = Mm(190)
"""Of a picture: its heading, its caption and a few lines stand on the same page."""
_PICTURE_PX = 1600
_FORM_HEIGHT = Mm(11)
_LETTER = Mm(2.0)
"""Of a column that is as wide as its words."""
_MARGINS = Mm(6)
"""What such a column has besides: 2 mm on both sides, and room for a heading of wide letters."""
_SIZE = 9.5
_HEADINGS = (("Title", 17, 2, 4), ("Heading 1", 11.5, 9, 2), ("Heading 2", 10, 5, 1), ("Subtitle", 10, 0, 4))
"""Points of each style, before it and after it."""
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
    document.add_paragraph(cleaned(f"{paper.issuer} · {paper.kind} · {day}"), style="Small")
    document.add_paragraph(cleaned(paper.title), style="Title")
    if paper.subtitle:
        document.add_paragraph(cleaned(paper.subtitle), style="Subtitle")
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
        _numbered(document, "Source", [(Run(source),) for source in paper.sources])


def _section(document: Any, section: Section, number: int) -> None:
    title = f"{number}. {section.title}" if section.is_numbered else section.title
    document.add_heading(cleaned(title), level=1)
    blocks = (*section.blocks, *section.written)
    for block, following in zip_longest(blocks, blocks[1:]):
        _block(document, block)
        if isinstance(block, Paragraph) and isinstance(following, Table | Picture):
            document.paragraphs[-1].paragraph_format.keep_with_next = True  # what leads to it stays with it
        if isinstance(block, Facts) and isinstance(following, Paragraph):
            document.paragraphs[-1].paragraph_format.space_after = Pt(5)


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(cleaned(block.text), level=2)
        case Paragraph():
            _say(document.add_paragraph(style="Quote" if block.is_remark else "Normal"), block.words)
        case Facts():
            for name, words in block.rows:
                paragraph = document.add_paragraph(style="Fact")
                paragraph.add_run(f"{cleaned(name)}\t").font.color.rgb = _SOFT
                _say(paragraph, words)
        case Items() if block.is_numbered:
            _numbered(document, "List Number", block.items)
        case Items():
            for words in block.items:
                _say(document.add_paragraph(style="List Bullet"), words)
        case Table():
            _table(document, block)
        case Picture():
            _picture(document, block)


def _numbered(document: Any, style: str, items: Iterable[Words]) -> None:
    """Write a list that begins with 1, whatever lists there were before."""
    listed = document.styles["List Number"].element.pPr
    if listed is None or listed.numPr is None:  # a template of the office's own need not number its lists
        for index, words in enumerate(items, start=1):
            _say(document.add_paragraph(style=style), (Run(f"{index}. "), *words))
        return
    numbering = document.part.numbering_part.element
    of_style = numbering.num_having_numId(listed.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(of_style)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for words in items:
        paragraph = document.add_paragraph(style=style)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - nor lists that begin anew
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId
        _say(paragraph, words)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.headings))
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
        _say(cell.paragraphs[0], (Run(heading, strong=True),))
    _mark(table.rows[0], "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        if block.is_form:
            added.height = _FORM_HEIGHT
        for place, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
            _say(cell.paragraphs[0], words)
            if place in block.numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    _rule(table)
    _describe(table, block.caption)
    document.add_paragraph(style="Gap")  # two tables without anything between them are one to Word


def _widths(block: Table) -> list[Length]:
    parts = shares(block)
    short = [
        letters * _LETTER + _MARGINS if not part else 0
        for part, letters in zip(parts, longest(block), strict=True)
    ]
    room = max(_TEXT_WIDTH - sum(short), 0)
    if not any(parts):
        return [Length(width * _TEXT_WIDTH // sum(short)) for width in short]
    return [Length(width or room * part // sum(parts)) for width, part in zip(short, parts, strict=True)]


def _rule(table: Any) -> None:
    """Draw lines under rows, the strongest under the heads; none between columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        borders.append(_edge(edge, 4, _LINE))
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no lines
    for cell in table.rows[0].cells:
        under = OxmlElement("w:tcBorders")
        under.append(_edge("bottom", 8, "1D2733"))
        cell._tc.get_or_add_tcPr().append(under)  # noqa: SLF001


def _edge(name: str, eighths: int, colour: str) -> Any:
    edge = OxmlElement(f"w:{name}")
    for what, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        edge.set(qn(f"w:{what}"), value)
    return edge


def _picture(document: Any, block: Picture) -> None:
    shape = document.add_picture(BytesIO(svg_to_png(block.svg, _PICTURE_PX)), width=_TEXT_WIDTH)
    if shape.height > _TALLEST:
        shape.width, shape.height = Emu(round(shape.width * _TALLEST / shape.height)), _TALLEST
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 - unsaid, some programs move it aside
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no public way to a description
    properties.set("descr", cleaned(block.alt))
    document.add_paragraph(cleaned(block.caption), style="Caption")


def _say(paragraph: Any, words: Iterable[Run] | Words) -> None:
    for one in words:
        run = paragraph.add_run(cleaned(one.text))
        run.bold = one.strong or None
        if one.soft:
            run.font.color.rgb = _SOFT
        if one.language in _LANGUAGES:
            _speak_of(run, _LANGUAGES[one.language])
        if one.check:
            run.font.underline = WD_UNDERLINE.DOTTED
        if one.marks:
            marks = paragraph.add_run(",".join(str(number) for number in one.marks))
            marks.font.superscript = True


# --- The frame ----------------------------------------------------------------------------------------------


def _set_up(document: Any, paper: Paper) -> None:
    document.core_properties.title = property_text(paper.title)
    document.core_properties.author = property_text(paper.issuer)
    document.core_properties.language = _LANGUAGES[paper.language]
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _FACE, Pt(_SIZE)
    styles["Normal"].paragraph_format.space_after = Pt(3)
    styles["Normal"].paragraph_format.line_spacing = 1.0
    _speak(styles, _LANGUAGES[paper.language])
    for name, size, before, after in _HEADINGS:
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), RGBColor(0x1D, 0x27, 0x33)
        spacing = styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        _plain_face(styles[name])
    for edge in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(edge)
    styles["Caption"].font.size, styles["Caption"].font.color.rgb = Pt(8), _SOFT
    styles["Caption"].font.bold = False
    for name, size in (("Small", 8.5), ("Letterhead", 11), ("Fact", _SIZE), ("Gap", 2)):
        style = styles.add_style(name, 1)
        style.base_style, style.font.size = styles["Normal"], Pt(size)
    source = styles.add_style("Source", 1)
    source.base_style, source.font.size = styles["List Number"], Pt(8)
    for name in ("List Bullet", "List Number", "Source", "Gap"):
        styles[name].paragraph_format.space_after = Pt(1)
    for name in ("Header", "Footer"):
        styles[name].font.size, styles[name].font.color.rgb = Pt(8), _SOFT
    styles["Letterhead"].font.bold = True
    hang(styles["Fact"])


def hang(style: Any) -> None:
    """Let what is said of a fact stand beside its name, also in further lines."""
    fact = style.paragraph_format
    fact.left_indent, fact.first_line_indent, fact.space_after = Mm(38), Mm(-38), Pt(1)
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


def _speak_of(run: Any, language: str) -> None:
    """Say in which language a stretch of text is that is not in that of the file."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001 - python-docx has no public way to a language


def _head_and_foot(document: Any, paper: Paper, t: Translator) -> None:
    page = document.sections[0]
    head = page.header.paragraphs[0]
    head.text = cleaned(t(label(paper.mark)) if paper.mark else "")
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = page.footer.paragraphs[0]
    before, _, rest = t(N_("Page {page} of {pages}")).partition("{page}")
    between, _, after = rest.partition("{pages}")
    foot.add_run(f"{cleaned(paper.foot)}    {before}")
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
    caption.set(qn("w:val"), cleaned(words))
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - nor descriptions of tables


def _aligned(paragraph: Any, line: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(cleaned(line))
