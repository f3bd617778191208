"""Which letters our typefaces have, how wide they are, and what is printed in place of the others.

No box for a missing letter is ever printed: docs/decisions/0013-no-box-on-paper.md.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Inter"
"""What the SVG of a picture names; scripts that it lacks are found in the other files by themselves."""
FAMILIES = f"{FAMILY}, 'Segoe UI', 'Noto Sans', sans-serif"
"""The same for a picture that a browser may show, which need not have our typeface."""

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
_FILES = {
    REGULAR: "Inter_400Regular.ttf",
    MEDIUM: "Inter_500Medium.ttf",
    SEMIBOLD: "Inter_600SemiBold.ttf",
}
_UNITS = 1000
_JOINERS = "\u200c\u200d"
"""Invisible, and letters of Persian and Urdu look different without them."""


class UnreadableFont(RuntimeError):
    """A file among the typefaces has no table of letters that we can read."""


def printable(text: str) -> str:
    """Return a text in which every letter can be printed.

    Line breaks and tabs become spaces. Marks that cannot be seen, among them those that turn the direction of
    what follows, are left out. A letter that no typeface has becomes its number, such as ``‹U+4EAC›``.
    """
    return "".join(map(_printed, cleaned(text)))


def cleaned(text: str) -> str:
    """Return a text for a file that somebody opens in a program with typefaces of its own.

    It is as :func:`printable` makes it, but no letter is replaced.
    """
    return "".join(map(_cleaned, unicodedata.normalize("NFC", text)))


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Measure a printable text, in the unit of ``size``; its letters need not be those of one script.

    :raises KeyError: there is no such weight.
    """
    return sum(_advance(letter, weight) for letter in text) * size / _UNITS


def _cleaned(letter: str) -> str:
    if letter.isspace():
        return " "
    is_unseen = unicodedata.category(letter)[0] == "C" and unicodedata.category(letter) != "Co"
    return "" if is_unseen and letter not in _JOINERS else letter


def _printed(letter: str) -> str:
    if letter in _JOINERS or ord(letter) in _covered():
        return letter
    # A sign that only says how the letter before it looks has nothing to say alone.
    return "" if unicodedata.category(letter) == "Mn" else f"‹U+{ord(letter):04X}›"


@cache
def _advance(letter: str, weight: int) -> float:
    if unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0
    for path, letters in _letters().items():
        if ord(letter) in letters:
            name = _FILES[weight] if path.name in _FILES.values() else path.name
            return _face(FONTS / name).getlength(letter)
    return _UNITS


@cache
def _face(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, _UNITS, layout_engine=ImageFont.Layout.BASIC)


@cache
def _covered() -> frozenset[int]:
    return frozenset().union(*_letters().values())


@cache
def _letters() -> dict[Path, frozenset[int]]:
    """Return the letters of each file, Inter first, as the typesetter asks them."""
    return {
        path: frozenset(_mapped(path.read_bytes()))
        for path in sorted(FONTS.glob("*.ttf"), key=lambda one: one.name)
    }


def _mapped(font: bytes) -> Iterator[int]:
    """Read the code points that a TrueType file has a glyph for.

    Source: OpenType specification 1.9.1, "cmap", formats 4 and 12.

    :raises UnreadableFont: it has neither.
    """
    tables = {
        font[at : at + 4]: struct.unpack_from(">II", font, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
    }
    start, _length = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = [struct.unpack_from(">I", font, start + 8 + 8 * number)[0] for number in range(count)]
    formats = {struct.unpack_from(">H", font, start + offset)[0]: start + offset for offset in offsets}
    if 12 in formats:
        yield from _of_groups(font, formats[12])
    elif 4 in formats:
        yield from _of_segments(font, formats[4])
    else:
        raise UnreadableFont(f"its tables are of format {sorted(formats)}")


def _of_groups(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * number)
        yield from (code for code in range(first, last + 1) if glyph + code - first)


def _of_segments(font: bytes, start: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    row = f">{count}H"
    ends = struct.unpack_from(row, font, start + 14)
    starts = struct.unpack_from(row, font, start + 16 + 2 * count)
    deltas = struct.unpack_from(row, font, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(row, font, ranges_at)
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(
                    ">H", font, ranges_at + 2 * number + offset + 2 * (code - first)
                )
            if code != 0xFFFF and (glyph or not offset) and (glyph + delta) % 65536:
                yield code
