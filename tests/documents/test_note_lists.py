"""What a city has with other cities of our country by the word of public lists, and marked so."""

from datetime import UTC

import pytest

from app.documents import city_note, organisation_note
from app.documents.sources import CitedKind
from app.queries import reference
from models.vocabulary import OrganisationKind
from tests.make import TODAY

_LIST = (
    "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
    "Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n"
    "Q40738,Bursa,TR,40.19,29.06,Q384,Skopje,MK,42.00,21.43\n"
    "Q24879,Bremen,DE,53.08,8.80,Q384,Skopje,MK,42.00,21.43\n"
)


@pytest.fixture(autouse=True)
def house(make):
    return make.organisation("İzmir Büyükşehir Belediyesi", ours=True, seat_id=make.city("İzmir").id)


@pytest.fixture
def skopje(make):
    return make.city("Üsküp")


@pytest.fixture
def lists(make):
    """Read a list of twin towns: Skopje with İzmir, Bursa and Bremen."""
    make.read_list(_LIST)


@pytest.fixture
def note(make, session):
    def read(city):
        session.expire_all()
        return city_note.gather(session, make.actor("viewer"), city.id, today=TODAY)

    return read


def test_the_lists_tell_of_the_cities_of_our_country_and_of_us_apart(note, make, session, skopje, lists):
    found = note(skopje)

    assert found.listed.us.city.title_tr == "İzmir"
    assert [one.city.title_tr for one in found.listed.others] == ["Bursa"]
    asked = reference.partners_in(session, skopje.id, make.country("TR").id) or ()
    assert 1 + len(found.listed.others) == len({one.id for one in asked})
    assert found.ties == ()


def test_the_list_and_the_day_on_which_it_was_read_are_cited(note, skopje, lists, session):
    found = note(skopje)

    (cited,) = [one for one in found.cited if one.kind is CitedKind.LIST]
    (asked, *_) = reference.partners_in(session, skopje.id, found.listed.country.id) or ()
    assert (cited.title, cited.read_at) == (asked.list, asked.read_at)
    assert found.listed.others[0].marks == (found.cited.index(cited) + 1,)


def test_without_a_list_that_is_on_and_for_our_own_city_nothing_is_said(note, make, session, skopje):
    assert note(skopje).listed is None
    of_towns = make.public_list()
    assert note(skopje).listed.us
    assert note(make.city("İzmir")).listed is None
    of_towns.enabled = False
    session.commit()
    assert note(skopje).listed is None


def test_of_a_city_that_no_list_names_it_is_said_that_lists_are_not_complete(browse, make, lists):
    page = browse("viewer").open(f"/cities/{make.city('Antalya').id}/note")

    ties = page.select_one("section[aria-labelledby=ties]").get_text()
    assert "the lists name no other city as a partner; they are not complete." in ties


def test_a_body_is_asked_of_by_its_seat_and_a_mission_is_not(make, session, skopje, lists):
    body = make.organisation("Üsküp Belediyesi", seat_id=skopje.id)
    embassy = make.organisation(
        "Alman Büyükelçiliği",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=skopje.id,
        represents_id=make.country("DE").id,
    )

    def listed(record):
        return organisation_note.gather(session, make.actor("viewer"), record.id, today=TODAY).listed

    assert [one.city.title_tr for one in listed(body).others] == ["Bursa"]
    assert listed(embassy) is None


def test_the_paper_marks_it_as_open_source_with_the_day(browse, make, session, skopje, lists):
    page = browse("viewer").open(f"/cities/{skopje.id}/note")

    assert "In public lists (open source)" in page.select_one("section[aria-labelledby=ties]").get_text()
    (asked, *_) = reference.partners_in(session, skopje.id, make.country("TR").id) or ()
    read = asked.read_at.astimezone(UTC)
    assert "open source, list read on" in page.select_one("section[aria-labelledby=sources]").get_text()
    assert str(read.year) in page.select_one("section[aria-labelledby=sources]").get_text()
