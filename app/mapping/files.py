"""What the map shows as files for other programs: GeoJSON, KML, and a table. Pure.

Exactly what is shown is in them: the lines of the kinds that are ticked, in the year that is asked for, what
cannot be drawn with the reason. A tie that screen and paper draw as a mark only has no line in them either.
Names go into them as text, whatever is in them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from app.i18n import N_, Translator
from app.labels import label
from app.mapping.counting import ON_RECORD
from app.mapping.marks import marks
from app.mapping.paper.looks import looks
from app.mapping.paper.projections import Line as Points
from app.mapping.paper.projections import Point, great_circle, near
from app.mapping.reading import Reading
from app.mapping.reasons import REASONS
from app.mapping.sources.networks import PUBLIC
from app.mapping.sources.peers import OPEN_SOURCE
from app.mapping.spots import Line, Spot
from app.mapping.view import Layer, MapKind
from app.records.noun import Cell
from models import PartialDate
from models.vocabulary import AgreementState

MOST_LINES = 5_000
"""More lines are left out of GeoJSON and KML, which say so; the places are complete, and the
table has every line."""
_KML = "http://www.opengis.net/kml/2.2"
_DECIMALS = 5
"""About a metre."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself.

    :param filters: what was left out, in words.
    """

    title: str
    source: str
    as_of: date
    filters: str = ""


def geojson(reading: Reading, about: About, t: Translator) -> dict[str, Any]:
    """Return the places and the great circles between them as RFC 7946 has them.

    What cannot be drawn is a feature without a geometry. Lines are cut at 180°.
    """
    features = [_place(reading, spot, lines, t) for spot, lines in _at(reading)]
    features += [_way(reading, line, t) for line in _drawn(reading)]
    return {
        "type": "FeatureCollection",
        "title": about.title,
        "filters": about.filters,
        "left_out": left_out(reading, t),
        "source": about.source,
        "as_of": about.as_of.isoformat(),
        "features": features,
    }


def kml(reading: Reading, about: About, t: Translator) -> bytes:
    """Return the same as KML 2.2, a folder for each kind. Words stand in no element that is read as HTML."""
    root = ET.Element("kml", xmlns=_KML)
    document = ET.SubElement(root, "Document")
    _say(document, "name", f"{about.title} · {t.date(about.as_of)}")
    told_of_it = {t(N_("Source")): about.source, t(N_("Filters")): about.filters}
    _data(document, told_of_it | {t(N_("Left out")): left_out(reading, t)})
    folders = {key: _folder(document, words) for key, words in reading.kinds.items()}
    for spot, lines in _at(reading):
        for line in {one.kind: one for one in reversed(lines)}.values():
            mark = ET.SubElement(folders[line.kind], "Placemark")
            _say(mark, "name", spot.name)
            of_kind = [one for one in lines if one.kind == line.kind]
            _data(mark, _facts(reading, spot, t) | _told(of_kind, reading, t))
            if spot.doubt is None:
                _say(ET.SubElement(mark, "Point"), "coordinates", f"{spot.lon},{spot.lat}")
    for line in _drawn(reading):
        start, end = _ends(reading, line)
        mark = ET.SubElement(folders[line.kind], "Placemark")
        _say(mark, "name", f"{start.name} – {end.name}")
        _data(mark, _told([line], reading, t))
        way = ET.SubElement(mark, "LineString")
        _say(way, "tessellate", "1")  # a viewer then follows the great circle itself
        _say(way, "coordinates", f"{start.lon},{start.lat} {end.lon},{end.lat}")
    for empty in [folder for folder in folders.values() if len(folder) == 1]:
        document.remove(empty)
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def left_out(reading: Reading, t: Translator) -> str:
    """Say how many lines GeoJSON and KML leave out; nothing where they have them all."""
    count = len(_lines(reading))
    if count <= MOST_LINES:
        return ""
    return t(
        N_(
            "GeoJSON and KML have the places without the %(count)s lines between them, for more than "
            "%(most)s are too many for such a file. CSV and XLSX have every line."
        ),
        count=t.number(count),
        most=t.number(MOST_LINES),
    )


def table(reading: Reading, t: Translator, lists: str = "") -> tuple[list[str], list[list[Cell]]]:
    """Return headings and rows of the table, a row for each line.

    :param lists: names the public lists, the source of the lines that are theirs; empty where there is none.
    """
    both = reading.asked.layer in (Layer.WORLD, Layer.PEERS)
    heads = [N_("City or body"), N_("Country"), N_("Kind"), N_("What says so"), N_("State"), N_("Since")]
    heads += [N_("Until"), N_("Latitude"), N_("Longitude"), N_("Not drawn, because")]
    if both:
        heads.insert(0, N_("Tie begins at"))
    if lists:
        heads.append(N_("Source"))
    rows = []
    for line in reading.ticked:
        spot = reading.spots[line.far]
        row = [
            Cell(spot.name),
            Cell(reading.country_name(spot.country)),
            Cell(reading.kinds[line.kind]),
            Cell(line.title),
            Cell(_state(line, t)),
            _day(line.since, t),
            _day(line.until, t),
            _degrees(spot.lat, t),
            _degrees(spot.lon, t),
            Cell(t(REASONS[spot.doubt]) if spot.doubt else None),
        ]
        if lists:
            row.append(Cell(lists if _is_public(line) else None))
        begins = reading.spots.get(line.near) if line.near is not None else reading.home
        rows.append([Cell(begins.name if begins else None), *row] if both else row)
    return list(map(t, heads)), rows


def _is_public(line: Line) -> bool:
    return line.kind == PUBLIC or line.state == OPEN_SOURCE


# --- What there is ------------------------------------------------------------------------------------------


def _at(reading: Reading) -> Iterator[tuple[Spot, list[Line]]]:
    """Give the places at which a line ends, each with its lines; in the world both ends are such places."""
    at: dict[int, list[Line]] = defaultdict(list)
    both = reading.asked.layer is Layer.WORLD
    for line in reading.ticked:
        for id_ in {line.near, line.far} if both else {line.far}:
            if id_ is not None:
                at[id_].append(line)
    for id_, lines in at.items():
        yield reading.spots[id_], lines


def _drawn(reading: Reading) -> Sequence[Line]:
    """Return the lines of a file; none where there are too many."""
    found = _lines(reading)
    return found if len(found) <= MOST_LINES else []


def _lines(reading: Reading) -> Sequence[Line]:
    """Return the lines that have two ends, of the kinds that are drawn as lines."""
    marked = marks(reading.kinds)
    seen = looks([MapKind(key, words, mark=marked[key]) for key, words in reading.kinds.items()])
    lined = {key for key, look in zip(reading.kinds, seen, strict=True) if look.has_line}
    found = []
    for line in reading.ticked:
        start, end = _ends(reading, line)
        if line.kind in lined and start.id != end.id and not (start.doubt or end.doubt):
            found.append(line)
    return found


def _ends(reading: Reading, line: Line) -> tuple[Spot, Spot]:
    begins = reading.home if line.near is None else reading.spots[line.near]
    end = reading.spots[line.far]
    return begins or end, end


def _facts(reading: Reading, spot: Spot, t: Translator) -> dict[str, str]:
    facts = {t(N_("Country")): reading.country_name(spot.country)}
    if spot.doubt:
        facts[t(N_("Not drawn, because"))] = t(REASONS[spot.doubt])
    return facts


def _told(lines: Sequence[Line], reading: Reading, t: Translator) -> dict[str, str]:
    told = (
        " · ".join(
            filter(
                None,
                (
                    reading.kinds[line.kind],
                    line.title,
                    _state(line, t),
                    *_dated(line, t),
                ),
            )
        )
        for line in lines
    )
    words = ON_RECORD.get(reading.asked.layer, N_("Ties"))
    return {t(words): "; ".join(dict.fromkeys(told))}


def _dated(line: Line, t: Translator) -> Iterator[str]:
    """Say from when until when; what is of one time has one date."""
    if line.since == line.until:
        if line.since.is_known:
            yield t.partial(line.since)
        return
    for words, date_ in ((t(N_("Since")), line.since), (t(N_("Until")), line.until)):
        if date_.is_known:
            yield f"{words}: {t.partial(date_)}"


def _state(line: Line, t: Translator) -> str:
    return t(label(AgreementState(line.state))) if line.state in set(AgreementState) else ""


def _dates(date_: PartialDate) -> list[str] | None:
    """Return the first and the last day that a date can mean."""
    if date_.earliest is None or date_.latest is None:
        return None
    return [date_.earliest.isoformat(), date_.latest.isoformat()]


# --- GeoJSON ------------------------------------------------------------------------------------------------


def _place(reading: Reading, spot: Spot, lines: Sequence[Line], t: Translator) -> dict[str, Any]:
    at = None if spot.doubt else {"type": "Point", "coordinates": _rounded((spot.lon or 0, spot.lat or 0))}
    return {
        "type": "Feature",
        "id": spot.id,
        "geometry": at,
        "properties": {
            "name": spot.name,
            "country": reading.country_name(spot.country),
            "not_drawn": t(REASONS[spot.doubt]) if spot.doubt else None,
            "ties": [_properties(reading, line) for line in lines],
        },
    }


def _way(reading: Reading, line: Line, t: Translator) -> dict[str, Any]:
    start, end = _ends(reading, line)
    parts = _cut(great_circle((start.lon or 0, start.lat or 0), (end.lon or 0, end.lat or 0)))
    shape = {"type": "LineString", "coordinates": parts[0]} if len(parts) == 1 else None
    return {
        "type": "Feature",
        "geometry": shape or {"type": "MultiLineString", "coordinates": parts},
        "properties": {"from": start.name, "to": end.name, **_properties(reading, line)},
    }


def _properties(reading: Reading, line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "kind_name": reading.kinds[line.kind],
        "title": line.title,
        "state": line.state,
        "since": _dates(line.since),
        "until": _dates(line.until),
    }


def _cut(line: Points) -> list[list[list[float]]]:
    """Cut a line at 180°, where a map that does not know of it would draw it right across."""
    parts: list[list[list[float]]] = [[_rounded((near(line[0][0], 0), line[0][1]))]] if line else []
    for (lon, lat), (to_lon, to_lat) in pairwise(line):
        here, there = near(lon, 0), near(to_lon, 0)
        if abs(here - there) > 180:
            side = 180.0 if here > 0 else -180.0
            share = (near(side, lon) - lon) / (to_lon - lon)
            middle = lat + share * (to_lat - lat)
            parts[-1].append(_rounded((side, middle)))
            parts.append([_rounded((-side, middle))])
        parts[-1].append(_rounded((there, to_lat)))
    return parts


def _rounded(point: Point) -> list[float]:
    return [round(point[0], _DECIMALS), round(point[1], _DECIMALS)]


# --- KML ----------------------------------------------------------------------------------------------------


def _folder(parent: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(parent, "Folder")
    _say(folder, "name", name)
    return folder


def _say(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = _plain(words)


def _data(parent: ET.Element, facts: Mapping[str, str]) -> None:
    """Add facts as data: what stands in a description is read as HTML."""
    if not any(facts.values()):
        return
    extended = ET.SubElement(parent, "ExtendedData")
    for name, words in facts.items():
        if words:
            _say(ET.SubElement(extended, "Data", name=_plain(name)), "value", words)


def _plain(words: str) -> str:
    """Leave out what XML 1.0 cannot hold (production 2, "Char")."""
    return _NOT_XML.sub("", words)


# --- The table ----------------------------------------------------------------------------------------------


def _day(date_: PartialDate, t: Translator) -> Cell:
    exact = date_.earliest if date_.precision == "day" else None
    return Cell(t.partial(date_) if date_.is_known else None, value=exact)


def _degrees(value: float | None, t: Translator) -> Cell:
    shown = None if value is None else t.exact_number(round(value, _DECIMALS))
    return Cell(shown, numeric=True, value=value)
