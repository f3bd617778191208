"""The field that names another record: chosen, to be created, or typed and still to be matched."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms

from app.i18n import N_
from app.records.fields import MEDIUM, Refused, Spoken, cleaned
from models import Record

_REFERENCE = re.compile(r"#(\d{1,18})\s*$")


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


class ReferenceField(Spoken, wtforms.StringField):
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
        text = cleaned(str(valuelist[0])) if valuelist else ""
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
