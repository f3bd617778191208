"""A paper of several pages as PDF: tagged, with title and language, in our own typefaces."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from app.typesetting.letters import FONTS, printable

_SOURCE = Path(__file__).with_name("paper.typ").read_bytes()


def set_paper(value: Mapping[str, Any]) -> bytes:
    """Set a paper as PDF on A4.

    :param value: texts, lists and numbers as ``paper.typ`` reads them; every text is data, never source. What
        no typeface has is replaced as :func:`app.typesetting.letters.printable` says.
    """
    made: object = typst.compile(  # type: ignore[call-overload]  # its types want a root
        _SOURCE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_printable(value), ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # noqa: S101 - one document, and no output file, is bytes
    return made


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
