"""Promises beside the meeting note, tasks on every page they lead to, closing them in a row."""

from datetime import timedelta

import pytest

from app.records import kit
from app.records.people import PERSON
from app.records.tasks import TASK
from models import PartialDate, Task
from models.vocabulary import PromiseSide, TaskState
from tests.laws.reading import copies, statements, typed_in
from tests.make import TODAY

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} %(name)s"


def in_days(days):
    return PartialDate.on(TODAY + timedelta(days=days))


def carried(page, side):
    """What the line of a side carries along: its key, and who is offered to see to it."""
    form = page.select_one(f'form.promise-line:has(input[name="side"][value="{side}"])')
    chosen = form.select_one("select option[selected]")
    return {
        "side": side,
        f"{side}-form_key": form.select_one(f'input[name="{side}-form_key"]')["value"],
        f"{side}-owner_id": chosen["value"],
    }


@pytest.fixture
def body(make):
    return make.organisation("Üsküp Belediyesi", seat_id=make.city("Üsküp").id)


@pytest.fixture
def visit(make, body):
    return make.visit(counterparts=[{"organisation_id": body.id}])


@pytest.fixture
def me(make):
    return make.user()


@pytest.fixture
def mine(browse, me):
    return browse(me)


@pytest.fixture
def tasks(session):
    def ask():
        session.expire_all()
        return session.query(Task).order_by(Task.id).all()

    return ask


def test_both_sides_have_their_group_with_a_line_for_the_next_promise(mine, visit):
    page = mine.open(f"/visits/{visit.id}")

    section = page.select_one("section[aria-labelledby=promises]")
    assert [h3.get_text(strip=True) for h3 in section.select("h3")] == ["We", "Üsküp Belediyesi"]
    assert len(section.select("form.promise-line")) == 2
    assert not section.select("li")


def test_a_promise_is_one_line_and_the_page_comes_back_for_the_next_one_of_that_side(mine, me, visit, tasks):
    address = f"/visits/{visit.id}"
    line = carried(mine.open(address), "theirs")

    sent = line | {"theirs-title_tr": "A letter of invitation", "theirs-due": "march 2024"}
    done = mine.submit(f"{address}/promises", sent)

    assert done.answer.location == f"{address}?promised=theirs"
    page = mine.open(done.answer.location)
    assert page.select_one("[data-takes-focus]")["name"] == "theirs-title_tr"
    (task,) = tasks()
    assert (task.title_tr, task.promised_by, task.about_id) == (
        "A letter of invitation",
        PromiseSide.THEIRS,
        visit.id,
    )
    assert (task.owner_id, task.due, task.state) == (me.id, PartialDate.of(2024, 3), TaskState.OPEN)
    assert "March 2024" in page.select_one("section[aria-labelledby=promises] li").get_text()


