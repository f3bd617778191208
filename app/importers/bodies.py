"""What the name of an organisation says about it."""

from collections.abc import Mapping
from typing import Any

from app.domain.turkish import search_key
from app.importers.directory import Directory
from models.vocabulary import MISSIONS, OrganisationKind

_ENDINGS: tuple[tuple[str, OrganisationKind], ...] = (
    ("fahri baskonsoloslugu", OrganisationKind.HONORARY_CONSULATE),
    ("fahri konsoloslugu", OrganisationKind.HONORARY_CONSULATE),
    ("honorary consulate", OrganisationKind.HONORARY_CONSULATE),
    ("baskonsoloslugu", OrganisationKind.CONSULATE_GENERAL),
    ("consulate general", OrganisationKind.CONSULATE_GENERAL),
    ("konsoloslugu", OrganisationKind.CONSULATE),
    ("buyukelciligi", OrganisationKind.EMBASSY),
    ("embassy", OrganisationKind.EMBASSY),
    ("universitesi", OrganisationKind.UNIVERSITY),
    ("university", OrganisationKind.UNIVERSITY),
)


def kind_of(title: str) -> OrganisationKind | None:
    """Return the kind that a name ends in, where it says so beyond doubt."""
    key = search_key(title)
    return next((kind for ending, kind in _ENDINGS if key.endswith(ending)), None)


def told_by_name(
    directory: Directory, title: str, country_id: int | None, city_id: int | None = None
) -> Mapping[str, Any]:
    """Return what the name of a new organisation says, as form data: its kind, the country of a mission.

    :param country_id: the country that stands beside it.
    :param city_id: the city that stands beside it.
    """
    kind, seat_id, represented = kind_of(title), city_id, None
    if kind in MISSIONS:
        represented, behind = directory.known.country_at_the_beginning(title)
        between = behind.rpartition(" ")[0]
        seat_id = city_id or (directory.city_meant(between, None) if between else None)
        represented = represented or country_id
    told = {"organisation_kind": kind, "seat_id": seat_id, "represents_id": represented}
    return {column: value for column, value in told.items() if value is not None}
