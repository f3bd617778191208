"""Organisations."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.documents import contact_cards
from app.documents.contact_cards import MEDIA_TYPE
from app.extensions import db
from app.permissions.policy import Permission
from app.queries import agreements, figures, linked, memberships
from app.records import kit
from app.records.organisations import ORGANISATION
from app.web.access import current_actor, requires
from app.web.downloads import attachment
from app.web.locale import current_translator
from models import Organisation
from views.records import RecordPages


class OrganisationPages(RecordPages[Organisation]):
    """An organisation's page also lists its people and its parts, and offers its contact card."""

    def blueprint(self) -> Blueprint:
        """Add the contact card."""
        bp = super().blueprint()
        view = requires(Permission.RECORD_VIEW)(self.card)
        bp.add_url_rule("/<int:record_id>/card.vcf", "card", view)
        return bp

    def card(self, record_id: int) -> ResponseReturnValue:
        """Send the contact card of an organisation."""
        t = current_translator()
        body = kit.load(db.session, current_actor(), self.noun, record_id)
        return attachment(contact_cards.of_organisation(body, t), f"{t.title(body)}.vcf", MEDIA_TYPE)

    def extras(self, record: Organisation) -> Mapping[str, Any]:
        """People with a post there, and organisations that are a part of it."""
        actor = current_actor()
        return {
            "ties": agreements.of_organisations(db.session, actor, [record.id]),
            "memberships": memberships.of_organisations(db.session, actor, [record.id]),
            "members": memberships.in_network(db.session, actor, record.id),
            "figures": figures.about(db.session, actor, record.id),
            "people": linked.people_of(db.session, actor, record.id),
            "parts": linked.parts_of(db.session, actor, record.id),
        }


ORGANISATION_PAGES = OrganisationPages(ORGANISATION)
