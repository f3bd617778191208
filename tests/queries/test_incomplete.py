"""What was logged in a hurry, created in passing, or is in doubt."""

import pytest

from app.domain import cities, organisations, people
from app.permissions.actor import Actor
from app.queries import incomplete
from app.records import kit
from app.records.completing import to_complete
from app.records.nouns import NOUNS
from models import PartialDate
from models.vocabulary import Direction, OrganisationKind, RecordKind, VisitKind, VisitMode
from tests.laws.reading import copies, statements
from tests.make import TODAY

ORGANISATION, PERSON, CITY = (NOUNS[RecordKind(kind)] for kind in ("organisation", "person", "city"))


def acting(user):
    return Actor(user.id, user.municipality_id, user.name, user.role)


def complete_visit(make, **facts):
    host = make.organisation("Ev sahibi", ours=True, organisation_kind=OrganisationKind.MUNICIPALITY)
    return make.visit(
        **{
            "subject_tr": "Nezaket",
            "host_id": host.id,
            "visit_kind": VisitKind.COURTESY,
            "mode": VisitMode.IN_PERSON,
            "direction": Direction.INCOMING,
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ("Kind unknown", "No seat")),
        ({"seat": "Bremen"}, ("Kind unknown",)),
        ({"organisation_kind": OrganisationKind.MUNICIPALITY}, ("No seat",)),
        ({"organisation_kind": OrganisationKind.MUNICIPALITY, "seat": "Bremen"}, ()),
        ({"organisation_kind": OrganisationKind.CITY_NETWORK}, ()),
        ({"organisation_kind": OrganisationKind.EMBASSY, "seat": "Bremen"}, ("No represented country",)),
        ({"organisation_kind": OrganisationKind.EU_DELEGATION, "seat": "Bremen"}, ()),
        ({"organisation_kind": OrganisationKind.UNIVERSITY, "ours": True}, ()),
        ({"sources": [{"title": "Report"}]}, ()),
    ],
)
def test_an_organisation_created_in_passing_says_what_it_lacks(make, session, facts, said):
    facts = dict(facts)
    if city := facts.pop("seat", None):
        facts["seat_id"] = make.city(city).id
    made = make.organisation(**facts)

    loaded = kit.load(session, make.actor(), ORGANISATION, made.id)

    assert organisations.missing(loaded) == said
    assert loaded.incomplete == bool(said)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ("No post or organisation",)),
        ({"posts": [{"title_tr": "Başkan"}]}, ()),
        ({"sources": [{"title": "Report"}]}, ()),
    ],
)
def test_a_person_of_whom_only_the_name_is_known_lacks_a_post(make, session, facts, said):
    made = make.person(**facts)

    loaded = kit.load(session, make.actor(), PERSON, made.id)

    assert people.missing(loaded) == said
    assert loaded.incomplete == bool(said)


def test_a_city_created_in_passing_lacks_its_country_and_position(make):
    city = make.record(CITY, title_tr="Yeni Şehir")

    assert cities.missing(city) == ("Country unknown", "Not on the map: no position")
    assert cities.missing(make.city("Bremen")) == ()


def test_what_is_completed_leaves_the_list_and_what_lies_in_the_bin_is_not_on_it(make, session):
    officer = make.actor()
    person, binned = make.person(), make.person("Gone")
    kit.throw_away(session, officer, PERSON, binned.id, today=TODAY)
    assert [gap.record.id for gap in to_complete(session, officer).rows] == [person.id]

    data = {"posts": [{"title_tr": "Başkan"}]}
    kit.edit(session, officer, PERSON, person.id, person.version, data, today=TODAY)

    found = to_complete(session, officer)
    assert (found.rows, found.total) == ((), 0)


