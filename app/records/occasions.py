"""Occasions to write a letter, as far as somebody enters them: form and list."""

from sqlalchemy.orm import selectinload

from app.domain import occasions as rules
from app.i18n import N_, Translator
from app.queries import years as year_queries
from app.records import cells
from app.records.choices import by_year, over
from app.records.fields import EnumField, FlagField, LongTextField, PartialDateField, Required, TextField
from app.records.noun import Cell, Column, Noun
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Occasion, Record
from models.vocabulary import ENTERED_OCCASIONS, LetterKind, RecordKind

ABOUT = (RecordKind.PERSON, RecordKind.ORGANISATION, RecordKind.CITY, RecordKind.COUNTRY)
"""Whom an occasion can concern."""


class OccasionForm(RecordForm):
    """What happened or is celebrated, and whom it concerns."""

    title_tr = TextField(N_("Occasion"), [Required(N_("Say what the occasion is"))])
    title_en = TextField(N_("Occasion in English"))
    occasion_kind = EnumField(
        N_("Kind"),
        [Required(N_("Choose what kind of occasion it is"))],
        of=LetterKind,
        members=ENTERED_OCCASIONS,
        blank=N_("Choose"),
        description=N_(
            "An entered national day or feast stands in place of the day that Elçi knows for that year."
        ),
    )
    falls = PartialDateField(N_("Date"), description=N_("Of a feast that lasts, the first day."))
    yearly = FlagField(N_("It returns on this day every year"))
    about = ReferenceField(
        N_("Whom it concerns"),
        of=ABOUT,
        creates="person",
        description=N_("A person, an organisation, a city or a country."),
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def _title(occasion: Occasion, t: Translator) -> Cell:
    return Cell(t.title(occasion), detail=t.title(occasion.about) if occasion.about else None)


def _detail(occasion: Occasion, t: Translator) -> str:
    day = t.partial(occasion.falls) if occasion.falls.is_known else None
    return cells.apart((cells.word(occasion.occasion_kind, t).text, day))


OCCASION: Noun[Occasion] = Noun(
    model=Occasion,
    kind=RecordKind.OCCASION,
    plural="occasions",
    one=N_("Occasion"),
    many=N_("Entered occasions"),
    new=N_("New occasion"),
    icon="calendar",
    detail=_detail,
    form=OccasionForm,
    columns=(
        Column("title", N_("Occasion"), _title, sort=Record.sort_key, detail=N_("Whom it concerns")),
        Column("kind", N_("Kind"), lambda one, t: cells.word(one.occasion_kind, t)),
        Column("day", N_("Date"), lambda one, t: cells.day(one.falls, t), sort=Record.sort_day),
        Column("yearly", N_("Every year"), lambda one, t: cells.written(t(N_("yes")) if one.yearly else "")),
    ),
    filters=(
        over("kind", N_("Kind"), Occasion.occasion_kind, LetterKind, none=None),
        by_year(year_queries.of_occasions),
    ),
    loads=(selectinload(Occasion.about),),
    rules=rules.RULES,
    missing=rules.missing,
    day=lambda occasion: occasion.falls.earliest,
    newest_first=True,
)
