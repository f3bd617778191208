"""Answers on their way out: as a workbook, as a picture, and kept as a view under a name."""

from io import BytesIO
from typing import IO
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import trail
from app.answers import catalogue, drawing
from app.answers.answer import Answer
from app.answers.question import Question
from app.documents import answer_files
from app.documents.list_files import XLSX_TYPE
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_, Translator
from app.permissions.policy import Permission
from app.services import saved_views
from app.typesetting.svg import svg_to_png
from app.unit_of_work import only_reading, unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from views.asking import understood
from views.saved import ANSWER

bp = Blueprint("answers_out", __name__, url_prefix="/answers")

PICTURE_WIDTH = 1536
"""Pixels: two for each of the drawing."""

MEDIA_TYPES = {"xlsx": XLSX_TYPE, "svg": "image/svg+xml", "png": "image/png"}


@bp.post("/<key>/export.<any(xlsx,svg,png):ending>")
@requires(Permission.RECORD_VIEW)
@costly
def export(key: str, ending: str) -> ResponseReturnValue:
    """Send an answer as a file, and leave in the trail that it left the house.

    :raises NotFound: there is no such question, or no picture of its answer.
    """
    question, t, today = question_of(key), current_translator(), office_today()
    asked = understood(question, request.args)
    if not asked.answerable:
        return redirect(asked.url())
    with only_reading(db.session) as session:
        answer = question.answer(session, current_actor(), asked.values, t=t, today=today)
        file = _file_of(answer, ending, t)
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), "answer.exported", {"question": key, "format": ending})
    return attachment(file, f"{answer.question} {today.isoformat()}.{ending}", MEDIA_TYPES[ending])


@bp.post("/<key>/views")
@requires(Permission.RECORD_VIEW)
def save_view(key: str) -> ResponseReturnValue:
    """Keep a question with its parameters under a name."""
    asked, t, actor = understood(question_of(key), request.args), current_translator(), current_actor()
    name, shared = request.values.get("name", ""), request.values.get("shared") == "yes"
    try:
        with unit_of_work(db.session) as session:
            saved_views.save(session, actor, f"{ANSWER}{key}", name, urlencode(asked.values), shared=shared)
    except Invalid as refusal:
        problem = refusal.problems[0]
        flash(t(problem.message, **problem.values), "bad")
    else:
        flash(t(N_("The view is saved: %(name)s"), name=" ".join(name.split())), "done")
    return redirect(asked.url())


def question_of(key: str) -> Question:
    """Return the question of an address.

    :raises NotFound: there is none.
    """
    question = catalogue.find(key)
    if question is None:
        message = f"question {key[:40]}"
        raise NotFound(message)
    return question


def _file_of(answer: Answer, ending: str, t: Translator) -> IO[bytes]:
    file = BytesIO()
    if ending == "xlsx":
        answer_files.write_xlsx(file, answer, t)
        return file
    try:
        picture = drawing.on_paper(answer, t).encode()
    except LookupError as nothing:
        raise NotFound(str(nothing)) from nothing
    file.write(picture if ending == "svg" else svg_to_png(picture, PICTURE_WIDTH))
    return file
