"""What became of the rows of a public list."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from app.i18n import N_
from app.importers.reference.reading import BadRow
from models import ImportRun
from models.vocabulary import Verdict

REMOVED, UNSURE = "removed", "unsure"
"""Counted besides the verdicts: rows that the file does not name any more, places that wait for somebody."""
MOST_TOLD = 200
"""Bad rows that are kept with the run."""
SELF_LINK = N_("A place is no partner of itself")
TWICE = N_("The file says so in an earlier row")


@dataclass
class Tally:
    """What became of the rows of a file.

    :param ignored: msgid of why → rows.
    :param bad: rows that could not be read.
    :param before: what the import changed, as it was, for whoever undoes it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    bad: list[BadRow] = field(default_factory=list)
    before: dict[str, list[Any]] = field(default_factory=dict)

    def ignore(self, why: str) -> None:
        """Count a row that says nothing new."""
        self.counts[Verdict.IGNORED] += 1
        self.ignored[why] += 1

    def refuse(self, row: BadRow) -> None:
        """Count a row that cannot be read."""
        self.counts[Verdict.ERROR] += 1
        if len(self.bad) < MOST_TOLD:
            self.bad.append(row)


@dataclass(frozen=True)
class Report:
    """What an import did.

    :param seconds: how long it took.
    """

    run: ImportRun
    tally: Tally
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return what the command prints."""
        named = (Verdict.NEW, Verdict.SAME, Verdict.CHANGED, Verdict.ERROR, Verdict.IGNORED, REMOVED, UNSURE)
        counts = {str(name): self.tally.counts[name] for name in named}
        return counts | {"seconds": round(self.seconds, 2), "id": self.run.id}
