"""The stock of city gifts: form and list."""

from app.domain import gifts as rules
from app.i18n import N_, Translator
from app.queries import gifts as queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.choices import over
from app.records.fields import DayField, EnumField, LongTextField, NumberField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Badge, Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from models import GiftItem, GiftItemChange, Record
from models.vocabulary import GiftKind, RecordKind, StockChange

MOST_PIECES = 100_000


class ChangeForm(RowForm):
    """Pieces that came, or went without being given."""

    change = EnumField(N_("What happened"), of=StockChange)
    quantity = NumberField(N_("Pieces"), least=1, most=MOST_PIECES)
    day = DayField(N_("Day"))
    reason = TextField(N_("From whom, or why"))


class GiftItemForm(RecordForm):
    """What it is called; the rest can wait."""

    title_tr = TextField(N_("City gift"), [Required(N_("Enter what it is called"))])
    title_en = TextField(N_("Name in English"))
    item_kind = EnumField(N_("Kind"), of=GiftKind)
    changes = RowsField(
        ChangeForm,
        N_("Stock"),
        description=N_("What was bought or lost. What is given is counted from the gifts themselves."),
    )
    unit_value = AmountField(N_("Value of a piece"))
    currency = CurrencyField(N_("Currency"), description=N_("The code, such as TRY or EUR."))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def in_hand(stock: queries.Stock, t: Translator) -> Cell:
    """How many there are; below zero it says that a figure is wrong."""
    if stock.in_hand < 0:
        words = t(N_("%(n)s: an entry is missing"), n=t.number(stock.in_hand))
        badge = Badge(words, "bad", "alert-circle")
        return Cell(words, badge=badge, numeric=True, value=stock.in_hand)
    return cells.number(stock.in_hand, t)


def _value(item: GiftItem, t: Translator) -> Cell:
    if item.unit_value is None:
        return Cell(t(cells.UNKNOWN), unknown=True, numeric=True)
    return Cell(t.money(item.unit_value, item.currency), numeric=True, value=item.unit_value)


GIFT_ITEM: Noun[GiftItem] = Noun(
    model=GiftItem,
    kind=RecordKind.GIFT_ITEM,
    plural="stock",
    one=N_("City gift"),
    many=N_("City gifts in stock"),
    new=N_("New city gift"),
    icon="gift",
    detail=lambda item, t: cells.word(item.item_kind, t).text or "" if item.item_kind else "",
    form=GiftItemForm,
    bulk=("item_kind",),
    columns=(
        Column("title", N_("City gift"), cells.title, sort=Record.sort_key),
        Column("kind", N_("Kind"), lambda item, t: cells.word(item.item_kind, t)),
        Column("in_hand", N_("In hand"), in_hand, numeric=True, reads=queries.stock),
        Column(
            "given",
            N_("Given so far"),
            lambda stock, t: cells.number(stock.given, t),
            numeric=True,
            reads=queries.stock,
        ),
        Column("value", N_("Value of a piece"), _value, numeric=True),
    ),
    filters=(over("kind", N_("Kind"), GiftItem.item_kind, GiftKind),),
    parts=(Part("changes", GiftItemChange, ChangeForm),),
    rules=rules.ITEM_RULES,
    missing=rules.missing_of_item,
)
