"""Missions abroad: the file of an outgoing visit, what it lacks, when its report is due, what it costs."""

from datetime import date

import pytest
from sqlalchemy import select

from app.records import kit
from app.records.nouns import NOUNS
from models import Certainty, Mention, MissionFile, PartialDate
from models.vocabulary import (
    Confidentiality,
    CostKind,
    DecisionKind,
    Direction,
    MissionCheck,
    PassportKind,
    RecordKind,
    VisitState,
)
from tests.laws.reading import typed_in
from tests.make import TODAY

NEW = "/mission_files/new"
SEPTEMBER = PartialDate.span(date(2023, 9, 4), date(2023, 9, 6))


@pytest.fixture
def mission(make):
    """Write an outgoing visit, by default of September."""

    def write(**data):
        return make.visit(**{"direction": Direction.OUTGOING, "held": SEPTEMBER, **data})

    return write


@pytest.fixture
def file_of(make):
    """Write the file of a mission."""

    def write(visit, **data):
        return make.record(NOUNS[RecordKind.MISSION_FILE], visit_id=visit.id, **data)

    return write


@pytest.fixture
def open_file(browse, session, mission):
    """Open a file by the form; return it, or what is said beside the fields."""

    def send(visit=None, *, refused=False, **typed):
        browser = browse()
        form = typed_in(browser.open(NEW)) | {"visit": f"#{(visit or mission()).id}"} | typed
        page = browser.submit(NEW, form, status=422 if refused else 302)
        if refused:
            return {link["href"].removeprefix("#") for link in page.select(".error-summary a")}
        session.expire_all()
        return session.scalars(select(MissionFile).order_by(MissionFile.id.desc())).first()

    return send


def decide(make, visit, kind=DecisionKind.COUNCIL_DECISION, day=date(2023, 8, 1)):
    subjects = [{"subject_id": visit.id}]
    noun = NOUNS[RecordKind.DECISION]
    return make.record(noun, decision_kind=kind, decided=PartialDate.on(day), subjects=subjects)


def states(browse, file):
    """What the page of a file says of each check."""
    rows = browse().open(f"/mission_files/{file.id}").select(".mission-checks li")
    return {row.select_one(".chain-step").get_text(): row["class"][0].removeprefix("is-") for row in rows}


def test_only_a_visit_for_which_we_travel_has_a_file_and_only_one(open_file, make, mission):
    assert open_file(make.visit(direction=Direction.INCOMING), refused=True) == {"visit"}
    visit = mission()
    open_file(visit)
    assert open_file(visit, refused=True) == {"visit"}


def test_the_title_of_a_traveller_is_that_of_the_day(open_file, make, browse):
    earlier = {"title_tr": "Uzman", "known_on": date(2023, 8, 1)}
    later = {"title_tr": "Müdür", "known_on": date(2023, 10, 1)}
    person = make.person("Ada Yılmaz", posts=[earlier, later])

    typed = {"travellers-0-person": f"#{person.id}", "travellers-0-passport": "service"}
    file = open_file(**typed)

    table = browse().open(f"/mission_files/{file.id}").select_one("section[aria-labelledby=travellers] table")
    assert [cell.get_text(strip=True) for cell in table.select("tbody td")] == [
        "Ada Yılmaz",
        "Uzman",
        "Service passport",
    ]


def test_a_traveller_is_somebody_and_travels_once(open_file, make):
    person = f"#{make.person().id}"

    assert open_file(refused=True, **{"travellers-0-title_tr": "Uzman"}) == {"travellers-0-person"}
    twice = {"travellers-0-person": person, "travellers-1-person": person}
    assert open_file(refused=True, **twice) == {"travellers-1-person"}


