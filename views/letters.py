"""Letters: what replies to one, and entering the reply."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from app.domain.letters import is_late, other_way
from app.extensions import db
from app.i18n import N_, translator
from app.queries import letters as queries
from app.records import kit
from app.records.letters import ABOUT, LETTER
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.services import letters as service
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Letter
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

NAMED = 5
"""Letters that a message names; more are counted."""


class LetterPages(RecordPages[Letter]):
    """A letter's page shows what replies to it; a reply begins with what is known of the letter."""

    verbs = Verbs(create=service.enter, edit=service.revise)

    def extras(self, record: Letter) -> Mapping[str, Any]:
        """The letters that reply to it, and whether one is late."""
        found = queries.replies(db.session, current_actor(), record.id)
        return {"replies": found, "late": not found and is_late(record, office_today()), "nouns": NOUNS}

    def warnings(self, ids: Sequence[int]) -> Sequence[str]:
        """Name the letters that have the number of one which came out of the bin."""
        t, found = current_translator(), service.shared_numbers(db.session, current_actor(), ids)
        said = [t(one.message, **one.values) for one in found[:NAMED]]
        if more := len(found) - len(said):
            said.append(
                t.plural(
                    "%(n)s more letter has the number of another one.",
                    "%(n)s more letters have the number of another one.",
                    more,
                )
            )
        return said

    def preset(self) -> dict[str, Any]:
        """Begin with the record the form was opened from: a letter to reply to, somebody to write to."""
        found = self.opened_from(RecordKind.LETTER, RecordKind.ORGANISATION, RecordKind.PERSON, *ABOUT)
        if found is None:
            return {}
        t = current_translator()
        here = Chosen(found.id, t.title(found))
        if found.kind in ABOUT:
            return {"about": here}
        if found.kind is not RecordKind.LETTER:
            return {"correspondent": here}
        letter = kit.load(db.session, current_actor(), LETTER, found.id)
        if request.args.get("remind"):
            return _reminder(letter)
        return {
            "answers": here,
            "direction": other_way(letter.direction),
            "correspondent": letter.correspondent,
            "about": letter.about,
            "file_code": letter.file_code,
        }


def _reminder(letter: Letter) -> dict[str, Any]:
    """Begin a letter that reminds of one to which no reply came."""
    words = N_("Reminder: %(subject)s")
    return {
        "direction": letter.direction,
        "correspondent": letter.correspondent,
        "about": letter.about,
        "language": letter.language,
        "file_code": letter.file_code,
        "subject_tr": translator("tr")(words, subject=letter.subject_tr) if letter.subject_tr else "",
        "subject_en": translator("en")(words, subject=letter.subject_en) if letter.subject_en else "",
        "notes_tr": translator("tr")(
            N_("Reminds of: %(title)s %(number)s"), title=letter.title_tr, number=letter.registration_no
        ).strip(),
    }


LETTER_PAGES = LetterPages(LETTER)
