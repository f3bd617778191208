"""The visit desk: what each coming visit lacks, ticked right there; and a visit on the pattern of another."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from app.queries.scope import owned
from models import Checklist, Delegate, PartialDate, PreparationStep, ProgrammeItem, TrailEntry, Visit
from models.vocabulary import Side, StepState, VisitState
from seeds import load_preparation
from tests.laws.reading import statements, typed_in, written
from tests.make import TODAY

DESK = "/desk"
SECTION = "section[aria-labelledby=preparation]"
SOON = PartialDate.on(TODAY + timedelta(days=9))


@pytest.fixture
def visit(make):
    return make.visit(held=SOON, group_name="Linz heyeti")


@pytest.fixture
def steps(session):
    def read():
        session.expire_all()
        return {
            one.title_tr: one for one in session.scalars(select(PreparationStep).order_by(PreparationStep.id))
        }

    return read


def test_a_list_gives_a_visit_its_steps_with_owner_and_days(browse, make, visit, steps):
    user = make.user("protocol")
    browser = browse(user)
    wanted = make.checklist(("Bayrak", 0), ("Tercüman", -7), ("Teşekkür yazısı", 3))

    browser.submit(f"/visits/{visit.id}/preparation", {"checklist": str(wanted.id), "owner_id": str(user.id)})

    assert {name: (one.days, one.owner_id, one.state) for name, one in steps().items()} == {
        "Bayrak": (0, user.id, StepState.MISSING),
        "Tercüman": (-7, user.id, StepState.MISSING),
        "Teşekkür yazısı": (3, user.id, StepState.MISSING),
    }
    words = browser.open(f"/visits/{visit.id}").select_one(SECTION).get_text(" ")
    assert "3 missing" in words
    assert "27 Oct Fri" in words
    assert "6 Nov Mon" in words


def test_a_list_taken_twice_leaves_what_is_there(browser, make, visit, steps):
    wanted = make.checklist(("Bayrak", 0), ("Hediye", 0))
    browser.submit(f"/visits/{visit.id}/preparation", {"checklist": str(wanted.id)})
    browser.submit(f"/preparation/{steps()['Bayrak'].id}/settle", {"state": "ready"})

    browser.submit(f"/visits/{visit.id}/preparation", {"checklist": str(wanted.id)})

    assert {name: one.state for name, one in steps().items()} == {
        "Bayrak": StepState.READY,
        "Hediye": StepState.MISSING,
    }


@pytest.mark.parametrize("asked", ["", "x", "9" * 12])
def test_without_a_list_nothing_is_written(browser, visit, session, asked):
    before = written(session)

    after = browser.submit(f"/visits/{visit.id}/preparation", {"checklist": asked})

    assert "Choose a preparation list" in browser.open(after.answer.location).words
    assert written(session) == before


def test_a_list_of_another_municipality_is_not_found(browse, make, visit):
    theirs = make.checklist(("Bayrak", 0))
    antalya = browse(make.user("officer", "antalya"))
    own = make.visit("antalya")

    antalya.submit(f"/visits/{own.id}/preparation", {"checklist": str(theirs.id)}, status=404)


def test_a_step_is_ticked_on_the_desk_with_who_and_when_and_the_message_takes_it_back(
    browse, make, visit, steps, session
):
    user = make.user("protocol")
    browser = browse(user)
    make.step(visit, "Bayrak", days=0)
    form = browser.open(DESK).select_one(f'form[action="/preparation/{steps()["Bayrak"].id}/settle"]')
    sent = {field["name"]: field["value"] for field in form.select("input")}

    after = browser.submit(form["action"], sent)

    ticked = steps()["Bayrak"]
    assert (ticked.state, ticked.settled_by) == (StepState.READY, user.name)
    assert ticked.settled_at is not None
    entry = session.scalars(select(TrailEntry).order_by(TrailEntry.id.desc())).first()
    assert entry.event == "preparation_step.settled"
    page = browser.open(after.answer.location)
    assert after.answer.location.startswith(DESK)
    undo = page.select_one("form[data-undo]")
    back = browser.submit(undo["action"])
    assert back.answer.location.startswith("/desk")
    again = steps()["Bayrak"]
    assert (again.state, again.settled_at, again.settled_by) == (StepState.MISSING, None, "")


def test_what_is_not_needed_is_not_missing(browser, make, visit, steps):
    make.step(visit, "İkram")

    browser.submit(f"/preparation/{steps()['İkram'].id}/settle", {"state": "not_needed"})

    assert "everything is ready" in browser.open(DESK).words
    page = browser.open(f"/visits/{visit.id}")
    assert "Not needed: officer of izmir" in page.select_one(SECTION).get_text()


def test_a_state_that_is_none_is_not_found(browser, make, visit, session):
    step = make.step(visit)
    before = written(session)

    browser.submit(f"/preparation/{step.id}/settle", {"state": "perhaps"}, status=404)

    assert written(session) == before


def test_a_tick_leads_to_no_other_site(browser, make, visit):
    step = make.step(visit)

    after = browser.submit(f"/preparation/{step.id}/settle", {"state": "ready", "back": "//evil.example"})

    assert after.answer.location == f"/visits/{visit.id}"


def test_when_a_visit_moves_its_steps_move_and_what_was_set_by_hand_stays(browser, make, visit):
    make.step(visit, "Tercüman", days=-7)
    make.step(visit, "Salon", days=-7, due_on=TODAY)
    form = typed_in(browser.open(f"/visits/{visit.id}/edit"))

    browser.submit(f"/visits/{visit.id}/edit", form | {"held": "20.11.2023"})

    words = browser.open(DESK).words
    assert "Tercüman 13 Nov Mon" in words
    assert "Salon 25 Oct Wed" in words


def test_the_desk_shows_the_next_30_days_and_past_visits_that_still_need_something(browser, make):
    far = make.visit(held=PartialDate.on(TODAY + timedelta(days=31)), group_name="Uzak heyet")
    over = make.visit(held=PartialDate.on(TODAY - timedelta(days=5)), group_name="Giden heyet")
    make.visit(held=PartialDate.on(TODAY - timedelta(days=5)), group_name="Bitmiş heyet")
    make.visit(
        held=SOON, group_name="İptal heyeti", state=VisitState.CANCELLED, state_reason_tr="Gelemiyorlar"
    )
    make.visit(held=SOON, group_name="Yakın heyet")
    make.visit(held=PartialDate.of(2023, 11), group_name="Kasım heyeti")
    make.visit(held=PartialDate.of(2023), group_name="Yıl heyeti")
    make.step(over, "Teşekkür yazısı", days=3)
    make.step(far, "Bayrak", days=0)

    page = browser.open(DESK)

    past = page.select_one("section[aria-labelledby=past]").get_text(" ")
    assert "Giden heyet" in past
    assert "2 days late" in past
    coming = page.select_one("section[aria-labelledby=coming]").get_text(" ")
    assert "Yakın heyet" in coming
    assert "Kasım heyeti" in coming
    for other in ("Uzak heyet", "Bitmiş heyet", "İptal heyeti", "Yıl heyeti"):
        assert other not in page.words


def test_the_day_of_a_step_bears_its_year_where_that_is_another_one(browse, make):
    visit = make.visit(held=PartialDate.on(TODAY))
    make.step(visit, "Geçen yıldan", due_on=date(2022, 10, 27))
    make.step(visit, "Bu yıldan", due_on=date(2023, 10, 24))
    make.step(visit, "Gelecek yıla", due_on=date(2024, 1, 2))

    told = " ".join(browse().open(f"/visits/{visit.id}").select_one(SECTION).get_text(" ").split())

    for words in ("363 days late · 27 Oct 2022 Thu", "1 day late · 24 Oct Tue", "2 Jan 2024 Tue"):
        assert words in told


def test_the_desk_tells_of_clashes_in_the_programme(browser, make, visit):
    mayor = make.person("Belediye Başkanı")
    for title in ("Kabul", "Müze"):
        make.programme_item(visit, title, day=SOON.earliest, starts_at=time(10), host_id=mayor.id)

    assert "2 items to look at" in browser.open(DESK).words


def test_the_desk_costs_no_more_statements_for_many_visits(app, browser, make):
    costs = []
    for count in (1, 8):
        for _ in range(count):
            visit = make.visit(held=SOON, host_id=make.person("Ev Sahibi").id)
            for number in range(3):
                make.step(visit, f"Adım {number}", days=-number)
            make.programme_item(visit, day=SOON.earliest, starts_at=time(10))
        with statements(app) as sent:
            browser.open(DESK)
        costs.append(len(sent))

    assert costs[0] == costs[1]


def test_the_first_page_says_what_a_coming_visit_lacks_and_leads_to_it(browser, make, visit, steps):
    make.step(visit, "Bayrak")
    make.step(visit, "Hediye")
    link = f'a[href="/desk#visit-{visit.id}"]'
    assert browser.open("/").select_one(link).get_text() == "2 missing"

    for step in steps().values():
        browser.submit(f"/preparation/{step.id}/settle", {"state": "ready"})

    assert not browser.open("/").select(link)


def test_a_reader_sees_the_desk_and_ticks_nothing(browse, make, visit):
    make.step(visit)

    page = browse("viewer").open(DESK)

    assert "Bayrak" in page.words
    assert not page.select("main form")


def test_a_list_without_a_line_is_refused(browser):
    form = typed_in(browser.open("/checklists/new"))

    page = browser.submit("/checklists/new", form | {"title_tr": "Boş"}, status=422)

    assert "Enter at least one thing that must be ready" in page.words


def test_a_list_is_corrected_by_the_house_and_what_is_on_a_visit_stays(browser, make, visit, steps):
    wanted = make.checklist(("Bayrak", 0))
    browser.submit(f"/visits/{visit.id}/preparation", {"checklist": str(wanted.id)})
    form = typed_in(browser.open(f"/checklists/{wanted.id}/edit"))

    browser.submit(
        f"/checklists/{wanted.id}/edit", form | {"steps-0-what_tr": "İki bayrak", "steps-0-days": "-1"}
    )

    assert "İki bayrak" in browser.open(f"/checklists/{wanted.id}").words
    assert (steps()["Bayrak"].days, list(steps())) == (0, ["Bayrak"])


def test_the_list_of_a_senior_guest_comes_once_with_its_source(session, make):
    actor = make.actor("admin")
    load_preparation.load(session, actor, today=TODAY)
    session.commit()

    again = load_preparation.load(session, actor, today=TODAY)

    assert again == 0
    query = select(Checklist).where(owned(actor), Checklist.code == load_preparation.CODE)
    (found,) = session.scalars(query).all()
    session.refresh(found, ["steps", "sources"])
    days = {one.what_tr: one.days for one in found.steps}
    assert (days["Bilgi notu"], days["Hediye"], days["Ülke bayrağı"]) == (0, 0, 0)
    assert days["Teşekkür yazısı"] == 3
    assert found.sources[0].place == "9398–9399"


@pytest.fixture
def past(make):
    """A visit of September with all that a visit has."""
    ada = make.person("Ada Yılmaz", posts=[{"title_tr": "Müdür", "since": PartialDate.on(date(2023, 10, 1))}])
    held = PartialDate.span(date(2023, 9, 4), date(2023, 9, 5))
    visit = make.visit(
        held=held,
        subject_tr="Liman iş birliği",
        minutes_tr="Konuşulanlar",
        state=VisitState.HELD,
        counterparts=[{"organisation_id": make.organisation("Linz Belediyesi").id}],
        delegates=[
            {"name": "Ada Yılmaz", "person_id": ada.id, "side": Side.VISITOR, "title_tr": "Uzman"},
            {"name": "Can Demir", "side": Side.OURS, "title_tr": "Başkan Vekili"},
        ],
    )
    make.programme_item(
        visit,
        "Kabul",
        day=date(2023, 9, 5),
        starts_at=time(10),
        attendees=[{"person_id": ada.id, "name": "Ada Yılmaz"}, {"name": "Can Demir"}],
    )
    make.step(visit, "Bayrak", days=0)
    return visit


@pytest.fixture
def again(browser, past, session):
    """Write a visit like the past one; return it."""

    def send(**typed):
        address = f"/visits/{past.id}/again"
        browser.submit(address, typed_in(browser.open(address)) | typed)
        session.expire_all()
        found = session.scalars(select(Visit).where(Visit.id != past.id)).one()
        session.refresh(found, ["delegates", "counterparts", "sources"])
        return found

    return send


def test_a_visit_on_the_pattern_of_another_takes_its_programme_with_the_days_moved(again, session):
    made = again(held="4-5 aralık 2023")

    items = session.scalars(select(ProgrammeItem).where(ProgrammeItem.visit_id == made.id)).all()
    assert [(one.title_tr, one.day, one.starts_at) for one in items] == [
        ("Kabul", date(2023, 12, 5), time(10))
    ]
    steps = session.scalars(select(PreparationStep).where(PreparationStep.visit_id == made.id)).all()
    assert [(one.title_tr, one.days, one.state) for one in steps] == [("Bayrak", 0, StepState.MISSING)]


def test_a_list_is_taken_and_a_visit_repeated_in_as_many_statements_for_many_steps_as_for_few(
    app, browser, make, session
):
    owner = make.user().id
    taken, repeated = [], []
    for count in (2, 30):
        visit = make.visit(held=SOON, group_name="Linz heyeti")
        ada, wanted = make.person(f"Ada {count}"), [(f"Adım {number}", 0) for number in range(count)]
        for number in range(count):
            people = [{"person_id": ada.id, "name": "Ada"}, {"name": "Can"}]
            make.programme_item(visit, f"Madde {number}", host_id=ada.id, attendees=people)
        list_ = make.checklist(*wanted)
        with statements(app) as sent:
            browser.submit(f"/visits/{visit.id}/preparation", {"checklist": list_.id, "owner_id": owner})
        taken.append(len(sent))
        address = f"/visits/{visit.id}/again"
        form = typed_in(browser.open(address)) | {"held": "4.12.2023", "delegation": "y"}
        with statements(app) as sent:
            browser.submit(address, form)
        repeated.append(len(sent))

    assert taken[0] == taken[1]
    assert repeated[0] == repeated[1]
    entries = session.scalars(select(TrailEntry).where(TrailEntry.event == "preparation_step.created"))
    assert len(entries.all()) == 2 * (2 + 30)


def test_what_was_said_and_the_titles_of_that_day_stay_behind(again, session):
    made = again(held="4-5 aralık 2023")

    assert (made.subject_tr, made.minutes_tr, made.state) == ("Liman iş birliği", "", None)
    assert [(one.name, one.side, one.title_tr) for one in made.delegates] == [("Can Demir", Side.OURS, "")]
    (item,) = session.scalars(select(ProgrammeItem).where(ProgrammeItem.visit_id == made.id)).all()
    session.refresh(item, ["attendees"])
    assert [one.name for one in item.attendees] == ["Can Demir"]


def test_a_delegation_that_comes_again_has_the_titles_of_the_new_day(again):
    made = again(held="4-5 aralık 2023", delegation="y")

    titles = {one.name: one.title_tr for one in made.delegates}
    assert titles == {"Ada Yılmaz": "Müdür", "Can Demir": ""}


def test_a_day_that_falls_outside_the_new_visit_is_left_open(again, session):
    made = again(held="4.12.2023")

    assert session.scalars(select(ProgrammeItem.day).where(ProgrammeItem.visit_id == made.id)).all() == [None]


def test_of_a_new_visit_of_which_nobody_would_be_known_nothing_is_written(browser, make, session):
    visit = make.visit(delegates=[{"name": "Ada Yılmaz", "side": Side.VISITOR}])
    address = f"/visits/{visit.id}/again"

    page = browser.submit(address, typed_in(browser.open(address)) | {"held": "4.12.2023"}, status=422)

    assert page.find(id="delegation-error")
    assert session.scalar(select(func.count()).select_from(Visit)) == 1


def test_a_form_of_a_new_visit_that_is_sent_twice_writes_one(browser, make, session):
    visit = make.visit(group_name="Heyet")
    address = f"/visits/{visit.id}/again"
    told = typed_in(browser.open(address)) | {"held": "4.12.2023", "delegation": "y"}

    first = browser.submit(address, told).answer.location
    again = browser.submit(address, told).answer.location

    assert first == again
    assert session.scalar(select(func.count()).select_from(Visit)) == 2


def test_who_is_in_the_bin_is_named_where_the_delegation_comes_again(browser, past, session):
    person = session.scalars(select(Delegate.person_id).where(Delegate.visit_id == past.id)).first()
    address = f"/visits/{past.id}/again"
    browser.submit(f"/people/{person}/bin")

    typed = typed_in(browser.open(address)) | {"held": "4-5 aralık 2023", "delegation": "y"}
    page = browser.submit(address, typed, status=422)

    assert "Ada Yılmaz" in page.select_one(".error-summary").get_text()
    assert session.scalar(select(func.count()).select_from(Visit)) == 1


def test_a_step_counts_from_the_day_of_the_visit_also_while_only_its_month_is_known(browser, make):
    visit = make.visit(held=PartialDate.of(2023, 12))
    step = make.step(visit, "Otel", days=-3)

    line = browser.open(f"/visits/{visit.id}").select_one(f"#step-{step.id}")

    assert "3 days before" in line.get_text()
