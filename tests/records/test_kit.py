from datetime import date

import pytest
from sqlalchemy import select

from app import trail
from app.errors import Conflict, Invalid, NotFound, PermissionDenied, Stale
from app.records import kit
from app.records.cities import CITY
from app.records.nouns import NOUNS
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import (
    UNKNOWN_DAY,
    Certainty,
    DataVersion,
    Mention,
    PartialDate,
    Record,
    TrailEntry,
    TrailPersonal,
)
from models.vocabulary import OrganisationKind, RecordKind, Side, VisitState
from tests.make import TODAY

TOMORROW = PartialDate.on(date(2023, 10, 26))


@pytest.fixture
def edit(make, session):
    """Change a record as an administrator, and read it anew."""

    def change(noun, record, **data):
        actor = make.actor("admin")
        session.expire_all()
        version = kit.load(session, actor, noun, record.id).version
        kit.edit(session, actor, noun, record.id, version, data, today=TODAY)
        session.commit()
        session.expire_all()
        return kit.load(session, actor, noun, record.id)

    return change


@pytest.fixture
def rows(make, session):
    """Return the delegation of a visit as it is stored."""

    def read(visit):
        session.expire_all()
        return kit.load(session, make.actor(), VISIT, visit.id).delegates

    return read


@pytest.fixture
def entries(session):
    """Return the trail of a record, oldest first."""
    return lambda record: session.scalars(
        select(TrailEntry).where(TrailEntry.record_id == record.id).order_by(TrailEntry.id)
    ).all()


@pytest.fixture
def mentioned(session):
    return lambda record: set(
        session.scalars(select(Mention.mentioned_id).where(Mention.record_id == record.id))
    )


@pytest.fixture
def counters(session):
    """Return the data versions by the municipality's id; 0 stands for reference data."""

    def read():
        session.expire_all()
        return {row.id: row.counter for row in session.scalars(select(DataVersion))}

    return read


def refused(noun, make, **data):
    with pytest.raises(Invalid) as refusal:
        make.record(noun, **data)
    return [problem.field for problem in refusal.value.problems]


def test_saving_what_nobody_changed_writes_nothing(make, edit, entries, rows):
    delegates = [{"name": "Anna", "side": Side.VISITOR}]
    visit = make.visit(subject_tr="Kültür", delegates=delegates)
    before = (visit.version, visit.updated_at, len(entries(visit)))

    same = [{"id": rows(visit)[0].id, **delegates[0]}]
    visit = edit(VISIT, visit, subject_tr="Kültür", held=visit.held, delegates=same)

    assert (visit.version, visit.updated_at, len(entries(visit))) == before


@pytest.mark.parametrize(
    "sent",
    [
        [{"id": 0, "name": "Anna"}, {"id": 1, "name": "Berta B."}],
        [{"id": 1, "name": "Berta"}, {"id": 0, "name": "Anna"}],
        [{"id": 0, "name": "Anna"}],
        [{"id": 0, "name": "Anna"}, {"id": 1, "name": "Berta"}, {"name": "Clara"}],
    ],
    ids=["changed", "moved", "removed", "added"],
)
def test_a_change_of_a_row_is_a_change_of_the_whole(make, edit, entries, rows, sent):
    visit = make.visit(delegates=[{"name": "Anna"}, {"name": "Berta"}])
    ids = {place: delegate.id for place, delegate in enumerate(rows(visit))}
    version = visit.version

    visit = edit(VISIT, visit, delegates=[{**row, "id": ids.get(row.get("id"))} for row in sent])

    assert visit.version == version + 1
    assert [delegate.name for delegate in visit.delegates] == [row["name"] for row in sent]
    assert [delegate.position for delegate in visit.delegates] == list(range(len(sent)))
    assert [entry.event for entry in entries(visit)] == ["visit.created", "visit.edited"]


def test_a_change_of_a_row_that_no_list_shows_is_a_change_of_the_whole(make, edit, rows):
    visit = make.visit(delegates=[{"name": "Anna", "side": Side.OURS}])
    version = visit.version

    changed = edit(VISIT, visit, delegates=[{"id": rows(visit)[0].id, "side": Side.OTHER}])

    assert changed.version == version + 1


