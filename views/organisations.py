"""Organisations."""

from collections.abc import Mapping
from typing import Any

from app.documents import contact_cards
from app.extensions import db
from app.queries import agreements, events, figures, linked, memberships, projects, sightings
from app.records.organisations import ORGANISATION
from app.web.access import current_actor
from app.web.clock import office_today
from models import Organisation
from views.contact_cards import CardPages


class OrganisationPages(CardPages[Organisation]):
    """An organisation's page also lists its people and its parts."""

    def extras(self, record: Organisation) -> Mapping[str, Any]:
        """People with a post there, and organisations that are a part of it."""
        actor = current_actor()
        people = linked.people_of(db.session, actor, record.id)
        return {
            "ties": agreements.of_organisations(db.session, actor, [record.id]),
            "memberships": memberships.of_organisations(db.session, actor, [record.id]),
            "members": memberships.in_network(db.session, actor, record.id),
            "events": events.of_organisations(db.session, actor, [record.id]),
            "projects": projects.of_organisations(db.session, actor, [record.id]),
            "figures": figures.about(db.session, actor, record.id),
            "people": people,
            "sightings": sightings.of_people(
                db.session, actor, [one.id for one in people], today=office_today()
            ),
            "parts": linked.parts_of(db.session, actor, record.id),
        }


ORGANISATION_PAGES = OrganisationPages(ORGANISATION, contact_cards.of_organisation)
