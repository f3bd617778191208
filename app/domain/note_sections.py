"""The sections of information notes, and the heading under which each stands."""

from collections.abc import Mapping

from app.i18n import N_
from models.vocabulary import NoteKind

_HEADINGS: Mapping[str, str] = {
    "summary": N_("Summary"),
    "where": N_("The city"),
    "offices": N_("Offices"),
    "contact": N_("Us and them"),
    "lands": N_("The country represented and us"),
    "ties": N_("Our ties"),
    "networks": N_("Networks"),
    "meetings": N_("Visits"),
    "letters": N_("Letters"),
    "together": N_("Projects and events"),
    "promises": N_("Open promises"),
    "people": N_("People"),
    "advice": N_("What to say, and what not"),
}
_OF_A_KIND: Mapping[tuple[NoteKind, str], str] = {
    (NoteKind.VISIT, "summary"): N_("The visit"),
    (NoteKind.VISIT, "who"): N_("Who comes"),
    (NoteKind.COUNTRY, "who"): N_("The country"),
    (NoteKind.ORGANISATION, "who"): N_("The organisation"),
    (NoteKind.PERSON, "who"): N_("The person"),
}


def heading_of(anchor: str, kind: NoteKind | None = None) -> str:
    """Return the heading of a section as a msgid; of one that no note has any more, its anchor.

    :param kind: of the note; some headings differ by it.
    """
    own = _OF_A_KIND.get((kind, anchor)) if kind else None
    return own or _HEADINGS.get(anchor, anchor)
