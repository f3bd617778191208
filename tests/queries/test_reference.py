"""What public lists say of a city, and what waits for a decision."""

import pytest

from app.queries import reference
from app.records import kit
from app.records.cities import CITY
from app.records.nouns import NOUNS
from app.services import reference as services
from app.unit_of_work import unit_of_work
from models.vocabulary import AgreementState, OrganisationKind, RecordKind, Relation
from tests.laws.reading import statements
from tests.make import TODAY

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
MEMBERS = "network_name,network_acronym,city_name,country,lat,lon,joined_year\n"
IZMIR, SKOPJE, BREMEN = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
)
MUNSTER = "x-de-munster,Münster,DE,52.985,10.09"


@pytest.fixture
def said(make, session):
    """What lists say of a city."""

    def said(city, **how):
        return reference.of_city(session, make.actor(), make.city(city).id, today=TODAY, **how)

    return said


@pytest.fixture
def switch(make, session):
    def switch(list_, on):
        with unit_of_work(session):
            services.switch(session, make.actor("admin"), list_.id, on=on)

    return switch


def names(partners):
    return [one.title_tr for one in partners]


def test_while_no_list_was_read_nothing_is_said(said):
    assert said("İzmir") is None


def test_the_partners_of_a_city_are_told_in_turkish_order_with_their_list(make, said):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{BREMEN},{IZMIR}\n{SKOPJE},{BREMEN}\n{IZMIR},{MUNSTER}\n")
    partners = said("İzmir").partners

    assert names(partners) == ["Bremen", "Üsküp"]
    assert (partners[0].country.title_en, partners[0].list) == ("Germany", "Twin towns by country lists")


def test_a_partner_in_two_lists_is_told_once_for_each(make, said):
    for code in ("one", "two"):
        make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n", code)

    assert [(one.title_tr, one.list) for one in said("İzmir").partners] == [
        ("Üsküp", "one"),
        ("Üsküp", "two"),
    ]


def test_the_networks_of_a_city_are_told_with_the_year(make, said):
    make.read_list(f"{MEMBERS}Covenant of Mayors,CoM,İzmir,TR,38.41,27.13,2015\nC40,,İzmir,TR,38.41,27.13,\n")

    assert [one[:3] for one in said("İzmir").networks] == [
        ("C40", "", None),
        ("Covenant of Mayors", "CoM", 2015),
    ]


def test_a_list_that_is_off_says_nothing(make, said, switch):
    list_ = make.public_list()
    make.read_list(f"{TIES}{IZMIR},{BREMEN}\n", "other")
    switch(list_, on=False)

    assert names(said("İzmir").partners) == ["Bremen"]


def test_a_city_in_the_bin_is_no_partner(make, said, session):
    make.public_list()
    with unit_of_work(session):
        kit.throw_away(session, make.actor("admin"), CITY, make.city("Üsküp").id, today=TODAY)

    assert names(said("İzmir").partners) == []


def test_more_than_a_page_holds_is_cut_and_says_so(make, said):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{BREMEN},{IZMIR}\n")

    assert (names(said("İzmir", limit=1).partners), said("İzmir", limit=1).cut) == (["Bremen"], True)
    assert not said("İzmir", limit=2).cut


@pytest.fixture
def tie(make):
    """A tie of our house with the municipality of a city."""
    ours = make.organisation(
        "İzmir Büyükşehir Belediyesi",
        ours=True,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
    )

    def tie(city, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE):
        theirs = make.organisation(f"{city} Belediyesi", seat_id=make.city(city).id)
        parties = [{"organisation_id": ours.id}, {"organisation_id": theirs.id}]
        facts = {"relation": relation, "state": state, "parties": parties}
        return make.record(NOUNS[RecordKind.AGREEMENT], **facts)

    return tie


def test_our_own_ties_are_reconciled_with_the_lists(make, said, tie):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{BREMEN},{IZMIR}\n")
    tie("Üsküp")
    tie("Chengdu")
    tie("Linz", relation=Relation.PROJECT)
    own = said("İzmir").own

    assert names(own.unrecorded) == ["Bremen"]
    assert names(own.unlisted) == ["Chengdu"], "lists of twin towns do not name projects"


def test_a_tie_that_ended_is_not_on_record(make, said, tie):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")
    tie("Üsküp", state=AgreementState.ENDED)

    assert names(said("İzmir").own.unrecorded) == ["Üsküp"]


def test_other_cities_are_not_reconciled(make, said, tie):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")
    tie("Üsküp")

    assert said("Üsküp").own is None


def test_members_alone_are_nothing_to_reconcile_with(make, said, tie):
    make.read_list(f"{MEMBERS}C40,,İzmir,TR,38.41,27.13,\n")
    tie("Üsküp")

    assert said("İzmir").own is None


def test_the_queue_tells_who_may_be_meant_and_how_far_away(make, session):
    make.read_list(f"{TIES}{IZMIR},{MUNSTER}\n")
    queue = reference.queue(session, 1)

    ((place, country, list_, (candidate,)),) = queue.rows
    assert (queue.total, place.name, list_.code) == (1, "Münster", "twin-towns")
    assert (candidate.title_tr, candidate.population) == ("Münster", 308258)
    assert country == candidate.country == ("Almanya", "Germany")
    assert round(candidate.km or 0) == 202


def test_a_place_that_no_list_names_any_more_does_not_wait(make, session):
    make.read_list(f"{TIES}{IZMIR},{MUNSTER}\n")
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")

    assert reference.queue(session, 1).rows == []
    assert reference.waiting(session) == 0
    assert reference.waiting_of(session) == {}


def test_the_queue_is_read_page_by_page_with_few_statements(app, make, session, monkeypatch):
    rows = [f"{IZMIR},x-{n},Münster,DE,5{n / 10},12.5\n" for n in range(1, 6)]
    make.read_list(TIES + "".join(rows))
    monkeypatch.setattr(reference, "PER_PAGE", 2)
    with statements(app) as sent:
        last = reference.queue(session, 9)

    assert (last.total, last.page, last.pages, len(last.rows)) == (5, 3, 3, 1)
    assert len([one for one in sent if one.startswith("SELECT")]) == 4


def test_lists_are_told_with_their_counts(make, session):
    make.public_list()
    (line,) = reference.lists(session)

    assert (line.list.code, line.rows, line.waiting) == ("twin-towns", 2, 1)


def test_ties_are_pairs_of_cities_once_for_each_list(make, session):
    other = "x-mk-uskup,Üsküp,MK,42.00,21.43"
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{IZMIR},{MUNSTER}\n{BREMEN},{IZMIR}\n", "one")
    make.read_list(f"{TIES}{other},{IZMIR}\n", "two")
    izmir, skopje, bremen = (make.city(name).id for name in ("İzmir", "Üsküp", "Bremen"))

    assert set(reference.ties(session)) == {
        (*sorted((izmir, skopje)), "one"),
        (*sorted((izmir, bremen)), "one"),
        (*sorted((izmir, skopje)), "two"),
    }
    assert len(list(reference.ties(session))) == 3


def test_ties_of_lists_that_are_off_or_gone_are_left_out(make, session, switch):
    list_ = make.public_list()
    assert len(list(reference.ties(session))) == 1
    switch(list_, on=False)
    assert not list(reference.ties(session))
    switch(list_, on=True)
    make.read_list(f"{TIES}{BREMEN},{SKOPJE}\n")

    assert len(list(reference.ties(session))) == 1
