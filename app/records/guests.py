"""Guests: form and list. Each is on one guest list; everything about them is the text of that day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain import guests as rules
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import guests as queries
from app.records import cells
from app.records.choices import over
from app.records.fields import DayField, EnumField, LongTextField, NumberField, Required, TextField
from app.records.noun import Cell, Column, Filter, Names, Noun, Options
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Guest, Record
from models.vocabulary import AnswerChannel, GuestAnswer, Language, RecordKind

MOST_COMPANIONS = 50
LANGUAGES = (Language.TURKISH, Language.ENGLISH)
"""In which an invitation is written."""
UNANSWERED = N_("No answer yet")


class GuestForm(RecordForm):
    """Who is invited; what is left open is taken from the person as of the day."""

    guest_list = ReferenceField(
        N_("Guest list"), [Required(N_("Choose the guest list"))], of=[RecordKind.GUEST_LIST]
    )
    person = ReferenceField(N_("Person"), of=[RecordKind.PERSON], creates=RecordKind.PERSON)
    organisation = ReferenceField(
        N_("Organisation"), of=[RecordKind.ORGANISATION], creates=RecordKind.ORGANISATION
    )
    name = TextField(
        N_("Name on that day"),
        description=N_(
            "Taken from the person if it is left empty, as title, address and form of address are."
        ),
    )
    rank_tr = TextField(N_("Title on that day"))
    rank_en = TextField(N_("Title in English"))
    form_tr = TextField(N_("Form of address"), description=N_("As the letter begins: Sayın Başkan."))
    form_en = TextField(N_("Form of address in English"))
    language = EnumField(N_("Language of the invitation"), of=Language, members=LANGUAGES)
    address = LongTextField(N_("Postal address"))
    answer = EnumField(N_("Answer"), of=GuestAnswer, blank=UNANSWERED)
    companions = NumberField(
        N_("Companions"),
        least=0,
        most=MOST_COMPANIONS,
        description=N_("How many come along, or are invited along while there is no answer."),
    )
    companion_names = TextField(N_("Names of the companions"))
    answered_on = DayField(N_("Answered on"))
    answered_through = EnumField(N_("How the answer came"), of=AnswerChannel)
    reminded_on = DayField(N_("Reminded on"))
    plate = TextField(N_("Number plate"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(guest: Guest, names: Names) -> tuple[str, str]:
    """The name of that day, else the person or the body that is invited."""
    if guest.name:
        return guest.name, ""
    named = names.get(guest.person_id or guest.organisation_id or 0)
    return (named.title_tr, named.title_en) if named else ("", "")


def words(guest: Guest) -> Iterable[str]:
    """What somebody at the telephone or at the gate may say."""
    return (guest.organisation_name, guest.companion_names, guest.plate)


def body(guest: Guest, t: Translator) -> str:
    """Name the body of the guest: in the words of that day, translated while it is still called so.

    A body that is invited itself is the guest.
    """
    if guest.organisation_id is not None and not (guest.name or guest.person_id):
        return ""
    if guest.organisation and guest.organisation_name in ("", guest.organisation.title_tr):
        return t.title(guest.organisation)
    return guest.organisation_name


def answer_words(guest: Guest, t: Translator) -> str:
    """Say what a guest answered, and with how many they come."""
    if guest.answer is None:
        return t(UNANSWERED)
    if guest.answer is GuestAnswer.WITH_COMPANION:
        along = guest.companions or 0
        return t.plural("Comes with %(n)s companion", "Comes with %(n)s companions", along)
    return t(label(guest.answer))


def _title(guest: Guest, t: Translator) -> Cell:
    detail = ", ".join(part for part in (t.either(guest.rank_tr, guest.rank_en), body(guest, t)) if part)
    return Cell(t.title(guest), detail=detail or None)


def _answer(guest: Guest, t: Translator) -> Cell:
    return Cell(answer_words(guest, t), unknown=guest.answer is None)


def _day(value: date | None, t: Translator) -> Cell:
    return Cell(t.date(value) if value else None, value=value)


def _on_list(value: str, today: date) -> ColumnElement[bool] | None:
    known = value.isdecimal() and len(value) < 10
    return Guest.guest_list_id == int(value) if known else None


def _lists(session: Session, actor: Actor, t: Translator) -> Options:
    return [(str(one.id), t.title(one)) for one in queries.lists(session, actor)]


def _list_word(session: Session, actor: Actor, value: str, t: Translator) -> str:
    return next((words_ for id_, words_ in _lists(session, actor, t) if id_ == value), value)


GUEST: Noun[Guest] = Noun(
    model=Guest,
    kind=RecordKind.GUEST,
    plural="guests",
    one=N_("Guest on a list"),
    many=N_("Guests on all lists"),
    new=N_("New guest"),
    icon="user",
    detail=lambda guest, t: cells.apart((t.title(guest.guest_list), answer_words(guest, t))),
    form=GuestForm,
    bulk=("reminded_on", "language", "answered_through"),
    columns=(
        Column("title", N_("Guest"), _title, sort=Record.sort_key, detail=N_("Title on that day")),
        Column("list", N_("Guest list"), lambda guest, t: cells.title(guest.guest_list, t)),
        Column("answer", N_("Answer"), _answer),
        Column(
            "companions",
            N_("Companions"),
            lambda guest, t: cells.number(guest.companions, t),
            numeric=True,
        ),
        Column("reminded", N_("Reminded on"), lambda guest, t: _day(guest.reminded_on, t)),
        Column(
            "names",
            N_("Names of the companions"),
            lambda guest, t: cells.written(guest.companion_names),
            usual=False,
        ),
        Column("plate", N_("Number plate"), lambda guest, t: cells.written(guest.plate), usual=False),
        Column(
            "arrived",
            N_("Arrived"),
            lambda guest, t: cells.written(t(N_("Arrived")) if guest.arrived_at else ""),
            usual=False,
        ),
        Column("answered", N_("Answered on"), lambda guest, t: _day(guest.answered_on, t), usual=False),
        Column(
            "through",
            N_("How the answer came"),
            lambda guest, t: cells.word(guest.answered_through, t),
            usual=False,
        ),
        Column(
            "language",
            N_("Language of the invitation"),
            lambda guest, t: cells.word(guest.language, t),
            usual=False,
        ),
        Column("address", N_("Postal address"), lambda guest, t: cells.written(guest.address), usual=False),
    ),
    filters=(
        Filter("list", N_("Guest list"), _on_list, _lists, word=_list_word),
        over("answer", N_("Answer"), Guest.answer, GuestAnswer, none=UNANSWERED),
    ),
    loads=(
        selectinload(Guest.guest_list),
        selectinload(Guest.person),
        selectinload(Guest.organisation),
    ),
    rules=rules.RULES,
    missing=rules.missing,
    words=words,
    title=title,
    imported=frozenset({"organisation_name"}),
    personal=frozenset(
        {
            *("name", "rank_tr", "rank_en", "organisation_name", "form_tr", "form_en", "address"),
            *("companion_names", "plate"),
        }
    ),
)
