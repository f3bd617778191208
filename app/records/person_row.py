"""Rows about people, whose name is the text of a day beside the link to a record."""

from typing import Any

from app.i18n import N_
from app.records.fields import TextField
from app.records.form import RowForm
from app.records.reference_field import ReferenceField


class CarriedName(TextField):
    """The name of somebody who has no record, so that a form in which nobody touches the row keeps it."""

    kind = "hidden"


class PersonRowForm(RowForm):
    """Somebody with a record, or with nothing but a name that was taken down."""

    person = ReferenceField(N_("Full name"), of=["person"], creates="person")
    name = CarriedName()

    def process(self, formdata: Any = None, obj: Any = None, *args: Any, **kwargs: Any) -> None:
        """Read the row; of who has a record the name follows from there (docs/rules.md, R-12)."""
        super().process(formdata, obj, *args, **kwargs)
        if not formdata and self.person.data is not None:
            self.name.data = ""

    def values(self) -> dict[str, Any]:
        """Return column → value; a name is told where one is carried."""
        told = super().values()
        if not told["name"]:
            del told["name"]
        return told

    @property
    def unlinked(self) -> str:
        """The name of somebody who has no record."""
        return "" if self.person.data is not None else str(self.name.data or "")
