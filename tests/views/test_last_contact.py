"""The page of a city or a person tells the last contact as its note does: no plan, and no mission's visit."""

import pytest

from app.documents import city_note
from models import PartialDate
from models.vocabulary import OrganisationKind, VisitState
from tests.documents.conftest import body, house, tie
from tests.make import TODAY

__all__ = ["body", "house", "tie"]

MET = PartialDate.of(2023, 4, 26)


@pytest.fixture
def facts(browse):
    """Read what stands below the name on a page."""

    def read(place, record):
        return browse("viewer", "en").open(f"/{place}/{record.id}").words

    return read


def test_what_is_planned_is_no_last_contact(make, facts):
    city = make.city("Bremen")
    person = make.person("Maria Huber")
    came = [{"name": "Maria Huber", "person_id": person.id}]
    make.visit(held=PartialDate.of(2023, 11, 1), state=VisitState.PLANNED, city_id=city.id, delegates=came)

    assert "No contact recorded" in facts("cities", city)
    assert "No contact recorded" in facts("people", person)

    make.visit(held=MET, city_id=city.id, delegates=came)

    assert "Last contact 26 Apr 2023" in facts("cities", city)
    assert "Last contact 26 Apr 2023" in facts("people", person)


def test_a_city_and_its_note_tell_the_same_last_contact(make, session, facts, body, tie):
    city = make.city("Ankara")
    ours = body("Ankara Belediyesi", "Ankara")
    mission = body(
        "Ukrayna Büyükelçiliği",
        "Ankara",
        OrganisationKind.EMBASSY,
        represents_id=make.country("UA").id,
    )
    make.visit(held=PartialDate.of(2023, 9, 1), counterparts=[{"organisation_id": mission.id}])
    make.visit(held=PartialDate.of(2023), city_id=city.id)
    tie(ours, signed=MET)
    session.expire_all()

    note = city_note.gather(session, make.actor("viewer"), city.id, today=TODAY)

    assert note.contact.last == MET
    assert "Last contact 26 Apr 2023" in facts("cities", city)
