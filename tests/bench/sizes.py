"""How much there is of everything."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """One size of the record; the proportions are those that an old office reaches."""

    cities: int
    agreements: int
    visits: int
    delegates: int

    @property
    def organisations(self) -> int:
        """Two bodies for each city, and the houses of our own."""
        return 2 * self.cities

    @property
    def people(self) -> int:
        """People with a page of their own."""
        return max(200, self.delegates // 20)


SIZES = {
    "S": Size(200, 500, 2_000, 6_000),
    "M": Size(5_000, 20_000, 100_000, 300_000),
    "L": Size(19_000, 100_000, 1_000_000, 3_000_000),
}
NETWORKS = 300
MEMBERSHIPS_OF_A_NETWORK = 30
USERS = 40
"""Colleagues who take turns, so that no page is asked for twice by one user in a row."""
