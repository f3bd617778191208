"""From the text of a cell to a value, with the field of the noun's own form: no rule stands twice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from app.domain.dates import DateProblem, parse_partial_date
from app.errors import Problem
from app.i18n import N_, Translator, translator
from app.importers import coordinates, wording
from app.labels import label
from app.records.fields import (
    EmailField,
    EnumField,
    FlagField,
    LinkField,
    ManyField,
    NumberField,
    PartialDateField,
)
from app.records.form import Form, bind
from models.partial_date import Certainty, PartialDate

NO_YEAR, MONTH_FIRST = N_("No year is printed with the date"), N_("The month stands before the day")
_REMEMBERED = 50_000
_FIRST_EXCEL_DAY, _LAST_EXCEL_DAY = 20_000, 80_000
_EXCEL_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_MIDNIGHT = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_TURKISH_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+")
_ENGLISH_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+")
_COUNTED = re.compile(
    r"(?:~|yaklaşık|takriben|about|around|approx\.?|ca\.?)?\s*([\d.,\s]*\d)\s*(?:kişi\w*|people|persons?|pax)?(?:\s+\w+)?",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*[\n;,/]\s*")
_ADDRESS = re.compile(r"[^@\s;,/|<>()]+@[^@\s;,/|<>()]+\.[^@\s;,/|<>()]+")
_BARE_LINK = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#][^\s<>\"']*)?")
_YEAR_FIRST = re.compile(r"^(\d{4})\s+([^\W\d_]+)$")
_KEPT_DATE = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:(/|\.\.)(\d{4}-\d{2}-\d{2}))?(\?)?")


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says.

    :param problem: why it cannot be read.
    :param doubt: why it is unsure, an English msgid.
    """

    value: Any = None
    problem: Problem | None = None
    doubt: str = ""


class FieldReader:
    """Reads texts with the fields of one form; each text of a field once.

    :param year: of dates without one; if None, the one that brings them nearest to today.
    """

    def __init__(self, form: type[Form], today: date, year: int | None = None) -> None:
        # The middle of a year is nearer to every day of it than the day is in the years beside it.
        self._day = date(year, 7, 2) if year else today
        self._year_is_said = year is not None
        self._form: Form = bind(form, translator("tr"), self._day)
        self._row_forms: dict[str, Form] = {}
        self._known: dict[tuple[str, str], Read] = {}

    def read(self, field: str, text: str) -> Read:
        """Return what a text says in a field of the form; ``posts.since`` is a field of a row of ``posts``.

        :raises KeyError: the form has no such field.
        """
        found = self._known.get((field, text))
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[field, text] = self._read(self._field(field), text)
        return found

    def _field(self, name: str) -> Any:
        part, _, column = name.rpartition(".")
        if not part:
            return self._form[name]
        if part not in self._row_forms:
            rows: Any = self._form[part]  # a RowsField; the stubs know WTForms' own
            self._row_forms[part] = bind(rows.row_form, translator("tr"), self._day)
        return self._row_forms[part][column]

    def _read(self, field: Any, text: str) -> Read:
        texts, doubt = [text], ""
        match field:
            case EnumField():
                texts = [wording.member(text, field.of) or text]
            case ManyField():
                texts = [wording.member(one, field.of) or one for one in _LIST.split(text) if one]
            case FlagField():
                answer = wording.yes_or_no(text)
                if answer is None:
                    return Read(
                        problem=Problem("", N_("Answer yes or no; this is “%(typed)s”"), {"typed": text})
                    )
                texts = ["true" if answer else ""]
            case NumberField():
                texts = [_number(text, field)]
            case EmailField():
                texts = addresses(text)[:1] or [text]
            case LinkField():
                texts = [_link(text)]
            case PartialDateField():
                typed, doubt = self._date(text)
                texts = [typed]
        field.process(_Posted(field.name, texts))
        field.validate(self._form)
        if field.errors:
            return Read(problem=_told(field, field.errors[0], text))
        return Read(field.rows() if isinstance(field, ManyField) else field.data, doubt=doubt)

    def _date(self, text: str) -> tuple[str, str]:
        """Return a date as the form takes it, and what is doubtful about it."""
        typed = _MIDNIGHT.sub("", text.strip())
        typed = _YEAR_FIRST.sub(r"\2 \1", typed)
        serial = _SERIAL.fullmatch(typed)
        if serial and _FIRST_EXCEL_DAY <= int(serial[1]) <= _LAST_EXCEL_DAY:
            return (_EXCEL_ZERO + timedelta(days=int(serial[1]))).isoformat(), ""
        slashed = _SLASHED.fullmatch(typed)
        if slashed and int(slashed[2]) > 12 >= int(slashed[1]):
            return f"{slashed[2]}.{slashed[1]}.{slashed[3]}", MONTH_FIRST
        if not self._year_is_said and self._lacks_year(typed):
            return typed, NO_YEAR
        return typed, ""

    def _lacks_year(self, typed: str) -> bool:
        try:
            return parse_partial_date(typed, self._day) != parse_partial_date(
                typed, self._day - timedelta(days=3 * 365)
            )
        except DateProblem:
            return False


