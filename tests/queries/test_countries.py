"""What counts for a country: one rule for visits, letters, events, projects and agreements."""

import pytest

from app.records.agreements import AGREEMENT
from models import PartialDate
from models.vocabulary import AgreementState, Relation
from tests.make import TODAY


@pytest.fixture
def write(make):
    """Write a record of each kind that a body is part of."""

    def each(body):
        mayor = make.person(posts=[{"organisation_id": body.id, "title_tr": "Başkan"}])
        named = [{"organisation_id": body.id}]
        parties = [*named, {"organisation_id": make.organisation("Yeri bilinmeyen").id}]
        return {
            "visits": [make.visit(counterparts=named), make.visit(delegates=[{"name": "Ada", **named[0]}])],
            "letters": [make.letter(correspondent_id=body.id), make.letter(correspondent_id=mayor.id)],
            "events": [make.event(host_id=body.id), make.event(participants=named)],
            "projects": [make.project(partners=named)],
            "agreements": [
                make.record(
                    AGREEMENT, relation=Relation.CONTACT, state=AgreementState.IN_FORCE, parties=parties
                )
            ],
        }

    return each


@pytest.mark.parametrize("plural", ["visits", "letters", "events", "projects", "agreements"])
def test_a_body_brings_what_it_is_part_of_to_its_country_and_our_own_house_brings_nothing(
    browser, make, write, plural
):
    seat = make.city("İzmir").id
    write(make.organisation("İzmir Büyükşehir Belediyesi", seat_id=seat, ours=True))
    theirs = write(make.organisation("Ege Üniversitesi", seat_id=seat))[plural]

    page = browser.open(f"/{plural}?country={make.country('TR').id}")

    shown = {link["href"] for link in page.select("main tbody td.is-name a")}
    assert shown == {f"/{plural}/{one.id}" for one in theirs}


def test_what_took_place_in_a_city_of_the_country_counts_for_it_whoever_was_there(browser, make):
    izmir = make.city("İzmir").id
    house = make.organisation("İzmir Büyükşehir Belediyesi", seat_id=izmir, ours=True)
    event = make.event(city_id=izmir, host_id=house.id, held=PartialDate.on(TODAY))

    page = browser.open(f"/events?country={make.country('TR').id}")

    assert page.select(f"main tbody a[href='/events/{event.id}']")
