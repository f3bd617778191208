"""Forms: WTForms as a parser, with fields that know unknown, partial dates and references.

Nothing here talks to the database or to HTTP. A form is bound to what was posted, to the office's day and to
a translator; its ``values()`` are what :mod:`app.records.kit` stores.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, ClassVar, cast

import wtforms
from wtforms.fields.core import Field, UnboundField
from wtforms.validators import StopValidation, ValidationError

from app.domain.dates import DateProblem, parse_partial_date, parse_time
from app.errors import Problem
from app.i18n import N_, Translator
from app.labels import label
from models import PartialDate, Record

MEDIUM, LONG = 300, 20_000
MAX_ROWS = 200
_REFERENCE = re.compile(r"#(\d{1,18})\s*$")


class Refused(ValidationError):
    """A validator's or parser's refusal, in words that are translated when shown."""

    def __init__(self, message: str, **values: object) -> None:
        """Keep the msgid and its values; the field is known to WTForms."""
        super().__init__(_carried(Problem("", message, values)))


class Required:
    """Refuse an empty field with a sentence that says what to enter."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str) -> None:
        """Take the msgid that is shown."""
        self.message = message

    def __call__(self, form: wtforms.Form, field: Field) -> None:
        """Stop at an empty value, unless parsing already said something.

        :raises StopValidation: nothing was entered.
        """
        if field.errors:
            raise StopValidation
        if field.data in (None, "", PartialDate.unknown()):
            raise StopValidation(_carried(Problem("", self.message)))


@dataclass(frozen=True)
class Chosen:
    """A record that a reference field points to, as the interface shows it."""

    id: int
    label: str
    detail: str = ""

    @property
    def value(self) -> str:
        """What is posted for it."""
        return f"#{self.id}"


@dataclass(frozen=True)
class New:
    """A record to create in place, of which only the name is known."""

    name: str


@dataclass(frozen=True)
class Typed:
    """Text that still has to be matched with a record."""

    text: str


class _Spoken:
    """What all our fields share: a kind for the template, a clean value, translated choices."""

    kind: ClassVar[str]
    meta: Any
    data: Any  # the stubs know the values of WTForms, not those of our parsers

    @property
    def root(self) -> Any:
        """The meta of the outermost form, which carries the office's day and the translator."""
        return root_of(self.meta)

    def is_blank(self) -> bool:
        """Say whether the user left the field empty."""
        return self.data in (None, "", PartialDate.unknown())


class TextField(_Spoken, wtforms.StringField):
    """A line of text."""

    kind = "text"
    limit = MEDIUM

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Trim, and drop what no database keeps."""
        self.data = str(valuelist[0]).replace("\x00", "").strip() if valuelist else ""

    def process_data(self, value: Any) -> None:
        """Show nothing for nothing."""
        self.data = value or ""

    def pre_validate(self, form: Any) -> None:
        """Refuse more text than the field holds.

        :raises Refused: it is too long.
        """
        if len(self.data or "") > self.limit:
            raise Refused(
                N_("Enter at most %(limit)s characters; there are %(length)s now"),
                limit=self.limit,
                length=len(self.data or ""),
            )


class LongTextField(TextField):
    """Several lines of text."""

    kind = "long"
    limit = LONG


class EmailField(TextField):
    """An e-mail address."""

    kind = "email"

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot be an address.

        :raises Refused: there is no name or no host.
        """
        super().pre_validate(form)
        if self.data and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", self.data):
            raise Refused(N_("Enter an e-mail address such as ad.soyad@example.org"))


class LinkField(TextField):
    """A web address."""

    kind = "text"

    def pre_validate(self, form: Any) -> None:
        """Refuse everything that a browser would not open as a page.

        :raises Refused: it is not http or https.
        """
        super().pre_validate(form)
        if self.data and not re.fullmatch(r"https?://[^\s<>\"']+", self.data):
            raise Refused(N_("Enter a web address that begins with https://"))


