"""The base of every noun's form."""

from app.records.fields import HiddenNumber, TextField
from app.records.form import Form


class FormKey(TextField):
    """A random key of the page: a form sent twice is recognised by it."""

    kind = "hidden"
    limit = 64


class RecordForm(Form):
    """What every form of a record carries along, and never shows."""

    seen_version = HiddenNumber()
    form_key = FormKey()
