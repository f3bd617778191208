"""The field in which a file is chosen."""

from collections.abc import Sequence
from typing import Any

import wtforms

from app.files.kinds import KINDS
from app.files.uploads import Upload
from app.i18n import N_
from app.records.fields import Refused, Spoken


class FileField(Spoken, wtforms.FileField):
    """A file: ``data`` is an :class:`~app.files.uploads.Upload` or None. It is never shown again."""

    kind = "file"
    accept = ",".join(f".{extension}" for extension in KINDS)

    def process_data(self, value: Any) -> None:
        """Take nothing: a record has no file that could stand in the field."""
        self.data = None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the file.

        :raises Refused: it is not taken, or only its name came back after a session had ended.
        """
        sent = valuelist[0] if valuelist else None
        self.data = sent if isinstance(sent, Upload) else None
        if self.data is not None and self.data.problem is not None:
            problem = self.data.problem
            raise Refused(problem.message, **problem.values)
        if isinstance(sent, str) and sent:
            raise Refused(N_("Choose the file once more: %(name)s"), name=sent)

    def ask_again(self) -> None:
        """Say that a browser does not keep a file in a form that was refused."""
        if self.data is not None and not self.errors:
            self.errors = [self.root.t(N_("Choose the file once more: %(name)s"), name=self.data.name)]