def test_a_row_keeps_its_identity_and_another_visits_row_cannot_be_taken(make, edit, rows):
    visit, other = make.visit(delegates=[{"name": "Anna"}]), make.visit(delegates=[{"name": "Otto"}])
    foreign = rows(other)[0].id

    changed = edit(VISIT, visit, delegates=[{"id": foreign, "name": "Anna"}])

    assert changed.delegates[0].id != foreign
    assert [one.name for one in rows(other)] == ["Otto"]


def test_the_second_of_two_editors_is_told_and_changes_nothing(make, session, entries):
    visit, actor = make.visit(), make.actor()
    seen = visit.version
    kit.edit(session, actor, VISIT, visit.id, seen, {"subject_tr": "First"}, today=TODAY)

    with pytest.raises(Stale):
        kit.edit(session, actor, VISIT, visit.id, seen, {"subject_tr": "Second"}, today=TODAY)

    assert visit.subject_tr == "First"
    assert len(entries(visit)) == 2


@pytest.mark.parametrize("kind", list(RecordKind))
@pytest.mark.parametrize(
    "field", ["version", "municipality_id", "binned_at", "sort_key", "folded", "id", "kind", "nonsense"]
)
def test_a_field_that_the_form_does_not_declare_cannot_be_set(make, session, kind, field):
    with pytest.raises(KeyError, match=field):
        kit.create(session, make.actor("admin"), NOUNS[kind], {field: 7}, today=TODAY)


@pytest.mark.parametrize("field", ["visit_id", "position", "person", "nonsense"])
def test_a_row_has_only_the_fields_of_its_table(make, session, field):
    data = {"held": PartialDate.on(TODAY), "delegates": [{"name": "Anna", field: 7}]}

    with pytest.raises(KeyError, match=field):
        kit.create(session, make.actor(), VISIT, data, today=TODAY)


def test_the_trail_says_who_changed_what_from_what_to_what(make, session, entries):
    visit, user = make.visit(subject_tr="Kültür"), make.user()
    actor = type(make.actor())(user.id, user.municipality_id, user.name, user.role)
    with unit_of_work(session):
        kit.edit(
            session,
            actor,
            VISIT,
            visit.id,
            visit.version,
            {"subject_tr": "Spor", "headcount": 3},
            today=TODAY,
        )

    entry = entries(visit)[-1]
    assert (entry.event, entry.user_id, entry.actor_name) == ("visit.edited", user.id, user.name)
    assert entry.municipality_id == user.municipality_id
    assert entry.changes == {"subject_tr": ["Kültür", "Spor"], "headcount": [None, 3]}


def test_the_changes_of_one_unit_of_work_belong_together(make, session, entries):
    def write():
        with unit_of_work(session):
            return [
                kit.create(session, make.actor(), ORGANISATION, {"title_tr": name}, today=TODAY)
                for name in "AB"
            ]

    first, second = ({entries(record)[0].operation_id for record in write()} for _ in range(2))

    assert len(first) == len(second) == 1
    assert first != second


def test_what_is_empty_in_something_new_is_no_change(make, edit, entries):
    visit = make.visit(subject_tr="", delegates=[{"name": "Anna", "title_tr": ""}])

    told = {key.rpartition(".")[2] for key in entries(visit)[0].changes}
    assert {"name", "side", "held_earliest"} <= told
    assert not {"subject_tr", "title_tr", "notes_tr"} & told

    edit(VISIT, edit(VISIT, visit, subject_tr="Spor"), subject_tr="")
    assert entries(visit)[-1].changes == {"subject_tr": ["Spor", ""]}


def test_personal_values_stand_apart_under_a_digest_that_proves_them(make, session, edit, entries):
    person = make.person("Ayşe Yılmaz", email="ayse@example.org", phone="0232")
    edit(PERSON, person, email="ayse.yilmaz@example.org")

    told = entries(person)[-1].changes
    apart = session.scalars(
        select(TrailPersonal).where(TrailPersonal.entry_id == entries(person)[-1].id)
    ).all()
    assert [(one.field, one.before, one.after) for one in apart] == [
        ("email", "ayse@example.org", "ayse.yilmaz@example.org")
    ]
    assert told == {"email": {"digest": trail.digest(apart[0].salt, apart[0].before, apart[0].after)}}
    assert told["email"]["digest"] != trail.digest(apart[0].salt, apart[0].before, "somebody@else.example")
    assert len(apart[0].salt) == 32
    written = "".join(str(entry.changes) for entry in entries(person))
    assert not [value for value in ("Ayşe", "example.org", "0232") if value in written]


