"""Which visit on file a row is about."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Self

from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.said import Said
from app.queries.known_names import VisitOnFile, visits_of_days
from models.partial_date import PartialDate

_MOST = 200_000
"""So many visits are remembered at most."""


class VisitsOnFile:
    """The visits of the days that were asked for so far.

    A file is read in batches, and the days of one are those of the next.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._days: dict[date, list[VisitOnFile]] = {}
        self._count = 0

    @classmethod
    def of(cls, directory: Directory) -> Self:
        """Return the one that belongs to a directory."""
        found: Self = directory.belongings.setdefault(cls, cls(directory))
        return found

    def like(self, rows: Sequence[Said]) -> list[list[int]]:
        """Return for each row the ids of the visits that fit it best. Cost: three statements for new days."""
        self._read({held.earliest for row in rows if (held := _held(row)).earliest is not None})
        return [self._like(row) for row in rows]

    def _read(self, days: Collection[date]) -> None:
        new = set(days) - self._days.keys()
        if not new:
            return
        if self._count > _MOST:
            self._days, self._count, new = {}, 0, set(days)
        found: dict[date, list[VisitOnFile]] = defaultdict(list)
        for visit in visits_of_days(self._directory.session, self._directory.actor, new):
            keys = [match_key(name) for name in visit.names]
            found[visit.earliest].append(visit._replace(names=frozenset(keys)))
            self._count += 1
        self._days.update((day, found[day]) for day in new)

    def _like(self, row: Said) -> list[int]:
        held = _held(row)
        if held.earliest is None:
            return []
        fits = [
            (fit, visit.id)
            for visit in self._days[held.earliest]
            if visit.latest == held.latest and (fit := _fit(row.data, visit, self._directory))
        ]
        best = max((fit for fit, _ in fits), default=0)
        return [id_ for fit, id_ in fits if fit == best]


def _held(row: Said) -> PartialDate:
    held = row.data.get("held")
    return held if isinstance(held, PartialDate) else PartialDate.unknown()


def _fit(data: dict[str, Any], visit: VisitOnFile, directory: Directory) -> int:
    """Say how well a row fits a visit of the same date: 0 not at all, 3 in everything it says."""
    if visit.starts_at and data.get("starts_at") and visit.starts_at != data["starts_at"]:
        return 0
    people = {match_key(one["name"]) for one in data.get("delegates", ())}
    visitors = set(visit.names)
    if people and visitors:
        return 3 if people == visitors else 2 if people & visitors else 0
    return _fit_without_names(data, visit, directory, anybody=bool(people or visitors))


def _fit_without_names(
    data: dict[str, Any], visit: VisitOnFile, directory: Directory, *, anybody: bool
) -> int:
    bodies = {directory.proposals.real(one["organisation_id"]) for one in data.get("counterparts", ())}
    if not anybody and _differ(data.get("subject_tr"), visit.subject):
        return 0
    if bodies and visit.bodies:
        return 2 if bodies & set(visit.bodies) else 0
    group = data.get("group_name")
    if group and visit.group_name:
        return 3 if match_key(group) == match_key(visit.group_name) else 0
    for column, place in (("city_id", visit.city_id), ("country_id", visit.country_id)):
        if data.get(column) is not None and place is not None:
            return 1 if directory.proposals.real(data[column]) == place else 0
    return 0


def _differ(one: str | None, other: str) -> bool:
    return bool(one) and bool(other) and match_key(one or "") != match_key(other)
