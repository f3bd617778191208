"""The picture of an answer as SVG: values in, text out. The page colours it by its classes, a file by itself.

Every shape has both: a class, by which the style sheet of the page gives it the colours of light and dark,
and the colours of paper as attributes, which hold wherever there is no style sheet.
"""

from app.answers.answer import Answer
from app.answers.drawing.bars import bars
from app.answers.drawing.network import network
from app.answers.drawing.sheet import Sheet, wrapped
from app.answers.drawing.ways import ways
from app.answers.picture import Bars, Picture
from app.i18n import N_, Translator

__all__ = ["drawn", "for_the_page", "on_paper"]

WIDTH = 720
_MARGIN = 24


def drawn(picture: Picture | Bars, t: Translator) -> Sheet:
    """Draw what is in a picture."""
    return bars(picture, WIDTH) if isinstance(picture, Bars) else network(picture, WIDTH, t)


def for_the_page(answer: Answer, t: Translator) -> str:
    """Return the picture of an answer as a part of its page; empty where it has none."""
    if answer.picture is None:
        return ""
    return drawn(answer.picture, t).svg(answer.picture.caption or answer.text, standing_alone=False)


def on_paper(answer: Answer, t: Translator) -> str:
    """Return the picture of an answer as a file that says what it is of: question, sentence, day and sample.

    :raises LookupError: there is nothing to draw.
    """
    if answer.picture is not None:
        figure = drawn(answer.picture, t)
    elif answer.ways:
        figure = ways(answer.ways, WIDTH, t)
    else:
        message = "the answer has no picture"
        raise LookupError(message)
    return titled(
        figure,
        answer.question,
        answer.text,
        t(N_("Elçi · data of %(day)s · %(sample)s"), day=t.date(answer.as_of), sample=answer.sample),
    )


def titled(figure: Sheet, title: str, sentence: str, about: str) -> str:
    """Put a figure under its title, with the sentence above and the source below."""
    page = Sheet(figure.width + 2 * _MARGIN)
    page.rect(0, 0, page.width, 0, "page", grows=True)
    y = float(_MARGIN)
    for text, size, weight, style in ((title, 18, 600, "ink"), (sentence, 14, 400, "ink")):
        for line in wrapped(text, figure.width, size, weight):
            y += size * 1.35
            page.write(_MARGIN, y - size * 0.35, line, size=size, weight=weight, style=style)
        y += 8
    page.place(figure, _MARGIN, y)
    y += figure.height + 8
    for line in wrapped(about, figure.width, 12, 400):
        y += 16
        page.write(_MARGIN, y, line, size=12, style="soft")
    page.height = y + _MARGIN
    return page.svg(sentence or title, standing_alone=True)
