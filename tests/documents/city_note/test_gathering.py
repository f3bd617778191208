"""What the note on a city gathers: facts as the register has them, and nothing of anybody else."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answers.sleeping import Sleep
from app.documents.before_printing import Check, remarks
from app.documents.city_note import gather
from app.documents.dossier import SHOWN
from app.documents.sources import CitedKind
from app.domain.chain import StepState
from app.domain.earth import distance_km
from app.domain.freshness import months_before, months_between, post_is_stale
from app.errors import NotFound
from app.records.nouns import NOUNS
from models import PartialDate, Post
from models.vocabulary import (
    AgreementState,
    DecisionKind,
    Direction,
    Evidence,
    Instrument,
    Metric,
    OrganisationKind,
    PromiseSide,
    RecordKind,
    Relation,
    SigningRole,
    TaskState,
    Theme,
    VisitState,
)
from tests.documents.city_note.writing import member, printed, stated
from tests.laws.reading import statements_on
from tests.make import TODAY

# Who and where


def test_the_note_says_who_and_where(note, house, skopje):
    where = note(skopje).where

    assert (where.title_tr, where.title_en, where.country.title_en) == ("Üsküp", "Skopje", "North Macedonia")
    assert where.position == (skopje.latitude, skopje.longitude)
    assert round(where.kilometres) == 627
    assert {one.language for one in where.local} <= {"mk", "sq"}


def test_without_a_seat_of_ours_no_distance_is_invented(note, skopje):
    found = note(skopje)

    assert (found.our_city, found.where.kilometres) == (None, None)
    assert found.issuer.title_tr == "Izmir Belediyesi"


def test_our_own_city_is_no_partner_of_ours(note, make, house):
    found = note(make.city("İzmir"))

    assert found.is_ours
    assert (found.ties, found.where.kilometres) == ((), None)


def test_a_city_that_is_not_there_has_no_note(make, session):
    with pytest.raises(NotFound):
        gather(session, make.actor(), 99_999_999, today=TODAY)


def test_facts_do_not_change(note, skopje):
    with pytest.raises(FrozenInstanceError):
        note(skopje).met = 3


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015),
        ((90, 0), (-90, 0), 20015),
        ((0, 179.5), (0, -179.5), 111),
    ],
)
def test_distances_go_round_the_globe(one, other, kilometres):
    assert round(distance_km(one, other)) == kilometres


# Ties


def test_a_tie_stands_in_the_note_with_its_paper_and_its_signatories(note, tie, skopje, them):
    made = tie(
        them,
        signed=PartialDate.of(2023, 3),
        themes=[{"theme": Theme.CULTURE}],
        signatories=[
            {"name": "Danela Arsovska", "title_en": "Mayor", "organisation_id": them.id},
            {"name": "Seyirci", "signing_role": SigningRole.ATTENDEE},
        ],
    )  # fmt: skip

    (found,) = note(skopje).ties

    assert (found.id, found.relation, found.state) == (made.id, Relation.SISTER_CITY, AgreementState.IN_FORCE)
    assert found.signed == PartialDate.of(2023, 3)
    assert [one.id for one in found.counterparts] == [them.id]
    assert found.themes == (Theme.CULTURE,)
    assert [(one.name, one.title_en, one.body_tr, one.body_en) for one in found.signatories] == [
        ("Danela Arsovska", "Mayor", "Üsküp Belediyesi", "City of Skopje")
    ]


def test_the_closest_tie_that_stands_comes_first(note, tie, skopje, them):
    tie(them, relation=Relation.SISTER_CITY, state=AgreementState.ENDED)
    tie(them, relation=Relation.PROJECT)
    tie(them, relation=Relation.GOODWILL)

    assert [one.relation for one in note(skopje).ties] == [
        Relation.GOODWILL,
        Relation.PROJECT,
        Relation.SISTER_CITY,
    ]


def test_a_step_that_was_taken_is_done_and_one_that_was_not_is_missing(note, make, tie, skopje, them):
    made = tie(them, signed=PartialDate.of(2023, 3, 23))
    make.record(
        NOUNS[RecordKind.DECISION],
        decision_kind=DecisionKind.COUNCIL_DECISION,
        decided=PartialDate.of(2023, 1, 16),
        number="42",
        subjects=[{"subject_id": made.id}],
    )

    steps = {step.kind: step for step in note(skopje).ties[0].steps}

    council = steps[DecisionKind.COUNCIL_DECISION]
    assert (council.state, council.number) == (StepState.DONE, "42")
    assert council.decided == PartialDate.of(2023, 1, 16)
    assert steps[DecisionKind.MINISTRY_PERMISSION].state is StepState.MISSING


def test_imported_history_is_not_recorded_and_never_a_breach(note, tie, skopje, them):
    tie(them, signed=PartialDate.of(1996), sources=printed())

    found = note(skopje)

    assert {step.state for step in found.ties[0].steps} == {StepState.NOT_RECORDED}
    assert Check.MISSING_STEPS not in {one.check for one in remarks(found, "tr")}


def test_an_informal_contact_has_no_chain(note, tie, skopje, them):
    tie(them, relation=Relation.CONTACT, instrument=Instrument.NOTHING)

    assert note(skopje).ties[0].steps == ()


def test_a_mission_is_no_tie_to_the_city_it_sits_in(note, make, tie):
    ankara = make.city("Ankara")
    embassy = make.organisation(
        "Hindistan Büyükelçiliği",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=ankara.id,
        represents_id=make.country("IN").id,
    )
    tie(embassy, relation=Relation.PROGRAMME)
    make.visit(counterparts=[{"organisation_id": embassy.id}], held=PartialDate.of(2023, 1, 12))

    found = note(ankara)

    assert (found.ties, found.met) == ((), 0)


def test_a_bank_that_only_sits_there_is_no_contact_with_the_city(note, make, tie, skopje):
    bank = make.organisation("Banka", organisation_kind=OrganisationKind.DEVELOPMENT_BANK, seat_id=skopje.id)
    tie(bank, relation=Relation.PROGRAMME, signed=PartialDate.of(2023, 5, 5))

    found = note(skopje)

    assert [one.speaks for one in found.ties] == [False]
    assert not found.contact.last.is_known


def test_ties_of_other_cities_stand_apart(note, make, tie, skopje, them):
    peer = make.organisation("Antalya Büyükşehir Belediyesi", peer=True, seat_id=make.city("Antalya").id)
    tie(peer, them, ours=None)

    found = note(skopje)

    assert found.ties == ()
    assert [[one.id for one in other.parties] for other in found.others] == [[peer.id, them.id]]


# Visits and warmth


def test_every_figure_about_visits_equals_a_count(note, make, skopje, them):
    days = [PartialDate.of(2023, month, 1) for month in range(1, 10)]
    for number, held in enumerate([*days, PartialDate.of(2022)]):
        direction = (Direction.INCOMING, Direction.OUTGOING, None)[number % 3]
        make.visit(held=held, direction=direction, city_id=skopje.id)
    make.visit(held=PartialDate.of(2023, 11, 1), counterparts=[{"organisation_id": them.id}])
    make.visit(held=PartialDate.of(2023, 5, 5), city_id=make.city("Bremen").id)

    found = note(skopje)

    assert found.met == 10
    assert found.directions == {Direction.INCOMING: 4, Direction.OUTGOING: 3, None: 3}
    assert sum(found.directions.values()) == found.met
    assert len(found.meetings) == SHOWN
    assert [one.held for one in found.meetings] == [
        PartialDate.of(2023, month, 1) for month in range(9, 1, -1)
    ]
    assert [one.held for one in found.coming] == [PartialDate.of(2023, 11, 1)]
    assert found.contact.last == PartialDate.of(2023, 9, 1)


def test_of_the_visits_to_come_the_next_ones_are_listed(note, make, skopje):
    for day in range(1, 13):
        make.visit(held=PartialDate.of(2023, 11, day), city_id=skopje.id)

    assert [one.held.earliest.day for one in note(skopje).coming] == list(range(1, SHOWN + 1))


def test_titles_are_those_of_the_day(note, make, session, skopje, them):
    person = make.person("Danela Arsovska", posts=[{"organisation_id": them.id, "title_tr": "Başkan"}])
    day = {"title_tr": "Belediye Başkanı", "organisation_id": them.id, "organisation_name": "Üsküp Şehri"}
    make.visit(
        held=PartialDate.of(2023, 3, 23),
        delegates=[{"person_id": person.id, "name": "Danela Arsovska", **day}],
    )
    session.scalars(select(Post).where(Post.person_id == person.id)).one().title_tr = "Eski başkan"
    session.commit()

    guest = note(skopje).meetings[0].visitors[0]

    assert (guest.title_tr, guest.body_tr, guest.body_en) == ("Belediye Başkanı", "Üsküp Şehri", "")


def test_the_last_contact_is_a_visit_that_took_place_or_a_signing(note, make, tie, skopje, them):
    tie(them, signed=PartialDate.of(2023, 3, 23))
    assert note(skopje).contact.tie_id is not None
    visit = make.visit(held=PartialDate.of(2023, 3, 23), city_id=skopje.id, state=VisitState.HELD)
    make.visit(
        held=PartialDate.of(2023, 6, 1), city_id=skopje.id, state=VisitState.CANCELLED, state_reason_tr="Hava"
    )
    make.visit(held=PartialDate.of(2023, 7, 1), city_id=skopje.id, state=VisitState.PLANNED)

    contact = note(skopje).contact

    assert (contact.last, contact.what.record.id) == (PartialDate.of(2023, 3, 23), visit.id)
    assert (contact.state, contact.months) == (Sleep.AWAKE, 7)


def test_a_tie_sleeps_only_where_the_register_is_old_enough_to_know(note, make, tie, skopje, them):
    tie(them, signed=PartialDate.of(2017))
    assert note(skopje).contact.state is Sleep.SILENT
    make.visit(held=PartialDate.of(2023, 1, 12), city_id=make.city("Bremen").id)
    young = note(skopje).contact
    assert (young.state, young.begins, young.last) == (
        Sleep.SILENT,
        date(2023, 1, 12),
        PartialDate.of(2017),
    )

    make.visit(held=PartialDate.of(2020, 5, 5), city_id=make.city("Bremen").id)
    old = note(skopje).contact

    assert (old.state, old.months) == (Sleep.ASLEEP, 69)


def test_a_project_under_way_is_contact(note, tie, skopje, them):
    tie(them, relation=Relation.PROJECT, instrument=Instrument.NOTHING)

    contact = note(skopje).contact

    assert (contact.state, contact.running, contact.last.is_known) == (Sleep.AWAKE, True, False)


def test_a_visit_whose_day_has_passed_is_to_be_confirmed(note, make, skopje):
    make.visit(held=PartialDate.of(2023, 9, 1), city_id=skopje.id, state=VisitState.PLANNED)

    found = note(skopje)

    assert found.meetings[0].unconfirmed
    assert not found.contact.last.is_known
    assert Check.UNCONFIRMED in {one.check for one in remarks(found, "tr")}


# Networks, people, figures


def test_a_network_is_shared_where_both_sides_are_in_it(note, make, house, skopje, them):
    shared, theirs, left = (
        make.organisation(name, organisation_kind=OrganisationKind.CITY_NETWORK) for name in ("A", "B", "C")
    )
    member(make, shared, house)
    member(make, shared, them, evidence=Evidence.IMPLIED)
    member(make, theirs, them)
    member(make, left, house)
    member(make, left, them, until=PartialDate.of(2020))

    found = note(skopje)

    assert [one.network.id for one in found.shared] == [shared.id]
    assert (found.shared[0].ours[0].implied, found.shared[0].theirs[0].implied) == (False, True)
    assert found.their_memberships == 2


def test_a_network_with_its_seat_there_is_named_if_we_are_in_it(note, make, house, skopje):
    seated = make.organisation("NALAS", organisation_kind=OrganisationKind.UNION, seat_id=skopje.id)
    make.organisation("Başka ağ", organisation_kind=OrganisationKind.CITY_NETWORK, seat_id=skopje.id)
    member(make, seated, house)

    assert [one.network.id for one in note(skopje).seated] == [seated.id]


def test_people_hold_office_there_until_it_ends(note, make, skopje, them):
    def person(name, **post):
        return make.person(name, posts=[{"organisation_id": them.id, "title_tr": "Başkan", **post}])

    person("Görevde", known_on=date(2023, 9, 1))
    person("Eski haber", known_on=date(2022, 9, 1))
    person("Tarihsiz")
    person("Ayrıldı", until=PartialDate.of(2021))

    found = note(skopje)

    assert {one.person.title_tr: one.last.stale for one in found.people} == {
        "Görevde": False,
        "Eski haber": True,
        "Tarihsiz": True,
    }
    assert [one.count for one in remarks(found, "tr") if one.check is Check.STALE_POSTS] == [2]


def test_where_no_tie_is_recorded_the_gaps_of_the_register_are_said(note, make, tie, house, skopje, them):
    stated(make, house, Metric.SISTER_CITIES, 20, as_of=PartialDate.of(2020))
    stated(make, house, Metric.SISTER_CITIES, 27)
    stated(make, house, Metric.GOODWILL_CITIES, 0)
    bremen = make.organisation(
        "Bremen", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=make.city("Bremen").id
    )
    tie(bremen)

    assert [(one.metric, one.stated, one.recorded) for one in note(skopje).tie_gaps] == [
        (Metric.SISTER_CITIES, 27, 1)
    ]
    tie(them)
    assert note(skopje).tie_gaps == ()


def test_what_is_stated_of_others_is_not_ours(note, make, house, skopje):
    peer = make.organisation("Antalya", peer=True)
    stated(make, peer, Metric.SISTER_CITIES, 12)

    assert note(skopje).tie_gaps == ()


@pytest.mark.parametrize(
    ("heard", "stale"),
    [(None, True), (date(2023, 4, 25), True), (date(2023, 4, 26), False), (date(2023, 10, 25), False)],
)
def test_an_office_is_to_be_checked_after_half_a_year(heard, stale):
    assert post_is_stale(heard, TODAY) is stale


def test_months_are_whole():
    assert months_between(date(2023, 3, 31), date(2023, 4, 30)) == 0
    assert months_between(date(2021, 10, 25), TODAY) == 24
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2023, 1, 15), 24) == date(2021, 1, 15)


# Whose


def test_nothing_of_another_municipality_is_in_the_note(note, make, tie, skopje, them):
    body = make.organisation("Onların kurumu", "antalya", seat_id=skopje.id)
    mine = make.organisation("Onların evi", "antalya", ours=True, seat_id=make.city("Antalya").id)
    tie(body, ours=mine, municipality="antalya")
    make.visit("antalya", city_id=skopje.id, held=PartialDate.of(2023, 2, 1), sources=printed("99"))
    make.person("Onların kişisi", "antalya", posts=[{"organisation_id": body.id}])

    found = note(skopje)

    assert (found.ties, found.others, found.meetings, found.people, found.met) == ((), (), (), (), 0)
    assert [one.kind for one in found.cited] == [CitedKind.GAZETTEER]
    assert found.contact.begins is None
    theirs = note(skopje, "antalya")
    assert (len(theirs.ties), theirs.met, len(theirs.people)) == (1, 1, 1)
    assert theirs.our_city.title_tr == "Antalya"


def test_what_lies_in_the_bin_is_not_in_the_note(note, make, session, tie, skopje, them):
    made, visit = tie(them), make.visit(city_id=skopje.id, held=PartialDate.of(2023, 2, 1))
    made.binned_at = visit.binned_at = made.updated_at
    session.commit()

    found = note(skopje)

    assert (found.ties, found.met) == ((), 0)


def test_the_note_tells_the_open_promises_of_both_sides_and_how_late_they_are(make, note, skopje, them):
    visit = make.visit(held=PartialDate.of(2023, 5, 2), counterparts=[{"organisation_id": them.id}])
    late = make.task(
        "Çizimler",
        title_en="Drawings",
        about_id=visit.id,
        promised_by=PromiseSide.OURS,
        owner_id=make.user().id,
        due=PartialDate.of(2023, 9),
    )
    theirs = make.task("Davet", about_id=visit.id, promised_by=PromiseSide.THEIRS, promiser_id=them.id)
    make.task("No promise", about_id=visit.id)
    make.task(
        "Kept",
        about_id=visit.id,
        promised_by=PromiseSide.OURS,
        state=TaskState.DONE,
        done_on=TODAY,
        evidence="x",
    )
    make.task("Elsewhere", about_id=make.city("Bremen").id, promised_by=PromiseSide.OURS)

    found = note(skopje)

    assert [(one.id, one.side, one.late, one.owner) for one in found.promises] == [
        (late.id, PromiseSide.OURS, 25, "officer of izmir"),
        (theirs.id, PromiseSide.THEIRS, 0, ""),
    ]
    assert [one.whom and one.whom.title_tr for one in found.promises] == [None, "Üsküp Belediyesi"]
    assert all(one.marks for one in found.promises)
    checks = {one.check: one.count for one in remarks(found, "en")}
    assert checks[Check.OVERDUE_PROMISES] == 1


def test_the_note_takes_the_same_number_of_statements_however_much_is_on_record(
    make, connection, tie, house, skopje, them
):
    def everything(number):
        body = make.organisation(f"Kurum {number}", seat_id=skopje.id)
        made = tie(them, body, relation=Relation.PROJECT, themes=[{"theme": Theme.CULTURE}],
                   signatories=[{"name": "Biri", "organisation_id": body.id}], sources=printed())  # fmt: skip
        make.record(
            NOUNS[RecordKind.DECISION],
            decision_kind=DecisionKind.COUNCIL_DECISION,
            subjects=[{"subject_id": made.id}],
            sources=printed(),
        )
        network = make.organisation(f"Ağ {number}")
        member(make, network, house, sources=printed())
        member(make, network, body, sources=printed())
        person = make.person(f"Kişi {number}", posts=[{"organisation_id": body.id}], sources=printed())
        for held in (PartialDate.of(2023, 2, 1), PartialDate.of(2023, 12, 1)):
            make.visit(
                held=held,
                counterparts=[{"organisation_id": body.id}],
                delegates=[{"person_id": person.id, "name": "Biri", "organisation_id": body.id}],
                host_id=house.id,
                sources=printed(),
            )
        make.task(about_id=body.id, promised_by=PromiseSide.THEIRS, promiser_id=person.id, sources=printed())
        stated(make, house, Metric.MEMBERSHIPS, 100 + number)
        for correspondent in (body, person):
            make.letter(
                correspondent_id=correspondent.id, reply_due=PartialDate.of(2023, 9), sources=printed()
            )
        make.project(partners=[{"organisation_id": body.id}], sources=printed())
        make.event(city_id=skopje.id, participants=[{"organisation_id": body.id}], sources=printed())

    def cost():
        with (
            statements_on(connection) as sent,
            Session(connection, join_transaction_mode="create_savepoint") as fresh,
        ):
            gather(fresh, actor, city_id, today=TODAY)
        return sum(one.startswith("SELECT") for one in sent)

    actor, city_id = make.actor("viewer"), skopje.id
    everything(1)
    one = cost()
    for number in range(2, 9):
        everything(number)
    assert cost() == one
    assert one <= 63
