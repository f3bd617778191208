"""Which part of the world stands on the sheet, and where on it a place lies. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from app.mapping.paper.labels import Rect
from app.mapping.paper.projections import (
    HALF_TURN,
    POLE,
    Azimuthal,
    Box,
    EqualEarth,
    Line,
    Point,
    Projection,
    angle_between,
    bent,
    clipped,
    middle_of,
    near,
)

WORLD_MIDDLE = 11.0
"""Longitude at which the cut on the other side runs through the Bering Strait and no country."""
_REGION = 58.0
"""Degrees from the middle to the farthest place, up to which a part of the world is drawn."""
_LEAST = 0.06
"""Radii of the earth: no map is narrower than some 400 kilometres."""
_ROOM = 0.09
"""Around places, as a share of the part of the world that they take."""
_WORLD_ROOM = 0.22
"""Radii of the earth around places on a map of the world."""
_SOUTHERNMOST, _NORTHERNMOST = -56.0, 78.0
_TINY = 0.5
"""Points: what is smaller on paper is not drawn."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What part of the world somebody looks at.

    :param lon, lat: its middle.
    :param span: degrees of longitude from its left to its right side.
    """

    lon: float
    lat: float
    span: float


@dataclass(frozen=True, slots=True)
class Framed:
    """A map in its frame: from degrees to points on the sheet.

    :param height: of what must be seen; the frame may be higher.
    """

    projection: Projection
    frame: Rect
    scale: float
    left: float
    top: float
    height: float

    @property
    def is_world(self) -> bool:
        """Whether it is the whole world, with a cut on the other side."""
        return isinstance(self.projection, EqualEarth)

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place lies on the sheet; it may be outside of the frame."""
        if self.is_world:
            lon = near(lon, WORLD_MIDDLE)
        return self.laid(lon, lat)

    def laid(self, lon: float, lat: float) -> Point:
        """Return where a place lies whose longitude is within half a turn of the middle."""
        x, y = self.projection.flat(lon, lat)
        return self.left + x * self.scale, self.top - y * self.scale

    @property
    def box(self) -> Box:
        """What can be seen of the globe, or more."""
        corners = (
            ((self.frame.left - self.left) / self.scale, (self.top - self.frame.bottom) / self.scale),
            ((self.frame.right - self.left) / self.scale, (self.top - self.frame.top) / self.scale),
        )
        return self.projection.box(corners)

    def ring(self, ring: Sequence[Point], box: Box) -> Iterable[Line]:
        """Cut a ring to what can be seen and lay it on the sheet; in parts where it is seen twice."""
        lons = [lon for lon, _lat in ring]
        west, east = min(lons), max(lons)
        for turn in (-360.0, 0.0, 360.0):
            if west + turn >= box.east or east + turn <= box.west:
                continue
            cut = clipped([(lon + turn, lat) for lon, lat in ring], box)
            if len(cut) > 2:
                yield self._thinned(bent(cut))

    def line(self, points: Iterable[Point]) -> Iterable[Line]:
        """Lay a line on the sheet, in two parts where it crosses the cut."""
        part: Line = []
        turn = None
        for lon, lat in points:
            here = near(lon, WORLD_MIDDLE) - lon if self.is_world else 0.0
            if turn not in (None, here):
                yield part
                part = []
            turn = here
            part.append(self.at(lon, lat))
        yield part

    def shows(self, x: float, y: float) -> bool:
        """Say whether a point of the sheet lies in the frame."""
        return self.frame.left <= x <= self.frame.right and self.frame.top <= y <= self.frame.bottom

    def _thinned(self, ring: Line) -> Line:
        kept: Line = []
        for lon, lat in ring:
            point = self.laid(lon, lat)
            if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > _TINY:
                kept.append(point)
        return kept


def framed(
    places: Sequence[Point], lines: Sequence[Line], frame: Rect, extent: Extent | None = None
) -> Framed:
    """Fit places into a frame: a part of the world where they are close together, else the world.

    :param places: longitudes and latitudes; the whole world without any.
    :param lines: ways between them, which may run far north.
    :param extent: shows this part instead, whatever lies in it.
    """
    if extent is not None and extent.span < 2 * _REGION:
        half = radians(extent.span / 2) * cos(radians(extent.lat))
        return _fitted(Azimuthal(extent.lon, extent.lat), Rect(-half, 0, half, 0), frame)
    if places and extent is None:
        middle = middle_of(places)
        if max(angle_between(middle, place) for place in places) <= _REGION:
            projection = Azimuthal(*middle)
            return _fitted(projection, _around([projection.flat(*place) for place in places], _ROOM), frame)
    world = EqualEarth(WORLD_MIDDLE)
    east, north = world.flat(WORLD_MIDDLE + HALF_TURN, 0)[0], world.flat(WORLD_MIDDLE, POLE)[1]
    south = world.flat(WORLD_MIDDLE, _SOUTHERNMOST)[1]
    whole = Rect(-east, south, east, world.flat(WORLD_MIDDLE, _NORTHERNMOST)[1])
    if places and extent is None:
        ways = [point for line in lines for point in line]
        flat = [world.flat(near(lon, WORLD_MIDDLE), lat) for lon, lat in [*places, *ways]]
        box = _around(flat, 0, _WORLD_ROOM)
        whole = Rect(max(-east, box[0]), max(south, box[1]), min(east, box[2]), min(north + 0.03, box[3]))
    return _fitted(world, whole, frame)


def _around(flat: Sequence[Point], share: float, room: float = 0) -> Rect:
    """Return the box around points with some room: a share of its size, or as much as said.

    Of a flat box ``top`` is the lower edge, for y runs north there.
    """
    xs, ys = [x for x, _y in flat], [y for _x, y in flat]
    across = max((max(xs) - min(xs)) * share, room, _LEAST / 2)
    down = max((max(ys) - min(ys)) * share, room, _LEAST / 2)
    return Rect(min(xs) - across, min(ys) - down, max(xs) + across, max(ys) + down)


def _fitted(projection: Projection, flat: Rect, frame: Rect) -> Framed:
    scale = (frame.right - frame.left) / (flat.right - flat.left)
    if flat.bottom > flat.top:
        scale = min(scale, (frame.bottom - frame.top) / (flat.bottom - flat.top))
    return Framed(
        projection=projection,
        frame=frame,
        scale=scale,
        left=(frame.left + frame.right) / 2 - (flat.left + flat.right) / 2 * scale,
        top=(frame.top + frame.bottom) / 2 + (flat.top + flat.bottom) / 2 * scale,
        height=(flat.bottom - flat.top) * scale,
    )
