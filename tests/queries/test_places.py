"""Where the counterparts of our house are."""

import pytest
from sqlalchemy import event

from app.queries import places
from app.queries.agreements import STANDING
from app.queries.versions import versions
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from app.records.organisations import ORGANISATION
from app.unit_of_work import unit_of_work
from models import PartialDate
from models.vocabulary import AgreementState, OrganisationKind, PartyRole, Relation
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

    def write(
        *bodies, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE, roles=(), ours=True, **facts
    ):
        parties = [{"organisation_id": house.id}] if ours else []
        roles = dict(enumerate(roles))
        parties += [
            {"organisation_id": one.id, "role": roles.get(place, PartyRole.PARTY)}
            for place, one in enumerate(bodies)
        ]
        return make.record(AGREEMENT, relation=relation, state=state, parties=parties, **facts)

    return write


@pytest.fixture
def found(make, session):
    """Read the places, by Turkish name."""

    def read(states=STANDING, municipality="izmir"):
        read = places.of_ties(session, make.actor(municipality=municipality), states)
        return {place.name.title_tr: place for place in read}

    return read


def test_a_tie_is_found_in_the_city_of_the_counterpart_and_our_own_city_is_none(tie, body, found, make):
    written = tie(body("Üsküp Belediyesi", "Üsküp"), signed=PartialDate.of(2023, 3, 23))

    (place,) = found().values()

    assert (place.name.id, place.name.title_en) == (make.city("Üsküp").id, "Skopje")
    assert (place.country.title_tr, place.is_city, place.is_mission) == ("Kuzey Makedonya", True, False)
    assert place.latitude == pytest.approx(42, abs=0.1)
    (found_tie,) = place.ties
    assert found_tie.name.id == written.id
    assert found_tie.relation is Relation.SISTER_CITY
    assert found_tie.state is AgreementState.IN_FORCE
    assert found_tie.signed == PartialDate.of(2023, 3, 23)


def test_only_ties_that_stand_unless_other_states_are_asked_for(tie, body, found):
    bremen = body("Bremen Belediyesi", "Bremen")
    for state in AgreementState:
        tie(bremen, relation=Relation.CONTACT, state=state, title_tr=state)

    def seen(*states):
        return {one.state for place in found(*states).values() for one in place.ties}

    assert seen() == {AgreementState.IN_FORCE, AgreementState.SUSPENDED}
    assert seen((AgreementState.DRAFT,)) == {AgreementState.DRAFT}


def test_two_bodies_of_one_city_are_one_tie_with_it_and_two_papers_are_two(tie, body, found):
    tie(body("Lübliyana Belediyesi", "Lübliyana"), body("Kalkınma Ajansı", "Lübliyana"), title_tr="Proje")
    tie(body("Linz Belediyesi", "Linz"), body("Üniversite", "Lübliyana"), relation=Relation.PROJECT)

    assert {name: len(place.ties) for name, place in found().items()} == {"Lübliyana": 2, "Linz": 1}


def test_a_mission_is_no_tie_to_its_seat(tie, body, found, make):
    india = make.country("IN")
    tie(body("Hindistan Büyükelçiliği", "Ankara", represents_id=india.id), relation=Relation.CONTACT)
    tie(
        body("Bilinmeyen Büyükelçilik", "Ankara", organisation_kind=OrganisationKind.EMBASSY),
        relation=Relation.CONTACT,
    )

    embassy, unknown = (found()[name] for name in ("Hindistan Büyükelçiliği", "Bilinmeyen Büyükelçilik"))

    assert "Ankara" not in found()
    for one in (embassy, unknown):
        assert (one.is_mission, one.is_city, one.latitude) == (True, False, None)
    assert embassy.country.id == india.id
    assert unknown.country is None


