"""Seating plans: form and list."""

from sqlalchemy.orm import selectinload

from app.domain import seating as rules
from app.i18n import N_, Translator
from app.records import cells, columns
from app.records.choices import over
from app.records.fields import EnumField, FlagField, NumberField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Noun, Part
from app.records.precedence import ABOUT
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import SeatedList, SeatingPlan, SeatTaken, SeatWish
from models.vocabulary import RecordKind, SeatShape, SeatWishKind

MOST_ID = 2**31


class SeatedListForm(RowForm):
    """A list whose guests are seated."""

    guest_list = ReferenceField(N_("Guest list"), of=[RecordKind.GUEST_LIST])


class SeatingForm(RecordForm):
    """Whose plan, and the room; who sits where is said on the page of the plan."""

    title_tr = TextField(
        N_("Name"), [Required(N_("Enter a name"))], description=N_("Such as: lunch, council hall.")
    )
    title_en = TextField(N_("Name in English"))
    about = ReferenceField(N_("About"), [Required(N_("Choose the visit or event"))], of=ABOUT)
    shape = EnumField(N_("Shape"), [Required(N_("Choose the shape"))], of=SeatShape, blank=N_("Choose"))
    tables = NumberField(
        N_("Number of tables"),
        [Required(N_("Enter how many tables or rows there are"))],
        least=1,
        most=100,
        description=N_("Rows, where chairs stand in rows; 1 for a U."),
    )
    seats = NumberField(
        N_("Seats at each table"),
        [Required(N_("Enter how many seats there are"))],
        least=1,
        most=200,
        description=N_("In each row, where chairs stand in rows."),
    )
    alternate = FlagField(N_("Our side and theirs sit in turn"))
    lists = RowsField(
        SeatedListForm,
        N_("Guest lists"),
        description=N_("Who is on them and comes is seated too, beside the participants."),
    )


class TakenForm(RowForm):
    """Somebody on a seat."""

    guest = NumberField(N_("Participant"), least=-MOST_ID, most=MOST_ID)
    seat = NumberField(N_("Seat at the table"), least=1, most=rules.MOST_SEATS)


class WishForm(RowForm):
    """What was asked for."""

    wish = EnumField(N_("Wish"), of=SeatWishKind, blank=None)
    guest = NumberField(N_("Participant"), least=-MOST_ID, most=MOST_ID)
    other = NumberField(N_("Other participant"), least=-MOST_ID, most=MOST_ID)
    seat = NumberField(N_("Seat at the table"), least=1, most=rules.MOST_SEATS)


def _seats(plan: SeatingPlan, t: Translator) -> Cell:
    return cells.number(plan.tables * plan.seats, t)


SEATING_PLAN: Noun[SeatingPlan] = Noun(
    model=SeatingPlan,
    kind=RecordKind.SEATING_PLAN,
    plural="seating-plans",
    one=N_("Seating plan"),
    many=N_("Seating plans"),
    new=N_("New seating plan"),
    icon="users-group",
    detail=lambda one, t: t.title(one.about),
    form=SeatingForm,
    columns=(
        columns.NAME,
        columns.ABOUT,
        Column("shape", N_("Shape"), lambda one, t: cells.word(one.shape, t)),
        Column("seats", N_("Seats"), _seats, numeric=True),
    ),
    filters=(over("shape", N_("Shape"), SeatingPlan.shape, SeatShape, none=None),),
    loads=(
        selectinload(SeatingPlan.about),
        selectinload(SeatingPlan.lists).selectinload(SeatedList.guest_list),
    ),
    parts=(
        Part("lists", SeatedList, SeatedListForm),
        Part("taken", SeatTaken, TakenForm),
        Part("wishes", SeatWish, WishForm),
    ),
    rules=rules.RULES,
)
