"""The light rows of visits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import time
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queries.lines import IDS, Body, Known, Name, Town, town, when
from models import City, Counterpart, Delegate, PartialDate, Record, Visit
from models.vocabulary import Direction, Side, VisitKind, VisitMode, VisitState

_visit, _record, _city = Visit.__table__.c, Record.__table__.c, City.__table__.c
_delegate, _counterpart = Delegate.__table__.c, Counterpart.__table__.c


_VISITS = (
    select(
        _visit.id,
        _record.title_tr,
        _record.title_en,
        _visit.held_earliest,
        _visit.held_latest,
        _visit.held_certainty,
        _visit.starts_at,
        _visit.direction,
        _visit.mode,
        _visit.visit_kind,
        _visit.state,
        _visit.subject_tr,
        _visit.subject_en,
        _visit.place_tr,
        _visit.place_en,
        _visit.group_name,
        _visit.headcount,
        _visit.headcount_about,
        _visit.city_id,
        _city.country_id.label("land_id"),
        _visit.country_id,
        _visit.host_id,
    )
    .select_from(
        Visit.__table__.join(Record.__table__, _record.id == _visit.id).outerjoin(
            City.__table__, _city.id == _visit.city_id
        )
    )
    .where(_visit.id.in_(IDS))
)
_PEOPLE = (
    select(
        _delegate.visit_id,
        _delegate.organisation_id,
        _delegate.side,
        _delegate.name,
        _delegate.title_tr,
        _delegate.title_en,
    )
    .where(_delegate.visit_id.in_(IDS))
    .order_by(_delegate.visit_id, _delegate.position)
)
_OTHERS = (
    select(_counterpart.visit_id, _counterpart.organisation_id)
    .where(_counterpart.visit_id.in_(IDS))
    .order_by(_counterpart.visit_id, _counterpart.position)
)


class Participant(NamedTuple):
    """A delegate."""

    side: Side
    name: str
    title_tr: str
    title_en: str
    organisation: Body | None


class Other(NamedTuple):
    """A counterpart."""

    organisation: Body


class VisitLine(NamedTuple):
    """A visit as lists and files show it, by the names of :class:`models.Visit`."""

    id: int
    title_tr: str
    title_en: str
    held: PartialDate
    starts_at: time | None
    direction: Direction | None
    mode: VisitMode | None
    visit_kind: VisitKind | None
    state: VisitState | None
    subject_tr: str
    subject_en: str
    place_tr: str
    place_en: str
    group_name: str
    headcount: int | None
    headcount_about: bool
    city: Town | None
    country: Name | None
    host: Name | None
    delegates: Sequence[Participant]
    counterparts: Sequence[Other]


def visit_lines(session: Session, ids: Sequence[int], known: Known) -> Mapping[int, VisitLine]:
    """Return visits by id. Cost: six statements, however many there are."""
    asked = {"ids": list(ids)}
    visits = session.execute(_VISITS, asked).all()
    people = session.execute(_PEOPLE, asked).all()
    others = session.execute(_OTHERS, asked).all()
    organisations = known.bodies({row.organisation_id for row in (*people, *others)} - {None})
    delegates, counterparts = defaultdict(list), defaultdict(list)
    for visit_id, body_id, side, name, title_tr, title_en in people:
        delegates[visit_id].append(Participant(side, name, title_tr, title_en, organisations.get(body_id)))
    for visit_id, body_id in others:
        counterparts[visit_id].append(Other(organisations[body_id]))
    named = known.names(
        id_ for row in visits for id_ in (row.city_id, row.land_id, row.country_id, row.host_id)
    )
    return {
        row[0]: VisitLine(
            *row[:3],
            when(*row[3:6]),
            *row[6:18],  # type: ignore[call-arg]  # a row tells no types
            town(row.city_id, row.land_id, named),
            named.get(row.country_id),
            named.get(row.host_id),
            delegates[row[0]],
            counterparts[row[0]],
        )
        for row in visits
    }
