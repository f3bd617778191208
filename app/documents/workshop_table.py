"""The portfolios of those at a table: ours from the record, others' from their file, else from public lists.

Source: docs/portfolio.md; docs/rules.md, R-10.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.documents.dossier import name_of
from app.documents.facts import Name
from app.documents.workshop_facts import Origin, Partner, Portfolio, PortfolioTie
from app.domain import portfolio as file_format
from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries import agreements, portfolios, reference, workshops
from app.queries.agreements import STANDING
from app.queries.known_networks import on_record
from app.queries.names import titles
from app.queries.public_graph import PublicGraph, public_graph
from models import Agreement, Country, Membership, Organisation, Record
from models.vocabulary import AgreementState, OrganisationKind, PartyRole

LOCAL = (OrganisationKind.MUNICIPALITY, OrganisationKind.DISTRICT, OrganisationKind.REGION)
"""Whose partners are cities (R-10)."""


_STRANGE = 10**9
"""Numbers below this, negative, are of nothing that is on record or in a list."""


@dataclass(frozen=True)
class Table:
    """Portfolios with what a map and a comparison need besides.

    :param positions: key of a partner, or id of a seat → latitude and longitude.
    :param regions: of the world in which a partner of somebody lies.
    :param all_regions: in which there is any city on record.
    """

    portfolios: tuple[Portfolio, ...]
    positions: Mapping[int, tuple[float, float]]
    regions: frozenset[str]
    all_regions: frozenset[str]


def lay(
    session: Session, actor: Actor, house: Organisation | None, guests: Sequence[Organisation], *, today: date
) -> Table:
    """Read the portfolio of our house and of each guest, ours first, theirs in the order given.

    :param guests: loaded with their seats.

    Cost: a fixed number of statements, however many guests and ties there are.
    """
    ours = agreements.of_our_house(session, actor, today=today)
    bodies = [one for one in (house, *guests) if one is not None]
    members = workshops.memberships(session, actor, [one.id for one in bodies], today=today)
    files = {
        one.organisation_id: one.portfolio
        for one in portfolios.held(session, actor, [one.id for one in guests])
    }
    reader = _Reader(
        public=public_graph(session),
        known=on_record(session, actor),
        cities=portfolios.city_ids(session, _cities_in(files.values())),
        members=members,
        countries=workshops.countries(session),
        is_listed=bool(reference.switched_on(session)),
    )
    reader.titles = titles(session, actor, reader.needed(guests))
    told = [] if house is None else [reader.own(house, ours)]
    for guest in guests:
        file = files.get(guest.id)
        told.append(reader.of_lists(guest) if file is None else reader.of_file(guest, file, today))
    return Table(
        tuple(told),
        reader.positions,
        frozenset(filter(None, (reader.public.regions.get(id_) for one in told for id_ in one.countries))),
        frozenset(filter(None, reader.public.regions.values())),
    )


def is_local(body: Organisation) -> bool:
    """Say whether a body is a local government, as far as anybody said what it is."""
    return body.organisation_kind in LOCAL


def _cities_in(files: Iterable[file_format.Portfolio]) -> list[file_format.City]:
    return [tie.partner.city for file in files for tie in file.ties if tie.partner.city]


def _has_cities(kind: OrganisationKind | None) -> bool:
    return kind is None or kind in LOCAL


class _Reader:
    """Turns what was read into portfolios, with one number for each city and network in all of them."""

    def __init__(
        self,
        *,
        public: PublicGraph,
        known: Mapping[int, int],
        cities: Mapping[file_format.City, int],
        members: Sequence[Membership],
        countries: Sequence[Country],
        is_listed: bool,
    ) -> None:
        self.public, self.known, self.cities, self.members = public, known, cities, members
        self.is_listed = is_listed
        self.titles: Mapping[int, Record] = {}
        self.positions: dict[int, tuple[float, float]] = {}
        self._countries = {one.id: name_of(one) for one in countries}
        self._codes = {one.code: name_of(one) for one in countries}
        self._strange: dict[file_format.City | str, int] = {}
        self._networks: dict[str, Name] = {}

    def needed(self, guests: Iterable[Organisation]) -> set[int]:
        """Return the cities and networks whose names the portfolios of the guests need."""
        seats = [one.seat_id for one in guests if one.seat_id]
        found = {city for seat in seats for city in self._neighbours(seat)} | set(self.cities.values())
        return found | {self.known[number] for number in self._joined(seats) if number in self.known}

    # --- Three origins ------------------------------------------------------------------------------------

    def own(self, house: Organisation, ties: Iterable[Agreement]) -> Portfolio:
        """Tell our own portfolio: the ties that stand, with the cities at their other end."""
        told = (
            PortfolioTie(
                one.id,
                one.relation,
                tuple(theme.theme for theme in one.themes),
                tuple(
                    self._body(party.organisation)
                    for party in one.parties
                    if _is_partner(party.organisation) and party.role is PartyRole.PARTY
                ),
            )
            for one in ties
        )
        return self._portfolio(house, Origin.REGISTER, None, told, self._sits(house))

    def of_file(self, guest: Organisation, file: file_format.Portfolio, today: date) -> Portfolio:
        """Tell the portfolio that a file says, as far as it stands today."""
        standing = (one for one in file.ties if _stands(one, today))
        told = (
            PortfolioTie(
                None,
                one.relation,
                one.themes,
                (self._body_of_file(one.partner),) if _has_cities(one.partner.kind) else (),
            )
            for one in standing
        )
        networks = [
            self._named_network(one.network)
            for one in file.memberships
            if one.relation in workshops.SITS and not (one.until.latest and one.until.latest < today)
        ]
        return self._portfolio(guest, Origin.FILE, file.as_of, told, networks)

    def of_lists(self, guest: Organisation) -> Portfolio:
        """Tell what public lists say of the city of a guest, and its memberships on our record."""
        seat = guest.seat_id or 0
        partners = [self._city(city) for city in sorted(self._neighbours(seat)) if city in self.titles]
        listed = [self._listed_network(number) for number in sorted(self._joined([seat]))]
        origin = Origin.LISTS if self.is_listed and (partners or listed) else Origin.NOWHERE
        told = (PortfolioTie(None, None, None, (one,)) for one in partners)
        return self._portfolio(guest, origin, None, told, [*self._sits(guest), *listed])

    def _portfolio(
        self,
        body: Organisation,
        origin: Origin,
        as_of: date | None,
        ties: Iterable[PortfolioTie],
        networks: Iterable[Name],
    ) -> Portfolio:
        if body.seat:
            self._at(name_of(body.seat))
        once = {one.id: one for one in networks}
        return Portfolio(
            name_of(body),
            name_of(body.seat) if body.seat else None,
            origin,
            as_of,
            tuple(ties),
            tuple(sorted(once.values(), key=lambda one: (one.title_tr, one.id))),
        )

    # --- Cities -------------------------------------------------------------------------------------------

    def _neighbours(self, seat: int) -> set[int]:
        return set(self.public.ties[seat]) if seat in self.public.ties else set()

    def _joined(self, seats: Iterable[int]) -> set[int]:
        return {number for seat in seats for number in self.public.memberships.get(seat, ())}

    def _body(self, body: Organisation) -> Partner:
        if body.seat is not None:
            return self._at(name_of(body.seat))
        return Partner(body.id, name_of(body), None, None)

    def _city(self, city: int) -> Partner:
        return self._at(name_of(self.titles[city]))

    def _at(self, city: Name) -> Partner:
        if city.id in self.public.positions:
            self.positions[city.id] = self.public.positions[city.id]
        land = self._countries.get(self.public.countries.get(city.id) or 0)
        return Partner(city.id, city, city.id, land)

    def _body_of_file(self, body: file_format.Body) -> Partner:
        city = body.city
        if city is None:
            key = self._number(f"{body.country} {body.name_tr}")
            return Partner(key, Name(key, body.name_tr, body.name_en), None, self._codes.get(body.country))
        known = self.titles.get(self.cities.get(city, 0))
        if known is not None:
            return self._at(name_of(known))
        key = self._number(city)
        if city.latitude is not None and city.longitude is not None:
            self.positions[key] = (city.latitude, city.longitude)
        return Partner(key, Name(key, city.name_tr, city.name_en), None, self._codes.get(city.country))

    def _number(self, stranger: file_format.City | str) -> int:
        """Return a number below zero for what is on no record of ours, the same for the same in all files."""
        return self._strange.setdefault(stranger, -_STRANGE - len(self._strange))

    # --- Networks -----------------------------------------------------------------------------------------

    def _sits(self, body: Organisation) -> list[Name]:
        return [self._on_record(one.network) for one in self.members if one.member_id == body.id]

    def _on_record(self, network: Record) -> Name:
        name = name_of(network)
        for known in (network.title_tr, network.title_en):
            if key := match_key(known):
                self._networks.setdefault(key, name)
        return name

    def _listed_network(self, number: int) -> Name:
        record = self.titles.get(self.known.get(number, 0))
        if record is not None:
            return self._on_record(record)
        words = self.public.network_names[number]
        return self._networks.setdefault(match_key(words), Name(-number, words, words))

    def _named_network(self, network: file_format.Body) -> Name:
        keys = [match_key(name) for name in (network.name_tr, network.name_en) if name]
        for key in keys:
            if key in self._networks:
                return self._networks[key]
        made = Name(self._number(f"network {keys[:1]}"), network.name_tr, network.name_en)
        return self._networks.setdefault(keys[0], made) if keys else made


def _is_partner(body: Organisation) -> bool:
    return not body.ours and body.represents_id is None and _has_cities(body.organisation_kind)


def _stands(tie: file_format.Tie, today: date) -> bool:
    over = (
        tie.state is AgreementState.IN_FORCE and tie.ends.certainly_before(today) and tie.renews is not True
    )
    return tie.state in STANDING and not over
