"""A portfolio as Antalya would hand it out."""

from datetime import date

from app.domain.portfolio import Body, City, Membership, Partner, Portfolio, Project, Tie
from models import PartialDate
from models.vocabulary import (
    AgreementState,
    Instrument,
    MembershipClass,
    MembershipRelation,
    OrganisationKind,
    ProjectRole,
    ProjectState,
    Relation,
    Theme,
)

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} =cmd|' /C calc'!A0 #panic(\"x\") %(name)s"
DAY = date(2023, 10, 20)
UNKNOWN = PartialDate.unknown()
ANTALYA = City("Antalya", "Antalya", 323777, "TR", 36.90812, 30.69556)
SKOPJE = City("Üsküp", "Skopje", 785842, "MK", 41.99646, 21.43141)


def house_of(city: str = "Antalya", name: str = "Antalya Büyükşehir Belediyesi") -> Body:
    """Return a municipality that hands its portfolio out."""
    seat = ANTALYA if city == "Antalya" else City(city, country="TR")
    return Body(name, "", "", OrganisationKind.MUNICIPALITY, seat, "TR")


def portfolio(
    *, house: Body | None = None, partner: str = "Üsküp Belediyesi", as_of: date = DAY
) -> Portfolio:
    """Return a portfolio with one of each."""
    body = Body(partner, "City of Skopje", "", OrganisationKind.MUNICIPALITY, SKOPJE, "MK")
    network = Body("Eurocities", "Eurocities", "", OrganisationKind.CITY_NETWORK)
    tie = Tie(
        partner=body,
        relation=Relation.SISTER_CITY,
        instrument=Instrument.PROTOCOL,
        state=AgreementState.IN_FORCE,
        signed=PartialDate.of(1996, 5),
        starts=UNKNOWN,
        ends=UNKNOWN,
        renews=None,
        themes=(Theme.CULTURE,),
    )
    membership = Membership(
        network=network,
        relation=MembershipRelation.MEMBER,
        membership_class=MembershipClass.FULL,
        since=PartialDate.of(2010),
        until=UNKNOWN,
    )
    project = Project(
        title_tr="Kent ve su",
        title_en="",
        acronym="",
        programme="Horizon",
        role=ProjectRole.APPLICANT,
        state=ProjectState.ONGOING,
        starts=UNKNOWN,
        ends=UNKNOWN,
        partners=(Partner(body, None),),
    )
    return Portfolio(house or house_of(), as_of, (tie,), (membership,), (project,))
