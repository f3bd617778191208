"""Workbooks of Excel 97 to 2003, read in a process of its own.

The reader of this format asks for whatever memory a damaged file names, and gives up its process where it
gets none. Here that ends a process that serves nobody else. The process is this file itself, run as a script;
it imports nothing of ours.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY, SECONDS = 2 << 30, 60
_LOCKED, _TOO_LARGE = 3, 4
_NAMES: Mapping[type, str] = {datetime: "datetime", date: "date", time: "time"}
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}

Corner = tuple[int, int]


class Unreadable(Exception):
    """No sheet of the workbook can be read."""


class Locked(Unreadable):
    """It only opens with a password."""


class TooLarge(Unreadable):
    """Its cells have more text than is taken."""


@dataclass(frozen=True, slots=True)
class SheetApart:
    """A sheet as it came from the other process; what it has is called as in calamine.

    :param start: row and column of the first cell with a value, from 0; None if there is none.
    """

    name: str
    is_table: bool
    is_visible: bool
    start: Corner | None
    end: Corner | None
    merged_cell_ranges: Sequence[tuple[Corner, Corner]]
    lines: Sequence[str]

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return self.end[1] - self.start[1] + 1 if self.start and self.end else 0

    def iter_rows(self) -> Iterator[list[Any]]:
        """Yield the values of each row from the first one of the sheet."""
        for line in self.lines:
            yield json.loads(line, object_hook=_moment)


def read(path: Path, most: int) -> list[SheetApart]:
    """Return all sheets of a workbook.

    :param most: bytes that all cells together have at most.
    :raises Unreadable: it is damaged, locked, or too large.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__, str(path), str(most)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * 2,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as problem:
        raise Unreadable(str(problem)) from problem
    if done.returncode == _LOCKED:
        raise Locked
    if done.returncode == _TOO_LARGE:
        raise TooLarge
    if done.returncode != 0:
        raise Unreadable(f"the reader ended with {done.returncode}")
    return list(_sheets(iter(done.stdout.decode("utf-8").split("\n"))))


def _sheets(lines: Iterator[str]) -> Iterator[SheetApart]:
    for line in lines:
        if not line:
            return
        said = json.loads(line)
        name, is_table, is_visible, height = (
            said["name"],
            said["is_table"],
            said["is_visible"],
            said["height"],
        )
        start, end = (tuple(said[corner]) if said[corner] else None for corner in ("start", "end"))
        merges = [(tuple(first), tuple(last)) for first, last in said["merges"]]
        yield SheetApart(name, is_table, is_visible, start, end, merges, [next(lines) for _ in range(height)])


def _moment(said: dict[str, Any]) -> Any:
    ((kind, value),) = said.items()
    return _READERS[kind](value)


def _main(path: str, most: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine as calamine  # in this process alone reads it old workbooks

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        return _LOCKED
    left = int(most)
    for sheet in workbook.sheets_metadata:
        is_table = sheet.typ == calamine.SheetTypeEnum.WorkSheet
        cells = workbook.get_sheet_by_name(sheet.name) if is_table else None
        rows = list(cells.iter_rows()) if cells and cells.end else []
        _write(
            {
                "name": sheet.name,
                "is_table": is_table,
                "is_visible": sheet.visible == calamine.SheetVisibleEnum.Visible,
                "start": cells and cells.start,
                "end": cells and cells.end,
                "merges": (cells and cells.merged_cell_ranges) or [],
                "height": len(rows),
            }
        )
        for row in rows:
            left -= _write(row)
            if left < 0:
                return _TOO_LARGE
    return 0


def _write(said: object) -> int:
    return sys.stdout.buffer.write(json.dumps(said, default=_plain, ensure_ascii=False).encode() + b"\n")


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    return {_NAMES[type(value)]: value.isoformat()}


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
