"""Letters in the office's own Word file: each on a page, in the words of its own language."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.documents.letter_file import Sheet, references
from app.documents.word_properties import property_text
from app.documents.word_template import fill, named
from app.errors import Invalid, Problem
from app.i18n import N_, Translator
from app.typesetting.letters import cleaned

BODY = "body"
PLACEHOLDERS: Mapping[str, str] = {
    "letterhead": N_("names of the house from the letterhead, one a line"),
    "references": N_("number, subject and date, each with its word in the language of the letter"),
    "number": N_("number, once it is given"),
    "subject": N_("subject of the letter"),
    "day": N_("date of the letter, once it is given"),
    "addressed_to": N_("lines of the address"),
    BODY: N_("text of the letter, with the form of address and the signature"),
    "foot": N_("foot of the page from the letterhead"),
}
"""What the file may name → what stands there then."""
_PARAGRAPH = "\a"


def placeholders(content: bytes) -> tuple[str, ...]:
    """Return which placeholders the file uses, in our order.

    :raises Invalid: as for :func:`app.documents.word_template.named`, or the place of the text is missing.
    """
    found = named(content, PLACEHOLDERS)
    if BODY not in found:
        raise Invalid(Problem("file", N_("The place of the text is missing: write {{ body }} there")))
    return found


def render(content: bytes, sheets: Sequence[tuple[Sheet, Translator]], title: str) -> bytes:
    """Write letters into the office's file, each on a page; head and foot of the page are those of the first.

    :param content: a file whose :func:`placeholders` were read.
    :param sheets: each with what speaks its language.
    """
    made = [Document(BytesIO(fill(content, _values(one, t)))) for one, t in sheets]
    whole = made[0]
    for document in made[1:]:
        _add(whole, document)
    whole.core_properties.title = property_text(title)
    file = BytesIO()
    whole.save(file)
    return file.getvalue()


def _values(one: Sheet, t: Translator) -> dict[str, str]:
    blocks = (_lines(block.strip("\n")) for block in one.body.split("\n\n") if block.strip())
    return {
        "letterhead": _lines("\n".join(one.letterhead)),
        "references": "\n".join(f"{word}: {cleaned(value)}" for word, value in references(one, t)),
        "number": cleaned(one.number),
        "subject": cleaned(one.subject),
        "day": cleaned(one.day),
        "addressed_to": _lines(one.addressed_to),
        BODY: _PARAGRAPH.join(blocks),
        "foot": cleaned(one.foot),
    }


def _lines(text: str) -> str:
    return "\n".join(cleaned(line) for line in text.split("\n"))


def _add(whole: Any, document: Any) -> None:
    """Put a letter behind the others; both are the same file, so what they name in it is the same."""
    end = whole.element.body.sectPr
    parts = [deepcopy(one) for one in document.element.body if one.tag != qn("w:sectPr")]
    if parts and parts[0].tag == qn("w:p"):
        Paragraph(parts[0], whole).paragraph_format.page_break_before = True
    else:
        whole.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for one in parts:
        end.addprevious(one)
