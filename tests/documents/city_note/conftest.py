"""Our house, a city and its body, ties between them, and the note on the city."""

import pytest

from app.documents.city_note import gather
from app.records.nouns import NOUNS
from models.vocabulary import (
    AgreementState,
    Instrument,
    OrganisationKind,
    RecordKind,
    Relation,
)
from tests.documents.city_note.writing import printed
from tests.make import TODAY


@pytest.fixture
def house(make):
    """Our own municipality, seated in its city."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        title_en="İzmir Metropolitan Municipality",
        ours=True,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
    )


@pytest.fixture
def skopje(make):
    return make.city("Üsküp")


@pytest.fixture
def them(make, skopje):
    return make.organisation(
        "Üsküp Belediyesi",
        title_en="City of Skopje",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=skopje.id,
        sources=printed(),
    )


@pytest.fixture
def tie(make, house):
    """Write a tie of ours."""

    def write(*others, relation=Relation.SISTER_CITY, municipality="izmir", ours=house, **data):
        facts = {"state": AgreementState.IN_FORCE, "instrument": Instrument.AGREEMENT, **data}
        parties = [{"organisation_id": one.id} for one in ((ours,) if ours else ()) + others]
        return make.record(
            NOUNS[RecordKind.AGREEMENT], municipality, relation=relation, parties=parties, **facts
        )

    return write


@pytest.fixture
def note(make, session):
    """Gather the note on a city, as an officer of İzmir or of another municipality."""

    def read(city, municipality="izmir", today=TODAY):
        session.expire_all()
        return gather(session, make.actor("viewer", municipality), city.id, today=today)

    return read
