"""A picture as PNG or as a sheet of paper, with our own typefaces on every machine.

typst is a language, so nothing that a user wrote is ever part of its source: pictures and words are values.
"""

from html import escape
from typing import Literal

import typst

from app.typesetting.letters import FONTS, printable

Paper = Literal["a5", "a4", "a3"]

WIDEST_PX = 10_000
"""A picture of that width takes 200 MB while it is made, if it is as high as half of it."""

_PICTURE = b"""
#set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
_SHEET = b"""
#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.language)
#set page(paper: sys.inputs.paper, flipped: sys.inputs.landscape == "true", margin: 0pt)
#image(
  bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.description, width: 100%, height: 100%, fit: "contain"
)
"""


class BadPicture(ValueError):
    """It is no SVG that can be drawn."""


def svg_to_png(svg: bytes, width_px: int) -> bytes:
    """Draw an SVG as PNG on white, as high as its view box wants.

    :param svg: UTF-8; its text names the family ``Inter``, in weights 400, 500 or 600. Letters that no
        typeface of ours has are replaced as :func:`app.typesetting.letters.printable` says.
    :param width_px: from 1 to :data:`WIDEST_PX`; values outside are brought inside.
    :raises BadPicture: it is no SVG.
    """
    width = str(min(max(width_px, 1), WIDEST_PX))
    return _compiled(_PICTURE, {"svg": _lettered(svg), "width": width}, "png")


def svg_to_pdf(
    svg: bytes,
    *,
    title: str,
    language: str,
    paper: Paper = "a4",
    landscape: bool = True,
    description: str = "",
) -> bytes:
    """Put an SVG on one sheet of paper, to its edges: margins are the picture's own. Text stays text.

    The PDF is tagged, has title and language, and the picture a description for those who do not see it. No
    more is claimed: typst refuses PDF/UA for joined Arabic letters. The same picture gives the same bytes.

    :param language: code of the language of the words in the picture, such as ``tr``.
    :param description: what the picture shows, in words; the title where there is none.
    :raises BadPicture: it is no SVG.
    """
    inputs = {
        "svg": _lettered(svg),
        "title": printable(title),
        "language": language,
        "paper": paper,
        "landscape": "true" if landscape else "false",
        "description": printable(description or title),
    }
    return _compiled(_SHEET, inputs, "pdf")


def _lettered(svg: bytes) -> str:
    """Replace what cannot be printed. Markup is ASCII, so it stays as it is."""
    try:
        text = svg.decode()
    except UnicodeDecodeError as problem:
        raise BadPicture("it is not UTF-8") from problem
    return "".join(letter if letter.isascii() else escape(printable(letter), quote=True) for letter in text)


def _compiled(source: bytes, inputs: dict[str, str], kind: Literal["png", "pdf"]) -> bytes:
    try:
        made = typst.compile(  # type: ignore[misc]  # its types cannot be satisfied without a root
            source,
            format=kind,
            ppi=72.0,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    except typst.TypstError as problem:
        raise BadPicture(str(problem)) from problem
    assert isinstance(made, bytes)  # noqa: S101 - one page, and no output file, is bytes
    return made
