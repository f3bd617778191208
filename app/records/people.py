"""People and their posts: form and list."""

from collections.abc import Iterable

from sqlalchemy.orm import selectinload

from app.domain.people import POST_RULES, current_post, missing
from app.i18n import N_, Translator
from app.records import cells
from app.records.fields import (
    DayField,
    EmailField,
    EnumField,
    LongTextField,
    PartialDateField,
    Required,
    TextField,
)
from app.records.form import RowForm, RowsField
from app.records.keepers import BY_OWNER, OWNER_COLUMN
from app.records.noun import Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Person, Post, Record
from models.vocabulary import Consent, RecordKind


class PostForm(RowForm):
    """An office, from when until when."""

    title_tr = TextField(N_("Post"))
    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    since = PartialDateField(N_("Since"))
    until = PartialDateField(N_("Until"))
    title_en = TextField(N_("Post in English"))
    known_on = DayField(N_("Seen in office on"))
    accredited_on = DayField(
        N_("Credentials or exequatur on"), description=N_("Of heads of missions; it gives their seniority.")
    )


class PersonForm(RecordForm):
    """A name is enough."""

    title_tr = TextField(N_("Full name"), [Required(N_("Enter the name"))])
    honorific = TextField(N_("Honorific"), description=N_("Dr., Prof. and the like."))
    posts = RowsField(PostForm, N_("Posts"))
    printed_name = TextField(N_("Spelling in the source"), description=N_("As printed, if it differs."))
    address_tr = TextField(N_("Form of address in Turkish"))
    address_en = TextField(N_("Form of address in English"))
    languages = TextField(N_("Languages"))
    email = EmailField(N_("E-mail"))
    phone = TextField(N_("Telephone"))
    consent = EnumField(N_("Consent to the use of contact data"), of=Consent)
    retain_until = DayField(N_("Keep until"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def _post(person: Person, t: Translator) -> Cell:
    post = current_post(person.posts)
    return Cell(t.either(post.title_tr, post.title_en) or None) if post else Cell(None)


def _organisation(person: Person, t: Translator) -> Cell:
    post = current_post(person.posts)
    return Cell(t.title(post.organisation) if post and post.organisation else None)


def _detail(person: Person, t: Translator) -> str:
    post = current_post(person.posts)
    if post is None:
        return ""
    body = t.title(post.organisation) if post.organisation else ""
    return ", ".join(filter(None, (t.either(post.title_tr, post.title_en), body)))


def words(person: Person) -> Iterable[str]:
    """Everything else a person may be looked for by."""
    yield from (person.printed_name, person.email)
    for post in person.posts:
        yield from (post.title_tr, post.title_en)


PERSON = Noun(
    model=Person,
    kind=RecordKind.PERSON,
    plural="people",
    one=N_("Person"),
    many=N_("People"),
    new=N_("New person"),
    icon="user",
    detail=_detail,
    form=PersonForm,
    bulk=("consent", "retain_until"),
    columns=(
        Column(
            "title",
            N_("Full name"),
            lambda person, t: Cell(t.title(person), detail=person.honorific or None),
            sort=Record.sort_key,
            detail=N_("Honorific"),
        ),
        Column("post", N_("Post"), _post),
        Column("organisation", N_("Organisation"), _organisation),
        Column("email", N_("E-mail"), lambda person, t: cells.written(person.email), usual=False),
        Column("phone", N_("Telephone"), lambda person, t: cells.written(person.phone), usual=False),
        Column("languages", N_("Languages"), lambda person, t: cells.written(person.languages), usual=False),
        Column("consent", N_("Consent"), lambda person, t: cells.word(person.consent, t), usual=False),
        OWNER_COLUMN,
    ),
    filters=(BY_OWNER,),
    loads=(selectinload(Person.posts).selectinload(Post.organisation),),
    parts=(Part("posts", Post, PostForm, personal=frozenset({"title_tr", "title_en"})),),
    rules=POST_RULES,
    missing=missing,
    words=words,
    personal=frozenset(
        {
            "title_tr",
            "title_en",
            "printed_name",
            "honorific",
            "address_tr",
            "address_en",
            "languages",
            "email",
            "phone",
            "notes_tr",
            "notes_en",
        }
    ),
    has_keeper=True,
)
