"""Coordinates as people and machines write them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_POINT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"^\(([^()]*)\)$")
_DEGREES = re.compile(
    r"""(?P<before>[NSEWKGDB])?\s*
    (?P<degrees>[-+]?\d{1,3}(?:[.,]\d+)?)\s*[°º˚]?\s*
    (?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?
    (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|'')\s*)?
    (?P<after>[NSEWKGDB])?""",
    re.VERBOSE | re.IGNORECASE,
)
_SIDES = {
    "N": (1, 0),
    "K": (1, 0),
    "S": (-1, 0),
    "G": (-1, 0),
    "E": (1, 1),
    "D": (1, 1),
    "W": (-1, 1),
    "B": (-1, 1),
}
"""Letter → sign and whether it is a longitude; north, south, east, west in English and Turkish."""
_NORTHERNMOST, _EASTERNMOST = 90, 180


class Position(NamedTuple):
    """A place on earth, in degrees."""

    latitude: float
    longitude: float


class _Angle(NamedTuple):
    degrees: float
    is_longitude: bool | None


def positions(text: str) -> Sequence[Position]:
    """Return what a text of two coordinates can mean: none, one, or two positions where the order is open.

    Reads ``Point(lon lat)``, ``38.42, 27.14``, ``38,42 27,14``, ``38°25'N 27°08'E``, ``K 38,42 D 27,14``.
    """
    text = _BRACKETED.sub(r"\1", text.strip())
    if point := _POINT.fullmatch(text):
        longitude, latitude = angle(point[1]), angle(point[2])
        return () if latitude is None or longitude is None else _possible(latitude, longitude, ordered=True)
    halves = _halves(text)
    if halves is None:
        return ()
    first, second = (_angle(half) for half in halves)
    if first is None or second is None:
        return ()
    if first.is_longitude or second.is_longitude is False:
        return _possible(second.degrees, first.degrees, ordered=True)
    said = first.is_longitude is not None or second.is_longitude is not None
    return _possible(first.degrees, second.degrees, ordered=said)


def angle(text: str) -> float | None:
    """Return one coordinate in degrees, or None where the text is none."""
    found = _angle(text)
    return found.degrees if found else None


def _halves(text: str) -> tuple[str, str] | None:
    """Cut between two coordinates: at a semicolon or slash, at the one comma with a space, at the space."""
    for cut in (
        r"\s*[;/|]\s*",
        r"\s*,\s+",
        r"(?<=[NSEWKGDB])\s*,?\s*(?=[-+\d])",
        r"\s+(?=[NSEWKGDB]\b)",
        r"\s+",
        r",",
    ):
        halves = re.split(cut, text.strip(), flags=re.IGNORECASE)
        if len(halves) == 2 and all(_angle(half) for half in halves):
            return halves[0], halves[1]
    return None


def _angle(text: str) -> _Angle | None:
    found = _DEGREES.fullmatch(text.strip())
    if not found or (found["before"] and found["after"]):
        return None
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    size = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    sign, side = _SIDES.get((found["before"] or found["after"] or "").upper(), (1, None))
    if found["degrees"].startswith("-"):
        sign = -sign
    return _Angle(round(sign * size, 6), None if side is None else bool(side))


def _possible(latitude: float, longitude: float, *, ordered: bool) -> Sequence[Position]:
    both = (
        [Position(latitude, longitude)]
        if ordered
        else [Position(latitude, longitude), Position(longitude, latitude)]
    )
    on_earth = [
        one for one in both if abs(one.latitude) <= _NORTHERNMOST and abs(one.longitude) <= _EASTERNMOST
    ]
    return list(dict.fromkeys(on_earth))
