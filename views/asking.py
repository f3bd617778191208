"""What the address of a question asks: subjects as a form, choices as links, each keeping the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.answers.question import Subject, Takes, lacking
from app.errors import NotFound
from app.extensions import db
from app.queries import cities, names
from app.records import references
from app.records.fields import Required
from app.records.form import Form, bind
from app.records.listing import Choice, ShownFilter
from app.records.reference_field import Chosen, ReferenceField
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import City, Record

LONGEST_CHOICE = 1000
"""Letters of the value of a choice. Every link of the page has it."""


@dataclass(frozen=True)
class Asked:
    """The parameters of an address, understood.

    :param values: key → value as the address has it: numbers of records, values of choices that there are.
    :param form: of the subjects, with what was chosen or typed; None where there are none.
    :param typed: something is still text; :attr:`clear` says whether it could be matched.
    """

    question: Takes
    values: Mapping[str, str]
    form: Any
    typed: bool
    clear: bool

    @property
    def answerable(self) -> bool:
        """Whether nothing is missing and nothing is left to be matched."""
        return self.clear and not lacking(self.question, self.values)

    def url(self, **changed: str) -> str:
        """Return the address of these parameters, some of them changed; an empty one is left out."""
        kept = {key: value for key, value in self.values.items() if key not in changed}
        return address(self.question, {**kept, **changed})

    def url_of(self, endpoint: str, **values: Any) -> str:
        """Return the address of something that is done with this question as it is asked."""
        return self.url_at(endpoint, key=self.question.key, **values)

    def url_at(self, endpoint: str, **values: Any) -> str:
        """Return the address of an endpoint, with these parameters."""
        page = url_for(endpoint, **values)
        return f"{page}?{urlencode(self.values)}" if self.values else page

    def url_of_view(self, query: str) -> str:
        """Return the address of this question as a view of it has it."""
        return address(self.question, dict(parse_qsl(query)))

    def shows(self, query: str) -> bool:
        """Say whether a view of this question is what is asked now."""
        return dict(parse_qsl(query)) == dict(self.values)

    def filters(self) -> Iterator[ShownFilter]:
        """Yield the choices as filters whose links keep everything else."""
        t = current_translator()
        for choice in self.question.choices:
            value = self.values.get(choice.key, "")
            options = choice.options(db.session, current_actor(), t)
            words = dict(options).get(value)
            yield ShownFilter(
                choice.key,
                t(choice.label),
                words,
                self.url(**{choice.key: ""}) if words else None,
                tuple(
                    Choice(each, label, self.url(**{choice.key: each}), each == value)
                    for each, label in options
                ),
            )


def address(question: Takes, values: Mapping[str, str]) -> str:
    """Return the address of a question with parameters; empty ones are left out."""
    given = {key: value for key, value in values.items() if value}
    return url_for("answers.show", key=question.key) + ("?" + urlencode(given) if given else "")


def understood(question: Takes, query: MultiDict[str, str]) -> Asked:
    """Read the address of a question; what was typed into a field is matched and becomes a number.

    :raises NotFound: a number is of no record that the question can be about.
    """
    asked = {one.key: one for one in question.choices}
    values = {
        key: text
        for key, text in query.items()
        if key in asked and len(text) <= LONGEST_CHOICE and asked[key].parse(text) is not None
    }
    if not question.subjects:
        return Asked(question, values, None, typed=False, clear=True)
    texts = {one.key: query.get(one.key, "").strip() for one in question.subjects}
    if all(not text or _is_number(text) for text in texts.values()):
        records = {one.key: _record(one, texts[one.key]) for one in question.subjects if texts[one.key]}
        preset = {key: _chosen(record) for key, record in records.items()}
        values |= {key: str(record.id) for key, record in records.items()}
        return Asked(question, values, _bound(question, **preset), typed=False, clear=True)
    form = _bound(question, posted=_posted(query, texts))
    valid = form.validate()
    clear = references.resolve(db.session, current_actor(), form, current_translator()) and valid
    values |= {
        one.key: str(form[one.key].data.id)
        for one in question.subjects
        if isinstance(form[one.key].data, Chosen)
    }
    return Asked(question, values, form, typed=True, clear=clear)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _posted(query: MultiDict[str, str], texts: Mapping[str, str]) -> MultiDict[str, str]:
    """Let a number of the address stand beside what was typed, as a field would post it."""
    posted = MultiDict(query)
    for key, text in texts.items():
        posted[key] = f"#{text}" if _is_number(text) else text
    return posted


def _bound(question: Takes, posted: Any = None, **preset: Any) -> Any:
    fields = {one.key: _field(one) for one in question.subjects}
    return bind(
        type("SubjectsForm", (Form,), fields), current_translator(), office_today(), posted=posted, **preset
    )


def _field(one: Subject) -> Any:
    checks = [Required(one.missing)] if one.required else []
    return ReferenceField(one.label, checks, of=[kind.value for kind in one.kinds])


def _record(one: Subject, text: str) -> Record:
    id_ = one.parse(text)
    found = names.titles(db.session, current_actor(), {id_} if id_ is not None else set())
    if id_ not in found or found[id_].kind not in one.kinds:
        message = f"{one.key} {text[:20]}"
        raise NotFound(message)
    return found[id_]


def _chosen(record: Record) -> Chosen:
    t, land = current_translator(), None
    if isinstance(record, City) and (city := cities.one(db.session, current_actor(), record.id)):
        land = city.country
    return Chosen(record.id, t.title(record), t.title(land) if land else "")
