"""The portfolio of a municipality goes out of one house and into another."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from app.documents import portfolio as ours
from app.domain.portfolio_file import fingerprint, read, write
from app.errors import Invalid, NotFound, PermissionDenied
from app.importers import portfolio as theirs
from app.importers.portfolio import Verdict
from app.queries import portfolios
from app.records.agreements import AGREEMENT
from app.records.memberships import MEMBERSHIP
from app.unit_of_work import unit_of_work
from models import City, Organisation, PartialDate, PeerPortfolio, Record, TrailEntry
from models.vocabulary import (
    AgreementState,
    Instrument,
    MembershipRelation,
    OrganisationKind,
    ProjectState,
    Relation,
    Role,
    Theme,
)
from tests.make import TODAY
from tests.portfolios import DAY, house_of, portfolio

PRIVATE = "a private word"


def house(make, municipality="izmir", city="İzmir"):
    return make.organisation(
        f"{city} Büyükşehir Belediyesi",
        municipality,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city(city).id,
        ours=True,
        email="private@office.test",
        phone="5550000",
        notes_tr=PRIVATE,
    )


def tie(make, us, city="Üsküp", municipality="izmir", **facts):
    body = make.organisation(
        f"{city} Belediyesi", municipality, seat_id=make.city(city).id, notes_tr=PRIVATE, address=PRIVATE
    )
    told = {
        "relation": Relation.SISTER_CITY,
        "state": AgreementState.IN_FORCE,
        "signed": PartialDate.of(1996),
        "parties": [{"organisation_id": us.id}, {"organisation_id": body.id}],
    }
    return make.record(AGREEMENT, municipality, **(told | facts))


def take(make, given, municipality="izmir"):
    with unit_of_work(make.session) as session:
        return theirs.take(session, make.actor("officer", municipality), given, today=TODAY)


def gathered(make, municipality="izmir"):
    return ours.gather(make.session, make.actor("manager", municipality), today=TODAY)


def why(make, given):
    with pytest.raises(Invalid) as refusal:
        take(make, given)
    return refusal.value.problems[0].message


def test_what_one_house_hands_out_another_one_has_as_it_was(make, session):
    us = house(make)
    tie(make, us, instrument=Instrument.PROTOCOL, themes=[{"theme": Theme.WATER}])
    network = make.organisation("Eurocities", organisation_kind=OrganisationKind.CITY_NETWORK)
    make.record(MEMBERSHIP, network_id=network.id, member_id=us.id, relation=MembershipRelation.MEMBER)
    make.project(
        "Kent ve su",
        project_state=ProjectState.ONGOING,
        partners=[{"name": "Ilion", "country_id": make.country("GR").id}],
    )
    told = gathered(make).portfolio

    verdict, peer = take(make, write(told), "antalya")

    held = portfolios.held(session, make.actor("viewer", "antalya"))
    assert verdict is Verdict.NEW
    assert [one.portfolio for one in held] == [told]
    assert held[0].fingerprint == fingerprint(read(write(told)).sha256)
    assert (peer.title_tr, peer.peer, peer.seat_id) == (us.title_tr, True, make.city("İzmir").id)
    assert told.ties[0].partner.city.geonames_id == make.city("Üsküp").geonames_id
    assert told.ties[0].themes == (Theme.WATER,)
    assert told.projects[0].partners[0].body.country == "GR"


def test_nothing_private_is_in_the_file(make):
    us = house(make)
    tie(
        make,
        us,
        notes_tr=PRIVATE,
        ended_because_tr=PRIVATE,
        state=AgreementState.ENDED,
        signatories=[{"name": PRIVATE}],
    )
    make.project(
        "Kent ve su", project_state=ProjectState.ONGOING, notes_tr=PRIVATE, budget=4711.0, currency="EUR"
    )
    make.advice(PRIVATE, about_id=us.seat_id)

    file = write(gathered(make).portfolio).decode()

    assert not [word for word in (PRIVATE, "private@office.test", "5550000", "4711") if word in file]


def test_what_is_still_being_talked_about_is_left_out_and_counted(make):
    us = house(make)
    tie(make, us, state=AgreementState.DRAFT, signed=PartialDate.unknown())
    tie(make, us, "Bremen", relation=Relation.CONTACT)
    network = make.organisation("Eurocities", organisation_kind=OrganisationKind.CITY_NETWORK)
    make.record(MEMBERSHIP, network_id=network.id, member_id=us.id, relation=MembershipRelation.APPLICANT)
    make.project(project_state=ProjectState.APPLIED)
    make.project("Of unknown state")

    found = gathered(make)

    assert (found.portfolio.ties, found.portfolio.memberships, found.portfolio.projects) == ((), (), ())
    assert found.left_out == 5


def test_only_the_ties_of_the_own_house_are_in_the_file(make):
    house(make)
    peer = make.organisation("Antalya Belediyesi", peer=True)
    tie(make, peer)

    assert gathered(make).portfolio.ties == ()


def test_gathering_costs_as_many_statements_for_forty_ties_as_for_two(make, session, connection):
    def statements():
        counted = []
        count = lambda *_: counted.append(1)  # noqa: E731
        session.expire_all()
        event.listen(connection.engine, "before_cursor_execute", count)
        gathered(make)
        event.remove(connection.engine, "before_cursor_execute", count)
        return len(counted)

    us = house(make)
    for _ in range(2):
        tie(make, us)
    few = statements()
    for _ in range(38):
        tie(make, us)

    assert statements() == few > 0


def test_the_same_file_again_is_the_same_and_leaves_no_trace(make, session):
    take(make, write(portfolio()))
    before = session.scalar(select(func.count()).select_from(TrailEntry))

    verdict, _ = take(make, write(portfolio()))

    assert verdict is Verdict.SAME
    assert session.scalar(select(func.count()).select_from(TrailEntry)) == before


def test_a_later_one_takes_its_place(make, session):
    take(make, write(portfolio()))
    later = portfolio(as_of=DAY + timedelta(days=1), partner="Bremen Belediyesi")

    verdict, _ = take(make, write(later))

    assert verdict is Verdict.REPLACES
    assert [one.portfolio for one in portfolios.held(session, make.actor())] == [later]


def test_an_earlier_one_is_refused(make, session):
    take(make, write(portfolio()))

    assert "Remove the later one first" in why(make, write(portfolio(as_of=date(2020, 1, 1))))
    assert [one.portfolio for one in portfolios.held(session, make.actor())] == [portfolio()]


def test_our_own_portfolio_is_not_a_peers(make):
    tie(make, house(make))

    assert "our own portfolio" in why(make, write(gathered(make).portfolio))


def test_a_municipality_on_record_becomes_the_peer(make, session):
    known = make.organisation(
        "Antalya BB", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=make.city("Antalya").id
    )

    _, peer = take(make, write(portfolio()))

    assert peer.id == known.id
    assert peer.peer
    assert peer.title_tr == "Antalya BB"


def test_a_copy_makes_no_city_and_no_tie_of_ours(make, session):
    made = select(func.count()).select_from(Record)
    before, cities = session.scalar(made), session.scalar(select(func.count()).select_from(City))

    take(make, write(portfolio(house=house_of("Nowhere at all", "Nowhere Belediyesi"))))

    assert session.scalar(made) == before + 1
    assert session.scalar(select(func.count()).select_from(City)) == cities


def test_the_trail_says_who_read_and_removed_which_portfolio(make, session):
    held = make.peer_portfolio()
    with unit_of_work(session):
        theirs.remove(session, make.actor(), held.id)

    told = select(TrailEntry).where(TrailEntry.event.startswith("organisation.portfolio_"))
    entries = session.scalars(told.order_by(TrailEntry.id)).all()
    assert [one.event.partition(".")[2] for one in entries] == ["portfolio_imported", "portfolio_removed"]
    assert entries[0].changes["fingerprint"] == entries[1].changes["fingerprint"]
    assert session.scalar(select(func.count()).select_from(PeerPortfolio)) == 0


def test_nobody_removes_what_another_municipality_holds(make, session):
    held = make.peer_portfolio()

    with pytest.raises(NotFound):
        theirs.remove(session, make.actor("admin", "antalya"), held.id)


def test_who_may_not_write_reads_no_portfolio_and_who_may_not_publish_hands_none_out(make, session):
    house(make)
    with pytest.raises(PermissionDenied):
        theirs.look(session, make.actor(Role.VIEWER), write(portfolio()))
    with pytest.raises(PermissionDenied):
        ours.hand_out(session, make.actor(Role.OFFICER), today=TODAY)


def test_a_peer_in_the_bin_shows_no_portfolio(make, session):
    held = make.peer_portfolio()
    session.get(Organisation, held.organisation_id).binned_at = func.now()
    session.flush()

    assert portfolios.held(session, make.actor()) == []


def test_a_city_is_known_by_its_number_or_by_name_and_country(make, session):
    cities = {one.name_tr: one for one in portfolio().cities()}
    renamed = cities["Üsküp"].__class__("Another name", "", make.city("Üsküp").geonames_id, "MK")
    elsewhere = cities["Üsküp"].__class__("Üsküp", "", None, "FR")
    unnumbered = cities["Üsküp"].__class__("Üsküp", "", None, "MK")

    found = portfolios.city_ids(session, [renamed, elsewhere, unnumbered])

    skopje = make.city("Üsküp").id
    assert found == {unnumbered: skopje} | ({renamed: skopje} if renamed.geonames_id else {})
