"""What a text is cut into."""

from dataclasses import dataclass, field

from app.importers.text.dates import FoundDate


@dataclass(slots=True)
class Item:
    """A stretch of text that may tell of one visit.

    :param start, end: its place in the text.
    :param spans: the stretches that say what happened, without date and marker.
    :param found: the date printed in it, or the one it stands under.
    :param cells: whether the spans are the cells of a table's row.
    :param columns: what the column of each cell holds; empty where the table does not say.
    :param section: the headings above it, folded.
    :param listed: whether it has a marker, a leading date or a row of its own.
    :param inherited: whether the date stands above it.
    :param heading: whether it only says what comes after it.
    """

    start: int
    end: int
    spans: list[tuple[int, int]]
    found: FoundDate | None = None
    cells: bool = False
    columns: list[str] = field(default_factory=list)
    section: str = ""
    listed: bool = False
    weekday: str = ""
    inherited: bool = False
    heading: bool = False
