"""The gift register: entering gifts, what is worth knowing before, and what has to be handed over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.gifts import assess
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import gifts as queries
from app.queries.documents import Latest, documents_of
from app.queries.minimum_wages import minimum_wages
from app.records import gifts as noun
from app.records import kit
from app.records.gift_lines import origin_at
from app.records.gifts import GIFT
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.records.visits import VISIT
from app.services import gifts as service
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.numbers import number_asked
from models import Gift, Visit
from models.vocabulary import DocumentKind, GiftDirection, RecordKind, Side
from views.records import RecordPages
from views.verbs import Verbs


class GiftPages(RecordPages[Gift]):
    """A gift knows what has to be done with it; the form knows what the receiver has had."""

    verbs = Verbs(create=service.enter, edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add what the form asks while it is filled in."""
        bp = super().blueprint()
        bp.add_url_rule("/hints", "hints", requires(Permission.RECORD_VIEW)(self.hints))
        return bp

    def hints(self) -> ResponseReturnValue:
        """Say what a receiver has had, what else there is, and what to mind."""
        receiver_id = number_asked("receiver")
        found = self._hints(receiver_id, number_asked("item"), number_asked("gift")) if receiver_id else None
        return render_template("gifts/hints.html", hints=found, noun=GIFT)

    def hints_of(self, form: Any, record: Gift | None) -> queries.Hints | None:
        """Return what is worth knowing of the receiver that a form names."""
        chosen, item = form.receiver.chosen, form.item.chosen
        if form.direction.data is not GiftDirection.GIVEN or chosen is None:
            return None
        return self._hints(chosen.id, item.id if item else None, record.id if record else None)

    def waiting(self) -> list[queries.Waiting]:
        """Return what has to be handed over, the earliest deadline first."""
        return list(queries.waiting(db.session, current_actor()))

    def day(self) -> date:
        """Return the office's day, by which a deadline has passed or not."""
        return office_today()

    def extras(self, record: Gift) -> Mapping[str, Any]:
        """Who gave and received it, what R-5 asks, and how many are left in stock."""
        t = current_translator()
        assessment = assess(record, minimum_wages(db.session))
        item = record.item_id
        return {
            "nouns": NOUNS,
            "giver": noun.giver(record, t),
            "receiver": noun.receiver(record, t),
            "assessment": assessment,
            "is_late": assessment is not None and assessment.is_late(office_today()),
            "pictures": _pictures(documents_of(db.session, current_actor(), record.id)),
            "stock": queries.stock(db.session, [item])[item] if item else None,
        }

    def preset(self) -> dict[str, Any]:
        """Begin with one piece, and with the record from which the form was opened."""
        asked = request.args.get("direction", "")
        direction = GiftDirection(asked) if asked in set(GiftDirection) else None
        values: dict[str, Any] = {"quantity": 1, "direction": direction}
        found = self.opened_from(*noun.ABOUT, *noun.WHOM, RecordKind.GIFT_ITEM)
        if found is None:
            return values
        chosen = Chosen(found.id, current_translator().title(found))
        other = "giver" if direction is GiftDirection.RECEIVED else "receiver"
        if found.kind is RecordKind.GIFT_ITEM:
            return values | {"item": chosen, "direction": GiftDirection.GIVEN}
        if found.kind not in noun.ABOUT:
            return values | {other: chosen}
        values["about"] = chosen
        return values | self._of_visit(found.id, other) if found.kind is RecordKind.VISIT else values

    def saved_message(self, record: Gift) -> str:
        """Say that it was saved, and that more was given than there was."""
        t = current_translator()
        if record.direction is GiftDirection.GIVEN and record.item_id is not None:
            left = queries.stock(db.session, [record.item_id])[record.item_id].in_hand
            if left < 0:
                return t(N_("Saved. By the record %(n)s are in hand: an entry is missing."), n=t.number(left))
        return t(N_("Saved."))

    def _of_visit(self, visit_id: int, other: str) -> dict[str, Any]:
        """Take from a visit its day, its first guest, and whether it is from abroad."""
        t = current_translator()
        visit: Visit = kit.load(db.session, current_actor(), VISIT, visit_id)
        values: dict[str, Any] = {"handed": visit.held}
        guests = [one.person for one in visit.delegates if one.side is Side.VISITOR and one.person]
        if guests:
            values[other] = Chosen(guests[0].id, t.title(guests[0]))
        return values | ({"origin": origin_at(visit)} if other == "giver" else {})

    def _hints(self, receiver_id: int, item_id: int | None, gift_id: int | None) -> queries.Hints:
        return queries.hints(db.session, current_actor(), receiver_id, item_id, besides=gift_id)


def _pictures(found: Iterable[Latest]) -> list[Latest]:
    """Return the documents that show the gift: photographs, and pictures of no kind."""
    return [
        one
        for one in found
        if one.version is not None
        and one.version.pages
        and (
            one.document.document_kind is DocumentKind.PHOTOGRAPH
            or (one.document.document_kind is None and one.version.media_type.startswith("image/"))
        )
    ]


GIFT_PAGES = GiftPages(GIFT)
