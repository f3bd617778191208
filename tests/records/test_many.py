"""What is written in bulk is what the kit writes one by one."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import event, select

from app import trail
from app.errors import Invalid, Missing, NotFound, PermissionDenied
from app.queries import search
from app.records import kit
from app.records.cities import CITY
from app.records.drafts import draft_of
from app.records.many import Refused, insert_all, save_all
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.records.organisations import ORGANISATION
from app.records.parts import SOURCES, parent_column
from app.records.people import PERSON
from app.records.tasks import TASK
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import Certainty, Mention, PartialDate, Record, TrailEntry, TrailPersonal
from models.vocabulary import (
    AgreementState,
    Consent,
    Direction,
    Relation,
    Side,
    SigningRole,
    SourceCertainty,
    Theme,
    VisitMode,
    VisitState,
)
from tests.make import TODAY

PRINTED = [
    {"title": "liste.xlsx", "place": "row 17", "certainty": SourceCertainty.PRINTED},
    {"title": "Faaliyet Raporu", "printed": "Karşıyaka Bld."},
]


def full(make, kind):
    """Return data that fill many columns and parts, beside what the least record has."""
    body, person = make.organisation("Dış İlişkiler"), make.person("Ayşe Yılmaz")
    return {
        "visit": {
            "held": PartialDate(date(2023, 3, 3), date(2023, 3, 5), Certainty.EXACT),
            "starts_at": time(14, 30),
            "direction": Direction.INCOMING,
            "mode": VisitMode.IN_PERSON,
            "state": VisitState.HELD,
            "city_id": make.city("Bremen").id,
            "country_id": make.country("DE").id,
            "host_id": body.id,
            "headcount": 12,
            "headcount_about": True,
            "subject_tr": "İş birliği",
            "subject_en": "Cooperation",
            "listed_in": "2023",
            "listed_no": 7,
            "delegates": [
                {"name": "Ayşe Yılmaz", "title_tr": "Büyükelçi", "person_id": person.id},
                {"name": "Otto", "organisation_id": body.id, "organisation_name": "Bld.", "side": Side.OTHER},
            ],
            "counterparts": [{"organisation_id": body.id}],
        },
        "city": {
            "country_id": make.country("DE").id,
            "latitude": 53.1,
            "longitude": 8.8,
            "population": 500_000,
            "geonames_id": 999_001,
            "names": [{"name": "Brema", "language": "la"}, {"name": "Бремен"}],
        },
        "organisation": {"seat_id": make.city("Bremen").id, "parent_id": body.id, "acronym": "DK"},
        "person": {
            "email": "ayse@example.org",
            "consent": Consent.GIVEN,
            "retain_until": date(2030, 1, 1),
            "posts": [
                {"title_tr": "Müdür", "organisation_id": body.id, "since": PartialDate.of(2019, 5)},
                {"title_tr": "Başkan", "until": PartialDate.of(2022), "known_on": date(2021, 1, 2)},
            ],
        },
        "agreement": {
            "relation": Relation.SISTER_CITY,
            "state": AgreementState.IN_FORCE,
            "signed": PartialDate.of(2001, 5),
            "themes": [{"theme": theme} for theme in list(Theme)[:3]],
            "signatories": [
                {"name": "Ayşe Yılmaz", "person_id": person.id, "signing_role": SigningRole.SIGNATORY}
            ],
        },
        "membership": {"seats": [{"body": "Kurul", "person_id": person.id, "since": PartialDate.of(2020)}]},
        "decision": {"subjects": [{"subject_id": body.id}], "number": "2023/5"},
        "letter": {
            "registration_no": "E-17",
            "dated": PartialDate.of(2023, 4),
            "correspondent_id": person.id,
            "reply_due": PartialDate.on(TODAY),
        },
        "document": {"links": [{"record_id": body.id}], "dated": PartialDate.of(2020)},
        "task": {"about_id": body.id, "promiser_id": person.id, "owner_id": make.user().id},
    }.get(kind, {}) | {"sources": PRINTED, "notes_tr": "Çok iyi geçti"}


def data_of(make, noun):
    data = make.least(noun) | full(make, noun.kind.value)
    settable = noun.form.columns() | noun.imported | {part.name for part in noun.parts} | {"sources"}
    return {name: value for name, value in data.items() if name in settable}


@pytest.fixture
def stored(session):
    """Return all that stands of a record; ids are told by their place in what belongs to it."""

    def rows(table, column, id_):
        query = select(table).where(table.c[column] == id_).order_by(*table.primary_key.columns)
        return [dict(row) for row in session.execute(query).mappings()]

    def read(noun, id_):
        session.expire_all()
        parts = (*noun.parts, SOURCES)
        of = [(Record.__table__, "id"), (noun.model.__table__, "id"), (Mention.__table__, "record_id")]
        of += [(part.model.__table__, parent_column(part)) for part in parts]
        found = {table.name: rows(table, column, id_) for table, column in of}
        places = {
            f"{part.name}.{row['id']}": f"{part.name}.#{row['position']}"
            for part in parts
            for row in found[part.model.__table__.name]
        }
        *_, entry = rows(TrailEntry.__table__, "record_id", id_)
        found["trail_entry"] = [entry]
        found["trail_personal"] = rows(TrailPersonal.__table__, "entry_id", entry["id"])
        prove(entry, found["trail_personal"])
        return {name: [comparable(row, id_, places) for row in rows] for name, rows in found.items()}

    return read


def prove(entry, personal):
    """Hold the digests of an entry to the values that stand apart, and take them out."""
    for one in personal:
        proof = trail.digest(one["salt"], one["before"], one["after"])
        assert entry["changes"].pop(one["field"]) == {"digest": proof}
        assert len(one.pop("salt")) == 32
    assert "digest" not in str(entry["changes"])


def comparable(row, record_id, places):
    """Return a row without what is another one at every writing."""

    def placed(key):
        start, _, column = key.rpartition(".")
        return f"{places.get(start, start)}.{column}"

    def told(name, value):
        if isinstance(value, datetime):
            return "a moment"
        if name == "changes":
            return {placed(key): pair for key, pair in value.items()}
        if name == "field":
            return placed(value)
        return "the record" if value == record_id and name.endswith("id") else value

    whose = {"id", "entry_id"} if row.get("id") != record_id else set()
    return {name: told(name, value) for name, value in row.items() if name not in whose}


@pytest.fixture
def write(session, make):
    """Write drafts in bulk in a unit of work, and return them."""

    def insert(noun, *data, actor=None):
        actor = actor or make.actor("admin")
        drafts = [draft_of(noun, actor, one) for one in data]
        with unit_of_work(session):
            insert_all(session, actor, noun, drafts, today=TODAY)
        return drafts

    return insert


@pytest.mark.parametrize("kind", list(NOUNS))
def test_bulk_leaves_exactly_what_the_kit_leaves(make, session, stored, kind):
    noun, actor = NOUNS[kind], make.actor("admin")
    data = data_of(make, noun)
    with session.begin_nested() as undone:
        one = stored(noun, kit.create(session, actor, noun, data, today=TODAY).id)
        undone.rollback()
    session.expunge_all()

    draft = draft_of(noun, actor, data)
    insert_all(session, actor, noun, [draft], today=TODAY)

    assert stored(noun, draft.id) == one


@pytest.mark.parametrize("kind", list(NOUNS))
def test_a_change_in_bulk_leaves_exactly_what_the_kit_leaves(make, session, stored, kind):
    noun, actor = NOUNS[kind], make.actor("admin")
    data, id_ = data_of(make, noun), make.minimal(noun).id

    def changed():
        session.expunge_all()
        record = kit.load(session, actor, noun, id_)
        before = {record: kit.snapshot(noun, record)}
        kit.fill(noun, record, data)
        return before

    with session.begin_nested() as undone:
        ((record, before),) = changed().items()
        kit.save(session, actor, noun, record, before, "edited", today=TODAY)
        one = stored(noun, id_)
        undone.rollback()

    save_all(session, actor, noun, changed(), "edited", today=TODAY)

    assert stored(noun, id_) == one


def test_of_changed_records_one_that_is_refused_keeps_all_as_they_were(make, session):
    ids = [make.visit(group_name=name).id for name in ("Heyet", "Öğretmenler")]
    visits = kit.load_all(session, make.actor(), VISIT, ids)
    before = {visit: kit.snapshot(VISIT, visit) for visit in visits}
    kit.fill(VISIT, visits[0], {"headcount": 3})
    kit.fill(VISIT, visits[1], {"group_name": ""})

    with pytest.raises(Invalid):
        save_all(session, make.actor(), VISIT, before, "edited", today=TODAY)

    session.rollback()
    assert [(visit.version, visit.headcount, visit.group_name) for visit in visits] == [
        (1, None, "Heyet"),
        (1, None, "Öğretmenler"),
    ]


def test_who_changes_nothing_in_bulk_leaves_neither_a_version_nor_an_entry(make, session):
    ids = [make.visit(group_name=name).id for name in ("Heyet", "Öğretmenler")]
    actor = make.actor()
    visits = kit.load_all(session, actor, VISIT, ids)
    before = {visit: kit.snapshot(VISIT, visit) for visit in visits}
    kit.fill(VISIT, visits[1], {"headcount": 3})

    save_all(session, actor, VISIT, before, "edited", today=TODAY)

    assert [visit.version for visit in visits] == [1, 2]
    edited = select(TrailEntry.record_id).where(TrailEntry.event == "visit.edited")
    assert session.scalars(edited).all() == [visits[1].id]


def test_one_edit_of_a_record_that_names_an_account_is_one_version(make, session):
    task, owner = make.task(), make.user()

    kit.edit(session, make.actor(), TASK, task.id, 1, {"owner_id": owner.id, "title_tr": "A"}, today=TODAY)

    assert task.version == 2


def test_rows_of_many_records_stay_with_their_records_and_in_their_order(make, session, write):
    names = [[f"Guest {number}.{place}" for place in range(number % 4)] for number in range(1100)]

    drafts = write(
        VISIT,
        *(
            {"held": PartialDate.on(TODAY), "group_name": "G", "delegates": [{"name": name} for name in each]}
            for each in names
        ),
    )

    session.expire_all()
    for draft, each in list(zip(drafts, names, strict=True))[::97]:
        visit = kit.load(session, make.actor(), VISIT, draft.id)
        assert [delegate.name for delegate in visit.delegates] == each
        entry = session.scalars(select(TrailEntry).where(TrailEntry.record_id == draft.id)).one()
        assert {key.split(".")[1] for key in entry.changes if key.startswith("delegates")} == {
            str(delegate.id) for delegate in visit.delegates
        }
    assert len({draft.id for draft in drafts}) == len(drafts)


def test_what_was_written_in_bulk_is_found_and_can_be_edited(make, session, write):
    (draft,) = write(ORGANISATION, {"title_tr": "Şırnak Yıldız Derneği"})

    condition = search.matches(session, "sirnak yildiz")
    assert condition is not None
    assert session.scalars(select(Record.id).where(condition)).all() == [draft.id]
    edited = kit.edit(session, make.actor(), ORGANISATION, draft.id, 1, {"acronym": "ŞYD"}, today=TODAY)
    assert edited.version == 2


def test_the_statements_do_not_grow_with_the_records(make, session, write):
    sent = []

    def listen(*args):
        sent.append(args[2])

    event.listen(session.get_bind().engine, "before_cursor_execute", listen)
    costs = []
    for number in (5, 5, 400):
        sent.clear()
        write(
            PERSON,
            *(
                {"title_tr": f"Kişi {number} {place}", "posts": [{"title_tr": "Müdür"}]}
                for place in range(number)
            ),
        )
        costs.append(len(sent))
    event.remove(session.get_bind().engine, "before_cursor_execute", listen)

    assert costs[1] == costs[2]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"group_name": ""}, Invalid),
        ({"host_id": 999_999}, Missing),
    ],
    ids=["breaks a rule", "names what is not there"],
)
def test_one_refused_record_is_named_and_none_is_written(make, session, wrong, reason):
    good = {"held": PartialDate.on(TODAY), "group_name": "Öğretmenler"}
    drafts = [draft_of(VISIT, make.actor(), data) for data in (good, good, good | wrong, good)]

    with pytest.raises(Refused) as refusal:
        insert_all(session, make.actor(), VISIT, drafts, today=TODAY)

    assert refusal.value.place == 2
    assert isinstance(refusal.value.reason, reason)
    assert session.scalars(select(Record.id).where(Record.kind == VISIT.kind)).all() == []


def test_a_batch_names_neither_what_is_binned_nor_anothers_records_nor_closed_accounts(make, session):
    theirs, gone, closed = make.organisation(municipality="antalya"), make.organisation("G"), make.user()
    kit.throw_away(session, make.actor(), ORGANISATION, gone.id, today=TODAY)
    closed.is_active = False
    session.commit()

    cases: list[tuple[Noun[Any], dict[str, Any], type[Exception]]] = [
        (ORGANISATION, {"title_tr": "A", "parent_id": theirs.id}, Missing),
        (ORGANISATION, {"title_tr": "A", "parent_id": gone.id}, Missing),
        (TASK, {"title_tr": "A", "owner_id": closed.id}, NotFound),
    ]
    for noun, data, reason in cases:
        with pytest.raises(Refused) as refusal:
            insert_all(session, make.actor(), noun, [draft_of(noun, make.actor(), data)], today=TODAY)
        assert isinstance(refusal.value.reason, reason)


def test_nobody_writes_in_bulk_what_they_may_not_create(make, session):
    draft = draft_of(VISIT, make.actor("viewer"), {"group_name": "A"})
    with pytest.raises(PermissionDenied):
        insert_all(session, make.actor("viewer"), VISIT, [draft], today=TODAY)

    theirs = draft_of(
        VISIT, make.actor(municipality="antalya"), {"held": PartialDate.on(TODAY), "group_name": "A"}
    )
    with pytest.raises(Refused) as refusal:
        insert_all(session, make.actor(), VISIT, [theirs], today=TODAY)
    assert isinstance(refusal.value.reason, PermissionDenied)


def test_nothing_to_write_is_nothing_written(make, session, write):
    write(CITY)

    assert session.scalars(select(TrailEntry.id)).all() == []


def test_the_batches_of_an_operation_belong_together(make, session):
    for name in "AB":
        with unit_of_work(session, "the import"):
            drafts = [draft_of(ORGANISATION, make.actor(), {"title_tr": name})]
            insert_all(session, make.actor(), ORGANISATION, drafts, today=TODAY)

    assert session.scalars(select(TrailEntry.operation_id)).all() == ["the import", "the import"]
