"""The map taken out of the house: on paper, as a picture, as data for other programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from app import create_app
from app.config import ConfigurationError, Settings
from app.mapping.view import Layer
from app.records.agreements import AGREEMENT
from app.web.headers import POLICY, policy
from models import PartialDate, TrailEntry
from models.vocabulary import AgreementState, OrganisationKind, Relation, VisitState

HOSTILE = '</script><script>alert(1)</script>${alert(2)}`\'"><img src=x onerror=alert(3)> #panic("x") القدس'
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def tie(make):
    """Write a tie of our house with a body in a city, or in none."""
    house = make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )

    def write(
        name,
        city=None,
        relation=Relation.SISTER_CITY,
        *,
        title="",
        signed=None,
        ended=None,
        state=AgreementState.IN_FORCE,
    ):
        body = make.organisation(name, seat_id=make.city(city).id if city else None)
        return make.record(
            AGREEMENT,
            relation=relation,
            state=state,
            title_tr=title,
            signed=signed or PartialDate(),
            ends=ended or PartialDate(),
            parties=[{"organisation_id": house.id}, {"organisation_id": body.id}],
        )

    return write


@pytest.fixture
def ties(tie):
    """Write two sister cities, a project, and a body without a seat."""
    tie("Bremen Belediyesi", "Bremen", title="Kardeş şehir anlaşması", signed=PartialDate.of(1996))
    tie("Üsküp Belediyesi", "Üsküp", signed=PartialDate.of(2023, 3, 23))
    tie("Linz Belediyesi", "Linz", Relation.PROJECT, signed=PartialDate.of(2010))
    tie("UNFPA", None, Relation.PROGRAMME)


def taken(browser, ending, query=""):
    answer = browser.client.post(
        f"/map/export.{ending}{query}", data={"csrf_token": browser.token()}, buffered=True
    )
    assert answer.status_code == 200, answer.status
    return answer


def features(answer):
    return json.loads(answer.data)["features"]


def names(answer):
    return [one["properties"]["name"] for one in features(answer) if "name" in one["properties"]]


def test_a_page_offers_the_papers_and_the_formats_and_shows_what_will_be_printed(browser, ties):
    page = browser.open("/map/export?relation=project&paper=a3")

    buttons = [one["formaction"] for one in page.select("main button[formaction]")]
    assert [one.partition("?")[0].rpartition(".")[2] for one in buttons] == [
        "pdf", "png", "svg", "geojson", "kml", "csv", "xlsx",
    ]  # fmt: skip
    assert all("relation=project" in one for one in buttons)
    assert "paper=a3" in buttons[0]
    preview = page.select_one("img.map-preview")["src"]
    assert Image.open(io.BytesIO(browser.client.get(preview).data)).format == "PNG"


def test_the_map_leads_there_with_its_filters(browser, ties):
    link = browser.open("/map?relation=project&year=2012").select_one("a.map-export")["href"]

    assert "relation=project" in link
    assert "year=2012" in link


def test_a_pdf_says_what_it_shows_in_the_readers_language(browse, ties):
    for language, day in (("tr", "25 Ekim 2023"), ("en", "25 October 2023")):
        pdf = pypdfium2.PdfDocument(taken(browse(language=language), "pdf", "?paper=a3&upright=1").data)
        said = pdf[0].get_textpage().get_text_range()
        assert day in said
        assert "Bremen" in said
        assert "İzmir Büyükşehir Belediyesi" in said
        assert [round(one / 72 * 25.4) for one in pdf[0].get_size()] == [297, 420]
        pdf.close()


def told_by(answer):
    """Return the words of a drawing, without its lines."""
    return " ".join(
        "".join(one.itertext()) for one in ET.fromstring(answer.data).iter() if one.tag.endswith("text")
    )


def test_the_paper_says_of_a_year_what_the_screen_says(browser, ties):
    of_year = told_by(taken(browser, "svg", "?year=2005"))

    assert (
        "Counted: cities with a tie in 2005, once in each kind; what may have begun later is pale" in of_year
    )
    assert "pale" not in told_by(taken(browser, "svg"))
    assert "pale" not in told_by(taken(browser, "svg", "?year=2005&as=countries"))


def test_the_paper_says_what_its_numbers_leave_out(browser, ties, make):
    make.visit(state=VisitState.HELD)
    make.visit(state=VisitState.HELD, city_id=make.city("Bremen").id)

    assert "Not counted: 1 body without a place on the map" in told_by(taken(browser, "svg"))
    assert "Not counted: 1 visit without a date or a city" in told_by(taken(browser, "svg", "?show=visits"))


def test_a_picture_is_fine_enough_to_be_printed(browser, ties):
    assert Image.open(io.BytesIO(taken(browser, "png").data)).size[0] == 3508
    assert ET.fromstring(taken(browser, "svg").data).tag.endswith("svg")


def test_geojson_has_the_places_the_lines_and_what_cannot_be_drawn(browser, ties):
    answer = taken(browser, "geojson")

    assert answer.mimetype == "application/geo+json"
    assert set(names(answer)) == {"Bremen", "Skopje", "Linz", "UNFPA"}
    by_name = {one["properties"].get("name"): one for one in features(answer)}
    assert by_name["Bremen"]["geometry"]["coordinates"] == pytest.approx([8.8, 53.07], abs=0.1)
    assert by_name["UNFPA"]["geometry"] is None
    assert by_name["UNFPA"]["properties"]["not_drawn"] == "no seat recorded"
    assert by_name["Bremen"]["properties"]["ties"][0]["since"] == ["1996-01-01", "1996-12-31"]
    assert len([one for one in features(answer) if "to" in one["properties"]]) == 3


@pytest.mark.parametrize("ending", ["geojson", "kml", "csv"])
def test_a_file_has_exactly_what_the_map_shows(browser, ties, ending):
    whole, projects = (taken(browser, ending, query).text for query in ("", "?relation=project"))

    assert "Bremen" in whole
    assert "Linz" in projects
    assert "Bremen" not in projects
    early = taken(browser, ending, "?year=2000&relation=sister_city&relation=project").text
    assert "Bremen" in early
    assert "Linz" not in early


def test_kml_has_a_folder_for_each_kind(browser, ties):
    root = ET.fromstring(taken(browser, "kml").data)

    folders = [one.findtext(f"{KML}name") for one in root.iter(f"{KML}Folder")]
    assert set(folders) == {"Sister city", "Programme cooperation", "Project partnership"}
    assert len(list(root.iter(f"{KML}LineString"))) == 3
    assert not list(root.iter(f"{KML}description"))


def lines(browser, ending, query=""):
    """Return where the lines of a file lead."""
    answer = taken(browser, ending, query)
    if ending == "geojson":
        return {one["properties"]["to"] for one in features(answer) if "to" in one["properties"]}
    marks = ET.fromstring(answer.data).iter(f"{KML}Placemark")
    drawn = [one for one in marks if one.find(f"{KML}LineString") is not None]
    return {one.findtext(f"{KML}name", "").split(" – ")[1] for one in drawn}


@pytest.mark.parametrize("ending", ["geojson", "kml"])
def test_a_contact_is_a_mark_in_a_file_as_it_is_on_screen_and_paper(browser, ties, tie, ending):
    tie("Bonn Belediyesi", "Bonn", Relation.CONTACT)

    assert "Bonn" in taken(browser, ending).text
    assert lines(browser, ending) == {"Bremen", "Skopje", "Linz"}


def test_what_is_too_many_lines_for_a_file_is_said_in_it_and_before(browse, ties, monkeypatch):
    browser = browse(language="en")
    monkeypatch.setattr("app.mapping.files.MOST_LINES", 2)

    said = (
        "GeoJSON and KML have the places without the 3 lines between them, for more than 2 are too many for "
        "such a file. CSV and XLSX have every line."
    )
    assert json.loads(taken(browser, "geojson").data)["left_out"] == said
    assert said in [one.text for one in ET.fromstring(taken(browser, "kml").data).iter(f"{KML}value")]
    assert said in browser.open("/map/export").words
    assert not lines(browser, "geojson") | lines(browser, "kml")
    monkeypatch.setattr("app.mapping.files.MOST_LINES", 3)
    assert "too many" not in browser.open("/map/export").words
    assert len(lines(browser, "kml")) == 3


def test_kml_says_until_when_a_tie_was(browse, tie):
    tie(
        "Bremen Belediyesi",
        "Bremen",
        signed=PartialDate.of(1996),
        ended=PartialDate.of(2010),
        state=AgreementState.ENDED,
    )
    root = ET.fromstring(taken(browse(language="en"), "kml", "?year=2000").data)

    told = [one.text or "" for one in root.iter(f"{KML}value")]
    assert any(one.endswith(" · Ended · Since: 1996 · Until: 2010") for one in told)


def test_the_table_has_a_row_for_each_tie_with_its_place_and_reason(browse, ties):
    rows = list(csv.DictReader(io.StringIO(taken(browse(language="en"), "csv").data.decode("utf-8-sig"))))

    by_place = {row["City or body"]: row for row in rows}
    assert by_place["Bremen"]["Since"] == "1996"
    assert by_place["UNFPA"]["Not drawn, because"] == "no seat recorded"
    assert float(by_place["Bremen"]["Latitude"]) == pytest.approx(53.07, abs=0.1)


def test_the_turkish_table_has_coordinates_that_a_turkish_spreadsheet_reads_as_numbers(browse, make, tie):
    place = make.city("Linz")
    tie("Linz Belediyesi", "Linz")
    told = taken(browse(language="tr"), "csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(told), delimiter=";")

    for words, degrees in ((row["Enlem"], place.latitude), (row["Boylam"], place.longitude)):
        assert "," in words
        assert float(words.replace(",", ".")) == pytest.approx(degrees, abs=1e-5)


def test_a_tie_of_a_peer_begins_where_it_stands_and_is_sent_by_nobody(browse, ties):
    heads = [
        taken(browse(language=language), "csv", "?show=peers").data.decode("utf-8-sig").splitlines()[0]
        for language in ("en", "tr")
    ]

    assert heads[0].startswith("Tie begins at,")
    assert heads[1].startswith("İlişkinin başladığı yer;")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_a_title_that_a_spreadsheet_would_compute_is_text(browse, tie, formula):
    tie(formula + " A.Ş.", None, title=f"{formula}()")
    (row,) = csv.DictReader(io.StringIO(taken(browse(language="en"), "csv").data.decode("utf-8-sig")))

    assert not row["City or body"].startswith(("=", "+", "-", "@", "\t"))
    assert not row["What says so"].startswith(("=", "+", "-", "@", "\t"))


def test_hostile_names_are_text_in_every_format(browser, make, tie, session):
    tie(HOSTILE, None, title=HOSTILE)
    tie("Bremen Belediyesi", "Bremen", title=HOSTILE)

    assert HOSTILE in names(taken(browser, "geojson"))
    kml = ET.fromstring(taken(browser, "kml").data)
    assert HOSTILE in [one.text for one in kml.iter(f"{KML}name")]
    svg = taken(browser, "svg").data
    assert b"<script" not in svg
    assert any(HOSTILE[:40] in (one.text or "") for one in ET.fromstring(svg).iter())
    for ending in ("pdf", "png", "xlsx", "csv"):
        assert taken(browser, ending).data


def test_what_leaves_the_house_is_in_the_trail(browser, ties, session):
    taken(browser, "csv")

    entry = session.scalars(select(TrailEntry).where(TrailEntry.event == "agreement.map_taken_out")).one()
    assert entry.changes["rows"] == [None, 4]
    assert "took the map out as a file" in browser.open("/audit/trail").words


def test_the_name_of_a_file_travels_in_any_letters(browse, ties):
    header = taken(browse(language="tr"), "pdf").headers["Content-Disposition"]

    assert header.encode("latin-1")
    assert "filename*=UTF-8''" in header


VIEWS = (
    *("?view=nonsense", "?view=99,999,999", "?view=0,90,180", "?view=6,42,21"),
    *("?paper=a0&upright=x", "?year=0", "?country=x", "?city=999999999"),
    *("?as=countries", "?as=countries&measure=warmth", "?as=countries&measure=visits"),
    *(f"?show={one.value}" for one in Layer if one is not Layer.ROUTE),  # that one is of a visit
)


@pytest.mark.parametrize("query", VIEWS)
def test_every_view_can_be_printed(browser, ties, query):
    assert taken(browser, "svg", query).data.startswith(b"<svg")


def test_there_is_no_other_format(browser):
    browser.submit("/map/export.exe", status=404)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "No city with a tie is recorded yet."),
        ("?as=countries", "No city with a tie is recorded yet."),
        ("?relation=project", "No tie matches these filters."),
        ("?show=visits", "No visit with a date and a city is recorded yet."),
        ("?show=world", "No public list is switched on."),
        ("?show=public", "No public list names a partner of this city."),
    ],
)
def test_paper_with_nothing_on_it_says_what_the_screen_says(browse, query, said):
    browser = browse(language="en")

    assert said in browser.open(f"/map{query}").words
    assert said in [one.text for one in ET.fromstring(taken(browser, "svg", query).data).iter()]


# --- Public lists -------------------------------------------------------------------------------------------

LISTS = (
    "Public lists: Lists of twin towns and sister cities of the English Wikipedia"
    " (licence: CC BY-SA 4.0, read on 25 Oct 2023)"
)


@pytest.fixture
def lists(make, session):
    """Read a public list on a day that is known."""
    list_ = make.public_list()
    list_.imported_at = datetime(2023, 10, 24, 22, 30, tzinfo=UTC)  # already the 25th in İzmir
    session.commit()
    return list_


FROM_LISTS = ("?show=world", "?show=public", "?as=countries&measure=public", "?show=peers")


@pytest.mark.parametrize("query", FROM_LISTS)
def test_public_lists_are_named_with_licence_and_day_on_paper_and_screen(browser, ties, lists, query):
    assert LISTS in told_by(taken(browser, "svg", query))
    assert LISTS in browser.open(f"/map{query}").words


@pytest.mark.parametrize("query", ["", "?show=visits", "?as=countries", "?show=networks"])
def test_what_is_of_our_own_record_names_no_public_list(browser, ties, lists, query):
    assert "Public lists:" not in told_by(taken(browser, "svg", query))
    assert "Public lists:" not in browser.open(f"/map{query}").words


def test_a_list_that_is_switched_off_is_not_named(browser, browse, lists):
    browse("admin").submit(f"/reference/{lists.id}/switch", {"on": "0"})

    assert "Public lists:" not in told_by(taken(browser, "svg", "?show=world"))


@pytest.mark.parametrize("query", ["?show=world", "?show=public"])
def test_files_of_public_lists_name_the_lists_as_their_source_and_not_the_house(browser, ties, lists, query):
    assert json.loads(taken(browser, "geojson", query).data)["source"] == LISTS
    kml = [one.text for one in ET.fromstring(taken(browser, "kml", query).data).iter(f"{KML}value")]
    assert LISTS in kml
    assert "İzmir Büyükşehir Belediyesi" not in kml
    rows = list(csv.DictReader(io.StringIO(taken(browser, "csv", query).data.decode("utf-8-sig"))))
    assert rows
    assert {row["Source"] for row in rows} == {LISTS}


def test_a_table_of_countries_by_public_lists_names_the_lists(browser, ties, lists):
    of_lists, of_ours = (
        list(csv.DictReader(io.StringIO(taken(browser, "csv", query).data.decode("utf-8-sig"))))
        for query in ("?as=countries&measure=public", "?as=countries")
    )

    assert {row["Source"] for row in of_lists} == {LISTS}
    assert not any("Source" in row for row in of_ours)


# --- What lies under the map --------------------------------------------------------------------------------


@pytest.fixture
def set_to(app, monkeypatch):
    """Change settings of the running application for one test."""

    def change(**values):
        settings = replace(app.extensions["elci.settings"], **values)
        monkeypatch.setitem(app.extensions, "elci.settings", settings)

    return change


def test_the_map_names_whose_shapes_lie_under_it(browse, ties, set_to):
    set_to(map_source="Harita Genel Müdürlüğü <b>")
    browser = browse(language="en")

    assert browser.open("/map").select_one("[data-map]")["data-source"] == "Harita Genel Müdürlüğü <b>"
    told = [one.text or "" for one in ET.fromstring(taken(browser, "svg").data).iter()]
    assert any("Base map: Harita Genel Müdürlüğü <b>" in one for one in told)


def test_paper_names_the_shapes_that_it_has_and_not_the_tiles_that_it_has_not(
    browser, ties, set_to, tmp_path
):
    tiles = {"map_tiles": "https://tiles.example.org/{z}/{x}/{y}.png", "map_source": "Tile House"}
    set_to(**tiles)

    assert browser.open("/map").select_one("[data-map]")["data-source"] == "Tile House"
    assert "Base map: Natural Earth ·" in told_by(taken(browser, "svg"))
    own = tmp_path / "provinces.json"
    square = {"type": "Polygon", "coordinates": [[[20, 30], [40, 30], [40, 50], [20, 50], [20, 30]]]}
    feature = {"type": "Feature", "properties": {"code": "TR"}, "geometry": square}
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    set_to(**tiles, map_file=own)
    assert "Base map: provinces.json ·" in told_by(taken(browser, "svg"))


def test_an_office_may_have_shapes_of_its_own(browser, ties, set_to, tmp_path):
    square = {"type": "Polygon", "coordinates": [[[20, 30], [40, 30], [40, 50], [20, 50], [20, 30]]]}
    file = tmp_path / "own.json"
    feature = {"type": "Feature", "properties": {"code": "TR"}, "geometry": square}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    before = taken(browser, "svg").data
    set_to(map_file=file)

    address = browser.open("/map").select_one("[data-map]")["data-world"]
    assert json.loads(browser.client.get(address, buffered=True).data)["features"] == [feature]
    assert len(taken(browser, "svg").data) < len(before) / 2


def test_a_first_view_may_be_set(browser, set_to):
    set_to(map_centre=(41.0, 28.0, 5.0))

    assert browser.open("/map").select_one("[data-map]")["data-centre"] == "41.0,28.0,5.0"


def test_a_tile_server_is_let_into_the_policy_and_nothing_else():
    told = policy("https://tiles.example.org/{z}/{x}/{y}.png?key=1")

    assert told == POLICY.replace("img-src 'self' data:", "img-src 'self' data: https://tiles.example.org")
    assert policy("") == POLICY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ELCI_MAP_TILES", "https://tiles.example.org/fixed.png"),
        ("ELCI_MAP_TILES", "https://a.example; script-src */{z}/{x}/{y}"),
        ("ELCI_MAP_TILES", "javascript:{z}{x}{y}"),
        ("ELCI_MAP_CENTRE", "91,0,3"),
        ("ELCI_MAP_CENTRE", "here"),
        ("ELCI_MAP_FILE", "no/such/file.json"),
    ],
)
def test_a_setting_of_the_map_that_makes_no_sense_stops_the_start(tmp_path, name, value):
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment({"ELCI_DATA_DIR": str(tmp_path), name: value})


SQUARE = [[[20, 30], [40, 30], [40, 50], [20, 50], [20, 30]]]


def area(shape="Polygon", coordinates=SQUARE, properties=None):
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties or {"code": "TR"}, "geometry": geometry}


@pytest.mark.parametrize(
    "told",
    [
        "nonsense",
        "[" * 100_000,
        {"a": 1},
        {"features": []},
        {"features": [{}]},
        {"features": [area() | {"properties": None}]},
        {"features": [area() | {"geometry": None}]},
        {"features": [area(properties={"code": 90})]},
        {"features": [area("Point", [20, 30])]},
        {"features": [area("MultiPolygon", [])]},
        {"features": [area(coordinates=[])]},
        {"features": [area(coordinates=[[[20, 30], [40, 30]]])]},
        {"features": [area(coordinates=[[["x", "y"]] * 4])]},
        {"features": [area(coordinates=[[[2_226_389, 3_503_549]] * 4])]},
    ],
    ids=lambda told: str(told)[:60],
)
def test_shapes_that_no_map_can_be_drawn_of_stop_the_start(tmp_path, told):
    file = tmp_path / "own.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told))

    with pytest.raises(ConfigurationError) as refused:
        create_app({"map_file": file})

    assert str(refused.value) == (
        f"ELCI_MAP_FILE is '{file}': it is no GeoJSON of polygons in degrees, "
        "as static/map/README.md describes it."
    )


def test_shapes_that_are_no_text_stop_the_start(tmp_path):
    file = tmp_path / "own.json"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigurationError, match="ELCI_MAP_FILE"):
        create_app({"map_file": file})


# --- Countries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "title", "name"),
    [
        ("?as=countries", "Ties by country", "Ties by country.svg"),
        ("?as=countries&measure=visits", "Visits by country", "Visits by country.svg"),
        (
            "?as=countries&measure=warmth",
            "Last two-way contact by country",
            "Last two-way contact by country.svg",
        ),
        ("?as=countries&show=visits", "Cities of visits, by country", "Cities of visits, by country.svg"),
    ],
)
def test_a_sheet_of_countries_is_named_for_what_colours_them(browse, ties, query, title, name):
    browser = browse(language="en")

    answer = taken(browser, "svg", query)
    said = [one.text or "" for one in ET.fromstring(answer.data).iter()]
    assert title in said
    assert name in answer.headers["Content-Disposition"]
    assert title in browser.open(f"/map{query}").select_one("#map-summary").text
    assert not any("Not drawn" in one for one in said)


def test_a_file_of_countries_has_their_figures(browse, ties, make):
    make.visit(city_id=make.city("Bremen").id, held=PartialDate.of(2022, 3, 1))
    browser = browse(language="en")

    def table(query):
        text = taken(browser, "csv", f"?as=countries{query}").data.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    assert table("")[0] == ["Country", "Number of ties"]
    assert ["Germany", "1"] in table("")
    assert table("&measure=visits")[:2] == [["Country", "Visits", "Number of ties"], ["Germany", "1", "1"]]
    assert ["Germany", "0", "1"] in table("&measure=visits&year=2005")
    assert ["Germany", "No contact recorded", "1"] in table("&measure=warmth")
    said = " ".join(
        one.text or "" for one in ET.fromstring(taken(browser, "svg", "?as=countries").data).iter()
    )
    assert "Not counted: 1 tie without a country" in said
    assert "Counted: cities" not in said


def test_countries_are_no_places_in_a_file_for_map_programs(browser, ties):
    page = browser.open("/map/export?as=countries")

    buttons = [one["formaction"] for one in page.select("main button[formaction]")]
    endings = [one.partition("?")[0].rpartition(".")[2] for one in buttons]
    assert endings == ["pdf", "png", "svg", "csv", "xlsx"]
    browser.submit("/map/export.geojson?as=countries", status=404)
