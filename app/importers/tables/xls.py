"""Workbooks of Excel 97 to 2003: looked through before they are read, as [MS-XLS] describes their records."""

import struct
from collections.abc import Iterator
from pathlib import Path

from app.importers.tables.compound import Compound
from app.importers.tables.extent import FAILED, Extent
from app.importers.tables.limits import MOST_CELLS, check_extent
from app.importers.tables.refusals import damaged, locked, too_large_unpacked
from app.importers.tables.sheet import Flaw

_BEGIN, _END, _SHEET, _LOCKED = 0x809, 0x0A, 0x85, 0x2F
_FORMULA, _YES_OR_ERROR, _NUMBERS = 0x06, 0x205, 0xBD
_CELLS = frozenset({_FORMULA, _YES_OR_ERROR, _NUMBERS, 0x203, 0x27E, 0x204, 0xFD, 0xD6})
"""Records of cells with a value; each begins with its row and column."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}


def look_through(path: Path) -> list[Extent]:
    """Return how far each sheet reaches, in their order; all sheets are in memory once the workbook is open.

    :raises Invalid: one exceeds a limit, all together do, or the workbook is locked or damaged.
    """
    container = Compound(path.read_bytes())
    stream = container.stream("Workbook" if "Workbook" in container.names else "Book")
    try:
        extents = [_extent(stream, begin) for begin in _sheets(stream)]
    except struct.error:
        raise damaged() from None
    for extent in extents:
        check_extent(extent.rows, extent.width)
    if sum(extent.rows * extent.width for extent in extents) > MOST_CELLS:
        raise too_large_unpacked()
    return extents


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record up to the end of its part of the stream."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if not depth:
            return
        yield kind, at + 4, length
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[int]:
    """Yield where each sheet begins."""
    for kind, at, _ in _records(stream, 0):
        if kind == _LOCKED:
            raise locked()
        if kind == _SHEET:
            yield struct.unpack_from("<I", stream, at)[0]


def _extent(stream: bytes, begin: int) -> Extent:
    extent = Extent()
    for kind, at, length in _records(stream, begin):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", stream, at)
        last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == _NUMBERS else column
        extent.columns.update(range(column, last + 1))
        extent.rows = max(extent.rows, row + 1)
        if error := _error(kind, stream[at + 6 : at + 14]):
            extent.note(row + 1, Flaw(column, FAILED, error))
    return extent


def _error(kind: int, value: bytes) -> str:
    """Return the error that a cell shows, empty if it shows none."""
    if kind == _YES_OR_ERROR and value[1:2] == b"\1":
        return _ERRORS.get(value[0], "")
    if kind == _FORMULA and value[:1] == b"\2" and value[6:] == b"\xff\xff":
        return _ERRORS.get(value[2], "")
    return ""
