"""What the reader proposes: values, the words they were read from, and what is unsure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as day
from typing import Any

from app.i18n import N_
from models.vocabulary import Direction, VisitMode

REASONS: Mapping[str, str] = {
    "misread_date": N_("The date was misread by a machine and put right"),
    "american_date": N_("The month stands before the day"),
    "no_date": N_("No date is printed"),
    "no_year": N_("No year is printed with the date"),
    "impossible_date": N_("There is no such day"),
    "whole_month": N_("Only the month is printed"),
    "other_year": N_("The year is not that of the list"),
    "out_of_order": N_("The date does not follow the one before it"),
    "other_weekday": N_("The weekday does not fit the date"),
    "spelling": N_("It is spelt differently in the reference data"),
    "unknown_place": N_("The reference data has no such place"),
    "namesakes": N_("Places in several countries have this name"),
    "one_word": N_("The name is a single word"),
    "no_name": N_("A title without a name"),
    "no_title": N_("A name without a title"),
    "where_the_name_begins": N_("It is not clear where the name begins"),
    "where_the_body_ends": N_("It is not clear where the organisation ends and the title begins"),
    "like_a_country": N_("A part of the name is also the name of a country or of its people"),
    "in_the_name": N_("The place is only a part of the organisation's name"),
    "host_or_guest": N_("It is not clear who receives and who visits"),
    "common_words": N_("The name is made of common words only"),
    "no_body": N_("No organisation is named"),
    "no_country": N_("No country can be told"),
    "several": N_("Several are named, the first is taken"),
    "two_modes": N_("The words speak for two modes"),
    "from_context": N_("Said for the whole list, not for this entry"),
    "derived": N_("It is not printed so, but made of other words"),
    "words_left": N_("Some words were not understood"),
}
"""Why a field is unsure."""

WHY_LEFT_OUT: Mapping[str, str] = {
    "heading": N_("A heading"),
    "task": N_("A task, not a visit"),
    "call": N_("A call or a letter, not a meeting"),
    "figures": N_("It reports figures"),
    "too_long": N_("Too long to be one visit"),
    "no_date": N_("No date and nobody who came"),
    "ours": N_("Only our own people are named"),
    "nobody": N_("Nobody is named who came"),
}
"""Why a passage is no visit."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody as printed that day.

    :param title: without its case ending; several are joined by ``; ``.
    """

    name: str
    title: str = ""
    organisation: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ProposedVisit:
    """A visit as the text tells it.

    :param spans: field → places in the text whose words say so; first and last character, as a slice.
    :param doubts: unsure field → key of :data:`REASONS`. ``titles`` stands for the titles of the persons.
    :param raw: the place of the whole entry.
    """

    date: day | None
    date_end: day | None
    mode: VisitMode | None
    direction: Direction | None
    persons: tuple[ProposedPerson, ...]
    organisation: str
    city: str
    country: str
    countries: tuple[str, ...]
    raw: Span
    text: str
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        return {
            "date": self.date.isoformat() if self.date else None,
            "date_end": self.date_end.isoformat() if self.date_end else None,
            "mode": self.mode.value if self.mode else "unknown",
            "direction": self.direction.value if self.direction else None,
            "persons": [
                {
                    "name": one.name,
                    "title": one.title or None,
                    "organisation": one.organisation or None,
                    "city": one.city or None,
                    "country": one.country or None,
                }
                for one in self.persons
            ],
            "organisation": self.organisation or None,
            "city": self.city or None,
            "country": self.country or None,
            "countries": list(self.countries),
            "raw": self.text,
            "doubts": sorted(self.doubts),
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage that is no visit.

    :param why: a key of :data:`WHY_LEFT_OUT`.
    """

    raw: Span
    text: str
    why: str
