"""Cities side by side."""

from __future__ import annotations

import networkx as nx

from app.analysis.public_graph import PublicGraph
from app.analysis.side_by_side import like_us, only_theirs, portfolio, rank

US, NEAR, FAR, SMALL, ABROAD, SILENT = 1, 2, 3, 4, 5, 6
TURKEY, ITALY = 91, 92


def world(*ties, members=None):
    countries = {US: TURKEY, NEAR: TURKEY, FAR: TURKEY, SMALL: TURKEY, ABROAD: ITALY, SILENT: TURKEY}
    populations = {
        US: 1_000_000,
        NEAR: 1_100_000,
        FAR: 4_000_000,
        SMALL: None,
        ABROAD: 1_000_000,
        SILENT: 1_000_000,
    }
    return PublicGraph(nx.Graph(ties), {}, members or {}, {}, countries, {}, populations, {})


def test_a_portfolio_counts_countries_abroad_and_networks():
    public = world((US, ABROAD), (US, NEAR), members={US: frozenset({7})})

    found = portfolio(public, US)

    assert set(found.partners) == {ABROAD, NEAR}
    assert (set(found.countries), set(found.networks)) == ({ITALY}, {7})
    assert portfolio(public, SILENT).partners == frozenset()


def test_equal_numbers_share_the_better_rank():
    assert rank({US: 3, NEAR: 3, FAR: 5}, US) == (2, 1)
    assert rank({US: 0}, US) == (1, 0)


def test_what_most_peers_have_and_we_have_not_comes_first():
    assert only_theirs({10}, {NEAR: {10, 11}, FAR: {11, 12}}) == {11: (NEAR, FAR), 12: (FAR,)}


def test_the_cities_nearest_in_size_are_of_our_country_and_in_a_list():
    public = world((US, ABROAD), (NEAR, FAR), (SMALL, ABROAD))

    assert like_us(public, US) == (NEAR, FAR)
    assert like_us(public, US, 1) == (NEAR,)
    assert like_us(public, SMALL) == ()
