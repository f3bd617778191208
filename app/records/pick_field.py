"""The field that picks one of a few rows, which the page lays before the reader."""

import re
from collections.abc import Sequence
from typing import Any

import wtforms

from app.i18n import N_
from app.records.fields import Refused, Spoken


class PickField(Spoken, wtforms.StringField):
    """The id of a row, or nothing; :attr:`offers` is set before the form is checked.

    :param blank: the word for nothing.
    """

    kind = "user"  # drawn as a list that opens, however few there are

    def __init__(self, *args: Any, blank: str, **kwargs: Any) -> None:
        """Take the word for nothing."""
        super().__init__(*args, **kwargs)
        self.blank = blank
        self.offers: Sequence[tuple[int, str]] = ()

    def process_data(self, value: Any) -> None:
        """Take an id or nothing."""
        self.data = value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the id."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if re.fullmatch(r"-?\d{1,9}", text) else text or None

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered.

        :raises Refused: it was not.
        """
        if self.data is not None and self.data not in {id_ for id_, _ in self.offers}:
            raise Refused(N_("Choose one from the list"))

    @property
    def choices_view(self) -> list[tuple[str, str, bool]]:
        """Value, words and whether it is chosen, nothing first."""
        blank = ("", self.root.t(self.blank), self.data is None)
        return [blank, *((str(id_), words, id_ == self.data) for id_, words in self.offers)]
