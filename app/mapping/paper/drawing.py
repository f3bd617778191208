"""A view of the map as a sheet for the wall: an SVG with title, legend, date and source. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from app.i18n import N_, Translator
from app.mapping.paper.base_map import BaseMap
from app.mapping.paper.framing import Framed, framed
from app.mapping.paper.labels import Rect
from app.mapping.paper.legend import Legend, classes, coloured, kinds, legend
from app.mapping.paper.looks import BORDER, INK, INK_SOFT, PAPER, Look, has_hatch, hatch, looks
from app.mapping.paper.panel import CROWD, FAINTEST, Arc, Panel, arcs_of, holds, inset, rectangle
from app.mapping.paper.presence import presence
from app.mapping.paper.projections import Line, Point, angle_between, great_circle
from app.mapping.paper.sheet import (
    LEADING,
    MOST_NAMED,
    Sheet,
    at_most,
    document,
    fitting,
    listed,
    paragraph,
    set_words,
    shortened,
    within,
    wrapped,
)
from app.mapping.view import MapCity, MapView, Measure
from app.typesetting.letters import MEDIUM, REGULAR, SEMIBOLD, printable, width

MOST_LINES = 400
"""More arcs are a carpet: then only those of the selected city are drawn."""
_FILTERS = 9.5
"""Size of the letters that say what was left out."""
_MOST_FILTER_LINES = 5
_FIGURES = 7.8
"""Size of the letters of the list of coloured countries."""
_FIGURES_SHARE = 0.3
"""Of the height, at most, for that list."""
_FOOT = 7.4
"""Size of the letters below the map."""
_FOOT_LINES = 3
_CLOSE = 28.0
"""Degrees around home of which a map of the world has a closer one below it."""
_ENOUGH = 4
"""Cities that are worth that."""
_WORLD_SHARE = 0.58
"""Of the height, for the world above a closer map."""


def draw(view: MapView, sheet: Sheet, base: BaseMap, t: Translator) -> bytes:
    """Draw a view as SVG, in points of the paper. Every word of it is text, whatever is in a name."""
    return _Drawing(view, sheet, base, t).svg().encode()


def description(view: MapView, sheet: Sheet, t: Translator) -> str:
    """Say in words what the sheet shows, for those who do not see it."""
    told = "; ".join(f"{kind.label}: {t.number(kind.places)}" for kind in view.kinds if kind.places)
    filters = " · ".join(one.told(t) for one in sheet.filters)
    return ". ".join(filter(None, (sheet.title, filters, told)))


class _Drawing:
    """One sheet while it is drawn."""

    def __init__(self, view: MapView, sheet: Sheet, base: BaseMap, t: Translator) -> None:
        self.view, self.sheet, self.base, self.t = view, sheet, base, t
        self.unit = sheet.type
        self.remarks: list[str] = []
        self.outside: list[str] = []
        self.unnamed = self.nameless = 0
        self.ties = [(tie, sure) for tie in view.ties if (sure := presence(tie, sheet.year)) > 0]
        self.looks = looks(view.kinds)
        self.coloured = coloured(view, sheet.measure, t) if sheet.measure else None
        self.home = None if view.home is None else view.cities[view.home]
        self.picked = [] if self.coloured else self._picked()
        self.cities = [] if self.coloured else self._cities()
        self.lines = [] if self.coloured else self._lines()
        self.legend = self._legend()
        self.filters = self._filters()
        self.figures = self._figures()
        self.lists = self._lists()

    def _picked(self) -> list[MapCity]:
        """Return the selected city and its neighbours, the selected first; none where it has no tie."""
        cities, id_ = self.view.cities, self.sheet.selected
        ends = dict.fromkeys(
            end
            for tie, _sure in self.ties
            for end in (tie.a, tie.b)
            if id_ in (cities[tie.a].id, cities[tie.b].id)
        )
        return sorted((cities[end] for end in ends), key=lambda one: one.id != id_)

    def _cities(self) -> list[tuple[MapCity, Look]]:
        """Return the cities with the look of their first kind.

        Those come first that are picked, then those with most ties and events.
        A city is as pale as its surest tie.
        """
        worth: dict[int, float] = defaultdict(float)
        first: dict[int, int] = {}
        surest: dict[int, float] = defaultdict(lambda: FAINTEST)
        for tie, sure in self.ties:
            for end in {tie.a, tie.b} - {self.view.home}:
                worth[end] += sure * (1 + tie.weight) / (1 + tie.kind / 10)
                first[end] = min(tie.kind, first.get(end, tie.kind))
                surest[end] = max(surest[end], sure)
        first_ones = {city.id: number - len(self.picked) for number, city in enumerate(self.picked)}
        order = sorted(
            worth, key=lambda index: (first_ones.get(self.view.cities[index].id, 0), -worth[index], index)
        )
        return [
            (self.view.cities[index], replace(self.looks[first[index]], opacity=surest[index]))
            for index in order
        ]

    def _lines(self) -> list[Arc]:
        ties = [(tie, sure) for tie, sure in self.ties if tie.a != tie.b and self.looks[tie.kind].has_line]
        if len(ties) > MOST_LINES:
            cities, count = self.view.cities, self.t.number(len(ties))
            here = self.picked[0] if self.picked else None
            ties = [one for one in ties if here in (cities[one[0].a], cities[one[0].b])]
            self.remarks.append(
                self.t(
                    N_("Lines are drawn only from the city with the ring, %(city)s; there are %(count)s."),
                    city=here.name,
                    count=count,
                )
                if here and ties
                else self.t(N_("Lines are left out, for there are %(count)s."), count=count)
            )
        elif self.picked:
            self.remarks.append(self.t(N_("The city with the ring: %(city)s."), city=self.picked[0].name))
        return arcs_of(ties, self.view.cities, self.looks)

    def _legend(self) -> Legend | None:
        size = 8.6 * self.unit
        counted = [self.view.notes.get("counted", ""), *self.sheet.not_counted]
        if self.coloured:
            return legend(
                self.coloured.heading,
                list(classes(self.coloured, self.view.notes.get("blank", ""), size)),
                counted,
                self.sheet,
            )
        rows = list(kinds(self.view, self.looks, self.t, size))
        return legend("", rows, counted, self.sheet) if rows else None

    # --- The sheet ------------------------------------------------------------------------------------------

    def svg(self) -> str:
        across, down = self.sheet.size
        margin = 26 * self.unit
        head = margin + 40 * self.unit
        top = head + (len(self.filters) * _FILTERS * self.unit * LEADING if len(self.filters) > 1 else 0)
        foot = Rect(margin, top, across - margin, down - margin - 22 * self.unit)
        figures = (len(self.figures) * _FIGURES * LEADING + 4) * self.unit if self.figures else 0
        lists = len(self.lists) * _FOOT * LEADING * self.unit
        frame = foot._replace(bottom=foot.bottom - figures - lists)
        parts = list(self._maps(frame))
        patterns = "".join(hatch(number) for number in range(5) if has_hatch(number)) if self.coloured else ""
        first = frame.bottom + 12 * self.unit
        parts += self._nothing(frame)
        around = [*self._head(frame._replace(top=head)), *self._foot(foot)]
        around.append(paragraph(self.figures, frame.left, first, _FIGURES * self.unit, INK))
        above = foot.bottom + 12 * self.unit - lists
        around.append(paragraph(self.lists, frame.left, above, _FOOT * self.unit, INK_SOFT))
        return document(self.sheet.size, [f"<defs>{patterns}</defs>" if patterns else "", *parts, *around])

    def _places(self) -> list[Point]:
        """Return what the sheet must show: cities and home, or the mainland of the coloured countries.

        Where there is no city, or no country with a colour, that is the world: home alone would be a map of
        its bay.
        """
        if not self.cities and not self.coloured:
            return []
        seen = [city for city, _look in self.cities] + ([self.home] if self.home else [])
        known = self.coloured.classes if self.coloured else {}
        is_blank = self.coloured is not None and not known
        shores = (area.mainland for area in self.base.areas if is_blank or area.code in known)
        return [(one.lon, one.lat) for one in seen] + [point for line in shores for point in line[::9]]

    def _maps(self, frame: Rect) -> Iterator[str]:
        """Draw the map and its legend; below a world a closer map, where names near home would be a heap."""
        ways = [great_circle((one.a.lon, one.a.lat), (one.b.lon, one.b.lat)) for one in self.lines]
        panel = self._panel(framed(self._places(), ways, frame, self.sheet.extent))
        close = self._close() if panel.map.is_world and not self.sheet.extent else []
        if not close:
            yield from self._alone(panel, ways)
            return
        gap = 8 * self.unit
        middle = frame.top + min(panel.map.height, (frame.bottom - frame.top) * _WORLD_SHARE)
        world = self._panel(framed(self._places(), ways, frame._replace(bottom=middle)))
        left = frame.left + (self.legend.width + gap if self.legend else 0)
        room = Rect(left, middle + gap, frame.right, frame.bottom)
        closer = self._panel(framed([(one.lon, one.lat) for one in close], [], room))
        within = [one for one in self.cities if closer.map.shows(*closer.map.at(one[0].lon, one[0].lat))]
        yield from self._map(world, [], self.cities, silent=[*(city for city, _look in within), *close[-1:]])
        yield from self._map(closer, [], within)
        if self.legend:
            yield from self.legend.at(Rect(frame.left, middle + gap, left - gap, frame.bottom))

    def _panel(self, map_: Framed) -> Panel:
        return Panel(map_, self.unit, self.picked)

    def _nothing(self, frame: Rect) -> Iterator[str]:
        """Say, where nobody can overlook it, that there is nothing to show, and why."""
        words = self.view.notes.get("nothing", "")
        if not words or not self.is_empty:
            return
        size = 14 * self.unit
        lines = wrapped(words, size, MEDIUM, (frame.right - frame.left) * 0.6)
        across, down = max(width(line, size, MEDIUM) for line in lines), len(lines) * size * LEADING
        x, y = (frame.left + frame.right) / 2, frame.top + (frame.bottom - frame.top) / 4
        box = inset(Rect(x - across / 2, y - size, x + across / 2, y - size + down), -size)
        yield f'{rectangle(box)} rx="{size * 0.4:.1f}" fill="{PAPER}" stroke="{BORDER}" stroke-width=".8"/>'
        for number, line in enumerate(lines):
            below = y + number * size * LEADING
            yield set_words(line, x, below, size, weight=MEDIUM, anchor="middle")

    @property
    def is_empty(self) -> bool:
        """Whether the view has nothing at all: neither on the map nor anything that has no place on it."""
        if self.sheet.measure not in (None, Measure.TIES):
            return False
        counted = any(one.ties for one in self.view.countries)
        return not (self.ties or counted or self.view.unplaced or self.view.nowhere)

    def _alone(self, panel: Panel, ways: Sequence[Line]) -> Iterator[str]:
        """Draw one map: its legend in a corner, or below it where there would be little but sea."""
        frame, needed = panel.map.frame, panel.map.height
        gap, high = 8 * self.unit, self.legend.height if self.legend else 0.0
        bottom = min(frame.top + needed * 1.3, max(frame.top + needed, frame.bottom - gap - high))
        if panel.map.is_world and not self.sheet.extent and bottom + gap + high <= frame.bottom:
            lower = frame._replace(bottom=bottom)
            yield from self._map(self._panel(framed(self._places(), ways, lower)), [], self.cities)
            corner = Rect(frame.left, bottom + gap, frame.right, frame.bottom)
        else:
            corner = self._corner(panel) or Rect(0, 0, 0, 0)
            yield from self._map(panel, [corner], self.cities)
        if self.legend:
            yield from self.legend.at(corner)

    def _map(
        self,
        panel: Panel,
        taken: Sequence[Rect],
        cities: Sequence[tuple[MapCity, Look]],
        silent: Sequence[MapCity] = (),
    ) -> Iterator[str]:
        frame = panel.map.frame
        clip = f"frame-{frame.left:.0f}-{frame.top:.0f}"
        classes_ = self.coloured.classes if self.coloured else {}
        yield f'<clipPath id="{clip}">{rectangle(frame)}/></clipPath><g clip-path="url(#{clip})">'
        yield from panel.land(self.base, classes_, graticule=self.sheet.graticule)
        yield from panel.arcs(self.lines)
        order = {look.colour + look.shape: number for number, look in enumerate(self.looks)}
        yield from panel.marks(
            sorted(cities, key=lambda one: -order[one[1].colour + one[1].shape]), self.home
        )
        named = [city for city, _look in cities if city not in silent]
        home = None if self.home in silent else self.home
        names = list(panel.name(home, named, taken, silent))
        countries = self._countries(cities)
        yield from panel.name_countries(countries, self.base, are_coloured=self.coloured is not None)
        yield from names
        self.nameless += panel.nameless
        yield f'</g>{rectangle(frame)} fill="none" stroke="{BORDER}" stroke-width=".8"/>'
        self._count_the_rest(panel, named)

    def _countries(self, cities: Sequence[tuple[MapCity, Look]]) -> dict[str, str]:
        """Return what is written over countries: those of the cities, or coloured ones with their number."""
        if self.coloured:
            return dict(self.coloured.names)
        if len(cities) > CROWD:
            return {}
        indexes = {city.country for city, _look in cities} - {None}
        return {one.code: one.name for index, one in enumerate(self.view.countries) if index in indexes}

    def _close(self) -> list[MapCity]:
        """Return the cities around home, and home, where they are many enough for a map of their own."""
        if not self.home or self.coloured or len(self.cities) > CROWD:
            return []
        home = (self.home.lon, self.home.lat)
        found = [one for one, _look in self.cities if angle_between(home, (one.lon, one.lat)) <= _CLOSE]
        return [*found, self.home] if len(found) >= _ENOUGH else []

    def _corner(self, panel: Panel) -> Rect | None:
        """Find the corner where the legend covers least."""
        if self.legend is None:
            return None
        frame = panel.map.frame
        gap, across, down = 10 * self.unit, self.legend.width, self.legend.height
        lefts = (frame.left + gap, frame.right - gap - across)
        tops = (frame.bottom - gap - down, frame.top + gap)
        corners = [Rect(left, top, left + across, top + down) for top in tops for left in lefts]
        return min(corners, key=lambda one: self._covered(panel, one))

    def _covered(self, panel: Panel, box: Rect) -> int:
        """Count what a box would hide: cities with room for their names, parts of lines, coloured land."""
        wide = inset(box, -14 * self.unit)
        marks = sum(holds(wide, panel.map.at(lon, lat)) for lon, lat in self._places())
        ways = (great_circle((one.a.lon, one.a.lat), (one.b.lon, one.b.lat)) for one in self.lines)
        lines = sum(holds(box, panel.map.at(*point)) for way in ways for point in way[1:-1])
        known = self.coloured.classes if self.coloured else {}
        shores = (polygon[0] for area in self.base.areas if area.code in known for polygon in area.polygons)
        land = sum(holds(box, panel.map.at(*point)) for line in shores for point in line)
        return 10 * marks + lines + land

    # --- Words ----------------------------------------------------------------------------------------------

    def _head(self, frame: Rect) -> Iterator[str]:
        unit, right = self.unit, frame.right
        room = (right - frame.left) * 0.38
        size = fitting(self.sheet.issuer, 11 * unit, MEDIUM, room)
        issuer = shortened(self.sheet.issuer, size, MEDIUM, room)
        yield set_words(issuer, right, frame.top - 26 * unit, size, weight=MEDIUM, anchor="end")
        day = self.t.long_date(self.sheet.as_of)
        yield set_words(day, right, frame.top - 11 * unit, 9.5 * unit, colour=INK_SOFT, anchor="end")
        room = (right - frame.left) * 0.58
        size = fitting(self.sheet.title, 22 * unit, SEMIBOLD, room)
        lines = at_most(2, self.sheet.title, size, SEMIBOLD, room)
        first = frame.top - 23 * unit - size * LEADING * (len(lines) - 1)
        yield paragraph(lines, frame.left, first, size, INK, SEMIBOLD)
        size = _FILTERS * unit
        first = frame.top - 9 * unit + (size * LEADING if len(self.filters) > 1 else 0)
        yield paragraph(self.filters, frame.left, first, size, INK_SOFT)

    def _filters(self) -> list[str]:
        """Break the filters into lines: one beside the date, or several below it across the sheet."""

        def tell(most: int) -> str:
            return " · ".join(one.told(self.t, most) for one in self.sheet.filters)

        size, room = _FILTERS * self.unit, self.sheet.size[0] - 52 * self.unit
        most = max((len(one.values) for one in self.sheet.filters), default=0)
        lines = wrapped(tell(most), size, REGULAR, room * 0.58)
        if len(lines) < 2:
            return [shortened(line, size, REGULAR, room * 0.58) for line in lines]
        return within(_MOST_FILTER_LINES, tell, most, size, REGULAR, room)

    def _lists(self) -> list[str]:
        """Name the public lists that are drawn or counted, as a whole: their licences ask for it."""
        words, room = self.view.notes.get("lists", ""), self.sheet.size[0] - 52 * self.unit
        return wrapped(words, _FOOT * self.unit, REGULAR, room)

    def _figures(self) -> list[str]:
        """List the coloured countries with their figures: not each has room on the map."""
        if self.coloured is None:
            return []
        size, (across, down) = _FIGURES * self.unit, self.sheet.size
        count = int(down * _FIGURES_SHARE / (size * LEADING))
        tell = partial(self.coloured.told, t=self.t)
        return within(count, tell, len(self.coloured.classes), size, REGULAR, across - 52 * self.unit)

    def _foot(self, frame: Rect) -> Iterator[str]:
        unit, size = self.unit, _FOOT * self.unit
        y = frame.bottom + 12 * unit
        source = self.t(N_("Base map: %(source)s"), source=self.sheet.source)
        record = self.t(N_("Data: %(day)s"), day=self.sheet.as_of)
        told = f"{source} · {record} · Elçi"
        yield set_words(told, frame.right, y, size, colour=INK_SOFT, anchor="end")
        room = frame.right - frame.left
        beside = room - width(printable(told), size) - 24 * unit
        tell = partial(self._told_of_the_rest, room / 2)
        lines = within(_FOOT_LINES, tell, MOST_NAMED, size, REGULAR, room, first=beside)
        yield paragraph(lines, frame.left, y, size, INK_SOFT)

    def _count_the_rest(self, panel: Panel, cities: Sequence[MapCity]) -> None:
        inside = [one for one in cities if panel.map.shows(*panel.map.at(one.lon, one.lat))]
        self.outside += [one.name for one in cities if one not in inside]
        self.unnamed += len(inside) - sum(one is not self.home for one in panel.named)

    def _told_of_the_rest(self, longest: float, most: int) -> str:
        """Say what the map does not show, with at most so many names in each list.

        :param longest: width of a name; the end of a longer one is left out, and no sentence that follows.
        """
        return " ".join(self._sentences(partial(self._listed, longest, most)))

    def _sentences(self, told: Callable[[Sequence[str]], str]) -> Iterator[str]:
        t = self.t
        if self.view.unplaced:
            yield t(N_("Not drawn: %(names)s."), names=told([one.name for one in self.view.unplaced]))
        if self.outside:
            yield t(N_("Outside this section: %(names)s."), names=told(self.outside))
        if self.unnamed:
            yield t.plural(
                "%(n)s city has no room for its name.",
                "%(n)s cities have no room for their names.",
                self.unnamed,
            )
        if self.nameless:
            yield t.plural(
                "%(n)s country has no room for its name on the map.",
                "%(n)s countries have no room for their names on the map.",
                self.nameless,
            )
        yield from self.remarks

    def _listed(self, longest: float, most: int, names: Sequence[str]) -> str:
        size = _FOOT * self.unit
        kept = [shortened(one, size, REGULAR, longest) for one in names[:most]]
        return listed([*kept, *names[most:]], most, self.t)
