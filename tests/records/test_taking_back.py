"""An import is undone as a whole, and leaves alone what somebody touched since."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import event, func, select

from app import trail
from app.errors import NotFound, PermissionDenied
from app.records import kit
from app.records.cities import CITY
from app.records.countries import COUNTRY
from app.records.decisions import DECISION
from app.records.drafts import draft_of
from app.records.letters import LETTER
from app.records.many import insert_all
from app.records.organisations import ORGANISATION
from app.records.parts import SOURCES
from app.records.people import PERSON
from app.records.taking_back import (
    CHANGED_SINCE,
    FORGOTTEN,
    NAMED,
    NOT_ANY_MORE,
    TAKEN_SINCE,
    operation_of,
    take_back,
)
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import Certainty, PartialDate, Record, TrailEntry
from models.vocabulary import (
    CountryKind,
    DecisionKind,
    Direction,
    LetterDirection,
    MatchHow,
    OrganisationKind,
    Side,
    SourceCertainty,
    VisitState,
)
from tests.make import TODAY

IMPORT = "the import"
HELD = PartialDate.on(TODAY)


@pytest.fixture
def imported(session, make):
    """Write new records in the operation that is taken back; return them."""

    def write(noun, *data, role="officer"):
        actor = make.actor(role)
        drafts = [draft_of(noun, actor, one) for one in data]
        with unit_of_work(session, IMPORT):
            insert_all(session, actor, noun, drafts, today=TODAY)
        trail.begin_operation(session)  # what a test writes next is no part of it
        return drafts if len(drafts) != 1 else drafts[0]

    return write


@pytest.fixture
def edit(session, make):
    """Edit a record, by default outside of the operation."""

    def change(noun, record, operation=None, role="admin", **data):
        actor = make.actor(role)
        with unit_of_work(session, operation):
            version = session.scalar(select(Record.version).where(Record.id == record.id))
            kit.edit(session, actor, noun, record.id, version, data, today=TODAY)
        trail.begin_operation(session)

    return change


@pytest.fixture
def undo(session, make):
    """Take the operation back in one go, or in steps; return the last step."""

    def back(limit=1000, role="officer", municipality="izmir", today=TODAY):
        with unit_of_work(session):
            told = take_back(session, make.actor(role, municipality), IMPORT, today=today, limit=limit)
        session.expire_all()
        return told

    return back


@pytest.fixture
def is_binned(session):
    return lambda record: session.scalar(select(Record.binned_at.is_not(None)).where(Record.id == record.id))


@pytest.fixture
def facts(session, make):
    """Return all that a record and its parts say, ids of rows left out."""

    def read(noun, record):
        session.expire_all()
        loaded = kit.load(session, make.actor("admin"), noun, record.id)
        values = kit.snapshot(noun, loaded).values
        rows: dict[Any, Any] = {}
        for key, value in values.items():
            part, _, rest = key.partition(".")
            row, _, column = rest.partition(".")
            rows.setdefault((part, row), {})[column] = value
        told = {part: value[""] for (part, row), value in rows.items() if not row}
        for part in (*noun.parts, SOURCES):
            those = [value for (name, row), value in rows.items() if name == part.name and row]
            told[part.name] = sorted(those, key=lambda row: row["position"])
        return told, loaded.title_tr, loaded.sort_day, loaded.folded, loaded.incomplete

    return read


def test_what_an_operation_created_goes_to_the_bin_and_the_trail_says_so(session, imported, undo, is_binned):
    body, person = imported(ORGANISATION, {"title_tr": "A"}), imported(PERSON, {"title_tr": "B"})
    visit = imported(
        VISIT, {"held": HELD, "delegates": [{"name": "B", "person_id": person.id}], "host_id": body.id}
    )

    told = undo()

    assert (told.done, told.left, told.kept) == (3, 0, ())
    assert all(is_binned(record) for record in (body, person, visit))
    for record, name in ((body, "organisation"), (person, "person"), (visit, "visit")):
        entry = session.scalars(
            select(TrailEntry).where(TrailEntry.record_id == record.id).order_by(TrailEntry.id.desc())
        ).first()
        binned_at, version = session.execute(
            select(Record.binned_at, Record.version).where(Record.id == record.id)
        ).one()
        assert (entry.event, version) == (f"{name}.binned", 2)
        assert entry.changes == {"binned_at": [None, binned_at.isoformat()]}
        assert entry.operation_id == operation_of(IMPORT)


def test_what_was_put_away_can_be_restored(session, make, imported, undo, is_binned):
    body = imported(ORGANISATION, {"title_tr": "A"})
    undo()

    kit.restore(session, make.actor(), ORGANISATION, body.id, today=TODAY)

    assert not is_binned(body)


def test_an_edited_record_gets_back_what_every_column_and_row_said(make, edit, undo, facts):
    body, other = make.organisation("Bir"), make.organisation("İki")
    person = make.person("Ayşe Yılmaz")
    visit = make.visit(
        held=PartialDate.of(2023, 5),
        starts_at=time(10, 30),
        direction=Direction.INCOMING,
        headcount=7,
        headcount_about=True,
        subject_tr="Kültür",
        counterparts=[{"organisation_id": body.id}],
        delegates=[
            {"name": "Ayşe Yılmaz", "person_id": person.id, "title_tr": "Müdür"},
            {"name": "Otto", "side": Side.OTHER},
        ],
        sources=[{"title": "liste.xlsx", "certainty": SourceCertainty.PRINTED}],
    )
    before = facts(VISIT, visit)

    edit(
        VISIT,
        visit,
        IMPORT,
        held=PartialDate(date(2023, 6, 1), date(2023, 6, 2), Certainty.EXACT),
        starts_at=None,
        direction=Direction.OUTGOING,
        headcount=None,
        headcount_about=False,
        subject_tr="Spor",
        counterparts=[{"organisation_id": other.id}],
        delegates=[{"name": "Otto", "side": Side.OURS}, {"name": "Clara"}],
        sources=[],
    )
    assert facts(VISIT, visit) != before

    told = undo()

    assert (told.done, told.left, told.kept) == (1, 0, ())
    assert facts(VISIT, visit) == before


def test_rows_that_were_moved_stand_in_their_former_order_again(session, make, edit, undo, facts):
    visit = make.visit(delegates=[{"name": "Anna"}, {"name": "Berta"}, {"name": "Clara"}])
    for moved in ("Clara Anna Berta", "Berta Clara Anna"):
        rows = {row.name: row.id for row in kit.load(session, make.actor(), VISIT, visit.id).delegates}
        order = [{"id": rows[name], "name": name} for name in moved.split()]
        edit(VISIT, visit, None if moved.startswith("Clara") else IMPORT, delegates=order)
        session.expire_all()

    undo()

    delegates = facts(VISIT, visit)[0]["delegates"]
    assert [row["name"] for row in delegates] == ["Clara", "Anna", "Berta"]


def test_several_edits_of_one_operation_are_taken_back_together(make, edit, undo, facts):
    body = make.organisation("Bir", acronym="B")
    before = facts(ORGANISATION, body)
    edit(ORGANISATION, body, IMPORT, acronym="C")
    edit(ORGANISATION, body, IMPORT, acronym="D", organisation_kind=OrganisationKind.UNIVERSITY)

    undo()

    assert facts(ORGANISATION, body) == before


def test_personal_values_come_back_from_where_they_stand_apart(make, edit, undo, facts):
    person = make.person("Ayşe Yılmaz", email="a@b.test", posts=[{"title_tr": "Müdür"}])
    before = facts(PERSON, person)
    edit(PERSON, person, IMPORT, email="c@d.test", posts=[{"title_tr": "Başkan"}])

    undo()

    assert facts(PERSON, person) == before


def test_what_was_personal_and_is_erased_cannot_come_back(session, make, edit, undo):
    person = make.person("Ayşe Yılmaz", email="a@b.test")
    edit(PERSON, person, IMPORT, email="c@d.test")
    trail.forget(session, person.id)
    session.commit()

    told = undo()

    assert [(one.record_id, one.why) for one in told.kept] == [(person.id, FORGOTTEN)]
    assert told.left == 0


def test_a_record_that_was_changed_since_stays_and_is_told(make, imported, edit, undo, is_binned, facts):
    one, two = imported(ORGANISATION, {"title_tr": "A"}, {"title_tr": "B"})
    older = make.organisation("C", acronym="old")
    edit(ORGANISATION, older, IMPORT, acronym="new")
    edit(ORGANISATION, one, website="https://a.test")
    edit(ORGANISATION, older, website="https://c.test")

    told = undo()

    assert {(kept.record_id, kept.title, kept.why) for kept in told.kept} == {
        (one.id, "A", CHANGED_SINCE),
        (older.id, "C", CHANGED_SINCE),
    }
    assert not is_binned(one)
    assert is_binned(two)
    assert facts(ORGANISATION, older)[0]["acronym"] == "new"


def test_what_somebody_changed_between_two_batches_is_changed_since_too(make, edit, undo, facts):
    body = make.organisation("A", acronym="old")
    edit(ORGANISATION, body, IMPORT, acronym="new")
    edit(ORGANISATION, body, acronym="typed")
    edit(ORGANISATION, body, IMPORT, website="https://a.test")

    assert [kept.why for kept in undo().kept] == [CHANGED_SINCE]
    assert facts(ORGANISATION, body)[0]["acronym"] == "typed"


def test_what_others_name_stays_with_all_that_it_names(make, session, imported, edit, undo, is_binned):
    above, house, guest = imported(
        ORGANISATION, {"title_tr": "Above"}, {"title_tr": "House"}, {"title_tr": "Of nobody"}
    )
    body = imported(ORGANISATION, {"title_tr": "Of the person", "parent_id": above.id})
    known = imported(PERSON, {"title_tr": "Known", "posts": [{"title_tr": "M", "organisation_id": body.id}]})
    visit = imported(VISIT, {"held": HELD, "group_name": "G", "host_id": house.id})
    edit(VISIT, visit, subject_tr="Read by a colleague")
    make.visit(delegates=[{"name": "Known", "person_id": known.id}])

    told = undo()

    assert {kept.record_id: kept.why for kept in told.kept} == {
        visit.id: CHANGED_SINCE,
        house.id: NAMED,
        known.id: NAMED,
        body.id: NAMED,
        above.id: NAMED,
    }
    assert is_binned(guest)


def test_what_only_binned_records_name_goes(make, session, imported, undo, is_binned):
    body = imported(ORGANISATION, {"title_tr": "A"})
    visit = make.visit(counterparts=[{"organisation_id": body.id}])
    kit.throw_away(session, make.actor(), VISIT, visit.id, today=TODAY)
    session.commit()

    assert undo().kept == ()
    assert is_binned(body)


def test_an_edit_that_named_a_new_record_is_taken_back_before_it(
    make, imported, edit, undo, is_binned, facts
):
    visit = make.visit()
    body = imported(ORGANISATION, {"title_tr": "A"})
    edit(VISIT, visit, IMPORT, counterparts=[{"organisation_id": body.id}])

    assert undo(limit=1).left == 1
    told = undo(limit=1)

    assert (told.done, told.left, told.kept) == (1, 0, ())
    assert is_binned(body)
    assert facts(VISIT, visit)[0]["counterparts"] == []


def test_a_record_that_was_created_and_edited_in_one_operation_goes_to_the_bin(
    imported, edit, undo, is_binned
):
    body = imported(ORGANISATION, {"title_tr": "A"})
    edit(ORGANISATION, body, IMPORT, acronym="B")

    assert undo().done == 1
    assert is_binned(body)


def test_former_values_that_a_rule_forbids_by_now_stay_away(make, session, edit, undo, facts):
    host = make.organisation("Host")
    gone = make.visit(host_id=host.id)
    held = make.visit(held=PartialDate.on(date(2023, 10, 20)), state=VisitState.HELD)
    edit(VISIT, gone, IMPORT, host_id=None)
    edit(VISIT, held, IMPORT, held=PartialDate.on(date(2023, 10, 1)))
    kit.throw_away(session, make.actor(), ORGANISATION, host.id, today=TODAY)
    session.commit()

    told = undo(today=date(2023, 10, 10))

    assert {(kept.record_id, kept.why) for kept in told.kept} == {
        (gone.id, NOT_ANY_MORE),
        (held.id, NOT_ANY_MORE),
    }
    assert told.left == 0
    assert facts(VISIT, held)[0]["held_earliest"] == "2023-10-01"


def test_taking_back_goes_on_where_it_stopped_and_ends(session, make, imported, edit, undo):
    edited = [make.organisation(f"Old {number}", acronym="old") for number in range(5)]
    for body in edited:
        edit(ORGANISATION, body, IMPORT, acronym="new")
    edit(ORGANISATION, edited[2], acronym="typed")
    imported(ORGANISATION, *({"title_tr": f"New {number}"} for number in range(6)))

    steps = [undo(limit=3)]
    while steps[-1].left:
        steps.append(undo(limit=3))

    assert [(step.done, step.left) for step in steps] == [(3, 7), (3, 4), (3, 1), (1, 0)]
    assert [kept.record_id for kept in steps[-1].kept] == [edited[2].id]
    assert undo() == steps[-1].__class__(0, 0, steps[-1].kept)
    assert session.scalar(select(func.count()).where(TrailEntry.operation_id == operation_of(IMPORT))) == 10


def test_what_is_in_the_bin_already_is_done(session, make, imported, undo):
    body = imported(ORGANISATION, {"title_tr": "A"})
    kit.throw_away(session, make.actor(), ORGANISATION, body.id, today=TODAY)
    session.commit()

    told = undo()

    assert (told.done, told.left, told.kept) == (0, 0, ())


def test_a_city_that_nobody_else_names_goes_with_the_import_that_brought_it(make, imported, undo, is_binned):
    ours, theirs = imported(CITY, {"title_tr": "Bizim"}, {"title_tr": "Herkesin"})
    make.visit("antalya", city_id=theirs.id)
    imported(VISIT, {"held": HELD, "city_id": ours.id})

    told = undo(role="officer")

    assert is_binned(ours)
    assert [(kept.record_id, kept.why) for kept in told.kept] == [(theirs.id, NAMED)]


def test_a_city_that_a_public_list_names_stays(session, make, imported, undo, is_binned):
    city = imported(CITY, {"title_tr": "Bizim"})
    make.public_list()
    place = make.outside_place()
    place.city_id, place.how = city.id, MatchHow.DECIDED
    session.commit()

    assert [(kept.record_id, kept.why) for kept in undo().kept] == [(city.id, NAMED)]
    assert not is_binned(city)


def test_an_edited_city_needs_the_right_to_reference_data(make, edit, undo):
    city = make.record(CITY, title_tr="Yenice")
    edit(CITY, city, IMPORT, region="Ege")

    with pytest.raises(PermissionDenied):
        undo(role="officer")
    assert undo(role="admin").done == 1


@pytest.mark.parametrize("role", ["viewer", "auditor", "council_clerk"])
def test_whoever_only_reads_takes_nothing_back(imported, undo, role):
    imported(ORGANISATION, {"title_tr": "A"})

    with pytest.raises(PermissionDenied):
        undo(role=role)


def test_whoever_may_not_put_records_away_does_not_take_back_what_was_created(imported, undo):
    imported(DECISION, {"decision_kind": DecisionKind.COUNCIL_DECISION, "decided": HELD}, role="admin")

    with pytest.raises(PermissionDenied):
        undo(role="council_clerk")


def test_whoever_may_not_create_a_record_does_not_take_it_back(imported, undo):
    country = {"title_tr": "Yeni", "title_en": "New", "code": "QX", "country_kind": CountryKind.TERRITORY}
    imported(COUNTRY, country, role="admin")

    with pytest.raises(PermissionDenied):
        undo(role="officer")


def test_an_operation_of_another_municipality_is_not_found(imported, undo):
    imported(ORGANISATION, {"title_tr": "A"})

    with pytest.raises(NotFound):
        undo(municipality="antalya")


def test_the_statements_do_not_grow_with_the_records_that_go_to_the_bin(session, imported, undo):
    sent = []

    def listen(*args):
        sent.append(args[2])

    imported(ORGANISATION, *({"title_tr": f"New {number}"} for number in range(403)))
    undo(limit=1)
    event.listen(session.get_bind().engine, "before_cursor_execute", listen)
    costs = []
    for number in (2, 400):
        sent.clear()
        assert undo(limit=number).done == number
        costs.append(len(sent))
    event.remove(session.get_bind().engine, "before_cursor_execute", listen)

    assert costs[0] == costs[1]


@pytest.mark.parametrize("meanwhile", ["e - 7", "E-8"])
def test_a_letter_gets_no_number_back_that_another_one_has_by_now(
    session, make, edit, imported, undo, meanwhile
):
    letter = make.letter("Davet", direction=LetterDirection.OUTGOING, registration_no="E-7", dated=HELD)
    edit(LETTER, letter, IMPORT, registration_no="E-9")
    body = imported(ORGANISATION, {"title_tr": "A"})
    make.letter("Kutlama", direction=LetterDirection.OUTGOING, registration_no=meanwhile, dated=HELD)

    told = [undo(), undo()]

    session.refresh(letter)
    session.refresh(body := session.get(Record, body.id))
    is_taken = meanwhile == "e - 7"
    assert letter.registration_no == ("E-9" if is_taken else "E-7")
    assert [one.why for one in told[-1].kept] == ([TAKEN_SINCE] if is_taken else [])
    assert sum(one.done for one in told) == (1 if is_taken else 2)
    assert (told[-1].left, body.binned_at is None) == (0, False)


def test_a_letter_gets_no_unknown_year_back_where_another_year_has_its_number_by_now(
    session, make, edit, undo
):
    letter = make.letter("Davet", direction=LetterDirection.OUTGOING, registration_no="E-7")
    edit(LETTER, letter, IMPORT, dated=HELD)
    make.letter(
        "Kutlama", direction=LetterDirection.OUTGOING, registration_no="E-7", dated=PartialDate.of(2021)
    )

    assert [one.why for one in undo().kept] == [TAKEN_SINCE]
    session.refresh(letter)
    assert letter.dated == HELD


def test_a_letter_whose_number_was_there_twice_gets_back_the_rest(session, make, edit, undo):
    facts = {"direction": LetterDirection.OUTGOING, "registration_no": "E-7", "dated": HELD}
    letter, _ = make.letter("Davet", **facts), make.letter("Kutlama", **facts)
    edit(LETTER, letter, IMPORT, pages=2)

    assert undo().kept == ()
    session.refresh(letter)
    assert letter.pages is None
