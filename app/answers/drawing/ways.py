"""Chains of named ties, one below the other: stops in pills, what links them above the line between."""

from collections.abc import Sequence

from app.answers.answer import Way
from app.answers.drawing.sheet import Sheet, wrapped
from app.i18n import N_, Translator

_PILL, _LEFT, _RIGHT = 30, 26, 78


def ways(chains: Sequence[Way], wide: float, t: Translator) -> Sheet:
    """Draw the ways, the best first."""
    sheet = Sheet(wide)
    y = 0.0
    for number, way in enumerate(chains, start=1):
        y = _way(sheet, way, number, y, t)
        sheet.line(((0, y), (wide, y)), "rule", 1)
    sheet.height = y + 2
    return sheet


def _way(sheet: Sheet, way: Way, number: int, top: float, t: Translator) -> float:
    names = [stop if isinstance(stop, str) else stop.text for stop in way.stops]
    room = sheet.width - _LEFT - _RIGHT
    pill = min(150.0, room / (len(names) + 0.75 * len(way.steps)))
    gap = (room - pill * len(names)) / max(1, len(way.steps))
    told = [_step_lines(step.words, step.since, gap - 14, t, public=step.public) for step in way.steps]
    wrapped_names = [list(wrapped(name, pill - 12, 13, 600)) for name in names]
    line_y = top + 14 + max(_PILL, 16 * max(len(lines) for lines in told) + 4)
    below = max(_PILL, 16 * max(len(lines) for lines in wrapped_names) + 12)
    sheet.write(0, line_y + 4, t.number(number), style="soft")
    for place, lines in enumerate(wrapped_names):
        x = _LEFT + place * (pill + gap)
        between = 0 < place < len(names) - 1
        high = max(_PILL, 16 * len(lines) + 12)
        sheet.rect(
            x,
            line_y - high / 2,
            pill,
            high,
            "wash" if between else "page",
            round_=15,
            outline="accent" if between else "strong",
        )
        for row, line in enumerate(lines):
            start = line_y + 4.5 + 16 * (row - (len(lines) - 1) / 2)
            sheet.write(x + pill / 2, start, line, weight=600, anchor="middle")
        if place < len(way.steps):
            step, right = way.steps[place], x + pill + gap
            dash = "5 4" if step.public else ""
            sheet.line(((x + pill + 4, line_y), (right - 4, line_y)), "accent", 2, dash)
            rows = told[place]
            for row, words in enumerate(rows):
                start = line_y - 8 - 16 * (len(rows) - 1 - row)
                sheet.write(x + pill + gap / 2, start, words, size=12, style="soft", anchor="middle")
    strength = t(N_("Strength %(value)s"), value=way.strength)
    sheet.write(sheet.width, line_y + 4, strength, size=12, style="soft", anchor="end")
    return line_y + below / 2 + 12


def _step_lines(words: str, since: str, room: float, t: Translator, *, public: bool) -> list[str]:
    lines = list(wrapped(words, max(room, 40), 12, 400))
    if since:
        lines.append(since)
    if public:
        lines.append(t(N_("open source")))
    return lines or [""]
