"""What the questions are asked about: our house, others, and what links us."""

from itertools import count

import pytest
from sqlalchemy import event

from app.i18n import translator
from app.records.agreements import AGREEMENT
from app.records.memberships import MEMBERSHIP
from app.records.stated_figures import STATED_FIGURE
from models import Country, PartialDate
from models.vocabulary import AgreementState, MembershipRelation, OrganisationKind, Relation, VisitState
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
    """Write an organisation in a city, or in none; by default its municipality."""

    def write(title, city=None, kind=OrganisationKind.MUNICIPALITY, **facts):
        seat = make.city(city).id if city else None
        return make.organisation(title, seat_id=seat, organisation_kind=kind, **facts)

    return write


@pytest.fixture
def tie(make, house):
    """Write a tie of our house with some bodies, or among others."""

    def write(*bodies, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE, ours=True, **facts):
        parties = [{"organisation_id": one.id} for one in ((house, *bodies) if ours else bodies)]
        return make.record(AGREEMENT, relation=relation, state=state, parties=parties, **facts)

    return write


@pytest.fixture
def member(make, house):
    """Write a membership, by default of our house."""

    def write(network, of=None, relation=MembershipRelation.MEMBER, **facts):
        return make.record(
            MEMBERSHIP, network_id=network.id, member_id=(of or house).id, relation=relation, **facts
        )

    return write


@pytest.fixture
def listed(make, session):
    """Read public lists: of twin towns, and of who is in which network; cities by their Turkish names."""

    def place(title):
        city = make.city(title)
        code = session.get_one(Country, city.country_id).code
        return f"{city.title_en or city.title_tr},{code},{city.latitude},{city.longitude}"

    def read(*pairs, members=()):
        if pairs:
            lines = [f"x-{a},{place(a)},x-{b},{place(b)}" for a, b in pairs]
            head = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon"
            make.read_list("\n".join([head, *lines, ""]))
        if members:
            lines = [f"{network},,{place(city)}," for network, city in members]
            head = "network_name,network_acronym,city_name,country,lat,lon,joined_year"
            make.read_list("\n".join([head, *lines, ""]))

    return read


@pytest.fixture
def crowd(make):
    """Read a list of networks: of each the number of members of no other fame, and some cities of ours."""
    head = "network_name,network_acronym,city_name,country,lat,lon,joined_year"

    def read(**networks):
        lines, where = [], count()
        for network, (number, *cities) in networks.items():
            for place, at in zip(range(number), where, strict=False):
                lines.append(f"{network},,{network} {place},PL,{at % 79 - 40},{at % 149 * 2 - 150},")
            lines += [f"{network},,{place_of(make, city)}," for city in cities]
        make.read_list("\n".join([head, *lines, ""]))

    return read


def place_of(make, title):
    """A city as a list has it: name, country and position."""
    city = make.city(title)
    code = make.session.get_one(Country, city.country_id).code
    return f"{city.title_en or city.title_tr},{code},{city.latitude},{city.longitude}"


@pytest.fixture
def stated(make, house):
    """Write what a source states, by default of our house."""

    def write(metric, value, about=None, as_of=None, **facts):
        return make.record(
            STATED_FIGURE,
            about_id=(about or house).id,
            metric=metric,
            value=value,
            as_of=as_of or PartialDate.of(2022, 12, 31),
            **facts,
        )

    return write


@pytest.fixture
def met(make):
    """Write a visit that took place on a day, by default with a body."""

    def write(*bodies, on=TODAY, state=VisitState.HELD, **facts):
        held = on if isinstance(on, PartialDate) else PartialDate.on(on)
        counterparts = [{"organisation_id": one.id} for one in bodies]
        return make.visit(held=held, state=state, counterparts=counterparts, **facts)

    return write


@pytest.fixture(params=["tr", "en"])
def both(request):
    """Speak Turkish, then English."""
    return translator(request.param)


@pytest.fixture
def sent(connection):
    """List what is read from the record; who asks is known before."""
    statements = []

    def note(connection, cursor, statement, *told):
        if statement.startswith("SELECT") and "FROM municipality" not in statement:
            statements.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    return statements
