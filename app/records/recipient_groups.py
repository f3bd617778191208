"""Groups of recipients: form and list."""

from sqlalchemy.orm import selectinload

from app.domain import recipient_groups as rules
from app.i18n import N_, Translator
from app.labels import label
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import GroupMember, RecipientGroup, Record
from models.vocabulary import GroupRule, RecordKind

NO_RULE = N_("Only who is named")


class MemberForm(RowForm):
    """A person or a body."""

    recipient = ReferenceField(N_("Recipient"), of=["person", "organisation"], creates="person")


class RecipientGroupForm(RecordForm):
    """What the group is called, and who is in it."""

    title_tr = TextField(N_("Group"), [Required(N_("Enter the name of the group"))])
    title_en = TextField(N_("Name in English"))
    rule = EnumField(
        N_("By rule"),
        of=GroupRule,
        blank=NO_RULE,
        description=N_(
            "Who belongs to it by the record on the day of the letter, besides those named below."
        ),
    )
    members = RowsField(MemberForm, N_("Members"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def _detail(group: RecipientGroup, t: Translator) -> str:
    return t(label(group.rule)) if group.rule else ""


RECIPIENT_GROUP: Noun[RecipientGroup] = Noun(
    model=RecipientGroup,
    kind=RecordKind.RECIPIENT_GROUP,
    plural="recipient-groups",
    one=N_("Group of recipients"),
    many=N_("Groups of recipients"),
    new=N_("New group"),
    icon="users-group",
    detail=_detail,
    form=RecipientGroupForm,
    columns=(
        Column("title", N_("Group"), cells.title, sort=Record.sort_key),
        Column("rule", N_("By rule"), lambda one, t: cells.written(t(label(one.rule)) if one.rule else "")),
        Column(
            "members",
            N_("Named members"),
            lambda one, t: cells.number(len(one.members), t),
            numeric=True,
        ),
    ),
    filters=(over("rule", N_("By rule"), RecipientGroup.rule, GroupRule, none=NO_RULE),),
    loads=(selectinload(RecipientGroup.members).selectinload(GroupMember.recipient),),
    parts=(Part("members", GroupMember, MemberForm),),
    rules=rules.RULES,
)
