"""Texts of letters with placeholders, and what stands in their place. Pure.

A placeholder is a name in double braces and nothing else: what is put in its place is text and is never read
again, so braces in a name stay braces. The texts that a house begins with are in ``letter_texts.toml``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.errors import Problem
from app.i18n import N_
from models.vocabulary import LetterKind

_FILE = Path(__file__).with_suffix(".toml")
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LAST = re.compile(r"\{\{([^{}]*)\}\}\s*$")
_LONGEST_SHOWN = 60

PLACEHOLDERS: Mapping[str, str] = {
    "salutation": N_("form of address, such as: Your Excellency"),
    "name": N_("name of the recipient"),
    "title": N_("title of the recipient"),
    "organisation": N_("organisation of the recipient"),
    "country": N_("country of the recipient"),
    "city": N_("city of the recipient"),
    "occasion": N_("name of the occasion"),
    "year": N_("year of the occasion"),
    "years": N_("how many years the tie is old, for an anniversary"),
    "visit_day": N_("day of the visit"),
    "visit_subject": N_("subject of the visit"),
    "guests": N_("who came, or is to come"),
    "house": N_("name of our house"),
    "signatory": N_("who signs: the lines of the signature"),
}
"""What a text may name → what stands there then."""

IN_SHORT: Mapping[str, str] = {
    "subject": N_("subject"),
    "text": N_("text of the letter"),
    "salutation": N_("form of address"),
    "name": N_("name"),
    "title": N_("title of the recipient"),
    "organisation": N_("organisation"),
    "country": N_("country"),
    "city": N_("city"),
    "occasion": N_("name of the occasion"),
    "year": N_("year of the occasion"),
    "years": N_("how many years the tie is old"),
    "visit_day": N_("day of the visit"),
    "visit_subject": N_("subject of the visit"),
    "guests": N_("titles of the guests"),
    "house": N_("name of our house"),
    "signatory": N_("lines of the signature"),
}
"""What a letter lacks, or says in the other language → its name in a remark."""


class Text(NamedTuple):
    """The text of a kind of letter in both languages."""

    subject_tr: str
    subject_en: str
    text_tr: str
    text_en: str


@cache
def starting() -> Mapping[LetterKind, Text]:
    """Return the texts that a house begins with."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        LetterKind(kind): Text(**{name: text.strip() for name, text in one.items()})
        for kind, one in told.items()
    }


def named(text: str) -> Sequence[str]:
    """Return the placeholders that a text names, each once, known or not."""
    return list(dict.fromkeys(found.strip() for found in _BRACES.findall(text)))


def problems(field: str, text: str, known: Sequence[str] = tuple(PLACEHOLDERS)) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of a text: an unknown one is named."""
    unknown = [one for one in named(text) if one not in known]
    if unknown:
        told = ", ".join(one[:_LONGEST_SHOWN] or "{{ }}" for one in unknown)
        yield Problem(field, N_("Unknown placeholder: %(names)s"), {"names": told})
    elif "{{" in _BRACES.sub("", text) or "}}" in _BRACES.sub("", text):
        yield Problem(field, N_("Something in braces is no placeholder"))


def merged(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of the placeholders, once: what is in a value is not read again.

    Lines that have nothing left in them but a placeholder without a value go, and so do words that only
    lead to one: ``RSVP: {{ answer_by }}``, or a line that ends with a colon above lines that all went.
    """
    kept: list[str] = []
    some_went = some_stay = False
    for line in reversed(text.splitlines()):
        filled = _BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), line).rstrip()
        if not line.strip():
            if some_stay or not some_went:
                kept.append("")
            some_went = some_stay = False
        elif not filled or (
            filled.endswith(":") and (_leads_nowhere(line, values) or (some_went and not some_stay))
        ):
            some_went = True
        else:
            some_stay = True
            kept.append(filled)
    return "\n".join(reversed(kept)).strip()


def _leads_nowhere(line: str, values: Mapping[str, str]) -> bool:
    """Tell whether a line ends with a placeholder for which there is nothing to say."""
    last = _LAST.search(line)
    return last is not None and values.get(last[1].strip()) == ""


def without_value(text: str, values: Mapping[str, str]) -> Sequence[str]:
    """Return the placeholders of a text for which there is nothing to say."""
    return [one for one in named(text) if one in PLACEHOLDERS and not values.get(one)]
