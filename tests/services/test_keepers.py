"""Entrusting a relation to a colleague and their deputy."""

import pytest
from sqlalchemy import select

from app.errors import Invalid, NotFound, PermissionDenied
from app.queries import keepers
from app.records import kit
from app.records.nouns import NOUNS
from app.records.organisations import ORGANISATION
from app.records.visits import VISIT
from app.services import users
from app.services.keepers import entrust
from models import Keeper, TrailEntry
from models.vocabulary import RecordKind
from tests.laws.reading import written
from tests.make import TODAY

KEPT = [noun for noun in NOUNS.values() if noun.has_keeper]


@pytest.fixture
def officer(make):
    return make.actor()


@pytest.fixture
def body(make):
    return make.organisation("Üsküp Belediyesi")


@pytest.fixture
def people(make, session):
    """Two colleagues with names of their own."""
    ayse, deniz = make.user(), make.user()
    ayse.name, deniz.name = "Ayşe Kaya", "Deniz Er"
    session.commit()
    return ayse, deniz


def entries(session):
    return session.scalars(
        select(TrailEntry).where(TrailEntry.event.endswith(".entrusted")).order_by(TrailEntry.id)
    ).all()


def kept(session, actor, record):
    owner, deputy, _ = keepers.of_record(session, actor, record.id)
    return (owner and owner.name, deputy and deputy.name)


@pytest.mark.parametrize("noun", KEPT, ids=lambda one: one.plural)
def test_partners_and_ties_are_entrusted_and_the_trail_has_the_names(make, session, officer, noun, people):
    record, (ayse, deniz) = make.minimal(noun), people
    seen = record.version

    entrust(session, officer, noun, record.id, ayse.id, deniz.id)
    entrust(session, officer, noun, record.id, deniz.id, None)

    assert kept(session, officer, record) == ("Deniz Er", None)
    assert [(one.event, one.changes) for one in entries(session)] == [
        (f"{noun.name}.entrusted", {"owner": [None, "Ayşe Kaya"], "deputy": [None, "Deniz Er"]}),
        (f"{noun.name}.entrusted", {"owner": ["Ayşe Kaya", "Deniz Er"], "deputy": ["Deniz Er", None]}),
    ]
    assert record.version == seen + 2


def test_partners_ties_and_projects_are_kept_and_nothing_else():
    assert {noun.kind for noun in KEPT} == {
        RecordKind.ORGANISATION,
        RecordKind.PERSON,
        RecordKind.AGREEMENT,
        RecordKind.MEMBERSHIP,
        RecordKind.PROJECT,
    }


def test_what_nobody_keeps_cannot_be_entrusted(make, session, officer, people):
    with pytest.raises(NotFound):
        entrust(session, officer, VISIT, make.visit().id, people[0].id, None)


def test_entrusting_to_the_same_two_again_writes_nothing(session, officer, body, people):
    ids = [one.id for one in people]
    entrust(session, officer, ORGANISATION, body.id, *ids)
    session.commit()
    before = written(session)

    entrust(session, officer, ORGANISATION, body.id, *ids)

    assert written(session) == before


def test_only_what_changed_is_told(session, officer, body, people):
    ayse, deniz = people
    entrust(session, officer, ORGANISATION, body.id, ayse.id, None)

    entrust(session, officer, ORGANISATION, body.id, ayse.id, deniz.id)

    assert entries(session)[1].changes == {"deputy": [None, "Deniz Er"]}


def test_nobody_is_their_own_deputy(session, officer, body, people):
    with pytest.raises(Invalid) as refusal:
        entrust(session, officer, ORGANISATION, body.id, people[0].id, people[0].id)

    assert [problem.field for problem in refusal.value.problems] == ["deputy_id"]
    assert session.get(Keeper, body.id) is None


def test_a_relation_is_entrusted_to_open_accounts_of_the_own_municipality_only(make, session, officer, body):
    theirs, closed = make.user(municipality="antalya"), make.user()
    closed.is_active = False
    session.commit()

    for id_ in (theirs.id, closed.id, 999_999):
        for pair in ((id_, None), (None, id_)):
            with pytest.raises(NotFound):
                entrust(session, officer, ORGANISATION, body.id, *pair)


def test_a_colleague_who_has_left_stays_until_somebody_else_is_named_and_does_not_come_back(
    make, session, officer, body, people
):
    ayse, deniz = people
    entrust(session, officer, ORGANISATION, body.id, ayse.id, None)
    users.set_active(session, make.actor("admin"), ayse.id, active=False)

    entrust(session, officer, ORGANISATION, body.id, ayse.id, deniz.id)
    assert kept(session, officer, body) == ("Ayşe Kaya", "Deniz Er")
    entrust(session, officer, ORGANISATION, body.id, deniz.id, None)

    with pytest.raises(NotFound):
        entrust(session, officer, ORGANISATION, body.id, ayse.id, None)


@pytest.mark.parametrize("role", ["viewer", "auditor", "council_clerk"])
def test_readers_entrust_nothing(make, session, body, people, role):
    with pytest.raises(PermissionDenied):
        entrust(session, make.actor(role), ORGANISATION, body.id, people[0].id, None)


def test_another_municipality_entrusts_nothing_of_ours(make, session, body):
    theirs = make.user("officer", "antalya")

    with pytest.raises(NotFound):
        entrust(session, make.actor("admin", "antalya"), ORGANISATION, body.id, theirs.id, None)


def test_what_lies_in_the_bin_is_not_entrusted(session, officer, body, people):
    kit.throw_away(session, officer, ORGANISATION, body.id, today=TODAY)

    with pytest.raises(NotFound):
        entrust(session, officer, ORGANISATION, body.id, people[0].id, None)
