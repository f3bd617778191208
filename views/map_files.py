"""The map taken out of the house: on paper, as a picture, as data for other programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import trail
from app.documents.list_files import CSV_TYPE, XLSX_TYPE, write_csv, write_xlsx
from app.errors import NotFound
from app.extensions import db
from app.i18n import N_, Translator
from app.mapping import files
from app.mapping.asked import FROM_LISTS, Asked
from app.mapping.drawn import counted, drawn
from app.mapping.paper.drawing import description, draw
from app.mapping.paper.framing import Extent
from app.mapping.paper.sheet import Chosen, Sheet
from app.mapping.reading import Reading, read
from app.mapping.table import tables
from app.mapping.view import MapView, Shape
from app.permissions.policy import Permission
from app.queries.agreements import own_house
from app.records.listing import Choice
from app.records.noun import Cell
from app.typesetting.svg import Paper, svg_to_pdf, svg_to_png
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from views.map_bar import address, choices
from views.map_credits import credits_of
from views.map_ground import shapes
from views.map_table import country_cells
from views.map_words import coloured_by, heading, not_counted, notes, nothing

bp = Blueprint("map_files", __name__, url_prefix="/map")

PICTURES = ("pdf", "png", "svg")
TABLES = ("csv", "xlsx")
DATA = ("geojson", "kml", *TABLES)
_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": CSV_TYPE,
    "xlsx": XLSX_TYPE,
}
_WIDTHS: Mapping[Paper, int] = {"a4": 3508, "a3": 4961}
"""Pixels of the longer side at 300 dots per inch."""
_PREVIEW_WIDTH = 1200
_WINDOW = 1000
"""Pixels that the map is about as wide as on a screen: what ``view=`` shows is then what the paper shows."""
_TILE = 256


@dataclass(frozen=True)
class Wanted:
    """The paper that is asked for."""

    paper: Paper = "a4"
    upright: bool = False
    graticule: bool = True

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Its part of an address."""
        told = {"paper": self.paper if self.paper != "a4" else "", "upright": "1" if self.upright else ""}
        told["graticule"] = "" if self.graticule else "0"
        return [(name, value) for name, value in told.items() if value]

    @property
    def width(self) -> int:
        """Pixels of a picture to be printed."""
        longer = _WIDTHS[self.paper]
        return round(longer / 2**0.5) if self.upright else longer


@dataclass(frozen=True)
class Picture:
    """A view with its sheet, and the drawing of both."""

    sheet: Sheet
    words: str
    svg: bytes


@bp.get("/export")
@requires(Permission.RECORD_VIEW)
def choose() -> ResponseReturnValue:
    """Offer the paper and the formats, with a small picture of what will be printed."""
    t, asked, wanted = current_translator(), Asked.of_query(request.args), _wanted()
    reading = _read(t, asked)
    return render_template(
        "map/export.html",
        heading=heading(t, reading),
        filters=_filters_in_words(t, reading),
        back_url=address(asked),
        papers=_papers(t, asked, wanted),
        preview_url=_address(asked, wanted, ".preview"),
        pictures=[(ending, _address(asked, wanted, ".export", ending=ending)) for ending in PICTURES],
        data=[(ending, _address(asked, Wanted(), ".export", ending=ending)) for ending in _data_of(asked)],
        of_countries=asked.shape is Shape.COUNTRIES,
        left_out=files.left_out(reading, t),
    )


@bp.get("/export/preview.png")
@requires(Permission.RECORD_VIEW)
@costly
def preview() -> ResponseReturnValue:
    """Show the sheet as a small picture."""
    t = current_translator()
    picture = _picture(t, _read(t, Asked.of_query(request.args)), _wanted())
    return Response(svg_to_png(picture.svg, _PREVIEW_WIDTH), mimetype="image/png")


