"""The map of ties: the page with its table, and the data that the map is drawn from."""

import json
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from app.records.memberships import MEMBERSHIP
from app.records.organisations import ORGANISATION
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import PartialDate
from models.vocabulary import AgreementState, MembershipRelation, OrganisationKind, Relation, VisitState
from tests.make import TODAY

HOSTILE = "</script><script>alert(1)</script>${alert(2)}`'\"><img src=x onerror=alert(3)> القدس 🏙️"


@pytest.fixture
def house(make):
    """Write our own municipality, seated in İzmir."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )


@pytest.fixture
def tie(make, house):
    """Write a tie of our house with a body in a city, or in none."""

    def write(name, city=None, *, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE, **facts):
        seat = make.city(city).id if isinstance(city, str) else city
        titles = {"title_tr": facts.pop("title_tr", "")}
        signed = {name: facts.pop(name, PartialDate()) for name in ("signed", "starts")}
        body = make.organisation(name, seat_id=seat, **facts)
        parties = [{"organisation_id": house.id}, {"organisation_id": body.id}]
        return make.record(AGREEMENT, relation=relation, state=state, parties=parties, **titles, **signed)

    return write


def told(browser, query=""):
    return json.loads(browser.open(f"/map/data.json{query}").answer.text)


def drawn(browser, query=""):
    """Name of each city at which a tie ends → the ties there, as kind and state."""
    data = told(browser, query)
    found: dict[str, list[tuple[str, str]]] = {}
    for _, b, kind, state, *_ in data["ties"]:
        found.setdefault(data["cities"][b][1], []).append((data["kinds"][kind][0], state))
    return found


def names(page):
    """What the tables of the page list."""
    return [row.select_one("th a").text for row in page.select("tbody[data-city]")]


@contextmanager
def statements(connection):
    sent = []

    def take(*facts):
        sent.append(facts[2])

    event.listen(connection, "before_cursor_execute", take)
    yield sent
    event.remove(connection, "before_cursor_execute", take)


# --- Table and data -----------------------------------------------------------------------------------------


def test_table_and_data_say_the_same(browser, tie, make):
    agreement = tie(
        "Üsküp Belediyesi", "Üsküp", title_tr="Üsküp anlaşması", signed=PartialDate.of(2023, 3, 23)
    )

    page, data = browser.open("/map"), told(browser)

    (row,) = page.select("tbody[data-city]")
    assert [cell.get_text(" ", strip=True) for cell in row.select("th, td")] == [
        "Skopje North Macedonia",
        "Sister city : Üsküp anlaşması",
        "23 Mar 2023",
    ]
    assert row.select_one(".map-tie")["href"] == f"/agreements/{agreement.id}"
    skopje, izmir = make.city("Üsküp"), make.city("İzmir")
    assert [city[:2] for city in data["cities"]] == [[izmir.id, "İzmir"], [skopje.id, "Skopje"]]
    assert data["home"] == 0
    assert data["kinds"] == [["sister_city", "Sister city"]]
    assert data["ties"] == [[0, 1, 0, "in_force", [2023, 2023], None, 0.0, 1]]
    assert {one[1]: one[3]["ties"] for one in data["countries"]} == {"TR": 0, "MK": 1}
    assert page.select_one("[data-map]")["data-url"] == "/map/data.json"


def test_both_languages(browse, tie):
    tie("Üsküp Belediyesi", "Üsküp")

    for language, city, country in (("tr", "Üsküp", "Kuzey Makedonya"), ("en", "Skopje", "North Macedonia")):
        browser = browse("viewer", language)
        assert city in drawn(browser)
        assert country in [one[2] for one in told(browser)["countries"]]
        assert names(browser.open("/map")) == [city]


def test_a_register_without_a_tie_says_so_and_has_a_map(browser):
    page = browser.open("/map")

    assert "No city with a tie is recorded yet." in page.words
    assert [one["href"] for one in page.select("[data-nothing] a")] == ["/agreements/new"]
    data = told(browser)
    assert (data["home"], data["cities"], data["ties"], data["years"]) == (None, [], [], None)


def test_a_hostile_name_is_text_in_table_and_data(browser, tie, make):
    city = make.record(CITY, title_tr=HOSTILE, latitude=10.0, longitude=20.0)
    tie(HOSTILE, city.id, title_tr=HOSTILE, relation=Relation.PROJECT)

    page, answer = browser.open("/map"), browser.open("/map/data.json").answer

    assert names(page) == [HOSTILE]
    assert not page.select("main img, [onerror]")
    assert not [script for script in page.select("script") if not script.get("src")]
    assert answer.mimetype == "application/json"
    assert HOSTILE in [city[1] for city in json.loads(answer.text)["cities"]]
    panel = browser.open(f"/map/cities/{city.id}")
    assert panel.select_one("h2").text == HOSTILE
    assert not panel.select("main img, [onerror], script")
    assert "alert" not in browser.open("/map/shell.js").answer.text


def test_the_panel_says_where_a_city_lies_or_why_nobody_can_say(browser, make):
    bremen, lost = make.city("Bremen"), make.city("Üsküp")
    lost.latitude = lost.longitude = 0.0
    make.session.commit()

    place = browser.open(f"/map/cities/{bremen.id}").select_one("h2")["data-at"].split(",")
    assert [round(float(part)) for part in place] == [53, 9]
    panel = browser.open(f"/map/cities/{lost.id}")
    assert panel.select_one("h2").get("data-at") is None
    assert "Not drawn: coordinates 0, 0 are certainly wrong" in panel.text


@pytest.mark.parametrize("query", ["", "&year=2022", "&year=2022&as=countries"])
def test_of_visits_the_legend_speaks_of_visits(browser, make, query):
    held = PartialDate.on(date(2022, 5, 4))
    make.visit(held=held, state=VisitState.HELD, city_id=make.city("Bremen").id)
    page = browser.open(f"/map?show=visits{query}")

    year = "2022" if query else "__year__"
    words = f"Counted: cities of visits that took place in {year}, once in each direction"
    assert (
        page.select_one("[data-counted]").text if query else page.select_one("[data-year]")["data-told"]
    ) == words
    assert page.select_one("[data-year]")["data-all"] == "All years"
    assert browser.open("/map").select_one("[data-year]").get("data-all") is None


def test_another_municipality_s_ties_are_not_there(browse, make, tie):
    tie("Üsküp Belediyesi", "Üsküp")
    other = browse(make.user("officer", "antalya"))

    assert names(other.open("/map")) == []
    assert (told(other)["cities"], told(other)["home"]) == ([], None)


def test_a_stranger_signs_in_first(browse):
    for path in ("/map", "/map/data.json", "/map/shell.js", "/map/cities/1", "/map/places.json?q=Bremen"):
        assert browse(None).open(path, 302).answer.location.startswith("/sign-in")


# --- Missions and what is not drawn -------------------------------------------------------------------------


def test_missions_count_for_the_country_they_represent_and_are_no_tie_to_ankara(browser, tie, make):
    germany = make.country("DE")
    for number in range(2):
        make.organisation(f"Alman {number}", seat_id=make.city("Ankara").id, represents_id=germany.id)
    tie("Büyükelçilik", "Ankara", represents_id=germany.id, relation=Relation.CONTACT)
    tie("Bremen Belediyesi", "Bremen")

    page, data = browser.open("/map"), told(browser)

    assert set(drawn(browser)) == {"Bremen"}
    assert names(page) == ["Bremen", "Büyükelçilik"]
    assert [one[2] for one in data["unplaced"]] == ["mission"]
    assert {one[1]: one[3]["ties"] for one in data["countries"]} == {"TR": 0, "DE": 2}
    (line,) = page.select(".map-missions li")
    assert line.get_text(" ", strip=True) == "Germany 3"


def test_what_has_no_place_is_listed_with_the_reason(browser, tie, make):
    lost = make.record(CITY, title_tr="Haritasız")
    zero = make.record(CITY, title_tr="Sıfır")
    zero.latitude = zero.longitude = 0.0  # the form refuses it, an old import may hold it
    make.session.commit()
    swapped = make.record(
        CITY, title_tr="Ters", country_id=make.country("MK").id, latitude=21.43, longitude=42.0
    )
    tie("Ters Belediyesi", swapped.id)
    tie("Haritasız Belediyesi", lost.id)
    tie("Sıfır Belediyesi", zero.id)
    tie("UNDP", relation=Relation.PROGRAMME)

    page, data = browser.open("/map"), told(browser)

    assert data["ties"] == []
    assert {one[1]: one[2] for one in data["unplaced"]} == {
        "Haritasız": "missing",
        "Sıfır": "origin",
        "Ters": "swapped",
        "UNDP": "no_seat",
    }
    assert names(page) == ["Haritasız", "Sıfır", "Ters", "UNDP"]
    assert [line.text for line in page.select(".map-remark li")] == [
        "Haritasız: no coordinates recorded",
        "Sıfır: coordinates 0, 0 are certainly wrong",
        "Ters: latitude and longitude have changed places, it seems: it lies outside its country",
    ]
    body = page.select("tbody[data-city]")[-1]
    assert "no seat recorded" in body.text
    assert body.select_one("th a")["href"].startswith("/organisations/")
    boxes = page.select(".map-legend fieldset label")
    legend = {label.input["value"]: label.select_one(".num").text for label in boxes}
    assert legend == {"sister_city": "3", "programme": "0"}
    assert "Not counted: 1 body without a place on the map" in page.words


# --- Filters ------------------------------------------------------------------------------------------------


@pytest.fixture
def three(tie):
    """Write a sister city, a project in another one, and a draft in a third."""
    tie("Üsküp Belediyesi", "Üsküp")
    tie("Lübliyana Belediyesi", "Lübliyana", relation=Relation.PROJECT)
    tie("Linz Belediyesi", "Linz", relation=Relation.GOODWILL, state=AgreementState.DRAFT)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Skopje", "Ljubljana"}),
        ("?relation=project", {"Ljubljana"}),
        ("?relation=project&relation=sister_city", {"Skopje", "Ljubljana"}),
        ("?relation=goodwill", set()),
        ("?relation=goodwill&state=draft", {"Linz"}),
        ("?state=draft", {"Linz"}),
        ("?relation=", set()),
        ("?relation=marriage", set()),
        ("?country=abc", set()),
        ("?country=99999999999", set()),
        ("?state=forgotten", set()),
        ("?relation=project&country={SI}", {"Ljubljana"}),
        ("?country={MK}", {"Skopje"}),
        ("?country={MK}&relation=project", set()),
    ],
)
def test_page_and_data_follow_the_address(browser, three, make, query, expected):
    query = query.format(**{code: make.country(code).id for code in ("SI", "MK")})

    page = browser.open(f"/map{query}")

    assert set(names(page)) == expected
    assert set(drawn(browser, query)) == expected
    nothing = page.select_one("[data-nothing]")
    assert (nothing is None) == bool(expected)
    if nothing:
        assert nothing.a["href"] == "/map"
    assert bool(page.select(".filters-clear")) == bool(query)


def test_a_relation_that_is_left_out_stays_in_the_legend_and_can_be_had_back(browser, three):
    page = browser.open("/map?relation=project")

    assert names(page) == ["Ljubljana"]
    boxes = {box["value"]: box.has_attr("checked") for box in page.select("[name=relation]")}
    assert boxes == {"sister_city": False, "project": True}


def test_links_of_the_filters_keep_the_others(browser, three, make):
    page = browser.open(f"/map?relation=project&relation=sister_city&country={make.country('SI').id}")

    links = {link.get_text(strip=True): link["href"] for link in page.select(".filter-options a")}
    relations = "relation=project&relation=sister_city"
    choose = page.select_one("a[data-loads][href*='choices/country']")["href"]
    assert choose == f"/map/choices/country?{relations}&country={make.country('SI').id}"
    links |= {
        link.get_text(strip=True): link["href"] for link in browser.open(choose).select(".filter-options a")
    }
    slovenia, macedonia = (make.country(code).id for code in ("SI", "MK"))
    assert links["Draft"] == f"/map?{relations}&state=draft&country={slovenia}"
    both = "".join(f"&country={id_}" for id_ in sorted((slovenia, macedonia), key=str))
    assert links["North Macedonia"] == f"/map?{relations}{both}"
    assert page.select_one(".chip-clear")["href"] == f"/map?{relations}"
    assert page.select_one("[data-map]")["data-url"] == f"/map/data.json?country={make.country('SI').id}"


def test_the_state_is_written_where_it_is_not_the_usual_one(browser, tie):
    tie("Bremen Belediyesi", "Bremen", state=AgreementState.SUSPENDED)

    assert drawn(browser)["Bremen"] == [("sister_city", "suspended")]
    assert "Suspended" in browser.open("/map").select_one("tbody[data-city]").text


# --- What a browser keeps -----------------------------------------------------------------------------------


def test_a_browser_that_has_the_data_compressed_is_told_so_too(browser, three):
    packed = {"Accept-Encoding": "gzip"}
    first = browser.client.get("/map/data.json", headers=packed)
    again = browser.client.get("/map/data.json", headers=packed | {"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Encoding"] == "gzip"
    assert (again.status_code, again.data) == (304, b"")


def ask(browser, path="/map/data.json", etag=None):
    headers = {"If-None-Match": etag} if etag else {}
    return browser.client.get(path, headers=headers)


def test_what_did_not_change_is_not_sent_again(browser, tie, connection):
    tie("Üsküp Belediyesi", "Üsküp")
    first = ask(browser)
    with statements(connection) as sent:
        again = ask(browser, etag=first.headers["ETag"])

    assert (again.status_code, again.data) == (304, b"")
    assert not [statement for statement in sent if "agreement" in statement]
    for answer in (first, again):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["ETag"] == first.headers["ETag"]
        assert answer.headers["Content-Security-Policy"]


def test_every_change_of_the_record_and_of_the_reference_is_news(browser, tie, make, session):
    agreement, city = tie("Üsküp Belediyesi", "Üsküp"), make.city("Üsküp")
    officer, admin = make.actor(), make.actor("admin")
    known = {ask(browser).headers["ETag"]}

    def is_news():
        answer = ask(browser, etag=", ".join(known))
        known.add(answer.headers["ETag"])
        return answer.status_code == 200

    assert not is_news()
    with unit_of_work(session):
        kit.create(session, officer, ORGANISATION, {"title_tr": "Yeni"}, today=TODAY)
    assert is_news()
    with unit_of_work(session):
        kit.edit(session, admin, CITY, city.id, city.version, {"latitude": 41.5}, today=TODAY)
    assert is_news()
    assert [1, "Skopje", 41.5] in [[1, *one[1:3]] for one in told(browser)["cities"]]
    with unit_of_work(session):
        kit.throw_away(session, officer, AGREEMENT, agreement.id, today=TODAY)
    assert is_news()
    assert told(browser)["ties"] == []
    assert not is_news()
    visit = make.visit(held=PartialDate.of(2022, 5, 4))
    known.add(ask(browser).headers["ETag"])
    stops = {"stops": [{"city_id": city.id}]}
    with unit_of_work(session):
        kit.edit(session, officer, VISIT, visit.id, visit.version, stops, today=TODAY)
    assert is_news()
    with unit_of_work(session):
        theirs = make.actor("officer", "antalya")
        kit.create(session, theirs, ORGANISATION, {"title_tr": "Başkasının"}, today=TODAY)
    assert not is_news()


def test_language_parameters_and_municipality_have_answers_of_their_own(browse, make, three):
    etags = [
        ask(browser, f"/map/data.json{query}").headers["ETag"]
        for browser in (
            browse("officer", "en"),
            browse("officer", "tr"),
            browse(make.user("officer", "antalya")),
        )
        for query in ("", "?state=draft", "?relation=project", "?relation=project&relation=goodwill")
    ]

    assert len(set(etags)) == len(etags)
    assert ask(browse(), "/map/data.json?relation=goodwill&relation=project").headers["ETag"] == etags[3]


def test_the_script_of_the_empty_map_is_kept_for_good_under_an_address_that_names_its_content(browser):
    address = next(one["src"] for one in browser.open("/map").select("script[src*='shell.js']"))
    script = ask(browser, address)

    assert "?v=" in address
    assert script.mimetype == "application/javascript"
    assert "map_ties" in script.text
    assert {"private", "immutable"} <= set(script.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("what", ["/static/", "shell.js"])
def test_what_a_browser_keeps_for_good_carries_no_session(browser, what):
    """Else a cache of many people kept the session of one, and a renewed cookie made each file stale."""
    files = browser.open("/map").select("script[src], link[rel=stylesheet]")
    addresses = [one.get("src") or one["href"] for one in files]
    answer = ask(browser, next(one for one in addresses if what in one))
    answer.close()

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_as_many_statements_for_many_ties_as_for_one(browser, tie, connection):
    def cost(path):
        with statements(connection) as sent:
            browser.open(path)
        return len(sent)

    paths = (
        "/map",
        "/map/data.json",
        "/map?state=in_force&as=countries",
        "/map?show=networks",
        "/map?show=peers",
    )
    tie("Linz Belediyesi", "Linz", relation=Relation.CONTACT)
    few = [cost(path) for path in paths]
    for number in range(20):
        city = ("Bremen", "Bonn", "Roma", "Üsküp", None)[number % 5]
        tie(f"Kurum {number}", city, relation=Relation.CONTACT, title_tr=f"{number}")

    assert [cost(path) for path in paths] == few
    assert max(few) <= 20


# --- Layers, table, panel, search ---------------------------------------------------------------------------

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"


def test_every_layer_has_a_page_data_and_a_sentence_of_what_is_counted(browser, house):
    for show in ("ties", "networks", "visits", "projects", "public", "world", "peers"):
        page = browser.open(f"/map?show={show}")
        assert page.select_one("[data-nothing] p").text
        assert told(browser, f"?show={show}")["view"] == show


def test_layers_of_public_lists_are_offered_while_one_is_on(browser, make, house):
    def layers():
        return [one["href"] for one in browser.open("/map").select("a[href*='show=']")]

    assert "/map?show=world" not in layers()
    make.read_list(f"{TIES}Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n")
    assert "/map?show=world" in layers()
    assert names(browser.open("/map?show=world")) == ["İzmir", "Skopje"]


def test_the_table_is_sorted_by_its_headings(browser, three):
    def order(query):
        return names(browser.open(f"/map{query}"))

    assert order("") == ["Ljubljana", "Skopje"]
    assert order("?sort=-city") == ["Skopje", "Ljubljana"]
    assert order("?sort=country") == ["Skopje", "Ljubljana"]
    assert order("?sort=tie") == ["Skopje", "Ljubljana"]
    assert order("?sort=nonsense") == ["Ljubljana", "Skopje"]
    heads = browser.open("/map?sort=-tie&relation=project").select("th[aria-sort]")
    assert [(one["aria-sort"], one.a["href"]) for one in heads] == [
        ("descending", "/map?relation=project&sort=tie")
    ]


def test_a_head_that_city_and_country_share_says_which_of_them_sorts(browser, three):
    def heads(query):
        head = browser.open(f"/map{query}").select_one("thead th")
        assert "aria-sort" not in head.attrs
        return [one.text for one in head.select("a")]

    assert heads("") == ["City (sorted ascending)", "Country"]
    assert heads("?sort=-country") == ["City", "Country (sorted descending)"]


def test_a_long_table_has_pages_and_the_data_have_everything(browser, tie, make, monkeypatch):
    monkeypatch.setattr("app.mapping.table.PER_PAGE", 2)
    for city in ("Linz", "Bremen", "Bonn", "Roma", "Üsküp"):
        tie(f"{city} Belediyesi", city, relation=Relation.CONTACT)

    pages = [browser.open(f"/map?page={page}") for page in (1, 2, 3, 99)]

    assert [names(page) for page in pages] == [["Bonn", "Bremen"], ["Linz", "Rome"], ["Skopje"], ["Skopje"]]
    assert pages[0].select_one("[rel=next]")["href"] == "/map?page=2"
    assert {page.select_one("[data-count]").text for page in pages} == {"5"}
    assert len(told(browser)["ties"]) == 5


def test_a_printed_page_of_the_table_says_which_rows_it_has_and_where_the_others_are(
    browser, tie, monkeypatch
):
    monkeypatch.setattr("app.mapping.table.PER_PAGE", 2)
    for city in ("Linz", "Bremen", "Bonn"):
        tie(f"{city} Belediyesi", city)
    tie("UNFPA")

    said = [
        [one.text for one in browser.open(f"/map?page={page}").select(".map-table .print-line")]
        for page in (1, 2)
    ]

    others = "The others are on the other pages of the list; all are in the files of “Print and export”."
    assert said == [[f"Rows printed: 1–2 of 3. {others}"], [f"Rows printed: 3 of 3. {others}"]]


def test_countries_are_a_table_that_leads_to_their_cities(browser, tie, make):
    tie("Bremen Belediyesi", "Bremen")
    tie("Bonn Belediyesi", "Bonn")
    tie("Linz Belediyesi", "Linz")

    page = browser.open("/map?as=countries")

    rows = [row.get_text(" ", strip=True) for row in page.select("tr[data-country]")]
    assert rows == ["Germany 2", "Austria 1"]
    germany = page.select_one("tr[data-country] a")["href"]
    assert germany == f"/map?country={make.country('DE').id}"
    assert names(browser.open(germany)) == ["Bonn", "Bremen"]


def test_countries_tell_how_warm_their_ties_are_in_words(browser, tie):
    tie("Bremen Belediyesi", "Bremen", signed=PartialDate.on(TODAY))

    page = browser.open("/map?as=countries&measure=warmth")

    (row,) = page.select("tr[data-country]")
    assert row.get_text(" ", strip=True) == "Germany Contact within a year 1"


def test_the_panel_of_a_city_says_names_ties_visits_and_where_to_go(browser, browse, tie, make):
    skopje = make.city("Üsküp")
    paper = tie("Üsküp Belediyesi", skopje.id, title_tr="Üsküp anlaşması")
    last = make.visit(city_id=skopje.id, held=PartialDate.of(2023, 5, 1))
    coming = make.visit(city_id=skopje.id, held=PartialDate.of(2099, 5, 1))
    make.visit(city_id=skopje.id, held=PartialDate.of(2001, 5, 1))

    panel = browser.open(f"/map/cities/{skopje.id}?show=ties")

    assert panel.select_one("h2").text == "Skopje"
    assert "Üsküp" in panel.select_one(".quiet").text
    assert [link["href"] for link in panel.select("a")] == [
        f"/agreements/{paper.id}",
        f"/visits/{last.id}",
        f"/visits/{coming.id}",
        f"/cities/{skopje.id}",
        f"/cities/{skopje.id}/note",
        f"/visits/new?about={skopje.id}",
    ]
    assert "Log a visit" not in browse("viewer").open(f"/map/cities/{skopje.id}").text
    browser.open("/map/cities/999999", 404)


def test_panel_and_table_say_the_same_of_when_a_tie_began(browser, tie, make):
    skopje = make.city("Üsküp")
    tie("Üsküp Belediyesi", skopje.id, starts=PartialDate.of(2023, 10, 23))

    said = browser.open("/map").select_one("tr[data-city] .num, tbody[data-city] .num").get_text(strip=True)

    assert said == "23 Oct 2023"
    assert f"{said} · In force" in browser.open(f"/map/cities/{skopje.id}").get_text(" ", strip=True)


@pytest.mark.parametrize("state", [VisitState.PLANNED, None])
def test_a_visit_of_today_that_nobody_calls_held_is_the_next_one_in_the_panel(browser, tie, make, state):
    skopje = make.city("Üsküp")
    tie("Üsküp Belediyesi", skopje.id)
    make.visit(city_id=skopje.id, held=PartialDate.on(TODAY), state=state)

    panel = browser.open(f"/map/cities/{skopje.id}?show=ties").get_text(" ", strip=True)

    assert "Last visit none recorded" in panel
    assert "Next visit 25 Oct 2023" in panel


def test_the_panel_names_networks_in_common_and_public_partners_where_they_are_the_layer(
    browser, house, make
):
    make.read_list(f"{TIES}Q384,Skopje,MK,42.00,21.43,Q24879,Bremen,DE,53.08,8.81\n")
    skopje = make.city("Üsküp")
    network = make.organisation("MedCities", organisation_kind=OrganisationKind.CITY_NETWORK)
    theirs = make.organisation("Üsküp Belediyesi", seat_id=skopje.id)
    for body in (house, theirs):
        make.record(MEMBERSHIP, network_id=network.id, member_id=body.id, relation=MembershipRelation.MEMBER)

    plain, public = (browser.open(f"/map/cities/{skopje.id}?show={show}") for show in ("ties", "public"))

    assert "MedCities" in plain.text
    assert "Bremen" not in plain.text
    assert plain.select("a")[-1]["href"] == f"/map?show=public&of={skopje.id}"
    assert public.select_one(f"a[href='/cities/{make.city('Bremen').id}']").text == "Bremen"
    assert "open source" in public.text


def test_a_city_is_found_by_any_of_its_names(browser, make):
    for typed in ("Üsküp", "skopje"):
        hit = json.loads(browser.open(f"/map/places.json?q={typed}").answer.text)["hits"][0]
        assert (hit["id"], hit["name"]) == (make.city("Üsküp").id, "Skopje")
    assert json.loads(browser.open("/map/places.json").answer.text) == {"hits": []}


@pytest.mark.parametrize(
    "query",
    [
        "show=nonsense&as=x&measure=y&year=abc&page=-1&city=x&of=x&view=1,2",
        "page=99999999999999999999&year=99999&country=9223372036854775808&unit=9223372036854775807",
        "network=public-9223372036854775807&show=networks",
        "network=%00&region=%27%3B&warmth=hot&theme=&unit=&peer=&direction=&kind=%3Cb%3E",
        "show=peers&peer=9223372036854775807",
        "show=public&of=9223372036854775807",
        "show=world&relation=project&sort=-tie&page=3",
    ],
)
def test_an_address_that_cannot_be_shows_a_page_and_no_error(browser, tie, query):
    tie("Üsküp Belediyesi", "Üsküp")

    browser.open(f"/map?{query}")
    told(browser, f"?{query}")
    browser.open(f"/map/choices/country?{query}")


def test_a_filter_that_the_layer_has_not_offers_nothing(browser, house):
    browser.open("/map/choices/warmth?show=world", 404)
    browser.open("/map/choices/nonsense", 404)


# --- Countries of a year ------------------------------------------------------------------------------------


def rows(page):
    """What the table of countries says."""
    return [row.get_text(" ", strip=True) for row in page.select("tr[data-country]")]


def coloured(browser, query, measure):
    """Code of a country → what it is coloured by; countries of which nothing is known are left out."""
    figures = {one[1]: one[3][measure] for one in told(browser, query)["countries"]}
    return {code: figure for code, figure in figures.items() if figure}


def test_visits_of_a_year_are_counted_by_table_map_and_paper_alike(browser, tie, make):
    tie("Linz Belediyesi", "Linz", signed=PartialDate.of(2001))
    for day in ((2005, 5, 1), (2005, 12, 30), (2022, 3, 1)):
        make.visit(city_id=make.city("Bremen").id, held=PartialDate.of(*day))
    query = "?as=countries&measure=visits"

    assert rows(browser.open(f"/map{query}")) == ["Germany 3 0", "Austria 0 1"]
    assert rows(browser.open(f"/map{query}&year=2005")) == ["Germany 2 0", "Austria 0 1"]
    assert rows(browser.open(f"/map{query}&year=2006")) == ["Austria 0 1"]
    assert coloured(browser, f"{query}&year=2005", "visits") == {"DE": 2}
    assert coloured(browser, f"{query}&year=2006", "visits") == {}
    paper = browser.client.post(f"/map/export.svg{query}&year=2005", data={"csrf_token": browser.token()})
    assert ">Germany 2<" in paper.text
    assert "Coloured by: visits of 2005" in browser.open(f"/map{query}&year=2005").words


def test_the_years_of_visits_begin_with_the_first_visit_or_tie(browser, tie, make):
    tie("Linz Belediyesi", "Linz", signed=PartialDate.of(2010))
    make.visit(city_id=make.city("Bremen").id, held=PartialDate.of(2005, 5, 1))

    assert told(browser, "?as=countries&measure=visits")["years"] == [2005, TODAY.year]
    assert told(browser, "?as=countries")["years"] == [2010, TODAY.year]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?year=2005", "cities with a tie in 2005, once in each kind; what may have begun later is pale"),
        ("?as=countries&year=2005", "cities with a tie in 2005, once in each kind"),
        (
            "?show=networks&year=2005",
            "cities of members in 2005, once in each kind; what may have begun later is pale",
        ),
        (
            "?show=peers&year=2005",
            "cities with a tie in 2005, for each municipality; what may have begun later is pale",
        ),
    ],
)
def test_the_legend_of_a_year_says_the_same_on_the_page_and_where_it_is_drawn(browser, tie, query, words):
    tie("Bremen Belediyesi", "Bremen", signed=PartialDate.of(1996))

    page = browser.open(f"/map{query}")
    assert page.select_one("[data-counted]").text == f"Counted: {words}"
    if "countries" not in query:
        assert page.select_one("[data-year]")["data-told"].replace("__year__", "2005") == f"Counted: {words}"


def test_a_state_is_asked_of_the_layers_alone_that_have_the_filter(browser, tie):
    tie("Bremen Belediyesi", "Bremen", signed=PartialDate.of(1996))

    assert told(browser, "?state=ended")["ended"]
    assert not told(browser, "?state=ended&show=networks")["ended"]
    assert browser.open("/map?state=ended&show=networks").select_one("[data-year]").get("data-all") is None


@pytest.mark.parametrize("query", ["?show=world&as=countries", "?show=public&as=countries"])
def test_without_a_list_nobody_knows_what_lists_would_count(browser, tie, query):
    tie("Bremen Belediyesi", "Bremen")

    assert told(browser, query)["notes"]["blank"] == "no data"
    assert "No public list is switched on." in browser.open(f"/map{query}").words


def test_the_years_end_with_this_one(browser, tie):
    tie("Bremen Belediyesi", "Bremen", signed=PartialDate.of(1996))
    tie("Saraybosna Belediyesi", "Saraybosna", starts=PartialDate.of(TODAY.year + 8))

    assert told(browser)["years"] == [1996, TODAY.year]


def test_of_what_is_over_the_right_end_of_the_years_is_all_of_them(browser, tie):
    tie("Kazan Belediyesi", "Kazan", signed=PartialDate.of(2000), state=AgreementState.ENDED)

    assert told(browser, "?state=ended")["ended"]
    assert browser.open("/map?state=ended").select_one("[data-year]")["data-all"] == "All years"
    assert not told(browser, "")["ended"]


@pytest.mark.parametrize("measure", ["warmth", "public"])
def test_what_is_of_today_has_no_year(browser, tie, measure):
    tie("Bremen Belediyesi", "Bremen", signed=PartialDate.on(TODAY))
    query = f"?as=countries&measure={measure}"

    data, now = (told(browser, f"{query}{year}") for year in ("&year=2005", ""))
    assert data == now
    assert data["years"] is None
    page = browser.open(f"/map{query}&year=2005")
    assert rows(page) == rows(browser.open(f"/map{query}"))
    assert not page.select("#map-year-plain")
    paper = browser.client.post(f"/map/export.svg{query}&year=2005", data={"csrf_token": browser.token()})
    assert "2005" not in paper.text


def test_ties_of_a_year_and_of_a_kind_are_counted_in_the_map_as_in_the_table(browser, tie, make):
    tie("Büyükelçilik", "Ankara", represents_id=make.country("DE").id, signed=PartialDate.of(2001))
    tie("Bremen Belediyesi", "Bremen", relation=Relation.PROJECT, signed=PartialDate.of(2012))

    for query, count in (("", 2), ("&year=2005", 1), ("&relation=project", 1), ("&relation=goodwill", 0)):
        assert coloured(browser, f"?as=countries{query}", "ties") == ({"DE": count} if count else {})
        assert rows(browser.open(f"/map?as=countries{query}")) == ([f"Germany {count}"] if count else [])


def test_what_is_said_beside_countries_is_of_what_is_counted(browser, tie, make):
    make.record(CITY, title_tr="Haritasız")
    tie("Bremen Belediyesi", make.record(CITY, title_tr="Yersiz", country_id=make.country("DE").id).id)
    tie("UNDP", relation=Relation.PROGRAMME)
    make.visit(group_name="Öğrenciler", held=PartialDate.of(2022, 3, 1))
    make.visit(country_id=make.country("FR").id, held=PartialDate.of(2022, 3, 1))

    ties, visits = (browser.open(f"/map?as=countries&measure={one}") for one in ("ties", "visits"))

    for page in (ties, visits):
        assert "Not drawn" not in page.words  # a country is coloured for what has no coordinates, too
        assert "without a place on the map" not in page.words
    assert "Not counted: 1 tie without a country" in ties.words
    assert names(ties) == ["UNDP"]
    assert "Not counted: 1 visit without a country" in visits.words
    assert names(visits) == []
    assert "Not counted" not in browser.open("/map?as=countries&measure=visits&year=2005").words


def test_a_country_leads_to_what_is_counted_of_it(browser, tie, make):
    tie("Linz Belediyesi", "Linz", signed=PartialDate.of(2001))
    network = make.organisation(
        "Brüksel ağı", seat_id=make.city("Brüksel").id, organisation_kind=OrganisationKind.CITY_NETWORK
    )
    for year in (2005, 2006):
        make.visit(counterparts=[{"organisation_id": network.id}], held=PartialDate.of(year, 5, 1))
    make.read_list(f"{TIES}Q384,Skopje,MK,42.00,21.43,Q24879,Bremen,DE,53.08,8.81\n")

    def leads(query):
        found = browser.open(f"/map?as=countries&measure={query}").select("tr[data-country]")
        return {row.a.text: row.a["href"] for row in found}

    belgium, austria = make.country("BE").id, make.country("AT").id
    visits = leads("visits")
    assert visits == {"Belgium": f"/visits?partner={belgium}", "Austria": f"/map?country={austria}"}
    assert len(browser.open(visits["Belgium"]).select("table.records tbody tr")) == 2
    of_2005 = leads("visits&year=2005")["Belgium"]
    assert len(browser.open(of_2005).select("table.records tbody tr")) == 1
    public = leads("public")
    page = browser.open(public["Germany"])
    assert names(page) == ["Bremen", "Skopje"]
    assert "1 tie in public lists has an end there; listed are the cities at both of its ends" in page.words
    assert "has an end there" not in browser.open("/map?show=world").words
    assert public["Austria"] == f"/map?country={austria}"


def test_the_list_that_a_country_leads_to_has_the_visits_that_were_counted_and_no_others(browser, make):
    bremen, linz, germany = make.city("Bremen").id, make.city("Linz").id, make.country("DE").id
    body = make.organisation("Bremen Belediyesi", seat_id=bremen)
    counted = make.visit(group_name="Sayılan", country_id=germany)
    make.visit(group_name="Planlanan", country_id=germany, state=VisitState.PLANNED)
    make.visit(group_name="Gelecek", country_id=germany, held=PartialDate.of(TODAY.year + 1))
    make.visit(group_name="Yoldan geçen", city_id=linz, stops=[{"city_id": bremen}])
    make.visit(group_name="Ağırlanan", city_id=linz, host_id=body.id)
    query = "/map?as=countries&measure=visits"

    (row,) = browser.open(query).select(f"tr[data-country='{germany}']")
    assert row.td.text == "1"
    page = browser.open(row.a["href"])
    assert [one["href"] for one in page.select("table.records th a, table.records .is-name a")][-1:] == [
        f"/visits/{counted.id}"
    ]
    assert len(page.select("table.records tbody tr")) == 1
    assert "Took place, partner from: Germany" in page.words
    assert len(browser.open(f"/visits?country={germany}").select("table.records tbody tr")) == 5


@pytest.fixture
def unit(make):
    """Write a unit of our house."""
    return lambda name: make.organisation(name, organisation_kind=OrganisationKind.UNIT, ours=True).id


def test_units_narrow_the_visits_of_a_country_in_table_map_paper_and_list(browser, house, make, unit):
    press, parks, sports = (unit(name) for name in ("Basın", "Parklar", "Spor"))
    for host in (press, press, parks, sports, None):
        make.visit(city_id=make.city("Bremen").id, host_id=host, held=PartialDate.of(2005, 5, 1))
    make.visit(city_id=make.city("Linz").id, host_id=sports)
    for units, count in ((f"&unit={press}", 2), (f"&unit={press}&unit={parks}", 3)):
        query = f"?as=countries&measure=visits{units}"
        page = browser.open(f"/map{query}")
        assert rows(page) == [f"Germany {count} 0"]
        assert "only visits that the chosen unit was host of" in page.words
        assert coloured(browser, query, "visits") == {"DE": count}
        assert coloured(browser, f"{query}&year=2005", "visits") == {"DE": count}
        assert f">Germany {count}<" in on_paper(browser, query)
        listed = browser.open(page.select_one("tr[data-country] a")["href"])
        assert len(listed.select("table.records tbody tr")) == count
        assert "Unit of ours as host: Basın" in listed.words


def test_a_filter_that_visits_know_nothing_of_is_said_to_leave_their_number_as_it_is(
    browser, tie, make, unit
):
    make.visit(city_id=make.city("Bremen").id, held=PartialDate.of(2005, 5, 1))
    query = "?as=countries&measure=visits&theme=culture&relation=project"
    said = "Visits are counted whatever is chosen under: Tie and Field of cooperation"

    page = browser.open(f"/map{query}")
    assert rows(page) == ["Germany 1 0"]
    assert said in page.words
    assert "Visits are counted whatever" in on_paper(browser, query)
    assert "whatever is chosen" not in browser.open(f"/map{query.replace('visits', 'ties')}").words
    other = browser.open(f"/map?show=world&as=countries&measure=visits&unit={unit('Basın')}")
    assert rows(other) == ["Germany 1 0"]  # the layer has no such filter, and the page does not speak of it
    assert "chosen" not in other.select_one("[data-counted]").parent.text


def test_public_lists_colour_no_country_while_none_is_on(browser, tie, make):
    tie("Bremen Belediyesi", "Bremen")
    query = "?as=countries&measure=public"

    def offered():
        return [one["href"] for one in browser.open("/map?as=countries").select("a[href*='measure=public']")]

    assert offered() == []
    page = browser.open(f"/map{query}")
    assert rows(page) == ["Germany no data 1"]
    assert "No public list is switched on." in page.words
    paper = browser.client.post(f"/map/export.svg{query}", data={"csrf_token": browser.token()})
    assert "No public list is switched on." in paper.text
    make.read_list(f"{TIES}Q384,Skopje,MK,42.00,21.43,Q1040,Linz,AT,48.30,14.28\n")
    assert offered() == [f"/map{query}"]
    assert set(rows(browser.open(f"/map{query}"))) == {
        "Austria 1 0",
        "North Macedonia 1 0",
        "Germany 0 1",
    }


def on_paper(browser, query):
    return browser.client.post(f"/map/export.svg{query}", data={"csrf_token": browser.token()}).text


def in_a_file(browser, query):
    answer = browser.client.post(f"/map/export.csv{query}", data={"csrf_token": browser.token()})
    return [line.split(",") for line in answer.data.decode("utf-8-sig").splitlines()]


@pytest.mark.parametrize(
    ("query", "blank"),
    [
        ("measure=ties", "0"),
        ("measure=visits", "0"),
        ("measure=visits&year=2005", "0"),
        ("measure=visits&region=africa_north", "0, or left out by a filter"),
        ("measure=warmth", "no data"),
        ("measure=public", "no data"),
    ],
)
def test_a_country_without_a_colour_is_0_where_that_was_counted_and_no_data_where_nobody_knows(
    browser, tie, query, blank
):
    tie("Linz Belediyesi", "Linz", state=AgreementState.ENDED)
    query = f"?as=countries&{query}"

    assert told(browser, query)["notes"]["blank"] == blank
    paper = on_paper(browser, query)
    assert f">{blank}<" in paper
    assert (">no data<" in paper) is (blank == "no data")


def test_table_and_file_say_what_the_legend_says_of_a_country_without_a_colour(browser, tie, make):
    tie("Linz Belediyesi", "Linz")
    for measure, said in (("visits", "0"), ("public", "no data")):
        query = f"?as=countries&measure={measure}"
        assert told(browser, query)["notes"]["blank"] == said
        assert rows(browser.open(f"/map{query}")) == [f"Austria {said} 1"]
        assert in_a_file(browser, query)[1:] == [["Austria", said, "1"]]


def test_a_disputed_area_is_named_with_its_number_since_it_has_no_colour(browser, make):
    make.visit(country_id=make.country("XN").id, held=PartialDate.of(2005, 5, 1))
    query = "?as=countries&measure=visits"

    page = browser.open(f"/map{query}")
    (row,) = rows(page)
    assert f"Never coloured: {row.removesuffix(' 0')}" in page.words
    assert "Never coloured: " in on_paper(browser, query)
    assert "Never coloured" not in browser.open("/map?as=countries").words


@pytest.mark.parametrize("show", ["visits", "networks", "public", "world", "peers"])
def test_a_measure_that_the_layer_has_not_is_dropped_and_what_is_coloured_is_named(
    browser, house, make, show
):
    make.read_list(f"{TIES}Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n")
    warm = browser.open("/map?as=countries&measure=warmth")
    assert "Colour: Warmth" in warm.words
    (other,) = (one["href"] for one in warm.select(".map-bar a") if f"show={show}" in one["href"])
    assert "measure" not in other
    for query in (other.removeprefix("/map"), f"?show={show}&as=countries&measure=warmth"):
        words = browser.open(f"/map{query}").words
        assert "Warmth" not in words
        assert "Colour: Number of" in words
        assert told(browser, query) == told(browser, f"?show={show}&as=countries")


def test_what_is_measured_of_countries_keeps_to_the_filters_of_countries(browser, tie, make):
    for city in ("Bremen", "Linz"):
        make.visit(city_id=make.city(city).id, held=PartialDate.of(2005, 5, 1))
    make.visit(group_name="Öğrenciler", held=PartialDate.of(2005, 5, 1))
    make.read_list(f"{TIES}Q1040,Linz,AT,48.30,14.28,Q24879,Bremen,DE,53.08,8.81\n")
    austria = make.country("AT").id

    for measure in ("visits", "public"):
        query = f"?as=countries&measure={measure}&country={austria}"
        page = browser.open(f"/map{query}")
        assert rows(page) == ["Austria 1 0"]
        assert "Not counted" not in page.words
        assert coloured(browser, query, measure) == {"AT": 1}


# --- What is counted, by its name ---------------------------------------------------------------------------


@pytest.fixture
def mission(make, house):
    """Write a mission with stops: twice in Bremen, once in Linz."""
    stops = [{"city_id": make.city(city).id} for city in ("Bremen", "Linz", "Bremen")]
    return make.visit(group_name="Heyet", held=PartialDate.of(2022, 5, 4), stops=stops)


def named(browser, query):
    """Name what is counted: as the table heads it, a file, the balloon of a country, and the colour."""
    page = browser.open(f"/map{query}")
    head = page.select("table[aria-labelledby=map-countries] th[scope=col]")[-1].get_text(strip=True)
    assert in_a_file(browser, query)[0][-1] == head
    assert told(browser, query)["notes"]["measured"] == head
    assert f"Colour: {head}" in page.words
    return head


def test_stops_are_counted_as_stops_and_the_way_back_is_none(browser, mission):
    query = f"?show=route&visit={mission.id}&as=countries"

    assert named(browser, query) == "Number of stops"
    page = browser.open(f"/map{query}")
    assert rows(page) == ["Germany 2", "Austria 1"]
    assert page.select_one(".map-legend fieldset legend").text == "Shown on the map"
    assert "Coloured by: stops of the mission" in page.select_one(".map-legend").text
    assert ">Stops by country<" in on_paper(browser, query)


def test_of_visits_the_cities_are_counted_each_once_and_lead_to_as_many(browser, house, make):
    for year in (2020, 2021, 2021):
        make.visit(city_id=make.city("Bremen").id, held=PartialDate.of(year, 5, 1))
    query = "?show=visits&as=countries"

    assert named(browser, query) == "Number of cities"
    page = browser.open(f"/map{query}")
    assert rows(page) == ["Germany 1"]
    assert names(browser.open(page.select_one("tr[data-country] a")["href"])) == ["Bremen"]
    assert rows(browser.open(f"/map{query}&measure=visits")) == ["Germany 3 1"]
    paper = on_paper(browser, query)
    assert ">Cities of visits by country<" in paper
    assert "ties with cities and bodies" not in paper


def test_what_matches_no_filter_is_no_tie_where_no_tie_was_asked_for(browser, mission):
    assert "Nothing matches these filters" in browser.open("/map?show=visits&country=999999").words
    assert "No tie matches these filters" in browser.open("/map?country=999999").words


@pytest.mark.parametrize("query", ["&relation=sister_city", "&theme=culture", "&state=in_force"])
def test_what_no_public_list_says_of_a_peer_is_unknown_and_not_0(browser, house, tie, make, query):
    skopje = make.city("Üsküp").id
    make.organisation("Üsküp", seat_id=skopje, peer=True, organisation_kind=OrganisationKind.MUNICIPALITY)
    make.read_list(f"{TIES}Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n")

    def legend(query):
        labels = browser.open(f"/map?show=peers{query}").select(".map-legend fieldset label")
        return {one.select_one("[dir]").text: one.select_one("[data-count]").text for one in labels}

    assert legend("") == {"İzmir Büyükşehir Belediyesi": "0", "Üsküp": "1"}
    assert legend(query) == {"İzmir Büyükşehir Belediyesi": "0", "Üsküp": "unknown"}
    for query_ in ("", query):
        page = browser.open(f"/map?show=peers{query_}")
        assert ("public lists fill in for peers" in page.words) is (not query_)
        assert ("Public lists are not counted" in page.words) is bool(query_)
    paper = on_paper(browser, f"?show=peers{query}")
    assert ">unknown<" in paper
    assert "Public lists are not counted" in paper
    assert told(browser, f"?show=peers&as=countries{query}")["notes"]["blank"] == "no data"


def test_cities_of_a_network_that_is_chosen_are_headed_by_its_name_and_not_as_ours(
    browser, house, make, session
):
    networks = [
        make.organisation(name, organisation_kind=OrganisationKind.CITY_NETWORK) for name in ("Ağ", "Öbür")
    ]
    for network in networks:
        member = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
        facts = {"network_id": network.id, "member_id": member.id, "relation": MembershipRelation.MEMBER}
        make.record(MEMBERSHIP, **facts)

    def headed(*chosen):
        query = "".join(f"&network={one}" for one in chosen)
        return browser.open(f"/map?show=networks{query}").select_one("#map-cities, #map-summary").text

    assert "Cities in the same networks" in headed()
    assert "Cities of the network: Ağ" in headed(networks[0].id)
    assert "Cities of the network: Ağ and Öbür" in headed(*(one.id for one in networks))
    assert "same networks" not in headed("public-999999")
