"""How the rows of an import are told on the command line."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.i18n import N_, Translator
from app.importers import messages, offered
from app.importers.plan import Planned
from app.labels import label
from models import ImportRow
from models.vocabulary import ImportKind, Verdict

Columns = Mapping[str, str]
"""Target → heading of its column."""
_SHOWN = 50
"""Rows that could not be written that are named."""


def as_json(planned: Iterable[Planned], columns: Columns, t: Translator) -> Iterator[str]:
    """Yield pieces of one JSON object, row by row, so that no file is as a whole in memory."""
    counts: Counter[str] = Counter()
    yield '{"rows": ['
    for place, row in enumerate(planned):
        counts[row.verdict.value] += 1
        told = {
            "row": row.number,
            "verdict": row.verdict.value,
            "values": row.values,
            "messages": [*sentences(row.messages, columns, t), *_doubts(row.doubts, columns, t)],
        }
        yield (",\n" if place else "\n") + json.dumps(told, ensure_ascii=False)
    yield '\n], "counts": ' + json.dumps(in_order(counts)) + "}\n"


def as_text(planned: Iterable[Planned], kind: ImportKind, columns: Columns, t: Translator) -> Iterator[str]:
    """Yield lines for people: of each row its verdict, what was understood, and what there is to say."""
    counts: Counter[str] = Counter()
    for row in planned:
        counts[row.verdict.value] += 1
        values = (offered.shown(kind, target, text, t) for target, text in row.values.items())
        understood = " · ".join(" / ".join(text.split("\n")) for text in values)
        yield f"{row.number}  {t(label(row.verdict))}  {understood}\n"
        for told in (*sentences(row.messages, columns, t), *_doubts(row.doubts, columns, t)):
            yield f"    {told}\n"
    yield f"{totals(counts, t)}\n"


def totals(counts: Mapping[str, int], t: Translator) -> str:
    """Say how many rows have which verdict."""
    return ", ".join(
        f"{t(label(Verdict(verdict)))}: {t.number(n)}" for verdict, n in in_order(counts).items()
    )


def in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Return every verdict with its number of rows."""
    return {verdict.value: counts.get(verdict.value, 0) for verdict in Verdict}


def not_written(rows: Iterable[ImportRow], columns: Columns, t: Translator) -> Iterator[str]:
    """Yield for people the rows that could not be written, and why."""
    for place, row in enumerate(rows):
        if place == _SHOWN:
            yield t(N_("… and more"))
            return
        why = "; ".join(sentences(row.messages, columns, t))
        yield t(N_("Row %(row)s: %(why)s"), row=row.number, why=why)


def sentences(told: Sequence[Mapping[str, Any]], columns: Columns, t: Translator) -> list[str]:
    """Put messages into words, each with the heading of its column and the records that it offers."""
    found = []
    for one in told:
        sentence = messages.say(one, t)
        offered = ", ".join(f"#{id_} {name}" for id_, name in one.get("candidates", ()))
        heading = columns.get(one["field"], "")
        found.append(f"{heading}: {sentence}" if heading else sentence)
        if offered:
            found[-1] += f" ({offered})"
    return found


def _doubts(doubts: Mapping[str, str], columns: Columns, t: Translator) -> list[str]:
    return [f"{columns[one]}: {t(why)}" if one in columns else t(why) for one, why in doubts.items()]
