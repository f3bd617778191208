"""What the public lists that are switched on say, as one graph; kept in the process while they stay so."""

import networkx as nx
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.analysis.public_graph import PublicGraph
from app.queries import reference
from app.queries.kept import kept_for_all
from models import City, Country, OutsidePlace, Record, ReferenceMembership, ReferenceNetwork, ReferenceSet

__all__ = ["PublicGraph", "public_graph"]

_place, _set, _record = OutsidePlace.__table__.c, ReferenceSet.__table__.c, Record.__table__.c
_membership, _network = ReferenceMembership.__table__.c, ReferenceNetwork.__table__.c
_city, _country = City.__table__.c, Country.__table__.c


def public_graph(session: Session) -> PublicGraph:
    """Return the ties and memberships of all lists that are on, by cities of ours.

    What a place is that still waits for a decision nobody knows: it is left out, as cities in the bin are.

    Cost: one statement while the reference data stays as it is, else five.
    """
    return kept_for_all(session, "public graph", lambda: _read(session))


def _read(session: Session) -> PublicGraph:
    ties: nx.Graph[int] = nx.Graph()
    for a, b, code in reference.ties(session):
        lists = ties.edges[a, b]["lists"] if ties.has_edge(a, b) else ()
        ties.add_edge(a, b, lists=(*lists, code))
    networks: dict[int, set[int]] = {}
    memberships: dict[int, set[int]] = {}
    for network_id, city_id in session.execute(_MEMBERS):
        networks.setdefault(network_id, set()).add(city_id)
        memberships.setdefault(city_id, set()).add(network_id)
    names = select(_network.id, _network.name).where(_network.id.in_(networks))
    cities = session.execute(_CITIES).all()
    return PublicGraph(
        ties=ties,
        networks={id_: frozenset(members) for id_, members in networks.items()},
        memberships={id_: frozenset(joined) for id_, joined in memberships.items()},
        network_names=dict(session.execute(names).all()) if networks else {},
        countries={id_: country_id for id_, country_id, *_ in cities},
        regions=dict(session.execute(select(_country.id, _country.region)).all()),
        populations={id_: population for id_, _, population, *_ in cities},
        positions={
            id_: (latitude, longitude) for id_, _, _, latitude, longitude in cities if latitude is not None
        },
    )


_MEMBERS = (
    select(_membership.network_id, _place.city_id)
    .select_from(ReferenceMembership.__table__)
    .join(ReferenceSet.__table__, _set.id == _membership.set_id)
    .join(OutsidePlace.__table__, _place.id == _membership.place_id)
    .join(Record.__table__, _record.id == _place.city_id)
    .where(_membership.gone_run_id.is_(None), _set.enabled, _record.binned_at.is_(None))
)
_CITIES = (
    select(_city.id, _city.country_id, _city.population, _city.latitude, _city.longitude)
    .select_from(City.__table__)
    .join(Record.__table__, _record.id == _city.id)
    .where(_record.binned_at.is_(None))
)
