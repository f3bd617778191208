"""What an editor saw of a form that is no record's, so that two editors never overwrite each other.

A record says it with its version, and the trail brings back what stood there. The texts of the house and
reference data have neither: their form carries a digest of each field as it was read.
"""

import hashlib
import json
from typing import Any

from app.errors import Stale
from app.records.fields import TextField
from app.records.form import Form
from app.records.plain import typed

_LENGTH = 12


class Seal(TextField):
    """A digest of each field of a form, as it was read."""

    kind = "hidden"
    limit = 4000


class SealedForm(Form):
    """A form that carries what was read, and never shows it."""

    seen = Seal()

    def told(self) -> dict[str, Any]:
        """Return column → value, without what the page carries along."""
        return {name: value for name, value in self.values().items() if name != "seen"}

    @classmethod
    def told_names(cls) -> frozenset[str]:
        """Return the names under which it is told."""
        return cls.columns() - {"seen"}


def seal(stored: SealedForm) -> str:
    """Return what a form carries that is bound to what is stored."""
    return " ".join(f"{name}:{digest}" for name, digest in digests(stored).items())


def ensure_unchanged(form: Any, stored: SealedForm) -> None:
    """Go on only where nothing was saved since a form was read.

    :param stored: the same form, bound to what is stored by now.
    :raises Stale: somebody saved it in the meantime.
    """
    if form.seen.data != seal(stored):
        raise Stale(type(form).__name__)


def digests(form: Any) -> dict[str, str]:
    """Return field → digest of what it holds."""
    return {field.name: _digest(typed(field)) for field in form if field.kind != "hidden"}


def read_digests(form: Any) -> dict[str, str]:
    """Return field → digest of what its editor read, as far as a form tells it."""
    return dict(one.split(":", 1) for one in form.seen.data.split() if ":" in one)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:_LENGTH]