def test_the_same_line_sent_twice_makes_one_promise(mine, visit, tasks):
    address = f"/visits/{visit.id}"
    sent = carried(mine.open(address), "ours") | {"ours-title_tr": "Drawings"}

    for _ in range(2):
        mine.submit(f"{address}/promises", sent)

    assert len(tasks()) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ours-title_tr": " ", "ours-due": "nisan 2024"}, "ours-title_tr"),
        ({"ours-title_tr": "Drawings", "ours-due": "the day after never"}, "ours-due"),
        ({"ours-title_tr": "Drawings", "ours-owner_id": "999999"}, "ours-owner_id"),
        ({"ours-title_tr": "Drawings", "ours-owner_id": "-1 OR 1=1"}, "ours-owner_id"),
        ({"ours-title_tr": "x" * 301}, "ours-title_tr"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_beside_its_field_with_what_was_typed(
    mine, visit, tasks, typed, field
):
    address = f"/visits/{visit.id}"
    line = carried(mine.open(address), "ours")

    page = mine.submit(f"{address}/promises", line | typed, status=422)

    assert page.find(id=f"{field}-error").get_text(strip=True)
    assert page.title.get_text().startswith("Error: ")
    if field != "ours-title_tr":
        assert page.find(id="ours-title_tr")["value"] == "Drawings"
    if "ours-due" in typed:
        assert page.find(id="ours-due")["value"] == typed["ours-due"]
    assert tasks() == []


def test_what_markup_or_placeholders_say_stays_text(mine, make, visit, me):
    make.task(HOSTILE, about_id=visit.id, promised_by=PromiseSide.OURS, owner_id=me.id, due=in_days(-1))

    for address in (f"/visits/{visit.id}", "/", "/tasks", f"/tasks?about={visit.id}"):
        page = mine.open(address)
        assert "alert('x')" in page.get_text()
        assert not page.find("script", string=lambda text: text and "alert" in text)


def test_a_reader_sees_promises_and_no_line(browse, make, visit):
    make.task("Drawings", about_id=visit.id, promised_by=PromiseSide.OURS)

    section = browse("viewer").open(f"/visits/{visit.id}").select_one("section[aria-labelledby=promises]")

    assert "Drawings" in section.get_text()
    assert "No promise recorded." in section.get_text()
    assert not section.select("form, details")


def test_a_promise_is_closed_in_its_row_and_one_goes_on_where_one_was(mine, make, visit, body, me, tasks):
    make.task("Drawings", about_id=visit.id, promised_by=PromiseSide.OURS, owner_id=me.id, due=in_days(-3))
    elsewhere = f"/organisations/{body.id}"
    for address in (f"/visits/{visit.id}", elsewhere, "/"):
        page = mine.open(address)
        assert "3 days late" in page.words
        form = page.select_one("details.task-close form")
        assert form.select_one("input[name=back]")["value"] == address

    sent = {control["name"]: control.get("value", "") for control in form.select("input[name]")}
    done = mine.submit(form["action"], sent | {"evidence": "Letter 12"})

    assert done.answer.location == "/"
    page = mine.open("/")
    assert page.select_one("form[data-undo]")["action"].endswith("/reopen")
    (task,) = tasks()
    assert (task.state, task.done_on, task.evidence) == (TaskState.DONE, TODAY, "Letter 12")
    assert "Drawings" not in mine.open(elsewhere).words
    assert "Letter 12" in mine.open(f"/visits/{visit.id}").words
    mine.submit(page.select_one("form[data-undo]")["action"])
    assert "Drawings" in mine.open(elsewhere).words


def test_a_row_closed_without_evidence_asks_for_it_and_keeps_the_way_back(mine, make, tasks):
    task = make.task("Drawings")

    page = mine.submit(
        f"/tasks/{task.id}/close", {"evidence": "", "done_on": "2023-10-24", "back": "/visits"}, status=422
    )

    assert page.find(id="evidence-error")
    form = typed_in(page)
    assert (form["done_on"], form["back"]) == ("2023-10-24", "/visits")
    assert mine.submit(f"/tasks/{task.id}/close", form | {"evidence": "Yes"}).answer.location == "/visits"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_way_back_leads_nowhere_else(mine, make, back):
    task = make.task("Drawings")
    sent = {"evidence": "Letter 12", "done_on": "25.10.2023", "back": back}

    assert mine.submit(f"/tasks/{task.id}/close", sent).answer.location == f"/tasks/{task.id}"


def test_a_task_is_not_closed_on_a_day_to_come(mine, make):
    task = make.task("Drawings")

    page = mine.submit(
        f"/tasks/{task.id}/close", {"evidence": "Letter 12", "done_on": "26.10.2023"}, status=422
    )

    assert "still to come" in page.find(id="done_on-error").get_text()


def test_the_second_of_two_who_close_a_task_is_told(mine, make):
    task = make.task("Drawings")
    sent = {"evidence": "Letter 12", "done_on": "25.10.2023"}
    mine.submit(f"/tasks/{task.id}/close", sent)

    page = mine.submit(f"/tasks/{task.id}/close", sent, status=422)

    assert "in the meantime" in page.select_one(".error-summary").get_text()


def test_a_dropped_task_says_why_and_can_be_opened_again(mine, make, tasks):
    task = make.task("Drawings")
    assert mine.submit(f"/tasks/{task.id}/drop", {}, status=422).find(id="dropped_because-error")

    mine.submit(f"/tasks/{task.id}/drop", {"dropped_because": "They withdrew"})
    page = mine.open(f"/tasks/{task.id}")
    assert "They withdrew" in page.words
    mine.submit(page.select_one('form[action$="/reopen"]')["action"])

    assert tasks()[0].state is TaskState.OPEN


def test_the_sidebar_counts_what_is_due_and_is_red_only_for_what_is_overdue(mine, browse, make, session, me):
    def count():
        found = mine.open("/visits").select_one(".sidebar .place-count")
        return found and (found.get_text(strip=True), "is-late" in found["class"])

    make.task(owner_id=me.id, due=in_days(1))
    make.task(due=in_days(-1))
    gone = make.task(owner_id=me.id, due=in_days(-1))
    kit.throw_away(session, make.actor(), TASK, gone.id, today=TODAY)
    session.commit()
    assert count() is None
    make.task(owner_id=me.id, due=in_days(0))
    assert count() == ("1", False)
    make.task(owner_id=me.id, due=in_days(-1))
    assert count() == ("2", True)
    assert browse().open("/visits").select_one(".sidebar .place-count") is None


def test_my_tasks_are_the_open_ones_i_see_to_the_overdue_first(mine, make, me):
    make.task("Of nobody")
    make.task("No day", owner_id=me.id)
    make.task("Later", owner_id=me.id, due=in_days(40))
    make.task("Late", owner_id=me.id, due=in_days(-4))
    link = next(
        one for one in mine.open("/").select(".sidebar .place-section") if "My tasks" in one.get_text()
    )

    page = mine.open(link["href"])

    rows = [cell.a.get_text(strip=True) for cell in page.select("main td.is-name")]
    assert rows == ["Late", "Later", "No day"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("due=overdue", ["Late"]),
        ("due=week", ["Today", "Soon"]),
        ("due=later", ["Later"]),
        ("due=none", ["No day", "Theirs"]),
        ("side=theirs", ["Theirs"]),
        ("side=unknown", ["Late", "Today", "Soon", "Later", "No day"]),
        ("state=done", []),
        ("owner=unknown", ["Late", "Today", "Soon", "Later", "No day", "Theirs"]),
        ("due=nonsense&owner=x&about=y&side=z", ["Late", "Today", "Soon", "Later", "No day", "Theirs"]),
    ],
)
def test_the_list_is_narrowed_by_due_side_state_and_owner(mine, make, query, found):
    make.task("Late", due=in_days(-1))
    make.task("Today", due=in_days(0))
    make.task("Soon", due=in_days(7))
    make.task("Later", due=in_days(8))
    make.task("No day")
    make.task("Theirs", promised_by=PromiseSide.THEIRS)

    rows = mine.open(f"/tasks?{query}").select("main td.is-name a")

    assert [row.get_text(strip=True) for row in rows] == found


