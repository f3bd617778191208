"""The sheets of a workbook, by calamine: XLSX, XLS and ODS."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from app.i18n import N_
from app.importers.tables import apart, ods, xls, xlsx
from app.importers.tables.cells import Value
from app.importers.tables.content import FileKind
from app.importers.tables.extent import Extent
from app.importers.tables.limits import LARGEST_UNPACKED
from app.importers.tables.packed import Package, opened
from app.importers.tables.refusals import damaged, locked, nothing_in_it, refuse, too_large_unpacked
from app.importers.tables.sheet import Merge, Sheet

_T = TypeVar("_T")
_PANIC = "PanicException"
"""What a bug in calamine is to Python: no Exception, and named nowhere."""


class _Cells(Protocol):
    """The cells of a sheet; rows and columns from 0."""

    @property
    def start(self) -> tuple[int, int] | None: ...
    @property
    def end(self) -> tuple[int, int] | None: ...
    @property
    def width(self) -> int: ...
    @property
    def merged_cell_ranges(self) -> Sequence[tuple[tuple[int, int], tuple[int, int]]] | None: ...
    def iter_rows(self) -> Iterator[list[Value]]: ...


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet that can be read.

    :param extent: looks it through; raises what speaks against reading it.
    """

    name: str
    is_visible: bool
    extent: Callable[[], Extent]
    cells: Callable[[], _Cells]


def read_sheets(path: Path, kind: FileKind, wanted: str | None) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    """Yield the sheets with something in them, visible ones first, and the names of all.

    Each is read when it is asked for.

    :param wanted: the only one that is asked for.
    :raises Invalid: there is no such sheet, nothing is in any, one exceeds a limit, or is locked or damaged.
    """
    if kind is FileKind.XLS:
        yield from _chosen(_of_xls(path), wanted)
        return
    with opened(path) as package:
        if kind is FileKind.XLSX:
            parts = xlsx.parts_of_sheets(package)
            sheets = _listed(path, partial(_look_through_part, package, parts))
        else:
            ods.check_unlocked(package)
            extents = ods.look_through(package)
            hidden = {name for name, extent in extents.items() if extent.is_hidden}
            sheets = _listed(path, extents.__getitem__, hidden)
        yield from _chosen(sheets, wanted)


def _look_through_part(package: Package, parts: Mapping[str, str], name: str) -> Extent:
    return xlsx.look_through(package, parts[name])


def _of_xls(path: Path) -> list[_Listed]:
    extents = xls.look_through(path)
    try:
        sheets = apart.read(path, LARGEST_UNPACKED)
    except apart.Locked:
        raise locked() from None
    except apart.TooLarge:
        raise too_large_unpacked() from None
    except apart.Unreadable:
        raise damaged() from None
    if len(sheets) != len(extents):
        raise damaged()
    return [
        _Listed(sheet.name, sheet.is_visible, partial(_itself, extent), partial(_itself, sheet))
        for sheet, extent in zip(sheets, extents, strict=True)
        if sheet.is_table
    ]


def _listed(path: Path, look_through: Callable[[str], Extent], hidden: Collection[str] = ()) -> list[_Listed]:
    workbook = _guarded(lambda: CalamineWorkbook.from_path(path))
    return [
        _Listed(
            sheet.name,
            sheet.visible == SheetVisibleEnum.Visible and sheet.name not in hidden,
            partial(look_through, sheet.name),
            partial(_guarded, partial(workbook.get_sheet_by_name, sheet.name)),
        )
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _itself(what: _T) -> _T:
    return what


def _guarded(read: Callable[[], _T]) -> _T:
    try:
        return read()
    except PasswordError:
        raise locked() from None
    except CalamineError:
        raise damaged() from None
    except BaseException as problem:
        if type(problem).__name__ == _PANIC:
            raise damaged() from None
        raise


def _chosen(sheets: Sequence[_Listed], wanted: str | None) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    names = tuple(sheet.name for sheet in sheets)
    if wanted is not None and wanted not in names:
        raise refuse(N_("The workbook has no sheet “%(sheet)s”."), sheet=wanted)
    found = False
    for sheet in sorted(sheets, key=lambda sheet: not sheet.is_visible):
        if wanted not in {None, sheet.name}:
            continue
        try:
            extent = sheet.extent()
        except KeyError:
            raise damaged() from None
        if extent.rows:
            found = True
            yield _read(sheet.name, sheet.cells(), extent), names
    if not found:
        raise nothing_in_it()


def _read(name: str, cells: _Cells, extent: Extent) -> Sheet:
    if cells.start is None or cells.end is None:
        raise nothing_in_it()
    if cells.end[0] >= extent.rows or cells.end[1] >= extent.width:
        raise damaged()  # it is not what was looked through
    first, last = cells.start[1], cells.end[1]
    columns = [column for column in sorted(extent.columns) if first <= column <= last]
    merges = [Merge(*begin, *end) for begin, end in cells.merged_cell_ranges or ()] or extent.merges
    places = [column - first for column in columns]
    return Sheet(name, columns, lambda: _values(cells, places), merges, extent.flaws)


def _values(cells: _Cells, places: Sequence[int]) -> Iterator[Sequence[Value]]:
    """Return all rows from the first one of the sheet, and of each the cells at the places."""
    if len(places) == cells.width:
        return cells.iter_rows()
    return ([row[place] for place in places] for row in cells.iter_rows())
