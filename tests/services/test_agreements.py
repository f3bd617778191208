"""What an office may do with its agreements."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.errors import Invalid, NotFound, PermissionDenied, Stale
from app.extensions import db
from app.permissions.actor import Actor
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.organisations import ORGANISATION
from app.services import agreements as service
from app.services import users
from app.unit_of_work import unit_of_work
from models import Organisation, PartialDate
from models.vocabulary import (
    AgreementState,
    Instrument,
    OrganisationKind,
    PartyRole,
    Relation,
    Role,
    VisitMode,
)
from tests.at_once import at_once
from tests.make import TODAY

SISTER = {"relation": Relation.SISTER_CITY, "state": AgreementState.IN_FORCE}


@pytest.fixture
def house(make):
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        ours=True,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
    )


@pytest.fixture
def counterpart(make):
    return make.organisation("Üsküp Belediyesi", seat_id=make.city("Üsküp").id)


@pytest.fixture
def enter(make, house, session):
    def write(*others, actor=None, **data):
        parties = [{"organisation_id": one.id, "role": PartyRole.PARTY} for one in (house, *others)]
        data = {"relation": Relation.GOODWILL, "state": AgreementState.DRAFT, "parties": parties, **data}
        made = service.enter(session, actor or make.actor(), data, today=TODAY)
        session.commit()
        return made

    return write


def problems(refusal):
    return {problem.field for problem in refusal.value.problems}


def test_an_agreement_of_one_party_is_refused(enter):
    with pytest.raises(Invalid) as refusal:
        enter()
    assert problems(refusal) == {"parties"}


def test_the_same_party_twice_is_refused(enter, counterpart):
    with pytest.raises(Invalid) as refusal:
        enter(counterpart, counterpart)
    assert problems(refusal) == {"parties.2.organisation"}


def test_nothing_is_signed_in_the_future(enter, counterpart):
    with pytest.raises(Invalid) as refusal:
        enter(counterpart, state=AgreementState.IN_FORCE, signed=PartialDate.on(date(2023, 10, 26)))
    assert problems(refusal) == {"signed"}


def test_an_agreement_does_not_end_before_it_is_signed(enter, counterpart):
    with pytest.raises(Invalid) as refusal:
        enter(
            counterpart,
            state=AgreementState.ENDED,
            signed=PartialDate.of(2020),
            ends=PartialDate.of(2019),
        )
    assert problems(refusal) == {"ends"}


def test_an_end_that_may_lie_after_the_signing_is_not_refused(enter, counterpart):
    made = enter(
        counterpart,
        state=AgreementState.ENDED,
        signed=PartialDate.of(2020, 6),
        ends=PartialDate.of(2020),
    )
    assert made.ends == PartialDate.of(2020)


def test_a_signed_agreement_is_no_draft(enter, counterpart):
    with pytest.raises(Invalid) as refusal:
        enter(counterpart, signed=PartialDate.of(2020))
    assert problems(refusal) == {"state"}


def test_an_agreement_amends_another_one_and_never_in_a_circle(make, enter, counterpart, session):
    first = enter(counterpart)
    second = enter(counterpart, amends_id=first.id)
    actor = make.actor()
    with pytest.raises(Invalid) as refusal:
        service.revise(session, actor, first.id, first.version, {"amends_id": second.id}, today=TODAY)
    assert problems(refusal) == {"amends"}
    with pytest.raises(Invalid):
        service.revise(session, actor, first.id, first.version, {"amends_id": first.id}, today=TODAY)


def test_successors_never_turn_in_a_circle(make, enter, counterpart, session):
    first = enter(counterpart)
    second = enter(counterpart, supersedes_id=first.id)
    third = enter(counterpart, supersedes_id=second.id)
    with pytest.raises(Invalid) as refusal:
        service.revise(
            session, make.actor(), first.id, first.version, {"supersedes_id": third.id}, today=TODAY
        )
    assert problems(refusal) == {"supersedes"}


def test_a_party_of_another_municipalitys_register_is_not_found(make, enter):
    foreign = make.organisation("Antalya'nın muhatabı", municipality="antalya")
    with pytest.raises(NotFound):
        enter(foreign)


def test_a_city_stands_for_its_municipality_which_is_created_once(make, enter, session):
    linz = make.city("Linz")
    before = session.scalars(select(Organisation.id)).all()
    enter(linz)
    enter(linz)
    bodies = session.scalars(select(Organisation).where(Organisation.id.not_in(before))).all()
    assert [(body.title_tr, body.title_en) for body in bodies] == [
        ("Linz Belediyesi", "Municipality of Linz")
    ]
    assert (bodies[0].seat_id, bodies[0].organisation_kind) == (linz.id, OrganisationKind.MUNICIPALITY)


def test_a_second_sister_city_relation_with_a_counterpart_is_refused(enter, counterpart):
    enter(counterpart, **SISTER)
    with pytest.raises(service.AlreadySisters):
        enter(counterpart, **SISTER)


def test_sister_cities_of_others_may_be_ours_too(enter, make, counterpart, session):
    linz = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    enter(counterpart, **SISTER)

    parties = [{"organisation_id": one.id} for one in (counterpart, linz)]
    theirs = service.enter(session, make.actor(), {**SISTER, "parties": parties}, today=TODAY)
    session.commit()

    assert theirs.id
    assert enter(linz, **SISTER).id


def test_a_sister_city_relation_that_has_ended_makes_room_for_another(enter, counterpart):
    enter(counterpart, relation=Relation.SISTER_CITY, state=AgreementState.ENDED, ends=PartialDate.of(2019))
    assert enter(counterpart, **SISTER).id


def test_other_ties_with_the_same_counterpart_are_normal(enter, counterpart):
    enter(counterpart, relation=Relation.PROGRAMME, state=AgreementState.IN_FORCE)
    assert enter(counterpart, relation=Relation.PROGRAMME, state=AgreementState.IN_FORCE).id


def test_a_draft_is_signed_as_precisely_as_the_paper_says(make, enter, counterpart, session):
    draft = enter(counterpart, instrument=Instrument.GOODWILL_DECLARATION, mode=VisitMode.ONLINE)
    signed = service.sign(
        session, make.actor(), draft.id, PartialDate.of(2023, 3), draft.version, today=TODAY
    )
    assert (signed.state, signed.signed) == (AgreementState.IN_FORCE, PartialDate.of(2023, 3))


def test_signing_a_second_sister_tie_is_refused(make, enter, counterpart, session):
    enter(counterpart, **SISTER)
    draft = enter(counterpart, relation=Relation.SISTER_CITY)
    with pytest.raises(service.AlreadySisters):
        service.sign(session, make.actor(), draft.id, PartialDate.of(2023), draft.version, today=TODAY)


def test_only_a_draft_is_signed(make, enter, counterpart, session):
    standing = enter(counterpart, state=AgreementState.IN_FORCE)
    with pytest.raises(service.WrongState):
        service.sign(session, make.actor(), standing.id, PartialDate.of(2023), standing.version, today=TODAY)


def test_a_version_that_nobody_saw_is_not_signed(make, enter, counterpart, session):
    draft = enter(counterpart)
    with pytest.raises(Stale):
        service.sign(session, make.actor(), draft.id, PartialDate.of(2023), draft.version + 1, today=TODAY)


def test_a_reader_signs_nothing(make, enter, counterpart, session):
    draft = enter(counterpart)
    with pytest.raises(PermissionDenied):
        service.sign(
            session, make.actor("viewer"), draft.id, PartialDate.of(2023), draft.version, today=TODAY
        )


def test_an_agreement_is_suspended_resumed_and_ended_with_a_reason(make, enter, counterpart, session):
    actor = make.actor()
    one = enter(counterpart, state=AgreementState.IN_FORCE, signed=PartialDate.of(2020))
    one = service.suspend(session, actor, one.id, one.version, today=TODAY)
    assert one.state is AgreementState.SUSPENDED
    one = service.resume(session, actor, one.id, one.version, today=TODAY)
    one = service.end(session, actor, one.id, PartialDate.of(2023, 5), "Süre doldu", one.version, today=TODAY)
    assert (one.state, one.ended_because_tr) == (AgreementState.ENDED, "Süre doldu")


def test_restoring_a_sister_tie_whose_place_was_taken_is_refused(make, enter, counterpart, session):
    actor = make.actor()
    first = enter(counterpart, **SISTER)
    kit.throw_away(session, actor, AGREEMENT, first.id, today=TODAY)
    session.commit()
    enter(counterpart, **SISTER)
    with pytest.raises(service.AlreadySisters):
        service.restore(session, actor, first.id, today=TODAY)


def test_a_signatory_keeps_the_title_of_the_day(make, enter, counterpart, session):
    mayor = make.person(
        "Danela Arsovska", posts=[{"title_tr": "Belediye Başkanı", "organisation_id": counterpart.id}]
    )
    made = enter(counterpart, signatories=[{"person_id": mayor.id}])
    session.execute(text("UPDATE post SET title_tr = 'Eski Başkan'"))
    rows = session.execute(text("SELECT id, name, title_tr FROM signatory")).all()
    service.revise(
        session,
        make.actor(),
        made.id,
        made.version,
        {"signatories": [{"id": rows[0].id, "person_id": mayor.id, "title_tr": "Belediye Başkanı"}]},
        today=TODAY,
    )
    after = session.execute(text("SELECT name, title_tr FROM signatory")).all()
    assert [tuple(row) for row in after] == [("Danela Arsovska", "Belediye Başkanı")]


@pytest.mark.postgresql
def test_of_two_officers_who_sign_at_once_one_is_refused(own_app):
    """A lock on the counterpart, proved with two connections on PostgreSQL."""
    with own_app.app_context(), unit_of_work(db.session) as session:
        municipality = users.found_municipality(session, "race", "Yarış Belediyesi")
        actor = Actor(None, municipality, "Race", Role.OFFICER)
        bodies = [
            kit.create(session, actor, ORGANISATION, {"title_tr": name, "ours": name == "Biz"}, today=TODAY)
            for name in ("Biz", "Karşı taraf")
        ]
        parties = [{"organisation_id": body.id, "role": PartyRole.PARTY} for body in bodies]
        drafts = [
            service.enter(
                session,
                actor,
                {"relation": Relation.SISTER_CITY, "state": AgreementState.DRAFT, "parties": parties},
                today=TODAY,
            )
            for _ in range(2)
        ]
        seen = [(draft.id, draft.version) for draft in drafts]

    def sign(draft_id: int, version: int) -> Callable[[Session], object]:
        signed = PartialDate.of(2023)
        return lambda session: service.sign(session, actor, draft_id, signed, version, today=TODAY)

    assert at_once(own_app, *(sign(*one) for one in seen)) == ["AlreadySisters", "done"]
