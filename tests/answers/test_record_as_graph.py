"""The record as a graph: as of a day, in layers, with and without us."""

from datetime import date

import pytest

from app.analysis.graph import ties_graph
from app.queries import graph
from app.queries.graph import RECORDED, Layer
from models import PartialDate
from models.vocabulary import AgreementState, OrganisationKind, ProjectState, Relation
from tests.make import TODAY

NETWORK = OrganisationKind.CITY_NETWORK
EVERYTHING = frozenset(Layer)
IN_2010 = date(2010, 6, 1)
TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
SKOPJE, BREMEN, IZMIR = (
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
    "Q35997,İzmir,TR,38.41,27.13",
)


@pytest.fixture
def read(make, session):
    """Read the record as a graph."""

    def read(**how):
        return graph.network(session, make.actor("viewer"), today=TODAY, **how)

    return read


def pairs(net, kind=""):
    return {frozenset((tie.a, tie.b)) for tie in net.register.ties if tie.kind.startswith(kind)}


def test_parallel_ties_are_one_edge_whose_cost_is_not_its_strength(read, tie, body):
    skopje = body("Üsküp Belediyesi", "Üsküp")
    tie(skopje)
    tie(skopje, relation=Relation.PROJECT)
    net = read(layers={Layer.TIES})
    edge = ties_graph(net.register.ties).edges[net.us, skopje.seat_id]

    assert edge["kinds"] == ("tie:sister_city", "tie:project")
    assert edge["strength"] == pytest.approx(1 - 0.1 * 0.3)
    assert edge["cost"] == pytest.approx(1 / 0.97)


@pytest.mark.parametrize(
    ("facts", "there"),
    [
        ({"signed": PartialDate.of(2005)}, True),
        ({"signed": PartialDate.of(2015)}, False),
        ({}, True),
        ({"signed": PartialDate.of(2005), "starts": PartialDate.of(2012)}, False),
        ({"state": AgreementState.ENDED, "signed": PartialDate.of(2005), "ends": PartialDate.of(2012)}, True),
        (
            {"state": AgreementState.ENDED, "signed": PartialDate.of(2005), "ends": PartialDate.of(2008)},
            False,
        ),
        ({"state": AgreementState.ENDED, "signed": PartialDate.of(2005)}, False),
        ({"state": AgreementState.DRAFT}, False),
    ],
)
def test_a_tie_is_there_on_the_days_on_which_it_stood(read, tie, body, facts, there):
    tie(body("Üsküp Belediyesi", "Üsküp"), **facts)

    assert bool(pairs(read(at=IN_2010), "tie:")) is there


def test_what_has_ended_is_not_there_today(read, tie, body):
    tie(body("Üsküp Belediyesi", "Üsküp"), state=AgreementState.ENDED, ends=PartialDate.of(2012))

    assert not pairs(read(), "tie:")


@pytest.mark.parametrize(
    ("since", "seats"), [(PartialDate.of(2005), 1), (PartialDate.of(2015), 0), (None, 1)]
)
def test_a_seat_is_there_from_its_first_day(read, member, body, since, seats):
    member(body("MedCities", kind=NETWORK), **({"since": since} if since else {}))

    assert len(read(at=IN_2010).register.seats) == seats


def test_a_visit_after_the_day_was_no_meeting_yet(read, house, met, body):
    met(body("Üsküp Belediyesi", "Üsküp"), on=date(2009, 1, 1))
    met(body("Bremen Belediyesi", "Bremen"), on=date(2011, 1, 1))

    assert [one.day for one in read(at=IN_2010).register.meetings] == [date(2009, 1, 1)]


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        (Layer.TIES, (1, 0, 0)),
        (Layer.NETWORKS, (0, 1, 0)),
        (Layer.MEETINGS, (0, 0, 1)),
        (Layer.PROJECTS, (1, 0, 0)),
    ],
)
def test_a_layer_comes_alone(read, tie, member, met, body, make, layer, found):
    skopje = body("Üsküp Belediyesi", "Üsküp")
    tie(skopje)
    member(body("MedCities", kind=NETWORK))
    met(skopje)
    make.project(project_state=ProjectState.ONGOING, partners=[{"organisation_id": skopje.id}])
    of = read(layers={layer}).register

    assert (len(of.ties), len(of.seats), len(of.meetings)) == found