def test_two_equal_personal_values_cannot_be_told_by_their_digests(make, entries):
    digests = {entries(make.person("Ayşe", email="a@b.test"))[0].changes["email"]["digest"] for _ in range(2)}

    assert len(digests) == 2


def test_the_names_on_a_visit_are_personal_to_whom_they_name(make, session, entries):
    person = make.person("Ayşe Yılmaz")
    delegates = [
        {"name": "Ayşe Yılmaz", "title_tr": "Müdür", "person_id": person.id},
        {"name": "Unlinked Guest"},
    ]
    visit = make.visit(delegates=delegates)

    rows = session.scalars(select(TrailPersonal).where(TrailPersonal.entry_id == entries(visit)[0].id)).all()
    subjects = {(one.after, one.subject_id) for one in rows if one.after}
    assert subjects == {("Ayşe Yılmaz", person.id), ("Müdür", person.id), ("Unlinked Guest", visit.id)}


def test_a_guest_without_a_name_leaves_the_visit_its_title(make):
    unnamed = [{"name": "", "title_tr": "Genel Müdür"}]

    assert make.visit(group_name="Delegation", delegates=unnamed).title_tr == "Delegation"
    assert make.visit(delegates=unnamed).title_tr == "Genel Müdür"


def test_the_title_of_a_visit_does_not_tell_the_trail_whom_it_named(make, entries):
    visit = make.visit(delegates=[{"name": "Ayşe Yılmaz"}])

    assert "Yılmaz" not in str(entries(visit)[0].changes)


def test_forgetting_a_person_removes_their_values_and_keeps_the_proof(make, session, entries):
    person, other = make.person("Ayşe Yılmaz", email="a@b.test"), make.person("Mehmet")
    visit = make.visit(delegates=[{"name": "Ayşe Yılmaz", "person_id": person.id}])
    before = [(entry.id, entry.changes) for record in (person, visit) for entry in entries(record)]

    trail.forget(session, person.id)
    session.expire_all()

    left = session.scalars(select(TrailPersonal)).all()
    assert {one.subject_id for one in left} == {other.id}
    assert [(entry.id, entry.changes) for record in (person, visit) for entry in entries(record)] == before
    assert "digest" in entries(person)[0].changes["email"]


def test_a_record_knows_whom_it_names_in_its_columns_and_in_its_rows(make, edit, mentioned):
    city, country = make.city("Bremen").id, make.country("DE").id
    host, body, employer = (make.organisation(name).id for name in ("Host", "Body", "Employer"))
    person = make.person("Anna").id
    visit = make.visit(
        city_id=city,
        country_id=country,
        host_id=host,
        counterparts=[{"organisation_id": body}],
        delegates=[{"name": "Anna", "person_id": person, "organisation_id": employer}],
    )
    assert mentioned(visit) == {city, country, host, body, person, employer}

    edit(VISIT, visit, delegates=[], host_id=None)

    assert mentioned(visit) == {city, country, body}


def test_a_shared_record_names_nobody_in_the_index_of_names(make, mentioned):
    city = make.record(CITY, title_tr="Yenice", country_id=make.country("DE").id)

    assert mentioned(city) == set()


def test_a_record_cannot_name_what_is_binned_or_another_municipalitys(make, session):
    theirs, gone = make.organisation(municipality="antalya"), make.organisation("Gone")
    kit.throw_away(session, make.actor(), ORGANISATION, gone.id, today=TODAY)
    session.commit()
    ids = (theirs.id, gone.id, 999_999)

    for id_ in ids:
        for data in (
            {"counterparts": [{"organisation_id": id_}]},
            {"delegates": [{"name": "Anna", "organisation_id": id_}]},
            {"host_id": id_},
        ):
            with pytest.raises(NotFound):
                make.visit(**data)
            session.rollback()


def test_what_a_visit_names_can_be_binned_and_the_visit_too(make, session):
    body = make.organisation()
    visit = make.visit(counterparts=[{"organisation_id": body.id}])

    kit.throw_away(session, make.actor(), ORGANISATION, body.id, today=TODAY)
    kit.throw_away(session, make.actor(), VISIT, visit.id, today=TODAY)

    assert session.get_one(Record, visit.id).binned_at is not None