class PasswordField(TextField):
    """A secret; its text is neither trimmed nor shown again."""

    kind = "password"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep every character."""
        self.data = str(valuelist[0]) if valuelist else ""


class FlagField(_Spoken, wtforms.BooleanField):
    """Yes or no."""

    kind = "flag"

    def is_blank(self) -> bool:
        """Never count as something entered."""
        return True


class HiddenNumber(_Spoken, wtforms.IntegerField):
    """A number the page carries along."""

    kind = "hidden"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take digits; anything else is nothing."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if re.fullmatch(r"\d{1,18}", text) else None

    def is_blank(self) -> bool:
        """Never count as something entered."""
        return True


class NumberField(_Spoken, wtforms.StringField):
    """A whole number, or a decimal one with ``decimals``."""

    kind = "number"

    def __init__(
        self,
        *args: Any,
        least: float,
        most: float,
        decimals: bool = False,
        **kwargs: Any,
    ) -> None:
        """Take the smallest and greatest value, both allowed."""
        super().__init__(*args, **kwargs)
        self.least, self.most, self.decimals = least, most, decimals
        self.text = ""

    def process_data(self, value: Any) -> None:
        """Show the stored number."""
        self.data = value
        self.text = "" if value is None else str(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the number, with a decimal comma or point.

        :raises Refused: it is none, or out of bounds.
        """
        self.text, self.data = (str(valuelist[0]).strip() if valuelist else ""), None
        if not self.text:
            return
        pattern = r"-?\d{1,12}([.,]\d{1,12})?" if self.decimals else r"-?\d{1,12}"
        if not re.fullmatch(pattern, self.text):
            raise Refused(N_("Enter a number in figures"))
        number = float(self.text.replace(",", ".")) if self.decimals else int(self.text)
        if not self.least <= number <= self.most:
            shown = self.root.t.number
            bounds = {"least": shown(self.least), "most": shown(self.most)}
            raise Refused(N_("Enter a number from %(least)s to %(most)s"), **bounds)
        self.data = number


