"""One map in its frame: land, lines, marks and names. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot, pi, sin

from app.mapping.paper.base_map import BaseMap
from app.mapping.paper.framing import Framed
from app.mapping.paper.labels import Name, Placed, Rect, place
from app.mapping.paper.looks import (
    BORDER,
    CLASSES,
    GRID,
    INK,
    INK_FAINT,
    LAND,
    PAPER,
    SEA,
    Look,
    has_hatch,
)
from app.mapping.paper.projections import POLE, Line, Point, great_circle
from app.mapping.paper.sheet import set_words
from app.mapping.view import MapCity, MapTie
from app.typesetting.letters import MEDIUM, REGULAR, SEMIBOLD, printable, width

MOST_NAMES = 160
CROWD = 300
"""More cities are dots."""
_FEW = 60
FAINTEST = 0.35
"""What is drawn of a line or a mark that may not have been there."""
_PAST = frozenset({"ended", "superseded", "draft"})
_EVERY = 5.0
"""Points of paper between two places of an arc that a name had better not cover."""
_NAME, _HOME_NAME, _COUNTRY_NAME = 8.2, 9.4, 7.2
_FEW_CROSSINGS = 3
_MOST_POINTERS = 25
"""Names of countries that may stand apart, the highest first: more lines to names were a tangle."""
_PICKED, _RING = 7.5, 6.6
"""Width of the mark of a neighbour among thousands, and radius of the ring around the selected city."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two cities, of the kinds that there are between them."""

    a: MapCity
    b: MapCity
    look: Look
    rank: int
    strength: float
    weight: float


def arcs_of(
    ties: Iterable[tuple[MapTie, float]], cities: Sequence[MapCity], looks: Sequence[Look]
) -> list[Arc]:
    """Return one line for each kind between each two cities; ``strength`` says how surely it stands."""
    between: dict[tuple[int, int], dict[int, tuple[float, float]]] = defaultdict(dict)
    for tie, sure in ties:
        strength = max(FAINTEST, sure * (0.5 if tie.state in _PAST else 1.0))
        known = between[tie.a, tie.b].get(tie.kind, (0.0, 0.0))
        between[tie.a, tie.b][tie.kind] = max(known[0], strength), max(known[1], tie.weight)
    return [
        Arc(cities[a], cities[b], looks[kind], rank, strength, weight)
        for (a, b), of_kind in between.items()
        for rank, (kind, (strength, weight)) in enumerate(sorted(of_kind.items()))
    ]


