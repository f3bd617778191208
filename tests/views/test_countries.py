"""The page of a country counts as the note on it does, and its list of visits."""

import pytest

from app.documents import country_note
from app.queries import timeline
from models import PartialDate
from models.vocabulary import LetterDirection, OrganisationKind, Relation
from tests.documents.conftest import body, house, tie
from tests.make import TODAY

__all__ = ["body", "house", "tie"]


@pytest.fixture
def germany(make):
    return make.country("DE")


@pytest.fixture
def bremen(body):
    return body("Bremen Belediyesi", "Bremen", title_en="City of Bremen")


@pytest.fixture
def everything(make, body, house, tie, bremen, germany):
    """Write what is with Germany in every way there is, and what is not."""
    tie(bremen)
    tie(bremen, body("Antalya Belediyesi", "Antalya"), ours=False)
    consulate = body(
        "Almanya Başkonsolosluğu", "İzmir", OrganisationKind.CONSULATE_GENERAL, represents_id=germany.id
    )
    tie(consulate, relation=Relation.PROGRAMME)
    through = [
        {"country_id": germany.id},
        {"city_id": make.city("Bonn").id},
        {"counterparts": [{"organisation_id": bremen.id}]},
        {"delegates": [{"name": "Ralf Schröer", "organisation_id": consulate.id}]},
    ]
    for day, named in enumerate(through, 1):
        make.visit(held=PartialDate.of(2023, 5, day), **named)
    make.visit(held=PartialDate.on(TODAY), counterparts=[{"organisation_id": consulate.id}])
    make.visit(held=PartialDate.of(2023, 6, 1), city_id=make.city("Üsküp").id, host_id=house.id)
    make.letter("Davet", correspondent_id=bremen.id, direction=LetterDirection.OUTGOING)


def test_the_page_and_the_note_of_a_country_count_alike(make, session, browse, everything, germany):
    session.expire_all()
    actor = make.actor("viewer")
    note = country_note.gather(session, actor, germany.id, today=TODAY)
    found = timeline.of_country(session, actor, germany.id)

    page = browse("viewer", "en").open(f"/countries/{germany.id}")
    listed = browse("viewer", "en").open(f"/visits?country={germany.id}")

    assert {one.id for one in found.visits} == {one.id for one in (*note.meetings, *note.coming)}
    assert (note.met, len(note.coming), len(found.letters)) == (4, 1, sum(note.letters.counts.values()))
    for one in found.visits:
        assert f"/visits/{one.id}" in str(page)
        assert f"/visits/{one.id}" in str(listed)
    assert [f"/agreements/{tie.id}" in str(page) for tie in note.ties] == [True, True]
    assert [f"/agreements/{other.id}" in str(page) for other in note.others] == [False]
    cities = [one.title_en or one.title_tr for one in note.country.cities]
    assert cities == ["Bonn", "Bremen"]
    assert all(city in page.words for city in cities)


def test_our_own_house_counts_for_no_country(make, session, browse, everything):
    turkey = make.country("TR")

    assert timeline.of_country(session, make.actor("viewer"), turkey.id).visits == []
    assert "No tie recorded." in browse("viewer", "en").open(f"/countries/{turkey.id}").words


def test_a_country_that_no_record_names_itself_shows_what_was_with_its_cities(make, session, browse, germany):
    visit = make.visit(city_id=make.city("Bonn").id)

    assert f"/visits/{visit.id}" in str(browse("viewer", "en").open(f"/countries/{germany.id}"))


def test_another_municipality_sees_nothing_of_it(make, browse, everything, germany):
    words = browse(make.user(municipality="antalya")).open(f"/countries/{germany.id}").words

    assert "No tie recorded." in words
    assert "No visit and no letter names this record yet." in words
