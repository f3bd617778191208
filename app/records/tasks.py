"""Tasks and promises: form and list."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.domain.tasks import RULES, WEEK
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import tasks as queries
from app.records import cells, columns
from app.records.choices import by_colleague, over
from app.records.fields import EnumField, LongTextField, NumberField, PartialDateField, Required, TextField
from app.records.noun import Badge, Cell, Column, Filter, Noun, Options
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from app.records.user_field import UserField
from models import Record, Task
from models.vocabulary import PromiseSide, RecordKind, TaskState

NO_DAY = date.max
"""Where a task without a day stands in a list by day: the most urgent comes first, so it comes last."""

SAY_WHAT = N_("Say what is to be done or was promised")
NOT_A_PROMISE = N_("Not a promise")
SUBJECTS = (
    "visit",
    "city",
    "country",
    "organisation",
    "person",
    "agreement",
    "membership",
    "decision",
    "letter",
    "project",
    "event",
)
_TONES = {
    TaskState.OPEN: ("wait", "clock"),
    TaskState.DROPPED: ("quiet", "circle-x"),
}


class TaskForm(RecordForm):
    """What is to be done; whether somebody promised it, who sees to it and by when can wait."""

    title_tr = TextField(N_("What is to be done"), [Required(SAY_WHAT)])
    promised_by = EnumField(N_("Promise"), of=PromiseSide, blank=NOT_A_PROMISE)
    promiser = ReferenceField(
        N_("Who promised"),
        of=["person", "organisation"],
        creates="person",
        description=N_("Only for a promise of the other side."),
    )
    about = ReferenceField(
        N_("About"),
        of=SUBJECTS,
        description=N_(
            "The visit in whose talks it came up, or a city, an organisation, a person, an agreement."
        ),
    )
    owner_id = UserField(N_("Who sees to it"))
    due = PartialDateField(N_("Due"), description=N_("A day, or a month or a year: by March 2024."))
    remind_days = NumberField(
        N_("Remind so many days before"),
        least=0,
        most=365,
        description=N_("It stands on the first page of who sees to it from a week before in any case."),
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))
    title_en = TextField(N_("What is to be done, in English"))


class PromiseForm(RecordForm):
    """One line beside the meeting note of a visit."""

    title_tr = TextField(N_("Promise"), [Required(N_("Say what was promised"))])
    due = PartialDateField(N_("Due"))
    owner_id = UserField(N_("Who sees to it"))


def _name(task: Task, t: Translator) -> Cell:
    return Cell(t.title(task), detail=t(label(task.promised_by)) if task.promised_by else None)


def _state(task: Task, t: Translator) -> Cell:
    text = t(label(task.state))
    return Cell(text, badge=Badge(text, *_TONES[task.state]) if task.state in _TONES else None)


def _detail(task: Task, t: Translator) -> str:
    side = t(label(task.promised_by)) if task.promised_by else None
    return cells.apart((side, t.partial(task.due) if task.due.is_known else None))


def _due(value: str, today: date) -> ColumnElement[bool] | None:
    match value:
        case "overdue":
            return queries.overdue(today)
        case "week":
            return queries.due_between(today, today + WEEK)
        case "later":
            return queries.due_between(today + WEEK + timedelta(days=1), NO_DAY)
        case "none":
            return queries.without_day()
    return None


def _due_options(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        ("overdue", t(N_("Overdue"))),
        ("week", t(N_("Within a week"))),
        ("later", t(N_("Later"))),
        ("none", t(N_("No day"))),
    ]


def _about(value: str, today: date) -> ColumnElement[bool] | None:
    return queries.leading_to([int(value)]) if value.isdecimal() and len(value) < 10 else None


def words(task: Task) -> Iterable[str]:
    """Everything else it may be looked for by."""
    return task.evidence, task.dropped_because


TASK: Noun[Task] = Noun(
    model=Task,
    kind=RecordKind.TASK,
    plural="tasks",
    one=N_("Task"),
    many=N_("Tasks and promises"),
    new=N_("New task"),
    icon="list-check",
    detail=_detail,
    form=TaskForm,
    columns=(
        Column("title", N_("What is to be done"), _name, sort=Record.sort_key),
        Column(
            "day",
            N_("Due"),
            lambda task, t: Cell(t.partial(task.due) if task.due.is_known else None),
            sort=Record.sort_day,
        ),
        Column("owner", N_("Who sees to it"), lambda task, t: Cell(task.owner.name if task.owner else None)),
        columns.ABOUT,
        Column("state", N_("State"), _state),
    ),
    filters=(
        by_colleague("owner", N_("Who sees to it"), lambda id_: Task.owner_id == id_),
        over("state", N_("State"), Task.state, TaskState, none=None),
        Filter("due", N_("Due"), _due, _due_options),
        over("side", N_("Promise"), Task.promised_by, PromiseSide, none=NOT_A_PROMISE),
        Filter("about", N_("About"), _about, queries.subjects),
    ),
    loads=queries.LOADS,
    rules=RULES,
    day=lambda task: task.due.latest or NO_DAY,
    words=words,
    imported=frozenset({"state", "done_on", "evidence", "dropped_because"}),
)