@dataclass
class Panel:
    """A map that is drawn into its frame.

    :param unit: by how much letters and marks are larger than usual.
    :param picked: the selected city, then its neighbours: what is to be found among thousands.
    """

    map: Framed
    unit: float
    picked: Sequence[MapCity] = ()
    crossed: Line = field(default_factory=list)
    names: list[Rect] = field(default_factory=list)
    nameless: int = 0

    # --- Land and sea ---------------------------------------------------------------------------------------

    def land(self, base: BaseMap, classes: Mapping[str, int], *, graticule: bool) -> Iterator[str]:
        """Draw sea, graticule, countries and lakes.

        :param classes: of the countries that are coloured, by code.
        """
        frame, box = self.map.frame, self.map.box
        yield f'{rectangle(frame)} fill="{SEA}"/>'
        if graticule:
            yield self._graticule()
        for area in base.areas:
            lines = (line for polygon in area.polygons for line in polygon)
            path = "".join(
                _closed(ring) for line in lines for ring in self.map.ring(line, box) if _is_seen(ring, frame)
            )
            if not path:
                continue
            number = classes.get(area.code) if area.code else None
            outline = f'fill-rule="evenodd" stroke="{BORDER}" stroke-width=".5" stroke-linejoin="round"/>'
            yield f'<path d="{path}" fill="{LAND if number is None else CLASSES[number]}" {outline}'
            if number is not None and has_hatch(number):
                yield f'<path d="{path}" fill="url(#class-{number})" {outline}'
        shores = (ring for line in base.lakes for ring in self.map.ring(line, box))
        lakes = "".join(_closed(ring) for ring in shores if _is_seen(ring, frame))
        yield f'<path d="{lakes}" fill="{SEA}" stroke="{BORDER}" stroke-width=".25"/>'

    def _graticule(self) -> str:
        box = self.map.box
        step = next(each for each in (5, 10, 20, 30) if (box.east - box.west) / each <= 12 or each == 30)
        top, bottom = min(box.north, POLE - step / 2), max(box.south, step / 2 - POLE)
        lines: list[Line] = [
            [(lon, bottom + (top - bottom) * part / 60) for part in range(61)]
            for lon in range(-540, 541, step)
            if box.west <= lon <= box.east
        ]
        lines += [
            [(box.west + (box.east - box.west) * part / 120, lat) for part in range(121)]
            for lat in range(-90 + step, 90, step)
            if box.south <= lat <= box.north
        ]
        path = "".join(_open([self.map.laid(*point) for point in line]) for line in lines)
        return f'<path d="{path}" fill="none" stroke="{GRID}" stroke-width=".5"/>'

    # --- Ties -----------------------------------------------------------------------------------------------

    def arcs(self, lines: Iterable[Arc]) -> Iterator[str]:
        """Draw great circles, each with the dash of its kind; fainter what ended or may not have been yet."""
        for line in lines:
            way = great_circle((line.a.lon, line.a.lat), (line.b.lon, line.b.lat))
            parts = [_beside(part, line.rank * 3.2 * self.unit) for part in self.map.line(way)]
            for part in parts:
                self.crossed += _dotted(part)
            dash = " ".join(f"{length * self.unit:.1f}" for length in line.look.dash)
            dashed = f' stroke-dasharray="{dash}" stroke-linecap="round"' if dash else ""
            yield (
                f'<path d="{"".join(map(_open, parts))}" fill="none" stroke="{line.look.colour}"'
                f' stroke-width="{(0.95 + 0.6 * line.weight) * self.unit:.2f}"'
                f' stroke-opacity="{0.85 * line.strength:.2f}" stroke-linejoin="round"{dashed}/>'
            )

    def marks(self, cities: Sequence[tuple[MapCity, Look]], home: MapCity | None) -> Iterator[str]:
        """Draw cities, the last ones over the others, and home over all."""
        size = self.mark_size(len(cities))
        if len(cities) > CROWD:
            yield from self._dots(cities, size)
            seen = [one for one in cities if one[0] in self.picked]
            for city, look in seen:
                yield look.mark(*self.map.at(city.lon, city.lat), _PICKED * self.unit)
        else:
            for city, look in cities:
                yield look.mark(*self.map.at(city.lon, city.lat), size)
        if home is not None:
            x, y = self.map.at(home.lon, home.lat)
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4.6 * self.unit:.1f}" fill="{INK}" stroke="{PAPER}"'
                f' stroke-width="{1.6 * self.unit:.1f}"/>'
            )
        for city in self.picked[:1]:
            x, y = self.map.at(city.lon, city.lat)
            ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{_RING * self.unit:.1f}" fill="none"'
            yield f'{ring} stroke="{PAPER}" stroke-width="{3.4 * self.unit:.1f}"/>'
            yield f'{ring} stroke="{INK}" stroke-width="{1.4 * self.unit:.1f}"/>'

    def mark_size(self, count: int) -> float:
        """Return the width of a mark where there are so many."""
        return (9.5 if count <= _FEW else 7.5 if count <= CROWD else 1.9) * self.unit

    def _dots(self, cities: Sequence[tuple[MapCity, Look]], size: float) -> Iterator[str]:
        """Draw the cities of a kind as one path: thousands of marks would be a file of megabytes."""
        points: dict[Look, Line] = defaultdict(list)
        for city, look in cities:
            points[look].append(self.map.at(city.lon, city.lat))
        for look, of_kind in points.items():
            path = "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in of_kind if self.map.shows(x, y))
            yield (
                f'<path d="{path}" fill="none" stroke="{look.colour}" stroke-width="{size:.1f}"'
                f' stroke-linecap="round" stroke-opacity="{0.6 * look.opacity:.2f}"/>'
            )

    # --- Names ----------------------------------------------------------------------------------------------

    def name(
        self,
        home: MapCity | None,
        cities: Sequence[MapCity],
        taken: Sequence[Rect],
        silent: Collection[MapCity] = (),
    ) -> Iterator[str]:
        """Write names of cities, the first ones first. What has no room is not among ``self.named``.

        :param silent: cities whose marks must not be covered, named elsewhere.
        """
        radius, is_crowd = self.mark_size(len(cities) + len(silent)) / 2, len(cities) > CROWD
        wanted = [
            *([(home, _HOME_NAME, SEMIBOLD)] if home else ()),
            *((one, _NAME, MEDIUM) for one in cities),
        ]
        names, seen = [], []
        for city, points, weight in wanted[: MOST_NAMES + 1]:
            size = points * self.unit
            x, y = self.map.at(city.lon, city.lat)
            if self.map.shows(x, y):
                across = width(printable(city.name), size, weight)
                is_first = city is home or city in self.picked
                around = self._radius(city, radius) + (city is home) * self.unit
                names.append(Name(x, y, across + 2, size * 1.12, around, is_first or not is_crowd))
                seen.append((city, size, weight))
        inner = inset(self.map.frame, 3)
        others = [self._mark(one, radius) for one in silent]
        placed = place(names, inner, [*taken, *others], self.crossed)
        self.named: list[MapCity] = []
        self.names = [*taken, *others, *(self._mark(one[0], radius) for one in seen)]
        for (city, size, weight), name, where in zip(seen, names, placed, strict=True):
            if where:
                self.named.append(city)
                self.names.append(where.box)
                yield self._pointer(name, where) if where.is_apart else ""
                left, base = where.box.left + 1, where.box.top + size * 0.92
                yield set_words(city.name, left, base, size, weight=weight, halo=2.4 * self.unit)

    def name_countries(
        self, names: Mapping[str, str], base: BaseMap, *, are_coloured: bool = False
    ) -> Iterator[str]:
        """Write names of countries, by code, where nothing is in the way, the first ones first.

        :param are_coloured: a country without room within it is then named beside it, for its name is all
            that tells which one it is. What has no room there either is counted in ``self.nameless``.
        """
        size, box = _COUNTRY_NAME * self.unit, self.map.box
        inner = inset(self.map.frame, 3)
        ink, halo = (INK, 2.0 * self.unit) if are_coloured else (INK_FAINT, 1.5)
        order = {code: number for number, code in enumerate(names)}
        within: list[str] = []
        beside: list[tuple[str, Name]] = []
        for area in sorted((one for one in base.areas if one.code in order), key=lambda one: order[one.code]):
            for ring in self.map.ring(area.mainland, box):
                words = names[area.code]
                x, y = _centre(ring)
                across = width(printable(words), size, REGULAR)
                spot = Rect(x - across / 2 - 2, y - size * 0.6, x + across / 2 + 2, y + size * 0.6)
                lines = sum(holds(spot, point) for point in self.crossed)
                is_free = spot.within(inner) and not any(spot.meets(one) for one in self.names)
                if is_free and lines <= _FEW_CROSSINGS and _width_at(ring, y) > across * 0.8:
                    self.names.append(spot)
                    below = y + size * 0.36
                    within.append(set_words(words, x, below, size, colour=ink, anchor="middle", halo=halo))
                elif are_coloured and holds(inner, (x, y)):
                    beside.append((words, Name(x, y, across + 2, size * 1.12, 1.4 * self.unit)))
        wanted = [name._replace(far=number < _MOST_POINTERS) for number, (_words, name) in enumerate(beside)]
        placed = place(wanted, inner, self.names, self.crossed)
        self.nameless = sum(where is None for where in placed)
        found = [(words, name, where) for (words, name), where in zip(beside, placed, strict=True) if where]
        for _words, name, where in found:
            self.names.append(where.box)
            yield self._pointer(name, where, rim=True) if where.is_apart else ""
            yield (
                f'<circle cx="{name.x:.1f}" cy="{name.y:.1f}" r="{1.4 * self.unit:.1f}" fill="{INK}"'
                f' stroke="{PAPER}" stroke-width="{0.7 * self.unit:.1f}"/>'
            )
        yield from within
        for words, _name, where in found:
            left, base_line = where.box.left + 1, where.box.top + size * 0.92
            yield set_words(words, left, base_line, size, colour=ink, halo=halo)

    def _radius(self, city: MapCity, usual: float) -> float:
        if city in self.picked[:1]:
            return (_RING + 1) * self.unit
        return max(usual, _PICKED / 2 * self.unit) if city in self.picked else usual

    def _mark(self, city: MapCity, radius: float) -> Rect:
        x, y = self.map.at(city.lon, city.lat)
        return Rect(x - radius, y - radius, x + radius, y + radius)

    def _pointer(self, name: Name, where: Placed, *, rim: bool = False) -> str:
        """Draw the line from a mark to its name, with a white rim where the land is dark."""
        x = min(max(name.x, where.box.left), where.box.right)
        y = min(max(name.y, where.box.top), where.box.bottom)
        line = f'<path d="M{name.x:.1f} {name.y:.1f}L{x:.1f} {y:.1f}"'
        under = f'{line} stroke="{PAPER}" stroke-width="{1.5 * self.unit:.2f}"/>' if rim else ""
        ink = INK if rim else INK_FAINT
        return f'{under}{line} stroke="{ink}" stroke-width="{0.5 * self.unit:.2f}"/>'


