"""Items of the programme of a visit: form and list."""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain.programme import RULES, Remark
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import programme as queries
from app.records import cells
from app.records.fields import (
    DayField,
    FlagField,
    LongTextField,
    NumberField,
    Required,
    TextField,
    TimeField,
)
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Filter, Noun, Options, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import ProgrammeAttendee, ProgrammeItem, Record
from models.vocabulary import RecordKind

SAY_WHAT = N_("Say what is on")
A_DAY = 24 * 60


class AttendeeForm(RowForm):
    """Somebody who takes part."""

    person = ReferenceField(N_("Full name"), of=["person"], creates="person")
    name = TextField(N_("Or in words"), description=N_("Such as: two bodyguards."))


class ProgrammeItemForm(RecordForm):
    """What is on, on which day and at what hour; the rest can wait."""

    title_tr = TextField(N_("Programme item"), [Required(SAY_WHAT)])
    title_en = TextField(N_("Programme item in English"))
    visit = ReferenceField(N_("Visit"), [Required(N_("Choose the visit"))], of=["visit"])
    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Starts"))
    ends_at = TimeField(N_("Ends"))
    place_tr = TextField(N_("Place"))
    place_en = TextField(N_("Place in English"))
    city = ReferenceField(
        N_("City"),
        of=["city"],
        creates="city",
        description=N_("Only where it is not at home; its clocks give the hour."),
    )
    whole_delegation = FlagField(N_("The whole delegation takes part"))
    attendees = RowsField(AttendeeForm, N_("Who takes part"))
    host = ReferenceField(N_("Host"), of=["person", "organisation"], creates="person")
    travel_minutes = NumberField(N_("Minutes on the way to it"), least=0, most=A_DAY)
    language_tr = TextField(N_("Language of the talks"))
    language_en = TextField(N_("Language of the talks, in English"))
    dress_tr = TextField(N_("Dress"))
    dress_en = TextField(N_("Dress in English"))
    timezone = TextField(
        N_("Time zone"),
        description=N_("As in the tz database: Europe/Madrid. Only where the city does not tell it."),
    )
    notes_tr = LongTextField(
        N_("Notes"), description=N_("For colleagues: neither on the sheet nor in a calendar or a pack.")
    )
    notes_en = LongTextField(N_("Notes in English"))


class QuickItemForm(RecordForm):
    """One line at the foot of the programme; Enter writes it and opens the next one."""

    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Starts"))
    ends_at = TimeField(N_("Ends"))
    title_tr = TextField(N_("Programme item"), [Required(SAY_WHAT)])
    place_tr = TextField(N_("Place"))
    whole_delegation = FlagField(N_("The whole delegation takes part"))
    title_en = TextField(N_("Programme item in English"))
    place_en = TextField(N_("Place in English"))


def words(item: ProgrammeItem) -> Iterable[str]:
    """Who takes part."""
    return (one.name for one in item.attendees)


def hours(item: ProgrammeItem, t: Translator) -> str:
    """Say the hours of an item, as far as they are known."""
    if item.starts_at is None:
        return ""
    return f"{t.time(item.starts_at)}–{t.time(item.ends_at)}" if item.ends_at else t.time(item.starts_at)


def say(remark: Remark, t: Translator) -> str:
    """Put a remark on an item into words."""
    return t(remark.message, **{name: _said(value, t) for name, value in remark.values.items()})


def _said(value: object, t: Translator) -> object:
    match value:
        case time():
            return t.time(value)
        case Record():
            return t.title(value)
        case list():
            return t.join(value)
        case _:
            return value


def _detail(item: ProgrammeItem, t: Translator) -> str:
    return cells.apart((t.date(item.day) if item.day else None, hours(item, t) or None, t.title(item.visit)))


def _day(item: ProgrammeItem, t: Translator) -> Cell:
    return Cell(t.date(item.day) if item.day else None, detail=hours(item, t) or None, value=item.day)


def _when(value: str, today: date) -> ColumnElement[bool] | None:
    match value:
        case "coming":
            return ProgrammeItem.day >= today
        case "past":
            return ProgrammeItem.day < today
        case "open":
            return ProgrammeItem.day.is_(None)
    return None


def _when_options(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        ("coming", t(N_("Today and later"))),
        ("past", t(N_("Past days"))),
        ("open", t(N_("Day still open"))),
    ]


PROGRAMME_ITEM: Noun[ProgrammeItem] = Noun(
    model=ProgrammeItem,
    kind=RecordKind.PROGRAMME_ITEM,
    plural="programme",
    one=N_("Programme item"),
    many=N_("Programme items"),
    new=N_("New programme item"),
    icon="clock",
    detail=_detail,
    form=ProgrammeItemForm,
    columns=(
        Column("title", N_("Programme item"), cells.title, sort=Record.sort_key),
        Column("day", N_("Day"), _day, sort=Record.sort_day, detail=N_("Time")),
        Column("visit", N_("Visit"), lambda item, t: cells.title(item.visit, t)),
        Column("place", N_("Place"), lambda item, t: cells.written(t.either(item.place_tr, item.place_en))),
        Column("host", N_("Host"), lambda item, t: cells.title(item.host, t)),
    ),
    filters=(Filter("when", N_("Day"), _when, _when_options),),
    loads=(*queries.LOADS, selectinload(ProgrammeItem.attendees).selectinload(ProgrammeAttendee.person)),
    parts=(
        Part("attendees", ProgrammeAttendee, AttendeeForm, personal=frozenset({"name"}), subject="person_id"),
    ),
    rules=RULES,
    day=lambda item: item.day,
    words=words,
    newest_first=True,
)
