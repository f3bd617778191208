"""Countries."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import agreements, countries, linked, timeline
from app.queries.timeline import Timeline
from app.records.countries import COUNTRY
from app.web.access import current_actor
from models import Country
from views.records import RecordPages


class CountryPages(RecordPages[Country]):
    """A country's page also lists our ties with it, its missions and its cities that are on record.

    It counts as the note on the country does.
    """

    def extras(self, record: Country) -> Mapping[str, Any]:
        """Our ties, missions that represent the country, and its cities that somebody has to do with."""
        actor = current_actor()
        return {
            "ties": agreements.ours_with_country(db.session, actor, record.id),
            "missions": linked.representing(db.session, actor, record.id),
            "cities": countries.cities_named(db.session, actor, [record.id]),
        }

    def timeline(self, record: Country, *, is_named: bool) -> Timeline:
        """Return what there was with the country, its cities and bodies, whether it is named or not."""
        return timeline.of_country(db.session, current_actor(), record.id)


COUNTRY_PAGES = CountryPages(COUNTRY)