def test_a_cost_is_an_amount_in_a_currency_and_not_paid_tomorrow(open_file):
    assert not open_file(**{"costs-0-budget_code": "03.3"}).incomplete
    assert open_file(refused=True, **{"costs-0-amount": "100"}) == {"costs-0-currency"}
    tomorrow = {"costs-0-amount": "100", "costs-0-currency": "EUR", "costs-0-paid_on": "26.10.2023"}
    assert open_file(refused=True, **tomorrow) == {"costs-0-paid_on"}


def test_a_stay_ends_after_it_begins(open_file):
    stay = {"stays-0-hotel": "Otel", "stays-0-day": "05.09.2023", "stays-0-until": "04.09.2023"}

    assert open_file(refused=True, **stay) == {"stays-0-until"}


def test_nobody_reports_on_a_journey_before_it_begins(open_file, mission):
    assert open_file(refused=True, reported_on="03.09.2023") == {"reported_on"}
    assert open_file(reported_on="04.09.2023").reported_on == date(2023, 9, 4)
    some_day = mission(held=PartialDate.of(2023))
    assert open_file(some_day, reported_on="01.01.2023").reported_on == date(2023, 1, 1)


def test_tickets_and_stays_are_near_the_days_of_the_journey(open_file, mission):
    far = {"tickets-0-day": "04.09.2033", "stays-0-day": "04.09.2023", "stays-0-until": "06.09.2024"}
    assert open_file(refused=True, **far) == {"tickets-0-day", "stays-0-until"}

    near = {"tickets-0-day": "28.08.2023", "stays-0-day": "03.09.2023", "stays-0-until": "13.09.2023"}
    assert open_file(**near)
    disputed = PartialDate(SEPTEMBER.earliest, SEPTEMBER.latest, Certainty.DOUBTFUL)
    assert open_file(mission(held=disputed), **far)


def test_nothing_is_left_out_without_a_reason(open_file):
    assert open_file(refused=True, waivers="report") == {"waived_because"}


def test_no_report_is_handed_in_tomorrow(open_file):
    assert open_file(refused=True, reported_on="26.10.2023") == {"reported_on"}


def test_what_a_file_holds_is_done_missing_not_needed_or_to_be_confirmed(
    make, mission, file_of, browse, session
):
    visit = mission()
    person = make.person()
    file = file_of(
        visit,
        travellers=[{"person_id": person.id, "name": "Ada Yılmaz"}],
        waivers=[{"what": MissionCheck.INVITATION}],
        waived_because="Kendi ofisimiz",
    )

    assert states(browse, file) == {
        "Council decision or mayor's approval": "missing",
        "Invitation or protocol text": "not-needed",
        "Information note": "missing",
        "Travellers": "done",
        "Civil authority's letter": "amber",
        "Return report": "next" if date(2023, 10, 6) >= TODAY else "missing",
    }
    decide(make, visit, DecisionKind.MAYOR_APPROVAL)
    assert states(browse, file)["Council decision or mayor's approval"] == "done"


def test_a_committee_report_is_no_ground_to_travel_on(make, mission, file_of, browse):
    visit = mission()
    file = file_of(visit)

    decide(make, visit, DecisionKind.COMMITTEE_REPORT)

    assert states(browse, file)["Council decision or mayor's approval"] == "missing"


def test_before_departure_nothing_is_missing_yet(mission, file_of, browse):
    file = file_of(mission(held=PartialDate.on(date(2023, 11, 10)), state=VisitState.PLANNED))

    assert set(states(browse, file).values()) == {"next", "amber"}


def test_imported_history_is_not_recorded_and_no_breach(make, mission, browse):
    visit = mission(sources=[{"title": "Faaliyet raporu"}])

    page = browse().open("/missions")

    row = page.select_one(f"tr:has(a[href='/visits/{visit.id}'])").get_text()
    assert "not recorded" in row
    assert "Missing" not in row
    assert "Overdue" not in row
    assert "Not recorded" in browse().open(f"/visits/{visit.id}").words


