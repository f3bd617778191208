"""Verbs of visits: log, revise, hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session, selectinload

from app.domain.people import current_post
from app.domain.visits import OFF, OVER
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.scope import live
from app.records import kit
from app.records.people import PERSON
from app.records.visits import VISIT
from models import Delegate, PartialDate, Person, Post, Visit
from models.vocabulary import VisitState


def log(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Visit:
    """Write a new visit; names, titles and organisations of its people are taken down as of its day.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.create)
    return kit.create(session, actor, VISIT, _of_the_day(session, actor, data, (), today), today=today)


def revise(
    session: Session, actor: Actor, visit_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Visit:
    """Change a visit. What was taken down about its people stays, unless somebody types it anew.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.write)
    visit = kit.load(session, actor, VISIT, visit_id)
    known = tuple(visit.delegates)
    return kit.edit(
        session,
        actor,
        VISIT,
        visit_id,
        seen_version,
        _of_the_day(session, actor, data, known, today),
        today=today,
    )


def hold(session: Session, actor: Actor, visit_id: int, *, today: date) -> Visit:
    """Mark a visit as held.

    :raises PermissionDenied, NotFound: the actor may not; there is none.
    :raises Invalid: its day is still to come.
    """
    ensure(actor, Permission.RECORD_WRITE)
    visit = kit.load(session, actor, VISIT, visit_id)
    before = kit.snapshot(VISIT, visit)
    visit.state, visit.state_reason = VisitState.HELD, ""
    return kit.save(session, actor, VISIT, visit, before, "held", today=today)


def can_be_held(visit: Visit, today: date) -> bool:
    """Say whether marking it as held is the next step: its day has come, and nobody called it off."""
    begun = visit.held.earliest is not None and visit.held.earliest <= today
    return begun and visit.state not in (*OVER, *OFF)


def _of_the_day(
    session: Session, actor: Actor, data: Mapping[str, Any], known: Sequence[Delegate], today: date
) -> dict[str, Any]:
    """Complete the rows of the delegation with what is known of each person on the day of the visit."""
    held: PartialDate = data.get("held") or PartialDate.unknown()
    day = held.latest or today
    rows = data.get("delegates", [])
    people = _people(session, actor, {row["person_id"] for row in rows if row.get("person_id")})
    before = {delegate.id: delegate for delegate in known}
    completed = []
    for row in rows:
        person = people.get(row.get("person_id") or 0)
        old = before.get(row.get("id") or 0)
        if person is None:
            completed.append({"name": old.name if old else "", **row})
        elif old is not None and old.person_id == person.id:
            completed.append({**row, "name": old.name, "organisation_name": _body_name(old, row)})
        else:
            _remember_post(session, actor, person, row, day, today)
            completed.append(_as_of(day, person, row))
    return {**data, "delegates": completed}


def _as_of(day: date, person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    """Fill what the row leaves open from the post the person held; what was typed stands."""
    filled = {"name": person.title_tr, "printed_name": person.printed_name, **row}
    post = current_post(person.posts, on=day)
    if post is None:
        return filled
    if not filled.get("title_tr") and not filled.get("title_en"):
        filled |= {"title_tr": post.title_tr, "title_en": post.title_en}
    elif filled.get("title_tr") == post.title_tr and not filled.get("title_en"):
        filled["title_en"] = post.title_en
    filled["organisation_id"] = filled.get("organisation_id") or post.organisation_id
    return filled


def _body_name(old: Delegate, row: Mapping[str, Any]) -> str:
    return old.organisation_name if row.get("organisation_id") == old.organisation_id else ""


def _remember_post(
    session: Session, actor: Actor, person: Person, row: Mapping[str, Any], day: date, today: date
) -> None:
    """Take down the post of somebody of whom none is known, so that it is suggested the next time."""
    if person.posts or not (row.get("title_tr") or row.get("organisation_id")):
        return
    before = kit.snapshot(PERSON, person)
    person.posts.append(
        Post(
            position=0,
            organisation_id=row.get("organisation_id"),
            title_tr=row.get("title_tr") or "",
            title_en=row.get("title_en") or "",
            known_on=min(day, today),
        )
    )
    kit.save(session, actor, PERSON, person, before, "edited", today=today)


def _people(session: Session, actor: Actor, ids: set[int]) -> dict[int, Person]:
    if not ids:
        return {}
    query = live(actor, Person).where(Person.id.in_(ids))
    query = query.options(
        selectinload(Person.posts).selectinload(Post.organisation), selectinload(Person.sources)
    )
    return {person.id: person for person in session.scalars(query)}
