"""What must be ready for a visit: lists by kind of visit, and the steps of each visit."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.domain.preparation import CHECKLIST_RULES, due
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import preparation as queries
from app.records import cells
from app.records.choices import by_colleague, over
from app.records.fields import DayField, EnumField, LongTextField, NumberField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Badge, Cell, Column, Filter, Noun, Options, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from app.records.user_field import UserField
from models import Checklist, ChecklistLine, PreparationStep, Record
from models.vocabulary import Direction, RecordKind, StepProof, StepState, VisitKind

A_YEAR = 365
_TONES = {StepState.MISSING: ("wait", "clock"), StepState.NOT_NEEDED: ("quiet", "circle-minus")}


_PROOF = N_("Ready by itself when")
_PROOF_HELP = N_("What the register shows stands there as ready, with what shows it; nobody has to tick it.")
_TICKED = N_("Somebody ticks it")


class ChecklistLineForm(RowForm):
    """One thing that must be ready."""

    what_tr = TextField(N_("What must be ready"))
    days = NumberField(
        N_("Days"),
        least=-A_YEAR,
        most=A_YEAR,
        description=N_("-7: seven days before; 0: on the day, at the hour; 3: three days after it ends."),
    )
    unit_tr = TextField(N_("Who usually sees to it"))
    what_en = TextField(N_("What must be ready, in English"))
    unit_en = TextField(N_("Who usually sees to it, in English"))
    proof = EnumField(_PROOF, of=StepProof, blank=_TICKED)


class ChecklistForm(RecordForm):
    """For which visits, and what they need."""

    title_tr = TextField(N_("List"), [Required(N_("Say for which visits the list is"))])
    title_en = TextField(N_("List in English"))
    visit_kind = EnumField(N_("Kind of visit"), of=VisitKind, blank=N_("Every kind"))
    direction = EnumField(N_("Direction"), of=Direction, blank=N_("Every direction"))
    steps = RowsField(
        ChecklistLineForm,
        N_("What must be ready"),
        description=N_(
            "Days count from the first day of the visit: -7 is seven days before, 0 on the day and at the "
            "hour. Above zero they count from its last day: 3 is three days after."
        ),
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


class PreparationStepForm(RecordForm):
    """What must be ready for a visit, by when, and who sees to it."""

    title_tr = TextField(N_("What must be ready"), [Required(N_("Say what must be ready"))])
    title_en = TextField(N_("What must be ready, in English"))
    visit = ReferenceField(N_("Visit"), [Required(N_("Choose the visit"))], of=["visit"])
    owner_id = UserField(N_("Who sees to it"))
    days = NumberField(
        N_("Days"),
        least=-A_YEAR,
        most=A_YEAR,
        description=N_("-7: seven days before; 0: on the day, at the hour; 3: three days after it ends."),
    )
    due_on = DayField(N_("Due on"), description=N_("Only where the day shall not move with the visit."))
    unit_tr = TextField(N_("Who usually sees to it"))
    unit_en = TextField(N_("Who usually sees to it, in English"))
    proof = EnumField(_PROOF, of=StepProof, blank=_TICKED, description=_PROOF_HELP)
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def when(days: int | None, t: Translator) -> str:
    """Say how many days before or after a visit something is due."""
    if days is None:
        return ""
    if days == 0:
        return t(N_("on the day, at the hour"))
    if days < 0:
        return t.plural("%(n)s day before", "%(n)s days before", -days)
    return t.plural("%(n)s day after", "%(n)s days after", days)


def checklist_words(checklist: Checklist) -> Iterable[str]:
    """What is on the list."""
    return (words for step in checklist.steps for words in (step.what_tr, step.what_en))


def _state(state: StepState, t: Translator) -> Cell:
    text = t(label(state))
    return Cell(text, badge=Badge(text, *_TONES[state]) if state in _TONES else None)


def _states(session: Session, actor: Actor, t: Translator) -> Options:
    return [(state.value, t(label(state))) for state in StepState]


def _due(step: PreparationStep, t: Translator) -> Cell:
    day = due(step, step.visit)
    return Cell(t.date(day) if day else None, detail=when(step.days, t) or None, value=day)


CHECKLIST: Noun[Checklist] = Noun(
    model=Checklist,
    kind=RecordKind.CHECKLIST,
    plural="checklists",
    one=N_("Preparation list"),
    many=N_("Preparation lists"),
    new=N_("New preparation list"),
    icon="list-check",
    form=ChecklistForm,
    columns=(
        Column("title", N_("List"), cells.title, sort=Record.sort_key),
        Column("kind", N_("Kind of visit"), lambda one, t: cells.word(one.visit_kind, t)),
        Column("direction", N_("Direction"), lambda one, t: cells.word(one.direction, t)),
    ),
    filters=(over("kind", N_("Kind of visit"), Checklist.visit_kind, VisitKind),),
    parts=(Part("steps", ChecklistLine, ChecklistLineForm),),
    rules=CHECKLIST_RULES,
    words=checklist_words,
    imported=frozenset({"code"}),
)

PREPARATION_STEP: Noun[PreparationStep] = Noun(
    model=PreparationStep,
    kind=RecordKind.PREPARATION_STEP,
    plural="preparation",
    one=N_("Preparation step"),
    many=N_("Preparation steps"),
    new=N_("New preparation step"),
    icon="list-check",
    detail=lambda step, t: t.title(step.visit),
    form=PreparationStepForm,
    columns=(
        Column("title", N_("What must be ready"), cells.title, sort=Record.sort_key),
        Column("visit", N_("Visit"), lambda step, t: cells.title(step.visit, t)),
        Column("due", N_("Due"), _due, detail=N_("Days")),
        Column("owner", N_("Who sees to it"), lambda step, t: Cell(step.owner.name if step.owner else None)),
        Column("state", N_("State"), _state, reads=queries.states),
    ),
    filters=(
        Filter("state", N_("State"), queries.in_state, _states),
        by_colleague("owner", N_("Who sees to it"), lambda id_: PreparationStep.owner_id == id_),
    ),
    loads=queries.LOADS,
)
