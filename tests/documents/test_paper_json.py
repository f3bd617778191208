"""A paper as JSON and back, and what differs between two papers."""

import json
from datetime import date

import pytest

from app.documents.note_paper import finished, seen
from app.documents.paper import (
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)
from app.documents.paper_checks import to_check
from app.documents.paper_differences import differences
from app.documents.paper_json import Unreadable, from_json, to_json
from app.i18n import translator
from models.vocabulary import Confidentiality, RecordKind

WORDS = (
    Run("Üsküp", strong=True, marks=(1, 2), record=(RecordKind.CITY, 7), language="own"),
    Run(" ", soft=True),
)
SECTIONS = (
    Section(
        "where", "The city", (Heading("Name"), Paragraph(WORDS, is_remark=True), Facts((("Name", WORDS),)))
    ),
    Section("secret", "For few", (Items((WORDS, ()), is_numbered=True),), is_restricted=True),
    Section(
        "ties",
        "Ties",
        (
            Table("Ties", ("Name", "Count"), ((WORDS, (Run("3", check=True),)),), frozenset({1})),
            Picture(b"<svg>\x00\xff</svg>", "A map", "Map"),
        ),
        written=(Paragraph((Run("A human sentence."),)),),
        is_numbered=False,
    ),
)
PAPER = Paper(
    kind="Information note",
    title="Üsküp",
    language="tr",
    issuer="İzmir",
    as_of=date(2023, 10, 25),
    sections=SECTIONS,
    mark=Confidentiality.CONFIDENTIAL,
    sources=("Report", "Register"),
    letterhead=("T.C.", "İzmir"),
)


def paper(*sections):
    return Paper("Note", "Title", "en", "İzmir", date(2023, 10, 25), sections)


def one_line(words, anchor="where"):
    return Section(anchor, "The city", (Paragraph((Run(words),)),))


def test_nothing_is_lost_on_the_way_through_a_database():
    assert from_json(json.loads(json.dumps(to_json(PAPER)))) == PAPER


@pytest.mark.parametrize("told", [{}, {"is": "Paper"}, {"is": "Run", "text": "x"}, {"is": "os.system"}])
def test_what_is_no_paper_is_refused(told):
    with pytest.raises(Unreadable):
        from_json(told)


def test_what_is_for_few_is_left_out_for_everybody_else():
    assert [one.anchor for one in seen(PAPER, restricted=False).sections] == ["where", "ties"]
    assert seen(PAPER, restricted=True) == PAPER


def test_a_text_whose_section_the_facts_do_not_fill_any_more_stands_at_the_end():
    made = finished(paper(one_line("Facts")), "T", (), {"gone": "A human sentence."}, translator("en"))

    assert [one.anchor for one in made.sections] == ["where", "written"]
    assert made.sections[1].written == (Paragraph((Run("A human sentence."),)),)


def test_words_added_and_removed_are_counted_within_a_line():
    (found,) = differences(
        paper(one_line("The mayor loves chess")), paper(one_line("The mayor loves old ships"))
    )

    assert (found.title, found.added, found.removed) == ("The city", 2, 1)


def test_a_section_that_came_or_went_is_a_difference_as_a_whole():
    two = paper(one_line("Facts of it"), one_line("Other words", "more"))

    assert [(one.added, one.removed) for one in differences(paper(one_line("Facts of it")), two)] == [(2, 0)]
    assert [(one.added, one.removed) for one in differences(two, paper(one_line("Facts of it")))] == [(0, 2)]
    assert differences(PAPER, PAPER) == ()


def test_doubts_and_empty_sections_are_to_be_checked():
    quiet = Section("people", "People", (Paragraph((Run("Nobody is recorded.", check=True),)),))

    found = {one.anchor: (one.doubts, one.is_empty) for one in to_check(paper(*SECTIONS, quiet))}

    assert found == {"ties": (1, False), "people": (1, True)}
