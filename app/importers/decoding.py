"""Bytes become letters, whatever wrote them."""

import codecs
import re
from dataclasses import dataclass

from app.errors import Invalid, Problem
from app.i18n import N_

_WINDOWS = "windows-1254"
"""ISO-8859-9 is a part of it but for control characters that no text has."""
_OF_WESTERN_WINDOWS = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd") | {0xDC8E: "Ž", 0xDC9E: "ž"}
"""Bytes that the Turkish code page lacks. Else windows-1252 differs in the six letters ``Ğ İ Ş ğ ı ş`` only,
and nobody in a Turkish office means ``Þ``."""
_OTHERS = ("mac-turkish", "cp857")
"""What an old Mac and DOS wrote."""
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_FEW = 0.02
_LOOKED_AT = 2000
_JUDGED = 100_000
_WITHIN_A_WORD = re.compile("(?<=[A-Za-z])[çğıöşüÇĞİÖŞÜ](?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The letters of a file.

    :param odd_lines: numbers, from 1, of lines that are written in another encoding than most.
    """

    text: str
    odd_lines: frozenset[int] = frozenset()


def decode(content: bytes) -> Decoded:
    """Return the text of a file in UTF-8, UTF-16, or a Turkish code page of Windows, ISO, Mac or DOS.

    Where lines of UTF-8 stand among others, each is read by what fits.

    :raises Invalid: it is no text.
    """
    decoded = Decoded(_in_utf_16(content)) if _looks_like_utf_16(content) else _in_eight_bits(content)
    judged = decoded.text[:_JUDGED]
    strange = sum(ord(letter) in _CONTROLS or letter == "\ufffd" for letter in judged)
    if strange > _FEW * len(judged):
        raise Invalid(Problem("file", N_("This is no text file. Save the list as text and try again.")))
    return decoded


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


def _in_eight_bits(content: bytes) -> Decoded:
    if b"\0" in content:
        raise Invalid(Problem("file", N_("The file contains NUL bytes and is no text.")))
    try:
        return Decoded(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _by_line(content) or Decoded(_in_code_page(content, _code_page(content)))


def _in_code_page(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode(encoding, errors="surrogateescape").translate(_OF_WESTERN_WINDOWS)


def _by_line(content: bytes) -> Decoded | None:
    """Return the text of a file of which some lines are UTF-8 and others are not."""
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    modern = {number for number, line in enumerate(lines, 1) if not line.isascii() and _is_utf_8(line)}
    if not modern:
        return None
    old = {number for number, line in enumerate(lines, 1) if not line.isascii()} - modern
    text = "".join(
        _in_code_page(line, _WINDOWS) if number in old else line.decode()
        for number, line in enumerate(lines, 1)
    )
    return Decoded(text, frozenset(old if len(old) <= len(modern) else modern))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _code_page(content: bytes) -> str:
    """Return the code page by which Turkish letters stand within words: Windows unless another is sure."""

    def found(encoding: str) -> list[str]:
        return _WITHIN_A_WORD.findall(_in_code_page(content[:_JUDGED], encoding))

    most = len(found(_WINDOWS))
    best = _WINDOWS
    for encoding in _OTHERS:
        letters = found(encoding)
        if len(set(letters)) >= 3 and len(letters) > most:
            best, most = encoding, len(letters)
    return best