def test_the_data_version_of_a_municipality_grows_by_one_with_each_commit_that_changed_it(
    make, session, counters
):
    ours, theirs = make.municipality().id, make.municipality("antalya").id
    visit = make.visit()
    before = counters()

    with unit_of_work(session):
        for name in "ABC":
            kit.create(session, make.actor(), ORGANISATION, {"title_tr": name}, today=TODAY)
    assert counters() == before | {ours: before[ours] + 1}

    with unit_of_work(session):
        kit.edit(session, make.actor(), VISIT, visit.id, visit.version, {}, today=TODAY)
    with pytest.raises(NotFound), unit_of_work(session):
        kit.load(session, make.actor(municipality="antalya"), VISIT, visit.id)
    assert counters() == before | {ours: before[ours] + 1, theirs: before[theirs]}


def test_a_shared_record_raises_the_data_version_of_the_reference_data(make, session, counters):
    make.municipality()
    before = counters()

    with unit_of_work(session):
        kit.create(session, make.actor(), CITY, {"title_tr": "Yenice"}, today=TODAY)

    assert counters() == before | {0: before[0] + 1}


def test_a_unit_of_work_that_fails_leaves_nothing(make, session, counters):
    make.municipality()
    before = counters()

    def write():
        with unit_of_work(session):
            kit.create(session, make.actor(), ORGANISATION, {"title_tr": "A"}, today=TODAY)
            kit.create(session, make.actor(), VISIT, {"held": PartialDate.on(TODAY)}, today=TODAY)

    with pytest.raises(Invalid):
        write()

    assert counters() == before
    assert session.scalars(select(Record.id).where(Record.kind == RecordKind.ORGANISATION)).all() == []
    assert session.scalars(select(TrailEntry.id)).all() == []


def test_what_may_exist_only_once_is_a_conflict_and_not_an_accident(make, session):
    country = {"title_tr": "Yeni", "title_en": "New", "code": "TR", "country_kind": "state"}

    with pytest.raises(Conflict), unit_of_work(session):
        kit.create(session, make.actor("admin"), NOUNS[RecordKind.COUNTRY], country, today=TODAY)


def test_a_visit_has_a_date_and_names_somebody(make):
    assert refused(VISIT, make) == ["held", "delegates"]
    assert refused(VISIT, make, held=PartialDate.on(TODAY), host_id=make.organisation(ours=True).id) == [
        "delegates"
    ]


@pytest.mark.parametrize("who", ["group_name", "delegates", "counterparts", "city_id", "country_id"])
def test_a_group_a_person_an_organisation_a_city_or_a_country_is_enough(make, who):
    given = {
        "group_name": "Teachers",
        "delegates": [{"name": "Anna"}],
        "counterparts": [{"organisation_id": make.organisation("Vakıf").id}],
        "city_id": make.city("Bremen").id,
        "country_id": make.country("DE").id,
    }
    titles = {
        "group_name": "Teachers",
        "delegates": "Anna",
        "counterparts": "Vakıf",
        "city_id": "Bremen",
        "country_id": "Almanya",
    }

    visit = make.record(VISIT, held=PartialDate.on(TODAY), **{who: given[who]})

    assert visit.title_tr == titles[who]


def test_unknown_stays_unknown_until_somebody_says_it(make):
    visit = make.visit()

    assert {visit.direction, visit.mode, visit.visit_kind, visit.state, visit.headcount, visit.host_id} == {
        None
    }


def test_there_are_at_least_as_many_visitors_as_names(make):
    named = [{"name": name, "side": Side.VISITOR} for name in ("Anna", "Berta")]
    named.append({"name": "Our Guide", "side": Side.OURS})

    assert refused(VISIT, make, held=PartialDate.on(TODAY), delegates=named, headcount=1) == ["headcount"]
    assert make.visit(delegates=named, headcount=2).headcount == 2


@pytest.mark.parametrize("state", [VisitState.POSTPONED, VisitState.CANCELLED])
def test_what_is_called_off_is_called_off_for_a_reason(make, state):
    assert refused(VISIT, make, held=TOMORROW, group_name="A", state=state) == ["state_reason_tr"]
    assert make.visit(held=TOMORROW, state=state, state_reason_tr="Sis").state is state


