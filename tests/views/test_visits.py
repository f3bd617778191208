from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from app.records import kit
from app.records.listing import PAGE_SIZE
from app.records.visits import VISIT
from models import PartialDate, Record, Source, TrailEntry, Visit
from models.vocabulary import Direction, OrganisationKind, Side, VisitKind, VisitMode, VisitState
from tests.make import TODAY


@pytest.fixture
def stored(make, session):
    """Read the only visit of the record."""

    def read():
        session.expire_all()
        return kit.load(session, make.actor(), VISIT, session.scalars(select(Visit.id)).one())

    return read


@pytest.fixture
def listed(browser):
    """Return the guests that a list of visits shows, in their order."""

    def read(query="", who=None):
        page = (who or browser).open("/visits" + query)
        return [link.get_text() for link in page.select("table.records td.is-name > a")]

    return read


def links(page, selector):
    return {link.get_text(" ", strip=True): str(link["href"]) for link in page.select(selector)}


def asked(url):
    """The query of an address, each value once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_visit_is_logged_with_all_its_facts(make, browser, stored):
    embassy = make.organisation("Hindistan Büyükelçiliği", represents_id=make.country("IN").id)
    person, host = make.person("Virander Paul"), make.person("Tunç Deneme")

    page = browser.submit(
        "/visits/new",
        {
            "held": "3-5 kasım 2023",
            "starts_at": "14.30",
            "delegates-0-person": f"Virander Paul #{person.id}",
            "delegates-0-title_tr": "Büyükelçi",
            "delegates-0-title_en": "Ambassador",
            "delegates-0-organisation": f"#{embassy.id}",
            "delegates-0-side": "visitor",
            "delegates-1-person": "+Rehber",
            "delegates-1-side": "ours",
            "counterparts-0-organisation": "Hindistan Büyükelçiliği",
            "city": "Ankara",
            "subject_tr": "Kültür",
            "subject_en": "Culture",
            "host": f"#{host.id}",
            "direction": "incoming",
            "mode": "in_person",
            "visit_kind": "courtesy",
            "state": "postponed",
            "state_reason_tr": "Sis",
            "group_name": "Heyet",
            "headcount": "12",
            "headcount_about": "y",
            "country": "India",
            "place_tr": "Tarihi Asansör",
            "minutes_tr": "Konuşuldu.\r\nSonra bitti.",
            "notes_tr": "Not",
        },
    )

    visit = stored()
    assert page.answer.location == f"/visits/{visit.id}"
    assert visit.held == PartialDate.span(date(2023, 11, 3), date(2023, 11, 5))
    assert visit.starts_at == time(14, 30)
    assert [
        (one.name, one.title_tr, one.title_en, one.organisation_id, one.side) for one in visit.delegates
    ] == [
        ("Virander Paul", "Büyükelçi", "Ambassador", embassy.id, Side.VISITOR),
        ("Rehber", "", "", None, Side.OURS),
    ]
    assert [one.organisation_id for one in visit.counterparts] == [embassy.id]
    assert (visit.city_id, visit.country_id) == (make.city("Ankara").id, make.country("IN").id)
    assert (visit.subject_tr, visit.subject_en, visit.host_id) == ("Kültür", "Culture", host.id)
    assert (visit.direction, visit.mode) == (Direction.INCOMING, VisitMode.IN_PERSON)
    assert (visit.visit_kind, visit.state, visit.state_reason_tr) == (
        VisitKind.COURTESY,
        VisitState.POSTPONED,
        "Sis",
    )
    assert (visit.group_name, visit.headcount, visit.headcount_about) == ("Heyet", 12, True)
    assert (visit.place_tr, visit.notes_tr) == ("Tarihi Asansör", "Not")
    assert visit.minutes_tr.splitlines() == ["Konuşuldu.", "Sonra bitti."]

    words = browser.open(page.answer.location).words
    for shown in (
        "5 November 2023",
        "14:30",
        "Ambassador",
        "India",
        "About 12 visitors",
        "Sis",
        "Sonra bitti.",
    ):
        assert shown in words


def test_a_date_and_a_name_are_enough_and_the_message_says_what_is_left(browser, stored):
    saved = browser.submit(
        "/visits/new", {"held": "dün", "delegates-0-person": "Ayşe Yılmaz", "delegates-0-side": "visitor"}
    )

    visit = stored()
    assert visit.held == PartialDate.on(TODAY - timedelta(days=1))
    assert (visit.direction, visit.mode, visit.visit_kind, visit.state) == (None, None, None, None)
    assert "5 facts are to be completed later" in browser.open(saved.answer.location).words


def test_the_day_of_a_new_visit_is_the_offices(browse):
    assert browse(language="tr").open("/visits/new").select_one("#held")["value"] == "25.10.2023"
    assert browse(language="en").open("/visits/new").select_one("#held")["value"] == "25 Oct 2023"


def test_saving_and_opening_a_new_one_leads_to_an_empty_form(browser):
    page = browser.submit("/visits/new", {"held": "25.10.2023", "group_name": "A", "again": "1"})

    assert page.answer.location == "/visits/new"


def test_an_edit_form_shows_the_visit_so_that_saving_it_changes_nothing(make, browse, stored):
    body, person = make.organisation("Vakıf"), make.person("Ayşe Yılmaz")
    make.visit(
        held=PartialDate.of(2023, 5),
        starts_at=time(9, 5),
        counterparts=[{"organisation_id": body.id}],
        delegates=[{"name": "Ayşe Yılmaz", "person_id": person.id, "title_tr": "Başkan", "side": Side.OTHER}],
        city_id=make.city("Üsküp").id,
        host_id=body.id,
        headcount=3,
        minutes_tr="a\n\nb",
        state=VisitState.HELD,
    )
    before = stored().version

    for language in ("tr", "en"):
        browser = browse(language=language)
        form = browser.open(f"/visits/{stored().id}/edit").select_one("main form")
        browser.submit(f"/visits/{stored().id}/edit", posted(form))

        assert stored().version == before


def posted(form):
    """What a browser without script sends for a form that nobody touched."""
    data = {}
    for one in form.select("input[name], select[name], textarea[name]"):
        if one.find_parent("template") or (
            one.get("type") in ("radio", "checkbox") and not one.has_attr("checked")
        ):
            continue
        if one.name == "select":
            chosen = one.select_one("option[selected]")
            data[one["name"]] = str(chosen["value"]) if chosen else str(one.option["value"])
        else:
            data[one["name"]] = (
                one.get_text().removeprefix("\n") if one.name == "textarea" else str(one.get("value", ""))
            )
    return {name: value for name, value in data.items() if name != "csrf_token"}


def test_two_officers_edit_at_once_and_the_second_sees_what_the_first_saved(make, browser, browse, stored):
    visit = make.visit(subject_tr="Kültür")
    data = {"held": "25.10.2023", "group_name": "A", "seen_version": str(visit.version)}
    browser.submit(f"/visits/{visit.id}/edit", data | {"subject_tr": "Spor"})

    typed = data | {"subject_tr": "Eğitim", "city": "+Yenice"}
    page = browse().submit(f"/visits/{visit.id}/edit", typed, status=409)

    assert stored().subject_tr == "Spor"
    assert page.select_one("#subject_tr")["value"] == "Eğitim"
    assert page.select_one("#city")["value"] == "+Yenice"
    assert (
        page.select_one('input[name="take-subject_tr"][value="theirs"]').parent.get_text().endswith("Spor\n")
    )
    again = {**typed, "seen_version": page.select_one("[name=seen_version]")["value"]}
    browse().submit(f"/visits/{visit.id}/edit", again)
    assert stored().subject_tr == "Eğitim"


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_row_is_added_without_a_script_and_nothing_typed_is_lost(browser, session, rows):
    typed = {f"delegates-{row}-person": f"Guest {row}" for row in range(rows)}
    data = {"held": "soon", "subject_tr": "Kültür", "counterparts-0-organisation": "Vakıf", **typed}

    page = browser.submit("/visits/new", {**data, "add-row": "delegates"}, status=200)

    shown = [
        one["name"]
        for one in page.select('main .row-line [name$="-person"]')
        if not one.find_parent("template")
    ]
    assert shown == [f"delegates-{row}-person" for row in range(rows + 1)]
    for name, value in data.items():
        assert page.select_one(f'[name="{name}"]')["value"] == value
    assert not page.select(".error-summary")
    assert session.scalar(select(func.count()).select_from(Visit)) == 0


def test_a_row_is_added_to_a_stored_visit_without_a_script(make, browser, stored):
    make.visit(delegates=[{"name": "Anna", "person_id": make.person("Anna").id}])
    url = f"/visits/{stored().id}/edit"

    page = browser.submit(
        url, {**posted(browser.open(url).select_one("main form")), "add-row": "delegates"}, status=200
    )
    data = posted(page.select_one("main form")) | {"delegates-1-person": "+Berta"}
    browser.submit(url, data)

    assert [one.name for one in stored().delegates] == ["Anna", "Berta"]


@pytest.mark.parametrize("name", ["held", "nonsense", "csrf_token", "delegates-0"])
def test_only_a_list_of_rows_gets_a_row(browser, name):
    browser.submit("/visits/new", {"held": "", "add-row": name}, status=422)


def test_rows_left_empty_between_others_are_not_there(browser, stored):
    data = {
        "delegates-0-person": "",
        "delegates-0-side": "visitor",
        "delegates-2-person": "+Anna",
        "delegates-5-person": "+Berta",
    }

    browser.submit("/visits/new", {"held": "25.10.2023", **data})

    assert [(one.name, one.side) for one in stored().delegates] == [
        ("Anna", Side.VISITOR),
        ("Berta", Side.VISITOR),
    ]


def test_the_form_opened_from_a_record_begins_with_it(make, browser):
    city, country = make.city("Üsküp"), make.country("IN")
    body, person = make.organisation("Vakıf"), make.person("Ayşe Yılmaz")

    for record, field in (
        (city, "city"),
        (country, "country"),
        (body, "counterparts-0-organisation"),
        (person, "delegates-0-person"),
    ):
        page = browser.open(f"/visits/new?about={record.id}")
        assert page.select_one(f'[name="{field}"]')["value"].endswith(f"#{record.id}")
        assert page.select_one(f'[name="{field}"]')["data-value"] == f"#{record.id}"


def test_a_city_page_leads_to_a_visit_from_there(make, browser):
    city = make.city("Üsküp")

    assert (
        f"/visits/new?about={city.id}"
        in links(browser.open(f"/cities/{city.id}"), "main a, .actions a").values()
    )


def test_the_form_does_not_begin_with_another_municipalitys_record(make, browser):
    theirs = make.person("Antalyalı", "antalya")

    page = browser.open(f"/visits/new?about={theirs.id}")

    assert "Antalyalı" not in page.decode()
    assert page.select_one('[name="delegates-0-person"]')["value"] == ""


def test_filters_and_words_narrow_the_list_together_and_stand_in_its_address(make, browser, listed):
    facts = {"direction": Direction.INCOMING, "visit_kind": VisitKind.COURTESY}
    make.visit(group_name="Wanted", subject_tr="Kültür", **facts)
    make.visit(group_name="Other words", subject_tr="Spor", **facts)
    make.visit(group_name="Other direction", subject_tr="Kültür", visit_kind=VisitKind.COURTESY)
    make.visit(group_name="Other year", subject_tr="Kültür", held=PartialDate.of(2022), **facts)

    query = "?q=kult&direction=incoming&kind=courtesy&year=2023"
    page = browser.open("/visits" + query)

    assert listed(query) == ["Wanted"]
    assert "1 record" in page.words
    assert {" ".join(chip.get_text().split()) for chip in page.select(".chip-on summary")} == {
        "Direction: Incoming",
        "Kind of visit: Courtesy visit",
        "Year: 2023",
    }
    for link in page.select(".filter-chips a[href^='/visits'], th a"):
        if "filters-clear" not in link.get("class", []):
            assert asked(link["href"]).get("q") == "kult", link
    hidden = {one["name"]: one["value"] for one in page.select(".filter-search input[type=hidden]")}
    assert hidden == {"direction": "incoming", "kind": "courtesy", "year": "2023"}
    cleared = asked(page.select_one('a[aria-label*="Direction"]')["href"])
    assert cleared == {"q": "kult", "kind": "courtesy", "year": "2023"}
    assert page.select_one(".filters-clear")["href"] == "/visits"


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("direction", "direction", Direction.NOBODY),
        ("kind", "visit_kind", VisitKind.FAREWELL),
        ("state", "state", VisitState.HELD),
        ("mode", "mode", VisitMode.ONLINE),
    ],
)
def test_unknown_is_a_value_of_every_filter_over_a_vocabulary(make, browser, listed, name, column, value):
    make.visit(group_name="Known", **{column: value})
    make.visit(group_name="Unknown")

    assert listed(f"?{name}={value.value}") == ["Known"]
    assert listed(f"?{name}=unknown") == ["Unknown"]
    page = browser.open(f"/visits?{name}=unknown")
    assert page.select_one(".chip-on summary b").get_text() == "Unknown"


def test_the_list_of_a_country_holds_the_visits_of_its_missions(make, browser, listed):
    mission = make.organisation(
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )
    make.visit(group_name="Mission", counterparts=[{"organisation_id": mission.id}])
    make.visit(group_name="Capital", city_id=make.city("Ankara").id)

    assert listed(f"?country={make.country('IN').id}") == ["Mission"]
    assert listed(f"?country={make.country('TR').id}") == ["Capital"]
    choose = browser.open("/visits?year=2023").select_one("a[href^='/visits/choices/country']")
    offered = {
        link.get_text(" ", strip=True) for link in browser.open(choose["href"]).select("[data-choices] a")
    }
    assert offered == {"India 1", "Türkiye 1"}


def test_the_list_to_complete_is_a_filter_like_others(make, listed):
    make.visit(group_name="In a hurry")
    make.visit(group_name="From the report", listed_in="Report of 2023")

    assert listed("?incomplete=yes") == ["In a hurry"]
    assert listed("?incomplete=yes&q=report") == []


def test_the_newest_visit_comes_first_and_each_column_turns_the_order(make, browser, listed):
    for day, name in ((3, "Cide"), (1, "Çorum"), (2, "Ilgaz")):
        make.visit(held=PartialDate.on(date(2023, 5, day)), group_name=name)

    assert listed() == ["Cide", "Ilgaz", "Çorum"]
    assert listed("?sort=day") == ["Çorum", "Ilgaz", "Cide"]
    assert listed("?sort=title") == ["Cide", "Çorum", "Ilgaz"]
    assert listed("?sort=-title") == ["Ilgaz", "Çorum", "Cide"]
    page = browser.open("/visits?sort=title&q=c")
    assert page.select_one("th[aria-sort=ascending] a")["href"] == "/visits?q=c&sort=-title"


def test_a_long_list_has_pages_that_keep_the_rest_of_the_address(make, browser, listed):
    for day in range(PAGE_SIZE + 2):
        make.visit(held=PartialDate.on(TODAY - timedelta(days=day)), group_name=f"Group {day:02}")

    first, second = browser.open("/visits?q=group"), browser.open("/visits?q=group&page=2")

    assert "52 records" in first.words
    assert len(listed("?q=group")) == PAGE_SIZE
    assert asked(first.select_one("a[rel=next]")["href"]) == {"q": "group", "page": "2"}
    assert listed("?q=group&page=2") == listed("?q=group&page=999") == ["Group 50", "Group 51"]
    assert "Page 2 of 2" in second.words
    assert not second.select("a[rel=next]")
    assert asked(second.select_one("a[rel=prev]")["href"]) == {"q": "group", "page": "1"}


def test_choosing_another_language_keeps_the_page_and_its_query(make, browser):
    make.visit(subject_tr="Kültür")
    page = browser.open("/visits?q=k%C3%BClt&kind=unknown&sort=-title")

    switch = page.select_one('.languages a[hreflang="tr"]')["href"]
    answer = browser.client.get(switch)

    assert urlsplit(answer.location).path == "/visits"
    assert asked(answer.location) == {"q": "kült", "kind": "unknown", "sort": "-title"}
    assert browser.open(answer.location).html["lang"] == "tr"
    assert browser.open("/people").html["lang"] == "tr"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "javascript:alert(1)", ""])
def test_choosing_a_language_never_leads_to_another_site(browser, target):
    assert browser.client.get("/language/tr", query_string={"next": target}).location == "/"


def test_a_language_that_the_site_does_not_speak_changes_nothing(browser):
    browser.client.get("/language/xx")

    assert browser.open("/visits").html["lang"] == "en"


def test_a_visit_whose_day_has_come_is_marked_as_held_by_a_button(make, browser, stored):
    make.visit(state=VisitState.PLANNED)
    url = f"/visits/{stored().id}"
    form = browser.open(url).select_one(f'form[action="{url}/held"]')
    assert form.get_text(strip=True) == "Mark as held"

    answer = browser.submit(f"{url}/held").answer

    assert answer.location == url
    assert stored().state is VisitState.HELD
    page = browser.open(url)
    assert "The visit is marked as held." in page.words
    assert not page.select(f'form[action="{url}/held"]')


def test_a_visit_still_to_come_has_no_such_button_and_is_not_marked(make, browser, stored):
    make.visit(held=PartialDate.on(TODAY + timedelta(days=1)), state=VisitState.PLANNED)
    url = f"/visits/{stored().id}"
    assert not browser.open(url).select(f'form[action="{url}/held"]')

    browser.submit(f"{url}/held")

    assert stored().state is VisitState.PLANNED
    assert "still to come" in browser.open(url).words


def test_who_only_reads_sees_the_visit_and_none_of_the_buttons(make, browse, stored):
    make.visit(state=VisitState.PLANNED)
    url = f"/visits/{stored().id}"

    page = browse("viewer").open(url)

    assert not page.select(f'form[action^="{url}"], a[href="/visits/new"]')
    read = {f"{url}/{name}" for name in ("note", "order", "pack", "programme")}
    assert {link["href"] for link in page.select(f'a[href^="{url}/"]')} <= read
    assert "created the record" not in page.words
    assert "created the record" in browse("auditor").open(url).words


def test_the_timelines_of_everything_a_visit_names_show_it(make, browser):
    body = make.organisation("Vakıf", seat_id=make.city("Üsküp").id, represents_id=make.country("IN").id)
    person, host = make.person("Ayşe Yılmaz"), make.person("Ev Sahibi")
    visit = make.visit(
        delegates=[{"name": "Ayşe Yılmaz", "person_id": person.id}],
        counterparts=[{"organisation_id": body.id}],
        host_id=host.id,
        subject_tr="Kültür",
        city_id=make.city("Bremen").id,
        country_id=make.country("DE").id,
    )
    older = make.visit(held=PartialDate.of(2022), delegates=[{"name": "A.", "person_id": person.id}])

    for path in (
        *(f"/people/{person.id}", f"/people/{host.id}", f"/organisations/{body.id}"),
        *(f"/cities/{make.city('Bremen').id}", f"/cities/{make.city('Üsküp').id}"),
        *(f"/countries/{make.country('DE').id}", f"/countries/{make.country('IN').id}"),
    ):
        page = browser.open(path)
        told = page.select_one(f'.timeline a[href="/visits/{visit.id}"]')
        assert told is not None, path
        assert "25 Oct 2023" in told.find_parent("li").get_text(" ")
        assert "Kültür" in told.find_parent("li").get_text(" ")
    shown = [link["href"] for link in browser.open(f"/people/{person.id}").select(".timeline a")]
    assert shown == [f"/visits/{visit.id}", f"/visits/{older.id}"]


def test_a_timeline_shows_no_visit_of_another_municipality_and_none_in_the_bin(make, session, browser):
    city = make.city("Bremen")
    theirs, gone = make.visit("antalya", city_id=city.id), make.visit(city_id=city.id)
    browser.submit(f"/visits/{gone.id}/bin")

    page = browser.open(f"/cities/{city.id}")

    assert not page.select(f'a[href="/visits/{theirs.id}"], a[href="/visits/{gone.id}"]')
    assert "No visit and no letter names this record yet." in page.words
    browser.open(f"/visits/{theirs.id}", status=404)
    browser.open(f"/visits/{gone.id}", status=404)


def test_a_visit_moved_to_the_bin_by_mistake_is_taken_out_again(make, browser, session):
    visit = make.visit(group_name="Teachers")

    page = browser.open(browser.submit(f"/visits/{visit.id}/bin").answer.location)
    undo = page.select_one(f'form[action="/visits/{visit.id}/restore"]')
    assert undo is not None
    browser.submit(undo["action"])

    assert browser.open(f"/visits/{visit.id}").h1.get_text(strip=True) == "Teachers"
    session.expire_all()
    assert session.get_one(Record, visit.id).binned_at is None


def test_a_number_of_visitors_is_called_unknown_only_where_no_names_stand_for_it(make, browser):
    nobody = make.visit()
    named = make.visit(delegates=[{"name": "Ada", "side": Side.VISITOR}])
    grouped = make.visit(delegates=[{"name": "Ada", "side": Side.VISITOR}], group_name="Heyet")

    told = [
        "Number of visitors unknown" in browser.open(f"/visits/{one.id}").words
        for one in (nobody, named, grouped)
    ]

    assert told == [True, False, True]


def test_the_page_of_a_visit_shows_its_history_and_its_source(make, browser, session):
    visit = make.visit(doubt_en="Printed among the visits of another year")
    session.add(
        Source(record_id=visit.id, position=0, title="Annual report", place="5363", certainty="printed")
    )
    session.commit()

    words = browser.open(f"/visits/{visit.id}").words

    assert "Annual report, line 5363 (printed so)" in words
    assert "Printed among the visits of another year" in words
    assert "admin of izmir: created the record" in words


def test_every_change_of_a_visit_by_form_leaves_one_entry(make, browser, session, stored):
    browser.submit("/visits/new", {"held": "25.10.2023", "group_name": "A"})
    url = f"/visits/{stored().id}"
    browser.submit(
        f"{url}/edit", {"held": "24.10.2023", "group_name": "A", "seen_version": str(stored().version)}
    )
    browser.submit(f"{url}/held")
    browser.submit(f"{url}/bin")
    browser.submit(f"{url}/restore")

    events = session.scalars(select(TrailEntry.event).order_by(TrailEntry.id)).all()
    assert events == [f"visit.{verb}" for verb in ("created", "edited", "held", "binned", "restored")]


def test_the_stops_of_a_mission_are_taken_down_and_shown_in_their_order(make, browser, stored):
    rome, milan = make.city("Roma").id, make.city("Bonn").id

    browser.submit(
        "/visits/new",
        {
            "held": "3-6 kasım 2023",
            "group_name": "Heyet",
            "direction": "outgoing",
            "stops-0-day": "3 kasım 2023",
            "stops-0-until": "4 kasım 2023",
            "stops-0-city": f"#{rome}",
            "stops-0-what_tr": "Belediye ziyareti",
            "stops-1-city": f"#{milan}",
        },
    )

    visit = stored()
    assert [(one.city_id, one.day, one.until, one.what_tr) for one in visit.stops] == [
        (rome, date(2023, 11, 3), date(2023, 11, 4), "Belediye ziyareti"),
        (milan, None, None, ""),
    ]
    page = browser.open(f"/visits/{visit.id}")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page.select("table[aria-labelledby=stops] tbody tr")
    ]
    assert [row[2:] for row in rows] == [["Rome", "Belediye ziyareti"], ["Bonn", "–"]]
    assert page.select(f'a[href="/map?show=route&visit={visit.id}"]')


def test_a_stop_without_its_city_keeps_what_was_typed_and_stores_nothing(session, browser):
    form = {"held": "3 kasım 2023", "group_name": "Heyet", "stops-0-what_tr": "Belediye ziyareti"}

    page = browser.submit("/visits/new", form, 422)

    assert page.select_one("input[name=stops-0-what_tr]")["value"] == "Belediye ziyareti"
    assert page.select("#stops-0-city-error")
    assert session.scalars(select(Visit.id)).all() == []


def test_an_incoming_visit_without_stops_says_nothing_of_a_route(make, browser):
    visit = make.visit(direction=Direction.INCOMING)

    assert not browser.open(f"/visits/{visit.id}").select("#stops")
