"""The sheets of a workbook, by calamine: XLSX, XLS and ODS."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.i18n import N_
from app.importers.tables import ods, xls, xlsx
from app.importers.tables.cells import Value
from app.importers.tables.content import FileKind
from app.importers.tables.extent import Extent
from app.importers.tables.packed import opened
from app.importers.tables.refusals import damaged, locked, nothing_in_it, refuse
from app.importers.tables.sheet import Merge, Sheet


def read_sheet(path: Path, kind: FileKind, wanted: str | None) -> tuple[Sheet, tuple[str, ...]]:
    """Return a sheet and the names of all sheets with cells, in their order.

    :param wanted: the first one with something in it if not said, a visible one if there is one.
    :raises Invalid: there is no such sheet, nothing is in it, it exceeds a limit, or is locked or damaged.
    """
    if kind is FileKind.XLSX:
        with opened(path) as package:
            parts = xlsx.parts_of_sheets(package)
            return _chosen(_open(path), wanted, lambda name: xlsx.look_through(package, parts[name]))
    if kind is FileKind.ODS:
        with opened(path) as package:
            ods.check_unlocked(package)
            extents = ods.look_through(package)
        return _chosen(_open(path), wanted, extents.__getitem__)
    in_order = xls.look_through(path)
    workbook = _open(path)
    return _chosen(workbook, wanted, dict(zip(workbook.sheet_names, in_order, strict=False)).__getitem__)


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise locked() from None
    except CalamineError:
        raise damaged() from None


def _chosen(
    workbook: CalamineWorkbook, wanted: str | None, look_through: Callable[[str], Extent]
) -> tuple[Sheet, tuple[str, ...]]:
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = tuple(sheet.name for sheet in sheets)
    if wanted is not None and wanted not in names:
        raise refuse(N_("The workbook has no sheet “%(sheet)s”."), sheet=wanted)
    visible_first = sorted(sheets, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    for name in [sheet.name for sheet in visible_first] if wanted is None else [wanted]:
        try:
            extent = look_through(name)
        except KeyError:
            raise damaged() from None
        if extent.rows:
            return _read(workbook, name, extent), names
    raise nothing_in_it()


def _read(workbook: CalamineWorkbook, name: str, extent: Extent) -> Sheet:
    try:
        cells = workbook.get_sheet_by_name(name)
    except CalamineError:
        raise damaged() from None
    if cells.start is None or cells.end is None:
        raise nothing_in_it()
    if cells.end[0] >= extent.rows or cells.end[1] >= extent.width:
        raise damaged()  # it was not what was looked through
    first = cells.start[1]
    columns = [column for column in sorted(extent.columns) if first <= column <= cells.end[1]]
    merges = [Merge(*begin, *end) for begin, end in cells.merged_cell_ranges or ()] or extent.merges
    places = [column - first for column in columns]
    return Sheet(name, columns, lambda: _values(cells, places), merges, extent.flaws)


def _values(cells: CalamineSheet, places: Sequence[int]) -> Iterator[Sequence[Value]]:
    """Return all rows from the first one of the sheet, and of each the cells at the places."""
    if len(places) == cells.width:
        return cells.iter_rows()
    return ([row[place] for place in places] for row in cells.iter_rows())
