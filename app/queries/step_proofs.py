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


def _showing(model: type[Any], visit_id: Any, *conditions: ColumnElement[bool]) -> Select[int, int, int]:
    """Select visit, the latest record that shows it, and how many do; for visits it is grouped by."""
    table, kept = model.__table__, Record.__table__.alias()
    return (
        select(visit_id, func.max(table.c.id), func.count())
        .join_from(table, kept, kept.c.id == table.c.id)
        .where(visit_id.is_not(None), kept.c.binned_at.is_(None), *conditions)
        .group_by(visit_id)
    )


def _booked(service: BookingService) -> Select[int, int, int]:
    """Somebody is confirmed, and nobody is still to be."""
    booking, open_ = Booking.__table__.c, Booking.__table__.alias()
    kept, services = Record.__table__.alias(), (service, BookingService.BOTH)
    waiting = (
        select(open_.c.id)
        .join(kept, kept.c.id == open_.c.id)
        .where(
            open_.c.about_id == booking.about_id,
            open_.c.service.in_(services),
            or_(open_.c.booking_state.is_(None), open_.c.booking_state == BookingState.ASKED),
            kept.c.binned_at.is_(None),
        )
        .exists()
    )
    stands = and_(booking.service.in_(services), booking.booking_state.in_(STANDING))
    return _showing(Booking, booking.about_id, stands, ~waiting)


_letter, _note = Letter.__table__.c, Note.__table__.c
_gift, _item = Gift.__table__.c, ProgrammeItem.__table__.c
_SHOWING: Mapping[StepProof, Select[int, int, int]] = {
    StepProof.NOTE: _showing(Note, _note.about_id, _note.state == NoteState.ISSUED),
    StepProof.PROGRAMME: _showing(ProgrammeItem, _item.visit_id),
    StepProof.GIFT: _showing(Gift, _gift.about_id, _gift.direction == GiftDirection.GIVEN),
    StepProof.INTERPRETER: _booked(BookingService.INTERPRETING),
    StepProof.ESCORT: _booked(BookingService.ESCORT),
    # A letter is known to have gone out by its number in the register.
    StepProof.THANKS: _showing(
        Letter,
        _letter.about_id,
        _letter.direction == LetterDirection.OUTGOING,
        _letter.letter_kind == LetterKind.THANKS,
        _letter.registration_no != "",
    ),
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
    return or_(
        *(and_(_step.proof == kind, _step.visit_id.in_(_visits(query))) for kind, query in _SHOWING.items())
    )


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


def _visits(query: Select[int, int, int]) -> Select[int]:
    return select(query.subquery().c[0])


def _rows(asked: Collection[tuple[int, StepProof]]) -> Any:
    selects = []
    for kind in sorted({kind for _, kind in asked}):
        query = _SHOWING[kind]
        visit_id = query.selected_columns[0]
        selects.append(
            query.where(visit_id.in_({id_ for id_, one in asked if one is kind})).add_columns(
                literal(kind.value, String)
            )
        )
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
