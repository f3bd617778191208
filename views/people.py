"""People."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents import contact_cards
from app.documents.contact_cards import MEDIA_TYPE
from app.extensions import db
from app.permissions.policy import Permission
from app.records import kit
from app.records.people import PERSON
from app.web.access import current_actor, requires
from app.web.downloads import attachment
from app.web.locale import current_translator
from models import Person
from views.records import RecordPages


class PersonPages(RecordPages[Person]):
    """A person's page offers the contact card."""

    def blueprint(self) -> Blueprint:
        """Add the contact card."""
        bp = super().blueprint()
        view = requires(Permission.RECORD_VIEW)(self.card)
        bp.add_url_rule("/<int:record_id>/card.vcf", "card", view)
        return bp

    def card(self, record_id: int) -> ResponseReturnValue:
        """Send the contact card of a person."""
        t = current_translator()
        person = kit.load(db.session, current_actor(), self.noun, record_id)
        return attachment(contact_cards.of_person(person, t), f"{t.title(person)}.vcf", MEDIA_TYPE)


PERSON_PAGES = PersonPages(PERSON)
