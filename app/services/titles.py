"""Names, titles and organisations as they were on a day: text beside the link to the person.

Source: docs/rules.md, R-12.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.domain.people import current_post
from app.permissions.actor import Actor
from app.queries.people import with_posts
from app.records import kit
from app.records.people import PERSON
from models import Delegate, EventParticipant, PartialDate, Person, Post, Signatory, Traveller

Row = Mapping[str, Any]
OfTheDay: TypeAlias = Delegate | Signatory | EventParticipant | Traveller


def of_the_day(
    session: Session,
    actor: Actor,
    rows: Iterable[Row],
    known: Sequence[OfTheDay],
    day: date,
    *,
    today: date,
) -> list[dict[str, Any]]:
    """Complete rows about people with what is known of each on a day; what was typed stands.

    :param rows: column → value, as a form tells them.
    :param known: the rows as they were before; a name once taken down stays.
    """
    listed = list(rows)
    people = with_posts(session, actor, {row["person_id"] for row in listed if row.get("person_id")})
    before = {one.id: one for one in known}
    completed = []
    for row in listed:
        person, old = people.get(row.get("person_id") or 0), before.get(row.get("id") or 0)
        if person is None:
            completed.append({"name": old.name if old else "", **row})
        elif old is not None and old.person_id == person.id:
            completed.append({**row, "name": old.name, "organisation_name": _body_name(old, row)})
        else:
            _remember_post(session, actor, person, row, day, today)
            completed.append(_as_of(day, person, row))
    return completed


def taken_down(
    session: Session,
    actor: Actor,
    data: Mapping[str, Any],
    part: str,
    known: Sequence[OfTheDay],
    *,
    today: date,
) -> dict[str, Any]:
    """Complete the people of a record as :func:`of_the_day` does, as of the last day on which it is held.

    :param data: column → value of the record, ``held`` among them; the day is today's where that is unknown.
    :param part: where the rows of people stand in it.
    """
    if part not in data:
        return dict(data)
    day = (data.get("held") or PartialDate.unknown()).latest or today
    return {**data, part: of_the_day(session, actor, data[part], known, day, today=today)}


def _as_of(day: date, person: Person, row: Row) -> dict[str, Any]:
    """Fill what the row leaves open from the post the person held."""
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


def _body_name(old: OfTheDay, row: Row) -> str:
    return old.organisation_name if row.get("organisation_id") == old.organisation_id else ""


def _remember_post(session: Session, actor: Actor, person: Person, row: Row, day: date, today: date) -> None:
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
