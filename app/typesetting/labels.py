"""Address labels as PDF on A4: 24 on a sheet of 3 × 8, 70 × 37 mm each, in our own typefaces."""

import json
from dataclasses import dataclass
from pathlib import Path

import typst

from app.typesetting.letters import FONTS, printable

_SOURCE = Path(__file__).with_name("labels.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on a label: a name, and the lines below it."""

    name: str
    lines: tuple[str, ...]


def set_labels(found: tuple[Label, ...], *, title: str, nobody: str, language: str) -> bytes:
    """Set labels as PDF on sheets for stickers.

    :param title: of the document.
    :param nobody: what the page says where there is no label.

    Every text is data, never source; a text that is too long for its label becomes smaller.
    """
    value = {
        "title": printable(title),
        "nobody": printable(nobody),
        "language": language,
        "labels": [
            {"name": printable(one.name), "lines": [printable(line) for line in one.lines]} for one in found
        ],
    }
    made: object = typst.compile(  # type: ignore[call-overload]  # its types want a root
        _SOURCE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"labels": json.dumps(value, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # noqa: S101 - one document, and no output file, is bytes
    return made
