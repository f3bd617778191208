"""What we have with the countries that missions represent: a mission has few ties of its own.

Facts only, as in :mod:`app.documents.dossier`, counted as the note on the country counts them.

Source: docs/rules.md, R-14.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents.dossier import contact_of, last_records, name_of, tie_of, worth
from app.documents.facts import Land
from app.documents.sources import Sources
from app.permissions.actor import Actor
from app.queries import city_notes, contacts, countries, note_subjects
from models import City, Country, Organisation


def lands(
    session: Session,
    actor: Actor,
    bodies: Sequence[Organisation],
    seat: City | None,
    sources: Sources,
    *,
    today: date,
) -> tuple[Land, ...]:
    """Tell our ties and last contact with each country that one of some bodies represents, ours left out.

    Those with which we have most come first.

    :param bodies: loaded with whom they represent.
    :param seat: of our house.

    Cost: a fixed number of statements, however many countries there are; none without a mission.
    """
    home = seat.country_id if seat else None
    represented = {one.represents.id: one.represents for one in bodies if one.represents}
    represented.pop(home or 0, None)
    if not represented:
        return ()
    theirs: dict[int, list[Organisation]] = {id_: [] for id_ in represented}
    for body in note_subjects.bodies_of_countries(session, actor, represented):
        land = body.represents_id or (body.seat.country_id if body.seat else None)
        theirs[land or 0].append(body)
    places: dict[int, list[int]] = {id_: [id_] for id_ in represented}
    for city in countries.cities_named(session, actor, represented):
        places[city.country_id or 0].append(city.id)
    with_us = [
        one
        for one in city_notes.ties(session, actor, [body.id for all_ in theirs.values() for body in all_])
        if any(party.organisation.ours for party in one.parties)
    ]
    decisions = city_notes.decisions(session, actor, [one.id for one in with_us])
    met = city_notes.meetings_with_countries(session, actor, represented)
    ahead = {id_: {one.id for one in all_ if city_notes.is_ahead(one, today)} for id_, all_ in met.items()}
    whom = {id_: contacts.Whom(theirs[id_], places[id_]) for id_ in represented}
    to_come = {one for ids in ahead.values() for one in ids}
    last = contacts.last_with(session, actor, whom, today=today, ahead=to_come)
    records = last_records(session, actor, last.values())
    begins = contacts.begins(session, actor)

    def told(country: Country) -> Land:
        ids = {body.id for body in theirs[country.id]}
        ties = [
            tie_of(one, ids, decisions, seat, sources, today)
            for one in sorted(with_us, key=worth)
            if any(party.organisation_id in ids for party in one.parties)
        ]
        near = tuple(tie for tie in ties if tie.speaks)
        contact = contact_of(last[country.id], records, near, sources, begins, today)
        return Land(name_of(country), near, contact, len(met[country.id]) - len(ahead[country.id]))

    found = [told(country) for country in represented.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.ties), -one.met, one.country.id)))
