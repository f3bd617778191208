"""What happened with a record: the visits and letters that name it, or are with a country."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries import letters, visits
from app.queries.scope import live
from models import Letter, Mention, Record, Visit
from models.vocabulary import RecordKind

LIMIT = 100


@dataclass(frozen=True)
class Timeline:
    """The latest first; ``cut`` says whether there are more visits than are shown."""

    visits: Sequence[Visit]
    letters: Sequence[Letter]
    cut: bool

    @property
    def events(self) -> Sequence[Visit | Letter]:
        """Visits and letters in one line, the latest first."""
        both: list[Visit | Letter] = [*self.visits, *self.letters]
        both.sort(key=lambda one: (one.sort_day, one.id), reverse=True)
        return both[:LIMIT]


NOTHING_YET = Timeline((), (), cut=False)


def timeline(session: Session, actor: Actor, record: Record) -> Timeline:
    """Read the visits and letters that name a record."""
    named = Record.id.in_(naming(record.id))
    return _timeline(session, actor, named, named)


def of_country(session: Session, actor: Actor, country_id: int) -> Timeline:
    """Read the visits and letters with a country, as the note on it counts them."""
    visits_with, letters_with = visits.with_country(country_id), letters.with_country(country_id)
    return _timeline(session, actor, visits_with, letters_with)


def _timeline(
    session: Session, actor: Actor, of_visits: ColumnElement[bool], of_letters: ColumnElement[bool]
) -> Timeline:
    met = session.scalars(
        live(actor, Visit)
        .where(of_visits)
        .order_by(Record.sort_day.desc(), Record.id.desc())
        .limit(LIMIT + 1)
        .options(selectinload(Visit.delegates))
    ).all()
    exchanged = session.scalars(
        live(actor, Letter).where(of_letters).order_by(Record.sort_day.desc(), Record.id.desc()).limit(LIMIT)
    ).all()
    return Timeline(met[:LIMIT], exchanged, len(met) > LIMIT)


def naming(record_id: int) -> Select[int]:
    """Select the ids of records that name a record, directly or through an organisation that does."""
    mention = Mention.__table__.c
    bodies = (
        select(mention.record_id)
        .join(Record.__table__, Record.__table__.c.id == mention.record_id)
        .where(Record.__table__.c.kind == RecordKind.ORGANISATION, mention.mentioned_id == record_id)
    )
    return select(mention.record_id).where(
        (mention.mentioned_id == record_id) | mention.mentioned_id.in_(bodies)
    )
