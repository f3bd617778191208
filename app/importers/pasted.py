"""A file of text: its letters, whatever wrote it; refused with one sentence where it is none."""

import codecs
from pathlib import Path

from app.errors import Invalid, Problem
from app.i18n import N_

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
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_FEW = 0.02
_LOOKED_AT = 2000


def read(path: Path) -> str:
    """Return the text of a file; a file that is too large is refused unread.

    :raises Invalid: as :func:`decoded`.
    """
    if path.stat().st_size > LARGEST:
        raise Invalid(Problem("file", N_("The file is larger than 50 MB.")))
    return decoded(path.read_bytes())


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, or the Turkish code pages of Windows and ISO.

    ISO-8859-9 is a part of windows-1254, except for control characters that no text has.

    :raises Invalid: it is empty, too large, or no text.
    """
    if len(content) > LARGEST:
        raise Invalid(Problem("file", N_("The file is larger than 50 MB.")))
    if not content.strip():
        raise Invalid(Problem("file", N_("The file is empty.")))
    if content.startswith(_BINARY):
        raise Invalid(Problem("file", N_("This is no text file. Save the list as text and try again.")))
    text = _in_utf_16(content) if _looks_like_utf_16(content) else _in_eight_bits(content)
    if not text.strip("\ufeff \t\r\n\f"):
        raise Invalid(Problem("file", N_("The file is empty.")))
    return text


def _looks_like_utf_16(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    # Without a mark: of the two bytes of a Latin letter one is 0, and always the same one.
    begun = content[:_LOOKED_AT]
    fewer, more = sorted((begun[::2].count(0), begun[1::2].count(0)))
    return len(begun) >= 4 and fewer * 10 < more and more * 3 > len(begun)


def _in_utf_16(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else "utf-16-be" if content[0] == 0 else "utf-16-le"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(
            Problem("file", N_("The letters of the file cannot be read. Save it in UTF-8."))
        ) from None


def _in_eight_bits(content: bytes) -> str:
    if b"\0" in content:
        raise Invalid(Problem("file", N_("The file contains NUL bytes and is no text.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1254", errors="replace")
    strange = sum(ord(letter) in _CONTROLS or letter == "\ufffd" for letter in text[:100_000])
    if strange > _FEW * min(len(text), 100_000):
        raise Invalid(Problem("file", N_("This is no text file. Save the list as text and try again.")))
    return text
