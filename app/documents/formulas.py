"""Text in delimited files that a spreadsheet must not take for a formula."""

import re

_SIGNS = "=+@\uff1d\uff0b\uff20\uff0d-"
_FIRST = frozenset(f"{_SIGNS}\t\r\n")
_AFTER_A_SEPARATOR = re.compile(rf"(?<=[,;|\t\r\n])(?=[{_SIGNS}])")


def harmless(text: str) -> str:
    """Return a text with an apostrophe before whatever a spreadsheet would take for a formula's beginning.

    That is ``=``, ``+``, ``-`` or ``@`` (wide ones too) at the beginning, a tab or a new line there, and each
    of those signs right after a comma, a semicolon, a bar, a tab or a new line: who opens the file with
    another separator than it was written with gets what follows as a cell of its own, in quotes or not. An
    apostrophe that nobody needed is the price; the workbook (XLSX) has every text as it is.
    """
    safe = _AFTER_A_SEPARATOR.sub("'", text)
    return f"'{safe}" if safe[:1] in _FIRST else safe
