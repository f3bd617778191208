"""What the preview of an import shows of a text: a passage per visit, and the passages that are none.

The values are what a person would type into the form of a visit. Persons, their titles and organisations are
parallel lists: one line each, an empty line where nothing is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as day
from datetime import timedelta

from app.importers.text.gazetteer import Gazetteer
from app.importers.text.home import Home
from app.importers.text.proposal import REASONS, WHY_LEFT_OUT, ProposedVisit, Span
from app.importers.text.reader import read_passages

_TARGETS = {"date": "held"}
"""Target of a field of the reader, where the names differ."""


_SHOWN = 500
"""Letters that are shown of a passage that is no visit."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the text, with what the reader took from it.

    :param number: counts from 1, in the order of the text.
    :param values: target → text; a target of which the passage says nothing is not there.
    :param words: the passage as it stands in the text.
    :param spans: target → places in ``words`` that say so; first character and the one after the last.
    :param doubts: unsure target → why (msgid of :data:`REASONS`).
    :param left_out: why it is no visit (msgid of :data:`WHY_LEFT_OUT`); empty: it is one.
    """

    number: int
    words: str
    values: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    left_out: str = ""


def passages(text: str, gazetteer: Gazetteer, home: Home, year: int | None = None) -> Iterator[Passage]:
    """Yield the passages of a text in its order.

    :param year: of the dates without one; if None, the year of the text's other dates.
    """
    for number, passage in enumerate(read_passages(text, gazetteer, home, year), 1):
        if isinstance(passage, ProposedVisit):
            yield _of_a_visit(number, passage)
        else:
            words = passage.text if len(passage.text) <= _SHOWN else passage.text[:_SHOWN] + "…"
            yield Passage(number, words, left_out=WHY_LEFT_OUT[passage.why])


def _of_a_visit(number: int, visit: ProposedVisit) -> Passage:
    begin, end = visit.raw
    return Passage(
        number=number,
        words=visit.text,
        values={target: value for target, value in _values(visit) if value.strip()},
        spans={
            _TARGETS.get(name, name): within
            for name, places in visit.spans.items()
            if (
                within := tuple(
                    (one - begin, two - begin) for one, two in places if begin <= one and two <= end
                )
            )
        },
        doubts={_TARGETS.get(name, name): REASONS[reason] for name, reason in visit.doubts.items()},
    )


def _values(visit: ProposedVisit) -> Iterator[tuple[str, str]]:
    yield "held", _held(visit.date, visit.date_end)
    yield "persons", "\n".join(one.name for one in visit.persons)
    yield "titles", "\n".join(one.title for one in visit.persons)
    yield "organisations", "\n".join(one.organisation for one in visit.persons)
    yield "organisation", visit.organisation
    yield "city", visit.city
    yield "country", visit.country
    yield "mode", visit.mode.value if visit.mode else ""
    yield "direction", visit.direction.value if visit.direction else ""


def _held(first: day | None, last: day | None) -> str:
    """Return a date as the form reads it: ``13.09.2023``, ``3-5.09.2023``, ``09.2023`` for a whole month."""
    if not first:
        return ""
    if not last or last == first:
        return f"{first:%d.%m.%Y}"
    if first.day == 1 and last.month == first.month and (last + timedelta(days=1)).day == 1:
        return f"{first:%m.%Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day}.{last:%m.%Y}"
    return f"{first:%d.%m.%Y}-{last:%d.%m.%Y}"
