"""The pages of nouns that have a contact card."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents.contact_cards import MEDIA_TYPE
from app.extensions import db
from app.i18n import Translator
from app.permissions.policy import Permission
from app.records import kit
from app.records.noun import Noun
from app.web.access import current_actor, requires
from app.web.downloads import attachment
from app.web.locale import current_translator
from app.web.taken_out import taken_out
from models import Record
from views.records import RecordPages

R = TypeVar("R", bound=Record)


class CardPages(RecordPages[R]):
    """The page of a record also offers its contact card."""

    def __init__(self, noun: Noun[R], written: Callable[[R, Translator], str]) -> None:
        """Take the declaration and what writes the card of one record."""
        super().__init__(noun)
        self.written = written

    def blueprint(self) -> Blueprint:
        """Add the contact card."""
        bp = super().blueprint()
        view = requires(Permission.RECORD_VIEW)(taken_out(f"{self.noun.name}.card_taken")(self.card))
        bp.add_url_rule("/<int:record_id>/card.vcf", "card", view)
        return bp

    def card(self, record_id: int) -> ResponseReturnValue:
        """Send the contact card."""
        t = current_translator()
        record = kit.load(db.session, current_actor(), self.noun, record_id)
        return attachment(self.written(record, t), f"{t.title(record)}.vcf", MEDIA_TYPE)
