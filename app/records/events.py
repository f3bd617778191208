"""Events and workshops: form and list."""

from collections.abc import Iterable

from sqlalchemy.orm import selectinload

from app.domain import events as rules
from app.i18n import N_, Translator
from app.labels import label
from app.queries import events as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.choices import by_country, by_year, over
from app.records.fields import (
    DayField,
    EnumField,
    FlagField,
    LongTextField,
    NumberField,
    PartialDateField,
    Required,
    TextField,
    TimeField,
)
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Noun, Part
from app.records.person_row import PersonRowForm
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Event, EventParticipant, EventSession, EventVisit, Record
from models.vocabulary import (
    EventKind,
    EventPart,
    EventRole,
    EventState,
    RecordKind,
    SessionKind,
    VisitMode,
)


class SessionForm(RowForm):
    """An item of the programme."""

    title_tr = TextField(N_("Item"))
    session_kind = EnumField(N_("Kind"), of=SessionKind)
    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Starts"))
    ends_at = TimeField(N_("Ends"))
    speaker = TextField(N_("Speaker"))
    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    ours_tr = TextField(N_("Our contribution"))
    title_en = TextField(N_("Item in English"))
    ours_en = TextField(N_("Our contribution in English"))


class ParticipantForm(PersonRowForm):
    """Somebody who takes part, with the title of that day."""

    title_tr = TextField(N_("Title on that day"))
    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    role = EnumField(N_("Role"), of=EventRole)
    title_en = TextField(N_("Title in English"))
    remark_tr = TextField(N_("Remark"), description=N_("For the house: it stands on no card or badge."))
    remark_en = TextField(N_("Remark in English"))


class EventVisitForm(RowForm):
    """A visit that is part of the event."""

    visit = ReferenceField(N_("Visit"), of=["visit"])


class EventForm(RecordForm):
    """What it is called, when and where; the rest can wait."""

    title_tr = TextField(N_("Event"), [Required(N_("Enter the name of the event"))])
    title_en = TextField(N_("Name in English"))
    event_kind = EnumField(N_("Kind"), of=EventKind)
    held = PartialDateField(N_("Date"))
    our_part = EnumField(N_("Our part"), of=EventPart)
    event_state = EnumField(N_("State"), of=EventState)
    mode = EnumField(N_("How they met"), of=VisitMode)
    city = ReferenceField(N_("City"), of=["city"], creates="city")
    venue_tr = TextField(N_("Venue"))
    venue_en = TextField(N_("Venue in English"))
    host = ReferenceField(N_("Host"), of=["organisation"], creates="organisation")
    about = ReferenceField(
        N_("Belongs to"),
        of=[RecordKind.PROJECT, RecordKind.AGREEMENT, RecordKind.MEMBERSHIP, RecordKind.ORGANISATION],
        description=N_("The project, agreement or network that it is an event of."),
    )
    participants = RowsField(ParticipantForm, N_("Participants"))
    sessions = RowsField(SessionForm, N_("Programme"))
    visits = RowsField(EventVisitForm, N_("Visits that are part of it"))
    headcount = NumberField(N_("Number of participants"), least=1, most=10_000_000)
    headcount_about = FlagField(N_("The number is an estimate"))
    unit = ReferenceField(N_("Responsible unit"), of=["organisation"], creates="organisation")
    aim_tr = LongTextField(N_("Aim"))
    aim_en = LongTextField(N_("Aim in English"))
    outcome_tr = LongTextField(N_("Outcome"))
    outcome_en = LongTextField(N_("Outcome in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def words(event: Event) -> Iterable[str]:
    """Everything else a colleague may remember of it."""
    yield from (event.venue_tr, event.venue_en)
    for item in event.sessions:
        yield from (item.title_tr, item.title_en, item.speaker)
    for one in event.participants:
        yield from (one.name, one.printed_name, one.title_tr, one.title_en, one.organisation_name)
        yield from (one.remark_tr, one.remark_en)


def _title(event: Event, t: Translator) -> Cell:
    return Cell(t.title(event), detail=t(label(event.event_kind)) if event.event_kind else None)


def _detail(event: Event, t: Translator) -> str:
    day = t.partial(event.held) if event.held.is_known else None
    return cells.apart((day, t.title(event.city) if event.city else None))


EVENT: Noun[Event] = Noun(
    model=Event,
    kind=RecordKind.EVENT,
    plural="events",
    one=N_("Event"),
    many=N_("Events and workshops"),
    new=N_("New event"),
    icon="calendar-event",
    detail=_detail,
    form=EventForm,
    bulk=("event_kind", "our_part", "event_state", "mode", "unit"),
    columns=(
        Column("title", N_("Event"), _title, sort=Record.sort_key, detail=N_("Kind")),
        Column("day", N_("Date"), lambda event, t: cells.day(event.held, t), sort=Record.sort_day),
        Column("city", N_("City"), lambda event, t: cells.title(event.city, t)),
        Column("part", N_("Our part"), lambda event, t: cells.word(event.our_part, t)),
        Column("state", N_("State"), lambda event, t: cells.word(event.event_state, t)),
        Column("mode", N_("How they met"), lambda event, t: cells.word(event.mode, t), usual=False),
        Column("host", N_("Host"), lambda event, t: cells.title(event.host, t), usual=False),
        Column("unit", N_("Responsible unit"), lambda event, t: cells.title(event.unit, t), usual=False),
        Column(
            "headcount",
            N_("Number of participants"),
            lambda event, t: cells.number(event.headcount, t),
            numeric=True,
            usual=False,
        ),
    ),
    filters=(
        by_year(year_queries.of_events),
        over("kind", N_("Kind"), Event.event_kind, EventKind),
        over("part", N_("Our part"), Event.our_part, EventPart),
        over("state", N_("State"), Event.event_state, EventState),
        by_country(queries.with_country),
    ),
    loads=(
        selectinload(Event.city),
        selectinload(Event.host),
        selectinload(Event.unit),
        selectinload(Event.about),
        selectinload(Event.sessions).selectinload(EventSession.organisation),
        selectinload(Event.participants).selectinload(EventParticipant.organisation),
        selectinload(Event.participants).selectinload(EventParticipant.person),
        selectinload(Event.visits).selectinload(EventVisit.visit),
    ),
    parts=(
        Part("sessions", EventSession, SessionForm),
        Part("visits", EventVisit, EventVisitForm),
        Part(
            "participants",
            EventParticipant,
            ParticipantForm,
            personal=frozenset(
                {
                    "name",
                    "printed_name",
                    "title_tr",
                    "title_en",
                    "organisation_name",
                    "remark_tr",
                    "remark_en",
                }
            ),
            subject="person_id",
        ),
    ),
    rules=rules.RULES,
    missing=rules.missing,
    day=lambda event: event.held.earliest,
    words=words,
    newest_first=True,
)