def test_the_report_is_due_thirty_days_after_the_last_one(mission, file_of, browse, make):
    late = mission()
    in_time = mission(held=PartialDate.span(date(2023, 9, 20), date(2023, 9, 25)))
    reported = mission()
    file_of(reported, reported_on=date(2023, 10, 1))

    page = browse().open("/missions")

    def due(visit):
        return (
            page.select_one(f"tr:has(a[href='/visits/{visit.id}'])").select("td")[4].get_text(" ", strip=True)
        )

    assert due(late) == "Overdue 6 Oct 2023"
    assert due(in_time) == "25 Oct 2023"
    assert due(reported) == "Handed in"


def test_the_list_is_of_outgoing_visits_by_year(make, mission, browse):
    visit, older = mission(), mission(held=PartialDate.on(date(2022, 5, 1)))
    make.visit(direction=Direction.INCOMING)

    def listed(query=""):
        links = browse().open(f"/missions{query}").select("main tbody td.is-name a")
        return [link["href"] for link in links]

    assert listed() == [f"/visits/{visit.id}", f"/visits/{older.id}"]
    assert listed("?year=2022") == [f"/visits/{older.id}"]
    assert listed("?year=99999") == listed()


def test_costs_are_added_up_in_each_currency_by_itself(mission, file_of, browse):
    costs = [
        {"amount": 100.5, "currency": "EUR", "cost_kind": CostKind.TICKET},
        {"amount": 50.25, "currency": "EUR"},
        {"amount": 900.0, "currency": "TRY", "cost_kind": CostKind.PER_DIEM},
    ]
    file = file_of(mission(), costs=costs)

    page = browse().open(f"/mission_files/{file.id}").words

    assert "€150.75 and TRY 900.00" in page
    assert "€150.75" in browse().open("/missions").words


def test_what_was_paid_before_the_decision_is_said(make, mission, file_of, browse):
    visit = mission()
    cost = {"amount": 100.0, "currency": "EUR"}
    file = file_of(visit, costs=[cost | {"paid_on": date(2023, 7, 1)}, cost | {"paid_on": date(2023, 8, 2)}])

    assert not browse().open(f"/mission_files/{file.id}").select(".notice")
    decide(make, visit)
    told = browse().open(f"/mission_files/{file.id}").select(".notice")

    assert ["1 Jul 2023" in one.get_text() for one in told] == [True]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_file_is_printed_in_either_language(make, mission, file_of, browse, language, ending, begins):
    person = make.person("Ada Yılmaz")
    file = file_of(
        mission(),
        duty_tr="Fuara katılım",
        travellers=[{"person_id": person.id, "name": "Ada Yılmaz", "passport": PassportKind.SERVICE}],
        tickets=[{"from_place": "İzmir", "to_place": "Viyana", "day": date(2023, 9, 4)}],
        stays=[{"hotel": "Otel", "day": date(2023, 9, 4), "until": date(2023, 9, 6)}],
        costs=[{"amount": 100.0, "currency": "EUR"}],
    )

    answer = browse(language=language).client.get(f"/mission_files/{file.id}/sheet.{ending}")

    assert answer.data.startswith(begins)


def test_a_file_leads_to_the_programme_of_its_days(mission, file_of, browse):
    visit = mission()

    page = browse().open(f"/mission_files/{file_of(visit).id}")

    assert page.select(f"main a[href='/visits/{visit.id}/programme']")


def test_a_file_begins_with_our_side_of_the_visit(make, mission, browse):
    person = make.person("Ada Yılmaz")
    ours = {"person_id": person.id, "name": "Ada Yılmaz", "side": "ours", "title_tr": "Uzman"}
    visit = mission(delegates=[ours])

    form = typed_in(browse().open(f"{NEW}?about={visit.id}"))

    assert form["travellers-0-title_tr"] == "Uzman"
    assert str(person.id) in form["travellers-0-person"]


@pytest.fixture
def marked_file(make, mission, file_of):
    """Write a file that names a confidential document as its report and beside a cost."""
    document = make.document(title_tr="Gizli rapor", confidentiality=Confidentiality.CONFIDENTIAL)
    return file_of(mission(), report_id=document.id, costs=[{"document_id": document.id}])


