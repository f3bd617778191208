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
    label = browser.open(f"/visits/{outdated.id}/edit").select_one("label[for=subject_en]")
    assert "translation outdated" in label.get_text()


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


def test_a_folded_translation_opens_once_something_is_in_it(browse, make):
    browser = browse("officer")
    empty, filled = make.visit(), make.visit(minutes_tr="Konuşuldu.", minutes_en="There was a talk.")

    def folded(visit):
        return browser.open(f"/visits/{visit.id}/edit").select_one("details:has(> #minutes_en)")

    assert not folded(empty).has_attr("open")
    assert folded(filled).has_attr("open")


def test_a_reader_of_the_other_language_gets_the_text_there_is_with_its_language(browse, make):
    visit = make.visit(minutes_tr="Konuşuldu.")

    english = browse("officer").open(f"/visits/{visit.id}").select_one(".prose")

    assert english.get_text(strip=True) == "Konuşuldu."
    assert english.select_one("span[lang=tr]")


def test_search_finds_what_was_written_in_either_language(browse, make):
    make.visit(group_name="Heyet A", minutes_tr="Tutanakta", minutes_en="Minuted")
    browser = browse("officer")

    for word in ("tutanakta", "minuted"):
        assert "Heyet A" in browser.open(f"/visits?q={word}").get_text(" ")
