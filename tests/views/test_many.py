"""Many records at once: what would happen is shown first, rules hold for each, and it can be taken back."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.records import bulk
from models import Favourite, PartialDate, TrailEntry, Visit
from models.vocabulary import Consent, Direction, VisitKind, VisitMode, VisitState
from tests.laws.reading import statements, written

FIELDS = ("state", "state_reason_tr", "direction", "mode", "visit_kind", "host")
FUTURE = PartialDate.of(2030)


@pytest.fixture
def three(make):
    return [
        make.visit(group_name="Beyaz", mode=VisitMode.ONLINE),
        make.visit(group_name="Mavi", visit_kind=VisitKind.COURTESY),
        make.visit(group_name="Siyah", held=FUTURE),
    ]


@pytest.fixture
def host(make):
    return make.person("Mustafa Özuslu")


def posted(page):
    """What the form of the page sends: its hidden fields."""
    form = page.select_one("main form[action*='/bulk']")
    sent: dict[str, list[str]] = {}
    for one in form.select("input[type=hidden]"):
        if one["name"] != "csrf_token":
            sent.setdefault(one["name"], []).append(one["value"])
    return sent


def look(browser, visits, status=200, **values):
    chosen = {"id": [visit.id for visit in visits], "set": list(values), **values, "do": "preview"}
    return browser.submit("/visits/bulk", chosen, status)


def apply(browser, preview):
    done = browser.submit("/visits/bulk", posted(preview) | {"do": "apply"})
    return browser.open(done.answer.location)


def fresh(session, visits):
    session.expire_all()
    return [session.get_one(Visit, visit.id) for visit in visits]


def lines(page, section):
    rows = page.select(f"section[aria-labelledby={section}] tbody tr")
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]


def test_the_first_page_offers_the_fields_of_the_noun_and_names_the_records(browser, three):
    page = browser.submit("/visits/bulk", {"id": [one.id for one in three]}, 200)

    assert page.h1.get_text() == "Change 3 records"
    assert [box["value"] for box in page.select("[name=set]")] == list(FIELDS)
    assert {link.get_text() for link in page.select(".plain-list a")} == {"Beyaz", "Mavi", "Siyah"}


def test_the_preview_shows_each_record_before_and_after_and_writes_nothing(browser, three, session, host):
    before = written(session)

    page = look(browser, three, mode="online", host=f"#{host.id}")

    assert lines(page, "ready") == [
        ["Beyaz", "Host", "unknown", "Mustafa Özuslu"],
        ["Mavi", "How they met", "unknown", "Online"],
        ["Mavi", "Host", "unknown", "Mustafa Özuslu"],
        ["Siyah", "How they met", "unknown", "Online"],
        ["Siyah", "Host", "unknown", "Mustafa Özuslu"],
    ]
    assert written(session) == before


def test_who_is_refused_is_named_with_the_reason_and_stays_as_it_is(browser, three, session):
    preview = look(browser, three, state="held")
    assert lines(preview, "refused") == [
        ["Siyah", "State", "unknown", "Held", "A visit that is still to come cannot have been held"]
    ]

    page = apply(browser, preview)

    assert "2 records are changed." in page.words
    assert [one.state for one in fresh(session, three)] == [VisitState.HELD, VisitState.HELD, None]


def test_applying_leaves_one_entry_for_each_record_under_one_operation(browser, three, session):
    apply(browser, look(browser, three, mode="online"))

    entries = session.scalars(select(TrailEntry).where(TrailEntry.event == "visit.edited")).all()
    assert {entry.record_id for entry in entries} == {three[1].id, three[2].id}
    assert len({entry.operation_id for entry in entries}) == 1
    assert entries[0].changes == {"mode": [None, "online"]}


def test_a_value_can_be_made_unknown_and_only_what_is_ticked_is_set(browser, three, session):
    preview = browser.submit(
        "/visits/bulk",
        {"id": [three[0].id], "set": ["mode"], "mode": "", "direction": "incoming", "do": "preview"},
        200,
    )
    apply(browser, preview)

    (visit,) = fresh(session, three[:1])
    assert (visit.mode, visit.direction) == (None, None)


def test_what_somebody_changed_after_the_preview_stays_theirs(browser, browse, three, session):
    preview = look(browser, three[:2], direction="incoming")
    apply(browse("officer"), look(browse("officer"), three[:1], direction="outgoing"))

    page = apply(browser, preview)

    assert "Beyaz: Somebody changed it meanwhile" in page.words
    assert [one.direction for one in fresh(session, three[:2])] == [Direction.OUTGOING, Direction.INCOMING]


def test_a_change_is_taken_back_where_nobody_changed_the_record_since(browser, three, session, host):
    page = apply(browser, look(browser, three, visit_kind="working", host=f"#{host.id}"))
    undo = page.select_one("[data-undo]")["action"]
    apply(browser, look(browser, three[:1], direction="incoming"))

    page = browser.open(browser.submit(undo).answer.location)

    assert "2 records are as they were." in page.words
    assert "Beyaz: Somebody changed it meanwhile" in page.words
    first, second, third = fresh(session, three)
    assert (first.visit_kind, first.host_id, first.direction) == (
        VisitKind.WORKING,
        host.id,
        Direction.INCOMING,
    )
    assert (second.visit_kind, second.host_id) == (VisitKind.COURTESY, None)
    assert (third.visit_kind, third.host_id) == (None, None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Choose at least one field to change"),
        ({"mode": "nonsense"}, "Choose one from the list"),
        ({"host": "Kimsenin Adı"}, "There is no record of this name"),
        ({"host": "#999999999"}, "not there any more"),
        ({"state_reason_tr": "x" * 301}, "Enter at most 300"),
    ],
)
def test_a_value_that_is_none_is_refused_beside_its_field(browser, three, session, values, said):
    before = written(session)

    page = look(browser, three, status=422, **values)

    assert said in page.select_one(".error-summary").get_text()
    assert page.title.get_text().startswith("Error: ")
    assert len(page.select("input[name=id]")) == 3
    assert written(session) == before


def test_a_field_that_is_not_declared_cannot_be_set(browser, three, session):
    before = written(session)

    look(browser, three, status=422, minutes="everything")
    browser.submit(
        "/visits/bulk",
        {"id": three[0].id, "seen": f"{three[0].id}:{three[0].version}", "set": "minutes", "do": "apply"},
        422,
    )

    assert written(session) == before


def test_records_of_another_municipality_are_not_found_or_left_out(browser, make, three, session):
    theirs = make.visit("antalya", group_name="Başkası")

    look(browser, [theirs], status=404, mode="online")
    page = look(browser, [three[1], theirs], mode="online")
    assert [line[0] for line in lines(page, "ready")] == ["Mavi"]
    seen = [f"{one.id}:{one.version}" for one in (three[1], theirs)]
    browser.submit("/visits/bulk", {"seen": seen, "set": "mode", "mode": "online", "do": "apply"})

    assert [one.mode for one in fresh(session, [three[1], theirs])] == [VisitMode.ONLINE, None]


def test_all_that_match_are_meant_where_that_is_said(browser, three):
    page = browser.submit("/visits/bulk?q=mavi", {"id": [three[0].id], "all": "yes"}, 200)

    assert [link.get_text() for link in page.select(".plain-list a")] == ["Mavi"]


def test_too_many_records_at_once_are_refused_with_a_word_why(browser, three, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)

    page = browser.open(browser.submit("/visits/bulk", {"all": "yes"}).answer.location)

    assert "At most 2 records can be changed at once" in page.words


def test_a_preview_costs_the_same_however_many_records(app, browser, make):
    ids = [make.visit(group_name=f"Heyet {number}").id for number in range(12)]
    chosen = {"set": "mode", "mode": "online", "do": "preview", "csrf_token": browser.token()}

    with statements(app) as few:
        browser.submit("/visits/bulk", chosen | {"id": ids[:2]}, 200)
    with statements(app) as many:
        browser.submit("/visits/bulk", chosen | {"id": ids}, 200)

    assert len(many) == len(few)


def test_consent_is_set_for_many_people(browser, make, session):
    people = [make.person("Ayşe"), make.person("Çağrı", consent=Consent.REFUSED)]
    chosen = {"id": [one.id for one in people], "set": ["consent", "retain_until"], "consent": "given"}
    page = browser.submit("/people/bulk", chosen | {"retain_until": "1.2.2025", "do": "preview"}, 200)
    done = browser.submit("/people/bulk", posted(page) | {"do": "apply"})
    session.expire_all()
    assert [one.consent for one in people] == [Consent.GIVEN] * 2

    browser.submit(browser.open(done.answer.location).select_one("[data-undo]")["action"])

    session.expire_all()
    assert [(one.consent, one.retain_until) for one in people] == [(None, None), (Consent.REFUSED, None)]


# The bin, and favourites


def test_what_is_selected_goes_to_the_bin_and_comes_back(browser, three, session):
    page = browser.submit("/visits/bin-selected?q=", {"id": [three[0].id, three[1].id]})
    page = browser.open(page.answer.location)
    assert "Moved to the bin: 2 records" in page.words
    assert [one.binned_at is None for one in fresh(session, three)] == [False, False, True]

    page = browser.open(browser.submit(page.select_one("[data-undo]")["action"]).answer.location)

    assert "Taken out of the bin: 2 records" in page.words
    assert all(one.binned_at is None for one in fresh(session, three))


def test_no_record_of_another_municipality_goes_to_the_bin(browser, make, session):
    theirs = make.visit("antalya")

    browser.submit("/visits/bin-selected", {"id": [theirs.id]}, 404)

    assert fresh(session, [theirs])[0].binned_at is None


def test_what_is_selected_becomes_a_favourite(browser, make, three, session):
    theirs = make.visit("antalya")

    browser.submit("/lists/visits/star", {"id": [three[0].id, three[1].id, theirs.id]})

    assert set(session.scalars(select(Favourite.record_id))) == {three[0].id, three[1].id}


def test_too_many_favourites_at_once_are_refused_with_a_word_why(browser, three, session, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)

    page = browser.open(browser.submit("/lists/visits/star", {"all": "yes"}).answer.location)

    assert "At most 2 records can be changed at once" in page.words
    assert session.scalars(select(Favourite.record_id)).all() == []


@pytest.mark.parametrize("operation", ["a%00b", "nonsense", "1" * 300, uuid4()])
@pytest.mark.parametrize("verb", ["take-back", "restore-selected"])
def test_an_operation_that_somebody_made_up_is_not_found(browser, three, session, verb, operation):
    before = written(session)

    browser.submit(f"/visits/{verb}/{operation}", status=404)

    assert written(session) == before
