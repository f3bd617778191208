"""The note for a visit: who comes is named once, with all that is known of them."""

from datetime import UTC, date

import pytest

from app.documents import kinds
from app.documents.saying import runs
from app.i18n import translator
from models import PartialDate
from models.vocabulary import NoteKind, OrganisationKind, VisitState
from tests.make import TODAY

DAY = date(2023, 11, 20)


@pytest.fixture
def parts(make, session):
    """Write the note for a visit in English; gives the text of its sections by their keys."""

    def write(visit):
        wanted = (session, make.actor("viewer"), NoteKind.VISIT, visit.id)
        paper = kinds.write(*wanted, t=translator("en"), today=TODAY, zone=UTC)
        return {one.anchor: "".join(run.text for run in runs(one.blocks)) for one in paper.sections}

    return write


@pytest.fixture
def embassy(make):
    return make.organisation(
        "Elçilik", title_en="Embassy of Sweden", organisation_kind=OrganisationKind.EMBASSY
    )


def person(make, embassy, name="Malena Mård", **facts):
    post = {"title_tr": "Büyükelçi", "title_en": "Ambassador", "organisation_id": embassy.id, "known_on": DAY}
    return make.person(name, posts=[post], **facts)


def coming(make, embassy, guest, **facts):
    row = {"person_id": guest.id, "title_tr": "Büyükelçi", "title_en": "Ambassador"}
    return make.visit(
        held=PartialDate.on(DAY),
        state=VisitState.PLANNED,
        delegates=[{**row, "name": guest.title_tr, "organisation_id": embassy.id, **facts}],
        counterparts=[{"organisation_id": embassy.id}],
    )


def test_a_guest_is_named_once_with_post_form_of_address_and_day_in_office(make, embassy, parts):
    guest = person(make, embassy, address_tr="Sayın Büyükelçi", address_en="Your Excellency")

    found = parts(coming(make, embassy, guest))

    assert "Malena Mård, Ambassador, Embassy of Sweden" in found["who"]
    assert "announced for 20 Nov 2023" in found["who"]
    assert "Form of address: Your Excellency" in found["who"]
    assert [key for key, text in found.items() if "Malena Mård" in text] == ["who"]
    assert found["who"].count("Malena Mård") == 1
    assert found["who"].count("Ambassador") == 1
    assert "this visit" in found["contact"]
    assert "this visit" in found["meetings"]
    assert "Who else holds office there is not recorded." in found["people"]


def test_an_office_in_which_a_guest_does_not_come_is_told_too(make, embassy, parts):
    guest = person(make, embassy)

    found = parts(coming(make, embassy, guest, title_tr="Heyet Başkanı", title_en="Head of delegation"))

    assert "Malena Mård, Head of delegation, Embassy of Sweden" in found["who"]
    assert "Ambassador, Embassy of Sweden" in found["who"]


def test_a_guest_who_is_written_otherwise_on_that_day_is_told_by_both_names(make, embassy, parts):
    found = parts(coming(make, embassy, person(make, embassy), name="M. Mard"))

    assert "M. Mard (Malena Mård), Ambassador" in found["who"]


def test_colleagues_of_a_guest_stay_among_those_who_hold_office_there(make, embassy, parts):
    person(make, embassy, "Ada Yılmaz")

    found = parts(coming(make, embassy, person(make, embassy)))

    assert "Ada Yılmaz" in found["people"]
    assert "Malena Mård" not in found["people"]
