"""A house in İzmir with ties, and what the map shows of it."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.drawn import drawn
from app.mapping.reading import read
from app.records.agreements import AGREEMENT
from models.vocabulary import AgreementState, OrganisationKind, Relation
from tests.make import TODAY


@pytest.fixture
def house(make):
    """Write our own municipality, seated in İzmir."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )


@pytest.fixture
def body(make):
    """Write an organisation in a city, or in none."""

    def write(title, city=None, **facts):
        seat = make.city(city).id if city else None
        return make.organisation(title, seat_id=seat, **facts)

    return write


@pytest.fixture
def tie(make, house):
    """Write a tie of our house with some bodies."""

    def write(*bodies, near=None, relation=Relation.CONTACT, state=AgreementState.IN_FORCE, **facts):
        parties = [{"organisation_id": one.id} for one in (near or house, *bodies)]
        return make.record(AGREEMENT, relation=relation, state=state, parties=parties, **facts)

    return write


@pytest.fixture
def reading(make, session):
    """Read what the map shows for a query."""

    def look(*pairs, language="tr", today=TODAY, **query):
        told = [*pairs, *((name.rstrip("_"), str(value)) for name, value in query.items())]
        asked = Asked.of_query(MultiDict(told))
        return read(session, make.actor(), asked, t=Translator(language), today=today)

    return look


@pytest.fixture
def view(make, session, reading):
    """Return what is drawn for a query."""

    def look(*pairs, today=TODAY, **query):
        found = reading(*pairs, today=today, **query)
        return drawn(session, make.actor(), found, t=Translator("tr"), today=today, notes={})

    return look


@pytest.fixture
def shown(reading):
    """Name of each spot → the kinds of the lines that end there, as the legend and the table have them."""

    def look(*pairs, **query):
        found = reading(*pairs, **query)
        told: dict[str, list[str]] = {}
        for line in found.ticked:
            told.setdefault(found.spots[line.far].name, []).append(line.kind)
        return told

    return look
