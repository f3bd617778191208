"""What public lists say of the world's cities, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class PublicGraph:
    """Twin towns and members of networks, by city id. Shared by whoever asks: never changed.

    :param ties: simple graph of cities; an edge has ``lists``, the codes of the lists that tell of it.
    :param networks: a public list's network → the cities that are members; those ids are no record ids.
    :param memberships: city → the networks it is a member of.
    :param network_names: name of a network, as its list writes it.
    :param countries: city → the record of its country, None where it is unknown; every live city is there.
    :param regions: country → region of the world, as :data:`app.regions.REGIONS` names them; empty: none.
    :param populations: city → inhabitants, None where they are unknown; every live city is there.
    :param positions: city → latitude and longitude; only cities whose position is known.
    """

    ties: nx.Graph[int]
    networks: Mapping[int, frozenset[int]]
    memberships: Mapping[int, frozenset[int]]
    network_names: Mapping[int, str]
    countries: Mapping[int, int | None]
    regions: Mapping[int, str]
    populations: Mapping[int, int | None]
    positions: Mapping[int, tuple[float, float]]
