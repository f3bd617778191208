"""From degrees to a flat sheet: the whole world, or a part of it. Pure.

Both are equal-area: a country is never larger than its neighbour only because it lies further north. Lengths
are in radii of the earth, y runs north.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or x and y."""
Line: TypeAlias = list[Point]

HALF_TURN = 180.0
POLE = 90.0
_STEP = 2.0
"""Degrees of a great circle, or of an edge, between two points: no bend shows."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Box:
    """Longitudes and latitudes; ``west`` may lie beyond -180, ``east`` beyond 180, a turn apart at most."""

    west: float
    south: float
    east: float
    north: float


class Projection(Protocol):
    """A way to flatten the globe."""

    def flat(self, lon: float, lat: float) -> Point:
        """Return where a place lies."""

    def box(self, corners: tuple[Point, Point]) -> Box:
        """Return what lies in a rectangle given by its lower left and upper right corner, or more."""


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world, cut half a turn from ``middle``.

    Source: Šavrič, Patterson, Jenny, "The Equal Earth map projection", IJGIS 33 (2019).
    """

    middle: float

    def flat(self, lon: float, lat: float) -> Point:
        """Return where a place lies; its longitude is within half a turn of the middle."""
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        tilt = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
        square = tilt * tilt
        sixth = square**3
        slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
        x = 2 * math.sqrt(3) * math.radians(lon - self.middle) * math.cos(tilt) / (3 * slope)
        return x, tilt * (a4 * sixth * square + a3 * sixth + a2 * square + a1)

    def box(self, corners: tuple[Point, Point]) -> Box:
        """Return the world: what is outside of a rectangle is cut off when it is drawn."""
        return Box(self.middle - HALF_TURN, -POLE, self.middle + HALF_TURN, POLE)


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """A part of the world around a place, Lambert's equal-area: great circles through it are straight.

    Source: Snyder, "Map projections: a working manual" (USGS 1395), chapter 24.
    """

    lon: float
    lat: float

    def flat(self, lon: float, lat: float) -> Point:
        """Return where a place lies; it is not the antipode of the middle."""
        phi, middle, turn = math.radians(lat), math.radians(self.lat), math.radians(lon - self.lon)
        near = math.sin(middle) * math.sin(phi) + math.cos(middle) * math.cos(phi) * math.cos(turn)
        scale = math.sqrt(2 / max(1 + near, _SAME))
        x = scale * math.cos(phi) * math.sin(turn)
        y = scale * (math.cos(middle) * math.sin(phi) - math.sin(middle) * math.cos(phi) * math.cos(turn))
        return x, y

    def globe(self, x: float, y: float) -> Point:
        """Return the place at a point; its longitude is within half a turn of the middle."""
        far = math.hypot(x, y)
        if far < _SAME:
            return self.lon, self.lat
        angle, middle = 2 * math.asin(min(1.0, far / 2)), math.radians(self.lat)
        sine = math.cos(angle) * math.sin(middle) + y * math.sin(angle) * math.cos(middle) / far
        turn = math.atan2(
            x * math.sin(angle),
            far * math.cos(middle) * math.cos(angle) - y * math.sin(middle) * math.sin(angle),
        )
        return self.lon + math.degrees(turn), math.degrees(math.asin(max(-1.0, min(1.0, sine))))

    def box(self, corners: tuple[Point, Point]) -> Box:
        """Return what lies in the rectangle, with room around it; a pole within it takes every longitude."""
        (left, bottom), (right, top) = corners
        steps = [step / 24 for step in range(25)]
        edge = [(left + share * (right - left), y) for share in steps for y in (bottom, top)]
        edge += [(x, bottom + share * (top - bottom)) for share in steps for x in (left, right)]
        lons, lats = zip(*(self.globe(x, y) for x, y in edge), strict=True)
        room = 4.0
        west, south, east, north = min(lons) - room, min(lats) - room, max(lons) + room, max(lats) + room
        for pole in (POLE, -POLE):
            x, y = self.flat(self.lon, pole)
            if left <= x <= right and bottom <= y <= top:
                west, east = self.lon - HALF_TURN, self.lon + HALF_TURN
                south, north = (south, POLE) if pole > 0 else (-POLE, north)
        west, east = max(west, self.lon - HALF_TURN), min(east, self.lon + HALF_TURN)
        return Box(west, max(south, -POLE), east, min(north, POLE))


def great_circle(start: Point, end: Point) -> Line:
    """Return the points of the shortest way between two places, both included.

    Longitudes run on beyond 180, so that neighbours are never a turn apart. Empty for one place and for
    antipodes: every way is the shortest.
    """
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    height = math.sin(angle)
    if height < 1e-6:
        return []
    steps = max(6, math.ceil(math.degrees(angle) / _STEP))
    line: Line = []
    for step in range(steps + 1):
        p, q = math.sin((1 - step / steps) * angle) / height, math.sin(step / steps * angle) / height
        x, y, z = (p * one + q * other for one, other in zip(a, b, strict=True))
        lon, lat = math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
        line.append((near(lon, line[-1][0]) if line else lon, lat))
    return line


def angle_between(one: Point, other: Point) -> float:
    """Return the angle between two places, seen from the middle of the earth, in degrees."""
    product = sum(x * y for x, y in zip(_vector(one), _vector(other), strict=True))
    return math.degrees(math.acos(max(-1.0, min(1.0, product))))


def middle_of(places: Sequence[Point]) -> Point:
    """Return the place in the middle of others: the direction of their sum."""
    x, y, z = (sum(part) for part in zip(*map(_vector, places), strict=True))
    if math.hypot(x, y, z) < _SAME:
        return 0.0, 0.0
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def near(lon: float, middle: float) -> float:
    """Return the longitude that means the same and lies within half a turn of another."""
    return lon + 360 * round((middle - lon) / 360)


def clipped(ring: Sequence[Point], box: Box) -> Line:
    """Cut a closed ring to a box. Its edges may then run along the sides of the box.

    Source: Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974).
    """
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    line = list(ring)
    for axis, limit, is_low, needed in (
        (0, box.west, True, min(lons) < box.west),
        (0, box.east, False, max(lons) > box.east),
        (1, box.south, True, min(lats) < box.south),
        (1, box.north, False, max(lats) > box.north),
    ):
        if needed and line:
            line = _cut(line, axis, limit, is_low=is_low)
    return line


def bent(ring: Sequence[Point]) -> Line:
    """Put points into long edges, which are straight in degrees and not on paper."""
    line: Line = []
    for (x, y), (to_x, to_y) in pairwise([*ring, ring[0]]):
        steps = max(1, math.ceil(max(abs(to_x - x), abs(to_y - y)) / _STEP))
        line += [(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps)]
    return line


def _cut(line: Line, axis: int, limit: float, *, is_low: bool) -> Line:
    kept: Line = []
    for before, here in zip([line[-1], *line[:-1]], line, strict=True):
        was_in = (before[axis] >= limit) is is_low or before[axis] == limit
        is_in = (here[axis] >= limit) is is_low or here[axis] == limit
        if was_in is not is_in:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(here)
    return kept


def _vector(place: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
