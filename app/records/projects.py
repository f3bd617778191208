"""Projects and grants: form and list."""

from collections.abc import Iterable

from sqlalchemy.orm import selectinload

from app.domain import projects as rules
from app.i18n import N_, Translator
from app.queries import projects as queries
from app.queries import years as year_queries
from app.records import cells
from app.records.amount_field import AmountField, CurrencyField
from app.records.choices import by_country, by_year, over
from app.records.fields import EnumField, LongTextField, NumberField, PartialDateField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.keepers import BY_OWNER, OWNER_COLUMN
from app.records.noun import Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Project, ProjectPartner, Record
from models.vocabulary import ProjectRole, ProjectState, RecordKind

MOST_BODIES = 10_000


class PartnerForm(RowForm):
    """Somebody of the consortium; where no record is, a name, a country or a number says what is known."""

    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    name = TextField(N_("Name as printed"))
    country = ReferenceField(N_("Country"), of=["country"])
    role = EnumField(N_("Role"), of=ProjectRole)
    number = NumberField(N_("Number of bodies"), least=1, most=MOST_BODIES)


class ProjectForm(RecordForm):
    """What it is called and what became of it come first; the rest can wait."""

    title_tr = TextField(N_("Project"), [Required(N_("Enter the name of the project"))])
    title_en = TextField(N_("Name in English"))
    acronym = TextField(N_("Short name"))
    programme = TextField(N_("Programme"), description=N_("Who gives the money, such as Horizon Europe."))
    call = TextField(N_("Call"))
    our_role = EnumField(N_("Our role"), of=ProjectRole)
    project_state = EnumField(N_("State"), of=ProjectState)
    partners = RowsField(
        PartnerForm,
        N_("Consortium"),
        description=N_("Without us. Whoever is known only by a country or a number is a line, too."),
    )
    bodies = NumberField(N_("Bodies in the consortium"), least=1, most=MOST_BODIES)
    countries = NumberField(N_("Countries in the consortium"), least=1, most=250)
    applied = PartialDateField(N_("Applied on"))
    starts = PartialDateField(N_("Starts on"))
    ends = PartialDateField(N_("Ends on"))
    months = NumberField(N_("Months"), least=1, most=600)
    currency = CurrencyField(N_("Currency"), description=N_("The code, such as TRY or EUR."))
    budget = AmountField(N_("Budget"))
    grant_asked = AmountField(N_("Grant asked for"))
    own_share = AmountField(N_("Our share"))
    unit = ReferenceField(N_("Responsible unit"), of=["organisation"], creates="organisation")
    agreement = ReferenceField(N_("Agreement it carries out"), of=["agreement"])
    aim_tr = LongTextField(N_("Aim"))
    aim_en = LongTextField(N_("Aim in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def words(project: Project) -> Iterable[str]:
    """Everything else it may be looked for by."""
    yield from (project.acronym, project.programme, project.call)
    yield from (one.name for one in project.partners)


def _title(project: Project, t: Translator) -> Cell:
    return Cell(t.title(project), detail=project.programme or None)


def _amount(amount: float | None, project: Project, t: Translator) -> Cell:
    words_ = t.money(amount, project.currency) if amount is not None else None
    return Cell(words_, numeric=True, value=amount)


def _detail(project: Project, t: Translator) -> str:
    state = cells.word(project.project_state, t).text if project.project_state else None
    return cells.apart((project.acronym, project.programme, state))


PROJECT: Noun[Project] = Noun(
    model=Project,
    kind=RecordKind.PROJECT,
    plural="projects",
    one=N_("Project"),
    many=N_("Projects"),
    new=N_("New project"),
    icon="package",
    detail=_detail,
    form=ProjectForm,
    bulk=("our_role", "project_state", "unit"),
    columns=(
        Column("title", N_("Project"), _title, sort=Record.sort_key, detail=N_("Programme")),
        Column("role", N_("Our role"), lambda one, t: cells.word(one.our_role, t)),
        Column("state", N_("State"), lambda one, t: cells.word(one.project_state, t)),
        Column("day", N_("Starts on"), lambda one, t: cells.day(one.starts, t), sort=Record.sort_day),
        Column("budget", N_("Budget"), lambda one, t: _amount(one.budget, one, t), numeric=True),
        Column("share", N_("Our share"), lambda one, t: _amount(one.own_share, one, t), numeric=True),
        Column("call", N_("Call"), lambda one, t: cells.written(one.call), usual=False),
        Column("months", N_("Months"), lambda one, t: cells.number(one.months, t), numeric=True, usual=False),
        Column("ends", N_("Ends on"), lambda one, t: cells.day(one.ends, t), usual=False),
        Column("unit", N_("Responsible unit"), lambda one, t: cells.title(one.unit, t), usual=False),
        OWNER_COLUMN,
    ),
    filters=(
        over("state", N_("State"), Project.project_state, ProjectState),
        over("role", N_("Our role"), Project.our_role, ProjectRole),
        by_year(year_queries.of_projects),
        by_country(queries.with_country),
        BY_OWNER,
    ),
    loads=(
        selectinload(Project.unit),
        selectinload(Project.agreement),
        selectinload(Project.partners).selectinload(ProjectPartner.organisation),
        selectinload(Project.partners).selectinload(ProjectPartner.country),
    ),
    parts=(Part("partners", ProjectPartner, PartnerForm),),
    rules=rules.RULES,
    day=lambda project: project.starts.earliest or project.applied.earliest,
    words=words,
    missing=rules.missing,
    newest_first=True,
    has_keeper=True,
)