def rectangle(box: Rect) -> str:
    """Begin the element of a box; whoever asks for it ends it."""
    left, top, right, bottom = box
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'


def inset(box: Rect, by: float) -> Rect:
    """Return a box within another, or around it where ``by`` is negative."""
    return Rect(box.left + by, box.top + by, box.right - by, box.bottom - by)


def holds(box: Rect, point: Point) -> bool:
    """Say whether a point lies in a box."""
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def _is_seen(ring: Sequence[Point], frame: Rect) -> bool:
    """Say whether a ring touches the frame and is more than a dot."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    box = Rect(min(xs), min(ys), max(xs), max(ys))
    return len(ring) > 2 and box.meets(frame) and max(box.right - box.left, box.bottom - box.top) > 0.8


def _open(line: Iterable[Point]) -> str:
    points = [f"{x:.1f} {y:.1f}" for x, y in line]
    return "M" + "L".join(points) if len(points) > 1 else ""


def _closed(ring: Iterable[Point]) -> str:
    return f"{_open(ring)}Z"


def _beside(line: Line, by: float) -> Line:
    """Bend a line away from itself, most in its middle: a second kind between two cities is seen too."""
    if not by or len(line) < 2:
        return line
    (x, y), (to_x, to_y) = line[0], line[-1]
    length = hypot(to_x - x, to_y - y) or 1.0
    out_x, out_y = (y - to_y) / length * by, (to_x - x) / length * by
    bends = [sin(pi * number / (len(line) - 1)) for number in range(len(line))]
    return [(x + out_x * bend, y + out_y * bend) for (x, y), bend in zip(line, bends, strict=True)]


def _dotted(line: Sequence[Point]) -> Iterator[Point]:
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = max(1, min(60, round(hypot(to_x - x, to_y - y) / _EVERY)))
        for step in range(steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _centre(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of what a ring encloses, or its first point where that is nothing."""
    doubled = x = y = 0.0
    for a, b in pairwise([*ring, ring[0]]):
        cross = a[0] * b[1] - b[0] * a[1]
        doubled, x, y = doubled + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (x / (3 * doubled), y / (3 * doubled)) if doubled else ring[0]


def _width_at(ring: Sequence[Point], y: float) -> float:
    """Return how wide a ring is at a height, from the first to the last crossing."""
    crossings = [
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] <= y) is not (b[1] <= y)
    ]
    return max(crossings) - min(crossings) if crossings else 0.0
