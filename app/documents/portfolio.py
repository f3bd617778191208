"""Our public portfolio: what others may know of our relations, gathered and handed out as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app import trail
from app.domain import portfolio_file
from app.domain.portfolio import (
    PUBLIC_MEMBERSHIPS,
    PUBLIC_PROJECTS,
    PUBLIC_RELATIONS,
    PUBLIC_STATES,
    Body,
    City,
    Membership,
    Partner,
    Portfolio,
    Project,
    Tie,
)
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import portfolios
from models import Agreement, Organisation, ProjectPartner
from models import City as CityRecord
from models import Country as CountryRecord
from models import Membership as MembershipRecord
from models import Project as ProjectRecord
from models.vocabulary import PartyRole, YesNo

NO_HOUSE = N_("No organisation on record is marked as our own municipality, so there is nobody to speak for.")


@dataclass(frozen=True)
class Gathered:
    """Our portfolio.

    :param left_out: how many records are none of others' business yet: drafts, contacts, applications.
    """

    portfolio: Portfolio
    left_out: int


def gather(session: Session, actor: Actor, *, today: date) -> Gathered:
    """Gather what others may know. Cost: bounded, whatever there is.

    :raises Invalid: our own municipality is not on record.
    """
    house = portfolios.own_house(session, actor)
    if house is None:
        raise Invalid(Problem("file", NO_HOUSE))
    agreements = portfolios.our_agreements(session, actor)
    memberships = portfolios.our_memberships(session, actor)
    projects = portfolios.our_projects(session, actor)
    told = [one for one in agreements if one.relation in PUBLIC_RELATIONS and one.state in PUBLIC_STATES]
    joined = [one for one in memberships if one.relation in PUBLIC_MEMBERSHIPS]
    paid = [_project(one) for one in projects if one.project_state in PUBLIC_PROJECTS]
    all_ = len(agreements) + len(memberships) + len(projects)
    made = Portfolio(
        _body(house),
        today,
        tuple(tie for one in told for tie in _ties(one)),
        tuple(map(_membership, joined)),
        tuple(one for one in paid if one is not None),
    )
    return Gathered(made, all_ - len(told) - len(joined) - len(made.projects))


def hand_out(session: Session, actor: Actor, *, today: date) -> portfolio_file.PortfolioFile:
    """Return our portfolio as others will read it, and leave in the trail that it left the house.

    :raises PermissionDenied: the actor may not publish.
    :raises Invalid: see :func:`gather`.
    """
    ensure(actor, Permission.PORTFOLIO_PUBLISH)
    file = portfolio_file.read(portfolio_file.write(gather(session, actor, today=today).portfolio))
    told = {"fingerprint": portfolio_file.fingerprint(file.sha256), "ties": len(file.portfolio.ties)}
    trail.note(session, actor, "organisation.portfolio_exported", told)
    return file


def _ties(agreement: Agreement) -> Iterator[Tie]:
    for party in agreement.parties:
        if party.organisation.ours or party.role is not PartyRole.PARTY:
            continue
        yield Tie(
            partner=_body(party.organisation),
            relation=agreement.relation,
            instrument=agreement.instrument,
            state=agreement.state,
            signed=agreement.signed,
            starts=agreement.starts,
            ends=agreement.ends,
            renews=None if agreement.renews is None else agreement.renews is YesNo.YES,
            themes=tuple(one.theme for one in agreement.themes),
        )


def _membership(membership: MembershipRecord) -> Membership:
    return Membership(
        network=_body(membership.network),
        relation=membership.relation,
        membership_class=membership.membership_class,
        since=membership.since,
        until=membership.until,
    )


def _project(project: ProjectRecord) -> Project | None:
    """Return a project, None where it is not known what became of it."""
    if project.project_state is None:
        return None
    partners = ((one, _partner(one)) for one in project.partners)
    return Project(
        title_tr=project.title_tr,
        title_en=project.title_en,
        acronym=project.acronym,
        programme=project.programme,
        role=project.our_role,
        state=project.project_state,
        starts=project.starts,
        ends=project.ends,
        partners=tuple(Partner(body, one.role) for one, body in partners if body is not None),
    )


def _partner(one: ProjectPartner) -> Body | None:
    """Return who it is; a country where that is all that is known, None where not even that is."""
    if one.organisation is not None:
        return _body(one.organisation)
    if one.name:
        return Body(one.name, country=_code(one.country))
    return (
        Body(one.country.title_tr, one.country.title_en, country=_code(one.country)) if one.country else None
    )


def _body(one: Organisation) -> Body:
    city = one.seat
    country = one.represents or (city.country if city else None)
    return Body(
        one.title_tr,
        one.title_en,
        one.acronym,
        one.organisation_kind,
        _city(city) if city else None,
        _code(country),
    )


def _city(one: CityRecord) -> City:
    return City(one.title_tr, one.title_en, one.geonames_id, _code(one.country), one.latitude, one.longitude)


def _code(country: CountryRecord | None) -> str:
    return country.code if country else ""