@bp.post("/export.<ending>")
@requires(Permission.RECORD_VIEW)
@costly
def export(ending: str) -> ResponseReturnValue:
    """Send what the map shows as a file, and leave in the trail that it left the house."""
    if ending not in _WRITERS:
        message = f"the map as {ending}"
        raise NotFound(message)
    t, asked = current_translator(), Asked.of_query(request.args)
    if ending not in (*PICTURES, *_data_of(asked)):
        message = f"the map of countries as {ending}"
        raise NotFound(message)
    with only_reading(db.session):
        reading = _read(t, asked)
        file, name = _WRITERS[ending](t, reading), f"{heading(t, reading)}.{ending}"
    told = {"format": ending, "show": asked.layer.value, "rows": len(reading.ticked)}
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), "agreement.map_taken_out", told)
    return attachment(file, name, _TYPES[ending])


# --- The choice ---------------------------------------------------------------------------------------------


def _address(asked: Asked, wanted: Wanted, endpoint: str, ending: str | None = None) -> str:
    return f"{url_for(endpoint, ending=ending)}?{urlencode([*asked.pairs, *wanted.pairs])}"


def _papers(t: Translator, asked: Asked, wanted: Wanted) -> list[tuple[str, list[Choice]]]:
    """Offer size, direction and graticule, each as addresses of this page."""

    def choice(words: str, other: Wanted) -> Choice:
        return Choice(words, words, _address(asked, other, ".choose"), other == wanted)

    return [
        (
            t(N_("Size")),
            [choice("A4", replace(wanted, paper="a4")), choice("A3", replace(wanted, paper="a3"))],
        ),
        (
            t(N_("Direction")),
            [
                choice(t(N_("Landscape")), replace(wanted, upright=False)),
                choice(t(N_("Portrait")), replace(wanted, upright=True)),
            ],
        ),
        (
            t(N_("Graticule")),
            [
                choice(t(N_("With graticule")), replace(wanted, graticule=True)),
                choice(t(N_("Without graticule")), replace(wanted, graticule=False)),
            ],
        ),
    ]


def _data_of(asked: Asked) -> tuple[str, ...]:
    """Return the formats in which what is shown can be told: countries are a table, not places."""
    return TABLES if asked.shape is Shape.COUNTRIES else DATA


# --- What is in a file --------------------------------------------------------------------------------------


def _read(t: Translator, asked: Asked) -> Reading:
    """Read the view; what is not ticked or was not there in the year is no part of it."""
    reading = read(db.session, current_actor(), asked, t=t, today=office_today())
    return replace(reading, lines=reading.ticked)


def _pdf(t: Translator, reading: Reading) -> IO[bytes]:
    picture = _picture(t, reading, _wanted())
    sheet = picture.sheet
    pdf = svg_to_pdf(
        picture.svg,
        title=sheet.title,
        language=t.language,
        paper=sheet.paper,
        landscape=sheet.landscape,
        description=picture.words,
    )
    return BytesIO(pdf)


def _png(t: Translator, reading: Reading) -> IO[bytes]:
    wanted = _wanted()
    return BytesIO(svg_to_png(_picture(t, reading, wanted).svg, wanted.width))


def _svg(t: Translator, reading: Reading) -> IO[bytes]:
    return BytesIO(_picture(t, reading, _wanted()).svg)


