"""What portfolios are made of, and those that peers gave us."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from app.domain.portfolio import City as NamedCity
from app.domain.portfolio import Portfolio
from app.domain.portfolio_file import fingerprint, parsed
from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries.scope import live
from models import (
    Agreement,
    AgreementParty,
    City,
    Country,
    Membership,
    Organisation,
    PeerPortfolio,
    Project,
    ProjectPartner,
    Record,
)
from models.vocabulary import OrganisationKind

_organisation, _party = Organisation.__table__.c, AgreementParty.__table__.c
_record, _city, _country = Record.__table__.c, City.__table__.c, Country.__table__.c

_AT_ONCE = 5_000
"""Cities that are asked for in one statement: no engine takes any number of values."""


@dataclass(frozen=True, slots=True)
class Held:
    """A portfolio that a peer gave us.

    :param organisation_id: the peer; the titles are those on our record.
    """

    id: int
    organisation_id: int
    title_tr: str
    title_en: str
    sha256: str
    imported_at: datetime
    portfolio: Portfolio

    @property
    def fingerprint(self) -> str:
        """What the two offices read to each other."""
        return fingerprint(self.sha256)


def held(session: Session, actor: Actor, organisation_ids: Collection[int] | None = None) -> Sequence[Held]:
    """Return the portfolios of peers, by the names of these; those of peers in the bin are left out.

    :param organisation_ids: only of these; None: of all.

    Cost: one statement.
    """
    query = live(actor, Organisation).join(
        PeerPortfolio,
        (PeerPortfolio.organisation_id == Organisation.id)
        & (PeerPortfolio.municipality_id == actor.municipality_id),
    )
    if organisation_ids is not None:
        query = query.where(Organisation.id.in_(organisation_ids))
    columns = query.order_by(Record.sort_key, Record.id).with_only_columns(
        PeerPortfolio.id,
        Organisation.id,
        Organisation.title_tr,
        Organisation.title_en,
        PeerPortfolio.sha256,
        PeerPortfolio.imported_at,
        PeerPortfolio.content,
    )
    return [
        Held(id_, peer_id, title_tr, title_en, sha256, imported_at, parsed(content))
        for id_, peer_id, title_tr, title_en, sha256, imported_at, content in session.execute(columns)
    ]


def one(session: Session, actor: Actor, portfolio_id: int) -> PeerPortfolio | None:
    """Return a portfolio that a peer gave us, with the peer; None where there is none of ours."""
    query = select(PeerPortfolio).where(
        PeerPortfolio.id == portfolio_id, PeerPortfolio.municipality_id == actor.municipality_id
    )
    return session.scalars(query.options(selectinload(PeerPortfolio.organisation))).one_or_none()


def of_peer(session: Session, actor: Actor, organisation_id: int) -> PeerPortfolio | None:
    """Return what a peer gave us."""
    query = select(PeerPortfolio).where(
        PeerPortfolio.organisation_id == organisation_id,
        PeerPortfolio.municipality_id == actor.municipality_id,
    )
    return session.scalars(query).one_or_none()


def may_be(
    session: Session, actor: Actor, *, name: str, kind: OrganisationKind, city_id: int | None
) -> Sequence[Organisation]:
    """Return the organisations that a municipality may be: of its kind in its city, or of its name."""
    query = live(actor, Organisation).where(
        ((Organisation.seat_id == city_id) & (Organisation.organisation_kind == kind))
        | (Organisation.title_tr == name)
    )
    return session.scalars(query.order_by(Organisation.id)).all()


def city_ids(session: Session, cities: Iterable[NamedCity]) -> Mapping[NamedCity, int]:
    """Say which city of ours each is: by its GeoNames number, else by name and country if that is clear.

    A city of which nobody can tell is left out.

    Cost: two statements for every 5,000 cities.
    """
    found: dict[NamedCity, int] = {}
    waiting = iter(set(cities))
    while asked := set(islice(waiting, _AT_ONCE)):
        found |= _city_ids(session, asked)
    return found


def _city_ids(session: Session, asked: Collection[NamedCity]) -> Mapping[NamedCity, int]:
    live_cities = (
        select(_record.id, _city.geonames_id, _country.code, _record.title_tr, _record.title_en)
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(Country.__table__, _country.id == _city.country_id)
        .where(_record.binned_at.is_(None))
    )
    numbers = {one.geonames_id for one in asked if one.geonames_id is not None}
    numbered = session.execute(live_cities.where(_city.geonames_id.in_(numbers)))
    by_number = {number: id_ for id_, number, *_ in numbered}
    unknown = [one for one in asked if one.geonames_id not in by_number]
    names = {name for one in unknown for name in (one.name_tr, one.name_en) if name}
    bearing = session.execute(live_cities.where(_record.title_tr.in_(names) | _record.title_en.in_(names)))
    by_name: dict[tuple[str, str], set[int]] = {}
    for id_, _, country, *titles in bearing:
        for title in titles:
            by_name.setdefault((match_key(title), country or ""), set()).add(id_)
    found = {one: by_number[one.geonames_id] for one in asked if one.geonames_id in by_number}
    for one in unknown:
        ids = set[int]().union(
            *(by_name.get((match_key(name), one.country), ()) for name in (one.name_tr, one.name_en) if name)
        )
        if len(ids) == 1:
            found[one] = ids.pop()
    return found


def own_house(session: Session, actor: Actor) -> Organisation | None:
    """Return our own municipality with its seat, None while it is not on record."""
    query = live(actor, Organisation).where(
        Organisation.ours.is_(True), Organisation.organisation_kind == OrganisationKind.MUNICIPALITY
    )
    query = query.order_by(Organisation.id).limit(1).options(*_where_it_is())
    return session.scalars(query).first()


def our_agreements(session: Session, actor: Actor) -> Sequence[Agreement]:
    """Return the agreements of our own house with their parties and themes, the latest first."""
    ours = (
        select(_party.agreement_id)
        .join(Organisation.__table__, _organisation.id == _party.organisation_id)
        .where(_organisation.ours.is_(True))
    )
    query = live(actor, Agreement).where(Agreement.id.in_(ours))
    query = query.order_by(Record.sort_day.desc(), Agreement.id).options(
        selectinload(Agreement.themes),
        selectinload(Agreement.parties).selectinload(AgreementParty.organisation).options(*_where_it_is()),
    )
    return session.scalars(query).all()


def our_memberships(session: Session, actor: Actor) -> Sequence[Membership]:
    """Return what our own house is in which networks, by name."""
    house = select(_organisation.id).where(_organisation.ours.is_(True))
    query = live(actor, Membership).where(Membership.member_id.in_(house))
    query = query.order_by(Record.sort_key, Record.id).options(
        selectinload(Membership.network).options(*_where_it_is())
    )
    return session.scalars(query).all()


def our_projects(session: Session, actor: Actor) -> Sequence[Project]:
    """Return the projects with their consortia, the latest first."""
    query = live(actor, Project).order_by(Record.sort_day.desc(), Record.id)
    query = query.options(
        selectinload(Project.partners).options(
            selectinload(ProjectPartner.organisation).options(*_where_it_is()),
            selectinload(ProjectPartner.country),
        )
    )
    return session.scalars(query).all()


def _where_it_is() -> tuple[Any, ...]:
    seat: LoaderOption = selectinload(Organisation.seat).selectinload(City.country)
    return seat, selectinload(Organisation.represents)
