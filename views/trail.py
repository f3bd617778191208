"""The trail of the municipality: who changed what, for those who have to know."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.dates import DateProblem, parse_partial_date
from app.extensions import db
from app.labels import label
from app.permissions.policy import Permission
from app.queries import trail
from app.queries.search import LARGEST_ID
from app.records.changes import touched
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from app.web.numbers import number_asked
from models import PartialDate, TrailEntry
from models.vocabulary import JobKind, RecordKind

bp = Blueprint("trail", __name__, url_prefix="/audit")
PER_PAGE = 50
_SHOWN = 3
_DAYS = ("since", "until")
_ASKED = ("who", "kind", *_DAYS)
LONGEST = 40
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""No trail is older or younger, and the calendar of the machine has ends."""


@bp.get("/trail")
@requires(Permission.TRAIL_VIEW)
def index() -> ResponseReturnValue:
    """List the changes of the municipality, narrowed by who, what and when."""
    session, actor = db.session, current_actor()
    asked = {name: request.args.get(name, "").strip()[:LONGEST] for name in _ASKED}
    before = number_asked("before")
    page = trail.of_municipality(session, actor, _wanted(asked), limit=PER_PAGE, before=before)
    about = {entry.id: trail.about(entry) for entry in page.entries}
    return render_template(
        "trail/list.html",
        entries=page.entries,
        about=about,
        records=trail.named(session, actor, {id_ for id_ in about.values() if id_ is not None}),
        people=trail.people(session, actor),
        nouns=NOUNS,
        asked=asked,
        unclear=[name for name in _DAYS if asked[name] and not _day(asked[name]).is_known],
        fields=_fields,
        newest_url=_address(asked) if before else None,
        older_url=_address(asked, before=page.older) if page.older else None,
    )


def _wanted(asked: Mapping[str, str]) -> trail.Wanted:
    since, until = (_day(asked[name]) for name in _DAYS)
    who, kind = asked["who"], asked["kind"]
    return trail.Wanted(
        user_id=int(who) if who.isdecimal() and int(who) <= LARGEST_ID else None,
        kind=RecordKind(kind) if kind in set(RecordKind) else None,
        since=_midnight(since.earliest) if since.earliest else None,
        until=_midnight(until.latest + timedelta(days=1)) if until.latest else None,
    )


def _address(asked: Mapping[str, str], **more: int) -> str:
    return url_for("trail.index") + "?" + urlencode({name: one for name, one in asked.items() if one} | more)


def _fields(entry: TrailEntry) -> list[str]:
    """Return the first fields that an entry changed, by label; the kind of long work, or of a file."""
    subject, t = entry.event.partition(".")[0], current_translator()
    if entry.record_id is None and "format" in entry.changes:
        return [str(entry.changes["format"][1]).upper()]
    if subject in set(RecordKind):
        return touched(NOUNS[RecordKind(subject)], entry.changes.keys(), t)[:_SHOWN]
    work = entry.changes.get("work")
    return [t(label(JobKind(work[1])))] if work else []


def _day(text: str) -> PartialDate:
    """Understand a day, a month or a year; what is not understood narrows nothing, and the page says so."""
    try:
        day = parse_partial_date(text, office_today())
    except DateProblem:
        return PartialDate.unknown()
    return day if day.overlaps(EARLIEST, LATEST) else PartialDate.unknown()


def _midnight(day: date) -> datetime:
    """Return the moment at which a day of the office begins."""
    return datetime.combine(day, time.min, settings().timezone)
