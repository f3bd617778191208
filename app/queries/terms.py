"""Terms of our mayors, from the posts on record."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.domain.turkish import search_key
from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Organisation, PartialDate, Person, Post
from models.vocabulary import OrganisationKind

_organisation = Organisation.__table__.c
_OFFICE = "belediye baskani"
"""How the title of a mayor ends, folded; that of a deputy, acting mayor or adviser ends otherwise."""

_PAST = ("eski", "onceki", "sabik")
"""Before the title of somebody who was mayor before: that is no term."""


class Term(NamedTuple):
    """Who was mayor, from when until when; an unknown end is still in office."""

    person_id: int
    name: str
    since: PartialDate
    until: PartialDate


def mayors(session: Session, actor: Actor) -> Sequence[Term]:
    """Return the terms of the mayors of our own municipality whose beginning is known, the first one first.

    Cost: one statement.
    """
    since, until = days(Post, "since"), days(Post, "until")
    query = (
        live(actor, Person)
        .join(Post, Post.person_id == Person.id)
        .join(Organisation.__table__, _organisation.id == Post.organisation_id)
        .where(
            _organisation.ours.is_(True),
            _organisation.organisation_kind == OrganisationKind.MUNICIPALITY,
            since.earliest.is_not(None),
        )
        .order_by(since.earliest, Person.id)
        .with_only_columns(Person.id, Person.title_tr, Post.title_tr, Post.title_en, *since, *until)
    )
    return [
        Term(id_, name, PartialDate(*dates[:3]), PartialDate(*dates[3:]))
        for id_, name, title_tr, title_en, *dates in session.execute(query)
        if _is_mayor(search_key(title_tr), search_key(title_en))
    ]


def _is_mayor(turkish: str, english: str) -> bool:
    if turkish:
        return turkish.endswith(_OFFICE) and not turkish.startswith(_PAST)
    return english in ("mayor", "metropolitan mayor")
