"""The director's questions: the list of them, and each with its answer."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.answers import catalogue
from app.answers.answer import Name
from app.answers.question import Question
from app.errors import NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import cities
from app.records import references
from app.records.fields import Required
from app.records.form import Form, bind
from app.records.listing import Choice, ShownFilter
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen, ReferenceField
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import City
from models.vocabulary import RecordKind

bp = Blueprint("answers", __name__, url_prefix="/answers")


class CityForm(Form):
    """The city a question is about."""

    city = ReferenceField(N_("City"), [Required(N_("Choose a city"))], of=["city"])


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the questions."""
    return render_template("answers/index.html", questions=catalogue.QUESTIONS)


@bp.get("/<key>")
@requires(Permission.RECORD_VIEW)
def show(key: str) -> ResponseReturnValue:
    """Answer a question with the parameters of the address."""
    question = catalogue.find(key)
    if question is None:
        raise NotFound(f"question {key}")
    return _about_a_city(question) if question.needs_city else _page(question)


def _about_a_city(question: Question) -> ResponseReturnValue:
    """Take the id of a city from the address; what was typed into the field is matched and becomes an id."""
    asked = request.args.get("city", "").strip()
    if not asked:
        return _page(question, form=_form(None))
    if asked.isascii() and asked.isdecimal():
        city = cities.one(db.session, current_actor(), int(asked)) if len(asked) < 12 else None
        if city is None:
            raise NotFound(f"city {asked[:20]}")
        return _page(question, city)
    form = _form(MultiDict(request.args))
    valid = form.validate()
    if references.resolve(db.session, current_actor(), form, current_translator()) and valid:
        return redirect(url_for(".show", key=question.key, city=form.city.data.id))
    return _page(question, form=form), HTTPStatus.UNPROCESSABLE_ENTITY


def _page(question: Question, city: City | None = None, form: Any = None) -> str:
    t, actor = current_translator(), current_actor()
    answer = None
    if city is not None or not question.needs_city:
        city_id = city.id if city else None
        today = office_today()
        answer = question.answer(db.session, actor, request.args, t=t, today=today, city_id=city_id)
    if city is not None:
        land = t.title(city.country) if city.country else ""
        form = _form(None, city=Chosen(city.id, t.title(city), land))
    return render_template(
        "answers/answer.html",
        question=question,
        answer=answer,
        form=form,
        filters=tuple(_filters(question)),
        record_url=record_url,
        entry_url=entry_url,
    )


def record_url(name: Name) -> str:
    """Return the address of a record that an answer names."""
    return url_for(f"{NOUNS[name.kind].plural}.show", record_id=name.id)


def entry_url(kind: RecordKind, about: int | None) -> str | None:
    """Return the address of the form for a record that is missing; None for who may not enter it."""
    noun = NOUNS[kind]
    return url_for(f"{noun.plural}.new", about=about) if current_actor().may(noun.create) else None


def _form(posted: Any, **preset: Any) -> Any:
    return bind(CityForm, current_translator(), office_today(), posted=posted, **preset)


def _filters(question: Question) -> Iterator[ShownFilter]:
    t = current_translator()
    used = {one.key: request.args[one.key] for one in question.choices if request.args.get(one.key)}
    for choice in question.choices:
        value = used.get(choice.key, "")
        options = choice.options(db.session, current_actor(), t)
        others = {key: text for key, text in used.items() if key != choice.key}
        words = dict(options).get(value)
        yield ShownFilter(
            choice.key,
            t(choice.label),
            words,
            _url(question, others) if words else None,
            tuple(
                Choice(each, label, _url(question, {**others, choice.key: each}), each == value)
                for each, label in options
            ),
        )


def _url(question: Question, asked: dict[str, str]) -> str:
    return url_for(".show", key=question.key) + ("?" + urlencode(asked) if asked else "")
