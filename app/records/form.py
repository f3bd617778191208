"""Forms: WTForms as a parser, bound to what was posted, to the office's day and to a translator.

Nothing here talks to the database or to HTTP; ``values()`` of a form are what :mod:`app.records.kit` stores.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, ClassVar

import wtforms
from wtforms.fields.core import Field, UnboundField

from app.errors import Problem
from app.i18n import Translator
from app.records.fields import HiddenNumber, ManyField, Spoken, root_of
from app.records.reference_field import Chosen, ReferenceField

MAX_ROWS = 200


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
        return _columns(cls)

    @classmethod
    def label_of(cls, column: str) -> str:
        """Return the msgid of the label of a column's field.

        :raises AttributeError: the form has no such field.
        """
        unbound: UnboundField[Any] = getattr(cls, column)
        label: str = unbound.args[0]
        return label

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


@cache
def _columns(form: type[Form]) -> frozenset[str]:
    fields = ((name, getattr(form, name)) for name in dir(form))
    return frozenset(
        f"{name}_id" if issubclass(field.field_class, ReferenceField) else name
        for name, field in fields
        if isinstance(field, UnboundField)
    )


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

    @property
    def unlinked(self) -> str:
        """Who stands in the row and has no record that its first field could name; empty for nobody."""
        return ""


class RowsField(Spoken, wtforms.FieldList):  # type: ignore[type-arg]  # generic in the stubs only
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
    form = form_class(posted, obj=record, meta={"t": t, "today": today}, **preset)
    for name in getattr(record, "outdated", ()):
        field: Any = form[name]  # one of ours; the stubs know WTForms' own
        field.outdated = True
    return form
