"""What choosing a person fills in: the post they are believed to hold."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session, selectinload

from app.domain.people import current_post
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.scope import live
from models import Person, Post, Record
from models.vocabulary import RecordKind


def fills(
    session: Session, actor: Actor, records: Sequence[Record], t: Translator, *, today: date
) -> dict[int, dict[str, Any]]:
    """Return id of a person → field → suggested value.

    Only a suggestion: the text of the day is what is typed.

    Source: docs/rules.md, R-12.
    """
    ids = [record.id for record in records if record.kind is RecordKind.PERSON]
    if not ids:
        return {}
    query = (
        live(actor, Person)
        .where(Person.id.in_(ids))
        .options(selectinload(Person.posts).selectinload(Post.organisation))
    )
    told: dict[int, dict[str, Any]] = {}
    for person in session.scalars(query):
        post = current_post(person.posts, on=today)
        if post is not None:
            told[person.id] = {"title_tr": post.title_tr}
            if post.organisation is not None:
                body = post.organisation
                told[person.id]["organisation"] = {
                    "value": f"#{body.id}",
                    "label": t.title(body),
                    "detail": "",
                }
    return told
