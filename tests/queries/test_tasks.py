"""Where tasks return until they are closed, and what the first page of a day tells whom."""

from datetime import timedelta

import pytest

from app.permissions.actor import Actor
from app.queries import tasks as queries
from app.records import kit
from app.records.nouns import NOUNS
from app.records.tasks import TASK
from app.services import tasks as service
from models import PartialDate
from models.vocabulary import AgreementState, OrganisationKind, PromiseSide, RecordKind, Relation
from tests.laws.reading import copies, statements
from tests.make import TODAY


def in_days(days):
    return PartialDate.on(TODAY + timedelta(days=days))


@pytest.fixture
def on(make, session):
    """Return the ids of the open tasks on the page of records."""

    def ask(*anchors):
        return {task.id for task in queries.open_on(session, make.actor(), anchors)}

    return ask


@pytest.fixture
def on_city(make, session):
    def ask(city):
        return {task.id for task in queries.open_on(session, make.actor(), queries.of_city(city.id))}

    return ask


@pytest.fixture
def today(make, session):
    """Return what the first page tells somebody, as titles."""

    def ask(user, escalate_after=7):
        actor = Actor(user.id, user.municipality_id, user.name, user.role)
        work = queries.for_today(session, actor, today=TODAY, escalate_after=escalate_after)
        return {name: [task.title_tr for task in getattr(work, name)] for name in Work}

    return ask


Work = ("overdue", "due", "waiting", "escalated")


def test_a_task_stands_on_the_page_of_what_it_names_and_of_what_the_visit_names(make, on):
    body, person = make.organisation("Üsküp Belediyesi"), make.person("Danela")
    visit = make.visit(
        counterparts=[{"organisation_id": body.id}], delegates=[{"name": "Danela", "person_id": person.id}]
    )
    about_visit = make.task("Through the visit", about_id=visit.id).id
    about_body = make.task("Directly", about_id=body.id).id
    promised = make.task("Promised", promised_by=PromiseSide.THEIRS, promiser_id=person.id).id
    make.task("Of nobody")

    assert on(body.id) == {about_visit, about_body}
    assert on(person.id) == {about_visit, promised}
    assert on(visit.id) == {about_visit}


def test_a_task_about_an_agreement_stands_there_and_with_its_parties(make, on):
    ours, theirs = make.organisation("Biz", ours=True), make.organisation("Bremen")
    agreement = make.record(
        NOUNS[RecordKind.AGREEMENT],
        relation=Relation.GOODWILL,
        state=AgreementState.DRAFT,
        parties=[{"organisation_id": ours.id}, {"organisation_id": theirs.id}],
    )
    task = make.task(about_id=agreement.id).id

    assert on(agreement.id) == on(theirs.id) == {task}


def test_a_city_shows_what_leads_to_it_its_bodies_and_their_people(make, on_city):
    city = make.city("Üsküp")
    body = make.organisation("Üsküp Belediyesi", seat_id=city.id)
    person = make.person("Danela", posts=[{"organisation_id": body.id}])
    visits = (
        make.visit(city_id=city.id),
        make.visit(counterparts=[{"organisation_id": body.id}]),
        make.visit(delegates=[{"name": "Danela", "person_id": person.id}]),
    )
    wanted = {make.task(about_id=about.id).id for about in (city, body, person, *visits)}
    make.task(about_id=make.city("Bremen").id)

    assert on_city(city) == wanted


@pytest.mark.parametrize(
    "facts",
    [
        {"organisation_kind": OrganisationKind.EMBASSY, "represents_id": "MK"},
        {"organisation_kind": OrganisationKind.CITY_NETWORK},
        {"ours": True},
    ],
    ids=["a mission", "a network", "our own house"],
)
def test_who_only_sits_in_a_city_does_not_lead_to_it(make, on_city, facts):
    if "represents_id" in facts:
        facts = facts | {"represents_id": make.country("MK").id}
    city = make.city("Bremen")
    body = make.organisation(seat_id=city.id, **facts)
    make.task(about_id=make.visit(counterparts=[{"organisation_id": body.id}]).id)

    assert on_city(city) == set()


