"""An answer as lines of text, and as JSON for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.answers.answer import Answer, Heading, Name, Row, Way, Words, plain
from app.i18n import N_, Translator

GAP = "  "


def lines(told: Answer, t: Translator) -> Iterator[str]:
    """Write an answer for people."""
    yield told.question
    yield ""
    yield told.text
    about = (told.counted, t(N_("data of %(day)s"), day=told.as_of), told.sample)
    yield " · ".join(part for part in about if part)
    if told.wanted:
        yield ""
        yield t(N_("What to enter"))
        yield from (f"- {one.text}" for one in told.wanted)
    for title, headings, rows in _tables(told):
        if rows:
            yield ""
            if title:
                yield title
            yield from _columns(headings, rows)
    yield ""
    yield t(N_("Method and reliability"))
    yield from told.method


def as_json(told: Answer) -> dict[str, Any]:
    """Write an answer for programs; every number stands there as the reader sees it."""
    return {
        "question": told.question,
        "sentence": told.text,
        "enough": told.enough,
        "as_of": told.as_of.isoformat(),
        "sample": told.sample,
        "ways": [_way(way) for way in told.ways],
        "tables": [
            {
                "title": title,
                "headings": [heading.text for heading in headings],
                "rows": [[_cell(one.words, one.detail, one.public) for one in row.cells] for row in rows],
            }
            for title, headings, rows in _tables(told)
        ],
        "wanted": [one.text for one in told.wanted],
        "method": list(told.method),
    }


def _tables(told: Answer) -> Iterator[tuple[str, Sequence[Heading], Sequence[Row]]]:
    yield told.title, told.headings, told.rows
    for table in told.tables:
        yield table.title, table.headings, table.rows


def _way(way: Way) -> dict[str, Any]:
    return {
        "strength": way.strength,
        "steps": [
            {
                "from": _stop(a),
                "to": _stop(b),
                "link": step.words,
                "since": step.since,
                "record": _stop(step.evidence),
                "public": step.public,
            }
            for a, step, b in zip(way.stops, way.steps, way.stops[1:], strict=False)
        ],
    }


def _stop(stop: Name | str) -> dict[str, Any]:
    if isinstance(stop, str):
        return {"id": None, "kind": None, "name": stop}
    return {"id": stop.id, "kind": stop.kind, "name": stop.text}


def _cell(words: Words, detail: Words, public: bool) -> dict[str, Any]:  # noqa: FBT001 - one of three facts
    named = [_stop(one) for one in (*words, *detail) if isinstance(one, Name)]
    return {"text": plain(words), "detail": plain(detail), "records": named, "public": public}


def _columns(headings: Sequence[Heading], rows: Sequence[Row]) -> Iterator[str]:
    cells = [[heading.text for heading in headings], *([one.text for one in row.cells] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(headings))]
    for line in cells:
        shown = (
            text.rjust(width) if heading.numeric else text.ljust(width)
            for text, width, heading in zip(line, widths, headings, strict=True)
        )
        yield GAP.join(shown).rstrip()
