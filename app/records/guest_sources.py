"""From where guests are taken: what the record tells, groups of recipients of letters, saved views."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import parse_qsl

from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import guests as queries
from app.queries import recipients, saved_views
from app.records.listing.asked import understood
from app.records.listing.rows import every_id
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from models import GuestList

TAKING_PART, BEFORE, MISSIONS, PARTNERS = "taking-part", "before", "missions", "partners"
GROUP, VIEW = "group-", "view-"
_NOUNS = (PERSON, ORGANISATION)
_TOLD: Mapping[str, Callable[[Session, Actor, GuestList], Sequence[int]]] = {
    TAKING_PART: queries.taking_part,
    BEFORE: queries.came_before,
    MISSIONS: lambda session, actor, _: queries.at_missions(session, actor),
    PARTNERS: lambda session, actor, _: queries.at_partners(session, actor),
}


class Source(NamedTuple):
    """A group from which guests can be taken, and its name."""

    key: str
    words: str


def sources(session: Session, actor: Actor, guests: GuestList, t: Translator) -> Sequence[Source]:
    """Return the groups on offer: those that the record tells, those of letters, then saved views."""
    about = [Source(TAKING_PART, t.title(guests.about))] if guests.about else []
    told = [
        *about,
        Source(BEFORE, t(N_("Came to the same kind of event before"))),
        Source(MISSIONS, t(N_("Holds a post at a mission"))),
        Source(PARTNERS, t(N_("Holds a post at a partner in force"))),
    ]
    views = [one for noun in _NOUNS for one in saved_views.choices(session, actor, noun.kind).views]
    told += [Source(f"{GROUP}{one.id}", t.title(one)) for one in recipients.groups(session, actor)]
    return [*told, *(Source(f"{VIEW}{one.id}", one.name) for one in views)]


def ids_of(session: Session, actor: Actor, guests: GuestList, key: str, *, today: date) -> Sequence[int]:
    """Return the ids of the people or bodies of a group; of an unknown group nobody."""
    if key in _TOLD:
        return _TOLD[key](session, actor, guests)
    for group in recipients.groups(session, actor):
        if f"{GROUP}{group.id}" == key:
            chosen = [one.recipient_id for one in group.members]
            by_rule = recipients.members_by_rule(session, actor, group.rule, today=today)
            return list(dict.fromkeys([*chosen, *by_rule]))[: queries.AT_MOST]
    for noun in _NOUNS:
        for one in saved_views.choices(session, actor, noun.kind).views:
            if f"{VIEW}{one.id}" == key:
                asked = understood(noun, dict(parse_qsl(one.query)), today)
                found = chain.from_iterable(every_id(session, actor, noun, asked))
                return list(islice(found, queries.AT_MOST))
    return ()
