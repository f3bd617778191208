"""Letters: form and list."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain import letters as rules
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import letters as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.choices import by_country, by_year, over
from app.records.fields import EnumField, LongTextField, NumberField, PartialDateField, Required, TextField
from app.records.letter_numbers import given_once
from app.records.noun import Cell, Column, Filter, Names, Noun, Options
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Letter, Record
from models.vocabulary import Language, LetterDirection, LetterKind, RecordKind

ABOUT = (
    RecordKind.VISIT,
    RecordKind.AGREEMENT,
    RecordKind.MEMBERSHIP,
    RecordKind.DECISION,
    RecordKind.EVENT,
    RecordKind.COUNTRY,
    RecordKind.OCCASION,
)
"""What a letter can be about."""
NO_KIND = N_("None of these")


class LetterForm(RecordForm):
    """Whether it came or went, and what it is known by; what is not known stays open."""

    direction = EnumField(
        N_("In or out"),
        [Required(N_("Choose whether the letter came in or went out"))],
        of=LetterDirection,
        blank=N_("Choose"),
    )
    registration_no = TextField(
        N_("Document number"), description=N_("The number in the electronic document system, if it has one.")
    )
    dated = PartialDateField(N_("Date"))
    correspondent = ReferenceField(
        N_("Correspondent"),
        of=["organisation", "person"],
        creates="organisation",
        description=N_("Who wrote it, or to whom it is addressed."),
    )
    subject_tr = TextField(N_("Subject"))
    subject_en = TextField(N_("Subject in English"))
    reply_due = PartialDateField(N_("Reply due"))
    answers = ReferenceField(N_("Reply to"), of=["letter"])
    about = ReferenceField(
        N_("Related record"),
        of=ABOUT,
        description=N_(
            "The visit, event, agreement, membership, decision, country or occasion that it is about."
        ),
    )
    letter_kind = EnumField(N_("Kind of letter"), of=LetterKind, blank=NO_KIND)
    occasion_year = NumberField(
        N_("Year of the occasion"),
        least=1900,
        most=2200,
        description=N_("Of a greeting: the New Year, national day or anniversary that it is for."),
    )
    occasion_tr = TextField(
        N_("Occasion"), description=N_("What it was written for: an invitation, a national day.")
    )
    occasion_en = TextField(N_("Occasion in English"))
    distribution_tr = TextField(
        N_("Distribution"), description=N_("Who else gets it, or the group to which it went.")
    )
    distribution_en = TextField(N_("Distribution in English"))
    language = EnumField(N_("Language"), of=Language)
    pages = NumberField(N_("Pages"), least=1, most=10_000)
    file_code = TextField(N_("File code"), description=N_("The code of the standard file plan."))
    addressed_to = LongTextField(
        N_("Address lines"), description=N_("As they stand on the letter, one below the other.")
    )
    body = LongTextField(
        N_("Text of the letter"), description=N_("In the language of the letter, with the form of address.")
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(letter: Letter, names: Names) -> tuple[str, str]:
    """The subject, else the number and the correspondent."""
    if letter.subject_tr or letter.subject_en:
        return letter.subject_tr or letter.subject_en, letter.subject_en or ""
    other = names.get(letter.correspondent_id or 0)
    return (
        _with_number(letter, other.title_tr if other else ""),
        _with_number(letter, other.title_en or other.title_tr if other else ""),
    )


def _with_number(letter: Letter, name: str) -> str:
    return " – ".join(part for part in (letter.registration_no, name) if part)


def words(letter: Letter) -> Iterable[str]:
    """Everything else it may be looked for by."""
    return letter.registration_no, letter.file_code


def _title(letter: Letter, t: Translator) -> Cell:
    return Cell(t.title(letter), detail=letter.registration_no or None)


def _reply(value: str, today: date) -> ColumnElement[bool] | None:
    match value:
        case "wanted":
            return queries.unanswered()
        case "late":
            return queries.late(today)
        case "given":
            return queries.answered()
    return None


def _replies(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        ("wanted", t(N_("Reply awaited"))),
        ("late", t(N_("Reply overdue"))),
        ("given", t(N_("Answered"))),
    ]


def _detail(letter: Letter, t: Translator) -> str:
    day = t.partial(letter.dated) if letter.dated.is_known else None
    return cells.apart((cells.word(letter.direction, t).text, day, letter.registration_no))


LETTER: Noun[Letter] = Noun(
    model=Letter,
    kind=RecordKind.LETTER,
    plural="letters",
    one=N_("Letter"),
    many=N_("Letters"),
    new=N_("New letter"),
    icon="mail",
    detail=_detail,
    form=LetterForm,
    bulk=("language", "about"),
    columns=(
        Column("title", N_("Subject"), _title, sort=Record.sort_key, detail=N_("Document number")),
        Column("direction", N_("In or out"), lambda one, t: cells.word(one.direction, t)),
        Column("correspondent", N_("Correspondent"), lambda one, t: cells.title(one.correspondent, t)),
        Column("day", N_("Date"), lambda one, t: cells.day(one.dated, t), sort=Record.sort_day),
        Column(
            "reply_due",
            N_("Reply due"),
            lambda one, t: Cell(t.partial(one.reply_due) if one.reply_due.is_known else None),
            sort=Letter.__table__.c.reply_due_latest,
        ),
        Column("reply", N_("Reply"), cells.title, reads=queries.first_replies),
        Column("about", N_("Related record"), lambda one, t: cells.title(one.about, t), usual=False),
        Column(
            "occasion",
            N_("Occasion"),
            lambda one, t: cells.written(t.either(one.occasion_tr, one.occasion_en)),
            usual=False,
        ),
        Column(
            "distribution",
            N_("Distribution"),
            lambda one, t: cells.written(t.either(one.distribution_tr, one.distribution_en)),
            usual=False,
        ),
        Column(
            "kind",
            N_("Kind of letter"),
            lambda one, t: cells.written(t(label(one.letter_kind)) if one.letter_kind else ""),
            usual=False,
        ),
        Column("language", N_("Language"), lambda one, t: cells.word(one.language, t), usual=False),
        Column("pages", N_("Pages"), lambda one, t: cells.number(one.pages, t), numeric=True, usual=False),
        Column("file_code", N_("File code"), lambda one, t: cells.written(one.file_code), usual=False),
    ),
    filters=(
        over("direction", N_("In or out"), Letter.direction, LetterDirection, none=None),
        Filter("reply", N_("Reply"), _reply, _replies),
        over("kind", N_("Kind of letter"), Letter.letter_kind, LetterKind, none=NO_KIND),
        by_year(year_queries.of_letters),
        by_country(queries.with_country),
        over("language", N_("Language"), Letter.language, Language),
    ),
    loads=(
        selectinload(Letter.correspondent),
        selectinload(Letter.answers),
        selectinload(Letter.about),
    ),
    rules=rules.RULES,
    day=lambda letter: letter.dated.earliest,
    words=words,
    missing=rules.missing,
    title=title,
    guard=given_once,
    keys={"number_key": lambda letter: rules.number_key(letter.registration_no or "")},
    personal=frozenset({"addressed_to", "body"}),
    newest_first=True,
)
