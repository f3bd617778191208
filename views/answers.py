"""The director's questions: the list of them, and each with its answer."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.answers import catalogue
from app.answers.answer import Name
from app.answers.drawing import for_the_page
from app.answers.question import GROUP_TITLES
from app.extensions import db
from app.permissions.policy import Permission
from app.queries.saved_views import of_answers, of_page
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import RecordKind
from views.answers_out import question_of
from views.asking import address, understood
from views.saved import ANSWER

bp = Blueprint("answers", __name__, url_prefix="/answers")


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the questions, group by group."""
    groups = [
        (title, [one for one in catalogue.QUESTIONS if one.group is group])
        for group, title in GROUP_TITLES.items()
    ]
    saved = [
        (view, address(question, dict(parse_qsl(view.query))))
        for view in of_answers(db.session, current_actor())
        if (question := catalogue.find(view.kind.removeprefix(ANSWER)))
    ]
    return render_template(
        "answers/index.html", groups=[(title, found) for title, found in groups if found], saved=saved
    )


@bp.get("/<key>")
@requires(Permission.RECORD_VIEW)
def show(key: str) -> ResponseReturnValue:
    """Answer a question with the parameters of the address."""
    question = question_of(key)
    asked = understood(question, request.args)
    if asked.typed and asked.clear:
        return redirect(asked.url())
    answer, t, today = None, current_translator(), office_today()
    if asked.answerable:
        answer = question.answer(db.session, current_actor(), asked.values, t=t, today=today)
    page = render_template(
        "answers/answer.html",
        question=question,
        answer=answer,
        asked=asked,
        picture=Markup(for_the_page(answer, t)) if answer else "",  # noqa: S704 - escaped where it is drawn
        views=of_page(db.session, current_actor(), f"{ANSWER}{key}"),
        record_url=record_url,
        entry_url=entry_url,
    )
    return page, HTTPStatus.OK if asked.clear else HTTPStatus.UNPROCESSABLE_ENTITY


def record_url(name: Name) -> str:
    """Return the address of a record that an answer names."""
    return url_for(f"{NOUNS[name.kind].plural}.show", record_id=name.id)


def entry_url(kind: RecordKind, about: int | None) -> str | None:
    """Return the address of the form for a record that is missing; None for who may not enter it."""
    noun = NOUNS[kind]
    return url_for(f"{noun.plural}.new", about=about) if current_actor().may(noun.create) else None
