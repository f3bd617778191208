"""Amounts of money, and the currency they are in, as people type them."""

import re
from collections.abc import Sequence
from typing import Any

import wtforms

from app.i18n import N_
from app.records.fields import Refused, Spoken, TextField

_IN_GROUPS = r"[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?"
_PLAIN = r"\d{1,14}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(f"{_IN_GROUPS}|{_PLAIN}")
_WRITTEN = {"₺": "TRY", "TL": "TRY", "€": "EUR", "EURO": "EUR", "AVRO": "EUR", "$": "USD", "£": "GBP"}


class AmountField(Spoken, wtforms.StringField):
    """An amount of whole money and two decimals: ``1.446.875,00``, ``1,446,875.00``, ``1446875``."""

    kind = "number"
    data: Any
    text = ""

    def process_data(self, value: Any) -> None:
        """Show the stored amount, without an exponent."""
        self.data = value
        self.text = "" if value is None else f"{value:.2f}".removesuffix(".00")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the amount; one mark before exactly three figures parts thousands, in either language.

        Nothing is thousands that begins with 0, and two marks are not both of thousands: such is refused.

        :raises Refused: it is no amount.
        """
        self.text, self.data = (str(valuelist[0]).strip() if valuelist else ""), None
        if not self.text:
            return
        written = re.sub(r"[  ]", " ", self.text)
        if not _AMOUNT.fullmatch(written):
            example = self.root.t.number(1_446_875.25)
            raise Refused(N_("Enter an amount in figures, such as %(amount)s"), amount=example)
        decimals = re.search(r"[.,](\d{1,2})$", written)
        whole = written[: decimals.start()] if decimals else written
        self.data = float(re.sub(r"\D", "", whole) + "." + (decimals[1] if decimals else "0"))


class CurrencyField(TextField):
    """A currency, by its code or by how it is written: ``EUR``, ``eur``, ``€``."""

    kind = "code"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the code."""
        super().process_formdata(valuelist)
        code = (self.data or "").translate(str.maketrans("ıi", "II")).upper()
        self.data = _WRITTEN.get(code, code)
