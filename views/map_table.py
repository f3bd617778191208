"""The table beside the map in words and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for

from app.i18n import N_, Translator
from app.labels import label
from app.mapping.asked import Asked
from app.mapping.counting import words_of
from app.mapping.drawn import Counts
from app.mapping.marks import marks
from app.mapping.reading import Reading, numbered
from app.mapping.sources.peers import OPEN_SOURCE
from app.mapping.spots import Line
from app.mapping.table import Row, Table, countries
from app.mapping.view import Layer, MapCountry, Measure, Shape
from app.records.noun import Cell
from models.vocabulary import AgreementState, RecordKind
from views.map_bar import address
from views.map_words import measured, reason

_PAGES = {
    RecordKind.AGREEMENT: "agreements.show",
    RecordKind.PROJECT: "projects.show",
    RecordKind.MEMBERSHIP: "memberships.show",
}


_TIE = {Layer.VISITS: N_("Visits"), Layer.PEERS: N_("Municipality"), Layer.ROUTE: N_("Stop on the way")}
_SINCE = {Layer.VISITS: N_("Year"), Layer.ROUTE: N_("Day")}
_UNDATED = (Layer.PUBLIC, Layer.WORLD)


@dataclass(frozen=True)
class Heading:
    """A column; ``sorted`` is the value of ``aria-sort``, empty where it is not the one.

    :param column: its name in an address.
    """

    column: str
    label: str
    url: str
    sorted: str
    numeric: bool = False


@dataclass(frozen=True)
class ShownLine:
    """A line of a city."""

    kind: str
    mark: str
    label: str
    title: str
    url: str | None
    state: str
    since: str


@dataclass(frozen=True)
class ShownRow:
    """A city or a body with its lines; ``more`` are besides."""

    id: int
    name: str
    url: str
    country: str
    reason: str
    lines: Sequence[ShownLine]
    more: int


@dataclass(frozen=True)
class ShownTable:
    """A page of the table.

    :param dated: whether it has a column of dates: public lists have none.
    :param part: which rows these are, in words for paper, where no page can be turned; empty where they are
        all.
    """

    headings: Sequence[Heading]
    dated: bool
    by_country: Heading
    rows: Sequence[ShownRow]
    total: int
    part: str
    page: int
    pages: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True)
class ShownCountry:
    """A country and what is counted of it; its address lists what is there."""

    id: int
    name: str
    url: str
    ties: int
    measured: str


@dataclass(frozen=True)
class ShownCountries:
    """The table of countries."""

    headings: Sequence[Heading]
    rows: Sequence[ShownCountry]
    measures: bool


def shown_table(t: Translator, reading: Reading, table: Table, of: str = N_("City")) -> ShownTable:
    """Put a page of the table into words.

    :param of: what a row is.
    """
    asked = reading.asked
    dated = asked.layer not in _UNDATED
    headings = [
        _heading(t(of), "city", asked, table.sort),
        _heading(t(_TIE.get(asked.layer, N_("Tie"))), "tie", asked, table.sort),
    ]
    if dated:
        words = _SINCE.get(asked.layer, N_("Since"))
        headings.append(_heading(t(words), "since", asked, table.sort, numeric=True))
    return ShownTable(
        headings=headings,
        dated=dated,
        by_country=_heading(t(N_("Country")), "country", asked, table.sort),
        rows=[_row(t, reading, row) for row in table.rows],
        total=table.total,
        part=_part(t, table),
        page=table.page,
        pages=table.pages,
        previous_url=address(replace(asked, page=table.page - 1)) if table.page > 1 else None,
        next_url=address(replace(asked, page=table.page + 1)) if table.page < table.pages else None,
    )


def _part(t: Translator, table: Table) -> str:
    """Say which rows a page of the table has, and where the others are."""
    if len(table.rows) in (0, table.total):
        return ""
    last = table.first + len(table.rows) - 1
    return t(
        N_(
            "Rows printed: %(rows)s of %(total)s. The others are on the other pages of the list; "
            "all are in the files of “Print and export”."
        ),
        rows="–".join(dict.fromkeys([t.number(table.first), t.number(last)])),
        total=t.number(table.total),
    )


def _heading(words: str, column: str, asked: Asked, sort: str, *, numeric: bool = False) -> Heading:
    other = f"-{column}" if sort == column else column
    state = {column: "ascending", f"-{column}": "descending"}.get(sort, "")
    return Heading(column, words, address(replace(asked, sort=other, page=1)), state, numeric)


def _row(t: Translator, reading: Reading, row: Row) -> ShownRow:
    spot = row.spot
    return ShownRow(
        id=spot.id,
        name=numbered([row.lines[0].number], spot.name),
        url=url_for("cities.show" if spot.is_city else "organisations.show", record_id=spot.id),
        country=row.country,
        reason="" if spot.doubt is None else reason(t, spot.doubt),
        lines=_lines(t, reading, row),
        more=0 if reading.asked.layer is Layer.WORLD else row.total - len(row.lines),
    )


def _lines(t: Translator, reading: Reading, row: Row) -> Sequence[ShownLine]:
    """Say the lines of a city; in the world they are all of one kind, and a number says how many."""
    if reading.asked.layer is not Layer.WORLD:
        return [_line(t, reading, line) for line in row.lines]
    counted = t.plural("%(n)s tie", "%(n)s ties", row.total)
    return [replace(_line(t, reading, row.lines[0]), label=counted)]


def _line(t: Translator, reading: Reading, line: Line) -> ShownLine:
    page = _PAGES.get(line.noun) if line.noun else None
    return ShownLine(
        kind=line.kind,
        mark=marks(reading.kinds)[line.kind],
        label=reading.kinds[line.kind],
        title=line.title,
        url=url_for(page, record_id=line.record) if page and line.record else None,
        state=_state(t, line.state),
        since=t.partial(line.since) if line.since.is_known else "",
    )


def _state(t: Translator, state: str) -> str:
    """Say the state of a tie; the usual one is not worth a word."""
    if state == OPEN_SOURCE:
        return t(N_("open source"))
    return "" if state in ("", AgreementState.IN_FORCE) else t(label(AgreementState(state)))


def shown_countries(t: Translator, reading: Reading, found: Sequence[MapCountry]) -> ShownCountries:
    """Put the table of countries into words; each leads to what is there."""
    asked, measure = reading.asked, reading.asked.measure
    sort = asked.sort or "-measure"
    measures = measure is not Measure.TIES
    headings = [_heading(t(N_("Country")), "country", asked, sort)]
    if measures:
        words = t(words_of(asked.layer, measure).number)
        headings.append(_heading(words, "measure", asked, sort, numeric=True))
    lines = t(words_of(asked.layer, Measure.TIES).number)
    headings.append(_heading(lines, "ties" if measures else "measure", asked, sort, numeric=True))
    return ShownCountries(
        headings=headings,
        rows=[
            ShownCountry(
                one.id,
                one.name,
                _counted_url(asked, one),
                one.ties,
                measured(t, getattr(one, measure.value)) if measures else "",
            )
            for one in found
        ],
        measures=measures,
    )


def _counted_url(asked: Asked, one: MapCountry) -> str:
    """Return the address of what is measured of a country; where that is nothing, of its lines."""
    if one.visits:
        units = None if asked.hosts is None else ",".join(map(str, asked.hosts))
        return url_for("visits.index", partner=one.id, year=asked.year, unit=units)
    if one.public:
        return address(Asked(layer=Layer.WORLD, countries=(one.id,)))
    there = replace(asked, shape=Shape.POINTS, measure=Measure.TIES, sort="", page=1)
    return address(there.with_values("country", (str(one.id),)))


def country_cells(t: Translator, reading: Reading, counts: Counts) -> tuple[list[str], list[list[Cell]]]:
    """Return headings and rows of the table of countries for a file."""
    layer, measure = reading.asked.layer, reading.asked.measure
    heads, rows = [t(N_("Country"))], []
    if measure is not Measure.TIES:
        heads.append(t(words_of(layer, measure).number))
    for one in countries(reading, counts, t):
        row = [Cell(one.name)]
        if measure is not Measure.TIES:
            value = getattr(one, measure.value)
            figure = value if isinstance(value, int) else None
            row.append(Cell(measured(t, value), numeric=figure is not None, value=figure))
        rows.append([*row, Cell(t.number(one.ties), numeric=True, value=one.ties)])
    return [*heads, t(words_of(layer, Measure.TIES).number)], rows