def test_missions_count_for_the_country_they_represent(body, found, make, session):
    india = make.country("IN")
    for title, city in (("Büyükelçilik", "Ankara"), ("Başkonsolosluk", "İstanbul"), ("Fahri", None)):
        body(title, city, represents_id=india.id)
    make.organisation("Başkasının", "antalya", represents_id=india.id)
    body("Belediye", "Ankara")

    (counted,) = places.missions(session, make.actor())

    assert (counted.country.id, counted.missions) == (india.id, 3)


def test_a_body_without_a_seat_is_there_under_its_own_name(tie, body, found):
    tie(body("UNDP"), relation=Relation.PROGRAMME)

    place = found()["UNDP"]

    assert (place.is_city, place.is_mission, place.country, place.latitude) == (False, False, None, None)


def test_a_city_without_coordinates_is_there(tie, body, found, make):
    make.record(CITY, title_tr="Haritasız")
    tie(body("Haritasız Belediyesi", "Haritasız"))

    assert (found()["Haritasız"].is_city, found()["Haritasız"].latitude) == (True, None)


def test_who_only_pays_or_watches_is_no_counterpart(tie, body, found):
    tie(
        body("Linz Belediyesi", "Linz"),
        body("Fon", "Bonn"),
        body("Tanık", "Roma"),
        roles=(PartyRole.PARTY, PartyRole.FUNDER, PartyRole.WITNESS),
    )

    assert set(found()) == {"Linz"}


def test_ties_of_peers_of_the_bin_and_of_others_are_not_ours(tie, body, found, make, session):
    tie(body("Antalya Belediyesi", "Antalya", peer=True), body("Hamburg Belediyesi", "Hamburg"), ours=False)
    binned = tie(body("Bremen Belediyesi", "Bremen"))
    kit.throw_away(session, make.actor(), AGREEMENT, binned.id, today=TODAY)
    session.commit()
    theirs = [
        make.organisation(name, "antalya", seat_id=make.city(city).id, ours=ours)
        for name, city, ours in (("Antalya", "Antalya", True), ("Nürnberg", "Fürth", False))
    ]
    make.record(
        AGREEMENT,
        "antalya",
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        parties=[{"organisation_id": one.id} for one in theirs],
    )

    assert not found()
    assert set(found(municipality="antalya")) == {"Fürth"}


def test_home_is_the_seat_of_our_municipality(make, session, house):
    home = places.home(session, make.actor())

    assert home is not None
    assert home.name.title_tr == "İzmir"
    assert home.latitude == pytest.approx(38.4, abs=0.1)
    assert places.home(session, make.actor(municipality="antalya")) is None


def test_home_is_unknown_while_our_municipality_has_no_seat(make, session):
    make.organisation("Belediye", organisation_kind=OrganisationKind.MUNICIPALITY, ours=True)

    assert places.home(session, make.actor()) is None


def test_one_statement_however_many_ties(tie, body, make, session, connection):
    sent = []
    event.listen(connection, "before_cursor_execute", lambda *told: sent.append(told[2]))
    tie(body("Linz Belediyesi", "Linz"), relation=Relation.CONTACT)
    cities = ("Linz", "Bremen", "Bonn", "Roma", "Üsküp", None)
    for number in range(20):
        tie(body(f"Kurum {number}", cities[number % 6]), relation=Relation.CONTACT, title_tr=f"{number}")
    actor = make.actor()
    sent.clear()

    assert sum(len(place.ties) for place in places.of_ties(session, actor)) == 21
    assert len(sent) == 1


def test_versions_grow_with_what_they_count(make, session):
    def now(municipality="izmir"):
        return versions(session, make.actor(municipality=municipality))

    def write(noun, title):
        with unit_of_work(session):
            kit.create(session, make.actor("admin"), noun, {"title_tr": title}, today=TODAY)

    before, theirs = now(), now("antalya")
    write(ORGANISATION, "Kurum")
    after = now()
    write(CITY, "Yeni Şehir")

    assert (after.reference, after.records) == (before.reference, before.records + 1)
    assert now().reference > after.reference
    assert now("antalya").records == theirs.records
