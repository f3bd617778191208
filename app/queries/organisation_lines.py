"""The light rows of organisations."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queries.lines import IDS, Known, Name, Town, town
from models import City, Organisation
from models.vocabulary import OrganisationKind

_city, _organisation = City.__table__.c, Organisation.__table__.c


_ORGANISATIONS = (
    select(
        _organisation.id,
        _organisation.organisation_kind,
        _organisation.acronym,
        _organisation.district,
        _organisation.website,
        _organisation.email,
        _organisation.phone,
        _organisation.ours,
        _organisation.peer,
        _organisation.seat_id,
        _organisation.represents_id,
        _organisation.parent_id,
        _city.country_id,
    )
    .outerjoin(City.__table__, _city.id == _organisation.seat_id)
    .where(_organisation.id.in_(IDS))
)


class OrganisationLine(NamedTuple):
    """An organisation as lists and files show it, by the names of :class:`models.Organisation`."""

    id: int
    title_tr: str
    title_en: str
    organisation_kind: OrganisationKind | None
    acronym: str
    district: str
    website: str
    email: str
    phone: str
    ours: bool
    peer: bool
    seat: Town | None
    represents: Name | None
    parent: Name | None


def organisation_lines(session: Session, ids: Sequence[int], known: Known) -> Mapping[int, OrganisationLine]:
    """Return organisations by id. Cost: two statements."""
    rows = session.execute(_ORGANISATIONS, {"ids": list(ids)}).all()
    named = known.names(id_ for row in rows for id_ in (row.id, *row[9:]))
    return {
        row.id: OrganisationLine(
            *named[row.id],
            *row[1:9],
            town(row.seat_id, row.country_id, named),
            named.get(row.represents_id),
            named.get(row.parent_id),
        )
        for row in rows
    }
