"""A word that is wider than its room stays on the paper, whole and without a hyphen."""

from datetime import date

import pypdfium2
import pytest

from app.documents import pdf
from app.documents.paper import Facts, Heading, Items, Paper, Paragraph, Run, Section, Table
from app.i18n import translator
from app.typesetting.cards import Card, set_cards
from app.typesetting.labels import Label, set_labels

NAME = ("Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizden" * 3)[:120]
WORDS = (Run(NAME),)


def lay(found, mark):
    """Check that no letter lies outside the page, and that the name is there as it was written."""
    for page in pypdfium2.PdfDocument(found):
        text = page.get_textpage()
        rects = [text.get_rect(place) for place in range(text.count_rects())]
        assert rects
        assert all(left > mark and right < page.get_width() - mark for left, _, right, _ in rects)
        assert NAME in "".join(text.get_text_bounded().split())


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(WORDS),
        Paragraph(WORDS, is_remark=True),
        Heading(NAME),
        Facts((("Ad", WORDS),)),
        Facts(((NAME, (Run("Ad"),)),)),
        Items((WORDS, WORDS), is_numbered=True),
        Table("Liste", ("No.", "Ad", "Unvan", NAME), (((Run("1"),), WORDS, WORDS, (Run("…"),)),)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_long_word_stays_within_the_margins_of_a_paper(block):
    paper = Paper(
        kind="Not",
        title="Deneme",
        language="tr",
        issuer="İzmir",
        as_of=date(2023, 10, 25),
        sections=(Section("a", "Bölüm", (block,)),),
    )

    lay(pdf.render(paper, translator("tr")), 55)


def test_a_long_word_stays_within_the_margins_in_what_frames_a_paper():
    paper = Paper(
        kind="Not",
        title=NAME,
        subtitle=NAME,
        language="tr",
        issuer=NAME,
        as_of=date(2023, 10, 25),
        sections=(Section("a", NAME, ()),),
        sources=(NAME, NAME),
        foot=NAME,
        letterhead=(NAME,),
    )

    lay(pdf.render(paper, translator("tr")), 55)


@pytest.mark.parametrize("shape", ["badge", "place", "contact"])
def test_a_long_word_stays_on_its_card(shape):
    card = Card(NAME, NAME, NAME, (NAME,))

    lay(set_cards((card,), shape, title="Kart", line="", nobody="", language="tr"), 40)


def test_a_long_word_stays_on_its_label():
    label = Label(NAME, (NAME,))

    found = set_labels((label,) * 3, title="Etiket", nobody="", language="tr")

    lay(found, 10)
