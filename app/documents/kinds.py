"""The kinds of notes: whom each is on, how it is gathered and put into words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from app.documents import city_note, city_paper
from app.documents.paper import Paper
from app.i18n import Translator
from app.permissions.actor import Actor
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
}


def write(
    session: Session,
    actor: Actor,
    kind: NoteKind,
    record_id: int,
    *,
    t: Translator,
    today: date,
    zone: tzinfo,
) -> Paper:
    """Write the note on a record in a language, from what the register holds today.

    :param zone: of the office.
    :raises PermissionDenied, NotFound: the actor may not read; there is no such record.
    :raises KeyError: there are no notes of that kind.
    """
    one = KINDS[kind]
    return one.say(one.gather(session, actor, record_id, today=today), t, zone)
