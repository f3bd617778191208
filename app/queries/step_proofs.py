"""What on record shows that something is ready for a visit. It is read anew each time and never written.

Source: docs/rules.md, R-6.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, selectinload

from app.domain.bookings import STANDING
from app.permissions.actor import Actor
from app.queries.scope import live
from models import Booking, Gift, Letter, Note, PoolMember, PreparationStep, ProgrammeItem, Record
from models.vocabulary import (
    BookingService,
    BookingState,
    GiftDirection,
    LetterDirection,
    LetterKind,
    NoteState,
    StepProof,
    StepState,
)

_step, _record = PreparationStep.__table__.c, Record.__table__.c


class Proof(NamedTuple):
    """A record that shows that something is ready.

    :param many: how many of its kind there are for the visit.
    """

    kind: StepProof
    record: Any
    many: int


Proofs = Mapping[StepProof, Proof]
"""What is proved of one visit."""
NOTHING: Proofs = {}


class _Shown(NamedTuple):
    """The rows that show something of a visit.

    :param visit_id: the column that names the visit.
    """

    id: Any
    visit_id: Any
    conditions: Sequence[ColumnElement[bool]]

    def select(self, *columns: Any) -> Select[Any]:
        """Select columns of the rows that are not in the bin."""
        kept = Record.__table__.alias()
        query = select(*columns).join_from(self.id.table, kept, kept.c.id == self.id)
        return query.where(kept.c.binned_at.is_(None), *self.conditions)


def _booked(service: BookingService) -> _Shown:
    """Somebody is confirmed, and nobody is still to be."""
    booking, other = Booking.__table__.c, Booking.__table__.alias()
    kept, services = Record.__table__.alias(), (service, BookingService.BOTH)
    waiting = (
        select(other.c.id)
        .join(kept, kept.c.id == other.c.id)
        .where(
            other.c.about_id == booking.about_id,
            other.c.service.in_(services),
            or_(other.c.booking_state.is_(None), other.c.booking_state == BookingState.ASKED),
            kept.c.binned_at.is_(None),
        )
        .exists()
    )
    stands = and_(booking.service.in_(services), booking.booking_state.in_(STANDING))
    return _Shown(booking.id, booking.about_id, (stands, ~waiting))


_letter, _note = Letter.__table__.c, Note.__table__.c
_gift, _item = Gift.__table__.c, ProgrammeItem.__table__.c
_THANKS = (
    _letter.direction == LetterDirection.OUTGOING,
    _letter.letter_kind == LetterKind.THANKS,
    _letter.registration_no != "",  # by its number a letter is known to have gone out
)
_SHOWING: Mapping[StepProof, _Shown] = {
    StepProof.NOTE: _Shown(_note.id, _note.about_id, (_note.state == NoteState.ISSUED,)),
    StepProof.PROGRAMME: _Shown(_item.id, _item.visit_id, ()),
    StepProof.GIFT: _Shown(_gift.id, _gift.about_id, (_gift.direction == GiftDirection.GIVEN,)),
    StepProof.INTERPRETER: _booked(BookingService.INTERPRETING),
    StepProof.ESCORT: _booked(BookingService.ESCORT),
    StepProof.THANKS: _Shown(_letter.id, _letter.about_id, _THANKS),
}
_COMES = (selectinload(Booking.member).selectinload(PoolMember.person),)
_MODELS: Mapping[StepProof, tuple[type[Any], Sequence[Any]]] = {
    StepProof.NOTE: (Note, ()),
    StepProof.PROGRAMME: (ProgrammeItem, ()),
    StepProof.GIFT: (Gift, (selectinload(Gift.item),)),
    StepProof.INTERPRETER: (Booking, _COMES),
    StepProof.ESCORT: (Booking, _COMES),
    StepProof.THANKS: (Letter, ()),
}


def is_proved() -> ColumnElement[bool]:
    """Steps that the record shows to be ready, whatever anybody said of them."""
    shown = (
        and_(_step.proof == kind, one.select(one.id).where(one.visit_id == _step.visit_id).exists())
        for kind, one in _SHOWING.items()
    )
    return or_(*shown)


def is_missing() -> ColumnElement[bool]:
    """Steps that nobody settled and the record does not show to be ready."""
    return and_(_step.state == StepState.MISSING, or_(_step.proof.is_(None), ~is_proved()))


def is_ready() -> ColumnElement[bool]:
    """Steps that somebody ticked, or that nobody settled and the record shows to be ready."""
    shown = and_(_step.state == StepState.MISSING, _step.proof.is_not(None), is_proved())
    return or_(_step.state == StepState.READY, shown)


def of_visits(
    session: Session, actor: Actor, steps: Mapping[int, Collection[PreparationStep]]
) -> Mapping[int, Proofs]:
    """Return what the record shows of the steps of visits that nobody settled.

    Cost: one statement where a step names a proof, and one or two for each kind that is found, however many
    visits there are.

    :param steps: of visits that the actor may see.
    """
    asked = {
        (visit_id, one.proof)
        for visit_id, several in steps.items()
        for one in several
        if one.proof is not None and one.state is StepState.MISSING
    }
    found: dict[int, dict[StepProof, Proof]] = {visit_id: {} for visit_id in steps}
    if not asked:
        return found
    rows = [
        (visit_id, StepProof(kind), record_id, count)
        for visit_id, record_id, count, kind in session.execute(_rows(asked))
        if (visit_id, StepProof(kind)) in asked
    ]
    records = _read(session, actor, {(kind, record_id) for _, kind, record_id, _ in rows})
    for visit_id, kind, record_id, count in rows:
        if (record := records.get((kind, record_id))) is not None:
            found[visit_id][kind] = Proof(kind, record, count)
    return found


def _rows(asked: Collection[tuple[int, StepProof]]) -> Any:
    """Select visit, the latest record that shows something, how many do, and of what kind."""
    selects = []
    for kind in sorted({kind for _, kind in asked}):
        one = _SHOWING[kind]
        columns = (one.visit_id, func.max(one.id), func.count(), literal(kind.value, String))
        visits = {visit_id for visit_id, named in asked if named is kind}
        selects.append(one.select(*columns).where(one.visit_id.in_(visits)).group_by(one.visit_id))
    return union_all(*selects)


def _read(
    session: Session, actor: Actor, wanted: Collection[tuple[StepProof, int]]
) -> Mapping[tuple[StepProof, int], Any]:
    found = {}
    for kind in sorted({kind for kind, _ in wanted}):
        model, loads = _MODELS[kind]
        ids = [id_ for one, id_ in wanted if one is kind]
        for record in session.scalars(live(actor, model).where(model.id.in_(ids)).options(*loads)):
            found[kind, record.id] = record
    return found
