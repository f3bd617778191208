"""Words for the events of the trail."""

from app.i18n import N_

_VERBS = {
    "created": N_("created the record"),
    "edited": N_("changed the record"),
    "binned": N_("moved the record to the bin"),
    "restored": N_("took the record out of the bin"),
    "translated": N_("confirmed the English texts"),
    "held": N_("marked the visit as held"),
    "signed": N_("recorded the signing"),
    "suspended": N_("suspended the agreement"),
    "resumed": N_("put the agreement into force again"),
    "ended": N_("ended the agreement"),
    "version_added": N_("added a version"),
    "linked": N_("linked the document to a record"),
    "marked": N_("changed the mark together with the other text of the instrument"),
    "closed": N_("recorded it as done"),
    "confirmed": N_("confirmed the booking"),
    "finished": N_("recorded that the service was given"),
    "dropped": N_("dropped the task"),
    "reopened": N_("opened the task again"),
    "checked": N_("checked the note"),
    "approved": N_("approved the note"),
    "sent_back": N_("made a draft of the note again"),
    "issued": N_("issued the note"),
    "taken_out": N_("took notes out in one file"),
    "calendar_opened": N_("opened a calendar of a programme"),
    "calendar_closed": N_("closed a calendar of a programme"),
    "settled": N_("said how far a step of the preparation is"),
    "moved": N_("moved it to another hour or day"),
    "template_uploaded": N_("put a Word template into use"),
    "template_removed": N_("removed a Word template"),
    "letterhead_changed": N_("changed the letterhead"),
    "forms_of_address_changed": N_("changed how ranks are addressed"),
    "entrusted": N_("entrusted the relation to somebody"),
    "gate_taken": N_("took the gate list out as a file"),
    "labels_taken": N_("took the address labels out as a file"),
    "invitations_taken": N_("took the invitations out as a file"),
    "attendance_taken": N_("took the attendance sheet out as a file"),
    "badges_taken": N_("took the name badges out as a file"),
    "place_cards_taken": N_("took the place cards out as a file"),
    "seating_taken": N_("took the seating plan out as a file"),
    "order_taken": N_("took the order of precedence out as a file"),
    "programme_taken": N_("took the programme out as a file"),
    "sheet_taken": N_("took the sheet of the mission out as a file"),
    "letters_taken": N_("took letters out as a file"),
    "note_taken": N_("took the information note out as a file"),
    "card_taken": N_("took the contact card out as a file"),
    "file_taken": N_("took the file of the document out"),
    "rows_taken": N_("took rows that were not imported out as a file"),
    "pack_taken": N_("took the pack of a visit out as a file"),
    "exported": N_("took a list out as a file"),
    "map_taken_out": N_("took the map out as a file"),
    "map_published": N_("put a map on a public address"),
    "map_withdrawn": N_("closed the address of a public map"),
    "portfolio_exported": N_("took our portfolio out as a file"),
    "portfolio_imported": N_("read the portfolio of a peer"),
    "portfolio_removed": N_("removed the portfolio of a peer"),
    "list_imported": N_("read a public list"),
    "list_removed": N_("removed a public list"),
    "list_undone": N_("undid the import of a public list"),
    "list_switched": N_("switched a public list on or off"),
    "answered": N_("entered the answer of the guest"),
    "arrived": N_("ticked the guest off at the gate, or took that back"),
    "invitation_texts_changed": N_("changed the texts of invitations"),
    "wage_entered": N_("entered a minimum wage"),
    "wage_corrected": N_("corrected a minimum wage"),
    "asked_for": N_("asked for long work"),
    "stopped": N_("stopped long work"),
    "matched": N_("said which city a place of a public list is"),
}


_SUBJECTS = {
    "answer": N_("Answer"),
    "import": N_("An import"),
    "network": N_("Network view"),
    "work": N_("Long work"),
}


def event_subject(event: str) -> str:
    """Return the msgid of what an event is about that is no record, empty where it is one."""
    return _SUBJECTS.get(event.partition(".")[0], "")


def event_words(event: str) -> str:
    """Return the msgid of what happened.

    :raises KeyError: the verb has no words yet.
    """
    return _VERBS[event.partition(".")[2]]
