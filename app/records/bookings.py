"""Bookings of interpreters and escorts: form and list."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.domain import bookings as rules
from app.i18n import N_, Translator, translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import bookings as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.choices import by_year, over
from app.records.fields import (
    DayField,
    EnumField,
    LongTextField,
    NumberField,
    Required,
    TextField,
    TimeField,
)
from app.records.noun import Badge, Cell, Column, Filter, Names, Noun, Options
from app.records.pool import fee_words, languages, pair_words
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Booking, PartialDate, Record
from models.vocabulary import BookingService, BookingState, InterpretingMode, Language, RecordKind

ABOUT = (RecordKind.VISIT, RecordKind.EVENT)
"""What somebody is booked for; a mission is an outgoing visit."""
MOST_HOURS = 1_000
NOBODY_YET = N_("Nobody found yet")
_TONES = {
    BookingState.ASKED: ("wait", "clock"),
    BookingState.CONFIRMED: ("move", "circle-check"),
    BookingState.CANCELLED: ("quiet", "circle-x"),
}


class LineForm(RecordForm):
    """One line on the page of a visit or an event; all else stands on the booking's own page."""

    service = EnumField(
        N_("Service"), [Required(N_("Choose the service"))], of=BookingService, blank=N_("Choose")
    )
    member = ReferenceField(N_("Interpreter or escort"), of=["pool_member"])
    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Begins at"))
    ends_at = TimeField(N_("Ends at"))
    first_language = EnumField(N_("Language"), of=Language)
    second_language = EnumField(N_("Second language"), of=Language)


class DoneForm(RecordForm):
    """How long it took, told afterwards."""

    hours = NumberField(N_("Hours"), least=0.25, most=MOST_HOURS, decimals=True)


class BookingForm(RecordForm):
    """What for and which service; who comes and when can wait."""

    about = ReferenceField(
        N_("For"),
        [Required(N_("Choose the visit or the event"))],
        of=ABOUT,
        description=N_("The visit, mission or event; its hours are counted there, once."),
    )
    service = EnumField(
        N_("Service"), [Required(N_("Choose the service"))], of=BookingService, blank=N_("Choose")
    )
    member = ReferenceField(
        N_("Interpreter or escort"),
        of=["pool_member"],
        description=N_(
            "Left open while nobody is found. Who is new is first added to the interpreters and escorts."
        ),
    )
    first_language = EnumField(N_("Language"), of=Language)
    second_language = EnumField(N_("Second language"), of=Language)
    mode = EnumField(N_("Mode of interpreting"), of=InterpretingMode)
    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Begins at"))
    ends_at = TimeField(N_("Ends at"))
    until_day = DayField(N_("Last day"), description=N_("Only where it is another day than the first."))
    place = TextField(N_("Where they are expected"))
    booking_state = EnumField(N_("State"), of=BookingState)
    hours = NumberField(
        N_("Hours"),
        least=0.25,
        most=MOST_HOURS,
        decimals=True,
        description=N_("Of work done, when it is over. Two people for three hours are two bookings."),
    )
    cancelled_because = TextField(N_("Reason"), description=N_("Why it was cancelled."))
    fee = AmountField(N_("Fee"), description=N_("Of the whole booking."))
    fee_currency = CurrencyField(N_("Currency"), description=N_("The code, such as TRY or EUR."))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(booking: Booking, names: Names) -> tuple[str, str]:
    """The service, and who comes; while nobody is found, for what."""
    whom = names.get(booking.member_id or booking.about_id or 0)
    if whom is None or booking.service is None:
        return "", ""
    word = label(booking.service)
    return (
        f"{translator('tr')(word)}: {whom.title_tr}",
        f"{translator('en')(word)}: {whom.title_en or whom.title_tr}",
    )


def words(booking: Booking) -> Iterable[str]:
    """Everything else it may be looked for by."""
    return (booking.place,)


