"""From where guests are taken: who came before, missions, partners, and the saved views of two lists."""

from collections.abc import Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import parse_qsl

from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import guests as queries
from app.queries import saved_views
from app.records.listing.asked import understood
from app.records.listing.rows import every_id
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from models import GuestList

BEFORE, MISSIONS, PARTNERS, VIEW = "before", "missions", "partners", "view-"
_NOUNS = (PERSON, ORGANISATION)


class Source(NamedTuple):
    """A group from which guests can be taken, and its name."""

    key: str
    words: str


def sources(session: Session, actor: Actor, t: Translator) -> Sequence[Source]:
    """Return the groups on offer: those that the record tells, then saved views of people and bodies."""
    told = [
        Source(BEFORE, t(N_("Came to the same kind of event before"))),
        Source(MISSIONS, t(N_("Holds a post at a mission"))),
        Source(PARTNERS, t(N_("Holds a post at a partner in force"))),
    ]
    views = [one for noun in _NOUNS for one in saved_views.choices(session, actor, noun.kind).views]
    return [*told, *(Source(f"{VIEW}{one.id}", one.name) for one in views)]


def ids_of(session: Session, actor: Actor, guests: GuestList, key: str, *, today: date) -> Sequence[int]:
    """Return the ids of the people or bodies of a group; of an unknown group nobody."""
    match key:
        case "before":
            return queries.came_before(session, actor, guests)
        case "missions":
            return queries.at_missions(session, actor)
        case "partners":
            return queries.at_partners(session, actor)
    for noun in _NOUNS:
        for one in saved_views.choices(session, actor, noun.kind).views:
            if f"{VIEW}{one.id}" == key:
                asked = understood(noun, dict(parse_qsl(one.query)), today)
                found = chain.from_iterable(every_id(session, actor, noun, asked))
                return list(islice(found, queries.AT_MOST))
    return ()
