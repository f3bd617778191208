"""Decisions: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from app.errors import Problem
from app.i18n import N_, translator
from app.labels import label
from app.permissions.policy import Permission
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, PartialDateField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Column, Names, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Decision, DecisionSubject, Record
from models.vocabulary import DecisionKind, RecordKind, Vote


class SubjectForm(RowForm):
    """What is decided about."""

    subject = ReferenceField(N_("Agreement, membership or mission"), of=["agreement", "membership", "visit"])


class DecisionForm(RecordForm):
    """Which body decided what, when, under which number."""

    decision_kind = EnumField(
        N_("Kind of decision"),
        [Required(N_("Choose the kind of decision"))],
        of=DecisionKind,
        blank=N_("Choose"),
    )
    decided = PartialDateField(N_("Date"), [Required(N_("Enter a date; a month or a year will do"))])
    number = TextField(N_("Number"))
    subjects = RowsField(SubjectForm, N_("About"))
    vote = EnumField(N_("Vote"), of=Vote)
    agenda_item_tr = TextField(N_("Agenda item"))
    agenda_item_en = TextField(N_("Agenda item in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def not_decided_in_the_future(decision: Decision, today: date) -> Iterator[Problem]:
    """Nothing has been decided on a day that is still to come."""
    if decision.decided.earliest is not None and decision.decided.earliest > today:
        yield Problem("decided", N_("This day is still to come"))


def each_subject_once(decision: Decision, today: date) -> Iterator[Problem]:
    """A decision covers a record once."""
    named = [subject.subject_id for subject in decision.subjects]
    for place, id_ in enumerate(named):
        if id_ in named[:place]:
            yield Problem(f"subjects.{place}.subject", N_("This is named twice"))


def title(decision: Decision, names: Names) -> tuple[str, str]:
    """The kind and the number, in both languages."""
    number = f" {decision.number}" if decision.number else ""
    word = label(decision.decision_kind)
    return translator("tr")(word) + number, translator("en")(word) + number


def words(decision: Decision) -> Iterable[str]:
    """Everything else it may be looked for by."""
    return (decision.number,)


DECISION: Noun[Decision] = Noun(
    model=Decision,
    kind=RecordKind.DECISION,
    plural="decisions",
    one=N_("Decision"),
    many=N_("Decisions"),
    new=N_("New decision"),
    icon="gavel",
    detail=lambda one, t: t.partial(one.decided),
    form=DecisionForm,
    bulk=("vote",),
    columns=(
        Column("title", N_("Decision"), cells.title, sort=Record.sort_key),
        Column("day", N_("Date"), lambda one, t: cells.day(one.decided, t), sort=Record.sort_day),
        Column("number", N_("Number"), lambda one, t: cells.written(one.number)),
        Column(
            "subjects",
            N_("About"),
            lambda one, t: cells.joined(t.title(subject.subject) for subject in one.subjects),
        ),
        Column("vote", N_("Vote"), lambda one, t: cells.word(one.vote, t), usual=False),
        Column(
            "agenda",
            N_("Agenda item"),
            lambda one, t: cells.written(t.either(one.agenda_item_tr, one.agenda_item_en)),
            usual=False,
        ),
    ),
    filters=(over("kind", N_("Kind of decision"), Decision.decision_kind, DecisionKind, none=None),),
    loads=(selectinload(Decision.subjects).selectinload(DecisionSubject.subject),),
    parts=(Part("subjects", DecisionSubject, SubjectForm),),
    rules=(not_decided_in_the_future, each_subject_once),
    day=lambda decision: decision.decided.earliest,
    words=words,
    title=title,
    create=Permission.DECISION_WRITE,
    write=Permission.DECISION_WRITE,
    bin=Permission.DECISION_WRITE,
    newest_first=True,
)