class EnumField(_Spoken, wtforms.StringField):
    """One member of a vocabulary, or unknown; unknown is offered as a choice of its own."""

    kind = "choice"

    def __init__(
        self,
        *args: Any,
        of: type[StrEnum],
        blank: str | None = N_("Unknown"),
        members: Iterable[StrEnum] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the vocabulary and the word for unknown (None: a member must be chosen)."""
        super().__init__(*args, **kwargs)
        self.of, self.blank, self.members = of, blank, tuple(members or of)

    def process_data(self, value: Any) -> None:
        """Take a member or nothing."""
        self.data = value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the member.

        :raises Refused: there is no such member.
        """
        text = str(valuelist[0]) if valuelist else ""
        self.data = None if self.blank else self.default
        if not text:
            return
        if text not in {member.value for member in self.members}:
            raise Refused(N_("Choose one from the list"))
        self.data = self.of(text)

    @property
    def choices_view(self) -> list[tuple[str, str, bool]]:
        """Value, translated label and whether it is chosen, unknown first."""
        t: Translator = self.root.t
        blank = [("", t(self.blank), self.data is None)] if self.blank else []
        return blank + [(member.value, t(label(member)), member == self.data) for member in self.members]


class ManyField(_Spoken, wtforms.Field):
    """Any number of members of a vocabulary. ``values()`` tells them as rows of one column."""

    kind = "many"

    def __init__(self, *args: Any, of: type[StrEnum], column: str, **kwargs: Any) -> None:
        """Take the vocabulary, and the column of the part that holds a member."""
        super().__init__(*args, **kwargs)
        self.of, self.column = of, column

    def process_data(self, value: Any) -> None:
        """Take the rows of a record."""
        self.data = [getattr(row, self.column) for row in value or ()]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the members.

        :raises Refused: there is no such member.
        """
        known = {member.value for member in self.of}
        self.data = []
        if not known.issuperset(valuelist):
            raise Refused(N_("Choose from the list"))
        self.data = [member for member in self.of if member.value in valuelist]

    @property
    def choices_view(self) -> list[tuple[str, str, bool]]:
        """Value, translated label and whether it is chosen."""
        t: Translator = self.root.t
        return [(member.value, t(label(member)), member in self.data) for member in self.of]

    def rows(self) -> list[dict[str, Any]]:
        """Return what was chosen as rows of a part."""
        return [{self.column: member} for member in self.data]


class PartialDateField(_Spoken, wtforms.StringField):
    """A date as precisely as it is known, in the words people use on the phone."""

    kind = "date"

    def process_data(self, value: Any) -> None:
        """Show a stored date so that it can be read back."""
        self.data = value or PartialDate.unknown()
        self.text = self.root.t.partial(self.data) if self.data.is_known else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Understand what was typed.

        :raises Refused: it is no date.
        """
        stored: PartialDate = self.data or PartialDate.unknown()
        self.text, self.data = (str(valuelist[0]).strip() if valuelist else ""), PartialDate.unknown()
        if stored.is_known and self.text == self.root.t.partial(stored):
            self.data = stored
            return
        try:
            self.data = parse_partial_date(self.text, self.root.today)
        except DateProblem as problem:
            raise Refused(problem.message, **problem.values) from problem

    @property
    def understood(self) -> str | None:
        """What the date was taken for, with its weekday."""
        return self.root.t.partial_long(self.data) if self.data.is_known else None


class DayField(PartialDateField):
    """A whole day or nothing."""

    def process_data(self, value: Any) -> None:
        """Take a stored day."""
        super().process_data(PartialDate.on(value) if value else None)
        self.data = value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Understand what was typed.

        :raises Refused: it is no single day.
        """
        self.data = None
        super().process_formdata(valuelist)
        known: PartialDate = self.data
        if known.is_known and known.precision != "day":
            self.data = None
            raise Refused(N_("Enter a whole date: day, month and year"))
        self.data = known.earliest

    @property
    def understood(self) -> str | None:
        """The day with its weekday."""
        return self.root.t.partial_long(PartialDate.on(self.data)) if self.data else None


class TimeField(_Spoken, wtforms.StringField):
    """A time of day."""

    kind = "time"

    def process_data(self, value: time | None) -> None:
        """Show a stored time."""
        self.data = value
        self.text = value.strftime("%H:%M") if value else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read ``14:00``, ``14.00``, ``1400`` or ``14``.

        :raises Refused: it is none of these.
        """
        self.text, self.data = (str(valuelist[0]).strip() if valuelist else ""), None
        if self.text:
            try:
                self.data = parse_time(self.text)
            except DateProblem as problem:
                raise Refused(problem.message, **problem.values) from problem


class ReferenceField(_Spoken, wtforms.StringField):
    """Another record: chosen (``#12``), to be created (``+Name``), or typed and still to be matched.

    ``data`` is a :class:`Chosen`, :class:`New`, :class:`Typed` or None; :mod:`app.records.references` turns
    the last three into records or offers.
    """

    kind = "reference"

    def __init__(self, *args: Any, of: Sequence[str], creates: str | None = None, **kwargs: Any) -> None:
        """Take the kinds of record that may be named and the kind that is created in place."""
        super().__init__(*args, **kwargs)
        self.of, self.creates = tuple(of), creates
        self.offers: list[Chosen] = []

    @property
    def kinds(self) -> str:
        """The kinds, as the address of suggestions wants them."""
        return ",".join(self.of)

    @property
    def creatable(self) -> bool:
        """Whether a name that is not on record may be created here."""
        return self.creates is not None

    def process_data(self, value: Any) -> None:
        """Take a loaded record, or a choice prepared by the server."""
        self.data = Chosen(value.id, self.root.t.title(value)) if isinstance(value, Record) else value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was chosen or typed; an answer to an offer wins.

        :raises Refused: the text is longer than any name.
        """
        text = str(valuelist[0]).replace("\x00", "").strip() if valuelist else ""
        self.data = None
        if len(text) > MEDIUM:
            self.data = Typed(text)
            raise Refused(
                N_("Enter at most %(limit)s characters; there are %(length)s now"),
                limit=MEDIUM,
                length=len(text),
            )
        if found := _REFERENCE.search(text):
            self.data = Chosen(int(found[1]), text[: found.start()].strip())
        elif text.startswith("+") and text[1:].strip():
            self.data = New(text[1:].strip())
        elif text:
            self.data = Typed(text)

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        """Let the answer to an offer (``<name>-choice``) stand for the field."""
        answer = f"{self.name}-choice"
        if formdata is not None and formdata.get(answer):
            formdata = _Answered(formdata, {self.name: formdata.get(answer)})
        super().process(formdata, data, extra_filters)

    @property
    def text(self) -> str:
        """What stands in the field where there is no script."""
        match self.data:
            case Chosen(id=id_, label=text):
                return f"{text} #{id_}".strip()
            case New(name=name):
                return f"+{name}"
            case Typed(text=text):
                return text
        return ""

    @property
    def chosen(self) -> Chosen | None:
        """The record chosen, if one is."""
        if isinstance(self.data, New):
            return None
        return self.data if isinstance(self.data, Chosen) else None


class _Answered:
    """Posted data in which single fields are replaced."""

    def __init__(self, formdata: Any, answers: Mapping[str, str]) -> None:
        self._formdata, self._answers = formdata, answers

    def __contains__(self, name: object) -> bool:
        return name in self._answers or name in self._formdata

    def __iter__(self) -> Iterator[str]:
        return iter(self._formdata)

    def getlist(self, name: str) -> list[str]:
        return [self._answers[name]] if name in self._answers else self._formdata.getlist(name)


class Form(wtforms.Form):
    """Base of all forms."""

    kind = "form"

    @property
    def root(self) -> Any:
        """The meta of the outermost form, which carries ``t`` and ``today``."""
        return root_of(self.meta)

    @classmethod
    def columns(cls) -> frozenset[str]:
        """Return the names under which ``values()`` tells what was entered."""
        fields = ((name, getattr(cls, name)) for name in dir(cls))
        return frozenset(
            f"{name}_id" if issubclass(field.field_class, ReferenceField) else name
            for name, field in fields
            if isinstance(field, UnboundField)
        )

    def values(self) -> dict[str, Any]:
        """Return column → value: references under ``<name>_id``, rows as lists of such dicts."""
        told: dict[str, Any] = {}
        for name, field in self._fields.items():
            if isinstance(field, ReferenceField):
                told[f"{name}_id"] = field.data.id if isinstance(field.data, Chosen) else None
            elif isinstance(field, RowsField):
                told[name] = [entry.form.values() for entry in field.entries]
            elif isinstance(field, ManyField):
                told[name] = field.rows()
            else:
                told[name] = field.data
        return told

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field and put what is refused into the reader's words."""
        valid = super().validate(extra_validators)
        for field in self._fields.values():
            if not isinstance(field, RowsField):
                field.errors = [say(self.root.t, error) for error in field.errors]
        return valid

    def walk(self) -> Iterator[Field]:
        """Yield every field, those of rows too, in the order of the page."""
        for field in self._fields.values():
            yield field
            if isinstance(field, RowsField):
                for entry in field.entries:
                    yield from entry.form.walk()

    def fail(self, name: str, message: str, **values: object) -> None:
        """Put a refusal beside a field; a name the form does not have goes to the top of the page.

        ``delegates.2.title_tr`` names a field of the third row.
        """
        target: Any = self
        for step in name.split("."):
            if isinstance(target, RowsField) and step.isdigit() and int(step) < len(target.entries):
                target = target.entries[int(step)].form
            elif not isinstance(target, RowsField) and step in getattr(target, "_fields", {}):
                target = target._fields[step]  # WTForms has no other access by name here
            else:
                break
        sentence = self.root.t(message, **values)
        if isinstance(target, Form):
            self.form_errors = [*self.form_errors, sentence]
        else:
            target.errors = [*target.errors, sentence]

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """Every refusal in the order of the page: id of the field, its label, the sentence."""
        t: Translator = self.root.t
        found = [("", "", str(error)) for error in self.form_errors]
        for field in self.walk():
            found += [
                (field.id, t(field.label.text), error) for error in field.errors if isinstance(error, str)
            ]
        return found

    def has_errors(self) -> bool:
        """Say whether anything was refused."""
        return bool(self.error_list)


class RowField(wtforms.FormField):  # type: ignore[type-arg]  # generic in the stubs only
    """One row of a list of rows."""

    def is_blank(self) -> bool:
        """Say whether nothing was entered in the row."""
        return all(
            field.is_blank() for name, field in self.form._fields.items() if name not in self.form.preset
        )


class RowForm(Form):
    """Base of the forms of parts: ``id`` says which stored row it is."""

    preset: ClassVar[frozenset[str]] = frozenset()
    id = HiddenNumber()


class RowsField(_Spoken, wtforms.FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """Any number of rows of one form; rows left empty do not exist."""

    kind = "rows"
    max_entries: int
    # What the stubs leave out:
    _form: Form
    _translations: Any
    _compact_indices: Callable[[], None]

    def __init__(self, form: type[RowForm], label: str, **kwargs: Any) -> None:
        """Take the form of a row."""
        super().__init__(RowField(form), label, max_entries=MAX_ROWS, **kwargs)
        self.row_form = form

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        """Read the rows and forget the empty ones."""
        super().process(formdata, data, extra_filters)
        if formdata:
            self.entries = [entry for entry in self.entries if not entry.is_blank()]
            self._compact_indices()

    @property
    def blank(self) -> Any:
        """An empty row whose names contain ``__index__``, for the page to copy."""
        field = self.meta.bind_field(
            self._form,
            self.unbound_field,
            {
                "name": f"{self.name}-__index__",
                "id": f"{self.id}-__index__",
                "_meta": self.meta,
                "translations": self._translations,
            },
        )
        field.process(None)
        return field


def root_of(meta: Any) -> Any:
    """Return the meta of the outermost form of a row, or of a row of a row."""
    while (parent := getattr(meta, "_parent_form", None)) is not None:
        meta = parent.meta
    return meta


def _carried(problem: Problem) -> str:
    """Pass a refusal where the stubs expect a sentence; WTForms only hands it on to :func:`say`."""
    return cast("str", problem)


def say(t: Translator, error: Any) -> str:
    """Put a refusal into words."""
    return t(error.message, **error.values) if isinstance(error, Problem) else t(str(error))


def bind(
    form_class: type[Form],
    t: Translator,
    today: date,
    *,
    posted: Any = None,
    record: Any = None,
    **preset: Any,
) -> Any:
    """Bind a form to what was posted, or to a record to edit, or to preset values of a new one.

    :param posted: a multi-dict, or None where nothing was posted.
    """
    return form_class(posted, obj=record, meta={"t": t, "today": today}, **preset)
