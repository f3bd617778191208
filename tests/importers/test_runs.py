"""An import from its file to the record and back, through its steps."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Invalid, NotFound, PermissionDenied, Stale
from app.importers import runs, starting
from app.importers.messages import say
from app.queries import imports
from app.records import kit
from app.records.people import PERSON
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import (
    Certainty,
    Counterpart,
    Delegate,
    ImportHeading,
    ImportRow,
    Organisation,
    PartialDate,
    Person,
    Record,
    Source,
    Visit,
)
from models.vocabulary import Direction, ImportKind, ImportState, OrganisationKind, Verdict
from tests.make import TODAY

NEW, SAME, CHANGED = Verdict.NEW, Verdict.SAME, Verdict.CHANGED
CONFLICT, ERROR, IGNORED = Verdict.CONFLICT, Verdict.ERROR, Verdict.IGNORED
HEAD = "Tarih;Ziyaretçi;Unvan;Kurum;Ülke;Konu"
AYSE = "12.01.2023;Ayşe Kaya;Büyükelçi;Hindistan Büyükelçiliği;Hindistan;Tanışma"


class Office:
    """Somebody who imports a table, step by step."""

    def __init__(self, session, actor, folder):
        self.session, self.actor, self.folder = session, actor, folder

    def start(self, text, kind=ImportKind.VISIT, name="liste.csv"):
        path = self.folder / name
        path.write_text(text.strip() + "\n", encoding="utf-8")
        return starting.start_table(self.session, self.actor, kind, path, name)

    def read(self, text, kind=ImportKind.VISIT, columns=None):
        run = self.start(text, kind)
        runs.set_targets(self.session, self.actor, run, columns or run.targets)
        while run.state is ImportState.READING:
            runs.read_on(self.session, self.actor, run, today=TODAY)
        return run

    def apply(self, run):
        runs.start_applying(self.session, self.actor, run)
        while run.state is ImportState.APPLYING:
            with unit_of_work(self.session, run.operation_id):
                runs.apply_on(self.session, self.actor, run, today=TODAY)
        return run

    def write(self, text, kind=ImportKind.VISIT):
        return self.apply(self.read(text, kind))

    def undo(self, run):
        runs.start_undoing(self.session, self.actor, run)
        while run.state is ImportState.UNDOING:
            with unit_of_work(self.session):
                runs.undo_on(self.session, self.actor, run, today=TODAY)

    def rows(self, run):
        return imports.rows(self.session, self.actor, run, None).rows

    def verdicts(self, run):
        return [row.verdict for row in self.rows(run)]


@pytest.fixture
def office(session, make, tmp_path):
    return Office(session, make.actor(), tmp_path)


@pytest.fixture
def told(t):
    """Say the messages of a row in English."""

    def told(row):
        return [say(one, t) for one in row.messages]

    return told


def only_visit(session):
    return session.scalars(select(Visit)).one()


# --- New


def test_a_new_row_becomes_a_record_with_all_that_it_names(office, session):
    run = office.write(f"{HEAD}\n{AYSE}")

    visit = only_visit(session)
    delegate = session.scalars(select(Delegate)).one()
    embassy, person = session.get_one(Organisation, delegate.organisation_id), delegate.person_id
    assert run.state is ImportState.APPLIED
    assert visit.held == PartialDate.on(date(2023, 1, 12))
    assert visit.subject_tr == "Tanışma"
    assert (delegate.name, delegate.title_tr, delegate.organisation_name) == (
        "Ayşe Kaya",
        "Büyükelçi",
        "Hindistan Büyükelçiliği",
    )
    assert embassy.organisation_kind is OrganisationKind.EMBASSY
    assert session.get_one(Record, embassy.represents_id).title_en == "India"
    assert session.get_one(Person, person).title_tr == "Ayşe Kaya"
    assert run.settings["along"] == {"organisation": 1, "person": 1}


def test_what_is_not_said_stays_unknown(office, session):
    office.write(f"{HEAD}\n{AYSE}")

    visit = only_visit(session)
    assert (visit.direction, visit.mode, visit.visit_kind, visit.state, visit.headcount) == (None,) * 5


def test_a_record_keeps_the_file_and_the_row_as_its_source(office, session):
    office.write(f"{HEAD}\n{AYSE}")

    visit = only_visit(session)
    source = session.scalars(select(Source).where(Source.record_id == visit.id)).one()
    assert (source.title, source.place) in {("liste.csv", "row 2"), ("liste.csv", "satır 2")}
    assert (visit.listed_in, visit.listed_no) == ("liste.csv", 2)


def test_what_two_rows_name_for_the_first_time_is_created_once(office, session):
    office.write(f"{HEAD}\n{AYSE}\n13.01.2023;Ayşe Kaya;Büyükelçi;HİNDİSTAN BÜYÜKELÇİLİĞİ;Hindistan;Veda")

    assert len(session.scalars(select(Organisation)).all()) == 1
    assert len(session.scalars(select(Person)).all()) == 1
    assert len(session.scalars(select(Visit)).all()) == 2


def test_records_on_file_are_linked_and_not_made_again(office, session, make):
    linz = make.organisation("Linz Belediyesi", acronym="LINZ")
    office.write(
        f"{HEAD}\n12.01.2023;;;Linz Belediyesi;;\n13.01.2023;;;linz belediyesi;;\n14.01.2023;;;LINZ;;"
    )

    assert set(session.scalars(select(Counterpart.organisation_id))) == {linz.id}
    assert len(session.scalars(select(Organisation)).all()) == 1


def test_the_municipality_of_a_city_is_one_organisation_however_it_is_spelt(office, session, make):
    linz = make.city("Linz")
    office.write(f"{HEAD}\n12.01.2023;;;Linz Municipality;Avusturya;\n13.01.2023;;;City of Linz;Avusturya;")

    made = session.scalars(select(Organisation)).one()
    assert (made.title_tr, made.seat_id) == ("Linz Belediyesi", linz.id)
    assert made.organisation_kind is OrganisationKind.MUNICIPALITY


# --- Same


def test_a_second_import_of_the_same_file_changes_nothing(office, session):
    text = (
        f"{HEAD}\n{AYSE}\nOcak 2023;Ali Veli;Başkan;Linz Belediyesi;Avusturya;Ziyaret\n2022;;;;Almanya;Fuar"
    )
    office.write(text)
    before = {record.id: record.version for record in session.scalars(select(Record))}

    again = office.write(text)

    assert office.verdicts(again) == [SAME, SAME, SAME]
    session.expire_all()
    assert {record.id: record.version for record in session.scalars(select(Record))} == before


def test_a_row_that_the_file_repeats_is_left_out_and_names_the_first(office, told):
    run = office.read(f"{HEAD}\n{AYSE}\n{AYSE}")

    assert office.verdicts(run) == [NEW, IGNORED]
    assert told(office.rows(run)[1]) == ["It says the same as row 2"]


def test_two_rows_of_the_file_that_contradict_each_other_are_a_conflict(office, told):
    run = office.read(f"{HEAD}\n{AYSE}\n{AYSE.replace('Tanışma', 'Veda')}")

    assert office.verdicts(run) == [NEW, CONFLICT]
    assert told(office.rows(run)[1])[0] == "Row 2 says something else of it"


# --- Changed and conflict


def test_an_empty_value_is_filled(office, session, make):
    make.organisation("Linz Belediyesi")
    run = office.read("Kurum;E-posta\nLinz Belediyesi;office@linz.at", ImportKind.ORGANISATION)

    (row,) = office.rows(run)
    assert (row.verdict, row.picked) == (CHANGED, True)
    assert row.outcome["email"] == ["", "office@linz.at"]
    office.apply(run)
    assert session.scalars(select(Organisation)).one().email == "office@linz.at"


def test_an_empty_cell_empties_nothing(office, session, make):
    make.organisation("Linz Belediyesi", email="office@linz.at")
    run = office.write("Kurum;E-posta;Telefon\nLinz Belediyesi;;NA", ImportKind.ORGANISATION)

    assert office.verdicts(run) == [SAME]
    assert session.scalars(select(Organisation)).one().email == "office@linz.at"


def test_what_a_colleague_typed_is_a_conflict_and_stays(office, session, make, told):
    make.organisation("Linz Belediyesi", email="typed@linz.at")
    run = office.read("Kurum;E-posta\nLinz Belediyesi;file@linz.at", ImportKind.ORGANISATION)

    (row,) = office.rows(run)
    assert (row.verdict, row.picked) == (CONFLICT, False)
    assert told(row) == ["A colleague wrote typed@linz.at; the file says file@linz.at"]
    office.apply(run)
    assert session.scalars(select(Organisation)).one().email == "typed@linz.at"


def test_another_title_on_that_day_is_told_where_it_stands(office, make, told):
    held, people = PartialDate.on(date(2023, 1, 12)), [{"name": "Ayşe Kaya", "title_tr": "Müsteşar"}]
    make.visit(held=held, delegates=people)
    run = office.read("Tarih;Ziyaretçi;Unvan\n12.01.2023;Ayşe Kaya;Büyükelçi")

    (row,) = office.rows(run)
    assert row.verdict is CONFLICT
    assert row.outcome["titles"] == ["Müsteşar", "Büyükelçi"]
    assert told(row)[0] == "A colleague wrote Müsteşar; the file says Büyükelçi"


def test_a_disputed_date_is_the_date_that_the_file_prints(office, make):
    day = date(2022, 10, 3)
    make.visit(held=PartialDate(day, day, Certainty.DOUBTFUL), group_name="Heyet")
    run = office.read("Tarih;Grup\n03.10.2022;Heyet")

    assert office.verdicts(run) == [SAME]


def test_picking_a_conflict_lets_the_file_win(office, session, make):
    make.organisation("Linz Belediyesi", email="typed@linz.at")
    run = office.read("Kurum;E-posta\nLinz Belediyesi;file@linz.at", ImportKind.ORGANISATION)
    runs.pick(session, office.actor, run, [2], picked=True)
    office.apply(run)

    session.expire_all()
    assert session.scalars(select(Organisation)).one().email == "file@linz.at"
    assert imports.counts(session, run).rewritten == 1


def test_where_an_import_wrote_last_the_next_one_may_change(office, session):
    office.write("Kurum;E-posta\nLinz Belediyesi;one@linz.at", ImportKind.ORGANISATION)
    run = office.write("Kurum;E-posta\nLinz Belediyesi;two@linz.at", ImportKind.ORGANISATION)

    session.expire_all()
    assert office.verdicts(run) == [CHANGED]
    assert session.scalars(select(Organisation)).one().email == "two@linz.at"


def test_what_a_colleague_typed_stays_a_conflict_after_an_import_filled_something_else(office, make):
    make.organisation("Linz Belediyesi", email="typed@linz.at")
    office.write("Kurum;Telefon\nLinz Belediyesi;+43 732 1", ImportKind.ORGANISATION)
    run = office.read("Kurum;E-posta\nLinz Belediyesi;file@linz.at", ImportKind.ORGANISATION)

    assert office.verdicts(run) == [CONFLICT]


def test_a_name_that_fits_several_is_a_conflict_that_offers_them(office, session, make):
    one, other = (make.organisation("Ticaret Odası") for _ in range(2))
    run = office.read(f"{HEAD}\n12.01.2023;;;Ticaret Odası;;")

    (row,) = office.rows(run)
    assert row.verdict is CONFLICT
    assert [id_ for id_, _ in row.messages[0]["candidates"]] == [one.id, other.id]
    runs.pick(session, office.actor, run, [2], picked=True)
    session.expire_all()
    assert not office.rows(run)[0].picked

    revised = runs.revise(session, office.actor, run, 2, {"organisation": f"#{other.id}"}, today=TODAY)
    assert (revised.verdict, revised.picked) == (NEW, True)


def test_nobody_is_taken_for_somebody_else_by_the_name_alone(office, session, make):
    linz, bremen = make.organisation("Linz Belediyesi"), make.organisation("Bremen Belediyesi")
    known = make.person("Eva Muster", posts=[{"organisation_id": linz.id, "title_tr": "Başkan"}])
    run = office.read(
        f"{HEAD}\n12.01.2023;Eva Muster;;Linz Belediyesi;;\n13.01.2023;Eva Muster;;Bremen Belediyesi;;"
    )

    agreeing, other = office.rows(run)
    assert (agreeing.doubts, agreeing.picked) == ({}, True)
    assert other.doubts == {"persons": "Possibly the same as somebody on record who bears this name"}
    assert not other.picked
    runs.pick(session, office.actor, run, None, picked=True)
    office.apply(run)
    linked = {one.organisation_id: one.person_id for one in session.scalars(select(Delegate))}
    assert linked[linz.id] == known.id
    assert linked[bremen.id] != known.id


def test_a_person_of_no_known_organisation_is_the_one_who_bears_the_name(office, session, make):
    known = make.person("Eva Muster")
    office.write(f"{HEAD}\n12.01.2023;Eva Muster;;Linz Belediyesi;;")

    assert session.scalars(select(Delegate)).one().person_id == known.id


# --- Errors


def test_one_wrong_row_leaves_the_others_alone_and_says_where_it_is_wrong(office, session, told):
    run = office.write(f"{HEAD}\n31.02.2023;Ali Veli;;;;\n{AYSE}")

    wrong, right = office.rows(run)
    assert (wrong.verdict, right.verdict) == (ERROR, NEW)
    assert told(wrong) == ["February 2023 has 28 days."]
    assert wrong.messages[0]["field"] == "held"
    assert len(session.scalars(select(Visit)).all()) == 1


def test_what_a_wrong_row_names_first_is_told_and_sourced_by_the_next_row_that_names_it(
    office, session, told
):
    run = office.write(
        f"{HEAD}\nbilmem;Ayşe Kaya;;Linz Belediyesi;;A\n3.1.2023;Ayşe Kaya;;Linz Belediyesi;;B"
    )

    assert office.verdicts(run) == [ERROR, NEW]
    assert told(office.rows(run)[1]) == ["New organisation: Linz Belediyesi", "New person: Ayşe Kaya"]
    person = session.scalars(select(Person)).one()
    assert session.scalars(select(Source.place).where(Source.record_id == person.id)).all() == ["satır 3"]


def test_a_rule_of_the_noun_refuses_a_row(office, told):
    run = office.read("Tarih;Kurum;Durum\n12.01.2099;Linz Belediyesi;Gerçekleşti")

    (row,) = office.rows(run)
    assert row.verdict is ERROR
    assert told(row)[0] == "A visit that is still to come cannot have been held"
    assert row.messages[0]["field"] == "state"


def test_a_wrong_row_can_be_put_right(office, session):
    run = office.read(f"{HEAD}\n31.02.2023;Ali Veli;;;;")
    row = runs.revise(session, office.actor, run, 2, {"held": "28.02.2023"}, today=TODAY)

    assert (row.verdict, row.picked) == (NEW, True)
    assert run.counts == {"new": 1}
    office.apply(run)
    assert only_visit(session).held == PartialDate.on(date(2023, 2, 28))


def test_words_of_vocabularies_are_read_in_both_languages(office, session):
    office.write(
        "Tarih;Kurum;Yön;Görüşme şekli\n12.01.2023;Linz;Gelen;Online\n13.01.2023;Graz;outgoing;Yüz yüze"
    )

    assert [visit.direction for visit in session.scalars(select(Visit).order_by(Visit.id))] == [
        Direction.INCOMING,
        Direction.OUTGOING,
    ]


# --- Delegations


def test_rows_below_that_only_name_people_belong_to_the_visit_above(office, session):
    run = office.write(f"{HEAD}\n{AYSE}\n;Ali Veli;Müsteşar;;;\n14.01.2023;Can Ece;;;;")

    assert office.verdicts(run) == [NEW, IGNORED, NEW]
    first = session.scalars(select(Visit).order_by(Visit.id)).first()
    names = (
        select(Delegate.name, Delegate.title_tr)
        .where(Delegate.visit_id == first.id)
        .order_by(Delegate.position)
    )
    assert session.execute(names).all() == [("Ayşe Kaya", "Büyükelçi"), ("Ali Veli", "Müsteşar")]


def test_several_people_in_one_cell_have_the_titles_beside_them(office, session):
    office.write(
        f"{HEAD}\n12.01.2023;Ayşe Kaya; Büyükelçi;;;\n13.01.2023;Ali Veli ve Can Ece;Başkan, Müdür;;;"
    )

    rows = session.execute(select(Delegate.name, Delegate.title_tr).order_by(Delegate.id)).all()
    assert rows == [("Ayşe Kaya", "Büyükelçi"), ("Ali Veli", "Başkan"), ("Can Ece", "Müdür")]


def test_a_column_for_the_last_day_makes_a_span(office, session):
    office.write("Başlangıç Tarihi;Bitiş Tarihi;Kurum\n3.03.2024;5.03.2024;Linz Belediyesi")

    assert only_visit(session).held == PartialDate.span(date(2024, 3, 3), date(2024, 3, 5))


def test_city_and_country_beside_a_body_are_said_of_the_body(office, session, make):
    linz = make.city("Linz")
    office.write("Tarih;Kurum;Şehir;Ülke\n12.01.2023;Hindistan Büyükelçiliği;Linz;Hindistan")

    visit, embassy = only_visit(session), session.scalars(select(Organisation)).one()
    assert (visit.city_id, visit.country_id) == (None, None)
    assert embassy.seat_id == linz.id
    assert session.get_one(Record, embassy.represents_id).title_en == "India"


def test_where_no_body_is_named_the_visit_has_city_and_country(office, session, make):
    office.write("Tarih;Ziyaretçi;Şehir;Ülke\n12.01.2023;Eva Muster;Linz;Avusturya")

    visit = only_visit(session)
    assert visit.city_id == make.city("Linz").id
    assert session.get_one(Record, visit.country_id).title_en == "Austria"


def test_a_mission_is_met_again_under_a_longer_name(office, session):
    office.write("Tarih;Kurum\n12.01.2023;Hindistan Büyükelçiliği\n13.01.2023;Hindistan Ankara Büyükelçiliği")

    assert session.scalars(select(Organisation)).one().title_tr == "Hindistan Büyükelçiliği"


def test_a_visit_may_continue_on_the_next_batch_of_rows(office, session, monkeypatch):
    monkeypatch.setattr(runs, "_PLANNED_AT_ONCE", 2)
    more = "".join(f"\n;Kişi {letter};;;;" for letter in "BCDE")
    run = office.write(f"{HEAD}\n11.01.2023;Can Ece;;;;\n{AYSE}{more}\n15.01.2023;Ali Can;;;;")

    assert office.verdicts(run) == [NEW, NEW, IGNORED, IGNORED, IGNORED, IGNORED, NEW]
    assert len(session.scalars(select(Delegate)).all()) == 7


# --- Columns


def test_what_columns_mean_is_remembered_for_the_next_file(office, session):
    run = office.start("Falan;Kurum\n12.01.2023;Linz")
    assert run.targets == [None, "organisation"]
    runs.set_targets(session, office.actor, run, ["held", "organisation"])

    again = office.start("Kurum;FALAN\nLinz;12.01.2023")
    assert again.targets == ["organisation", "held"]
    assert again.settings["remembered"] == [0, 1]
    assert len(session.scalars(select(ImportHeading)).all()) == 2


@pytest.mark.parametrize(
    "targets", [["held", "held"], [None, "organisation"], ["held", "nonsense"], ["held"]]
)
def test_columns_with_which_nothing_can_be_read_are_refused(office, session, targets):
    run = office.start("Tarih;Kurum\n12.01.2023;Linz")

    with pytest.raises(Invalid):
        runs.set_targets(session, office.actor, run, targets)


# --- Steps


def test_an_import_goes_on_after_its_process_has_died(office, session, connection, monkeypatch):
    monkeypatch.setattr(runs, "_PLANNED_AT_ONCE", 5)
    run = office.read(HEAD + "".join(f"\n{day:02}.01.2023;Kişi {chr(64 + day)};;;;" for day in range(1, 21)))
    runs.start_applying(session, office.actor, run)
    with unit_of_work(session, run.operation_id):
        runs.apply_on(session, office.actor, run, today=TODAY, seconds=0)
    assert (run.done, run.state) == (5, ImportState.APPLYING)

    with Session(connection, join_transaction_mode="create_savepoint") as other:
        found = runs.load(other, office.actor, run.id)
        while found.state is ImportState.APPLYING:
            with unit_of_work(other, found.operation_id):
                runs.apply_on(other, office.actor, found, today=TODAY, seconds=0)

    session.expire_all()
    assert len(session.scalars(select(Visit)).all()) == 20
    assert all(row.picked and row.record_id for row in office.rows(run))


def test_only_picked_rows_are_written(office, session):
    run = office.read(f"{HEAD}\n{AYSE}\n14.01.2023;Can Ece;;;;")
    runs.pick(session, office.actor, run, [2], picked=False)
    office.apply(run)

    assert only_visit(session).title_tr == "Can Ece"
    assert imports.counts(session, run).written == 1


def test_a_row_that_became_a_conflict_meanwhile_is_not_written_and_says_why(office, session, make, told):
    run = office.read("Kurum;E-posta\nLinz Belediyesi;file@linz.at", ImportKind.ORGANISATION)
    make.organisation("Linz Belediyesi", email="typed@linz.at")
    office.apply(run)

    (row,) = office.rows(run)
    assert (row.verdict, row.picked) == (CONFLICT, False)
    assert told(row) == ["A colleague wrote typed@linz.at; the file says file@linz.at"]
    assert [one.email for one in session.scalars(select(Organisation))] == ["typed@linz.at"]


def test_an_import_is_taken_back_as_a_whole(office, session):
    run = office.write(f"{HEAD}\n{AYSE}")
    office.undo(run)

    assert run.state is ImportState.UNDONE
    assert run.settings["taken_back"] == 3
    assert not session.scalars(select(Visit).where(Record.binned_at.is_(None))).all()
    assert office.verdicts(office.read(f"{HEAD}\n{AYSE}")) == [NEW]


def test_what_somebody_touched_stays_and_is_told(office, session):
    run = office.write(f"{HEAD}\n{AYSE}")
    visit = only_visit(session)
    with unit_of_work(session):
        kit.edit(session, office.actor, VISIT, visit.id, visit.version, {"subject_tr": "Başka"}, today=TODAY)
    office.undo(run)

    assert visit.id in {one["record_id"] for one in run.settings["kept"]}


def test_an_import_that_wrote_nothing_is_taken_back_at_once(office, session):
    run = office.write(f"{HEAD}\n31.02.2023;Ali Veli;;;;")
    office.undo(run)

    assert (run.state, run.settings["taken_back"]) == (ImportState.UNDONE, 0)


def test_an_import_can_be_given_up(office, session):
    run = office.read(f"{HEAD}\n{AYSE}")
    runs.drop(session, office.actor, run)

    assert run.state is ImportState.DROPPED
    assert not session.scalars(select(ImportRow)).all()
    with pytest.raises(Stale):
        runs.start_applying(session, office.actor, run)


# --- Whose it is


def test_another_municipality_has_no_such_import(office, session, make):
    run = office.read(f"{HEAD}\n{AYSE}")
    other = make.actor("officer", "ankara")

    with pytest.raises(NotFound):
        runs.load(session, other, run.id)
    assert imports.runs(session, other) == []


def test_a_viewer_imports_nothing(office, session, make):
    run = office.read(f"{HEAD}\n{AYSE}")
    viewer = make.actor("viewer")

    with pytest.raises(PermissionDenied):
        runs.start_applying(session, viewer, run)
    with pytest.raises(PermissionDenied):
        starting.start_table(session, viewer, ImportKind.VISIT, office.folder / "liste.csv", "liste.csv")


def test_the_names_of_another_municipality_are_not_seen(office, session, make):
    make.organisation("Linz Belediyesi", "ankara")
    run = office.write(f"{HEAD}\n12.01.2023;;;Linz Belediyesi;;")

    assert run.settings["along"] == {"organisation": 1}


# --- Kinds


def test_a_body_may_be_a_part_of_another_row(office, session):
    text = "Kurum;Bağlı olduğu kurum;Tür\nDış İlişkiler Şubesi;Büyükşehir;Birim\nBüyükşehir;;Belediye"
    run = office.write(text, ImportKind.ORGANISATION)

    assert office.verdicts(run) == [NEW, NEW]
    branch, house = (
        session.scalars(select(Organisation).where(Organisation.title_tr == name)).one()
        for name in ("Dış İlişkiler Şubesi", "Büyükşehir")
    )
    assert branch.parent_id == house.id
    assert house.organisation_kind is OrganisationKind.MUNICIPALITY
    assert office.verdicts(office.write(text, ImportKind.ORGANISATION)) == [SAME, SAME]


def test_bodies_that_are_parts_of_each_other_are_refused_and_leave_the_others_alone(office, session, told):
    text = "Kurum;Bağlı olduğu kurum\nBir;İki\nİki;Bir\nÜç;Dört"
    run = office.write(text, ImportKind.ORGANISATION)

    assert office.verdicts(run) == [ERROR, ERROR, NEW]
    assert told(office.rows(run)[0])[0] == "An organisation cannot be a part of itself"
    assert set(session.scalars(select(Organisation.title_tr))) >= {"Üç", "Dört"}
    assert not session.scalars(select(Organisation).where(Organisation.title_tr.in_(["Bir", "İki"]))).all()
    assert run.settings["along"] == {"organisation": 1}


def test_people_come_with_their_post(office, session, make):
    linz = make.organisation("Linz Belediyesi")
    text = "Ad Soyad;Unvan;Kurum;Göreve Başlama\nEva Muster;Başkan;Linz Belediyesi;2021"
    office.write(text, ImportKind.PERSON)

    person = kit.load(session, office.actor, PERSON, session.scalars(select(Person.id)).one())
    (post,) = person.posts
    assert (post.title_tr, post.organisation_id, post.since) == ("Başkan", linz.id, PartialDate.of(2021))
    assert office.verdicts(office.write(text, ImportKind.PERSON)) == [SAME]


def test_a_city_on_record_is_found_and_only_an_administrator_changes_it(office, session, make, told):
    run = office.read("Şehir;Ülke;Nüfus\nLinz;Avusturya;1\nYenikent;Avusturya;5.000", ImportKind.CITY)

    known, new = office.rows(run)
    assert known.verdict is IGNORED
    assert told(known) == ["It is on record; only an administrator changes shared data"]
    assert new.verdict is NEW
    assert new.outcome["population"] == ["", "5000"]


def test_coordinates_are_read_in_either_order(office, session):
    run = office.read(
        "Şehir;Ülke;Koordinat\nYenikent;Avusturya;Point(14.5 48.1)\nEskikent;Avusturya;48,2 14,4",
        ImportKind.CITY,
    )

    assert [(row.outcome["latitude"][1], row.outcome["longitude"][1]) for row in office.rows(run)] == [
        ("48.1", "14.5"),
        ("48.2", "14.4"),
    ]


def test_titles_of_an_organisation_are_not_put_in_place_of_each_other(office, session, make):
    make.organisation("Linz Belediyesi", title_en="City of Linz", acronym="")
    run = office.read("Kurum\nCITY OF LINZ", ImportKind.ORGANISATION)

    assert office.verdicts(run) == [SAME]


def test_pasted_text_goes_the_same_way(office, session, make):
    make.organisation("İzmir Büyükşehir Belediyesi", seat_id=make.city("İzmir").id, ours=True)
    text = "12.03.2024 - Linz Belediye Başkanı Eva Muster ile çevrim içi görüşme\n"
    run = starting.start_text(session, office.actor, text, "rapor.txt", year=None, today=TODAY)
    while run.state is ImportState.READING:
        runs.read_on(session, office.actor, run, today=TODAY)

    assert office.verdicts(run) == [NEW]
    office.apply(run)
    visit = only_visit(session)
    assert visit.held == PartialDate.on(date(2024, 3, 12))
    assert visit.title_tr == "Eva Muster"