def test_the_list_of_what_leads_to_a_record_names_it_in_its_filter(mine, make, visit, body):
    make.task("Drawings", about_id=visit.id)
    make.task("Another")

    page = mine.open(f"/tasks?about={body.id}")

    assert [row.get_text(strip=True) for row in page.select("main td.is-name a")] == ["Drawings"]
    assert page.select_one(".chip-on b").get_text(strip=True) == "Üsküp Belediyesi"


def test_with_no_task_the_page_says_where_they_come_from(mine, me):
    for address in ("/tasks", f"/tasks?owner={me.id}&state=open"):
        assert "beside the meeting note of the visit" in mine.open(address).words


def test_the_form_begins_with_whoever_asks_and_the_record_it_was_opened_from(mine, me, visit):
    page = mine.open(f"/tasks/new?about={visit.id}")

    form = typed_in(page)
    assert form["owner_id"] == str(me.id)
    assert form["about"].endswith(f"#{visit.id}")


def test_the_form_offers_open_accounts_of_the_house_and_keeps_one_that_is_closed(mine, make, session, me):
    make.user(municipality="antalya", email="theirs@antalya.test")
    gone = make.user("manager")
    task = make.task("Drawings", owner_id=gone.id)
    gone.is_active = False
    session.commit()

    new, edit = mine.open("/tasks/new"), mine.open(f"/tasks/{task.id}/edit")

    def offered(page):
        return [option.get_text(strip=True) for option in page.select("#owner_id option")]

    assert offered(new) == ["Nobody yet", me.name]
    assert offered(edit) == ["Nobody yet", "manager of izmir (account closed)", me.name]
    mine.submit(f"/tasks/{task.id}/edit", typed_in(edit) | {"notes_tr": "Still theirs"})
    session.expire_all()
    assert (task.owner_id, task.notes_tr) == (gone.id, "Still theirs")
    mine.submit("/tasks/new", typed_in(new) | {"title_tr": "x", "owner_id": str(gone.id)}, status=422)


