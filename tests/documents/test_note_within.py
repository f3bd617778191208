"""What we are in, or borrow from, is told so by its note: it is no stranger, and not seated in itself."""

from datetime import UTC

import pytest

from app.documents import (
    city_note,
    city_paper,
    organisation_note,
    organisation_paper,
    person_note,
    person_paper,
    visit_note,
    visit_paper,
)
from app.documents.before_printing import Check, remarks
from app.documents.paper import Facts, Paragraph
from app.i18n import translator
from models import PartialDate
from models.vocabulary import Evidence, MembershipRelation, Metric, OrganisationKind
from tests.make import TODAY

ENGLISH = translator("en")


@pytest.fixture
def uclg(body):
    return body("UCLG", "Barselona", OrganisationKind.CITY_NETWORK)


@pytest.fixture
def read(make, session):
    """Gather a note and put it into English: the facts, the summary's line on ties, each section's text."""

    def gather(note, paper, one, summary="summary"):
        session.expire_all()
        found = note.gather(session, make.actor("viewer"), one.id, today=TODAY)
        sections = {each.anchor: each.blocks for each in paper.say(found, ENGLISH, UTC).sections}
        rows = [row for block in sections[summary] if isinstance(block, Facts) for row in block.rows]
        tie = next(words for heading, words in rows if heading == "Our tie")
        texts = {
            anchor: [_text(block.words) for block in blocks if isinstance(block, Paragraph)]
            for anchor, blocks in sections.items()
        }
        return found, _text(tie), texts

    return gather


def _text(words):
    return "".join(run.text for run in words)


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        (MembershipRelation.MEMBER, "We are its member"),
        (MembershipRelation.PARTNER, "We are its partner"),
        (MembershipRelation.LENDER, "It lends to us"),
    ],
)
def test_the_note_on_an_organisation_says_what_we_are_to_it(read, member, stated, uclg, relation, told):
    stated(Metric.SISTER_CITIES, 27)
    member(uclg, relation=relation)

    found, tie, texts = read(organisation_note, organisation_paper, uclg)

    assert tie == told
    assert texts["ties"] == [f"{told}."]
    assert not any("seat" in text for text in texts["networks"])
    assert Check.NO_TIE not in {one.check for one in remarks(found, "en")}
    assert found.tie_gaps == ()


def test_a_doubt_and_the_class_of_a_membership_and_whose_it_is_are_told(read, make, member, house, uclg):
    company = make.organisation("İZSU", ours=True, parent_id=house.id)
    member(uclg, evidence=Evidence.IMPLIED, membership_class="full")
    member(uclg, company, relation=MembershipRelation.PARTICIPANT)

    _, tie, _ = read(organisation_note, organisation_paper, uclg)

    assert tie == (
        "We are its member (Full member, implied by the source, not stated); We take part in it (İZSU)"
    )


def test_a_visit_from_a_bank_that_lends_to_us_and_its_people_say_so(read, make, member, body, uclg):
    bank = body("IFC", "Bremen", OrganisationKind.DEVELOPMENT_BANK)
    member(bank, relation=MembershipRelation.LENDER)
    person = make.person("Biri", posts=[{"organisation_id": bank.id}])
    visit = make.visit(held=PartialDate.on(TODAY), counterparts=[{"organisation_id": bank.id}])

    for _, tie, texts in (
        read(visit_note, visit_paper, visit, "contact"),
        read(person_note, person_paper, person),
    ):
        assert tie == "IFC: It lends to us"
        assert texts["ties"] == ["IFC: It lends to us."]


def test_what_is_over_is_not_told_and_a_stranger_stays_one(read, member, uclg):
    member(uclg, until=PartialDate.of(2020))

    _, tie, texts = read(organisation_note, organisation_paper, uclg)

    assert (tie, texts["ties"][0]) == ("No tie is recorded.", "No tie with this organisation is recorded.")


def test_a_city_names_the_network_that_only_sits_there_with_a_mark_between_its_words(
    read, make, member, uclg
):
    member(uclg, evidence=Evidence.IMPLIED)

    found, tie, texts = read(city_note, city_paper, make.city("Barselona"))

    assert (found.within, tie) == ((), "No tie is recorded.")
    assert texts["networks"][-1] == ("With their seat here: UCLG (Member, implied by the source, not stated)")
