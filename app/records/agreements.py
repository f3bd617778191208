"""Agreements: form, list and page loads."""

from collections.abc import Iterable
from datetime import date
from typing import Any, overload

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from app.domain import agreements as rules
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import agreements as queries
from app.queries import years as year_queries
from app.queries.agreement_lines import AgreementLine, agreement_lines
from app.queries.lines import Body
from app.records import cells
from app.records.choices import by_country, by_year, over
from app.records.fields import EnumField, LongTextField, ManyField, PartialDateField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.keepers import BY_OWNER, OWNER_COLUMN
from app.records.noun import Cell, Column, Filter, Names, Noun, Options, Part
from app.records.person_row import PersonRowForm
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Agreement, AgreementParty, AgreementTheme, City, Organisation, Record, Signatory
from models.vocabulary import (
    AgreementState,
    Instrument,
    PartyRole,
    RecordKind,
    Relation,
    SigningRole,
    Theme,
    VisitMode,
    YesNo,
)


class PartyForm(RowForm):
    """One party; a city stands for its municipality."""

    preset = frozenset({"role"})
    organisation = ReferenceField(
        N_("Organisation or city"), of=["organisation", "city"], creates="organisation"
    )
    role = EnumField(N_("Role"), of=PartyRole, blank=None, default=PartyRole.PARTY)


class SignatoryForm(PersonRowForm):
    """Somebody who signed or stood by; the organisation need not be a party."""

    preset = frozenset({"signing_role"})
    title_tr = TextField(N_("Title on that day"))
    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    signing_role = EnumField(N_("Role"), of=SigningRole, blank=None, default=SigningRole.SIGNATORY)
    title_en = TextField(N_("Title in English"))


class AgreementForm(RecordForm):
    """A relation and its parties are enough; what is not known stays open."""

    relation = EnumField(
        N_("Relation"),
        [Required(N_("Choose what the parties are to each other"))],
        of=Relation,
        blank=N_("Choose"),
    )
    instrument = EnumField(N_("Instrument"), of=Instrument)
    parties = RowsField(PartyForm, N_("Parties"), validators=[Required(N_("Name at least two parties"))])
    state = EnumField(N_("State"), of=AgreementState, blank=None, default=AgreementState.DRAFT)
    signed = PartialDateField(N_("Signed on"))
    mode = EnumField(N_("How it was signed"), of=VisitMode)
    place_tr = TextField(N_("Place of signing"))
    place_en = TextField(N_("Place of signing in English"))
    title_tr = TextField(N_("Title"), description=N_("Empty: the names of the parties."))
    title_en = TextField(N_("Title in English"))
    themes = ManyField(N_("Fields of cooperation"), of=Theme, column="theme")
    signatories = RowsField(SignatoryForm, N_("Signatories and attendees"))
    starts = PartialDateField(N_("In force from"))
    ends = PartialDateField(N_("Ends on"))
    renews = EnumField(N_("Renews itself"), of=YesNo)
    ended_because_tr = TextField(N_("Reason for the end"))
    ended_because_en = TextField(N_("Reason for the end in English"))
    languages = TextField(N_("Languages of the text"))
    authentic_language = TextField(N_("Authentic language"))
    amends = ReferenceField(N_("Amends"), of=["agreement"])
    supersedes = ReferenceField(N_("Replaces"), of=["agreement"])
    signed_at = ReferenceField(N_("Signed during the visit"), of=["visit"])
    unit = ReferenceField(N_("Responsible unit"), of=["organisation"], creates="organisation")
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(agreement: Agreement, names: Names) -> tuple[str, str]:
    """The title that was typed, else the names of the parties."""
    if agreement.title_tr:
        return agreement.title_tr, agreement.title_en or ""
    named = [names[party.organisation_id] for party in agreement.parties if party.organisation_id in names]
    return (
        " – ".join(one.title_tr for one in named),
        agreement.title_en or " – ".join(one.title_en or one.title_tr for one in named),
    )


def words(agreement: Agreement) -> Iterable[str]:
    """Everything else it may be looked for by."""
    for one in agreement.signatories:
        yield from (one.name, one.printed_name, one.title_tr, one.title_en, one.organisation_name)


