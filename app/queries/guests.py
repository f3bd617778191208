"""Reads about guest lists: figures, who is on them, who may be missing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, case, func, literal, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.guests import Numbers, is_time_to_remind
from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live, live_ids
from models import (
    Agreement,
    AgreementParty,
    Delegate,
    Event,
    EventParticipant,
    Guest,
    GuestList,
    Organisation,
    Person,
    Post,
    Record,
)
from models.vocabulary import MISSIONS, AgreementState, EventRole, GuestAnswer, RecordKind, Side

AT_MOST = 500
"""People that are offered, or invited, at once."""
_guest, _list, _record, _event = (
    Guest.__table__.c,
    GuestList.__table__.c,
    Record.__table__.c,
    Event.__table__.c,
)
_post, _body, _participant = Post.__table__.c, Organisation.__table__.c, EventParticipant.__table__.c
_delegate = Delegate.__table__.c
_NOBODY = Numbers()
CAME = (GuestAnswer.YES, GuestAnswer.WITH_COMPANION)


class Due(NamedTuple):
    """A list whose guests are to be reminded, and how many of them."""

    guests: GuestList
    unanswered: int


def numbers(session: Session, ids: Sequence[int]) -> Mapping[int, Numbers]:
    """Return the figures of some guest lists, by id; guests in the bin left out. Cost: one statement."""
    people = 1 + func.coalesce(_guest.companions, 0)
    query = (
        select(
            _guest.guest_list_id,
            func.count(),
            func.sum(
                case((_guest.answer == GuestAnswer.YES, 1), (_guest.answer == CAME[1], people), else_=0)
            ),
            func.sum(case((_guest.answer == GuestAnswer.NO, 1), else_=0)),
            func.sum(case((_guest.answer.is_(None), 1), else_=0)),
            func.sum(case((_guest.arrived_at.is_not(None), 1), else_=0)),
        )
        .join(Record.__table__, _record.id == _guest.id)
        .where(_guest.guest_list_id.in_(ids), _record.binned_at.is_(None))
        .group_by(_guest.guest_list_id)
    )
    found = {id_: Numbers(*map(int, figures)) for id_, *figures in session.execute(query)}
    return {id_: found.get(id_, _NOBODY) for id_ in ids}


def on_list(session: Session, actor: Actor, list_id: int, *, coming: bool = False) -> Sequence[Guest]:
    """Return the guests of a list by name, with their bodies.

    :param coming: only who comes, as the gate wants to know it.
    """
    query = live(actor, Guest).where(Guest.guest_list_id == list_id)
    if coming:
        query = query.where(Guest.answer.in_(CAME))
    query = query.order_by(Record.sort_key, Record.id)
    return session.scalars(query.options(selectinload(Guest.organisation))).all()


def to_be_seated(session: Session, actor: Actor, list_ids: Collection[int]) -> Sequence[Guest]:
    """Return who comes of lists that are not in the bin, in the order in which they were entered."""
    of_list = live_ids(actor, RecordKind.GUEST_LIST).where(_record.id.in_(list_ids))
    query = live(actor, Guest).where(Guest.guest_list_id.in_(of_list), Guest.answer.in_(CAME))
    return session.scalars(query.order_by(Record.id).options(selectinload(Guest.organisation))).all()


def guest(session: Session, actor: Actor, list_id: int, guest_id: int) -> Guest | None:
    """Return a guest of a list."""
    query = live(actor, Guest).where(Guest.guest_list_id == list_id, Guest.id == guest_id)
    return session.scalars(query.options(selectinload(Guest.organisation))).one_or_none()


def of_record(session: Session, actor: Actor, about_id: int) -> Sequence[GuestList]:
    """Return the guest lists of an event or a visit."""
    query = live(actor, GuestList).where(GuestList.about_id == about_id)
    return session.scalars(query.order_by(Record.id)).all()


def lists(session: Session, actor: Actor) -> Sequence[GuestList]:
    """Return every guest list, the latest first."""
    query = live(actor, GuestList).order_by(Record.sort_day.desc(), Record.id.desc())
    return session.scalars(query).all()


def already_on(session: Session, actor: Actor, list_id: int) -> tuple[set[int], set[int]]:
    """Return the people on a list, and the bodies that are on it without a person."""
    query = live(actor, Guest).where(Guest.guest_list_id == list_id)
    rows = session.execute(query.with_only_columns(Guest.person_id, Guest.organisation_id)).all()
    return {person for person, _ in rows if person}, {body for person, body in rows if body and not person}


def to_remind(session: Session, actor: Actor, *, today: date) -> Sequence[Due]:
    """Return the lists whose guests are to be reminded, the next feast first. Cost: two statements."""
    over = days(GuestList, "held").latest < today
    query = live(actor, GuestList).where(GuestList.answer_by.is_not(None), or_(over.is_(None), ~over))
    lists = session.scalars(query.order_by(Record.sort_day, Record.id)).all()
    figures = numbers(session, [one.id for one in lists]) if lists else {}
    due = [Due(one, figures[one.id].unanswered) for one in lists]
    return [one for one in due if is_time_to_remind(one.guests, one.unanswered, today)]


def taking_part(session: Session, actor: Actor, guests: GuestList) -> Sequence[int]:
    """Return the ids of people on record who take part in what a list belongs to, the visitors first."""
    came = select(_delegate.person_id, (_delegate.side != Side.VISITOR).label("last"), _delegate.position)
    came = came.where(_delegate.visit_id == guests.about_id)
    there = select(_participant.person_id, literal(value=False), _participant.position).where(
        _participant.event_id == guests.about_id, _participant.role.is_distinct_from(EventRole.REPRESENTED)
    )
    found = came.union_all(there).subquery().c
    query = live(actor, Person).join(found.person_id.table, found.person_id == Person.id)
    ids = query.with_only_columns(Person.id).order_by(found.last, found.position).limit(AT_MOST)
    return list(dict.fromkeys(session.scalars(ids)))


def came_before(session: Session, actor: Actor, guests: GuestList) -> Sequence[int]:
    """Return the ids of people who came to an event of the same kind before: as guests or as participants."""
    if guests.about_id is None:
        return ()
    kind = select(_event.event_kind).where(_event.id == guests.about_id).scalar_subquery()
    alike = live_ids(actor, RecordKind.EVENT).where(
        _record.id.in_(select(_event.id).where(_event.event_kind == kind)), _record.id != guests.about_id
    )
    lists = live_ids(actor, RecordKind.GUEST_LIST).where(
        _record.id.in_(select(_list.id).where(_list.about_id.in_(alike)))
    )
    were = select(_guest.person_id).where(_guest.guest_list_id.in_(lists), _guest.answer.in_(CAME))
    took_part = select(_participant.person_id).where(
        _participant.event_id.in_(alike), _participant.role.is_distinct_from(EventRole.REPRESENTED)
    )
    return _people(session, actor, were.union(took_part).subquery().select())


def at_missions(session: Session, actor: Actor) -> Sequence[int]:
    """Return the ids of people who hold a post at an embassy or a consulate."""
    return _people(session, actor, _holding(select(_body.id).where(_body.organisation_kind.in_(MISSIONS))))


def at_partners(session: Session, actor: Actor) -> Sequence[int]:
    """Return the ids of people who hold a post at a party of an agreement in force."""
    in_force = live(actor, Agreement).where(Agreement.state == AgreementState.IN_FORCE)
    in_force = in_force.with_only_columns(Agreement.id)
    party = AgreementParty.__table__.c
    bodies = select(party.organisation_id).where(party.agreement_id.in_(in_force))
    return _people(session, actor, _holding(select(_body.id).where(_body.id.in_(bodies), ~_body.ours)))


def _holding(bodies: Select[int]) -> Select[int | None]:
    open_ = days(Post, "until").latest.is_(None)
    return select(_post.person_id).where(_post.organisation_id.in_(bodies), open_)


def _people(session: Session, actor: Actor, ids: Select[int | None]) -> Sequence[int]:
    query = live(actor, Person).where(Person.id.in_(ids)).order_by(Record.sort_key, Record.id)
    return session.scalars(query.with_only_columns(Person.id).limit(AT_MOST)).all()