def test_the_list_says_of_every_kind_what_is_missing_who_logged_it_and_when(make, session):
    me = make.user()
    kit.create(session, acting(me), PERSON, {"title_tr": "Ada"}, today=TODAY)
    make.organisation("Kurum")
    make.visit(group_name="In a hurry")
    complete_visit(make)

    found = to_complete(session, make.actor())

    told = {
        gap.record.title_tr: (gap.noun.kind, gap.missing[0], gap.logged and gap.logged.by)
        for gap in found.rows
    }
    admin = "admin of izmir"
    assert told == {
        "Ada": (RecordKind.PERSON, "No post or organisation", me.name),
        "Kurum": (RecordKind.ORGANISATION, "Kind unknown", admin),
        "In a hurry": (RecordKind.VISIT, "No subject", admin),
    }
    assert found.counts == dict.fromkeys((kind for kind, *_ in told.values()), 1)
    assert all(gap.logged and gap.logged.at for gap in found.rows)


def test_what_the_reader_logged_stands_first_on_every_page_then_the_rest_newest_first(make, session):
    me = acting(make.user())
    mine: list[int] = []
    others: list[int] = []
    for number in range(9):
        who, kept = (me, mine) if number % 3 == 0 else (make.actor(), others)
        kept.append(kit.create(session, who, PERSON, {"title_tr": f"Kişi {number}"}, today=TODAY).id)
    wanted = mine[::-1] + others[::-1]

    for size in (2, 3, 4, 50):
        pages = [to_complete(session, me, page=page, size=size) for page in range(1, -(-9 // size) + 1)]
        assert [gap.record.id for page in pages for gap in page.rows] == wanted, size
        assert {(page.pages, page.total) for page in pages} == {(-(-9 // size), 9)}


def test_a_page_beyond_the_last_is_the_last(make, session):
    made = make.person()

    found = to_complete(session, make.actor(), page=99)

    assert (found.page, [gap.record.id for gap in found.rows]) == (1, [made.id])


def test_one_kind_alone(make, session):
    make.organisation()
    person = make.person()

    found = to_complete(session, make.actor(), RecordKind.PERSON)

    assert [gap.record.id for gap in found.rows] == [person.id]
    assert found.total == 2


def test_a_city_is_told_to_who_may_complete_it_and_not_who_of_another_house_logged_it(make, session):
    made = make.record(CITY, "antalya", title_tr="Yeni Şehir")

    assert to_complete(session, make.actor("officer")).rows == ()
    (gap,) = to_complete(session, make.actor("admin")).rows
    assert (gap.record.id, gap.logged) == (made.id, None)


def test_another_municipality_has_a_list_of_its_own(make, session):
    make.person()

    assert to_complete(session, make.actor("officer", "antalya")).total == 0


def test_the_list_costs_as_many_statements_for_a_full_page_as_for_one_of_each_kind(app, make, session):
    actor = make.actor()
    made = [
        (PERSON, make.person().id),
        (ORGANISATION, make.organisation().id),
        (NOUNS[RecordKind.VISIT], make.visit().id),
    ]

    def cost():
        session.expunge_all()
        with statements(app) as sent:
            found = to_complete(session, actor)
        return len([one for one in sent if one.startswith("SELECT")]), len(found.rows)

    one, _ = cost()
    for noun, record_id in made:
        copies(session, noun, record_id, 10)
    many, rows = cost()

    assert rows == 33
    assert many == one


@pytest.mark.sqlite
def test_the_count_reads_the_index_of_what_is_incomplete_and_no_record(app, make, session):
    actor = make.actor()
    with statements(app) as sent:
        incomplete.counts(session, actor)
    (statement,) = (one for one in sent if "count(*)" in one)

    asked = f"EXPLAIN QUERY PLAN {statement}"
    plan = session.connection().exec_driver_sql(asked, ("x",) * statement.count("?"))

    assert "USING COVERING INDEX ix_record_incomplete" in " ".join(row[3] for row in plan)


def test_a_vague_date_alone_is_complete(make, session):
    visit = complete_visit(make, held=PartialDate.of(2023))

    assert not visit.incomplete
