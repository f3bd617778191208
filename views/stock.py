"""The stock of city gifts: how many are in hand, and who has had them."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import gifts as queries
from app.records.gift_items import GIFT_ITEM
from app.records.gifts import receiver
from app.web.access import current_actor
from models import GiftItem
from views.records import RecordPages


class StockPages(RecordPages[GiftItem]):
    """A city gift shows what is left of it, and to whom it went."""

    def extras(self, record: GiftItem) -> Mapping[str, Any]:
        """Return the stock, and the latest gifts of it."""
        return {
            "stock": queries.stock(db.session, [record.id])[record.id],
            "gifts": queries.of_item(db.session, current_actor(), record.id),
            "receiver": receiver,
        }


STOCK_PAGES = StockPages(GIFT_ITEM)
