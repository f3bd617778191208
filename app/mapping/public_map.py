"""A map for everybody: of a reading only the kinds and facts that the office has chosen."""

from dataclasses import replace

from app.mapping.reading import Reading
from app.mapping.spots import UNKNOWN, Line
from models import PublicMap
from models.vocabulary import PublicField

_WEIGHT = 0.5
"""Of every line: how much happened between two cities is nobody else's business."""


def chosen(reading: Reading, shown: PublicMap) -> Reading:
    """Return the ties that stand, of the chosen kinds, and of each only what was chosen."""
    lines = [_bared(one, shown.fields) for one in reading.shown if one.kind in shown.relations and one.stands]
    return replace(reading, lines=lines)


def _bared(line: Line, fields: list[str]) -> Line:
    """Leave of a line where it ends, its kind, and the chosen facts."""
    return Line(
        near=line.near,
        far=line.far,
        kind=line.kind,
        since=line.since if PublicField.SINCE in fields else UNKNOWN,
        title=line.title if PublicField.TITLE in fields else "",
        weight=_WEIGHT,
    )
