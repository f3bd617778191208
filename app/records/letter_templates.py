"""Texts of the house for letters: form and list."""

from app.domain import letter_templates as rules
from app.i18n import N_, Translator
from app.labels import label
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, Required, TextField
from app.records.noun import Column, Noun
from app.records.record_form import RecordForm
from models import LetterTemplate, Record
from models.vocabulary import LetterKind, RecordKind


class LetterTemplateForm(RecordForm):
    """For which letters the text is, and what it says."""

    title_tr = TextField(N_("Name of the text"), [Required(N_("Enter a name for the text"))])
    title_en = TextField(N_("Name in English"))
    letter_kind = EnumField(
        N_("Kind of letter"),
        [Required(N_("Choose for which letters it is"))],
        of=LetterKind,
        blank=N_("Choose"),
    )
    subject_tr = TextField(N_("Subject"))
    text_tr = LongTextField(N_("Text in Turkish"))
    subject_en = TextField(N_("Subject in English"))
    text_en = LongTextField(N_("Text in English"))


def _detail(template: LetterTemplate, t: Translator) -> str:
    return t(label(template.letter_kind))


LETTER_TEMPLATE: Noun[LetterTemplate] = Noun(
    model=LetterTemplate,
    kind=RecordKind.LETTER_TEMPLATE,
    plural="letter-texts",
    one=N_("Text of letters"),
    many=N_("Texts of letters"),
    new=N_("New text"),
    icon="file-text",
    detail=_detail,
    form=LetterTemplateForm,
    columns=(
        Column("title", N_("Name of the text"), cells.title, sort=Record.sort_key),
        Column("kind", N_("Kind of letter"), lambda one, t: cells.word(one.letter_kind, t)),
        Column(
            "subject", N_("Subject"), lambda one, t: cells.written(t.either(one.subject_tr, one.subject_en))
        ),
    ),
    filters=(over("kind", N_("Kind of letter"), LetterTemplate.letter_kind, LetterKind, none=None),),
    rules=rules.RULES,
)