@pytest.mark.parametrize(("role", "seen"), [("viewer", False), ("officer", False), ("manager", True)])
def test_a_restricted_document_is_named_to_who_may_see_it_only(marked_file, browse, role, seen):
    page = browse(role).open(f"/mission_files/{marked_file.id}")

    links = page.select(f"a[href='/documents/{marked_file.report_id}']")
    assert [link.get_text() for link in links] == ["Gizli rapor"] * 2 * seen
    assert ("Gizli rapor" in page.words) is seen
    assert page.words.count("Restricted") == 2 * (not seen)


def test_who_may_not_see_a_restricted_document_keeps_it_in_the_form_without_its_title(
    marked_file, browse, session
):
    browser, address = browse(), f"/mission_files/{marked_file.id}/edit"
    report = marked_file.report_id

    page = browser.open(address)
    browser.submit(address, typed_in(page) | {"duty_tr": "Fuar"})

    assert "Gizli rapor" not in str(page)
    session.expire_all()
    file = session.get(MissionFile, marked_file.id)
    session.refresh(file, ["costs"])
    assert (file.duty_tr, file.report_id) == ("Fuar", report)
    assert [one.document_id for one in file.costs] == [report]
    mentioned = select(Mention.mentioned_id).where(Mention.record_id == file.id)
    assert report in session.scalars(mentioned).all()


def test_of_two_editors_neither_learns_the_title_of_a_restricted_document(marked_file, browse):
    browser, address = browse(), f"/mission_files/{marked_file.id}/edit"
    form = typed_in(browser.open(address))
    browser.submit(address, form | {"duty_tr": "Fuar"})

    page = browser.submit(address, form | {"duty_tr": "Kurul", "report": ""}, status=409)

    assert "Gizli rapor" not in str(page)


def test_a_restricted_document_cannot_be_named_by_who_may_not_see_it(make, open_file):
    document = make.document(title_tr="Gizli rapor", confidentiality=Confidentiality.CONFIDENTIAL)

    assert open_file(refused=True, report=f"#{document.id}") == {"report"}


def test_a_restricted_document_in_the_bin_keeps_its_title_when_the_file_is_taken_out(
    marked_file, browse, make, session
):
    browser, address = browse(), f"/mission_files/{marked_file.id}"
    browser.submit(f"{address}/bin")
    document = NOUNS[RecordKind.DOCUMENT]
    kit.throw_away(session, make.actor("director"), document, marked_file.report_id, today=TODAY)
    session.commit()

    page = browser.open(browser.submit(f"{address}/restore").answer.location, status=404)

    assert "Take that out first: Restricted" in page.words
    assert "Gizli rapor" not in page.answer.text


def test_the_sheet_of_a_mission_whose_visit_is_in_the_bin_is_not_there(mission, file_of, browse):
    visit = mission()
    file, browser = file_of(visit), browse()
    browser.submit(f"/visits/{visit.id}/bin")

    assert browser.client.get(f"/mission_files/{file.id}/sheet.pdf").status_code == 404


def test_the_list_says_where_we_went_and_not_whose_office_we_visited(browse, make, mission):
    turkey, greece = make.country("TR"), make.country("GR")
    consulate = make.organisation("Selanik Başkonsolosluğu", represents_id=turkey.id)
    mission(group_name="Bilinmeyen", counterparts=[{"organisation_id": consulate.id}])
    mission(group_name="Bilinen", country_id=greece.id, counterparts=[{"organisation_id": consulate.id}])

    page = browse().open("/missions")

    rows = {
        row.td.get_text(strip=True): row.select("td")[2].get_text(strip=True)
        for row in page.select("tbody tr")
    }
    assert rows == {"Bilinmeyen": "unknown", "Bilinen": "Greece"}
    assert "Journey on duty" in page.thead.get_text()
