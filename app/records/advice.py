"""Advice: talking points and sensitivities; what is marked above official use is for few."""

from sqlalchemy.orm import selectinload

from app.i18n import N_, Translator
from app.labels import label
from app.records import cells, columns
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, Required, TextField
from app.records.noun import Cell, Column, Noun
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Advice, Record
from models.vocabulary import AdviceKind, Confidentiality, RecordKind

ABOUT = (
    RecordKind.CITY,
    RecordKind.COUNTRY,
    RecordKind.ORGANISATION,
    RecordKind.PERSON,
    RecordKind.VISIT,
)
"""What advice can be about."""


class AdviceForm(RecordForm):
    """What to say to whom, or what not."""

    title_tr = TextField(N_("In a few words"), [Required(N_("Say it in a few words"))])
    title_en = TextField(N_("In a few words in English"))
    advice_kind = EnumField(
        N_("Kind"),
        [Required(N_("Choose whether it is to be said or to be avoided"))],
        of=AdviceKind,
        blank=N_("Choose"),
    )
    about = ReferenceField(N_("About"), [Required(N_("Choose whom or what it is about"))], of=ABOUT)
    mark = EnumField(
        N_("Confidentiality level"),
        of=Confidentiality,
        blank=N_("No mark"),
        description=N_("Above official use, only those find it who may see restricted documents."),
    )
    text_tr = LongTextField(N_("Text"))
    text_en = LongTextField(N_("Text in English"))


def _detail(advice: Advice, t: Translator) -> str:
    return cells.word(advice.advice_kind, t).text or ""


def _mark(advice: Advice, t: Translator) -> Cell:
    return cells.written(t(label(advice.mark)) if advice.mark else "")


ADVICE: Noun[Advice] = Noun(
    model=Advice,
    kind=RecordKind.ADVICE,
    plural="advice",
    one=N_("Advice"),
    many=N_("Talking points and sensitivities"),
    new=N_("New advice"),
    icon="message-question",
    detail=_detail,
    form=AdviceForm,
    columns=(
        Column("title", N_("In a few words"), cells.title, sort=Record.sort_key),
        Column("kind", N_("Kind"), lambda one, t: cells.word(one.advice_kind, t)),
        columns.ABOUT,
        Column(
            "mark",
            N_("Confidentiality"),
            lambda one, t: cells.written(t(label(one.mark)) if one.mark else ""),
        ),
    ),
    filters=(over("kind", N_("Kind"), Advice.advice_kind, AdviceKind, none=None),),
    loads=(selectinload(Advice.about),),
)
