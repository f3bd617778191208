"""The field that names an account of the municipality."""

from collections.abc import Sequence
from typing import Any

import wtforms

from app.i18n import N_
from app.queries.accounts import Colleague
from app.records.fields import Refused, Spoken


class UserField(Spoken, wtforms.StringField):
    """One of the colleagues, or nobody yet. Name it after its column: ``owner_id``.

    Whom it may name is put into ``accounts`` by :func:`app.records.accounts.offer`; until then, nobody.
    """

    kind = "user"

    def __init__(self, *args: Any, blank: str = N_("Nobody yet"), **kwargs: Any) -> None:
        """Take the word for nobody."""
        super().__init__(*args, **kwargs)
        self.blank = blank
        self.accounts: Sequence[Colleague] = ()

    def process_data(self, value: int | None) -> None:
        """Take the id of an account."""
        self.data = value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the id.

        :raises Refused: it is no number.
        """
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if text and not (text.isdecimal() and len(text) < 10):
            raise Refused(N_("Choose one from the list"))
        self.data = int(text) if text else None

    def pre_validate(self, form: Any) -> None:
        """Refuse whom the list does not offer.

        :raises Refused: it is no account that may be named here.
        """
        if self.data is not None and self.data not in {account.id for account in self.accounts}:
            raise Refused(N_("Choose one from the list"))

    @property
    def choices_view(self) -> list[tuple[str, str, bool]]:
        """Value, name and whether it is chosen; nobody first."""
        names = [(str(account.id), self._name(account), account.id == self.data) for account in self.accounts]
        return [("", self.root.t(self.blank), self.data is None), *names]

    @property
    def text(self) -> str:
        """The name of who is chosen."""
        return next((self._name(account) for account in self.accounts if account.id == self.data), "")

    def _name(self, account: Colleague) -> str:
        closed = N_("%(name)s (account closed)")
        return account.name if account.is_active else str(self.root.t(closed, name=account.name))
