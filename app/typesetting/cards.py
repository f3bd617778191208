"""Name badges and place cards as PDF on A4, to be cut: tagged, in our own typefaces."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import typst

from app.typesetting.letters import FONTS, printable

Shape = Literal["badge", "place"]
_SOURCE = Path(__file__).with_name("cards.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; empty texts are left out."""

    name: str
    title: str
    body: str


def set_cards(
    found: tuple[Card, ...], shape: Shape, *, title: str, line: str, nobody: str, language: str
) -> bytes:
    """Set cards as PDF on A4: badges of 90 × 55 mm, or place cards that are folded in the middle.

    :param title: of the document.
    :param line: small, on every card: what it is for.
    :param nobody: what the page says where there is no card.

    Every text is data, never source; a text that is too long for its card becomes smaller.
    """
    value = {
        "shape": shape,
        "title": printable(title),
        "line": printable(line),
        "nobody": printable(nobody),
        "language": language,
        "cards": [{key: printable(words) for key, words in asdict(one).items()} for one in found],
    }
    made: object = typst.compile(  # type: ignore[call-overload]  # its types want a root
        _SOURCE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"cards": json.dumps(value, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # noqa: S101 - one document, and no output file, is bytes
    return made
