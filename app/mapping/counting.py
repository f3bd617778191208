"""What the lines of each layer are called where they are counted by country. Pure words."""

from collections.abc import Mapping
from typing import NamedTuple

from app.i18n import N_
from app.mapping.view import Layer, Measure


class Words(NamedTuple):
    """Names of what is counted.

    :param number: of a column of figures, and of the choice of a colour.
    :param heading: of a legend.
    :param coloured: a sentence of what the colours count.
    """

    number: str
    heading: str
    coloured: str


_LINES: Mapping[Layer, Words] = {
    Layer.TIES: Words(
        N_("Number of ties"),
        N_("Ties by country"),
        N_("Coloured by: ties with cities and bodies of the country"),
    ),
    Layer.VISITS: Words(
        N_("Number of cities"),
        N_("Cities of visits by country"),
        N_("Coloured by: cities of visits, each once, whatever the number of visits"),
    ),
    Layer.NETWORKS: Words(
        N_("Number of memberships"),
        N_("Memberships by country"),
        N_("Coloured by: memberships in these networks, of cities and bodies of the country"),
    ),
    Layer.PROJECTS: Words(
        N_("Number of project partners"),
        N_("Project partners by country"),
        N_("Coloured by: partners in projects, each city once in each project"),
    ),
    Layer.PEERS: Words(
        N_("Number of ties of these municipalities"),
        N_("Ties of these municipalities by country"),
        N_("Coloured by: ties of these municipalities with cities and bodies of the country"),
    ),
    Layer.PUBLIC: Words(
        N_("Number of partners in public lists"),
        N_("Partners in public lists by country"),
        N_("Coloured by: cities that public lists call partners of this city"),
    ),
    Layer.WORLD: Words(
        N_("Number of ties in public lists"),
        N_("Ties in public lists by country"),
        N_("Coloured by: ties of its cities in public lists (open source)"),
    ),
    Layer.ROUTE: Words(
        N_("Number of stops"),
        N_("Stops by country"),
        N_("Coloured by: stops of the mission in the country"),
    ),
}
_MEASURES: Mapping[Measure, Words] = {
    Measure.VISITS: Words(
        N_("Visits"),
        N_("Visits by country"),
        N_("Coloured by: visits that took place and concern the country"),
    ),
    Measure.WARMTH: Words(
        N_("Warmth"),
        N_("Last two-way contact by country"),
        N_("Coloured by: the latest two-way contact of a tie with the country"),
    ),
    Measure.PUBLIC: Words(
        N_("Ties in public lists (open source)"),
        N_("Ties in public lists by country"),
        N_("Coloured by: ties of its cities in public lists (open source)"),
    ),
}
OF_TIES = frozenset({Layer.TIES, Layer.PEERS, Layer.PUBLIC, Layer.WORLD})
"""The layers whose lines are ties; those of the others are visits, memberships, partners or stops."""

ON_RECORD = {
    Layer.VISITS: N_("Visits"),
    Layer.NETWORKS: N_("Memberships"),
    Layer.PROJECTS: N_("Projects"),
    Layer.ROUTE: N_("Stops"),
}
"""Of a layer, what a city has; of all others that is ties."""

NO_TIE = N_("No tie matches these filters.")
NOTHING = N_("Nothing matches these filters.")


def words_of(layer: Layer, measure: Measure) -> Words:
    """Return what a measure is called; the number of lines is called by what the lines of the layer are."""
    return _MEASURES.get(measure, _LINES[layer])


def no_match(layer: Layer) -> str:
    """Return the sentence for a view in which the filters leave nothing."""
    return NO_TIE if layer in OF_TIES else NOTHING
