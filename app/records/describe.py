"""One line that tells a record from another of the same name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.domain.people import current_post
from app.i18n import Translator
from app.labels import label
from app.records.organisations import country_of
from models import City, Country, Delegate, Organisation, Person, Post, Record, Visit
from models.vocabulary import RecordKind

_LOADS: dict[RecordKind, tuple[Any, tuple[Any, ...]]] = {
    RecordKind.CITY: (City, (selectinload(City.country),)),
    RecordKind.COUNTRY: (Country, ()),
    RecordKind.ORGANISATION: (
        Organisation,
        (selectinload(Organisation.seat).selectinload(City.country), selectinload(Organisation.represents)),
    ),
    RecordKind.PERSON: (Person, (selectinload(Person.posts).selectinload(Post.organisation),)),
    RecordKind.VISIT: (Visit, (selectinload(Visit.delegates).selectinload(Delegate.organisation),)),
}


def details(session: Session, records: Sequence[Record], t: Translator) -> dict[int, str]:
    """Return id → a line of detail.

    Cost: a few statements for each kind among the records.
    """
    told: dict[int, str] = {}
    for kind in {record.kind for record in records}:
        model, loads = _LOADS[kind]
        ids = [record.id for record in records if record.kind is kind]
        for one in session.scalars(select(model).where(model.id.in_(ids)).options(*loads)):
            told[one.id] = _line(one, t)
    return told


def _line(record: Record, t: Translator) -> str:
    match record:
        case City():
            other = record.title_en if t.language == "tr" else record.title_tr
            parts = (t.title(record.country) if record.country else "", record.region, other)
            return _apart(dict.fromkeys(part for part in parts if part != t.title(record)))
        case Country():
            return record.code
        case Organisation():
            kind = t(label(record.organisation_kind)) if record.organisation_kind else ""
            return _apart((kind, country_of(record, t) or ""))
        case Person():
            return _post(record, t)
        case Visit():
            titles = dict.fromkeys(t.either(one.title_tr, one.title_en) for one in record.delegates)
            return _apart(
                (t.partial(record.held), t.either(record.subject_tr, record.subject_en) or ", ".join(titles))
            )
    return ""


def _post(person: Person, t: Translator) -> str:
    post = current_post(person.posts)
    if post is None:
        return ""
    body = t.title(post.organisation) if post.organisation else ""
    return ", ".join(filter(None, (t.either(post.title_tr, post.title_en), body)))


def _apart(parts: Any) -> str:
    return " · ".join(part for part in parts if part)
