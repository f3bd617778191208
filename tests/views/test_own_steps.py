"""What somebody sees to for visits stands beside their tasks, by day, and is ticked there."""

from datetime import date, timedelta

import pytest

from app.domain.preparation import due
from app.permissions.actor import Actor
from app.queries import preparation as queries
from models import Certainty, PartialDate
from models.vocabulary import StepProof, StepState, VisitState
from tests.laws.reading import statements
from tests.make import TODAY

SOON = PartialDate.on(TODAY + timedelta(days=9))
OWN = "section[aria-labelledby=own-steps]"


@pytest.fixture
def me(make):
    return make.user("protocol")


@pytest.fixture
def mine(browse, me):
    return browse(me)


@pytest.fixture
def my_tasks(mine, me):
    """Return the section above my tasks, or nothing."""

    def read():
        return mine.open(f"/tasks?owner={me.id}&state=open").select_one(OWN)

    return read


@pytest.fixture
def visit(make):
    return make.visit(held=SOON, group_name="Linz heyeti")


def names(section):
    return [link.get_text(strip=True) for link in section.select("a.is-name")]


def test_my_steps_stand_above_my_tasks_by_day_with_their_visit(make, visit, me, my_tasks):
    make.step(visit, "Teşekkür", owner_id=me.id, days=3)
    make.step(visit, "Ne zaman olsa", owner_id=me.id)
    make.step(visit, "Tercüman", owner_id=me.id, days=-10)
    make.step(visit, "Elle", owner_id=me.id, days=-10, due_on=TODAY + timedelta(days=1))
    make.step(visit, "Başkasının", owner_id=make.user("officer").id, days=-10)
    make.step(visit, "Kimsenin", days=-10)

    section = my_tasks()

    assert names(section) == ["Tercüman", "Elle", "Teşekkür", "Ne zaman olsa"]
    assert "1 day late · 24 Oct" in " ".join(section.get_text(" ").split())
    visit_link = section.select_one(f'a[href="/visits/{visit.id}#preparation"]')
    assert visit_link.get_text() == "Linz heyeti"


def test_a_step_is_ticked_beside_my_tasks_and_leads_back_there(make, session, mine, visit, me, my_tasks):
    step = make.step(visit, "Bayrak", owner_id=me.id, days=0)
    form = my_tasks().select_one("form")
    sent = {field["name"]: field["value"] for field in form.select("input")}

    after = mine.submit(form["action"], sent)

    assert after.answer.location.startswith(f"/tasks?owner={me.id}&state=open")
    session.refresh(step)
    assert (step.state, step.settled_by) == (StepState.READY, me.name)
    assert my_tasks() is None


@pytest.mark.parametrize("query", ["", "?state=open", "?owner={me}&state=done", "?owner={other}&state=open"])
def test_other_lists_of_tasks_show_no_steps(make, mine, visit, me, query):
    other = make.user("officer")
    make.step(visit, owner_id=me.id, days=0)
    make.step(visit, owner_id=other.id, days=0)

    assert not mine.open("/tasks" + query.format(me=me.id, other=other.id)).select(OWN)


def test_what_is_settled_shown_by_the_record_or_for_no_visit_any_more_is_not_mine_to_do(
    make, mine, session, me, my_tasks
):
    def step(of, name, **data):
        return make.step(of, name, owner_id=me.id, days=0, **data)

    mine.submit(f"/preparation/{step(make.visit(held=SOON), 'Bitti').id}/settle", {"state": "ready"})
    given = make.visit(held=SOON)
    step(given, "Hediye", proof=StepProof.GIFT)
    make.gift(about_id=given.id)
    step(make.visit(held=SOON, state=VisitState.CANCELLED, state_reason_tr="Gelemiyorlar"), "İptal")
    step(make.visit(held=PartialDate.on(TODAY - timedelta(days=91))), "Eski")
    binned = make.visit(held=SOON)
    step(binned, "Çöpte")
    mine.submit(f"/visits/{binned.id}/bin")
    assert my_tasks() is None

    step(make.visit(held=PartialDate.on(TODAY - timedelta(days=90))), "Gecikmiş")

    assert names(my_tasks()) == ["Gecikmiş"]


def test_the_first_page_tells_what_is_due_within_the_week_and_the_sidebar_counts_what_is_due(
    make, mine, visit, me
):
    def count():
        found = mine.open("/visits").select_one(".sidebar .place-count")
        return found and found.get_text(strip=True)

    make.step(visit, "Bayrak", owner_id=me.id, days=0)
    assert "Preparation of visits" not in mine.open("/").select_one("aside").get_text()
    assert count() is None

    make.step(visit, "Tercüman", owner_id=me.id, days=-2)
    make.step(visit, "Salon", owner_id=me.id, days=-9)
    make.step(visit, "Not", owner_id=me.id, days=-20)
    make.step(make.visit(held=SOON), "Başkasının", days=-9)

    page = mine.open("/")
    steps = page.select_one(".preparation-steps")
    assert names(steps) == ["Not", "Salon", "Tercüman"]
    assert count().startswith("2")


def test_a_reader_has_nothing_to_tick(browse, make, visit):
    reader = make.user("viewer")
    make.step(visit, owner_id=reader.id, days=0)

    section = browse(reader).open(f"/tasks?owner={reader.id}&state=open").select_one(OWN)

    assert names(section) == ["Bayrak"]
    assert not section.select("form")


@pytest.mark.parametrize(
    "held",
    [
        PartialDate.span(date(2023, 10, 30), date(2023, 11, 2)),
        PartialDate(date(2023, 10, 30), date(2023, 10, 30), Certainty.DOUBTFUL),
        PartialDate.of(2023, 11),
    ],
    ids=["exact", "doubtful", "a month"],
)
def test_the_day_of_the_list_is_the_day_of_the_rule(make, session, me, held):
    """SQL orders by the day that ``domain.preparation.due`` tells; a step without one comes last."""
    visit = make.visit(held=held)
    for days in (-365, -3, 0, 2, 70, None):
        make.step(visit, f"{days}", owner_id=me.id, days=days)
        make.step(visit, f"{days} elle", owner_id=me.id, days=days, due_on=date(2023, 10, 28))
    actor = Actor(me.id, me.municipality_id, me.name, me.role)

    found, total = queries.own(session, actor, TODAY, until=None, limit=50)

    told = [due(step, step.visit) or date.max for step in found]
    assert told == sorted(told)
    assert total == len(found) == 12
    for until in {*told} - {date.max}:
        within, _ = queries.own(session, actor, TODAY, until=until, limit=50)
        assert len(within) == sum(day <= until for day in told)


def test_the_pages_cost_as_many_statements_for_many_steps_as_for_one(app, make, mine, me):
    costs = []
    for count in (1, 6):
        for _ in range(count):
            visit = make.visit(held=SOON)
            for days in (-20, -3):
                make.step(visit, f"Adım {days}", owner_id=me.id, days=days, proof=StepProof.GIFT)
        cost = []
        for address in ("/", f"/tasks?owner={me.id}&state=open"):
            with statements(app) as sent:
                mine.open(address)
            cost.append(len(sent))
        costs.append(cost)

    assert costs[0] == costs[1]
