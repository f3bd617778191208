"""Fields that know unknown, partial dates and vocabularies. WTForms as a parser: no database, no HTTP."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from enum import StrEnum
from typing import Any, ClassVar, cast

import wtforms
from wtforms.fields.core import Field
from wtforms.validators import StopValidation, ValidationError

from app.domain.dates import DateProblem, parse_partial_date, parse_time
from app.errors import Problem
from app.i18n import N_, Translator
from app.labels import label
from app.records.languages import as_offered
from models import PartialDate

MEDIUM, LONG = 300, 20_000
TOO_LONG = N_("Enter at most %(limit)s characters; there are %(length)s now")


class Refused(ValidationError):
    """A validator's or parser's refusal, in words that are translated when shown."""

    def __init__(self, message: str, **values: object) -> None:
        """Keep the msgid and its values; the field is known to WTForms."""
        super().__init__(_carried(Problem("", message, values)))


FIVE_FIGURES = 10_000
NOTHING: tuple[object, ...] = (None, "", [], PartialDate.unknown())
"""The data of a field that was left empty."""


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
        if field.data in NOTHING:
            raise StopValidation(_carried(Problem("", self.message)))


def cleaned(text: str) -> str:
    """Trim a text, and drop what no database keeps."""
    return text.replace("\x00", "").strip()


class Spoken:
    """What all our fields share: a kind for the template, a clean value, translated choices."""

    kind: ClassVar[str]
    outdated = False  # whether this is a translation, and its original was changed later
    meta: Any
    data: Any  # the stubs know the values of WTForms, not those of our parsers
    process_errors: Sequence[Any]

    @property
    def root(self) -> Any:
        """The meta of the outermost form, which carries the office's day and the translator."""
        return root_of(self.meta)

    def is_blank(self) -> bool:
        """Say whether the user left the field empty; what cannot be read is not nothing."""
        return not self.process_errors and self.data in NOTHING


class TextField(Spoken, wtforms.StringField):
    """A line of text."""

    kind = "text"
    limit = MEDIUM

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Trim, and drop what no database keeps."""
        self.data = cleaned(str(valuelist[0])) if valuelist else ""

    def process_data(self, value: Any) -> None:
        """Show nothing for nothing."""
        self.data = value or ""

    def pre_validate(self, form: Any) -> None:
        """Refuse more text than the field holds.

        :raises Refused: it is too long.
        """
        if len(self.data or "") > self.limit:
            raise Refused(TOO_LONG, limit=self.limit, length=len(self.data or ""))


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


class FlagField(Spoken, wtforms.BooleanField):
    """Yes or no."""

    kind = "flag"

    def is_blank(self) -> bool:
        """Never count as something entered."""
        return True


class HiddenNumber(Spoken, wtforms.IntegerField):
    """A number the page carries along."""

    kind = "hidden"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take digits; anything else is nothing."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if re.fullmatch(r"\d{1,18}", text) else None

    def is_blank(self) -> bool:
        """Never count as something entered."""
        return True


class NumberField(Spoken, wtforms.StringField):
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
        pattern = r"-?\d{1,12}([.,]\d{1,12})?" if self.decimals else r"-?(\d{1,12}|[1-9]\d{0,2}([.,]\d{3})+)"
        if not re.fullmatch(pattern, self.text):
            raise Refused(N_("Enter a number in figures"))
        number = float(self.text.replace(",", ".")) if self.decimals else int(re.sub("[.,]", "", self.text))
        if not self.least <= number <= self.most:
            bounds = {"least": self._bound(self.least), "most": self._bound(self.most)}
            raise Refused(N_("Enter a number from %(least)s to %(most)s"), **bounds)
        self.data = number

    def _bound(self, number: float) -> str:
        """Say a bound as exactly as it is; years, and others as short, without a mark between the figures."""
        is_short = not self.decimals and 0 < self.most < FIVE_FIGURES
        return str(number) if is_short else self.root.t.exact_number(number)


class EnumField(Spoken, wtforms.StringField):
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
        members = as_offered(self.members, t)
        return blank + [(member.value, t(label(member)), member == self.data) for member in members]


class ManyField(Spoken, wtforms.Field):
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


class PartialDateField(Spoken, wtforms.StringField):
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
        try:
            super().process_formdata(valuelist)
        except Refused:
            self.data = None
            raise
        known: PartialDate = self.data
        if known.is_known and known.precision != "day":
            self.data = None
            raise Refused(N_("Enter a whole date: day, month and year"))
        self.data = known.earliest

    @property
    def understood(self) -> str | None:
        """The day with its weekday."""
        return self.root.t.partial_long(PartialDate.on(self.data)) if self.data else None


class TimeField(Spoken, wtforms.StringField):
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


def root_of(meta: Any) -> Any:
    """Return the meta of the outermost form of a row, or of a row of a row."""
    while (parent := getattr(meta, "_parent_form", None)) is not None:
        meta = parent.meta
    return meta


def _carried(problem: Problem) -> str:
    """Pass a refusal where the stubs expect a sentence; WTForms only hands it on to :func:`say`."""
    return cast("str", problem)
