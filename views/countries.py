"""Countries."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import linked
from app.records.countries import COUNTRY
from app.web.access import current_actor
from models import Country
from views.records import RecordPages


class CountryPages(RecordPages[Country]):
    """A country's page also lists its missions and its cities that are on record."""

    def extras(self, record: Country) -> Mapping[str, Any]:
        """Missions that represent the country, and its cities that somebody has to do with."""
        actor = current_actor()
        return {
            "missions": linked.representing(db.session, actor, record.id),
            "cities": linked.cities_in_use(db.session, actor, record.id),
        }


COUNTRY_PAGES = CountryPages(COUNTRY)
