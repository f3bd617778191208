"""The gift register: form and list."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain import gifts as rules
from app.domain.gifts import Assessment, Duty
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import gifts as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.choices import by_year, over
from app.records.fields import (
    DayField,
    EnumField,
    FlagField,
    LongTextField,
    NumberField,
    PartialDateField,
    Required,
    TextField,
)
from app.records.gift_items import MOST_PIECES
from app.records.noun import Cell, Column, Filter, Names, Noun, Options
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Gift, Record
from models.vocabulary import GiftDirection, GiftOrigin, RecordKind, ValueSource

ABOUT = (RecordKind.VISIT, RecordKind.EVENT)
"""At what a gift changes hands."""
WHOM = (RecordKind.PERSON, RecordKind.ORGANISATION)
"""Who gives and receives."""
OURS = N_("Our municipality")


class GiftForm(RecordForm):
    """What it is, whether it was given or received, and by whom; the rest can wait."""

    direction = EnumField(
        N_("Given or received"),
        [Required(N_("Choose whether it was given or received"))],
        of=GiftDirection,
        blank=N_("Choose"),
    )
    item = ReferenceField(N_("City gift"), of=[RecordKind.GIFT_ITEM], creates=RecordKind.GIFT_ITEM)
    what_tr = TextField(N_("Name of the gift"), description=N_("If it is none of the city gifts in stock."))
    what_en = TextField(N_("Name of the gift in English"))
    quantity = NumberField(N_("Pieces"), [Required(N_("Enter how many pieces"))], least=1, most=MOST_PIECES)
    handed = PartialDateField(N_("Date"))
    about = ReferenceField(N_("Visit or event"), of=ABOUT)
    receiver = ReferenceField(
        N_("Receiver"),
        of=WHOM,
        creates=RecordKind.PERSON,
        description=N_("Leave it empty for our municipality."),
    )
    receiver_name = TextField(N_("Receiver in words"), description=N_("If there is no record of them."))
    giver = ReferenceField(
        N_("Giver"),
        of=WHOM,
        creates=RecordKind.PERSON,
        description=N_("Leave it empty for our municipality."),
    )
    giver_name = TextField(N_("Giver in words"), description=N_("If there is no record of them."))
    repeat_meant = FlagField(N_("They are to have the same gift again"))
    origin = EnumField(N_("Where it comes from"), of=GiftOrigin)
    value = AmountField(N_("Value of all pieces"))
    currency = CurrencyField(N_("Currency"), description=N_("The code, such as TRY or EUR."))
    value_source = EnumField(N_("How the value is known"), of=ValueSource)
    rate = NumberField(
        N_("Rate"),
        least=0.000001,
        most=1_000_000,
        decimals=True,
        description=N_("Turkish lira for one unit of the currency, on the day it was received."),
    )
    rate_on = DayField(N_("Day of the rate"))
    kept_at = TextField(N_("Kept at"))
    kept_by = TextField(N_("In the custody of"))
    handed_over = DayField(
        N_("Handed over on"), description=N_("The day on which a received gift was handed to the house.")
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(gift: Gift, names: Names) -> tuple[str, str]:
    """What it is: in the words of who wrote it, else the name of the city gift."""
    item = names.get(gift.item_id) if gift.item_id else None
    if gift.what_tr or gift.what_en or item is None:
        return gift.what_tr or gift.what_en, gift.what_en
    return item.title_tr, item.title_en


def words(gift: Gift) -> Iterable[str]:
    """Who gave and received it, where they stand in no record, and where it is kept."""
    return (gift.giver_name, gift.receiver_name, gift.kept_at, gift.kept_by)


def giver(gift: Gift, t: Translator) -> str:
    """Name who gave it; nobody said is our municipality where we gave it."""
    named = gift.giver_name or (t.title(gift.giver) if gift.giver else "")
    return named or (t(OURS) if gift.direction is GiftDirection.GIVEN else "")


def receiver(gift: Gift, t: Translator) -> str:
    """Name who received it; nobody said is our municipality where we received it."""
    named = gift.receiver_name or (t.title(gift.receiver) if gift.receiver else "")
    return named or (t(OURS) if gift.direction is GiftDirection.RECEIVED else "")


def duty(assessment: Assessment | None, t: Translator) -> Cell:
    """What R-5 asks of a gift, in words."""
    if assessment is None:
        return Cell(None)
    match assessment.duty:
        case Duty.OUT_OF_SCOPE:
            return Cell(t(N_("From home: not needed")))
        case Duty.DONE:
            return Cell(t(N_("Handed over")))
        case Duty.NONE:
            return Cell(t(N_("Below the threshold")))
        case Duty.DUE:
            return Cell(t(N_("By %(day)s"), day=assessment.deadline), value=assessment.deadline)
        case Duty.NOT_ASSESSABLE:
            return Cell(t(N_("Cannot be told")), detail=t(assessment.why), unknown=True)


def _title(gift: Gift, t: Translator) -> Cell:
    return Cell(t.title(gift), detail=cells.word(gift.direction, t).text)


def _value(gift: Gift, t: Translator) -> Cell:
    if gift.value is None:
        return Cell(t(cells.UNKNOWN), unknown=True, numeric=True)
    return Cell(t.money(gift.value, gift.currency), numeric=True, value=gift.value)


def _detail(gift: Gift, t: Translator) -> str:
    day = t.partial(gift.handed) if gift.handed.is_known else None
    other = giver(gift, t) if gift.direction is GiftDirection.RECEIVED else receiver(gift, t)
    return cells.apart((cells.word(gift.direction, t).text, other, day))


def _handing_over(value: str, today: date) -> ColumnElement[bool] | None:
    if value == "open":
        return queries.not_handed_over()
    return Gift.handed_over.is_not(None) if value == "done" else None


def _handing_over_options(session: Session, actor: Actor, t: Translator) -> Options:
    return [("open", t(N_("Received and not handed over"))), ("done", t(N_("Handed over")))]


GIFT: Noun[Gift] = Noun(
    model=Gift,
    kind=RecordKind.GIFT,
    plural="gifts",
    one=N_("Gift"),
    many=N_("Gift register"),
    new=N_("New gift"),
    icon="gift",
    detail=_detail,
    form=GiftForm,
    bulk=("origin", "value_source", "kept_at", "kept_by"),
    columns=(
        Column("title", N_("Gift"), _title, sort=Record.sort_key, detail=N_("Given or received")),
        Column("day", N_("Date"), lambda gift, t: cells.day(gift.handed, t), sort=Record.sort_day),
        Column("giver", N_("Giver"), lambda gift, t: cells.written(giver(gift, t))),
        Column("receiver", N_("Receiver"), lambda gift, t: cells.written(receiver(gift, t))),
        Column("quantity", N_("Pieces"), lambda gift, t: cells.number(gift.quantity, t), numeric=True),
        Column("value", N_("Value"), _value, numeric=True),
        Column("duty", N_("Handing over"), duty, reads=queries.assessments, detail=N_("Reason")),
        Column("about", N_("Visit or event"), lambda gift, t: cells.title(gift.about, t), usual=False),
        Column(
            "value_source",
            N_("How the value is known"),
            lambda gift, t: cells.word(gift.value_source, t),
            usual=False,
        ),
        Column("origin", N_("Where it comes from"), lambda gift, t: cells.word(gift.origin, t), usual=False),
        Column("kept_at", N_("Kept at"), lambda gift, t: cells.written(gift.kept_at), usual=False),
        Column("kept_by", N_("In the custody of"), lambda gift, t: cells.written(gift.kept_by), usual=False),
        Column(
            "handed_over",
            N_("Handed over on"),
            lambda gift, t: (
                Cell(t.date(gift.handed_over), value=gift.handed_over) if gift.handed_over else Cell(None)
            ),
            usual=False,
        ),
    ),
    filters=(
        over("direction", N_("Given or received"), Gift.direction, GiftDirection, none=None),
        by_year(year_queries.of_gifts),
        Filter("handing_over", N_("Handing over"), _handing_over, _handing_over_options),
        over("origin", N_("Where it comes from"), Gift.origin, GiftOrigin),
    ),
    loads=(
        selectinload(Gift.item),
        selectinload(Gift.about),
        selectinload(Gift.giver),
        selectinload(Gift.receiver),
    ),
    rules=rules.RULES,
    missing=rules.missing,
    day=lambda gift: gift.handed.earliest,
    words=words,
    title=title,
    personal=frozenset({"giver_name", "receiver_name", "kept_by"}),
    newest_first=True,
)
