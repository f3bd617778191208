"""What a city that was created in passing still lacks."""

from app.i18n import N_
from models import City


def missing(city: City) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth."""
    blanks = (
        (city.country_id is None, N_("Country unknown")),
        (city.latitude is None or city.longitude is None, N_("Not on the map: no position")),
    )
    return tuple(words for blank, words in blanks if blank)
