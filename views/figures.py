"""Stated figures."""

from collections.abc import Mapping
from typing import Any

from app.answers.stated import compare
from app.extensions import db
from app.records.stated_figures import STATED_FIGURE
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import StatedFigure
from models.vocabulary import BookingState, Metric, RecordKind
from views.records import RecordPages

_HOURS_OF = {
    Metric.VISIT_INTERPRETING: RecordKind.VISIT,
    Metric.EVENT_INTERPRETING: RecordKind.EVENT,
}


class FigurePages(RecordPages[StatedFigure]):
    """A stated figure stands beside what the record holds."""

    def extras(self, record: StatedFigure) -> Mapping[str, Any]:
        """The count beside it; of hours also which bookings they come from."""
        found = compare(db.session, current_actor(), t=current_translator(), today=office_today())
        beside = next((one for one in found if one.figure.id == record.id), None)
        return {"beside": beside, "counted": self._counted(record)}

    def _counted(self, record: StatedFigure) -> Mapping[str, Any]:
        """Return what the list of bookings is asked for, to show what the hours come from."""
        if record.metric not in _HOURS_OF or record.as_of.earliest is None:
            return {}
        return {
            "year": record.as_of.earliest.year,
            "state": BookingState.DONE.value,
            "about": _HOURS_OF[record.metric].value,
        }


FIGURE_PAGES = FigurePages(STATED_FIGURE)