def test_without_us_what_others_have_among_each_other_stays(read, tie, member, met, body):
    skopje, bremen = body("Üsküp Belediyesi", "Üsküp"), body("Bremen Belediyesi", "Bremen")
    net = body("MedCities", kind=NETWORK)
    tie(skopje)
    tie(skopje, bremen, ours=False)
    member(net)
    member(net, bremen)
    met(skopje, bremen)
    found = read(with_us=False)

    assert pairs(found, "tie:") == {frozenset((skopje.seat_id, bremen.seat_id))}
    assert [seat.member for seat in found.register.seats] == [bremen.seat_id]
    assert [set(one.participants) for one in found.register.meetings] == [{skopje.seat_id, bremen.seat_id}]


def test_partners_of_a_project_know_each_other_less_in_a_large_consortium(read, house, body, make):
    skopje, bremen = body("Üsküp Belediyesi", "Üsküp"), body("Bremen Belediyesi", "Bremen")
    lines = [{"organisation_id": skopje.id}, {"organisation_id": bremen.id}]
    small = make.project("Küçük", project_state=ProjectState.ONGOING, partners=lines)
    large = make.project("Büyük", project_state=ProjectState.ONGOING, partners=lines, bodies=26)
    net = read(layers={Layer.PROJECTS})
    strengths = {
        tie.record_id: tie.strength
        for tie in net.register.ties
        if {tie.a, tie.b} == {skopje.seat_id, bremen.seat_id}
    }

    assert strengths[large.id] == pytest.approx(0.7 / 5)
    assert strengths[small.id] == pytest.approx(0.7 / 2**0.5)
    assert frozenset((net.us, skopje.seat_id)) in pairs(net, "consortium")


@pytest.mark.parametrize(
    ("facts", "strength"),
    [
        ({"project_state": ProjectState.REJECTED}, None),
        ({"project_state": ProjectState.APPLIED}, 0.35),
        ({}, 0.35),
        ({"project_state": ProjectState.COMPLETED}, 0.175),
        ({"project_state": ProjectState.ONGOING, "starts": PartialDate.on(date(2100, 1, 1))}, None),
    ],
)
def test_a_project_counts_by_what_became_of_it(read, house, body, make, facts, strength):
    make.project(partners=[{"organisation_id": body("Üsküp Belediyesi", "Üsküp").id}], **facts)
    ties = read(layers={Layer.PROJECTS}).register.ties

    assert [tie.strength for tie in ties] == ([] if strength is None else [pytest.approx(strength)])


def test_a_project_that_was_completed_fades(read, house, body, make):
    facts = {"starts": PartialDate.of(2004), "ends": PartialDate.on(date(2008, 6, 1))}
    line = {"organisation_id": body("Üsküp Belediyesi", "Üsküp").id}
    make.project(project_state=ProjectState.COMPLETED, partners=[line], **facts)

    def strength(at):
        (tie,) = read(layers={Layer.PROJECTS}, at=at).register.ties
        return tie.strength

    assert strength(date(2007, 1, 1)) == pytest.approx(0.7)
    assert strength(date(2010, 6, 1)) == pytest.approx(0.35)


def test_public_ties_are_those_among_cities_of_the_record_and_our_city_is_our_node(read, tie, body, make):
    make.read_list(f"{TIES}{SKOPJE},{BREMEN}\n{IZMIR},{BREMEN}\n")
    skopje = body("Üsküp Belediyesi", "Üsküp")
    tie(skopje)
    assert not pairs(read(layers=EVERYTHING), "listed")

    bremen = make.city("Bremen").id
    tie(body("Bremen Belediyesi", "Bremen"))
    net = read(layers=EVERYTHING)

    assert pairs(net, "listed") == {frozenset((skopje.seat_id, bremen)), frozenset((net.us, bremen))}
    assert not pairs(read(layers=RECORDED), "listed")


def test_a_record_without_a_house_is_read_too(read):
    net = read(layers=EVERYTHING, with_us=False)

    assert (net.us, net.register.ties, net.register.meetings) == (None, (), [])
