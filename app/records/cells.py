"""How values become cells of a list: in words, unknown as unknown."""

from collections.abc import Iterable
from enum import StrEnum

from app.i18n import N_, Titled, Translator
from app.labels import label
from app.records.noun import Badge, Cell
from models import Certainty, PartialDate
from models.vocabulary import AgreementState, VisitState

UNKNOWN = N_("unknown")

_VISIT_TONES = {
    VisitState.REQUESTED: ("wait", "clock"),
    VisitState.APPROVED: ("move", "circle-check"),
    VisitState.PLANNED: ("move", "calendar"),
    VisitState.POSTPONED: ("wait", "clock-pause"),
    VisitState.CANCELLED: ("quiet", "circle-x"),
}


def title(record: Titled | None, t: Translator) -> Cell:
    """The name of another record."""
    return Cell(t.title(record) if record else None)


def day(value: PartialDate, t: Translator) -> Cell:
    """A date, as precisely as it is known."""
    exact = value.earliest if value.precision == "day" and value.certainty is Certainty.EXACT else None
    return Cell(t.partial(value), unknown=not value.is_known, value=exact)


def written(value: str) -> Cell:
    """What was written, or nothing."""
    return Cell(value or None)


def number(value: int | None, t: Translator) -> Cell:
    """A number, in figures."""
    return Cell(t.number(value) if value is not None else None, numeric=True, value=value)


def word(member: StrEnum | None, t: Translator) -> Cell:
    """A member of a vocabulary, or unknown."""
    return Cell(t(label(member))) if member else Cell(t(UNKNOWN), unknown=True)


def apart(parts: Iterable[str | None]) -> str:
    """Facts in one line, those that are missing left out, each once."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


def joined(names: Iterable[str]) -> Cell:
    """Several names, each once."""
    return Cell(", ".join(dict.fromkeys(name for name in names if name)) or None)


_AGREEMENT_TONES = {
    AgreementState.DRAFT: ("quiet", "circle"),
    AgreementState.SUSPENDED: ("wait", "player-pause"),
    AgreementState.ENDED: ("quiet", "circle-x"),
    AgreementState.SUPERSEDED: ("quiet", "circle-x"),
}


def agreement_state(state: AgreementState, t: Translator) -> Cell:
    """The state of an agreement; in force is the normal one and plain text."""
    text = t(label(state))
    return Cell(text, badge=Badge(text, *_AGREEMENT_TONES[state]) if state in _AGREEMENT_TONES else None)


def visit_state(state: VisitState | None, t: Translator) -> Cell:
    """The state of a visit; only a state that asks for something is a badge."""
    cell = word(state, t)
    if state in _VISIT_TONES and cell.text:
        return Cell(cell.text, badge=Badge(cell.text, *_VISIT_TONES[state]))
    return cell


def size(bytes_: int, t: Translator) -> str:
    """The size of a file as people say it: whole kilobytes, from a megabyte on with one decimal."""
    if bytes_ < 1_000_000:
        return t(N_("%(size)s kB"), size=t.number(max(1, round(bytes_ / 1000))))
    return t(N_("%(size)s MB"), size=t.number(round(bytes_ / 1_000_000, 1)))
