"""What somebody takes along on a visit: programme, people, numbers to call, note and map, as one value.

The file made of it opens with no network and asks for nothing. It cannot take itself back: after its day it
says that it is out of date, and no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, selectinload

from app.documents import city_note, kinds
from app.documents.note_paper import seen
from app.documents.paper import Paper, Picture
from app.documents.where_map import Draw, picture_of
from app.domain.programme import Day, by_day
from app.domain.telephones import Piece, pieces
from app.errors import NotFound
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import bookings, programme
from app.queries.house_papers import letterhead
from app.queries.scope import live, sees_restricted
from app.records.bookings import when
from models import Booking, Counterpart, Delegate, Person, PoolMember, Visit
from models.vocabulary import BookingState, Consent, Direction, NoteKind, Side

DAYS_AFTER = 3
"""For how many days after the end of the visit a pack holds."""
DAYS_WITHOUT_END = 7
"""And for how many from the day on which it was made, where no end is known."""


@dataclass(frozen=True)
class Contact:
    """Somebody of one side, with title and organisation of that day, and how to reach them.

    :param phones: of the person, then of the organisation, each once.
    """

    name: str
    title: str
    body: str
    phones: tuple[tuple[Piece, ...], ...]
    email: str


@dataclass(frozen=True)
class Call:
    """Whom to call when something happens, as a line that says which of its parts can be dialled.

    :param about: where it is from; empty where colleagues entered it.
    """

    line: tuple[Piece, ...]
    about: str = ""

    @property
    def words(self) -> str:
        """The line as it was written."""
        return "".join(one.words for one in self.line)


@dataclass(frozen=True)
class Pack:
    """Everything in the file.

    :param escorts: interpreters too; what they come for and when stands as their title.
    :param restricted: whether what is marked is in it.
    :param until: the last day on which it holds.
    """

    title: str
    when: str
    visitors: tuple[Contact, ...]
    ours: tuple[Contact, ...]
    others: tuple[Contact, ...]
    escorts: tuple[Contact, ...]
    days: Sequence[Day]
    calls: tuple[Call, ...]
    note: Paper
    where: Picture | None
    restricted: bool
    made_on: date
    until: date


@dataclass(frozen=True)
class Wanted:
    """How a pack is wanted.

    :param restricted: with what is marked; it never is in it for who may not read it.
    :param calls: numbers to call, a name and a number a line; by default those of the house.
    """

    restricted: bool = False
    calls: str | None = None


def gather(
    session: Session,
    actor: Actor,
    visit_id: int,
    *,
    t: Translator,
    today: date,
    zone: ZoneInfo,
    draw: Draw,
    wanted: Wanted,
) -> Pack:
    """Read what a pack holds.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such visit.
    """
    ensure(actor, Permission.RECORD_VIEW)
    visit = _visit(session, actor, visit_id)
    with_marked = wanted.restricted and sees_restricted(actor)
    note = kinds.write(session, actor, NoteKind.VISIT, visit_id, t=t, today=today, zone=zone)
    where = None
    city_id = _city(visit)
    if city_id is not None:
        where = picture_of(city_note.gather(session, actor, city_id, today=today), draw, t)
    people = [(one.side, _contact(one, t)) for one in visit.delegates]
    return Pack(
        title=t.title(visit),
        when=t.partial_long(visit.held),
        visitors=tuple(one for side, one in people if side is Side.VISITOR),
        ours=tuple(one for side, one in people if side is Side.OURS),
        others=tuple(one for side, one in people if side is Side.OTHER),
        escorts=tuple(_escorts(bookings.of(session, actor, visit_id), t)),
        days=by_day(programme.of_visit(session, actor, visit_id), zone),
        calls=(
            *_public_calls(visit, t),
            *_entered(_numbers(session, actor) if wanted.calls is None else wanted.calls),
        ),
        note=seen(note, restricted=with_marked),
        where=where,
        restricted=with_marked,
        made_on=today,
        until=holds_until(visit, today),
    )


def holds_until(visit: Visit, today: date) -> date:
    """Return the last day on which a pack holds; one made after the visit holds a few days, too."""
    end = visit.held.latest
    if end is None:
        return today + timedelta(days=DAYS_WITHOUT_END)
    return max(end, today) + timedelta(days=DAYS_AFTER)


def _visit(session: Session, actor: Actor, visit_id: int) -> Visit:
    loads = (
        selectinload(Visit.city),
        selectinload(Visit.country),
        selectinload(Visit.counterparts).selectinload(Counterpart.organisation),
        selectinload(Visit.delegates).selectinload(Delegate.person),
        selectinload(Visit.delegates).selectinload(Delegate.organisation),
    )
    found = session.scalars(live(actor, Visit).where(Visit.id == visit_id).options(*loads)).one_or_none()
    if found is None:
        raise NotFound(f"visit {visit_id}")
    return found


def _city(visit: Visit) -> int | None:
    """Return the city to show on the map: that of the visit, else the seat of whom it is with."""
    bodies = (
        *(one.organisation for one in visit.counterparts),
        *(one.organisation for one in visit.delegates if one.side is Side.VISITOR),
    )
    seats = (one.seat_id for one in bodies if one is not None and one.seat_id is not None)
    return visit.city_id if visit.city_id is not None else next(seats, None)


def _escorts(booked: Iterable[Booking], t: Translator) -> Iterator[Contact]:
    """Yield whoever is booked, each once with all that they come for."""
    tasks: dict[PoolMember, list[str]] = {}
    for one in booked:
        if one.member is not None and one.booking_state is not BookingState.CANCELLED:
            what = f"{t(label(one.service))}, {when(one, t)}".strip(", ")
            tasks.setdefault(one.member, []).append(what)
    for member, told in tasks.items():
        phone, email = _reach(member.person)
        what = "; ".join(dict.fromkeys(told))
        yield Contact(t.title(member.person), what, member.bureau, _phones(phone), email)


def _reach(person: Person | None) -> tuple[str, str]:
    """Return telephone and e-mail of somebody; neither where they refused that these are used (R-16)."""
    if person is None or person.binned_at is not None or person.consent is Consent.REFUSED:
        return "", ""
    return person.phone, person.email


def _contact(one: Delegate, t: Translator) -> Contact:
    body, (phone, email) = one.organisation, _reach(one.person)
    return Contact(
        name=one.name,
        title=t.either(one.title_tr, one.title_en),
        body=one.organisation_name or (t.title(body) if body else ""),
        phones=_phones(phone, body.phone if body is not None else ""),
        email=email,
    )


def _phones(*written: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple(pieces(one) for one in dict.fromkeys(written) if one)


def _numbers(session: Session, actor: Actor) -> str:
    found = letterhead(session, actor)
    return found.emergency if found is not None else ""


def _public_calls(visit: Visit, t: Translator) -> Iterator[Call]:
    """Yield the number that holds where the visit takes place, if it is known to be at home."""
    if visit.direction is Direction.INCOMING:
        about = t(
            N_("Ambulance, fire, police, gendarmerie and coast guard in Türkiye (source: www.112.gov.tr)")
        )
        yield Call(pieces(f"{t(N_('Emergency'))} 112"), about)


def _entered(lines: str) -> Iterator[Call]:
    """Yield what was entered, line by line; one without a number is kept as it is."""
    return (Call(pieces(line)) for line in lines.splitlines() if line.strip())
