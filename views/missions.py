"""Missions abroad: the list of outgoing visits with their files, the files' pages, and the sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.documents import mission_paper
from app.documents.dossier import issuer_of
from app.domain.chain import STEP_WORDS, StepState
from app.domain.missions import Check, Mission, checks, cost_totals, paid_too_early
from app.extensions import db
from app.permissions.policy import Permission
from app.queries import mission_files as queries
from app.queries import trail
from app.queries.city_notes import own_house
from app.records import kit
from app.records.mission_files import MISSION_FILE
from app.records.naming import named_by
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.records.references import RESTRICTED
from app.records.visits import VISIT, where_we_went
from app.services import missions as service
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.numbers import number_asked
from app.web.papers import ENDING, paper_file
from app.web.taken_out import taken_out
from models import Country, Decision, MissionFile, Visit
from models.vocabulary import Direction, MissionCheck, RecordKind, Side
from views.records import RecordPages
from views.verbs import Verbs

bp = Blueprint("missions", __name__)

PAGE_SIZE = 50
LAST_YEAR = 9999


@dataclass(frozen=True)
class Shown:
    """A mission as its line of the list, or its page, says it.

    :param late: whether the report is overdue for certain.
    """

    visit: Visit
    countries: Sequence[Country]
    file: MissionFile | None
    checks: Sequence[Check]
    decisions: Sequence[Decision]
    report_due: date | None
    late: bool
    totals: Mapping[str, float]

    @property
    def missing(self) -> list[Check]:
        """What is missing, the report apart: its day says that."""
        return [
            one
            for one in self.checks
            if one.state is StepState.MISSING and one.what is not MissionCheck.REPORT
        ]

    @property
    def is_not_recorded(self) -> bool:
        """Whether nothing of the file is on record, because the source prints none."""
        return self.file is None and any(one.state is StepState.NOT_RECORDED for one in self.checks)

    @property
    def is_reported(self) -> bool:
        """Whether the report is there, or not needed."""
        return any(
            one.what is MissionCheck.REPORT and one.state in (StepState.DONE, StepState.NOT_NEEDED)
            for one in self.checks
        )


@bp.get("/missions")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the outgoing visits, the latest first, with what their files lack."""
    actor = current_actor()
    year, page = number_asked("year"), number_asked("page") or 1
    year = year if year and year <= LAST_YEAR else None
    found = queries.page(db.session, actor, year, first=(page - 1) * PAGE_SIZE, size=PAGE_SIZE)
    visits = kit.load_all(db.session, actor, VISIT, found.ids)
    return render_template(
        "missions/list.html",
        missions=_shown(visits),
        total=found.total,
        years=queries.years(db.session, actor),
        year=year,
        page=page,
        pages=max(1, -(-found.total // PAGE_SIZE)),
    )


@bp.get(f"/mission_files/<int:record_id>/sheet.{ENDING}")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("mission_file.sheet_taken")
def sheet(record_id: int, ending: str) -> ResponseReturnValue:
    """Hand out the file of a mission as a sheet, in the reader's language."""
    t, actor = current_translator(), current_actor()
    file = kit.load(db.session, actor, MISSION_FILE, record_id)
    told = _shown([kit.load(db.session, actor, VISIT, file.visit_id)])[0]
    issuer = issuer_of(db.session, actor, own_house(db.session, actor))
    paper = mission_paper.sheet(
        file, _mission(told.visit), told.checks, told.decisions, issuer, t, as_of=office_today()
    )
    return paper_file(paper, ending, t)


class MissionFilePages(RecordPages[MissionFile]):
    """The page of a mission file says how everything stands that it holds."""

    verbs = Verbs(create=service.open_file, edit=service.revise, restore=service.restore)

    def extras(self, record: MissionFile) -> Mapping[str, Any]:
        """How the file stands, and what was paid before it should."""
        visits = kit.load_all(db.session, current_actor(), VISIT, [record.visit_id])
        told, t = (_shown(visits)[0] if visits else None), current_translator()
        return {
            "mission": told,
            "step_words": STEP_WORDS,
            "mission_sums": t.join([t.money(sum_, code) for code, sum_ in cost_totals(record).items()]),
            "paid_too_early": paid_too_early(record, told.decisions) if told else (),
            "nouns": NOUNS,
            "seen": trail.named(db.session, current_actor(), named_by(MISSION_FILE, record)),
            "restricted": RESTRICTED,
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the visit that the form was opened from, and with our side of it as travellers."""
        found = self.opened_from(RecordKind.VISIT)
        if found is None:
            return {}
        t = current_translator()
        visit = kit.load(db.session, current_actor(), VISIT, found.id)
        ours = [one for one in visit.delegates if one.side is Side.OURS and one.person_id]
        rows = [
            {
                "person": Chosen(one.person_id or 0, one.name),
                "title_tr": one.title_tr,
                "title_en": one.title_en,
            }
            for one in ours
        ]
        return {"visit": Chosen(visit.id, t.title(visit)), "travellers": rows}


def of_visit(visit: Visit) -> dict[str, Any]:
    """Return what the page of a visit says of its file; nothing of one that is not outgoing and has none."""
    told = _shown([visit])[0]
    abroad = visit.direction is Direction.OUTGOING or told.file is not None
    return {"mission": told if abroad else None, "step_words": STEP_WORDS}


def _shown(visits: Sequence[Visit]) -> list[Shown]:
    """Read the files and decisions of visits.

    Cost: a fixed number of statements, however many there are.
    """
    actor, today = current_actor(), office_today()
    ids = [visit.id for visit in visits]
    files, decided = queries.files(db.session, actor, ids), queries.decisions(db.session, actor, ids)
    return [_one(visit, files.get(visit.id), decided.get(visit.id, ()), today) for visit in visits]


def _one(visit: Visit, file: MissionFile | None, decisions: Sequence[Decision], today: date) -> Shown:
    mission = _mission(visit)
    found = checks(mission, file, decisions, today=today)
    late = any(one.what is MissionCheck.REPORT and one.state is StepState.MISSING for one in found)
    totals = cost_totals(file) if file else {}
    due = mission.report_due
    return Shown(visit, where_we_went(visit), file, found, decisions, due, late, totals)


def _mission(visit: Visit) -> Mission:
    from_source = bool(visit.listed_in or visit.sources)
    return Mission(visit.held, from_source, settings().report_days)


MISSION_FILE_PAGES = MissionFilePages(MISSION_FILE)
