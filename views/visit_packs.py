"""The pack of a visit: what would be in it, and the file."""

from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from app import trail
from app.documents import visit_pack
from app.documents.html import picture_url
from app.documents.visit_pack import Pack, Wanted
from app.extensions import db
from app.i18n import N_, Translator, translator
from app.labels import label
from app.permissions.policy import Permission
from app.queries.house_papers import letterhead
from app.queries.scope import sees_restricted
from app.records import kit
from app.records.fields import EnumField, FlagField, LongTextField
from app.records.form import Form, bind
from app.records.programme import hours
from app.records.visits import VISIT
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.note_map import draw
from app.web.sealed import sealed
from models import Visit, utc_now
from models.vocabulary import Language

bp = Blueprint("visit_packs", __name__, url_prefix="/visits/<int:record_id>/pack")


class CallsField(LongTextField):
    """A few lines."""

    limit = 600


class PackForm(Form):
    """How the pack is wanted."""

    language = EnumField(
        N_("Language"),
        of=Language,
        members=(Language.TURKISH, Language.ENGLISH),
        blank=None,
        default=Language.TURKISH,
    )
    calls = CallsField(
        N_("Numbers to call"),
        description=N_(
            "A name and a number a line, for this pack. The usual ones stand with the letterhead."
        ),
    )
    restricted = FlagField(N_("With what is marked confidential"))


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show(record_id: int) -> ResponseReturnValue:
    """Show what would be in the pack."""
    visit, t = kit.load(db.session, current_actor(), VISIT, record_id), current_translator()
    house = letterhead(db.session, current_actor())
    usual = {"language": Language(t.language), "calls": house.emergency if house else ""}
    return _page(visit, _bound(None, **usual))


@bp.post("")
@requires(Permission.RECORD_VIEW)
@costly
def take(record_id: int) -> ResponseReturnValue:
    """Hand the pack out, and leave in the trail that it left the house."""
    with only_reading(db.session):
        visit = kit.load(db.session, current_actor(), VISIT, record_id)
        form = _bound(request.form)
        if not form.validate():
            return _page(visit, form), HTTPStatus.UNPROCESSABLE_ENTITY
        t, wants_marked = translator(form.language.data.value), bool(form.restricted and form.restricted.data)
        pack = _gathered(visit, t, Wanted(wants_marked, form.calls.data))
        told = {"language": t.language, "restricted": pack.restricted, "record": visit.id}
        content, title = _file(pack, t), t.title(visit)
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), "visit.pack_taken", told)
    return _attached(content, f"{title} {office_today().isoformat()}.html")


def _bound(posted: Any, **usual: Any) -> Any:
    """Bind the form; only who may read what is marked is asked whether they want it."""
    form = bind(PackForm, current_translator(), office_today(), posted=posted, **usual)
    if not sees_restricted(current_actor()):
        del form.restricted
    return form


def _gathered(visit: Visit, t: Translator, wanted: Wanted) -> Pack:
    return visit_pack.gather(
        db.session,
        current_actor(),
        visit.id,
        t=t,
        today=office_today(),
        zone=settings().timezone,
        draw=draw,
        wanted=wanted,
    )


def _page(visit: Visit, form: Any) -> str:
    pack = _gathered(visit, current_translator(), Wanted())
    return render_template(
        "visits/pack.html",
        visit=visit,
        form=form,
        pack=pack,
        item_count=sum(len(day.lines) for day in pack.days),
    )


def _file(pack: Pack, t: Translator) -> bytes:
    page = render_template(
        "papers/pack.html",
        pack=pack,
        t=t,
        _=t,
        ngettext=t.plural,
        label=label,
        hours=hours,
        until=_moment(pack),
        record_url=None,
        picture_url=picture_url,
    )
    return sealed(page, style="pack.css", script="pack.js")


def _moment(pack: Pack) -> datetime:
    """Return when the pack is out of date by the clocks of telephones; the office's day may be another."""
    zone = settings().timezone
    ahead = utc_now().astimezone(zone).date() - office_today()
    after = datetime.combine(pack.until + timedelta(days=1) + ahead, time(), zone)
    return after.astimezone(UTC)


def _attached(content: bytes, name: str) -> Response:
    answer = attachment(content.decode(), name, "text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
