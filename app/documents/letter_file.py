"""Letters as a Word file: one below the other, each in a section with its own language and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.documents.word_properties import property_text
from app.i18n import N_, Translator
from app.typesetting.letters import cleaned
from models import Letter, Letterhead

_LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}
_FACE, _SIZE = "Arial", 11
_STYLES = (
    ("Letterhead", 11, 0),
    ("Letter Reference", 10, 0),
    ("Letter Address", 11, 0),
    ("Letter Text", 11, 8),
)
"""Points of each style, and after it."""
_OPEN = "…"


@dataclass(frozen=True)
class Sheet:
    """A letter as it is printed.

    :param letterhead, foot: of the house, in the language of the letter.
    :param day: in words, empty while it is not known.
    """

    language: str
    letterhead: tuple[str, ...]
    foot: str
    number: str
    day: str
    subject: str
    addressed_to: str
    body: str


def sheet(letter: Letter, letterhead: Letterhead | None, t: Translator) -> Sheet:
    """Return a letter as it is printed.

    :param t: speaks the language of the letter.
    """
    head = t.either(letterhead.lines_tr, letterhead.lines_en) if letterhead else ""
    foot = t.either(letterhead.foot_tr, letterhead.foot_en) if letterhead else ""
    return Sheet(
        t.language,
        tuple(line.strip() for line in head.splitlines() if line.strip()),
        " ".join(foot.split()),
        letter.registration_no,
        t.partial(letter.dated) if letter.dated.is_known else "",
        t.either(letter.subject_tr, letter.subject_en),
        letter.addressed_to,
        letter.body,
    )


def render(sheets: Sequence[tuple[Sheet, Translator]], title: str) -> bytes:
    """Write letters into one file, each on a page of its own.

    :param sheets: each with what speaks its language.
    :param title: of the file.
    """
    document = Document()
    _set_up(document, title)
    for index, (one, t) in enumerate(sheets):
        section = document.sections[0] if not index else document.add_section(WD_SECTION.NEW_PAGE)
        _letter(document, section, one, t)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def references(one: Sheet, t: Translator) -> tuple[tuple[str, str], ...]:
    """Return number, subject and date, each with its word; what is not given yet is left to be filled in."""
    return (
        (t(N_("Letter number")), one.number or _OPEN),
        (t(N_("Subject")), one.subject),
        (t(N_("Date")), one.day or _OPEN),
    )


def _letter(document: Any, section: Any, one: Sheet, t: Translator) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(foot, one.foot, one.language)
    for line in one.letterhead:
        _paragraph(document, "Letterhead", line, one.language).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if one.letterhead:
        _paragraph(document, "Letter Reference", "", one.language)
    for name, value in references(one, t):
        _paragraph(document, "Letter Reference", f"{name}:\t{cleaned(value)}", one.language)
    if one.addressed_to:
        _paragraph(document, "Letter Reference", "", one.language)
        for line in one.addressed_to.splitlines():
            _paragraph(document, "Letter Address", line, one.language)
    _paragraph(document, "Letter Reference", "", one.language)
    for block in one.body.split("\n\n"):
        if block.strip():
            _paragraph(document, "Letter Text", block.strip("\n"), one.language)


def _paragraph(document: Any, style: str, text: str, language: str) -> Any:
    paragraph = document.add_paragraph(style=style)
    _say(paragraph, text, language)
    return paragraph


def _say(paragraph: Any, text: str, language: str) -> None:
    """Write a text whose line breaks and tabs stay, in its language."""
    run = paragraph.add_run()
    for place, line in enumerate(text.split("\n")):
        if place:
            run.add_break()
        for column, words in enumerate(line.split("\t")):
            if column:
                run.add_tab()
            run.add_text(cleaned(words))
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGES[language])
    run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001 - python-docx has no language of a run


def _set_up(document: Any, title: str) -> None:
    document.core_properties.title = property_text(title)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _FACE, Pt(_SIZE)
    styles["Footer"].font.size = Pt(8)
    for name, size, after in _STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles["Normal"], Pt(size)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1.15
    styles["Letterhead"].font.bold = True
    styles["Letter Reference"].paragraph_format.tab_stops.add_tab_stop(Mm(24))
