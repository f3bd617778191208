"""Verbs of guests: invite, revise, answer, arrive. What is taken down is the text of that day (R-12)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.guests import answer_of, companions_come_with_their_guest
from app.domain.letter_merge import language_of
from app.domain.people import current_post
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import guests as queries
from app.queries.locks import lock
from app.queries.note_subjects import bodies
from app.queries.people import with_posts
from app.queries.recipients import recipients
from app.records import kit
from app.records.guest_lists import GUEST_LIST
from app.records.guests import GUEST
from app.records.many import create_all
from models import Guest, GuestList, Organisation, Person, utc_now
from models.vocabulary import AnswerChannel, Language


@dataclass(frozen=True)
class Before:
    """What an answer that is taken back had changed, apart from what it says.

    :param companions: how many came along, or were invited along.
    """

    companions: int | None


def invite(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Guest:
    """Put a guest on a list; what is left open is taken from the person or the body as of the day.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, NotFound: as there; there is no such list.
    :raises Invalid: as there; or they are on the list already, or companions would not be counted.
    """
    ensure(actor, GUEST.create)
    list_id = data.get("guest_list_id")
    told = dict(data)
    if list_id is not None:
        guests = kit.load(session, actor, GUEST_LIST, list_id)
        lock(session, [guests.id])
        _refuse_twice(session, actor, guests.id, data)
        told = _of_that_day(session, actor, guests, data, today)
    return _counted(kit.create(session, actor, GUEST, told, today=today))


def revise(
    session: Session, actor: Actor, guest_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Guest:
    """Change a guest. What was taken down stays, unless somebody types it anew or names somebody else.

    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    :raises Invalid: as there; or they are on the list already, or companions would not be counted.
    """
    ensure(actor, GUEST.write)
    guest = kit.load(session, actor, GUEST, guest_id)
    told, list_id = dict(data), data.get("guest_list_id", guest.guest_list_id)
    if list_id is not None and _is_another(guest, data):
        guests = kit.load(session, actor, GUEST_LIST, list_id)
        lock(session, [guests.id])
        _refuse_twice(session, actor, guests.id, data)
        typed = {name: value for name, value in data.items() if value != getattr(guest, name)}
        told |= _of_that_day(session, actor, guests, {**typed, **_who(data)}, today)
    return _counted(kit.edit(session, actor, GUEST, guest_id, seen_version, told, today=today))


def invite_all(session: Session, actor: Actor, list_id: int, ids: Collection[int], *, today: date) -> int:
    """Put people and bodies on a list, who are not on it yet; say how many.

    :param ids: of people and organisations; who is none of the actor's is left out.
    :raises PermissionDenied, NotFound: the actor may not; there is no such list.
    :raises Invalid: more than can be invited at once.
    Cost: the same number of statements for any number of guests.
    """
    ensure(actor, GUEST.create)
    guests = kit.load(session, actor, GUEST_LIST, list_id)
    if len(ids) > queries.AT_MOST:
        raise Invalid(Problem("", N_("At most %(limit)s guests at once"), {"limit": queries.AT_MOST}))
    lock(session, [guests.id])
    there, bodies_there = queries.already_on(session, actor, list_id)
    people = with_posts(session, actor, set(ids) - there)
    invited = bodies(session, actor, set(ids) - bodies_there - set(people))
    found: list[dict[str, Any]] = [_as_of(guests, people[id_], None, today) for id_ in ids if id_ in people]
    found += [_as_of(guests, None, one, today) for one in invited]
    spoken = _languages(session, actor, [*people, *(one.id for one in invited)])
    told = [{"guest_list_id": list_id, **one, **_spoken(one, spoken)} for one in found]
    return len(create_all(session, actor, GUEST, told, today=today))


def answer(
    session: Session,
    actor: Actor,
    guest_id: int,
    people: int | None,
    *,
    on: date | None,
    through: AnswerChannel | None,
    today: date,
    before: Before | None = None,
) -> Guest:
    """Enter what a guest answered. Where nobody says how the answer came, what is on record of that stays.

    :param people: how many come, the guest counted; 0 for a refusal, None where there is no answer after all.
    :param before: what was so before an answer that is taken back, and is so again.
    :raises PermissionDenied, NotFound: the actor may not; there is no such guest.
    :raises ValueError: a number of people that no key says.
    :raises Invalid: the day is still to come.
    """
    ensure(actor, GUEST.write)
    guest = kit.load(session, actor, GUEST, guest_id)
    stored = kit.snapshot(GUEST, guest)
    if people is None:
        guest.answer, guest.answered_on, guest.answered_through = None, None, None
    else:
        guest.answer, guest.companions = answer_of(people)
        guest.answered_on, guest.answered_through = on, through or guest.answered_through
    if before is not None:
        guest.companions = before.companions
        guest.answered_through = through
    return kit.save(session, actor, GUEST, guest, stored, "answered", today=today)


def arrive(session: Session, actor: Actor, guest_id: int, *, arrived: bool, today: date) -> Guest:
    """Tick a guest off at the gate, or take that back.

    :raises PermissionDenied, NotFound: the actor may not; there is no such guest.
    """
    ensure(actor, GUEST.write)
    guest = kit.load(session, actor, GUEST, guest_id)
    before = kit.snapshot(GUEST, guest)
    guest.arrived_at = (guest.arrived_at or utc_now()) if arrived else None
    return kit.save(session, actor, GUEST, guest, before, "arrived", today=today)


def _counted(guest: Guest) -> Guest:
    if problems := tuple(companions_come_with_their_guest(guest)):
        raise Invalid(*problems)
    return guest


def _is_another(guest: Guest, data: Mapping[str, Any]) -> bool:
    names = ("guest_list_id", "person_id", "organisation_id")
    return any(name in data and data[name] != getattr(guest, name) for name in names)


def _who(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in ("person_id", "organisation_id")}


def _refuse_twice(session: Session, actor: Actor, list_id: int, data: Mapping[str, Any]) -> None:
    people, invited = queries.already_on(session, actor, list_id)
    if data.get("person_id") in people:
        raise Invalid(Problem("person", N_("They are on this list already")))
    if not data.get("person_id") and not data.get("name") and data.get("organisation_id") in invited:
        raise Invalid(Problem("organisation", N_("They are on this list already")))


def _of_that_day(
    session: Session, actor: Actor, guests: GuestList, data: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Fill what was left open."""
    person_id, body_id = data.get("person_id"), data.get("organisation_id")
    person = with_posts(session, actor, {person_id}).get(person_id) if person_id else None
    found = bodies(session, actor, [body_id]) if body_id else ()
    filled = _as_of(guests, person, found[0] if found else None, today)
    spoken = _languages(session, actor, [id_ for id_ in (person_id, body_id) if id_])
    filled |= _spoken(filled, spoken)
    return filled | {name: value for name, value in data.items() if value not in (None, "")}


def _languages(session: Session, actor: Actor, ids: Sequence[int]) -> Mapping[int, Language | None]:
    """Return in which language of the house somebody is written to, as letters do; None: nobody can tell."""
    return {one.id: language_of(one.languages, one.home) for one in recipients(session, actor, ids)}


def _spoken(filled: Mapping[str, Any], spoken: Mapping[int, Language | None]) -> dict[str, Any]:
    ids = [filled[name] for name in ("person_id", "organisation_id") if filled.get(name)]
    return {"language": next((spoken[id_] for id_ in ids if id_ in spoken), None)}


def _as_of(
    guests: GuestList, person: Person | None, body: Organisation | None, today: date
) -> dict[str, Any]:
    """Return what is known of a person or a body on the day of the list."""
    told: dict[str, Any] = {}
    if person is not None:
        told = {"person_id": person.id, "name": person.title_tr}
        told |= {"form_tr": person.address_tr, "form_en": person.address_en}
        post = current_post(person.posts, on=guests.held.latest or today)
        if post is not None:
            told |= {"rank_tr": post.title_tr, "rank_en": post.title_en}
            body = body or post.organisation
    if body is not None:
        told |= {"organisation_id": body.id, "organisation_name": body.title_tr, "address": body.address}
    return told