@overload
def counterparts(agreement: Agreement) -> list[Organisation]: ...
@overload
def counterparts(agreement: AgreementLine) -> list[Body]: ...
def counterparts(agreement: Agreement | AgreementLine) -> list[Organisation] | list[Body]:
    """The parties that are not of our own house."""
    parties: Iterable[Any] = agreement.parties
    return [party.organisation for party in parties if not party.organisation.ours]


def _title(agreement: Agreement | AgreementLine, t: Translator) -> Cell:
    return Cell(t.title(agreement), detail=", ".join(t.title(one) for one in counterparts(agreement)) or None)


def _country(agreement: Agreement | AgreementLine, t: Translator) -> Cell:
    found = [one.represents or (one.seat.country if one.seat else None) for one in counterparts(agreement)]
    return cells.joined(t.title(country) for country in found if country)


def _theme(value: str, today: date) -> ColumnElement[bool] | None:
    if value not in set(Theme):
        return None
    return Record.id.in_(select(AgreementTheme.agreement_id).where(AgreementTheme.theme == Theme(value)))


def _themes(session: Session, actor: Actor, t: Translator) -> Options:
    return [(theme.value, t(label(theme))) for theme in Theme]


AGREEMENT = Noun(
    model=Agreement,
    kind=RecordKind.AGREEMENT,
    plural="agreements",
    one=N_("Agreement"),
    many=N_("Agreements"),
    new=N_("New agreement"),
    icon="link",
    detail=lambda one, t: cells.apart((t(label(one.relation)), t.partial(one.signed), t(label(one.state)))),
    form=AgreementForm,
    bulk=("instrument", "mode", "unit"),
    columns=(
        Column("title", N_("Tie"), _title, sort=Record.sort_key, detail=N_("Other parties")),
        Column(
            "relation", N_("Relation"), lambda one, t: cells.word(one.relation, t), sort=Agreement.relation
        ),
        Column("country", N_("Country"), _country),
        Column(
            "day",
            N_("Signed on"),
            lambda one, t: cells.day(one.signed, t),
            sort=Record.sort_day,
        ),
        Column("state", N_("State"), lambda one, t: cells.agreement_state(one.state, t)),
        Column("instrument", N_("Instrument"), lambda one, t: cells.word(one.instrument, t), usual=False),
        Column("starts", N_("In force from"), lambda one, t: cells.day(one.starts, t), usual=False),
        Column("ends", N_("Ends on"), lambda one, t: cells.day(one.ends, t), usual=False),
        Column(
            "place",
            N_("Place of signing"),
            lambda one, t: cells.written(t.either(one.place_tr, one.place_en)),
            usual=False,
        ),
        OWNER_COLUMN,
    ),
    filters=(
        over("relation", N_("Relation"), Agreement.relation, Relation, none=None),
        by_country(queries.with_country),
        over("state", N_("State"), Agreement.state, AgreementState, none=None),
        Filter("theme", N_("Field of cooperation"), _theme, _themes),
        over("instrument", N_("Instrument"), Agreement.instrument, Instrument),
        by_year(year_queries.of_agreements),
        BY_OWNER,
    ),
    loads=(
        selectinload(Agreement.parties)
        .selectinload(AgreementParty.organisation)
        .options(
            selectinload(Organisation.represents), selectinload(Organisation.seat).selectinload(City.country)
        ),
        selectinload(Agreement.signatories).options(
            selectinload(Signatory.person), selectinload(Signatory.organisation)
        ),
        selectinload(Agreement.amends),
        selectinload(Agreement.supersedes),
        selectinload(Agreement.signed_at),
        selectinload(Agreement.unit),
    ),
    parts=(
        Part("parties", AgreementParty, PartyForm),
        Part(
            "signatories",
            Signatory,
            SignatoryForm,
            personal=frozenset({"name", "printed_name", "title_tr", "title_en", "organisation_name"}),
            subject="person_id",
        ),
        Part("themes", AgreementTheme, RowForm),
    ),
    rules=rules.RULES,
    day=lambda agreement: agreement.signed.earliest,
    words=words,
    title=title,
    lines=agreement_lines,
    newest_first=True,
    has_keeper=True,
)
