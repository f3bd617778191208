"""Cities."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import linked
from app.records.cities import CITY
from app.web.access import current_actor
from models import City
from views.records import RecordPages


class CityPages(RecordPages[City]):
    """A city's page also lists the organisations that sit there."""

    def extras(self, record: City) -> Mapping[str, Any]:
        """Organisations and people of the city."""
        actor = current_actor()
        return {
            "organisations": linked.seated_in(db.session, actor, record.id),
            "people": linked.people_of_city(db.session, actor, record.id),
        }


CITY_PAGES = CityPages(CITY)
