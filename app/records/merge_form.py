"""The form of letters to many: what, to whom, in which words. It writes no record by itself."""

from app.i18n import N_
from app.records.fields import EnumField, LongTextField, NumberField, TextField
from app.records.form import Form, RowForm, RowsField
from app.records.letters import ABOUT
from app.records.record_form import FormKey
from app.records.reference_field import ReferenceField
from models.vocabulary import Language, LetterKind, RecordKind

LEFT_OUT = N_("Leave them out")


class KindField(EnumField):
    """The kind is chosen on the page before; the form carries it."""

    kind = "hidden"


class RecipientForm(RowForm):
    """A person or a body."""

    recipient = ReferenceField(N_("Recipient"), of=["person", "organisation"])


class MergeForm(Form):
    """Who gets the letter, and what it says."""

    form_key = FormKey()
    letter_kind = KindField(N_("Kind of letter"), of=LetterKind)
    group = ReferenceField(N_("Group of recipients"), of=[RecordKind.RECIPIENT_GROUP])
    recipients = RowsField(RecipientForm, N_("Recipients"))
    occasion_year = NumberField(N_("Year of the occasion"), least=1900, most=2200)
    about = ReferenceField(N_("Related record"), of=ABOUT)
    subject_tr = TextField(N_("Subject"))
    text_tr = LongTextField(N_("Text in Turkish"))
    subject_en = TextField(N_("Subject in English"))
    text_en = LongTextField(N_("Text in English"))
    signatory_tr = LongTextField(
        N_("Lines of the signature"), description=N_("Who signs, and as what: one below the other.")
    )
    signatory_en = LongTextField(
        N_("Lines of the signature in English"),
        description=N_("Where one of the two is empty, letters in its language bear the lines of the other."),
    )
    unknown = EnumField(
        N_("Recipients whose language is not known"),
        of=Language,
        members=(Language.TURKISH, Language.ENGLISH),
        blank=LEFT_OUT,
    )
    file_code = TextField(N_("File code"), description=N_("The code of the standard file plan."))
