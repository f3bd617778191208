"""The public portfolio of a municipality, as it is handed from house to house (docs/portfolio.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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

PUBLIC_STATES = frozenset(AgreementState) - {AgreementState.DRAFT}
PUBLIC_RELATIONS = frozenset(Relation) - {Relation.CONTACT}
PUBLIC_MEMBERSHIPS = frozenset(MembershipRelation) - {
    MembershipRelation.APPLICANT,
    MembershipRelation.CONTACT,
}
PUBLIC_PROJECTS = frozenset({ProjectState.AWARDED, ProjectState.ONGOING, ProjectState.COMPLETED})
"""What others may know: nothing that is still being talked about, and no application."""


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    :param country: its code, empty if unknown.
    :param latitude, longitude: degrees; both or neither.
    """

    name_tr: str
    name_en: str = ""
    geonames_id: int | None = None
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation.

    :param country: code of the one it stands for, else of the one it sits in; empty if unknown.
    """

    name_tr: str
    name_en: str = ""
    acronym: str = ""
    kind: OrganisationKind | None = None
    city: City | None = None
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An agreement with one partner; one with several stands once for each.

    :param renews: whether it renews itself; None if unknown.
    """

    partner: Body
    relation: Relation
    instrument: Instrument | None
    state: AgreementState
    signed: PartialDate
    starts: PartialDate
    ends: PartialDate
    renews: bool | None
    themes: tuple[Theme, ...]

    @property
    def since(self) -> PartialDate:
        """When it was signed, else when it began."""
        return self.signed if self.signed.is_known else self.starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What the municipality is to a network."""

    network: Body
    relation: MembershipRelation
    membership_class: MembershipClass | None
    since: PartialDate
    until: PartialDate


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody else in the consortium of a project."""

    body: Body
    role: ProjectRole | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project that has its money.

    :param role: of the municipality.
    """

    title_tr: str
    title_en: str
    acronym: str
    programme: str
    role: ProjectRole | None
    state: ProjectState
    starts: PartialDate
    ends: PartialDate
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What a municipality tells others of its relations.

    :param as_of: the day of the data.
    """

    municipality: Body
    as_of: date
    ties: tuple[Tie, ...] = ()
    memberships: tuple[Membership, ...] = ()
    projects: tuple[Project, ...] = ()

    def cities(self) -> Iterator[City]:
        """Yield every city that is named, as often as it is."""
        bodies = (
            self.municipality,
            *(tie.partner for tie in self.ties),
            *(one.network for one in self.memberships),
            *(partner.body for project in self.projects for partner in project.partners),
        )
        yield from (body.city for body in bodies if body.city is not None)
