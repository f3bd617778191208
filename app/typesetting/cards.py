"""Name badges, place cards and contact cards as PDF on A4, to be cut: tagged, in our own typefaces."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typst

from app.typesetting.letters import FONTS, printable

Shape = Literal["badge", "place", "contact"]
_SOURCE = Path(__file__).with_name("cards.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; empty texts are left out.

    :param lines: below the rest, of a contact card: how to reach somebody.
    """

    name: str
    title: str
    body: str
    lines: tuple[str, ...] = ()


def set_cards(
    found: tuple[Card, ...], shape: Shape, *, title: str, line: str, nobody: str, language: str
) -> bytes:
    """Set cards as PDF on A4: badges and contact cards of 90 × 55 mm, or place cards folded in the middle.

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
        "cards": [_said(one) for one in found],
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


def _said(card: Card) -> dict[str, str | list[str]]:
    return {
        "name": printable(card.name),
        "title": printable(card.title),
        "body": printable(card.body),
        "lines": [printable(line) for line in card.lines],
    }
