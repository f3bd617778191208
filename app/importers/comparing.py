"""What a row says beside what is on record: only what the row says counts, and nothing is ever emptied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from typing import Any

from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.kind import Kind
from app.importers.reading import written
from app.importers.said import Said
from models import Certainty, PartialDate, Record

_NAMES = frozenset({"title_tr", "title_en", "name", "acronym"})
"""Columns that say the same if their strict keys are the same: capitals are no news."""
_SAME_DEGREES = 0.05
"""Of latitude and longitude: lists put the middle of a city some kilometres apart, and round it."""


@dataclass(slots=True)
class Comparison:
    """What writing a row would change in a record.

    :param changes: column → value, as :func:`app.records.kit.fill` takes it.
    :param before: target → text that stands there now, for each target of which something changes.
    :param differing: target → columns of the record or of its parts that say something else than nothing and
        would be replaced.
    """

    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    differing: dict[str, set[str]] = field(default_factory=dict)


def compare(said: Said, record: Record, kind: Kind, directory: Directory) -> Comparison:
    """Compare a row with a record, loaded with its parts."""
    found = Comparison()
    for column, value in said.data.items():
        if column in kind.known_by:
            continue
        target = said.targets[column]
        stored = getattr(record, column)
        if isinstance(stored, list):
            _compare_part(found, said, column, stored, kind, directory)
        elif not _same(column, stored, value):
            found.changes[column] = value
            found.before[target] = _as_text(column, stored, directory)
            if not _is_empty(stored):
                found.differing.setdefault(target, set()).add(column)
    return found


def _compare_part(
    found: Comparison,
    said: Said,
    part: str,
    stored: Sequence[Any],
    kind: Kind,
    directory: Directory,
) -> None:
    """Meet each row of the file with its stored row; what has none is added behind them."""
    kept = {row.id: {"id": row.id} for row in stored}
    added: list[Mapping[str, Any]] = []
    free = list(stored)
    target, apart = said.targets[part], kind.apart.get(part)
    links = kind.links.get(part, frozenset[str]())
    for row in said.data[part]:
        mate = next((one for one in free if _meet(one, row, apart or tuple(row))), None)
        if mate is None:
            added.append(row)
            continue
        free.remove(mate)
        for column, value in row.items():
            old = getattr(mate, column)
            if column in links and not _is_empty(old):
                continue
            if not _is_empty(value) and not _same(column, old, value):
                kept[mate.id][column] = value
                of_column = said.targets.get(f"{part}.{column}", target)
                found.before.setdefault(of_column, _as_text(column, old, directory))
                if not _is_empty(old):
                    found.differing.setdefault(of_column, set()).add(f"{part}.{mate.id}.{column}")
    if added or any(len(one) > 1 for one in kept.values()):
        found.changes[part] = [*kept.values(), *added]
    if added:
        lines = ("; ".join(_texts(row, apart or (), directory)) for row in stored)
        found.before[target] = "\n".join(lines)


def _meet(stored: Any, row: Mapping[str, Any], apart: Sequence[str]) -> bool:
    """Say whether two rows of a part are one: they share something that tells apart, and differ in none."""
    both = [
        _same(name, getattr(stored, name), row[name])
        for name in apart
        if not _is_empty(row.get(name)) and not _is_empty(getattr(stored, name))
    ]
    return bool(both) and all(both)


def _same(column: str, stored: Any, value: Any) -> bool:
    if isinstance(stored, PartialDate) and isinstance(value, PartialDate):
        # That a printed date is disputed is no news of the file that prints it.
        same_days = (stored.earliest, stored.latest) == (value.earliest, value.latest)
        return stored == value or (same_days and stored.certainty is Certainty.DOUBTFUL)
    if isinstance(stored, float) and isinstance(value, int | float):
        return isclose(stored, value, abs_tol=_SAME_DEGREES)
    if isinstance(stored, str) and isinstance(value, str):
        if column in _NAMES:
            return match_key(stored) == match_key(value)
        return stored.split() == value.split()
    return bool(stored == value) or (_is_empty(stored) and _is_empty(value))


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", PartialDate.unknown())


def _texts(row: Any, columns: Sequence[str], directory: Directory) -> Iterator[str]:
    for column in columns:
        if text := _as_text(column, getattr(row, column), directory):
            yield text


def _as_text(column: str, value: Any, directory: Directory) -> str:
    if value is not None and column.endswith("_id"):
        return directory.title(value)
    return "" if _is_empty(value) else written(value)
