"""Invitations: the words of the house, and the one that each guest of a list gets."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from app import trail
from app.domain.forms_of_address import Form, usual
from app.domain.invitations import Texts, starting, write, wrong
from app.errors import Invalid
from app.i18n import Translator, translator
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import guests as queries
from app.queries.city_notes import own_house
from app.queries.invitation_texts import invitation_texts
from app.queries.recipients import house_forms
from app.records.guests import body
from models import Guest, GuestList, InvitationText
from models.vocabulary import GuestAnswer, InvitationKind, Language

LANGUAGES = (Language.TURKISH, Language.ENGLISH)


class Written(NamedTuple):
    """The invitation of one guest.

    :param language: None: nobody said in which language they are invited, and so none is written.
    """

    guest: Guest
    language: Language | None
    organisation: str
    text: str


def texts(session: Session, actor: Actor) -> Mapping[InvitationKind, Texts]:
    """Return the words of the house; where it has none, those that come with Elçi."""
    own = invitation_texts(session, actor)
    told = {kind: Texts(one.text_tr, one.text_en) for kind, one in own.items()}
    return {kind: told.get(kind, usual) for kind, usual in starting().items()}


def set_texts(session: Session, actor: Actor, told: Mapping[InvitationKind, Texts]) -> None:
    """Say with which words the house invites; what is as usual, or left empty, is not kept.

    :raises PermissionDenied: the actor may not.
    :raises Invalid: a text names what is no placeholder; its field is ``<kind>_<language>``.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    fields = {f"{kind}_{name}": text for kind, one in told.items() for name, text in one._asdict().items()}
    if found := list(wrong(fields)):
        raise Invalid(*found)
    before, own = texts(session, actor), invitation_texts(session, actor)
    changed: dict[str, object] = {}
    for kind, one in told.items():
        kept = Texts(one.tr or starting()[kind].tr, one.en or starting()[kind].en)
        if kept == before[kind]:
            continue
        row = own.get(kind) or InvitationText(municipality_id=actor.municipality_id, kind=kind)
        row.text_tr, row.text_en = kept
        session.add(row)
        changed[kind.value] = list(kept)
    if changed:
        session.flush()
        trail.note(session, actor, "guest_list.invitation_texts_changed", changed)


def write_all(
    session: Session, actor: Actor, guests: GuestList, kind: InvitationKind, unknown: Language | None
) -> Sequence[Written]:
    """Return the invitation of every guest who did not decline, in the order of the list.

    :param guests: loaded; ``unknown`` is the language of those of whom nobody said one, None leaves them out.
    Cost: the same number of statements for any number of guests.
    """
    ensure(actor, Permission.RECORD_VIEW)
    house, told = own_house(session, actor), texts(session, actor)[kind]
    forms = {
        rank: Form(one.words_tr or usual()[rank].tr, one.words_en or usual()[rank].en)
        for rank, one in house_forms(session, actor).items()
    }
    values = {}
    for one in LANGUAGES:
        t = translator(one.value)
        values[one] = _values(guests, t.title(house[0]) if house else "", t)
    found = []
    for guest in queries.on_list(session, actor, guests.id):
        if guest.answer is GuestAnswer.NO:
            continue
        language = guest.language or unknown
        if language is None:
            found.append(Written(guest, None, "", ""))
            continue
        t = translator(language.value)
        of = body(guest, t)
        text = write(told.of(t.language), t.language, guest, of, values[language], forms)
        found.append(Written(guest, language, of, text))
    return found


def _values(guests: GuestList, house: str, t: Translator) -> dict[str, str]:
    return {
        "invitation": t.title(guests),
        "day": t.partial_long(guests.held) if guests.held.is_known else "",
        "time": t.time(guests.starts_at) if guests.starts_at else "",
        "place": t.either(guests.place_tr, guests.place_en),
        "answer_by": t.date(guests.answer_by) if guests.answer_by else "",
        "house": house,
    }
