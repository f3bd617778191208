"""Invitations as a Word file: letters with the head of the house, or cards of 148 × 105 mm."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from app.documents import letter_file
from app.documents.letter_file import Sheet
from app.documents.word_properties import property_text
from app.i18n import N_, Translator, translator
from app.services.invitations import Written
from app.typesetting.letters import cleaned
from models import Guest, GuestList, Letterhead

_FACE, _SIZE = "Arial", 11


def letters(found: Sequence[Written], guests: GuestList, head: Letterhead | None) -> bytes:
    """Write letters, each on a page of its own; who has no language gets none."""
    spoken = [(one, translator(one.language.value)) for one in found if one.language is not None]
    return letter_file.render([(_sheet(one, guests, head, t), t) for one, t in spoken], guests.title_tr)


def cards(found: Sequence[Written], title: str) -> bytes:
    """Write cards, each on a page of its own, the lines in the middle; who has no language gets none."""
    document = Document()
    document.core_properties.title = property_text(title)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(2)
    texts = [one.text for one in found if one.language is not None]
    for number, text in enumerate(texts):
        section = document.sections[0] if not number else document.add_section(WD_SECTION.NEW_PAGE)
        _card(document, section, text)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _card(document: Any, section: Any, text: str) -> None:
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(148), Mm(105)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(10)
    for line in text.splitlines():
        paragraph = document.add_paragraph(cleaned(line))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sheet(one: Written, guests: GuestList, head: Letterhead | None, t: Translator) -> Sheet:
    lines = t.either(head.lines_tr, head.lines_en) if head else ""
    foot = t.either(head.foot_tr, head.foot_en) if head else ""
    return Sheet(
        t.language,
        tuple(line.strip() for line in lines.splitlines() if line.strip()),
        " ".join(foot.split()),
        "",
        "",
        t(N_("Invitation: %(title)s"), title=t.title(guests)),
        _addressed(one.guest, one.organisation, t),
        one.text,
    )


def _addressed(guest: Guest, organisation: str, t: Translator) -> str:
    lines = (
        t.title(guest),
        t.either(guest.rank_tr, guest.rank_en),
        organisation,
        *guest.address.splitlines(),
    )
    return "\n".join(dict.fromkeys(line.strip() for line in lines if line.strip()))
