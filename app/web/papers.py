"""Papers that a view hands out as files."""

from io import BytesIO

from flask import Response

from app.documents import docx, pdf
from app.documents.paper import Paper
from app.i18n import Translator
from app.web.downloads import attachment

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Ending of a file → its media type."""
ENDING = f"<any({', '.join(MEDIA_TYPES)}):ending>"
"""How the address of a paper ends, whichever file of it somebody asks for."""
_RENDER = {"pdf": pdf.render, "docx": docx.render}


def paper_file(paper: Paper, ending: str, t: Translator) -> Response:
    """Send a paper as PDF or as a Word file, called by its kind and title.

    :param t: speaks the language of the paper.
    """
    return made_file(_RENDER[ending](paper, t), f"{paper.kind} {paper.title}", ending)


def made_file(made: bytes, title: str, ending: str) -> Response:
    """Send a file that is made, under a title."""
    return attachment(BytesIO(made), f"{title}.{ending}", MEDIA_TYPES[ending])
