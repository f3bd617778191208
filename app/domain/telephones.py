"""Telephone numbers in lines that people wrote: which part of a line can be dialled, and what is dialled.

What is not surely a number stays text: a wrong number to call is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = r"[ \u00a0.()–-]{0,3}"
_TURKISH = rf"\+90{_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}\d){{9}}(?!\d)"
_FOREIGN = rf"(?:\+|(?<!\d)00)[1-9](?:{_GAP}\d){{5,14}}(?!{_GAP}\d)"
_AT_HOME = rf"(?<![\d+])\(?0{_GAP}[1-9](?:{_GAP}\d){{9}}(?!\d)|(?<!\d)444(?:{_GAP}\d){{4}}(?!{_GAP}\d)"
_FULL = re.compile(f"{_TURKISH}|{_FOREIGN}|{_AT_HOME}", re.ASCII)
"""Numbers known as such wherever they stand: with the code of a country or an area, or nationwide."""

_NO_DIGIT_BEFORE = r"(?<!\d)(?<!\d[ \u00a0.()–-])"
_LAST = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:\+\d(?:{_GAP}\d)+|0(?:{_GAP}\d){{8,11}}|[2-9](?:{_GAP}\d){{9}}|[2-9](?:{_GAP}\d){{6}}|\d{{3,15}})"
    r"(?=[\s).:;]*$)|(?<=\s)1\d\d(?=[\s).:;]*$)",
    re.ASCII,
)
"""Shorter ones, which are numbers only where something ends with them: `Şube 2 155`."""

_EXTENSION = re.compile(
    r"[\s,(]*(?:\b(?:dahili|dâhili|dah|iç hat|extension|ext|internal|int)\b\.?|#)[\s:]*\d{1,6}.*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(\s*[,;|]\s+|\s+[/|–-]\s+|\s+(?:ve|veya|ya da|and|or)\s+|/(?=\s*[+0]))", re.IGNORECASE
)
"""What stands between two numbers of one line."""
_TRUNK_OF_ABROAD = re.compile(r"^(\+\d{1,3}\D*)\(0\)")


@dataclass(frozen=True)
class Piece:
    """A part of a line as it was written.

    :param dialled: the number that it is, digits and a leading plus sign only; empty where it is none.
    """

    words: str
    dialled: str = ""


def pieces(line: str) -> tuple[Piece, ...]:
    """Return a line in pieces, which together are the line, and say which of them can be dialled.

    An extension is told and not dialled: telephones understand it in different ways.
    """
    found: list[Piece] = []
    for part in _BETWEEN.split(line.strip()):
        extension = _EXTENSION.search(part)
        end = extension.start() if extension else len(part)
        found += _of_part(part[:end])
        found.append(Piece(part[end:]))
    return tuple(one for one in found if one.words)


def _of_part(part: str) -> Iterator[Piece]:
    numbers = list(_FULL.finditer(part)) or list(_LAST.finditer(part))
    at = 0
    for number in numbers:
        yield Piece(part[at : number.start()])
        yield Piece(number[0], _dialled(number[0]))
        at = number.end()
    yield Piece(part[at:])


def _dialled(written: str) -> str:
    return re.sub(r"[^0-9+]", "", _TRUNK_OF_ABROAD.sub(r"\1", written))
