"""The translation of what people write: fall-back, and the word that it is older than its original."""

import pytest

from app.records import kit
from app.records.visits import VISIT
from tests.make import TODAY


@pytest.fixture
def outdated(make, session):
    """Return a visit whose Turkish subject was changed after its English one."""
    visit = make.visit(subject_tr="İş birliği", subject_en="Cooperation")
    kit.edit(session, make.actor(), VISIT, visit.id, visit.version, {"subject_tr": "Kültür"}, today=TODAY)
    session.commit()
    return visit


def test_the_page_and_the_form_say_that_a_translation_is_outdated(browse, outdated):
    browser = browse("officer")

    assert "The Turkish text was changed after its translation: Subject in English." in browser.open(
        f"/visits/{outdated.id}"
    ).get_text(" ")
    folded = browser.open(f"/visits/{outdated.id}/edit").select_one("details:has(> #subject_en)")
    assert folded.has_attr("open")
    assert "translation outdated" in folded.summary.get_text()


def test_one_press_says_that_the_translation_still_fits(browse, outdated):
    browser = browse("officer")
    page = browser.open(f"/visits/{outdated.id}")
    version = page.select_one("input[name=seen_version]")["value"]

    browser.submit(f"/visits/{outdated.id}/translated", {"seen_version": version})
    page = browser.open(f"/visits/{outdated.id}")

    assert "The translation is marked as up to date." in page.get_text(" ")
    assert "was changed after its translation" not in page.get_text(" ")


def test_a_reader_sees_that_it_is_outdated_and_cannot_say_otherwise(browse, outdated):
    page = browse("viewer").open(f"/visits/{outdated.id}")

    assert "was changed after its translation" in page.get_text(" ")
    assert not page.select("input[name=seen_version]")


def test_a_confirmation_of_a_page_that_is_out_of_date_changes_nothing(browse, outdated):
    browser = browse("officer")

    browser.submit(f"/visits/{outdated.id}/translated", {"seen_version": "1"}, status=409)

    assert "was changed after its translation" in browser.open(f"/visits/{outdated.id}").get_text(" ")