def test_the_first_page_of_a_manager_shows_what_others_let_lie(browse, make, me):
    make.task("Drawings", owner_id=me.id, due=in_days(-8))

    assert "Overdue with others" in browse("manager").open("/").words
    assert "Overdue with others" not in browse("officer").open("/").words


def test_the_pages_cost_as_many_statements_for_a_hundred_tasks_as_for_one(
    app, mine, make, session, me, visit, body
):
    task = make.task(
        "Drawings",
        about_id=visit.id,
        promised_by=PromiseSide.THEIRS,
        promiser_id=body.id,
        owner_id=me.id,
        due=in_days(-1),
    )
    city = make.city("Üsküp").id
    addresses = (
        "/",
        f"/visits/{visit.id}",
        f"/organisations/{body.id}",
        f"/cities/{city}",
        "/tasks",
    )

    def cost():
        told = []
        for address in addresses:
            with statements(app) as sent:
                mine.open(address)
            told.append((address, len(sent)))
        return told

    one = cost()
    copies(session, TASK, task.id, 99)

    assert cost() == one


def test_the_list_to_complete_leads_to_the_form_of_each_record_and_is_read_by_kind(mine, browse, make):
    person, body = make.person("Ada"), make.organisation("Kurum")

    page = mine.open("/to-complete")
    assert [row["href"] for row in page.select("main td.is-name a")] == [
        f"/organisations/{body.id}/edit",
        f"/people/{person.id}/edit",
    ]
    assert "admin of izmir" in page.words
    links = [row["href"] for row in mine.open("/to-complete?kind=person").select("main td.is-name a")]
    assert links == [f"/people/{person.id}/edit"]
    reader = browse("viewer").open("/to-complete")
    assert reader.select_one("main td.is-name a")["href"] == f"/organisations/{body.id}"


@pytest.mark.parametrize("query", ["kind=nonsense", "page=0", "page=x", "page=99999999999", "kind=&page=-1"])
def test_the_list_to_complete_takes_any_address(mine, make, query):
    make.person("Ada")

    assert "Ada" in mine.open(f"/to-complete?{query}").words


def test_the_list_to_complete_is_turned_page_by_page(mine, make, session):
    person = make.person("Ada")
    copies(session, PERSON, person.id, 60)

    first = mine.open("/to-complete?kind=person")
    second = mine.open(first.select_one("a[rel=next]")["href"])

    assert (len(first.select("tbody tr")), len(second.select("tbody tr"))) == (50, 11)


def test_with_nothing_to_complete_the_page_says_what_comes_here(mine):
    assert "a person or an organisation with a name alone" in mine.open("/to-complete").words


def test_the_history_and_a_conflict_name_the_colleague_and_not_a_number(browse, make, session):
    first, second = make.user(), make.user("director")
    task = make.task(owner_id=first.id)
    early, late = browse("officer"), browse("officer")
    address = f"/tasks/{task.id}/edit"
    sent = typed_in(late.open(address)) | {"owner_id": ""}
    early.submit(address, typed_in(early.open(address)) | {"owner_id": str(second.id)})

    history = early.open(f"/tasks/{task.id}/history").words
    clash = late.submit(address, sent, status=409).words

    for page in (history, clash):
        assert first.name in page
        assert second.name in page