def _geojson(t: Translator, reading: Reading) -> IO[bytes]:
    told = files.geojson(reading, _about(t, reading), t)
    return BytesIO(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _kml(t: Translator, reading: Reading) -> IO[bytes]:
    return BytesIO(files.kml(reading, _about(t, reading), t))


def _table(t: Translator, reading: Reading) -> tuple[list[str], list[list[Cell]]]:
    lists = credits_of(t, reading.asked)
    if reading.asked.shape is Shape.POINTS:
        return files.table(reading, t, lists)
    heads, rows = _countries(t, reading)
    if not lists:
        return heads, rows
    return [*heads, t(N_("Source"))], [[*row, Cell(lists)] for row in rows]


def _countries(t: Translator, reading: Reading) -> tuple[list[str], list[list[Cell]]]:
    return country_cells(t, reading, counted(db.session, current_actor(), reading, t=t, today=office_today()))


def _csv(t: Translator, reading: Reading) -> IO[bytes]:
    file = BytesIO()
    heads, rows = _table(t, reading)
    write_csv(file, heads, rows, t)
    return file


def _xlsx(t: Translator, reading: Reading) -> IO[bytes]:
    file = BytesIO()
    heads, rows = _table(t, reading)
    write_xlsx(file, heads, rows, t, heading(t, reading))
    return file


_WRITERS: Mapping[str, Callable[[Translator, Reading], IO[bytes]]] = {
    "pdf": _pdf,
    "png": _png,
    "svg": _svg,
    "geojson": _geojson,
    "kml": _kml,
    "csv": _csv,
    "xlsx": _xlsx,
}


# --- The sheet ----------------------------------------------------------------------------------------------


def _picture(t: Translator, reading: Reading, wanted: Wanted) -> Picture:
    asked, actor, today = reading.asked, current_actor(), office_today()
    view: MapView = drawn(db.session, actor, reading, t=t, today=today, notes=_notes(t, asked))
    if asked.shape is Shape.COUNTRIES:
        view = replace(view, notes=view.notes | {"counted": coloured_by(t, asked)})
    sheet = Sheet(
        title=heading(t, reading),
        issuer=_issuer(t),
        as_of=today,
        filters=tuple(_filters(t, reading)),
        paper=wanted.paper,
        landscape=not wanted.upright,
        year=asked.year,
        extent=_extent(asked.view),
        measure=asked.measure if asked.shape is Shape.COUNTRIES else None,
        selected=asked.city,
        graticule=wanted.graticule,
        not_counted=tuple(not_counted(t, reading, tables(reading)[1].total, view.nowhere, view.countries)),
        source=settings().shapes_source,
    )
    return Picture(sheet, description(view, sheet, t), draw(view, sheet, shapes(), t))


def _notes(t: Translator, asked: Asked) -> dict[str, str]:
    return notes(t, asked) | {"nothing": nothing(t, asked), "lists": credits_of(t, asked)}


def _wanted() -> Wanted:
    """Read what paper is asked for; what there is not is A4, lying, with a graticule."""
    values = request.args
    paper: Paper = "a3" if values.get("paper") == "a3" else "a4"
    return Wanted(paper, upright=values.get("upright") == "1", graticule=values.get("graticule") != "0")


def _extent(view: str) -> Extent | None:
    """Return what a window at ``zoom,lat,lon`` shows, None without one."""
    if not view:
        return None
    zoom, lat, lon = (float(part) for part in view.split(","))
    span = min(360.0, _WINDOW * 360 / (_TILE * 2 ** max(0.0, min(zoom, 20.0))))
    return Extent(max(-180.0, min(lon, 180.0)), max(-85.0, min(lat, 85.0)), span)


def _filters(t: Translator, reading: Reading) -> Iterator[Chosen]:
    """Say what is left out: the filters in use with what is chosen of each."""
    asked = reading.asked
    for name in asked.in_use:
        found = choices(t, asked, reading, name)
        if found is not None:
            words = [one.label for one in found.filter.options if one.active]
            yield Chosen(found.filter.label, tuple(words) or ("–",))
    ticked = asked.ticked
    if ticked is not None:
        words = [name for key, name in reading.kinds.items() if key in ticked]
        yield Chosen(t(N_("Shown")), tuple(words) or ("–",))
    if asked.year is not None:
        yield Chosen(t(N_("Year")), (str(asked.year),))


def _filters_in_words(t: Translator, reading: Reading) -> str:
    return " · ".join(one.told(t) for one in _filters(t, reading))


def _issuer(t: Translator) -> str:
    house = own_house(db.session, current_actor())
    return t.title(house) if house is not None else ""


def _about(t: Translator, reading: Reading) -> files.About:
    house = "" if reading.asked.layer in FROM_LISTS else _issuer(t)
    source = " · ".join(filter(None, (house, credits_of(t, reading.asked))))
    return files.About(heading(t, reading), source, office_today(), _filters_in_words(t, reading))
