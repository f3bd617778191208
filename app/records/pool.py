"""Interpreters and escorts: form and list."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain.bookings import POOL_RULES
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import bookings as queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, ManyField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.languages import as_offered
from app.records.noun import Cell, Column, Filter, Names, Noun, Options, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import LanguagePair, PoolMember, PoolMode, Record
from models.vocabulary import InterpretingMode, Language, RecordKind, YesNo


class LanguagePairForm(RowForm):
    """Two languages, in both directions."""

    first_language = EnumField(N_("Language"), of=Language, blank=N_("Choose"))
    second_language = EnumField(N_("Second language"), of=Language, blank=N_("Choose"))


class PoolMemberForm(RecordForm):
    """Who it is; what they can do may be completed later."""

    person = ReferenceField(
        N_("Person"),
        [Required(N_("Choose the person, or enter the name"))],
        of=["person"],
        creates="person",
    )
    bureau = TextField(
        N_("Bureau or unit"), description=N_("The bureau, or the unit of ours, that they come from.")
    )
    pairs = RowsField(
        LanguagePairForm,
        N_("Language pairs"),
        description=N_("Between which languages they interpret, in both directions."),
    )
    modes = ManyField(N_("Modes of interpreting"), of=InterpretingMode, column="mode")
    sworn = EnumField(N_("Sworn translator"), of=YesNo)
    escorts = EnumField(N_("Escorts guests"), of=YesNo)
    fee_per_hour = AmountField(N_("Fee per hour"))
    fee_currency = CurrencyField(N_("Currency"), description=N_("The code, such as TRY or EUR."))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(member: PoolMember, names: Names) -> tuple[str, str]:
    """The name of the person."""
    person = names.get(member.person_id or 0)
    return (person.title_tr, person.title_en) if person else ("", "")


def words(member: PoolMember) -> Iterable[str]:
    """Everything else they may be looked for by."""
    return (member.bureau,)


def pair_words(first: Language | None, second: Language | None, t: Translator) -> str:
    """Say a language pair; nothing where it is not known."""
    return f"{t(label(first))} – {t(label(second))}" if first and second else ""


def fee_words(amount: float | None, currency: str, t: Translator) -> str:
    """Say a fee; nothing where it is not known."""
    return t.money(amount, currency) if amount is not None else ""


def _pairs(member: PoolMember, t: Translator) -> Cell:
    return cells.joined(pair_words(one.first_language, one.second_language, t) for one in member.pairs)


def _language(value: str, today: date) -> ColumnElement[bool] | None:
    known = {language.value for language in Language}
    return queries.interpreting(Language(value)) if value in known else None


def languages(session: Session, actor: Actor, t: Translator) -> Options:
    """Offer every language."""
    return [(language.value, t(label(language))) for language in as_offered(Language, t)]


POOL_MEMBER: Noun[PoolMember] = Noun(
    model=PoolMember,
    kind=RecordKind.POOL_MEMBER,
    plural="interpreters",
    one=N_("Interpreter or escort"),
    many=N_("Interpreters and escorts"),
    new=N_("Add an interpreter or escort"),
    icon="user-circle",
    detail=lambda one, t: _pairs(one, t).text or "",
    form=PoolMemberForm,
    bulk=("sworn", "escorts"),
    columns=(
        Column("title", N_("Full name"), cells.title, sort=Record.sort_key),
        Column("pairs", N_("Language pairs"), _pairs),
        Column(
            "modes",
            N_("Modes of interpreting"),
            lambda one, t: cells.joined(t(label(row.mode)) for row in one.modes),
        ),
        Column("escorts", N_("Escorts guests"), lambda one, t: cells.word(one.escorts, t)),
        Column("sworn", N_("Sworn translator"), lambda one, t: cells.word(one.sworn, t)),
        Column("bureau", N_("Bureau or unit"), lambda one, t: cells.written(one.bureau), usual=False),
        Column(
            "fee",
            N_("Fee per hour"),
            lambda one, t: Cell(
                fee_words(one.fee_per_hour, one.fee_currency, t) or None, numeric=True, value=one.fee_per_hour
            ),
            numeric=True,
            usual=False,
        ),
    ),
    filters=(
        Filter("language", N_("Language"), _language, languages),
        over("escorts", N_("Escorts guests"), PoolMember.escorts, YesNo),
        over("sworn", N_("Sworn translator"), PoolMember.sworn, YesNo),
    ),
    loads=(
        selectinload(PoolMember.person),
        selectinload(PoolMember.pairs),
        selectinload(PoolMember.modes),
    ),
    parts=(
        Part("pairs", LanguagePair, LanguagePairForm),
        Part("modes", PoolMode, RowForm),
    ),
    rules=POOL_RULES,
    words=words,
    title=title,
    personal=frozenset({"fee_per_hour", "fee_currency", "notes_tr", "notes_en"}),
)
