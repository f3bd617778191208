"""Files of missions abroad: form and list."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain import missions as rules
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import mission_files as queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.fields import DayField, EnumField, LongTextField, ManyField, Required, TextField, TimeField
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Filter, Names, Noun, Options, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import (
    MissionCost,
    MissionFile,
    MissionStay,
    MissionTicket,
    MissionWaiver,
    Record,
    Traveller,
)
from models.vocabulary import CostKind, CostPayer, MissionCheck, PassportKind, RecordKind


class TravellerForm(RowForm):
    """Somebody who travels, with the title of that day."""

    person = ReferenceField(N_("Full name"), of=["person"], creates="person")
    title_tr = TextField(N_("Title on that day"))
    passport = EnumField(N_("Kind of passport"), of=PassportKind)
    title_en = TextField(N_("Title in English"))


class TicketForm(RowForm):
    """A journey."""

    from_place = TextField(N_("Journey from"))
    to_place = TextField(N_("Journey to"))
    day = DayField(N_("Day"))
    starts_at = TimeField(N_("Time"))
    carrier = TextField(N_("Carrier and number"))
    booking = TextField(N_("Reservation"))


class StayForm(RowForm):
    """A stay."""

    hotel = TextField(N_("Hotel"))
    day = DayField(N_("Day"))
    until = DayField(N_("Until"))
    booking = TextField(N_("Reservation"))


class CostForm(RowForm):
    """A cost, in its own currency."""

    cost_kind = EnumField(N_("Kind of cost"), of=CostKind)
    amount = AmountField(N_("Amount"))
    currency = CurrencyField(N_("Currency"))
    payer = EnumField(N_("Paid by"), of=CostPayer)
    budget_code = TextField(N_("Budget code"))
    paid_on = DayField(N_("Paid on"))
    document = ReferenceField(N_("Document"), of=["document"])


class MissionFileForm(RecordForm):
    """Which mission; all else is completed as it comes."""

    visit = ReferenceField(
        N_("Outgoing visit"),
        [Required(N_("Choose the outgoing visit"))],
        of=["visit"],
        description=N_("Decisions of the council or the mayor name the visit on their own page."),
    )
    duty_tr = TextField(N_("Duty"), description=N_("What they are sent for."))
    duty_en = TextField(N_("Duty in English"))
    travellers = RowsField(
        TravellerForm,
        N_("Travellers"),
        description=N_("Of a passport only its kind is kept, never its number."),
    )
    invitation = ReferenceField(N_("Invitation or protocol text"), of=["document", "letter"])
    note = ReferenceField(N_("Information note"), of=["note", "document"])
    authority_letter = ReferenceField(
        N_("Civil authority's letter"),
        of=["letter", "document"],
        description=N_("Whether it is needed is to be checked against the text in force."),
    )
    tickets = RowsField(TicketForm, N_("Tickets"))
    stays = RowsField(StayForm, N_("Stays"))
    costs = RowsField(
        CostForm, N_("Costs"), description=N_("Each in its own currency; nothing is converted.")
    )
    report = ReferenceField(N_("Return report"), of=["document", "letter"])
    reported_on = DayField(N_("Handed in on"))
    waivers = ManyField(N_("Not needed here"), of=MissionCheck, column="what")
    waived_because = TextField(N_("Reason"), description=N_("Why it is not needed."))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(file: MissionFile, names: Names) -> tuple[str, str]:
    """The name of the mission."""
    visit = names.get(file.visit_id or 0)
    return (visit.title_tr, visit.title_en) if visit else ("", "")


def words(file: MissionFile) -> Iterable[str]:
    """Everything else it may be looked for by."""
    for one in file.travellers:
        yield from (one.name, one.title_tr, one.title_en)
    yield from (one.hotel for one in file.stays)


def _reported(value: str, today: date) -> ColumnElement[bool] | None:
    return queries.reported(yes=value == "yes") if value in ("yes", "no") else None


def _reports(session: Session, actor: Actor, t: Translator) -> Options:
    return [("yes", t(N_("Handed in"))), ("no", t(N_("Not handed in")))]


def _title(file: MissionFile, t: Translator) -> Cell:
    return Cell(t.title(file), detail=t.either(file.duty_tr, file.duty_en) or None)


MISSION_FILE: Noun[MissionFile] = Noun(
    model=MissionFile,
    kind=RecordKind.MISSION_FILE,
    plural="mission_files",
    one=N_("Mission file"),
    many=N_("Mission files"),
    new=N_("Open a mission file"),
    icon="folder",
    detail=lambda file, t: t.either(file.duty_tr, file.duty_en),
    form=MissionFileForm,
    columns=(
        Column("title", N_("Journey on duty"), _title, sort=Record.sort_key, detail=N_("Duty")),
        Column("day", N_("Date"), lambda file, t: cells.day(file.visit.held, t)),
        Column(
            "travellers",
            N_("Travellers"),
            lambda file, t: cells.joined(one.name for one in file.travellers),
        ),
    ),
    filters=(Filter("report", N_("Return report"), _reported, _reports),),
    loads=(
        selectinload(MissionFile.visit),
        selectinload(MissionFile.invitation),
        selectinload(MissionFile.note),
        selectinload(MissionFile.authority_letter),
        selectinload(MissionFile.report),
        selectinload(MissionFile.travellers).selectinload(Traveller.person),
        selectinload(MissionFile.costs).selectinload(MissionCost.document),
    ),
    parts=(
        Part(
            "travellers",
            Traveller,
            TravellerForm,
            personal=frozenset(
                {"name", "printed_name", "title_tr", "title_en", "organisation_name", "passport"}
            ),
            subject="person_id",
        ),
        Part("tickets", MissionTicket, TicketForm, personal=frozenset({"booking"})),
        Part("stays", MissionStay, StayForm, personal=frozenset({"booking"})),
        Part("costs", MissionCost, CostForm),
        Part("waivers", MissionWaiver, RowForm),
    ),
    rules=rules.RULES,
    words=words,
    title=title,
)