def when(booking: Booking, t: Translator) -> str:
    """Say the days and times of a booking as far as they are known; nothing where none is."""
    if booking.day is None:
        return ""
    day = t.partial(PartialDate.span(booking.day, booking.until_day or booking.day))
    begins, ends = (t.time(time) if time else "" for time in (booking.starts_at, booking.ends_at))
    times = f"{begins}–{ends}" if begins and ends else begins or (ends and f"–{ends}")
    return f"{day}, {times}" if times else day


def state_cell(state: BookingState | None, t: Translator) -> Cell:
    """The state; work done is the normal one and plain text."""
    cell = cells.word(state, t)
    if state in _TONES and cell.text:
        return Cell(cell.text, badge=Badge(cell.text, *_TONES[state]))
    return cell


def _title(booking: Booking, t: Translator) -> Cell:
    who = t.title(booking.member) if booking.member else t(NOBODY_YET)
    return Cell(who, detail=t(label(booking.service)))


def _when(booking: Booking, t: Translator) -> Cell:
    exact = booking.day if booking.until_day in (None, booking.day) else None
    return Cell(when(booking, t) or t(cells.UNKNOWN), unknown=booking.day is None, value=exact)


def _about(value: str, today: date) -> ColumnElement[bool] | None:
    return queries.for_kind(RecordKind(value)) if value in {kind.value for kind in ABOUT} else None


def _abouts(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        (RecordKind.VISIT.value, t(N_("Visits"))),
        (RecordKind.EVENT.value, t(N_("Events and workshops"))),
    ]


def _member(value: str, today: date) -> ColumnElement[bool] | None:
    if value == "none":
        return Booking.member_id.is_(None)
    return Booking.member_id == int(value) if value.isdecimal() and len(value) < 10 else None


def _members(session: Session, actor: Actor, t: Translator) -> Options:
    return [*queries.members(session, actor, t), ("none", t(NOBODY_YET))]


def _language(value: str, today: date) -> ColumnElement[bool] | None:
    known = {language.value for language in Language}
    return queries.between_languages(Language(value)) if value in known else None


BOOKING: Noun[Booking] = Noun(
    model=Booking,
    kind=RecordKind.BOOKING,
    plural="bookings",
    one=N_("Booking"),
    many=N_("Interpreting and escorting"),
    new=N_("New booking"),
    icon="clock",
    detail=lambda booking, t: cells.apart((t.title(booking.about), when(booking, t))),
    form=BookingForm,
    bulk=("mode",),
    columns=(
        Column("title", N_("Interpreter or escort"), _title, sort=Record.sort_key, detail=N_("Service")),
        Column("day", N_("Date"), _when, sort=Record.sort_day),
        Column("about", N_("For"), lambda one, t: cells.title(one.about, t)),
        Column(
            "languages",
            N_("Language pair"),
            lambda one, t: cells.written(pair_words(one.first_language, one.second_language, t)),
        ),
        Column(
            "hours",
            N_("Hours"),
            lambda one, t: Cell(
                t.number(one.hours) if one.hours is not None else None, numeric=True, value=one.hours
            ),
            numeric=True,
        ),
        Column("state", N_("State"), lambda one, t: state_cell(one.booking_state, t)),
        Column("mode", N_("Mode of interpreting"), lambda one, t: cells.word(one.mode, t), usual=False),
        Column(
            "fee",
            N_("Fee"),
            lambda one, t: Cell(fee_words(one.fee, one.fee_currency, t) or None, numeric=True, value=one.fee),
            numeric=True,
            usual=False,
        ),
    ),
    filters=(
        by_year(year_queries.of_bookings),
        Filter("member", N_("Interpreter or escort"), _member, _members),
        over("service", N_("Service"), Booking.service, BookingService, none=None),
        Filter("language", N_("Language"), _language, languages),
        over("state", N_("State"), Booking.booking_state, BookingState),
        Filter("about", N_("For"), _about, _abouts),
    ),
    loads=queries.LOADS,
    rules=rules.RULES,
    day=lambda booking: booking.day,
    missing=rules.missing,
    words=words,
    title=title,
    personal=frozenset({"fee", "fee_currency"}),
    newest_first=True,
)