@pytest.mark.parametrize("state", [VisitState.HELD, VisitState.REPORTED, VisitState.CLOSED])
def test_what_is_still_to_come_has_not_been_held(make, state):
    assert refused(VISIT, make, held=TOMORROW, group_name="A", state=state) == ["state"]
    assert refused(VISIT, make, held=PartialDate.of(2023, 11), group_name="A", state=state) == ["state"]
    for held in (
        PartialDate.on(TODAY),
        PartialDate.of(2023, 10),
        PartialDate(date(2023, 10, 26), date(2023, 10, 26), Certainty.DOUBTFUL),
    ):
        assert make.visit(held=held, state=state).state is state


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (OrganisationKind.EMBASSY, True),
        (OrganisationKind.HONORARY_CONSULATE, True),
        (OrganisationKind.EU_DELEGATION, True),
        (None, True),
        (OrganisationKind.MUNICIPALITY, False),
        (OrganisationKind.UNIVERSITY, False),
    ],
)
def test_only_a_mission_represents_a_country(make, kind, allowed):
    data = {"organisation_kind": kind, "represents_id": make.country("IN").id, "title_tr": "Temsilcilik"}

    if allowed:
        assert make.record(ORGANISATION, **data).represents_id == data["represents_id"]
    else:
        assert refused(ORGANISATION, make, **data) == ["represents"]


def test_an_organisation_is_not_a_part_of_itself(make, edit):
    body = make.organisation("Şube")

    with pytest.raises(Invalid) as refusal:
        edit(ORGANISATION, body, parent_id=body.id)
    assert [problem.field for problem in refusal.value.problems] == ["parent"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [
        (0.0, 0.0, "latitude"),
        (38.4, None, "longitude"),
        (None, 27.1, "latitude"),
        (None, None, None),
        (0.0, 27.1, None),
    ],
)
def test_a_position_is_whole_and_not_in_the_sea_off_africa(make, latitude, longitude, field):
    data = {"title_tr": "Yenice", "latitude": latitude, "longitude": longitude}

    if field:
        assert refused(CITY, make, **data) == [field]
    else:
        assert make.record(CITY, **data).latitude == latitude


def test_a_post_ends_after_it_begins_and_says_something(make):
    turned = {"title_tr": "Başkan", "since": PartialDate.of(2020), "until": PartialDate.of(2019)}
    doubtful = turned | {"until": PartialDate(date(2019, 1, 1), date(2019, 1, 1), Certainty.DOUBTFUL)}
    same_year = turned | {"until": PartialDate.of(2020, 3)}

    assert refused(PERSON, make, title_tr="A", posts=[{"title_tr": "B"}, turned]) == ["posts.1.until"]
    assert refused(PERSON, make, title_tr="A", posts=[{"known_on": TODAY}]) == ["posts.0.title_tr"]
    assert make.person("A", posts=[doubtful, same_year]).version == 1


def test_the_code_of_a_country_has_two_capital_letters(make):
    for code in ("D", "DEU", "de", "D1", "ÇE"):
        data = {"title_tr": "A", "title_en": "A", "code": code, "country_kind": "state"}
        assert refused(NOUNS[RecordKind.COUNTRY], make, **data) == ["code"], code


def test_a_record_stands_in_lists_under_its_name_and_first_day(make):
    assert make.visit(held=PartialDate.of(2023, 5)).sort_day == date(2023, 5, 1)
    assert make.organisation("Çınar").sort_day == UNKNOWN_DAY
    assert (
        make.organisation("Cide").sort_key
        < make.organisation("Çınar").sort_key
        < make.organisation("Dal").sort_key
    )


