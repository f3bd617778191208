"""Memberships, and the networks they are in."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import agreements as agreement_queries
from app.queries import memberships as queries
from app.records.memberships import MEMBERSHIP
from app.records.reference_field import Chosen
from app.web.access import current_actor
from app.web.locale import current_translator
from models import Membership
from models.vocabulary import RecordKind
from views.records import RecordPages


class MembershipPages(RecordPages[Membership]):
    """A membership's page also lists who else is a member."""

    def extras(self, record: Membership) -> Mapping[str, Any]:
        """The other members of the same network, and the decisions."""
        session, actor = db.session, current_actor()
        return {
            "others": queries.others(session, actor, record),
            "decisions": agreement_queries.decisions_on(session, actor, record.id),
        }

    def preset(self) -> dict[str, Any]:
        """Begin with our own municipality as the member."""
        t, actor = current_translator(), current_actor()
        house = agreement_queries.own_house(db.session, actor)
        values: dict[str, Any] = {"member": Chosen(house.id, t.title(house))} if house else {}
        found = self.opened_from(RecordKind.ORGANISATION)
        if found is not None:
            values["network"] = Chosen(found.id, t.title(found))
        return values


MEMBERSHIP_PAGES = MembershipPages(MEMBERSHIP)
