"""Stated figures: form and list."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from app.errors import Problem
from app.i18n import N_, translator
from app.labels import label
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, NumberField, PartialDateField, Required, TextField
from app.records.noun import Column, Names, Noun
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Record, StatedFigure
from models.vocabulary import Metric, RecordKind


class StatedFigureForm(RecordForm):
    """What a source says, about whom, as of when."""

    about = ReferenceField(N_("Municipality"), [Required(N_("Choose the municipality"))], of=["organisation"])
    metric = EnumField(N_("What is counted"), [Required(N_("Choose what is counted"))], of=Metric, blank=None)
    value = NumberField(N_("Figure"), [Required(N_("Enter the figure"))], least=0, most=1_000_000)
    as_of = PartialDateField(N_("As of"))
    title_tr = TextField(N_("In words"), description=N_("Only for another figure: what it counts."))
    title_en = TextField(N_("In words, in English"))


def another_figure_says_what(figure: StatedFigure, today: date) -> Iterator[Problem]:
    """A figure that is none of the usual ones says what it counts."""
    if figure.metric is Metric.OTHER and not figure.title_tr:
        yield Problem("title_tr", N_("Say what is counted"))


def title(figure: StatedFigure, names: Names) -> tuple[str, str]:
    """What is counted, in both languages."""
    if figure.metric is Metric.OTHER:
        return figure.title_tr, figure.title_en or ""
    word, about = label(figure.metric), names.get(figure.about_id)
    if about is None:
        return translator("tr")(word), translator("en")(word)
    english = about.title_en or about.title_tr
    return f"{translator('tr')(word)}, {about.title_tr}", f"{translator('en')(word)}, {english}"


STATED_FIGURE: Noun[StatedFigure] = Noun(
    model=StatedFigure,
    kind=RecordKind.STATED_FIGURE,
    plural="figures",
    one=N_("Stated figure"),
    many=N_("Stated figures"),
    new=N_("New stated figure"),
    icon="chart-bar",
    detail=lambda one, t: cells.apart((t.number(one.value), t.partial(one.as_of))),
    form=StatedFigureForm,
    columns=(
        Column("title", N_("What is counted"), cells.title, sort=Record.sort_key),
        Column("value", N_("Figure"), lambda one, t: cells.number(one.value, t), numeric=True),
        Column("about", N_("Municipality"), lambda one, t: cells.title(one.about, t)),
        Column("day", N_("As of"), lambda one, t: cells.day(one.as_of, t), sort=Record.sort_day),
    ),
    filters=(over("metric", N_("What is counted"), StatedFigure.metric, Metric, none=None),),
    loads=(selectinload(StatedFigure.about),),
    rules=(another_figure_says_what,),
    day=lambda figure: figure.as_of.earliest,
    title=title,
)
