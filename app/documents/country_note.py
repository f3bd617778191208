"""The information note on a country: our ties there, its missions, when we last met.

Source: docs/rules.md, R-13 to R-15.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.documents import dossier
from app.documents.dossier import Subject, name_of
from app.documents.facts import CountryFacts, CountryNote
from app.documents.sources import Sources
from app.documents.who import body_facts
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import countries
from app.queries import note_subjects as queries


def gather(session: Session, actor: Actor, country_id: int, *, today: date) -> CountryNote:
    """Read what the register knows of a country. A mission counts for whom it represents, not for its seat.

    What counts for the country is what :func:`app.queries.countries.standing_for` selects, as on its page.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such country.

    Cost: a fixed number of statements, however much is on record.
    """
    ensure(actor, Permission.RECORD_VIEW)
    country = queries.country(session, actor, country_id)
    if country is None:
        raise NotFound(f"country {country_id}")
    bodies = queries.bodies_of_countries(session, actor, [country_id])
    missions = [one for one in bodies if one.represents_id is not None]
    ids = [one.id for one in bodies]
    cities = countries.cities_named(session, actor, [country_id])

    def who(sources: Sources, seat: object) -> CountryFacts:
        return CountryFacts(
            name=name_of(country),
            code=country.code,
            cities=tuple(map(name_of, cities)),
            missions=tuple(body_facts(one, sources) for one in missions),
        )

    met = [country_id, *ids, *(city.id for city in cities)]
    subject = Subject(bodies=bodies, met=met, promised=met, offices=ids, who=who)
    found, facts = dossier.gather(session, actor, subject, today=today)
    return CountryNote(**dossier.whole(found), country=facts)
