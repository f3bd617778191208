"""Where people were met, in what title: a visit that took place shows who held which office on its day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.domain.last_seen import Sighting
from app.permissions.actor import Actor
from app.queries.contacts import TOOK_PLACE
from app.queries.dates import days
from app.queries.scope import live
from models import Certainty, Delegate, Visit


def of_people(
    session: Session, actor: Actor, ids: Collection[int], *, today: date
) -> Mapping[int, Sequence[Sighting]]:
    """Return by person the last day on which they came, or received guests, in each title.

    A visit shows nothing while it is planned or its day is not known, nor once it was called off.

    Cost: one statement, none without people; a row for each person and title, however many visits there are.
    """
    if not ids:
        return {}
    held = days(Visit, "held")
    worn = (Delegate.organisation_id, Delegate.title_tr, Delegate.title_en)
    query = (
        live(actor, Visit)
        .join(Visit.delegates)
        .where(Delegate.person_id.in_(ids), held.certainty == Certainty.EXACT, held.latest <= today)
        .where(Visit.state.is_(None) | Visit.state.in_(TOOK_PLACE))
        .with_only_columns(Delegate.person_id, func.max(held.latest), *worn)
        .group_by(Delegate.person_id, *worn)
    )
    found: dict[int, list[Sighting]] = {}
    for person_id, day, organisation_id, title_tr, title_en in session.execute(query):
        if person_id is not None and day is not None:
            found.setdefault(person_id, []).append(Sighting(day, organisation_id, title_tr, title_en))
    return found