def _link(text: str) -> str:
    """Return a web address as a browser opens it: ``www.bremen.de`` → ``https://www.bremen.de``."""
    if _BARE_LINK.fullmatch(text):
        return f"https://{text}"
    return re.sub(r"^https?://", lambda found: found[0].lower(), text, flags=re.IGNORECASE)


def addresses(text: str) -> list[str]:
    """Return the e-mail addresses in a cell: the field takes the first, the others go to the notes."""
    return _ADDRESS.findall(text)


class _Posted:
    """What was typed into one field, as a form that was sent."""

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        self._name, self._texts = name, texts

    def __contains__(self, name: object) -> bool:
        return name == self._name

    def __iter__(self) -> Iterator[str]:
        return iter((self._name,))

    def getlist(self, name: str) -> list[str]:
        return list(self._texts) if name == self._name else []

    def get(self, name: str) -> str | None:
        return self._texts[0] if name == self._name and self._texts else None


def _told(field: Any, error: Any, text: str) -> Problem:
    if isinstance(field, EnumField | ManyField):
        return Problem("", N_("None of the words for it: “%(typed)s”"), {"typed": text})
    return error if isinstance(error, Problem) else Problem("", str(error))


def _number(text: str, field: NumberField) -> str:
    """Return a number as the form takes it: no thousands, at most one decimal sign."""
    counted = _COUNTED.fullmatch(text.strip())
    typed = re.sub(r"[\s\u00a0\u202f'’]", "", counted[1] if counted and not field.decimals else text)
    if field.decimals and (degrees := coordinates.angle(text)) is not None:
        return repr(degrees)
    if _TURKISH_NUMBER.fullmatch(typed):
        typed = typed.replace(".", "").replace(",", ".")
    elif _ENGLISH_NUMBER.fullmatch(typed):
        typed = typed.replace(",", "")
    elif not field.decimals and _THOUSANDS.fullmatch(typed):
        typed = re.sub("[.,]", "", typed)
    return re.sub(r"[.,]0+$", "", typed) if not field.decimals else typed


def written(value: Any) -> str:
    """Write a value down so that it can be kept and compared, the same in every language.

    A day is ``2023-10-25``, a month ``2023-10``, a year ``2023``, what lasted ``2023-10-09/2023-10-12``, some
    day between two ``2023-10-09..2023-10-12``; a disputed date ends in ``?``. A member of a vocabulary is its
    value, yes is ``yes``.
    """
    match value:
        case PartialDate():
            text = _written_date(value)
        case StrEnum():
            text = value.value
        case bool():
            text = "yes" if value else "no"
        case date():
            text = value.isoformat()
        case time():
            text = value.strftime("%H:%M")
        case float():
            text = f"{value:g}" if value.is_integer() else repr(value)
        case list() | tuple():
            text = "; ".join(written(one) for row in value for one in _cells(row))
        case _:
            text = "" if value is None else str(value)
    return text


def _cells(row: Any) -> Sequence[Any]:
    return tuple(row.values()) if isinstance(row, Mapping) else (row,)


def _written_date(value: PartialDate) -> str:
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return ""
    text = {
        "day": first.isoformat(),
        "month": f"{first:%Y-%m}",
        "year": f"{first:%Y}",
        "range": f"{first}..{last}",
    }.get(value.precision, f"{first}/{last}")
    return f"{text}?" if value.certainty is Certainty.DOUBTFUL else text


def shown(text: str, t: Translator, vocabulary: type[StrEnum] | None = None) -> str:
    """Put what :func:`written` wrote into the reader's words.

    :param vocabulary: of the field, if it has one.
    """
    if vocabulary is not None:
        members = {one.value: one for one in vocabulary}
        return "; ".join(t(label(members[one])) if one in members else one for one in text.split("; "))
    if (kept := _KEPT_DATE.fullmatch(text)) and "-" in text:
        return t.partial(_read_back(kept))
    return text


def _read_back(kept: re.Match[str]) -> PartialDate:
    first, sign, last, disputed = kept.groups()
    if last:
        ends = date.fromisoformat(first), date.fromisoformat(last)
        value = PartialDate(*ends, Certainty.EXACT if sign == "/" else Certainty.WITHIN)
    else:
        value = PartialDate.of(*map(int, first.split("-")))
    return PartialDate(value.earliest, value.latest, Certainty.DOUBTFUL) if disputed else value


def words_for(form: type[Form], field: str) -> type[StrEnum] | None:
    """Return the vocabulary of a field of a form, if it has one."""
    unbound = getattr(form, field, None)
    found = unbound.kwargs.get("of") if unbound is not None else None
    return found if isinstance(found, type) else None
