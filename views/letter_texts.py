"""Texts of the house for letters: a new one begins with the words that Elçi brings."""

from typing import Any

from flask import request

from app.domain.letter_texts import PLACEHOLDERS, starting
from app.records.letter_templates import LETTER_TEMPLATE
from models import LetterTemplate
from models.vocabulary import LetterKind
from views.records import RecordPages


class LetterTextPages(RecordPages[LetterTemplate]):
    """A text's page lists what its placeholders stand for."""

    def extras(self, record: LetterTemplate) -> dict[str, Any]:
        """The placeholders, for who changes the text."""
        return {"placeholders": PLACEHOLDERS}

    def preset(self) -> dict[str, Any]:
        """Begin with the starting text of the kind that the address names."""
        kind = request.args.get("kind", "")
        if kind not in {one.value for one in LetterKind}:
            return {}
        return {"letter_kind": LetterKind(kind), **starting()[LetterKind(kind)]._asdict()}


LETTER_TEXT_PAGES = LetterTextPages(LETTER_TEMPLATE)
