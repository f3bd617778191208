"""A file of text: its letters, whatever wrote it; refused with one sentence where it is none."""

from pathlib import Path

from app.errors import Invalid, Problem
from app.i18n import N_
from app.importers.decoding import decode

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file that is read."""
_BINARY = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
)


def read(path: Path) -> str:
    """Return the text of a file; a file that is too large is refused unread.

    :raises Invalid: as :func:`decoded`.
    """
    if path.stat().st_size > LARGEST:
        raise Invalid(Problem("file", N_("The file is larger than 50 MB.")))
    return decoded(path.read_bytes())


def decoded(content: bytes) -> str:
    """Return the text of a file in any encoding that :func:`app.importers.decoding.decode` knows.

    :raises Invalid: it is empty, too large, or no text.
    """
    if len(content) > LARGEST:
        raise Invalid(Problem("file", N_("The file is larger than 50 MB.")))
    if not content.strip():
        raise Invalid(Problem("file", N_("The file is empty.")))
    if content.startswith(_BINARY):
        raise Invalid(Problem("file", N_("This is no text file. Save the list as text and try again.")))
    text = decode(content).text
    if not text.strip("\ufeff \t\r\n\f"):
        raise Invalid(Problem("file", N_("The file is empty.")))
    return text