def test_a_task_returns_until_it_is_closed_dropped_or_binned(make, session, on):
    body, officer = make.organisation(), make.actor()
    closed, dropped, binned = (make.task(about_id=body.id) for _ in range(3))
    kept = make.task(about_id=body.id).id
    service.close(session, officer, closed.id, TODAY, "A letter", today=TODAY)
    service.drop(session, officer, dropped.id, "No use", today=TODAY)
    kit.throw_away(session, officer, TASK, binned.id, today=TODAY)

    assert on(body.id) == {kept}


def test_another_municipality_sees_none_of_our_tasks_on_a_city_we_share(make, session):
    city = make.city("Üsküp")
    make.task(about_id=city.id)
    stranger = make.actor("officer", "antalya")

    assert queries.open_on(session, stranger, queries.of_city(city.id)) == []


def test_the_most_urgent_comes_first_and_what_has_no_day_last(make, session):
    body = make.organisation()
    for title, due in (
        ("none", PartialDate.unknown()),
        ("march", PartialDate.of(2024, 3)),
        ("late", in_days(-3)),
        ("soon", in_days(2)),
    ):
        make.task(title, about_id=body.id, due=due)

    found = queries.open_on(session, make.actor(), [body.id])

    assert [task.title_tr for task in found] == ["late", "soon", "march", "none"]


def test_the_first_page_tells_everybody_their_own_what_is_late_first(make, today):
    me, colleague = make.user(), make.user()
    make.task("In five days", owner_id=me.id, due=in_days(5))
    make.task("Late", owner_id=me.id, due=in_days(-2))
    make.task("Much later", owner_id=me.id, due=in_days(90))
    make.task("Reminded of", owner_id=me.id, due=in_days(20), remind_days=20)
    make.task("Not yet reminded of", owner_id=me.id, due=in_days(21), remind_days=20)
    make.task("They will", owner_id=me.id, promised_by=PromiseSide.THEIRS)
    make.task("Of a colleague", owner_id=colleague.id, due=in_days(-1))
    make.task("Of nobody", due=in_days(-1))

    assert today(me) == {
        "overdue": ["Late"],
        "due": ["In five days", "Reminded of"],
        "waiting": ["They will"],
        "escalated": [],
    }


@pytest.mark.parametrize("role", ["manager", "director"])
def test_what_others_let_lie_comes_to_who_oversees_the_work(make, session, today, role):
    overseer, officer, gone = make.user(role), make.user(), make.user()
    make.task("Late for eight days", owner_id=officer.id, due=in_days(-8))
    make.task("Late for seven days", owner_id=officer.id, due=in_days(-7))
    make.task("Late, and nobody sees to it", due=in_days(-1))
    make.task("Late, and they have left", owner_id=gone.id, due=in_days(-1))
    make.task("Nobody sees to it", due=in_days(3))
    make.task("My own", owner_id=overseer.id, due=in_days(-30))
    gone.is_active = False
    session.commit()

    found = today(overseer)

    assert found["escalated"] == [
        "Late for eight days",
        "Late, and nobody sees to it",
        "Late, and they have left",
    ]
    assert found["overdue"] == ["My own"]
    assert "Late for seven days" in today(overseer, escalate_after=6)["escalated"]
    assert today(officer)["escalated"] == []


def test_a_page_with_two_hundred_tasks_costs_one_statement(app, make, session):
    body, me = make.organisation(), make.user()
    task = make.task(about_id=body.id, owner_id=me.id, due=in_days(-1))
    copies(session, TASK, task.id, 199)
    actor, wanted, body_id = make.actor(), {(me.name, body.title_tr)}, body.id
    session.expunge_all()

    with statements(app) as sent:
        found = queries.open_on(session, actor, [body_id])
        assert {(one.owner and one.owner.name, one.about and one.about.title_tr) for one in found} == wanted

    assert len(found) == 200
    assert len([one for one in sent if one.startswith("SELECT")]) == 1
