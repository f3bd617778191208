"""Reads about gifts: what is in stock, who has had what, what is still to be handed over."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.domain.gifts import Assessment, Duty, assess
from app.permissions.actor import Actor
from app.queries import advice
from app.queries.minimum_wages import minimum_wages
from app.queries.scope import live
from models import Advice, Gift, GiftItem, GiftItemChange, Record
from models.vocabulary import GiftDirection, GiftOrigin, StockChange

SHOWN, OF_ITEM = 8, 50
_gift, _change, _record = Gift.__table__.c, GiftItemChange.__table__.c, Record.__table__.c


class Stock(NamedTuple):
    """How many pieces of a city gift came, went and were given; those of gifts in the bin left out."""

    taken_in: int = 0
    written_off: int = 0
    given: int = 0

    @property
    def in_hand(self) -> int:
        """How many there are by the record; below zero, one of its figures is wrong."""
        return self.taken_in - self.written_off - self.given


class Hints(NamedTuple):
    """What is worth knowing before somebody is given something.

    :param again: when they were given the same city gift before, the latest first.
    :param others: city gifts in hand that they were never given.
    :param had: the latest gifts to and from them.
    """

    again: Sequence[Gift]
    others: Sequence[tuple[GiftItem, Stock]]
    had: Sequence[Gift]
    advice: Sequence[Advice]


class Waiting(NamedTuple):
    """A gift that has to be handed over, and until when."""

    gift: Gift
    assessment: Assessment


def stock(session: Session, ids: Sequence[int]) -> Mapping[int, Stock]:
    """Return what is known of the stock of some city gifts, by id. Cost: two statements."""
    changed = select(
        _change.gift_item_id,
        func.sum(case((_change.change == StockChange.TAKEN_IN, func.coalesce(_change.quantity, 0)), else_=0)),
        func.sum(
            case((_change.change == StockChange.WRITTEN_OFF, func.coalesce(_change.quantity, 0)), else_=0)
        ),
    )
    changed = changed.where(_change.gift_item_id.in_(ids)).group_by(_change.gift_item_id)
    given = (
        select(_gift.item_id, func.sum(_gift.quantity))
        .join(Record.__table__, _record.id == _gift.id)
        .where(_gift.item_id.in_(ids), _gift.direction == GiftDirection.GIVEN, _record.binned_at.is_(None))
        .group_by(_gift.item_id)
    )
    gone: dict[int, int] = dict(session.execute(given).all())
    came = {id_: (int(taken), int(off)) for id_, taken, off in session.execute(changed)}
    return {id_: Stock(*came.get(id_, (0, 0)), int(gone.get(id_, 0))) for id_ in ids}


def changing_hands_at(session: Session, actor: Actor, about_id: int) -> Sequence[Gift]:
    """Return the gifts that changed hands at a visit or an event, in the order of their entry."""
    query = live(actor, Gift).where(Gift.about_id == about_id)
    return session.scalars(query.order_by(Record.id).options(*_named())).all()


def of_item(session: Session, actor: Actor, item_id: int) -> Sequence[Gift]:
    """Return the latest gifts of a city gift."""
    query = live(actor, Gift).where(Gift.item_id == item_id)
    query = query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(OF_ITEM)
    return session.scalars(query.options(*_named())).all()


def exchanged_with(session: Session, actor: Actor, ids: Collection[int], *, limit: int) -> Sequence[Gift]:
    """Return the latest gifts to and from some people and organisations."""
    if not ids:
        return ()
    query = live(actor, Gift).where(or_(Gift.giver_id.in_(ids), Gift.receiver_id.in_(ids)))
    query = query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(limit)
    return session.scalars(query.options(*_named())).all()


def given_before(
    session: Session, actor: Actor, item_id: int, receiver_id: int, *, besides: int | None = None
) -> Sequence[Gift]:
    """Return when somebody was given a city gift before, the latest first.

    :param besides: the gift that is being written.
    """
    query = live(actor, Gift).where(
        Gift.direction == GiftDirection.GIVEN, Gift.item_id == item_id, Gift.receiver_id == receiver_id
    )
    if besides is not None:
        query = query.where(Gift.id != besides)
    query = query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(SHOWN)
    return session.scalars(query.options(*_named())).all()


def not_had(session: Session, actor: Actor, receiver_id: int) -> Sequence[tuple[GiftItem, Stock]]:
    """Return the city gifts in hand that somebody was never given, most in hand first.

    Cost: three statements.
    """
    had = live(actor, Gift).where(Gift.receiver_id == receiver_id, Gift.item_id.is_not(None))
    had = had.with_only_columns(Gift.item_id)
    items = session.scalars(live(actor, GiftItem).where(GiftItem.id.not_in(had)).order_by(Record.sort_key))
    by_id = {one.id: one for one in items}
    found = stock(session, list(by_id))
    there = [(by_id[id_], one) for id_, one in found.items() if one.in_hand > 0]
    return sorted(there, key=lambda pair: -pair[1].in_hand)[:SHOWN]


def hints(
    session: Session, actor: Actor, receiver_id: int, item_id: int | None, *, besides: int | None = None
) -> Hints:
    """Return what is worth knowing before a person or a body is given something.

    :param item_id: the city gift that is thought of, if any.
    :param besides: the gift that is being written.
    """
    again = given_before(session, actor, item_id, receiver_id, besides=besides) if item_id else ()
    had = exchanged_with(session, actor, [receiver_id], limit=SHOWN)
    return Hints(
        again,
        not_had(session, actor, receiver_id),
        [one for one in had if one.id != besides],
        advice.concerning(session, actor, receiver_id),
    )


def assessments(session: Session, ids: Sequence[int]) -> Mapping[int, Assessment]:
    """Return what R-5 asks of some gifts, by id; those that we gave are left out. Cost: two statements."""
    wages = minimum_wages(session)
    gifts = session.scalars(select(Gift).where(Gift.id.in_(ids)))
    found = {one.id: assess(one, wages) for one in gifts}
    return {id_: one for id_, one in found.items() if one is not None}


def waiting(session: Session, actor: Actor) -> Sequence[Waiting]:
    """Return the gifts that have to be handed over, the earliest deadline first. Cost: a few statements."""
    query = live(actor, Gift).where(not_handed_over(), Gift.value.is_not(None)).options(*_named())
    gifts = session.scalars(query.order_by(Record.sort_day, Record.id)).all()
    wages = minimum_wages(session) if gifts else ()
    found = [(one, assess(one, wages)) for one in gifts]
    due = [Waiting(one, told) for one, told in found if told is not None and told.duty is Duty.DUE]
    return sorted(due, key=lambda one: (one.assessment.deadline, one.gift.id))


def not_handed_over() -> ColumnElement[bool]:
    """Gifts from abroad, or from where nobody said, that were received and are not handed over."""
    return (
        (Gift.direction == GiftDirection.RECEIVED)
        & Gift.handed_over.is_(None)
        & Gift.origin.is_distinct_from(GiftOrigin.DOMESTIC)
    )


def _named() -> tuple[ORMOption, ...]:
    names = (Gift.item, Gift.about, Gift.giver, Gift.receiver)
    return tuple(selectinload(one) for one in names)