@pytest.mark.parametrize("role", ["viewer", "auditor", "council_clerk"])
def test_whoever_only_reads_writes_nothing_through_the_kit_either(make, session, role):
    visit, reader = make.visit(), make.actor(role)

    for verb in (
        lambda: kit.create(session, reader, ORGANISATION, {"title_tr": "A"}, today=TODAY),
        lambda: kit.edit(session, reader, VISIT, visit.id, visit.version, {"subject_tr": "A"}, today=TODAY),
        lambda: kit.throw_away(session, reader, VISIT, visit.id, today=TODAY),
        lambda: kit.restore(session, reader, VISIT, visit.id, today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_an_officer_adds_cities_and_an_administrator_changes_them(make, session):
    city = kit.create(session, make.actor(), CITY, {"title_tr": "Yenice"}, today=TODAY)

    with pytest.raises(PermissionDenied):
        kit.edit(session, make.actor(), CITY, city.id, city.version, {"title_tr": "Eskice"}, today=TODAY)
    with pytest.raises(PermissionDenied):
        kit.create(session, make.actor(), NOUNS[RecordKind.COUNTRY], {}, today=TODAY)


def test_a_binned_record_is_restored_only_while_the_rules_allow_it(make, session):
    body = make.organisation()
    visit = make.visit(counterparts=[{"organisation_id": body.id}])
    actor = make.actor()
    kit.throw_away(session, actor, VISIT, visit.id, today=TODAY)
    with pytest.raises(NotFound):
        kit.load(session, actor, VISIT, visit.id)
    kit.throw_away(session, actor, ORGANISATION, body.id, today=TODAY)
    session.commit()

    with pytest.raises(NotFound), session.begin_nested():
        kit.restore(session, actor, VISIT, visit.id, today=TODAY)
    session.expire_all()
    kit.restore(session, actor, ORGANISATION, body.id, today=TODAY)
    kit.restore(session, actor, VISIT, visit.id, today=TODAY)

    assert kit.load(session, actor, VISIT, visit.id).binned_at is None


def test_who_comes_is_a_visitor_unless_somebody_says_otherwise(make):
    visit = make.visit(delegates=[{"name": "Ayşe Deneme"}], counterparts=[])

    assert visit.title_tr == "Ayşe Deneme"


def test_an_english_text_is_outdated_once_only_the_turkish_one_was_changed(make, edit):
    visit = make.visit(subject_tr="İş birliği", subject_en="Cooperation")
    assert visit.outdated == []

    visit = edit(VISIT, visit, subject_tr="Kültürel iş birliği")

    assert visit.outdated == ["subject_en"]


def test_an_outdated_text_is_up_to_date_again_when_it_is_changed_or_removed(make, edit):
    for english in ("Cultural cooperation", ""):
        visit = make.visit(subject_tr="İş birliği", subject_en="Cooperation")
        edit(VISIT, visit, subject_tr="Kültürel iş birliği")

        assert edit(VISIT, visit, subject_en=english).outdated == []


def test_a_text_without_a_translation_is_not_outdated(make, edit):
    visit = make.visit(subject_tr="İş birliği")

    assert edit(VISIT, visit, subject_tr="Kültürel iş birliği").outdated == []


def test_correcting_the_english_text_alone_leaves_the_turkish_original_alone(make, edit):
    visit = make.visit(subject_tr="İş birliği", subject_en="Coperation")

    assert edit(VISIT, visit, subject_en="Cooperation").outdated == []


def test_an_outdated_name_is_told_for_a_record_whose_title_people_write(make, edit):
    body = make.organisation("Deneme Kurumu", title_en="Trial Body")

    assert edit(ORGANISATION, body, title_tr="Deneme Birliği").outdated == ["title_en"]


def test_somebody_confirms_that_a_translation_still_fits_and_the_trail_says_so(make, edit, session, entries):
    visit = edit(VISIT, make.visit(subject_tr="İş", subject_en="Work"), subject_tr="İşler")

    kit.confirm_translation(session, make.actor(), VISIT, visit.id, visit.version)
    session.commit()
    session.expire_all()

    assert kit.load(session, make.actor(), VISIT, visit.id).outdated == []
    last = entries(visit)[-1]
    assert (last.event, last.changes) == ("visit.translated", {})


def test_a_translation_is_not_confirmed_on_an_old_version_or_by_a_reader(make, edit, session):
    visit = edit(VISIT, make.visit(subject_tr="İş", subject_en="Work"), subject_tr="İşler")

    with pytest.raises(Stale):
        kit.confirm_translation(session, make.actor(), VISIT, visit.id, visit.version - 1)
    with pytest.raises(PermissionDenied):
        kit.confirm_translation(session, make.actor("viewer"), VISIT, visit.id, visit.version)
