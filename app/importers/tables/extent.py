"""How far a sheet reaches and what is wrong in it, found out before it is read."""

from dataclasses import dataclass, field

from app.i18n import N_
from app.importers.tables.refusals import refuse
from app.importers.tables.sheet import Flaw, Merge

NO_VALUE = N_("Row %(row)s, column %(column)s: the formula has no value. Open the file in Excel and save it.")
FAILED = N_("Row %(row)s, column %(column)s: the cell shows the error %(said)s.")
_MOST_FLAWS = 10_000


@dataclass
class Extent:
    """How far a sheet reaches.

    :param columns: from 0, those with a value.
    :param rows: number of the last row with a value.
    :param flaws: number of the row → its flaws.
    :param merges: where calamine does not tell them.
    :param is_hidden: where calamine does not see it.
    """

    columns: set[int] = field(default_factory=set)
    rows: int = 0
    flaws: dict[int, list[Flaw]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """Number of the last column with a value."""
        return max(self.columns, default=-1) + 1

    def note(self, row: int, flaw: Flaw) -> None:
        """Keep a flaw.

        :raises Invalid: there are too many, as where a program wrote formulas and never calculated them.
        """
        self.flaws.setdefault(row, []).append(flaw)
        if len(self.flaws) > _MOST_FLAWS:
            raise refuse(
                N_(
                    "More than 10,000 rows have formulas without a value or with an error."
                    " Open the file in Excel, save it and try again."
                )
            )
