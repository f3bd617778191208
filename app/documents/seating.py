"""The facts of a seating plan, and what is wrong with it in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.documents import precedence_paper
from app.documents.precedence import Ordered, Person
from app.documents.precedence import gather as gather_order
from app.documents.precedence_paper import body_of, called, title_of
from app.domain import seating
from app.domain.guests import companions_of
from app.domain.seating import Broken, BrokenKind, Plan, Room, Seat, Sitter, Wish
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import guests
from app.typesetting.cards import Card
from models import SeatingPlan
from models.vocabulary import SeatShape

_BROKEN = {
    BrokenKind.APART: N_("%(guest)s and %(other)s sit side by side, though they were to sit apart."),
    BrokenKind.ALTERNATE: N_("%(guest)s and %(other)s of one side sit side by side."),
    BrokenKind.BEHIND: N_("%(guest)s cannot sit behind %(other)s, who has no seat at a table."),
    BrokenKind.FIXED: N_("%(guest)s does not sit on seat %(seat)s, which was asked for."),
}


@dataclass(frozen=True)
class Seated:
    """A plan with the people of today.

    :param plan: as it was kept.
    :param gone: how many seats are kept for people who take part no more.
    :param companions: how many come along with guests of the list; they have no seat of their own here.
    """

    record: SeatingPlan
    order: Ordered
    room: Room
    sitters: tuple[Sitter, ...]
    wishes: tuple[Wish, ...]
    plan: Plan
    gone: int
    companions: int

    @property
    def at(self) -> Mapping[int, int]:
        """Seat → who sits there."""
        return {seat: key for key, seat in self.plan.seats.items()}

    @property
    def people(self) -> Mapping[int, Person]:
        """Who takes part."""
        return self.order.people

    def who(self, key: int | None) -> Person | None:
        """Return who was meant by a key that was kept; None where they take part no more."""
        return self.people.get(_today(self.order, key or 0))

    def behind(self, key: int) -> tuple[int, ...]:
        """Return who sits behind somebody."""
        return tuple(one for one, other in self.plan.behind.items() if other == key)


def gather(session: Session, actor: Actor, record: SeatingPlan) -> Seated:
    """Read a plan, and the order of precedence of the visit or event it is about.

    :param record: loaded with its rows and what it is about.
    :raises PermissionDenied, NotFound: as :func:`app.records.kit.load`.
    """
    invited = guests.to_be_seated(session, actor, [one.guest_list_id for one in record.lists])
    order = gather_order(session, actor, record.about.kind, record.about_id, invited=invited)
    hall = seating.room(record.shape, record.tables, record.seats)
    wishes = tuple(
        Wish(one.wish, _today(order, one.guest), one.other and _today(order, one.other), one.seat)
        for one in record.wishes
    )
    kept, sitters = _seats_kept(record, order), sitters_of(order)
    return Seated(
        record=record,
        order=order,
        room=hall,
        sitters=sitters,
        wishes=wishes,
        plan=seating.as_seated(hall, sitters, wishes, kept, alternate=record.alternate),
        gone=len(kept.keys() - order.people.keys()),
        companions=companions_of(invited),
    )


def _today(order: Ordered, key: int) -> int:
    """Return the key of today of somebody: another row may have begun to stand for them."""
    return order.same.get(key, key)


def _seats_kept(record: SeatingPlan, order: Ordered) -> dict[int, int]:
    kept: dict[int, int] = {}
    for one in sorted(record.taken, key=lambda one: _today(order, one.guest) != one.guest):
        kept.setdefault(_today(order, one.guest), one.seat)
    return kept


def sitters_of(order: Ordered) -> tuple[Sitter, ...]:
    """Return who is to be seated, in order of precedence."""
    return tuple(Sitter(one.key, order.people[one.key].is_ours) for one in order.result.guests)


def arranged(facts: Seated, *, anew: bool) -> Plan:
    """Seat everybody anew, or only those who have no seat yet, so that nobody else is moved."""
    return seating.arrange(
        facts.room,
        facts.sitters,
        facts.wishes,
        alternate=facts.record.alternate,
        before=None if anew else facts.plan.seats,
    )


def seat_words(seat: Seat, shape: SeatShape, t: Translator) -> str:
    """Name a seat."""
    if shape is SeatShape.ROWS:
        return t(N_("row %(table)s, seat %(number)s"), table=seat.table, number=seat.number)
    return t(N_("table %(table)s, seat %(number)s"), table=seat.table, number=seat.number)


def honour_rule(shape: SeatShape, t: Translator) -> str:
    """Say in which order the seats are honoured."""
    words = {
        SeatShape.ROUND: N_(
            "At each table seat 1 faces the entrance, then the seats at its right hand and its left in turn; "
            "table after table."
        ),
        SeatShape.U: N_("The middle of the bar, then the seats at its right hand and its left in turn."),
        SeatShape.ROWS: N_(
            "The middle of the first row, then the seats at its right hand and its left in turn; "
            "row after row."
        ),
        SeatShape.HEAD_TABLE: N_(
            "The middle of the head table, then the seats at its right hand and its left in turn; then the "
            "round tables, one after the other."
        ),
    }
    return t(words[shape])


def warnings(facts: Seated, t: Translator) -> tuple[str, ...]:
    """Say what is to be looked at: the order it rests on, who has no seat, which wish is not fulfilled."""
    return tuple(_warnings(facts, t))


def _warnings(facts: Seated, t: Translator) -> Iterator[str]:
    yield from precedence_paper.warnings(facts.order, t)
    for one in facts.record.lists:
        if one.guest_list.binned_at is not None:
            yield t(
                N_(
                    "The guest list “%(list)s” is in the bin: nobody is seated from it, and the next change "
                    "of this plan leaves it out."
                ),
                list=t.title(one.guest_list),
            )
    if facts.plan.without:
        names = t.join([called(facts.people[key], t) for key in facts.plan.without[:5]])
        yield t.plural(
            "%(n)s participant has no seat: %(names)s.",
            "%(n)s participants have no seat, among them %(names)s.",
            len(facts.plan.without),
            names=names,
        )
    if (lack := len(facts.sitters) - len(facts.plan.behind) - len(facts.room.seats)) > 0:
        yield t.plural("The room is too small by %(n)s seat.", "The room is too small by %(n)s seats.", lack)
    if facts.gone:
        yield t.plural(
            "%(n)s seat is free again: who sat there takes part no more.",
            "%(n)s seats are free again: who sat there takes part no more.",
            facts.gone,
        )
    if facts.companions:
        yield t.plural(
            "%(n)s companion of the guests is not on this plan; leave a seat free.",
            "%(n)s companions of the guests are not on this plan; leave seats free.",
            facts.companions,
        )
    yield from (_broken(one, facts, t) for one in facts.plan.broken)


def _broken(one: Broken, facts: Seated, t: Translator) -> str:
    other = facts.people.get(one.other or 0)
    return t(
        _BROKEN[one.kind],
        guest=called(facts.people[one.guest], t),
        other=called(other, t) if other else t(N_("somebody who takes part no more")),
        seat=one.seat,
    )


def cards(facts: Seated, t: Translator) -> tuple[Card, ...]:
    """Return badges and place cards in the order of the seats; behind somebody comes after them."""
    found = []
    for seat in facts.room.seats:
        key = facts.at.get(seat.number)
        if key is not None:
            found += [_card(facts.people[one], t) for one in (key, *facts.behind(key))]
    return tuple(found)


def _card(one: Person, t: Translator) -> Card:
    body = body_of(one, t)
    return Card(one.name or body, title_of(one, t), body if one.name else "")
