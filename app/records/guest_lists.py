"""Guest lists: form and list."""

from sqlalchemy.orm import selectinload

from app.domain import guests as rules
from app.i18n import N_, Translator
from app.queries import guests as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.choices import by_year
from app.records.fields import (
    DayField,
    LongTextField,
    NumberField,
    PartialDateField,
    Required,
    TextField,
    TimeField,
)
from app.records.noun import Cell, Column, Noun
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import GuestList, Record
from models.vocabulary import RecordKind

ABOUT = (RecordKind.EVENT, RecordKind.VISIT)
"""To what guests are invited."""
MOST_SEATS = 100_000


class GuestListForm(RecordForm):
    """What guests are invited to, and when; the rest can wait."""

    title_tr = TextField(N_("Invitation to"), [Required(N_("Enter what guests are invited to"))])
    title_en = TextField(N_("Invitation to, in English"))
    about = ReferenceField(N_("Event or visit"), of=ABOUT)
    held = PartialDateField(N_("Date"))
    starts_at = TimeField(N_("Time"))
    place_tr = TextField(N_("Place"))
    place_en = TextField(N_("Place in English"))
    seats = NumberField(N_("Number of seats"), least=1, most=MOST_SEATS)
    answer_by = DayField(N_("Answers wanted by"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def _detail(guests: GuestList, t: Translator) -> str:
    return cells.apart((t.partial(guests.held) if guests.held.is_known else None,))


def _title(guests: GuestList, t: Translator) -> Cell:
    return Cell(t.title(guests), detail=t.title(guests.about) if guests.about else None)


GUEST_LIST: Noun[GuestList] = Noun(
    model=GuestList,
    kind=RecordKind.GUEST_LIST,
    plural="guestlists",
    one=N_("Guest list"),
    many=N_("Guest lists"),
    new=N_("New guest list"),
    icon="users-group",
    detail=_detail,
    form=GuestListForm,
    columns=(
        Column("title", N_("Invitation to"), _title, sort=Record.sort_key, detail=N_("Event or visit")),
        Column("day", N_("Date"), lambda one, t: cells.day(one.held, t), sort=Record.sort_day),
        Column(
            "invited",
            N_("Invited"),
            lambda figures, t: cells.number(figures.invited, t),
            numeric=True,
            reads=queries.numbers,
        ),
        Column(
            "coming",
            N_("People coming"),
            lambda figures, t: cells.number(figures.coming, t),
            numeric=True,
            reads=queries.numbers,
        ),
        Column(
            "unanswered",
            N_("No answer yet"),
            lambda figures, t: cells.number(figures.unanswered, t),
            numeric=True,
            reads=queries.numbers,
        ),
        Column("seats", N_("Number of seats"), lambda one, t: cells.number(one.seats, t), numeric=True),
        Column(
            "answer_by",
            N_("Answers wanted by"),
            lambda one, t: Cell(t.date(one.answer_by) if one.answer_by else None, value=one.answer_by),
            usual=False,
        ),
    ),
    filters=(by_year(year_queries.of_guest_lists),),
    loads=(selectinload(GuestList.about),),
    rules=rules.LIST_RULES,
    missing=rules.missing_of_list,
    day=lambda guests: guests.held.earliest,
    newest_first=True,
)
