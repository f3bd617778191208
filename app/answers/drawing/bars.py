"""Bars: one message, a name before each and the value behind it."""

from app.answers.drawing.sheet import Sheet, measured, wrapped
from app.answers.picture import Bars

_ROW, _BAR = 26, 14
_WIDEST_NAME = 220


def bars(chart: Bars, wide: float) -> Sheet:
    """Draw a bar chart, the title above it."""
    sheet = Sheet(wide)
    y = 0.0
    for line in wrapped(chart.title, wide, 13, 500):
        y += 18
        sheet.write(0, y - 4, line, weight=500)
    y += 6
    names = [list(wrapped(bar.label, _WIDEST_NAME, 13, 400)) for bar in chart.bars]
    left = min(_WIDEST_NAME, max((measured(line) for lines in names for line in lines), default=0)) + 12
    right = max((measured(bar.text, weight=600) for bar in chart.bars), default=0) + 12
    most = max((bar.value for bar in chart.bars), default=0)
    per = (wide - left - right) / most if most else 0
    for bar, lines in zip(chart.bars, names, strict=True):
        high = max(_ROW, 10 + 17 * len(lines))
        middle = y + high / 2
        for number, line in enumerate(lines):
            start = middle + 4.5 + 17 * (number - (len(lines) - 1) / 2)
            sheet.write(left - 12, start, line, weight=600 if bar.strong else 400, anchor="end")
        long = bar.value * per
        sheet.rect(left, middle - _BAR / 2, long, _BAR, "shade-5" if bar.part is None else "shade-2")
        if bar.part is not None:
            sheet.rect(left, middle - _BAR / 2, min(bar.part, bar.value) * per, _BAR, "shade-5")
        sheet.write(left + long + 6, middle + 4.5, bar.text, weight=600 if bar.strong else 400)
        y += high
    sheet.line(((left, 6 + 18), (left, y)), "strong", 1)
    if chart.part_label:
        y += 8
        x = left
        for shade, words in (("shade-5", chart.part_label), ("shade-2", chart.rest_label)):
            if words:
                sheet.rect(x, y, 12, 12, shade)
                sheet.write(x + 18, y + 11, words, style="soft")
                x += 18 + measured(words) + 24
        y += 14
    sheet.height = y + 6
    return sheet
