"""The kinds of notes: whom each is on, how it is gathered and put into words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from app.documents import (
    city_note,
    city_paper,
    country_note,
    country_paper,
    organisation_note,
    organisation_paper,
    person_note,
    person_paper,
    visit_note,
    visit_paper,
    workshop_note,
    workshop_paper,
)
from app.documents.advice import with_advice
from app.documents.letterhead import with_letterhead
from app.documents.network_picture import with_network
from app.documents.paper import Paper
from app.documents.saying import with_fallbacks
from app.documents.where_map import Draw, with_map
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.house_papers import letterhead
from models.vocabulary import NoteKind, RecordKind


@dataclass(frozen=True)
class Kind:
    """A kind of note.

    :param on: the kind of record that it is on.
    :param gather: session, actor, id, ``today`` → facts.
    :param say: facts, translator, zone → paper.
    """

    on: RecordKind
    gather: Callable[..., Any]
    say: Callable[[Any, Translator, tzinfo], Paper]


KINDS: Mapping[NoteKind, Kind] = {
    NoteKind.CITY: Kind(RecordKind.CITY, city_note.gather, city_paper.say),
    NoteKind.COUNTRY: Kind(RecordKind.COUNTRY, country_note.gather, country_paper.say),
    NoteKind.ORGANISATION: Kind(RecordKind.ORGANISATION, organisation_note.gather, organisation_paper.say),
    NoteKind.PERSON: Kind(RecordKind.PERSON, person_note.gather, person_paper.say),
    NoteKind.VISIT: Kind(RecordKind.VISIT, visit_note.gather, visit_paper.say),
    NoteKind.WORKSHOP: Kind(RecordKind.EVENT, workshop_note.gather, workshop_paper.say),
}


def gather(session: Session, actor: Actor, kind: NoteKind, record_id: int, *, today: date) -> Any:
    """Read the facts of the note on a record.

    :raises PermissionDenied, NotFound: the actor may not read; there is no such record.
    :raises KeyError: there are no notes of that kind.
    """
    return KINDS[kind].gather(session, actor, record_id, today=today)


def say(
    session: Session,
    actor: Actor,
    kind: NoteKind,
    record_id: int,
    facts: Any,
    *,
    t: Translator,
    zone: tzinfo,
    draw: Draw | None = None,
) -> Paper:
    """Put facts into the words of a language, with the network around it and what colleagues advise.

    :param zone: of the office.
    :param draw: draws the map of a city; without it there is none.
    """
    paper = with_map(KINDS[kind].say(facts, t, zone), facts, draw, t)
    paper = with_network(session, actor, paper, kind, record_id, t)
    paper = with_letterhead(paper, letterhead(session, actor), t)
    return with_fallbacks(with_advice(session, actor, paper, record_id, t=t), t)


def write(
    session: Session,
    actor: Actor,
    kind: NoteKind,
    record_id: int,
    *,
    t: Translator,
    today: date,
    zone: tzinfo,
    draw: Draw | None = None,
) -> Paper:
    """Write the note on a record in a language, from what the register holds today.

    :param draw: as of :func:`say`.
    :raises PermissionDenied, NotFound, KeyError: as :func:`gather`.
    """
    facts = gather(session, actor, kind, record_id, today=today)
    return say(session, actor, kind, record_id, facts, t=t, zone=zone, draw=draw)
