"""Talking points and sensitivities."""

from collections.abc import Mapping
from typing import Any

from app.records.advice import ABOUT, ADVICE
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.services.marking import ensure_may_mark
from app.web.access import current_actor
from app.web.locale import current_translator
from models import Advice
from views.records import RecordPages


class AdvicePages(RecordPages[Advice]):
    """Advice begins with whom it is about."""

    def extras(self, record: Advice) -> Mapping[str, Any]:
        """Where the record that it is about has its page."""
        return {"nouns": NOUNS}

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened."""
        found = self.opened_from(*ABOUT)
        return {"about": Chosen(found.id, current_translator().title(found))} if found else {}

    def create(self, form: Any) -> Advice:
        """Write it, unless its mark hid it from who writes."""
        ensure_may_mark(current_actor(), "mark", form.mark.data)
        return super().create(form)

    def change(self, form: Any, record: Advice) -> Advice:
        """Change it, unless its mark hid it from who writes."""
        ensure_may_mark(current_actor(), "mark", form.mark.data)
        return super().change(form, record)


ADVICE_PAGES = AdvicePages(ADVICE)
