"""Rules about texts of letters: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.domain.letter_texts import Text, problems
from app.errors import Problem
from models import LetterTemplate


def only_known_placeholders(template: LetterTemplate, today: date) -> Iterator[Problem]:
    """A placeholder that nobody can fill is named when the text is saved, and not when letters go out."""
    for field in Text._fields:
        yield from problems(field, getattr(template, field) or "")


RULES = (only_known_placeholders,)
